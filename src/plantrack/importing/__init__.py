"""From documents to a plan file, new or added to, and a report of what was done."""
