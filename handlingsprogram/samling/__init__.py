"""A folder of one's own: what a new one holds, and the schemas that editors find in it."""
