"""What stands in a table's cells and above it, as HTML: enumerations, lists, the UN's goals, its title."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from handlingsprogram.render.edition.parts import Cell
from handlingsprogram.render.words.fixed_words import unit
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.blocks import Celle
    from handlingsprogram.read.model.measures import Målform


def title(tittel: str, enhet: str, words: Mapping[str, str]) -> str:
    """Return what stands above a table: its title, the unit of its figures, both or neither.

    Args:
        tittel: the title; empty where it is not printed.
        enhet: the unit as the content has it; empty where it is not printed.
        words: the document's fixed words.
    """
    printed = f"<strong>{escape(keep_together(tittel))}</strong>" if tittel else ""
    if not enhet:
        return printed
    counted = escape(keep_together(unit(enhet, words)))
    return words["tabelltittel" if tittel else "tabellenhet"].format(tittel=printed, enhet=counted)


def enumeration(names: list[str], separators: list[str], visning: str) -> str:
    """Return the items of a field, set the way its column says (`oppramsing`, `avsnitt`, `punkter`).

    Args:
        names: the items, as HTML.
        separators: what stands before each of them in an enumeration.
        visning: how they are set.
    """
    if visning == "avsnitt":
        return paragraphs(names)
    if visning == "punkter":
        return bullets(names)
    separated = (before + name for before, name in zip(separators[1:], names[1:], strict=True))
    return "".join([*names[:1], *separated])


def goals(groups: tuple[tuple[int, ...], ...], form: Målform, titles: Mapping[int, str]) -> str:
    """Return the UN's goals the way the section prints them; each number knows its goal's title."""
    texts = [
        escape(form.mellom).join(_goal(number, form.foran, titles) for number in group) for group in groups
    ]
    return paragraphs(texts) if form.grupper == "avsnitt" else ", ".join(texts)


def _goal(number: int, prefix: str, titles: Mapping[int, str]) -> str:
    title = f' title="{escape(titles[number])}"' if number in titles else ""
    return f'<span class="baerekraftsmal-{number}"{title}>{escape(prefix)}{number}</span>'


def text(celle: Celle, column: int) -> Cell:
    """Return a cell of a table of text, which begins in a column, counted from 0."""
    written = escape(keep_together(celle.tekst))
    shown = f"<strong>{written}</strong>" if celle.uthevet and written else written
    return Cell(shown, celle.over, celle.ned, column)


def paragraphs(texts: list[str]) -> str:
    """Return several texts as paragraphs, a lone one as it is."""
    return "".join(f"<p>{text}</p>" for text in texts) if len(texts) > 1 else "".join(texts)


def bullets(items: list[str]) -> str:
    """Return a bulleted list; nothing without items."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def unwrapped(html: str) -> str:
    """Take a lone paragraph out of its tags, so that cells and lists stay tight."""
    alone = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
    return html[3:-4] if alone else html
