"""The words of the content as a row of signs: characters with their dress, and things that are one sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from handlingsprogram.prose import inline, signs
from handlingsprogram.prose.paragraphs import BULLET, joined_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.prose.inline import Bit

BREAK = "\\\n"


class RefusedError(Exception):
    """A change that cannot be made here, or that the content cannot hold: another is tried."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One character that is seen, or a thing that is passed over as one."""

    text: str
    """The character; of a reference, the words that it prints, which may be none."""
    bold: bool = False
    italic: bool = False
    link: str = ""
    thing: str = ""
    """Markdown of a reference, a note's mark or a broken line; empty for a character."""

    @property
    def note(self) -> str:
        return self.thing[2:-1] if self.thing.startswith("[^") else ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a text."""

    signs: list[Sign]
    mark: str = ""
    """`•`, or what counts it: `2.`."""
    depth: int = 0


@dataclass(slots=True)
class Prose:
    """A text in Markdown."""

    paragraphs: list[Paragraph]
    notes: dict[str, list[Sign]] = field(default_factory=dict)


def read_line(words: str) -> list[Sign]:
    """Return the signs of a text without Markdown."""
    return [Sign(character) for character in words]


def read_paragraph(markdown: str) -> list[Sign]:
    """Return the signs of a paragraph whose signs are settled."""
    found: list[Sign] = []
    open_: list[str] = []
    reference: list[str] | None = None
    link = ""
    for bit in inline.read(markdown):
        if bit.slag in {"inn", "ut"} and bit.tekst == "~~":
            raise RefusedError("gjennomstreking")
        if bit.slag in {"inn", "ut"} and bit.tekst == "[":
            if bit.adresse.startswith("#"):
                if bit.slag == "inn":
                    reference = []
                else:
                    words = "".join(reference or ())
                    found.append(Sign(words, thing=f"[{words}]({bit.adresse})"))
                    reference = None
            else:
                link = bit.adresse if bit.slag == "inn" else ""
        elif reference is not None:
            reference.append(bit.tekst)
        elif bit.slag == "inn":
            open_.append(bit.tekst)
        elif bit.slag == "ut":
            open_.remove(bit.tekst)
        else:
            found += _signs(bit, open_, link)
    return found


def _signs(bit: Bit, open_: Sequence[str], link: str) -> list[Sign]:
    if bit.slag == "note":
        return [Sign("", thing=f"[^{bit.tekst}]")]
    if bit.slag == "linje":
        return [Sign("\n", thing=BREAK)]
    return [Sign(character, "**" in open_, "*" in open_, link) for character in bit.tekst]


def read_prose(markdown: str, *, in_item: bool = False) -> Prose:
    """Return the paragraphs of a text and its notes' texts."""
    read = _read(markdown, in_item=in_item)
    paragraphs = [Paragraph([*one.signs], one.mark, one.depth) for one in read.paragraphs]
    return Prose(paragraphs, {name: [*signs] for name, signs in read.notes.items()})


@lru_cache(maxsize=2000)
def _read(markdown: str, *, in_item: bool) -> Prose:
    prose = Prose([])
    settled = signs.settle(re.sub(r"[ \t]+(?=\n)", "", markdown), in_item=in_item).markdown
    note = ""
    for part in joined_paragraphs(settled):
        found = read_paragraph(part.tekst)
        if part.er_note:
            note = part.merke[2:-2]
            prose.notes[note] = found
        elif note and part.innrykk:
            raise RefusedError("en note med flere avsnitt")
        else:
            note = ""
            prose.paragraphs.append(Paragraph(found, part.merke, part.innrykk))
    return prose


# --- Written again --------------------------------------------------------------------------------


def clean(found: Iterable[Sign]) -> list[Sign]:
    """Return signs as a careful person types them: one blank between words, none at the ends of lines."""
    kept: list[Sign] = []
    for sign in found:
        if sign.text == "\u00ad":
            continue
        shown = replace(sign, text=" ") if sign.text == "\t" else sign
        begins = not kept or kept[-1].thing == BREAK
        if (
            shown.text == " "
            and not shown.thing
            and (begins or (kept[-1].text == " " and not kept[-1].thing))
        ):
            continue
        if shown.thing == BREAK and kept and kept[-1].text == " " and not kept[-1].thing:
            kept.pop()
        kept.append(shown)
    while kept and kept[-1].text == " " and not kept[-1].thing:
        kept.pop()
    return _undressed_edges(kept)


