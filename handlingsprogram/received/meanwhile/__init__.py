"""What has changed in the content since a file was sent out, beside what has been written in the file."""
