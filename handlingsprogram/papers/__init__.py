"""Documents made of a programme: each is a `Program` of its own, so that every format prints it."""
