"""The commands for figures that come from spreadsheets."""
