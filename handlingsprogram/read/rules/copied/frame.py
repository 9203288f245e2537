"""The frame of a copied year: titles, dates and adoptions that are the older one's."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.folders import before, parts
from handlingsprogram.read.form import advice
from handlingsprogram.read.model.blocks import Boks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import Position, RuleId
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.program import Program, Seksjon

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ADOPTED = re.compile(r"(?i)\b(?:vedtatt|vedteken|vedteke|adopted|mearriduvvon)\b")
DAY = re.compile(r"(?<!\d)\d{1,2}\. ?(?:\d{1,2}\. ?|[a-zæøå]+ )\d{4}(?!\d)", re.IGNORECASE)
"""A date as people write it: «18.12.2024», «18. desember 2024»."""


def titles(program: Program) -> Iterator[Finding]:
    """The programme and its cover are called by this year, not by an older one."""
    cover = (program.omslag.tittel, "omslag")
    for text, key in ((program.tittel, "tittel"), cover, (program.emne, "emne")):
        newest = max(map(int, YEAR.findall(text)), default=program.år)
        if newest < program.år:
            message = f"«{text}» nevner {newest}, men programmet er for {program.år}; rett årstallet"
            yield _found(program, key, "utkast-årstall", message)


def adoptions(program: Program) -> Iterator[Finding]:
    """Only what is adopted says so, and with the date that it has."""
    line = program.omslag.undertittel
    if not _ADOPTED.search(line):
        return
    if program.er_utkast:
        message = f"omslaget sier «{line}», men programmet er ikke vedtatt; rett linjen"
        yield _found(program, "omslag", "utkast-vedtatt", message)
    elif (said := _iso(_written(line))) and said != (_iso(program.dato) or said):
        message = f"omslaget sier «{line}», men datoen i programmet er {program.dato}; rett den ene"
        yield _found(program, "omslag", "program-dato", message)


def dates(program: Program) -> Iterator[Finding]:
    """A programme is written in its year or in the one before, and so are its resolutions."""
    known = (program.år - 1, program.år)
    # A draft may be begun in good time.
    is_old = _is_old(program.dato, program) and not program.er_utkast
    if is_old or program.dato[:4] > str(program.år):
        message = f"datoen {program.dato} er verken i {known[0]} eller {known[1]}; rett den"
        yield _found(program, "dato", "program-dato", message)
    for blokk in program.blokker() if program.er_utkast else ():
        if isinstance(blokk, Boks) and _is_old(blokk.felt.get("dato", ""), program):
            day = blokk.felt["dato"]
            message = f"datoen {day} er eldre enn {known[0]}; rett den, eller ta den bort til den er kjent"
            yield Finding(blokk.posisjoner["dato"], "program-dato", message, Severity.WARNING)


def deadlines(program: Program) -> Iterator[Finding]:
    """What is to be done in a draft is not to be done before its year."""
    if not program.er_utkast:
        return
    timed = {name for name, kind in program.felttyper.items() if kind.type in {"dato", "periode"}}
    for tiltak in program.tiltak():
        for name in timed & tiltak.felt.keys():
            for ledd in tiltak.felt[name]:
                newest = max(map(int, YEAR.findall(ledd.navn)), default=program.år)
                if newest < program.år and not ledd.lik:
                    message = f"«{ledd.navn}» i «{name}» er over før {program.år} begynner; rett tiden"
                    yield Finding(ledd.posisjon, "utkast-frist", message, Severity.WARNING)


def lineage(program: Program, folder: Path, years: Years) -> Iterator[Finding]:
    """What a draft continues, it continues from the year before, where that year has it too.

    Args:
        program: the year.
        folder: its folder; the other years lie beside it.
        years: what is known of those.
    """
    name = before(folder) if program.er_utkast else ""
    known = years.ids(folder.parent / name) if name else None
    things: list[Seksjon | Tiltak] = [*program.seksjoner(), *program.tiltak()]
    for thing in things if known else ():
        for link in thing.viderefører:
            year, _, id_ = link.partition("/")
            if known and parts(year)[1] < parts(name)[1] and id_ in known:
                message = f"«{thing.id}» viderefører {link}, men {name} har også «{id_}»; skriv {name}/{id_}"
                yield Finding(thing.posisjon, "viderefører", message, Severity.WARNING)


def _found(program: Program, key: str, rule: RuleId, message: str) -> Finding:
    position: Position = program.posisjoner[key]
    return Finding(position, rule, message, Severity.WARNING)


def _is_old(day: str, program: Program) -> bool:
    return bool(day) and day[:4] < str(program.år - 1)


def _written(line: str) -> str:
    """Return the date that a line names, as åååå-mm-dd; empty where it names none."""
    match = DAY.search(line)
    return advice.date(match[0]) if match else ""


def _iso(day: str) -> str:
    """Return a date if it exists; empty where it does not."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""
