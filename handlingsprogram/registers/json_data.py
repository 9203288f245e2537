"""The register as data, which schemas/register.schema.json describes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handlingsprogram.registers.groups import by_partner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.registers.model import Liv, Oppføring, Register


def data(register: Register) -> bytes:
    """Return the register as the bytes of a file."""
    lives = {steg.oppføring.nøkkel: number for number, liv in enumerate(register.liv, 1) for steg in liv.steg}
    whole: dict[str, list[Any]] = {
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
    parts = (f'"{name}": [\n{_lines(items)}\n]' for name, items in whole.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _lines(items: Iterable[Any]) -> str:
    """Return items as JSON, a line each: so that a comparison of two files tells which are others."""
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)


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
