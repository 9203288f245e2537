"""Prose as a reader of the document meets it: its words, and not its Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.prose import inline, quotes
from handlingsprogram.prose.paragraphs import Avsnitt, Skille, joined_paragraphs
from handlingsprogram.read.model.fields import Fields
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.prose.inline import Bit
    from handlingsprogram.read.model.program import Program

FOOTNOTE, QUOTATION = "Fotnote:", "Sitat:"
"""What stands before a footnote's text."""
_TYPE = {"*": "kursiv", "**": "fet", "~~": "strøket"}
"""Marks of emphasis, and what they print."""


class Reader:
    """Reads the prose of one programme as it is printed."""

    def __init__(self, program: Program) -> None:
        self._references = References(program)
        self._known: dict[str, str] = {}
        self.felt = Fields(program, fixed_words(program.språk))
        """Reads the fields of the programme's measures."""

    def plain(self, markdown: str) -> str:
        """Return the words of prose as they are printed, with references and notes in words.

        Each paragraph, with its mark, and each line that is broken on purpose begins on a line of its own.
        """
        if markdown not in self._known:
            parts = joined_paragraphs(self._references.filled(markdown))
            lines = "\n".join(_marked(part, "".join(self._words(part.tekst))) for part in parts).split("\n")
            self._known[markdown] = "\n".join(" ".join(line.split()) for line in lines)
        return self._known[markdown]

    def explained(self, markdown: str) -> str:
        """Return the words of prose, on one line, with what a reader sees besides them.

        That is type, addresses, notes' names, levels of lists, hard spaces, and where lines begin.
        """
        text = ""
        for part in joined_paragraphs(self._references.filled(markdown)):
            between = " (ny linje) " if part.skille is Skille.LINJE else " (nytt avsnitt) "
            level = f"(nivå {part.innrykk + 1}) " if part.innrykk else ""
            words = "".join(self._words(part.tekst, explained=True))
            text += (between if text else "") + _marked(part, level + words)
        return text

    def _words(self, markdown: str, *, explained: bool = False) -> Iterator[str]:
        for bit in inline.read(markdown):
            match bit.slag:
                case "ord":
                    yield bit.tekst.replace("\u00a0", " (hardt mellomrom) ") if explained else bit.tekst
                case "note":
                    yield f" (fotnote «{bit.tekst}»)" if explained else " (fotnote)"
                case "linje":
                    yield " (ny linje) " if explained else "\n"
                case "ut" if explained:
                    yield self._after(bit)

    def _after(self, bit: Bit) -> str:
        """Say what has ended: what type it is printed in, or where a link leads."""
        if bit.tekst != "[":
            return f" ({_TYPE[bit.tekst]})"
        anchor = self._references.anchors.get(bit.adresse[1:])
        return f" (lenke til {f'«{anchor.tittel}»' if anchor and anchor.tittel else bit.adresse})"


def told_mark(merke: str) -> str:
    """Return what is told before a paragraph: `•`, `2.`, or in a word that it is a note or a quotation."""
    if merke.startswith("[^"):
        return FOOTNOTE
    return QUOTATION if merke == quotes.MARK else merke


def _marked(part: Avsnitt, words: str) -> str:
    mark = told_mark(part.merke)
    return f"{mark} {words}" if mark else words


def printed(fra: str, til: str, readers: tuple[Reader, Reader]) -> tuple[str, str]:
    """Return a text before and after, as little like its Markdown as shows what has changed."""
    for read in (Reader.plain, Reader.explained):
        before, after = read(readers[0], fra), read(readers[1], til)
        if before.split() != after.split():
            return before, after
    return fra, til
