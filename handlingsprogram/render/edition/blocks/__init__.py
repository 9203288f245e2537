"""Blocks of a section with a form of their own: boxes, goals, measures once more."""
