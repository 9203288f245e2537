"""A programme's measures and budget as CSV, with the same columns whatever the programme's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.sheet import Regneark, is_figure
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.tables.csv_text import written
from handlingsprogram.tables.measures import Measures
from handlingsprogram.tables.sheets import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.tables.sheets import Plain

_MEASURES = ("år", "mappe", "område_id", "område", "id", "nummer", "tiltak", "punkter")
_BUDGET = (
    "år",
    "mappe",
    "tabell_id",
    "tabell",
    "post_id",
    "post",
    "kolonne_id",
    "kolonne",
    "tall",
    "enhet",
    "kilde",
    "trykt",
)


def files(program: Program) -> dict[str, bytes]:
    """Return the files by what stands behind the document's name; only of what the programme has."""
    measures = Measures(program, fixed_words(program.språk))
    found = {}
    if measures.all:
        head = (*_MEASURES, *(felt.name for felt in measures.fields), "viderefører")
        found["-tiltak.csv"] = written(head, _measures(program, measures))
    if program.budsjett:
        found["-budsjett.csv"] = written(_BUDGET, _budget(program))
    return found


def _measures(program: Program, measures: Measures) -> Iterator[tuple[Plain, ...]]:
    for one in measures.all:
        tiltak = one.tiltak
        yield (
            program.år,
            program.mappe,
            one.section.id,
            f"{one.section.nummertekst} {one.section.tittel}".strip(),
            tiltak.id,
            one.number,
            measures.text(tiltak.tekst.markdown),
            "\n".join(measures.text(punkt.markdown) for punkt in tiltak.punkter),
            *(measures.value(tiltak, felt.name) for felt in measures.fields),
            BETWEEN.join(tiltak.viderefører),
        )


def _budget(program: Program) -> Iterator[tuple[Plain, ...]]:
    """Give a row for each cell that is printed; a dash is no figure, and stands under `trykt`."""
    assert program.budsjett  # noqa: S101 — the caller knows
    sheet = Regneark(program.budsjett, fixed_words(program.språk)["desimaltegn"])
    for tabell, rad in program.budsjett.rader():
        for kolonne in tabell.kolonner:
            figure = sheet.trykt(rad.id, kolonne.id)
            if figure is None:
                continue
            yield (
                program.år,
                program.mappe,
                tabell.id,
                tabell.tittel,
                rad.id,
                rad.navn,
                kolonne.id,
                kolonne.overskrift,
                figure if is_figure(figure) else None,
                "prosent" if kolonne.er_andel else tabell.enhet,
                source(sheet, rad.id, kolonne.id),
                sheet.skrevet(tabell, rad.id, kolonne.id),
            )


def source(sheet: Regneark, rad: str, kolonne: str) -> str:
    """Return where a cell's figure comes from: `skrevet`, `utregnet`, or `avvik` where another is printed."""
    if kolonne in sheet.rad(rad).avvik:
        return "avvik"
    return "utregnet" if sheet.er_utregnet(rad, kolonne) else "skrevet"
