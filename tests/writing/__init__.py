"""Content files edited in their text."""
