"""The years that texts name: those that certainly mean the programme's own are moved, the others left alone.

What is left alone, and says something of a year that has been, `check` tells of (`utkast-uendret`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.rules.copied.sentences import NO_PROSE, YEAR, masked
from handlingsprogram.read.rules.copied.years import COMES, HAS_BEEN
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_, Tree
    from handlingsprogram.yearly.columns import Rolling

_TITLES = {"tittel", "innholdstittel", "overskrift", "emne"}
"""Keys of short texts that name the year that they are of."""
_OWN = (
    r"(?i)(?:budsjett\w*|økonomiplan\w*|handlingsprogram\w*|årsplan\w*|virksomhetsplan\w*|verksemdsplan\w*)"
    r"(?: og (?:budsjett|økonomiplan))?(?: for)?(?: året)? \Z"
)
"""What stands before the year of the programme itself."""
_TARGET = re.compile(
    r"(?i)\b(?:innen|innan|mot|fr[ae]m til|før|mål\w* i)(?: (?:utgangen|slutten) av| året)? \Z"
)
"""What stands before a year that something shall be reached by: the goal is not moved with the programme."""
_PRIORITY = re.compile(r"(?i)\b(?:prioriter\w+|satse[rs]?|legg(?:es|er|ast) vekt)\b")


_ONCE = re.compile(
    r"(?i)\bførste gang|\bnytt? fra|lansere?s?t?\b|\båpne[rst]|igangs[ae]tt|\boppstart|\bstarter?\b"
)
"""What happens once, and not next year too."""


def own_years(tree: Tree, rolling: Rolling) -> Iterator[tuple[int, int]]:
    """Give line and column, from 0, of every year in a file that certainly means the programme's own.

    Args:
        tree: a file of texts.
        rolling: from which year to which.
    """
    year = str(rolling.old)
    for path, text in tree.strings():
        if year in text and not NO_PROSE & set(path):
            for at in _certain(path, text, year):
                position = place(tree.lines, tree.position(path), text, at)
                line = position.line - 1
                if tree.lines[line][position.column - 1 :].startswith(year):
                    yield line, position.column - 1


def _certain(path: Path_, text: str, year: str) -> Iterator[int]:
    if path[-1] in _TITLES:
        for match in YEAR.finditer(masked(text)):
            if match[0] == year and not _TARGET.search(text[: match.start()]):
                yield match.start()
        return
    for paragraph in paragraphs(text):
        for sentence in sentences(paragraph):
            found = list(YEAR.finditer(masked(sentence.tekst)))
            if {match[0] for match in found} == {year}:
                for match in found:
                    if _is_own(sentence.tekst, match.start()):
                        yield sentence.start + match.start()


def _is_own(sentence: str, at: int) -> bool:
    """Tell whether a sentence says of its year that it is the programme's."""
    if re.search(HAS_BEEN, sentence) or _ONCE.search(sentence):
        return False
    before = " ".join(sentence[:at].split()) + " "
    if _TARGET.search(before):
        return False
    return bool(re.search(_OWN, before) or COMES.search(sentence) or _PRIORITY.search(sentence))
