"""A year as it will be printed, kept warm: what has not changed is not made again."""
