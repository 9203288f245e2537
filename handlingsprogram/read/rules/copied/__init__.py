"""What a year that was copied from an older one has not made its own yet."""
