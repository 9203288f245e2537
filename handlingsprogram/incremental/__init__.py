"""What has been built of what: a build that would write the same bytes again is left out.

Loaded before anything heavy is; what it does not know for certain is built.
"""
