"""The commands for Word files that come back."""
