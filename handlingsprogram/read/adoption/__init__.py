"""A year that is adopted is locked: what its files held is known, and each later change has its reason."""
