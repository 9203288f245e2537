"""Find what cannot be shown, before it stops the build: letters no font has, broken pictures, wide tables."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding
from handlingsprogram.read import pictures
from handlingsprogram.read.places import place
from handlingsprogram.read.sheet import Regneark, is_too_wide, room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.finding import Position
    from handlingsprogram.read.program import Program
    from handlingsprogram.read.strict_yaml import Tree

MOST = 10
"""How many different characters that the font lacks are told of at a time."""
# Latin letters and the punctuation of Norwegian text; every text font has them.
_ORDINARY = {chr(code) for code in range(0x17F)} | set("–—‘’‚“”„•…−€‰")


def missing_glyphs(trees: Iterable[Tree], theme: dict[str, Any]) -> Iterator[Finding]:
    """Give a finding for each character of the content that the theme's PDF font does not have.

    Args:
        trees: the content files of a year.
        theme: as in tema.yaml.
    """
    strings = [(tree, path, text) for tree in trees for path, text in tree.strings() if set(text) - _ORDINARY]
    unusual = {character for _, _, text in strings for character in text} - _ORDINARY
    if not unusual:
        return
    from handlingsprogram.render import typst

    font = theme["skrift"]["pdf"]
    lacking = set(islice(_lacking("".join(sorted(unusual)), lambda part: typst.can_print(part, font)), MOST))
    for tree, path, text in strings:
        for character in sorted(set(text) & lacking):
            message = (
                f"skriften {font} mangler tegnet «{character}» (U+{ord(character):04X}); skriv noe annet"
            )
            position = place(tree.lines, tree.position(path), text, text.index(character))
            yield Finding(position, "tegn-mangler", message)


def _lacking(characters: str, can_print: Callable[[str], bool]) -> Iterator[str]:
    """Give the characters that cannot be printed, by halving: most texts have none, and few have many."""
    if not characters or can_print(characters):
        return
    if len(characters) == 1:
        yield characters
        return
    middle = len(characters) // 2
    yield from _lacking(characters[:middle], can_print)
    yield from _lacking(characters[middle:], can_print)


def wide_tables(program: Program, theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding for each table of the budget whose figures leave no room for the posts' names.

    Args:
        program: a programme whose budget can be reckoned.
        theme: as in tema.yaml.
    """
    if not program.budsjett:
        return
    sheet, page = Regneark(program.budsjett), room(theme, program.mål)
    for tabell in program.budsjett.tabeller:
        widest = sheet.bredeste(tabell)
        if is_too_wide(tabell, widest, page):
            what = f"{len(tabell.kolonner)} kolonner med tall så lange som {widest} får ikke plass på siden"
            message = f"tabellen er for bred: {what}; velg en større enhet eller færre kolonner"
            yield Finding(tabell.posisjon, "budsjett-bredde", message)


def broken_pictures(program: Program, folder: Path) -> Iterator[Finding]:
    """Give a finding for each figure whose file is not the picture that it says it is.

    Args:
        program: a programme whose figures' files all exist.
        folder: the year's folder.
    """
    for figur in program.figurer():
        if figur.fil:
            yield from _broken(pictures.read(folder, figur.fil), figur.fil, figur.posisjon)


def broken_logo(theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding where the theme's logo is not the picture that it says it is.

    Args:
        theme: as `load_theme` reads it.
    """
    if logo := theme.get("logo"):
        yield from _broken(logo.innhold, logo.fil, logo.posisjon)


def _broken(content: bytes, name: str, position: Position) -> Iterator[Finding]:
    from handlingsprogram.render import typst

    if not typst.can_draw(content, name):
        why = "bildet er ødelagt eller har tegn som skriften mangler"
        yield Finding(position, "figur-fil", f"{name} kan ikke vises: {why}")
