"""Find what typst cannot show, before it stops the build: characters no font has, broken pictures."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding
from handlingsprogram.read.text.places import place
from handlingsprogram.render.drawings import drawings
from handlingsprogram.render.pages.fonts import SHIPPED, unusual

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree

MOST = 10
"""How many different characters that the font lacks are told of at a time."""


def missing_glyphs(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Give a finding for each text with a character that no font has, by its place.

    Args:
        trees: the content files of a year.
    """
    strings = [
        (tree, path, text, strange)
        for tree in trees
        for path, text in tree.strings()
        if (strange := unusual(text)) and path[-1:] != ("fil",)
    ]
    asked = dict.fromkeys(letter for *_, text, strange in strings for letter in text if letter in strange)
    if not asked:
        return
    from handlingsprogram.render.pages import typst

    lacking = set(islice(_lacking("".join(asked), typst.can_print), MOST))
    for tree, path, text, _ in strings if lacking else ():
        for character in dict.fromkeys(text):
            if character in lacking:
                message = f"ingen skrift har tegnet «{character}» (U+{ord(character):04X}); skriv noe annet"
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


def broken_pictures(program: Program, folder: Path) -> Iterator[Finding]:
    """Give a finding for each figure whose file is not the picture that it says it is.

    Args:
        program: a programme whose figures' files all exist.
        folder: the year's folder.
    """
    for figur in program.figurer():
        if figur.fil:
            from handlingsprogram.read.pictures.picture import picture

            shown = picture(folder, figur.fil)
            yield from _broken(shown.innhold, shown.fil, figur.fil, figur.posisjon)


def turning_texts(program: Program) -> Iterator[Finding]:
    """Give a finding for each text that is drawn and has words from both directions: they would not be whole.

    Args:
        program: a programme; its drawings, and the charts of its budget that every format shows.
    """
    drawn = [
        (text, ledd.posisjon)
        for tegning in drawings.drawings(program)
        for ledd in tegning.alle()
        for text in (ledd.navn, ledd.tekst, ledd.når)
    ]
    if program.budsjett and program.budsjettfigurer:
        tables = (tabell for tabell in program.budsjett.tabeller if tabell.figurer)
        drawn += [(rad.navn, rad.posisjon) for tabell in tables for rad in tabell.rader]
    if not unusual("".join(text for text, _ in drawn)):
        return
    from handlingsprogram.render.pages.svg_fonts import turns

    for text, position in drawn:
        if turns(text):
            what = f"«{text}» kan ikke vises i en figur"
            message = f"{what}; ord fra høyre mot venstre må stå alene, uten andre ord eller tegn"
            yield Finding(position, "figur-fil", message)


def broken_logo(theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding where the theme's logo is not the picture that it says it is.

    Args:
        theme: as `load_theme` reads it.
    """
    if logo := theme.get("logo"):
        yield from _broken(logo.innhold, logo.fil, logo.fil, logo.posisjon)


def unknown_fonts(theme: Mapping[str, Any], places: Mapping[str, Position]) -> Iterator[Finding]:
    """Give a finding for each font of a theme that is nowhere.

    Args:
        theme: as `load_theme` reads it.
        places: where each key of its fonts is said.
    """
    chosen = {theme["skrift"][key]: key for key in ("overskrift", "pdf")}
    unknown = {name: key for name, key in chosen.items() if name not in SHIPPED}
    if not unknown:
        return
    from handlingsprogram.render.pages import typst

    own = typst.families({file.navn: file.innhold for file in theme.get("skriftfiler", ())})
    for name, key in unknown.items():
        if name not in own:
            known = ", ".join(sorted({*SHIPPED, *own}))
            message = (
                f"finner ikke skriften «{name}»; velg en av disse, eller legg den i mappen skrifter: {known}"
            )
            yield Finding(places[key], "skrift-ukjent", message)


def _broken(content: bytes, shown: str, name: str, position: Position) -> Iterator[Finding]:
    """Give a finding where a picture, by its name in the documents and in the content, cannot be drawn."""
    from handlingsprogram.render.pages import typst

    if not typst.can_draw(content, shown):
        why = "bildet er ødelagt eller har tegn som skriften mangler"
        yield Finding(position, "figur-fil", f"{name} kan ikke vises: {why}")
