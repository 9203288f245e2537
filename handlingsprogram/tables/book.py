"""A programme as a workbook: what it is, its measures, and the tables of its budget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handlingsprogram.render.words.fixed_words import fixed_words, reservation
from handlingsprogram.tables.budget import Budget
from handlingsprogram.tables.measures import Measures
from handlingsprogram.tables.sheets import (
    BETWEEN,
    Cell,
    Look,
    Row,
    Sheet,
    Workbook,
    address,
    dress,
    sheet_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.edition.properties import Properties

_WIDE, _USUAL, _NARROW = 50, 22, 9
_ABOUT = (26, 100)
_HEAD, _TEXT = Look(head=True), Look(wrap=True)


def workbook(program: Program, said: Properties, theme: Mapping[str, Any]) -> Workbook:
    """Return a programme's workbook.

    Args:
        program: the programme.
        said: what its files say of themselves.
        theme: colours and fonts, as in tema.yaml.
    """
    words = fixed_words(program.språk)
    tables = program.budsjett.tabeller if program.budsjett else ()
    measures = Measures(program, words)
    titles = [words["data_om"], *_names(measures, words), *(tabell.tittel for tabell in tables)]
    names = sheet_names(titles)
    others = [*_sheets(program, measures, names[1:], words)]
    if tables:
        others += Budget(program, names[len(names) - len(tables) :], words).sheets()
    return Workbook(
        sheets=(_about(program, said, names, others, words), *others),
        title=said.tittel,
        epoch=said.epoch,
        subject=said.emne,
        author=said.organisasjon,
        keywords=said.stikkord,
        status=said.status,
        named=said.egne(),
        **dress(theme),
    )


def _names(measures: Measures, words: Mapping[str, str]) -> list[str]:
    if not measures.all:
        return []
    return [words["data_tiltak"], *([words["data_verdier"]] if _many(measures) else [])]


def _many(measures: Measures) -> list[str]:
    return [one.name for one in measures.fields if measures.is_many(one.name)]


# --- What the file is -----------------------------------------------------------------------------


def _about(
    program: Program,
    said: Properties,
    names: Sequence[str],
    others: Sequence[Sheet],
    words: Mapping[str, str],
) -> Sheet:
    facts = {
        words["data_organisasjon"]: said.organisasjon,
        words["data_år"]: str(program.år),
        words["data_status"]: said.status.upper() if program.er_utkast else said.status,
        words["data_dato"]: date.fromisoformat(said.dato).strftime("%d.%m.%Y"),
        words["data_revisjon"]: said.revisjon,
    }
    rows = [Row((Cell(said.tittel, Look(title=True)),))]
    if program.er_utkast:
        told = reservation(program.status, words)
        rows.append(Row((Cell(told, Look(bold=True)),)))
    rows += [
        Row(()),
        *(Row((Cell(name, Look(bold=True)), Cell(value))) for name, value in facts.items() if value),
        Row(()),
        Row((Cell(words["data_ark"], _HEAD), Cell(words["data_innhold"], _HEAD))),
        *(
            Row((Cell(sheet.name, link=f"internal:{address(0, 0, sheet.name)}"), Cell(_told(sheet), _TEXT)))
            for sheet in others
        ),
    ]
    if program.budsjett:
        rows += [Row(()), *(Row((Cell(None), Cell(words[key], _TEXT))) for key in _HOW)]
    return Sheet(names[0], tuple(rows), _ABOUT)


_HOW = ("data_formler", "data_tilbake")


def _told(sheet: Sheet) -> str:
    """Return a sheet's own title, and for a table of the budget its unit."""
    lines = [row.cells[0].value for row in sheet.rows[:2] if row.cells and not row.cells[0].look.head]
    return " – ".join(line for line in lines if isinstance(line, str) and line)


# --- The measures ---------------------------------------------------------------------------------


def _sheets(
    program: Program, measures: Measures, names: Sequence[str], words: Mapping[str, str]
) -> Iterator[Sheet]:
    if not measures.all:
        return
    yield _one_row_each(program, measures, names[0], words)
    if _many(measures):
        yield _one_row_a_value(program, measures, names[1], words)


def _one_row_each(program: Program, measures: Measures, name: str, words: Mapping[str, str]) -> Sheet:
    head = [words[key] for key in ("data_år", "data_område", "data_område_id", "data_id", "data_nummer")]
    head += [words["data_tiltaket"], words["data_punkter"]]
    has_bullets = any(one.tiltak.punkter for one in measures.all)
    widths = [6, _USUAL, _USUAL, _USUAL, _NARROW, _WIDE, _WIDE if has_bullets else _NARROW]
    rows = []
    for one in measures.all:
        tiltak, section = one.tiltak, one.section
        bullets = "\n".join(f"• {measures.text(punkt.markdown)}" for punkt in tiltak.punkter)
        area = f"{section.nummertekst} {section.tittel}".strip()
        texts = [area, section.id, tiltak.id, one.number, measures.text(tiltak.tekst.markdown), bullets]
        rows.append(
            (
                Cell(program.år, Look(centre=True)),
                *(Cell(text or None, _TEXT) for text in texts),
                *(
                    Cell(
                        measures.value(tiltak, felt.name), Look(measures.number_format(felt.name), wrap=True)
                    )
                    for felt in measures.fields
                ),
                Cell(BETWEEN.join(tiltak.viderefører) or None, _TEXT),
            )
        )
    head += [*(felt.heading for felt in measures.fields), words["data_viderefører"]]
    widths += [14 if measures.number_format(felt.name) else _USUAL for felt in measures.fields]
    return _listed(name, f"{program.tittel}: {words['data_tiltak']}", head, rows, (*widths, _USUAL))


def _one_row_a_value(program: Program, measures: Measures, name: str, words: Mapping[str, str]) -> Sheet:
    keys = ("data_år", "data_område", "data_id", "data_tiltaket", "data_felt", "data_verdi")
    many = _many(measures)
    rows = [
        (
            Cell(program.år, Look(centre=True)),
            Cell(one.section.tittel, _TEXT),
            Cell(one.tiltak.id, _TEXT),
            Cell(measures.text(one.tiltak.tekst.markdown).replace("\n", " ")),
            Cell(felt.heading, _TEXT),
            Cell(text, _TEXT),
        )
        for one in measures.all
        for felt in measures.fields
        if felt.name in many
        for text in measures.texts(one.tiltak, felt.name)
    ]
    title = f"{program.tittel}: " + words["data_verdier_tittel"]
    return _listed(name, title, [words[key] for key in keys], rows, (6, _USUAL, _USUAL, _WIDE, _USUAL, _WIDE))


def _listed(
    name: str, title: str, head: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: tuple[int, ...]
) -> Sheet:
    """Return a sheet of rows that can be chosen by what is in them."""
    return Sheet(
        name=name,
        rows=(
            Row((Cell(title, Look(title=True)),)),
            Row(tuple(Cell(one, _HEAD) for one in head)),
            *map(Row, rows),
        ),
        widths=widths,
        frozen=(2, 0),
        landscape=True,
        filtered=1,
    )
