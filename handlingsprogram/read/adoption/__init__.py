"""A year's case and its adoption, which locks it: what its files held is known, a change has its reason."""
