"""A year's Word file as it was sent out, in which each word knows where in the content it comes from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.read.build import year
from handlingsprogram.received.file.package import Package
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted
from handlingsprogram.received.tracer import MARK, trace
from handlingsprogram.records import record
from handlingsprogram.render.documents import pictures, word_without_pages
from handlingsprogram.render.word import package

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.file.document import Block, Received
    from handlingsprogram.received.tracer import Traced
    from handlingsprogram.render.checked import Shared


_BODY = "word/document.xml"
_TOLD = re.compile(rb'descr="[^"]*"')


@record
class Base:
    """What a received file is held against."""

    folder: Path
    """The year's, as it was then."""
    trees: dict[Key, Tree]
    """The content that it was built from."""
    traced: Traced
    blocks: tuple[Block, ...]
    """The document, with the marks that `traced` knows."""
    file: Received
    """The same, as a received file is read; what is in it besides words has no marks."""


def base(trees: dict[Key, Tree], folder: Path, shared: Shared) -> Base:
    """Build a year's Word file with marks, and read it.

    Args:
        trees: the year's files, which hold no errors.
        folder: the year's, which has its figures.
        shared: what all years have in common.

    Raises:
        UserError: pandoc is missing.
    """
    traced = trace(trees)
    program = year.program(traced.trees)
    # What is drawn, and told of pictures, is known again as it was sent out: without marks.
    drawn = pictures(year.program(trees), folder, shared.theme)
    parts = package.read(word_without_pages(program, shared, drawn))
    parts[_BODY] = _TOLD.sub(lambda told: MARK.sub("", told[0].decode()).encode(), parts[_BODY])
    file = read(Package("", "docx", parts))
    plain = tuple(replace(one, words=MARK.sub("", one.words)) for one in file.foreign)
    return Base(folder, trees, traced, accepted(file), replace(file, foreign=plain))
