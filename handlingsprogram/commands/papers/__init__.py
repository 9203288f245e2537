"""The commands that make documents of a programme."""
