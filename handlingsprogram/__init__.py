"""Annual programmes of Norwegian public bodies: read as data, rendered as documents, compared."""
