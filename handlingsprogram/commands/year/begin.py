"""`status --ny`: a status file to fill in, with every measure and every post."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.terminal import answer, say
from handlingsprogram.finding import Severity, UserError
from handlingsprogram.malform import in_run
from handlingsprogram.read.listing import STATUS
from handlingsprogram.read.load import load
from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.read.model.fields import beginning
from handlingsprogram.read.status import load_status
from handlingsprogram.samling.age import first_line
from handlingsprogram.writing import values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status, Tiltaksstatus

_SCHEMA = "status.schema.json"
_HOW = (
    "status: ikke-startet, i-rute, forsinket, ferdig eller stoppet. Under status kan hvert tiltak også ha",
    "gjort, resultat, risiko (lav, middels, høy) og avvik, som sier hvorfor det er forsinket eller stoppet.",
    "Øverst kan dere skrive et sammendrag (sammendrag:), og under regnskap en kommentar.",
)
"""What the file says at its head."""
_KEPT = ("status", "gjort", "resultat", "risiko", "avvik")
"""What a measure keeps from the status before."""


def run(folder: Path, day: str, *, is_written: bool) -> int:
    """Show a status file for a date, or write it; a file that is there is left alone.

    Args:
        folder: the year's folder.
        day: the date.
        is_written: whether it is written.
    """
    file = folder / STATUS / f"{_date(day)}.yaml"
    if os.path.lexists(file):
        raise UserError(f"{file.as_posix()} finnes fra før; skriv i den, eller velg en annen dato")
    program, findings = load(folder)
    if program is None:
        terminal.report(one for one in findings if one.severity is Severity.ERROR)
        say("Året har feil; statusfilen er ikke laget")
        return CONTENT_ERRORS
    if not any(program.tiltak()):
        raise UserError(f"{folder.as_posix()} har ingen tiltak å gi status for")
    before, _ = load_status(folder, program)
    earlier = [status for name, status in before.items() if name < day]
    first = filter(None, [first_line(file, folder.parent, _SCHEMA)])
    text = "\n".join([*first, *_lines(program, earlier[-1] if earlier else None), ""])
    if not is_written:
        answer(text.removesuffix("\n"))
        say(f"Dette blir {file.as_posix()}; --skriv lager filen")
        return GOOD
    from handlingsprogram.output import write_all

    write_all({file: text.encode()})
    say(file.as_posix())
    return GOOD


def _date(text: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        from handlingsprogram.read.form import advice

        likely = advice.date(text)
        how = likely if likely and likely != text else "den som 2029-07-31"
        raise UserError(f"«{text}» er ikke en dato som finnes; skriv {how}")
    return day


def _lines(program: Program, before: Status | None) -> Iterator[str]:
    yield from (f"# {in_run(line)}" for line in _HOW)
    yield "tiltak:"
    for seksjon in program.seksjoner():
        measures = [*seksjon.tiltak()]
        if measures:
            yield f"  # {seksjon.innholdstittel}"
        for tiltak in measures:
            one = before.tiltak.get(tiltak.id) if before else None
            first, *rest = values.entry(tiltak.id, _measure(one), values.STEP)
            yield f"{first} # {beginning(tiltak)}"
            yield from rest
    posts = _posts(program, before)
    if posts:
        yield from ("", "regnskap:", f"{' ' * values.STEP}poster:")
        for name, title in posts.items():
            figures = values.flow({"regnskap": MANGLER, "prognose": MANGLER})
            yield f"{' ' * 2 * values.STEP}{name}: {figures} # {title}"


def _measure(one: Tiltaksstatus | None) -> dict[str, Any]:
    """Return what is to be filled in of a measure: what the status before said, as that may stand."""
    if one is None:
        return {"status": "ikke-startet"}
    return {key: value for key in _KEPT if (value := getattr(one, key))}


def _posts(program: Program, before: Status | None) -> dict[str, str]:
    """Return the posts' names by id: those of the status before, or else all that are typed."""
    typed = {
        rad.id: rad.navn
        for _, rad in (program.budsjett.rader() if program.budsjett else ())
        if rad.tall and not rad.formler
    }
    known = before.regnskap.poster if before and before.regnskap else {}
    return {name: title for name, title in typed.items() if name in known} or typed
