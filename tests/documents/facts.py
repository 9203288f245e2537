"""What a reader of the source documents knows of them."""

TITLES = {2021: "Handlingsprogram og budsjett 2021", 2025: "Handlingsprogram 2025"}
DATES = {2021: "2021-01-01", 2025: "2024-12-18"}
NOTES = {2021: 1, 2025: 2}
TABLES = {2021: 8, 2025: 12}
