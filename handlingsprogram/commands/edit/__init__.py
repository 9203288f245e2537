"""Writing the programme in the browser."""
