"""Compare two programmes as data, and tell what has changed in the words of the documents."""
