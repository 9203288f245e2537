"""What of a programme is data: workbooks, CSV and JSON, and figures that come back from spreadsheets."""
