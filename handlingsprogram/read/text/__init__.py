"""A file as text and as plain data: every character, key and value in its place."""
