"""Figures that are drawn of the content: organisation charts, year wheels, time lines."""
