"""Word files that come back, with what somebody has written in them, as changes of the content."""
