"""The commands of a programme's year: the next one, its status, its papers, its adoption."""
