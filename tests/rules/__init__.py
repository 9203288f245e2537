"""Every rule by example: what the tests run and the user guide shows.

A new rule gets its id in `handlingsprogram.finding.RuleId`, an example in the module of its group here,
and `make guide` puts it into the user guide.
"""
