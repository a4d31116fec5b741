"""What the questions come to: rows, summaries and tables, whatever the format."""
