"""The server of the editor in the browser."""
