"""The plan file: found, read, checked for shape, changed in place and laid out."""
