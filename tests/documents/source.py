"""The source documents, as the words and tables that a reader of the printed document would find.

Their `#` marks, list marks and table mark-up come from the extraction and are taken off. What the
extraction plainly broke is mended here, each mend with its reason; the document's own slips stand.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

KILDER = Path(__file__).parents[1] / "kilder"

MENDS = {
    # The print has «Medlemskommuner» over a line's end in a narrow cell; the extraction cut it there.
    "Medlemskommune r,": "Medlemskommuner,",
}

Table = list[list[str]]


@dataclass(frozen=True)
class Source:
    """A source document without its table of contents."""

    lines: list[str]
    """The body's lines, mended; the footnotes' texts among them."""
    contents: list[tuple[str, int]]
    """The printed table of contents: title and page."""

    def words(self, *, numbers: bool) -> list[str]:
        """Return the words in order without the footnotes' texts.

        Args:
            numbers: whether numbered list items keep their numbers.
        """
        lines = (line for line in self.lines if not _is_note(line))
        return [word for line in lines for word in plain(line, numbers=numbers).split()]

    def notes(self) -> list[str]:
        """Return the footnotes' texts."""
        return [re.sub(r"^\[\d+\] ", "", line) for line in self.lines if _is_note(line)]

    def tables(self) -> list[Table]:
        """Return the tables, row by row and cell by cell, headers first."""
        found: list[Table] = []
        previous = ""
        for line in self.lines:
            if "\t" in line:
                if "\t" not in previous:
                    found.append([])
                found[-1].append([" ".join(without_tags(cell).split()) for cell in line.split("\t")])
            previous = line
        return found


def read(year: int) -> Source:
    """Read a source document."""
    text = (KILDER / f"handlingsprogram-{year}.txt").read_text(encoding="utf-8")
    for broken, mended in MENDS.items():
        assert broken in text, f"the mend {broken!r} mends nothing"
        text = text.replace(broken, mended)
    cover, rest = text.split("# Innhold\n")
    contents, body = rest.split("\n## ", 1)
    entries = re.findall(r"^(.+)\t(\d+)$", contents, re.MULTILINE)
    lines = [line for line in [*cover.split("\n"), *f"## {body}".split("\n")] if line.strip()]
    return Source(lines, [(title, int(page)) for title, page in entries])


def plain(line: str, *, numbers: bool) -> str:
    """Take the extraction's marks off a line."""
    line = re.sub(r"^(#+|-) ", "", line)
    if not numbers:
        line = re.sub(r"^\d+\. ", "", line)
    return without_tags(line)


def without_tags(line: str) -> str:
    """Take the extraction's tags and bullets off a piece of text."""
    line = re.sub(r"</?(p|ul|li|b|u)\b[^>]*>", lambda tag: "" if tag[1] in {"b", "u"} else " ", line)
    return html.unescape(re.sub(r"\*\*|\[\d\]|•", "", line))


def _is_note(line: str) -> bool:
    return bool(re.match(r"\[\d+\] ", line))