def _undressed_edges(found: list[Sign]) -> list[Sign]:
    """Take the dress off blanks that stand at its edges, where Markdown cannot have it."""
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        bold = italic = False
        for at in order:
            sign = found[at]
            if sign.text.isspace() and not sign.thing:
                found[at] = sign = replace(sign, bold=sign.bold and bold, italic=sign.italic and italic)
            bold, italic = sign.bold, sign.italic
    return found


def write_line(found: Iterable[Sign]) -> str:
    """Return signs as text without Markdown."""
    shown = clean(found)
    if any(sign.thing or sign.bold or sign.italic or sign.link for sign in shown):
        raise RefusedError("en tekstlinje har ikke utheving")
    return "".join(sign.text for sign in shown)


def write_paragraph(found: Iterable[Sign]) -> str:
    """Return signs as Markdown.

    Raises:
        RefusedError: no Markdown says just this, such as bold letters beside italic ones in one word.
    """
    shown = clean(found)
    if not shown:
        raise RefusedError("et tomt avsnitt")
    written = "".join(_linked(link, list(part)) for link, part in groupby(shown, key=lambda sign: sign.link))
    written = re.sub(r"\A(\d+|[^\W\d_]+)(?=[.)](?:\s|\Z))", r"\1\\", written)
    written = re.sub(r"\A(?=[-+:=(])", r"\\", written)
    again = read_prose(written, in_item=True).paragraphs
    if len(again) != 1 or again[0].mark or bare(again[0].signs) != bare(shown):
        raise RefusedError(f"kan ikke skrives: {written}")
    return written


def bare(found: Iterable[Sign]) -> list[Sign]:
    """Return signs as they are compared: a blank has no dress."""
    return [
        Sign(sign.text, link=sign.link) if sign.text.isspace() and not sign.thing else sign
        for sign in clean(found)
    ]


def _linked(link: str, part: list[Sign]) -> str:
    written = "".join(
        _bold(bold, list(run)) for bold, run in groupby(part, key=lambda sign: sign.bold and not sign.thing)
    )
    return f"[{written}]({link})" if link else written


def _bold(bold: bool, part: list[Sign]) -> str:  # noqa: FBT001
    written = "".join(
        ("*" if italic else "") + "".join(map(_escaped, run)) + ("*" if italic else "")
        for italic, run in groupby(part, key=lambda sign: sign.italic and not sign.thing)
    )
    return f"**{written}**" if bold else written


def _escaped(sign: Sign) -> str:
    return sign.thing or ("\\" + sign.text if sign.text in "\\`*_[]<>~#&|^$!" else sign.text)


def escaped(text: str) -> str:
    """Return typed signs as Markdown that says them."""
    return "".join(_escaped(Sign(sign)) for sign in text)


def write_prose(prose: Prose) -> str:
    """Return a text as Markdown."""
    parts: list[str] = []
    before = ""
    counted: dict[int, int] = {}
    for paragraph in prose.paragraphs:
        counted = {depth: number for depth, number in counted.items() if depth <= paragraph.depth}
        mark = ""
        if paragraph.mark:
            counted[paragraph.depth] = number = counted.get(paragraph.depth, 0) + 1
            first = number if paragraph.mark[0].isdigit() else paragraph.mark[0]
            mark = "- " if paragraph.mark == BULLET else f"{first}{paragraph.mark[-1]} "
        else:
            counted.pop(paragraph.depth, None)
        if paragraph.depth and not paragraph.mark:
            raise RefusedError("et avsnitt inne i et punkt")
        gap = "\n" if before and paragraph.mark else "\n\n"
        written = write_paragraph(paragraph.signs)
        parts += [gap if parts else "", "   " * paragraph.depth, mark, written]
        before = paragraph.mark
    used = [sign.note for paragraph in prose.paragraphs for sign in paragraph.signs if sign.note]
    texts = (f"\n\n[^{name}]: {write_paragraph(prose.notes[name])}" for name in used)
    return "".join([*parts, *texts]) + "\n"
