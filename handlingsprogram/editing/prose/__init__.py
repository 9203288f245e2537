"""Our Markdown as a document that an editor of rich text shows, and back."""
