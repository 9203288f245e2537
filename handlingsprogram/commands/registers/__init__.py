"""The command that gathers the measures of all years: `register`."""
