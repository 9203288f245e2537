"""What is chosen, as a form that its schema describes."""
