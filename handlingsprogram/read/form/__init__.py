"""The form that content must have: the schemas, and what is said of what does not fit them."""
