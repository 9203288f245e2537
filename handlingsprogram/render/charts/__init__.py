"""The budget's charts: what they show, and how they are drawn."""
