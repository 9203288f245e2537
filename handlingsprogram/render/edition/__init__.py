"""What a document shows, in order: the Markdown edition, parsed once for every other format."""
