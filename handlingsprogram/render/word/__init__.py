"""Finishes pandoc's Word file: styles, contents, tables, lists, page set-up, properties."""

from handlingsprogram.render.word.finish import finish as finish
