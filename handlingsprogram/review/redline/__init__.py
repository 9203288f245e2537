"""The comparison as a Word file with tracked changes, made of the two finished documents."""

from handlingsprogram.review.redline.report import redline as redline
from handlingsprogram.review.redline.source import Edition as Edition
