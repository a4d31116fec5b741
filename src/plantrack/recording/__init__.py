"""Figures set in a plan file."""
