"""Changes to one Report: every count, label and sentence that a reader gets, in reading order."""
