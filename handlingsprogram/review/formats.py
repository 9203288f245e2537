"""The formats that a comparison can be printed in; the command line knows them before it loads them."""

FACES = {"text": "text", "md": "markdown", "html": "html", "docx": "word", "json": "json_data"}
"""Format -> the module in `faces` that prints it, in the order they are shown."""
