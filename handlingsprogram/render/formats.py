"""The formats that a programme can be built in, known before what makes them is loaded."""

FORMATS = ("md", "docx", "pdf", "html")
"""In the order they are shown."""
