"""Whole programmes of other organisations, made by content alone and read back."""
