"""What the site shows: pages in their frame, registers, feeds and pictures."""
