"""What of a programme is data: its budget and measures for other programs, and figures that come back."""
