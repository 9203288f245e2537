"""What the site is made of: each year as plain data, and what goes on from year to year."""
