"""What the register has of a year, as a file: a year is read again only when it changes."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.registers.model import Delmål, Område, Oppføring, Årgang
from handlingsprogram.site.gathered.facts import frozen

if TYPE_CHECKING:
    from handlingsprogram.registers.register import Volume

_NAMES = [one.name for one in fields(Oppføring) if one.name != "årgang"]


def written(volume: Volume) -> bytes:
    """Return what the register has of a year as a file, without texts: those the year's own pages have."""
    own, entries = volume
    short = (replace(entry, tekst="", kort="") for entry in entries)
    rows = [[_plain(getattr(entry, name)) for name in _NAMES] for entry in short]
    head = [getattr(own, one.name) for one in fields(Årgang)]
    return json.dumps([head, rows], ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes) -> Volume:
    """Read what `written` wrote."""
    head, rows = json.loads(content)
    own = Årgang(*head)
    return own, [_entry(own, dict(zip(_NAMES, row, strict=True))) for row in rows]


def _entry(own: Årgang, data: dict[str, Any]) -> Oppføring:
    values: dict[str, Any] = {name: frozen(value) for name, value in data.items()}
    values["område"] = Område(*values["område"])
    values["mål"] = tuple(Delmål(*one) for one in values["mål"])
    values["egne"] = {name: tuple(held) for name, held in data["egne"].items()}
    return Oppføring(årgang=own, **values)


def _plain(value: Any) -> Any:
    if isinstance(value, (Område, Delmål)):
        return [getattr(value, one.name) for one in fields(value)]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
