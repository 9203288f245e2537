"""What is said of one kind of thing that has a module of its own."""
