"""A received file as records: opened, read, its changes accepted or rejected."""
