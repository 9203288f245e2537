"""The comparison as a Word file with tracked changes, made of the two finished documents."""

from handlingsprogram.review.redline.report import begun as begun
from handlingsprogram.review.redline.report import report as report
