"""What of a programme is data: its budget and measures as workbooks, CSV and JSON, and figures that come back."""
