"""The questions plantrack answers, as frozen rows and their summary.

A row holds what scripts are promised, in the promised order: exact figures, code words that no
language changes, and texts in the reader's language. One module a question.
"""
