"""A table's rows read in passes: labelled, named, nested, measured, their figures read."""
