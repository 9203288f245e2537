"""From a `Program` to its documents: view, Markdown, pandoc, Word and PDF."""
