"""A workbook that came back, or that somebody else made, as figures of the budget."""
