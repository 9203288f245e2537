"""Turn a year's valid trees into a `Program`: one module for each kind of thing."""
