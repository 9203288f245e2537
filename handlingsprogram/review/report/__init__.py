"""What has changed as a reader meets it."""
