"""`register --partnere`: what the register of partners lacks, shown and written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from handlingsprogram.commands.terminal import answer, is_coloured, say
from handlingsprogram.malform import in_run
from handlingsprogram.read.partners import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.registers.proposal import Forslag, Ny

_HEAD = (
    "Partnerne i alle programmene. En partner med flere skrivemåter er én når de står her.",
    "Kommentarene viser hvem som kan være samme partner: Flytt navnet til «skrivemåter», eller slett dem.",
)
"""What a new file begins with."""


def propose(proposal: Forslag, content: Path, *, is_written: bool) -> None:
    """Show what the register of partners lacks; write it where that is asked for.

    Args:
        proposal: what it lacks.
        content: the folder that holds the years.
        is_written: whether it is written.
    """
    from handlingsprogram.commands.word import branch, shown
    from handlingsprogram.output import write_all

    file = content / NAME
    if not proposal.nye and not proposal.ikke_partnere:
        whole = f"{file.as_posix()} har alle partnerne som tiltakene nevner"
        say(whole if file.exists() else "Ingen av tiltakene nevner partnere")
        return
    old = file.read_bytes().decode() if file.exists() else ""
    new = _text(old, proposal, content)
    answer("\n".join(shown.unified({file: (old, new)}, coloured=is_coloured(sys.stdout))))
    answer("\n" + in_run("\n".join(_told(proposal))))
    if not is_written:
        say("Ingenting er skrevet; skriv det med «handlingsprogram register --partnere --skriv»")
        return
    branch.check_saved(content, [file])
    write_all({file: new.encode()})
    say(file.as_posix())


def _told(proposal: Forslag) -> Iterator[str]:
    """Tell what of the proposal somebody must decide."""
    several = [ny for ny in proposal.nye if len(ny.skrevet) > 1]
    if several:
        yield "Skrevet på flere måter, og sikkert den samme:"
        yield from (f"  «{'», «'.join(ny.skrevet)}»" for ny in several)
    if proposal.usikre:
        yield "Kan være den samme; avgjør det i filen:"
        yield from (f"  «{ny.navn}» og «{'», «'.join(ny.kan_være)}»" for ny in proposal.usikre)
    if proposal.ikke_partnere:
        yield "Trolig ikke en bestemt partner:"
        yield from (f"  «{name}»" for name in proposal.ikke_partnere)
    yield f"{len(proposal.nye)} {'ny partner' if len(proposal.nye) == 1 else 'nye partnere'}"


def _text(old: str, proposal: Forslag, content: Path) -> str:
    """Return the file with what it lacks; every line that is there stays."""
    return _added(old, proposal) if old else _whole(proposal, content)


def _whole(proposal: Forslag, content: Path) -> str:
    from handlingsprogram.samling.age import first_line
    from handlingsprogram.writing import values

    lines = [*filter(None, [first_line(content / NAME, content, "partnere.schema.json")])]
    lines += [*(f"# {in_run(line)}" for line in _HEAD), "", "partnere:" if proposal.nye else "partnere: []"]
    lines += (f"  {line}" for ny in proposal.nye for line in _lines(ny))
    if proposal.ikke_partnere:
        lines += ["", *values.entry("ikke_partnere", [*proposal.ikke_partnere], 0)]
    return "\n".join([*lines, ""])


def _added(old: str, proposal: Forslag) -> str:
    from handlingsprogram.writing import edits
    from handlingsprogram.writing.places import MissingError, find

    node = find(old, ("partnere",)).node
    text, count = old, len(node.value)
    if not node.value:
        text = edits.replace(old, ("partnere",), [_data(ny) for ny in proposal.nye])
    elif node.flow_style:
        for place, ny in enumerate(proposal.nye, count):
            text = edits.insert(text, ("partnere",), place, _data(ny))
    elif proposal.nye:
        text = edits.lay(old, ("partnere",), count, [line for ny in proposal.nye for line in _lines(ny)])
    names = [*proposal.ikke_partnere]
    try:
        here = len(find(old, ("ikke_partnere",)).node.value)
    except MissingError:
        return edits.put(text, (), "ikke_partnere", names) if names else text
    for place, name in enumerate(names, here):
        text = edits.insert(text, ("ikke_partnere",), place, name)
    return text


def _lines(ny: Ny) -> list[str]:
    """Return a partner as it is written, with what somebody must decide about it."""
    from handlingsprogram.writing import values

    doubt = in_run(f"Kan være den samme som «{'» eller «'.join(ny.kan_være)}»")
    return [*values.item(_data(ny), 0), *([f"  # {doubt}"] if ny.kan_være else [])]


def _data(ny: Ny) -> dict[str, str | list[str]]:
    spelt = {"skrivemåter": [*ny.skrivemåter]} if ny.skrivemåter else {}
    return {"id": ny.id, "navn": ny.navn, **spelt}
