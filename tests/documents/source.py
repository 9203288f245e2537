"""The source documents, as the words and tables that a reader of the printed document would find.

Their `#` marks, list marks and table mark-up come from the extraction and are taken off. What the
extraction plainly broke is mended here, each mend with its reason; the documents' own slips stand.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

KILDER = Path(__file__).parents[1] / "kilder"

# Headings are numbered by the tool, one way throughout; the contents print all of them with a full stop.
_NUMBERS = ("4.2 I", "4.3 A", "5.1 I", "5.2 B", "5.3 F")
MENDS: dict[int, dict[str, str]] = {
    2021: {
        **{f"\n{number}": f"\n{number[:3]}.{number[3:]}" for number in _NUMBERS},
        # The heading was divided at a line's end in a narrow column; the other three tables have it whole.
        "Bærekrafts-mål": "Bærekraftsmål",
        # A rule of dashes that the extraction set below a table; no row of it.
        "\n--\t------\t-------------------------------": "",
        # The pages end within these paragraphs.
        "Faggruppen blir fra\n\n2021": "Faggruppen blir fra 2021",
        "vil lansere et\n\nkunstprosjekt": "vil lansere et kunstprosjekt",
    },
    2025: {
        # The print has «Medlemskommuner» over a line's end in a narrow cell; the extraction cut it there.
        "Medlemskommune r,": "Medlemskommuner,",
    },
}

Table = list[list[str]]


@dataclass(frozen=True)
class Source:
    """A source document without its table of contents."""

    year: int
    lines: list[str]
    """The body's lines, mended; the footnotes' texts among them."""
    contents: list[tuple[str, int]]
    """The printed table of contents: title and page."""

    def words(self, *, numbers: bool, letters: bool) -> list[str]:
        """Return the words in order without the footnotes' texts.

        Args:
            numbers: whether list items 1., 2., … keep their numbers.
            letters: whether list items a), b), … keep their letters.
        """
        found = []
        for line in self.lines:
            if not _NOTE.match(line):
                found += self._plain(line, numbers=numbers, letters=letters).split()
        return found

    def _plain(self, line: str, *, numbers: bool, letters: bool) -> str:
        line = re.sub(r"^(#+|-) ", "", line)
        if not letters:
            line = re.sub(r"^[a-f]\) ", "", line)
        # In 2021 what begins with a number is a heading, and the number is part of its text.
        if not numbers and self.year != 2021:
            line = re.sub(r"^\d+\. ", "", line)
        return without_tags(line)

    def notes(self) -> list[str]:
        """Return the footnotes' texts."""
        return [_NOTE.sub("", line) for line in self.lines if _NOTE.match(line)]

    def tables(self) -> list[Table]:
        """Return the tables, row by row and cell by cell, headers first."""
        found: list[Table] = []
        previous = ""
        for line in self.lines:
            if "\t" in line:
                if "\t" not in previous:
                    found.append([])
                cells = [" ".join(without_tags(cell).split()) for cell in line.split("\t")]
                found[-1].append(trimmed(cells))
            previous = line
        return found


_NOTE = re.compile(r"^(\[\d+\]|¹) ")


def trimmed(row: list[str]) -> list[str]:
    """Return a row that has text in its first cell only as that cell, whether it spans the others or not."""
    return row[:1] if row[0] and not any(row[1:]) else row


def read(year: int) -> Source:
    """Read a source document."""
    text = (KILDER / f"handlingsprogram-{year}.txt").read_text(encoding="utf-8")
    for broken, mended in MENDS[year].items():
        assert broken in text, f"the mend {broken!r} mends nothing"
        text = text.replace(broken, mended)
    found = re.search(r"^(.*?\n)(?:# )?Innhold\n((?:[^\n]*\t\d+\n|\n)+)(.*)$", text, re.DOTALL)
    assert found
    cover, contents, body = found.groups()
    entries = re.findall(r"^(.+?)\.*\t(\d+)$", contents, re.MULTILINE)
    lines = [line for line in f"{cover}\n{body}".split("\n") if line.strip()]
    return Source(year, lines, [(title, int(page)) for title, page in entries])


def without_tags(line: str) -> str:
    """Take the extraction's tags, emphasis, bullets and footnote marks off a piece of text."""
    line = re.sub(r"</?(p|ul|li|b|u)\b[^>]*>", lambda tag: "" if tag[1] in {"b", "u"} else " ", line)
    return html.unescape(re.sub(r"\*\*(?!\))|\[\d\]|•|¹", "", line))
