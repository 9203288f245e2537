"""A programme as frozen data: sections, measures and tables, the budget and what it reckons."""
