"""Prose: the Markdown of the content, read in one way by all who need it."""
