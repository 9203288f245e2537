"""What lies around the text in Word: the page, its edges, sections that are landscape, the cover."""
