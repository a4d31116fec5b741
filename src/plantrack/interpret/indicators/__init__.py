"""Indicators as all tables and texts together have them."""
