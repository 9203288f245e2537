"""A year rolled over: last year's files as a draft of the next, with what certainly changes changed."""
