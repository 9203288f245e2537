"""What has pages: typst's layout, the PDF, and the fonts."""
