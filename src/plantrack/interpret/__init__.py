"""From a document's paragraphs and tables to a plan, whatever kind of file the document was."""
