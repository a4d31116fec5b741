"""What a page shows, as text and tables: letters, lines, columns, rows, page breaks."""
