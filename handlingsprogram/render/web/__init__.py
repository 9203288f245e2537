"""The web page, and the frame that all pages of the family share."""
