"""Writes the Word file by pandoc and finishes it: styles, contents, tables, lists, properties."""

from handlingsprogram.render.word.finish import finish as finish
from handlingsprogram.render.word.write import write as write
