"""Reports of every kind, read into the same paragraphs and tables."""
