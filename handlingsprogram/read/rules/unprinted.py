"""What is filled in and stands in no document, where the author cannot have meant that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose import marks
from handlingsprogram.read.model.sheet import Regneark, SirkelError, is_figure
from handlingsprogram.read.rules.figures import can_be_reckoned
from handlingsprogram.read.text.content import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.budget import Budsjettfigur, Tabell
    from handlingsprogram.read.model.program import Program, Seksjon
    from handlingsprogram.read.text.strict_yaml import Tree


def contents_titles(program: Program) -> Iterator[Finding]:
    """A title for the table of contents belongs to a heading that it lists, or that a reference names."""
    for seksjon in program.seksjoner():
        if (
            seksjon.innholdstittel != seksjon.tittel
            and not seksjon.i_innhold
            and not _is_named(program, seksjon)
        ):
            message = (
                f"innholdstittelen «{seksjon.innholdstittel}» blir ikke trykt, for overskriften er ikke med "
                "i innholdsfortegnelsen; slett den"
            )
            yield Finding(seksjon.innholdsposisjon, "ikke-trykt", message, Severity.WARNING)


def _is_named(program: Program, seksjon: Seksjon) -> bool:
    return any(
        reference.id == seksjon.id and "{tittel}" in (reference.tekst or program.kryssreferanse)
        for tekst in program.tekster()
        for reference in marks.references(tekst.markdown)
    )


def columns(program: Program) -> Iterator[Finding]:
    """The headings of the measures tables' columns need a table to stand in."""
    if program.kolonner and not any(program.tiltak()):
        message = "programmet har ingen tiltak, så kolonnene i tiltakstabellene blir ikke trykt"
        yield Finding(program.kolonner[0].posisjon, "ikke-trykt", message, Severity.NOTICE)


def charts(program: Program) -> Iterator[Finding]:
    """A chart needs figures to show."""
    if not program.budsjett or not can_be_reckoned(program.budsjett):
        return
    sheet = Regneark(program.budsjett)
    for tabell in program.budsjett.tabeller:
        for figur in tabell.figurer:
            if _is_empty(sheet, tabell, figur):
                message = f"figuren «{figur.tittel}» blir ikke vist, for ingen av postene i den har tall"
                yield Finding(figur.posisjoner["id"], "ikke-trykt", message, Severity.NOTICE)


def _is_empty(sheet: Regneark, tabell: Tabell, figur: Budsjettfigur) -> bool:
    cells = [(rad, kolonne) for rad in tabell.rader_i(figur) for kolonne in figur.vist]
    try:
        found = [sheet.trykt(*cell) for cell in cells if sheet.tabell_med(*cell)]
    except SirkelError:
        return False  # reported by itself
    return bool(found) and not any(is_figure(value) and value for value in found)


def goal_forms(trees: Iterable[Tree]) -> Iterator[Finding]:
    """How a section's measures write the UN's goals says nothing where they have none.

    Args:
        trees: the content files of a year, valid by their schemas.
    """
    for tree in trees:
        for path, section in sections(tree.data):
            blocks = section.get("innhold", ())
            measures = [measure for block in blocks for measure in block.get("tiltak", ())]
            if "bærekraftsmål_form" in section and not any("bærekraftsmål" in one for one in measures):
                message = (
                    "formen gjelder tiltakene rett under denne overskriften, og ingen av dem har "
                    "bærekraftsmål; slett den, eller flytt den dit tiltakene står"
                )
                position = tree.key_position((*path, "bærekraftsmål_form"))
                yield Finding(position, "ikke-trykt", message, Severity.WARNING)
