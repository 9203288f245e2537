"""The register as files: a workbook with a sheet for each list, a file of values for each, or one of data."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from handlingsprogram.registers.groups import by_partner
from handlingsprogram.registers.lists import DIRECT, THROUGH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.registers.lists import Liste
    from handlingsprogram.registers.model import Liv, Oppføring, Register
    from handlingsprogram.tables.sheets import Sheet

FORMATS = ("xlsx", "csv", "json")
"""What the register can be written as."""
_NARROW = 14
"""A column that is no broader has few words, which need not go on to another line."""


def workbook(lists: Sequence[Liste], title: str, epoch: int) -> bytes:
    """Return the lists as a workbook, a sheet for each.

    Args:
        lists: what it holds.
        title: what the file says that it is.
        epoch: its time stamp, in seconds since 1970.
    """
    from handlingsprogram.tables.sheets import Workbook, sheet_names
    from handlingsprogram.tables.xlsx import written

    names = sheet_names([one.navn for one in lists])
    sheets = tuple(_sheet(one, name) for one, name in zip(lists, names, strict=True))
    return written(Workbook(sheets, title, epoch))


def _sheet(liste: Liste, name: str) -> Sheet:
    from handlingsprogram.tables.sheets import PLAIN, Cell, Look, Row, Sheet

    head, wrapped, centred = Look(head=True), Look(wrap=True), Look(centre=True)
    looks = [PLAIN if column.bredde <= _NARROW else wrapped for column in liste.kolonner]
    marks = {DIRECT, THROUGH}
    rows = [Row(tuple(Cell(one.overskrift, head, one.forklaring) for one in liste.kolonner))]
    rows += (
        Row(
            tuple(
                Cell(value or None, centred if value in marks else look)
                for value, look in zip(row, looks, strict=True)
            )
        )
        for row in liste.rader
    )
    widths = tuple(column.bredde for column in liste.kolonner)
    return Sheet(name, tuple(rows), widths, frozen=(1, 0), landscape=True, filtered=0)


def values(liste: Liste) -> bytes:
    """Return a list as a file of values: UTF-8 with a mark, semicolons between, as spreadsheets here read it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.overskrift for column in liste.kolonner)
    writer.writerows([_harmless(value) for value in row] for row in liste.rader)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: str | int) -> str | int:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in set("=+-@\t\r") else value


def data(register: Register) -> bytes:
    """Return the register as data, which schemas/register.schema.json describes."""
    lives = {
        steg.oppføring.nøkkel: number for number, liv in enumerate(register.liv, 1) for steg in liv.steg
    }
    whole = {
        "programmer": [
            {
                "mappe": one.mappe,
                "år": one.år,
                "navn": one.navn,
                "tittel": one.tittel,
                "statusdato": one.statusdato,
            }
            for one in register.årganger
        ],
        "tiltak": [_measure(entry, register, lives[entry.nøkkel]) for entry in register.oppføringer],
        "partnere": [
            {
                "id": group.id,
                "navn": group.navn,
                "slag": group.om,
                "lenke": group.lenke,
                "tiltak": [entry.nøkkel for entry in group.oppføringer],
            }
            for group in by_partner(register)
        ],
        "livsløp": [_life(number, liv) for number, liv in enumerate(register.liv, 1)],
    }
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _measure(entry: Oppføring, register: Register, life: int) -> dict[str, Any]:
    return {
        "nøkkel": entry.nøkkel,
        "program": entry.årgang.mappe,
        "id": entry.id,
        "nummer": entry.nummer,
        "tekst": entry.tekst,
        "område": {"id": entry.område.id, "tittel": entry.område.tittel, "slag": entry.område.slag},
        "partnere": [partner.id for partner in register.partnerne(entry)],
        "partnere_skrevet": list(entry.partnere),
        "bærekraftsmål": list(entry.bærekraftsmål),
        "bærekraftsmål_gjennom_mål": list(entry.gjennom_mål),
        "mål": [{"id": mål.id, "nummer": mål.nummer, "tekst": mål.tekst} for mål in entry.mål],
        "ansvarlig": list(entry.ansvarlig),
        "status": entry.status,
        "egne": {name: list(found) for name, found in entry.egne.items()},
        "livsløp": life,
    }


def _life(number: int, liv: Liv) -> dict[str, Any]:
    return {
        "nummer": number,
        "tiltak": [steg.oppføring.nøkkel for steg in liv.steg],
        "koblinger": [
            {
                "fra": link.fra,
                "til": link.til,
                "viderefører": link.er_sagt,
                "endret": link.er_endret,
                "ikke_i": list(link.uten),
            }
            for steg in liv.steg
            for link in steg.fra
        ],
    }
