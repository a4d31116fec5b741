"""Which of a document's tables hold indicators, and what their rows say."""
