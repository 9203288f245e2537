"""What the measures of a valid programme must also keep: their tables, fields and values."""
