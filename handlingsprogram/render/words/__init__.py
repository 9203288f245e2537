"""The documents' own words, and how any words are set."""
