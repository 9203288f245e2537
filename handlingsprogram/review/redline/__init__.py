"""The comparison as a Word file with tracked changes, made of the two finished documents."""

from handlingsprogram.review.redline.report import Material as Material
from handlingsprogram.review.redline.report import materials as materials
from handlingsprogram.review.redline.report import report as report
