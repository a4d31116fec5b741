"""Which rows of a table are its headings, and what each of its columns therefore holds."""
