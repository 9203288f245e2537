"""What cross-references print: a chapter's number, a table's, a goal's name, or a figure of the budget."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.read.model.sheet import Regneark, SirkelError
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.templates import escape_markdown

if TYPE_CHECKING:
    import re

    from handlingsprogram.read.model.program import Anker, Program


class References:
    """Fills in the cross-references of one programme's prose."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._words = fixed_words(program.språk)
        self.sheet = Regneark(program.budsjett, self._words["desimaltegn"]) if program.budsjett else None
        """The budget, reckoned; None where there is none."""
        self.anchors = program.ankere()
        """What prose can point to, by id."""

    def filled(self, markdown: str) -> str:
        """Return Markdown in which every reference has the text that it prints.

        What a reference says by itself («tabell 2») has a capital where it begins a sentence. Content that is
        compared was checked by nobody: a target that does not exist is printed as it is written.
        """
        if "](#" not in markdown:
            return markdown
        starts = [sentence.start for part in paragraphs(markdown) for sentence in sentences(part)]

        def printed(match: re.Match[str]) -> str:
            start = starts[max(bisect(starts, match.start()) - 1, 0)] if starts else 0
            return self._printed(match, begins=not any(map(str.isalnum, markdown[start : match.start()])))

        return marks.REFERENCE.sub(printed, markdown)

    def _printed(self, match: re.Match[str], *, begins: bool) -> str:
        text, target = match["tekst"], match["id"]
        anchor = self.anchors.get(target)
        if not anchor:
            return text or self._amount(target)
        if not text:
            text = escape_markdown(self._usual(anchor))
            text = text[:1].upper() + text[1:] if begins else text
        text = text.replace("{nummer}", anchor.nummer)
        text = text.replace("{tittel}", escape_markdown(anchor.tittel))
        return f"[{text}](#{target})"

    def _usual(self, anchor: Anker) -> str:
        return self._words[anchor.ord] if anchor.ord else anchor.form or self._program.kryssreferanse

    def _amount(self, target: str) -> str:
        """Return the figure that a reference prints, or its target where the budget has no such figure."""
        try:
            written = amounts.find(self._program, self.sheet, target).skrevet()
        except amounts.NotYetError:
            return MANGLER
        except (amounts.TargetError, SirkelError, KeyError, ValueError):
            return target
        return self.sheet.på_språket(written) if self.sheet else written
