"""The commands that write a folder of one's own: `ny-samling`, and `skjema` for its schemas."""
