"""Sentences of a copied year that name the years that have been, and stand as they stood.

What has been is as it was, but a draft says much of «this year» that was said of another. Nobody but its
writer can tell: so each such sentence is told of until it is written anew, or accepted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.folders import before
from handlingsprogram.read.lineage import as_words
from handlingsprogram.read.rules.copied.years import COMES
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

YEAR = re.compile(r"(?<![\d.-])(?:19|20)\d\d(?![\d-])")
_ADDRESS = re.compile(r"\]\([^()]*\)|https?://\S+")
_SPAN = re.compile(r"(?:19|20)\d\d ?(?:[-–/]|til|og) ?(?:(?:19|20)\d\d|\d\d)(?!\d)|\d{4}-\d\d-\d\d")
"""Several years together, and dates as data has them."""
_DAY = re.compile(r"\d{1,2}\. ?(?:[a-zæøå]+) \d{4}|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}", re.IGNORECASE)
NO_PROSE = {"id", "viderefører", "samme_som", "lik", "fil", "dato", "lenke", "begrunnelse", "kilde"}
_FRAME = ("program", "budsjett", "mal", "godtatt")
"""The files whose years other rules know."""


def unchanged(program: Program, trees: Iterable[Tree], folder: Path, years: Years) -> Iterator[Finding]:
    """No sentence of a draft names last year, or the one before, in the very words of last year's programme.

    Args:
        program: the year.
        trees: its files.
        folder: where they lie; the other years lie beside it.
        years: what is known of those.
    """
    name = before(folder) if program.er_utkast else ""
    earlier = years.words(folder.parent / name) if name else ""
    if not earlier:
        return
    old = {str(program.år - 1), str(program.år - 2)}
    known = {f"{folder.as_posix()}/{frame}.yaml" for frame in _FRAME}
    for tree in trees:
        for path, text in tree.strings() if tree.file not in known else ():
            for at, sentence, year in _dated(path, text, old):
                if as_words(sentence) in earlier:
                    message = (
                        f"teksten er den samme som i {name}, og nevner {year}; skriv den om, eller godta den"
                    )
                    position = place(tree.lines, tree.position(path), text, at)
                    yield Finding(position, "utkast-uendret", message, Severity.WARNING)


def _dated(path: Path_, text: str, old: set[str]) -> Iterator[tuple[int, str, str]]:
    """Give where a year of old stands, its sentence, and the year; one for each sentence."""
    if NO_PROSE & set(path) or not any(year in text for year in old):
        return
    for paragraph in paragraphs(text):
        for sentence in sentences(paragraph):
            words = text[sentence.start : sentence.start + len(sentence.tekst)]
            blank = masked(words, days=not COMES.search(words))
            found = next((match for match in YEAR.finditer(blank) if match[0] in old), None)
            if found:
                yield sentence.start + found.start(), words, found[0]


def masked(sentence: str, *, days: bool = True) -> str:
    """Return a sentence with blanks for what names years and says nothing of this one.

    Args:
        sentence: its text.
        days: whether dates are among it, besides addresses and spans of years: what has been on a day has
            been, but what is to come on one is to come this year.
    """
    for pattern in (_ADDRESS, _SPAN, _DAY) if days else (_ADDRESS, _SPAN):
        sentence = pattern.sub(lambda match: " " * len(match[0]), sentence)
    return sentence
