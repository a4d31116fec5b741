"""Answers as tables: typed columns over rows, one builder a question.

Cells keep their figures; only formats for people turn them into text.
"""
