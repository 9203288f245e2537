"""What is said to users in nynorsk."""
