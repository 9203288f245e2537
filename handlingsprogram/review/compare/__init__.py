"""Two programmes to what has changed: trees of things, pairs of them, changes."""
