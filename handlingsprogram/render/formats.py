"""The formats that a programme can be built in, known before what makes them is loaded."""

FORMATS = ("md", "docx", "pdf", "html")
"""The documents, in the order they are shown."""
DATA = ("xlsx", "csv", "json")
"""What is data for other programs, made where it is asked for."""
