"""Drafts side by side, and the way of one to a pull request, in git."""
