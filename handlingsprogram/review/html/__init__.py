"""The comparison as one accessible web page, for anyone who asks what is new."""

from handlingsprogram.review.html.page import html

__all__ = ["html"]
