"""The year kept warm is the year as it is built."""
