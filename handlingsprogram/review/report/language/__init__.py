"""A report in another written form of Norwegian."""
