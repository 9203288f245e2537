"""What the page of the editor shows of a year, and what is written in it."""
