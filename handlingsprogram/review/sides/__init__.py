"""Where the two sides of a comparison come from: years, git revisions, single files."""
