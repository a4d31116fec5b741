"""What people are told, in their language: messages, errors, near words, harmless text."""
