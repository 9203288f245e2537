"""What somebody has edited in a document, found by holding it against the one that was sent out."""
