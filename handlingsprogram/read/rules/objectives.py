"""Goals and indicators: what they name exists, levels have names, figures are in order; and what gathers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose import marks
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.gathered import areas, has_room, shown_goals
from handlingsprogram.read.model.objectives import (
    Indikatortabell,
    Målfliser,
    Målhierarki,
    Målsøk,
    Programmet,
    Tiltaksoversikt,
    decimals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.objectives import Indikator, Mål, Målstruktur, Årstall
    from handlingsprogram.read.model.program import Program

_PRINTS = {"mål": "målhierarki", "indikator": "indikatortabell"}
"""What prints each kind of thing."""

_LEVELS = ("Mål", "Delmål", "Strategi", "Innsats")
"""What levels may be called, from the topmost."""


def names(program: Program) -> Iterator[Finding]:
    """What indicators and blocks name is there, and a block prints something."""
    search = Målsøk(program)
    for indikator in search.struktur.indikatorer:
        for i, name in enumerate(indikator.mål):
            yield from _dead(program, name, indikator.posisjoner[f"mål/{i}"], search.mål, "mål")
    for blokk in program.blokker():
        match blokk:
            case Målhierarki():
                named = [("mål", blokk.fra, "fra")]
            case Indikatortabell():
                listed = enumerate(blokk.indikatorer)
                named = [("indikator", name, f"indikatorer/{i}") for i, name in listed]
                named.append(("mål", blokk.mål, "mål"))
            case _:
                continue
        found: list[Finding] = []
        for kind, name, key in named:
            known = search.mål if kind == "mål" else search.indikatorer
            if name:
                found += _dead(program, name, blokk.posisjoner[key], known, kind)
        yield from found
        if not found and not search.i(blokk) and not program.utelatt:
            yield Finding(blokk.posisjoner["id"], "mål-ukjent", _empty(blokk, search.struktur))


def _dead(
    program: Program, name: str, position: Position, known: Iterable[str], kind: str
) -> Iterator[Finding]:
    """Give a finding where an id names nothing in mal.yaml."""
    if name not in known and name not in program.utelatt:
        where = "mal.yaml har ikke" if program.målstruktur else "året har ingen mal.yaml, og ikke"
        what = f"{'målet' if kind == 'mål' else 'indikatoren'} «{name}»{suggestion(name, list(known))}"
        yield Finding(position, "mål-ukjent", f"{where} {what}")


def _empty(blokk: Målhierarki | Indikatortabell, struktur: Målstruktur) -> str:
    if isinstance(blokk, Indikatortabell) and blokk.mål and struktur.indikatorer:
        return f"«{blokk.id}» blir tom, for ingen av indikatorene hører til målet «{blokk.mål}»"
    what = "mål" if isinstance(blokk, Målhierarki) else "indikatorer"
    return f"«{blokk.id}» blir tom, for året har ingen {what}; skriv dem i mal.yaml"


def levels(program: Program) -> Iterator[Finding]:
    """Every level of goals has a name, and no number stands at two goals."""
    if not program.målstruktur:
        return
    struktur = program.målstruktur
    first: dict[str, Mål] = {}
    told = False
    for mål in struktur.alle():
        if mål.nivå > len(struktur.nivåer) and not told:
            told = True
            named = len(struktur.nivåer)
            has = f"nivåer har {named} navn" if named else "ingenting sier hva nivåene heter"
            deepest = max(one.nivå for one in struktur.alle())
            names = ", ".join([*struktur.nivåer, *_LEVELS[named:deepest]])
            message = f"målet ligger på nivå {mål.nivå}, men {has}; skriv for eksempel nivåer: [{names}]"
            yield Finding(mål.posisjon, "mål-nivå", message)
        other = first.setdefault(mål.trykt_nummer, mål)
        if other is not mål:
            message = f"målet har nummer {mål.trykt_nummer}, som «{other.id}» også har; gi det et annet"
            yield Finding(mål.posisjon, "mål-nummer", message)


def figures(program: Program) -> Iterator[Finding]:
    """An indicator's figures stand in the order of their years, and are printed as they are typed."""
    for indikator in program.målstruktur.indikatorer if program.målstruktur else ():
        for place, value in indikator.tall():
            if indikator.desimaler is not None and decimals(value.verdi) > indikator.desimaler:
                typed = str(value.verdi.normalize()).replace(".", ",")
                message = (
                    f"{typed} har flere desimaler enn indikatoren, som har {indikator.desimaler}; "
                    "rund av tallet, eller endre desimaler"
                )
                yield Finding(indikator.posisjoner[place], "indikator-tall", message)
        for name, values in (("målinger", indikator.målinger), ("måltall", indikator.måltall)):
            for i, (before, after) in enumerate(pairwise(values), 1):
                if after.år <= before.år:
                    message = f"{after.år} står etter {before.år}; skriv hvert år én gang, det eldste først"
                    yield Finding(indikator.posisjoner[f"{name}/{i}"], "indikator-tall", message)
        yield from _years(program, indikator)


def _years(program: Program, indikator: Indikator) -> Iterator[Finding]:
    """Give what is measured before it begins, or is a target for a time that is gone."""
    base = indikator.grunnlinje
    for i, measured in enumerate(indikator.målinger):
        if base and measured.år < base.år:
            message = f"målingen er fra {measured.år}, før grunnlinjen ({base.år})"
            place = indikator.posisjoner[f"målinger/{i}"]
            yield Finding(place, "indikator-tall", message, Severity.WARNING)
        elif measured.år > program.år:
            message = f"målingen er fra {measured.år}, men programmet gjelder for {program.år}"
            place = indikator.posisjoner[f"målinger/{i}"]
            yield Finding(place, "indikator-tall", message, Severity.WARNING)
    for i, target in enumerate(indikator.måltall):
        if target.år < program.år:
            message = f"måltallet er for {target.år}, som er over når programmet begynner ({program.år})"
            place = indikator.posisjoner[f"måltall/{i}"]
            yield Finding(place, "indikator-tall", message, Severity.WARNING)


def directions(program: Program) -> Iterator[Finding]:
    """Targets go the way that the indicator shall; a measurement that does not is worth a look."""
    for indikator in program.målstruktur.indikatorer if program.målstruktur else ():
        start = indikator.grunnlinje or (indikator.målinger[0] if indikator.målinger else None)
        if not indikator.retning or not start:
            continue
        word = "opp" if indikator.retning == "opp" else "ned"
        for i, target in enumerate(indikator.måltall):
            if _goes_wrong(indikator, start, target):
                message = f"indikatoren skal {word}, men måltallet for {target.år} går den andre veien"
                place = indikator.posisjoner[f"måltall/{i}"]
                yield Finding(place, "indikator-retning", message, Severity.WARNING)
        last = indikator.siste
        if last and _goes_wrong(indikator, start, last):
            message = f"indikatoren skal {word}, men den siste målingen ({last.år}) går den andre veien"
            place = indikator.posisjoner[f"målinger/{len(indikator.målinger) - 1}"]
            yield Finding(place, "indikator-retning", message, Severity.NOTICE)


def _goes_wrong(indikator: Indikator, start: Årstall, end: Årstall) -> bool:
    change = end.verdi - start.verdi
    return end.år > start.år and (change < 0 if indikator.retning == "opp" else change > 0)


def unprinted(program: Program) -> Iterator[Finding]:
    """What stands in mal.yaml is printed somewhere; of goals below each other only the topmost is told of."""
    search = Målsøk(program)
    for mål in search.mål.values():
        above = search.over[mål.id][:-1]
        if mål.id not in search.trykte and (not above or above[-1] in search.trykte):
            yield _unprinted(mål.posisjon, "målet", mål.tekst, "mål")
    for indikator in search.struktur.indikatorer:
        if indikator.id not in search.trykte:
            yield _unprinted(indikator.posisjon, "indikatoren", indikator.navn, "indikator")


def _unprinted(position: Position, what: str, name: str, kind: str) -> Finding:
    message = f"{what} «{name}» blir ikke trykt; sett inn {_PRINTS[kind]} i et kapittel, eller slett {{}}"
    gone = message.format("det" if kind == "mål" else "den")
    return Finding(position, "ikke-trykt", gone, Severity.WARNING)


def typed_references(program: Program) -> Iterator[Finding]:
    """A goal's number is not typed in prose: it would stay when goals come and go."""
    search = Målsøk(program)
    levels_ = [re.escape(name) for name in search.struktur.nivåer]
    if not levels_:
        return
    typed = re.compile(
        rf"(?<![\w-])(?:{'|'.join(levels_)})\s+(?P<number>\w+(?:\.\w+)+)(?![\w-])", re.IGNORECASE
    )
    numbers = {mål.trykt_nummer: mål.id for mål in search.mål.values()}
    for tekst in program.tekster():
        links = [link.span() for link in marks.REFERENCE.finditer(tekst.markdown)]
        for match in typed.finditer(tekst.markdown):
            target = numbers.get(match["number"])
            if target and not any(start <= match.start() < end for start, end in links):
                written = " ".join(match[0].split())
                message = (
                    f"«{written}» er skrevet for hånd; skriv [](#{target}), som følger med når målene endres"
                )
                yield Finding(tekst.sted(match.start()), "referanse-tekst", message, Severity.WARNING)


def overviews(program: Program) -> Iterator[Finding]:
    """An overview groups by a field that measures have, and shows fields that have columns."""
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    shown = [kolonne.felt for kolonne in program.kolonner]
    for blokk in program.blokker():
        if not isinstance(blokk, Tiltaksoversikt):
            continue
        if blokk.etter not in used:
            near = suggestion(blokk.etter, sorted(used))
            message = f"tiltakene kan ikke grupperes etter «{blokk.etter}», som ingen tiltak har{near}"
            yield Finding(blokk.posisjoner["etter"], "tiltak-kolonne", message)
        for i, name in enumerate(blokk.kolonner):
            if name not in shown:
                near = suggestion(name, shown)
                message = f"ingen tiltakstabell i program.yaml har kolonnen «{name}»{near}"
                yield Finding(blokk.posisjoner[f"kolonner/{i}"], "tiltak-kolonne", message)
        if "tiltak" not in blokk.kolonner:
            message = "oversikten mangler kolonnen «tiltak», som sier hvilke tiltak det er; legg den til"
            yield Finding(blokk.posisjoner["kolonner"], "tiltak-kolonne", message)


def unserved(program: Program) -> Iterator[Finding]:
    """Every goal is served by a measure; of goals below each other only the topmost is told of."""
    fields = [name for name, kind in program.felttyper.items() if kind.type == "mål"]
    search = Målsøk(program)
    named = {
        ledd.navn for tiltak in program.tiltak() for name in fields for ledd in tiltak.felt.get(name, ())
    }
    served = {above for name in named for above in search.over.get(name, ())}
    for mål in search.mål.values() if named else ():
        above = search.over[mål.id]
        # Where a measure serves the goal above as a whole, or none does, the goals below it say no more.
        parent = above[-2] if above[1:] else ""
        if mål.id not in served and (not parent or (parent in served and parent not in named)):
            message = f"ingen tiltak bidrar til «{mål.tekst}» ({search.struktur.kalt(mål)})"
            yield Finding(mål.posisjon, "mål-tiltak", message, Severity.NOTICE)


def pages(program: Program) -> Iterator[Finding]:
    """The programme on a page tells of areas, of posts that exist, and has room on a page."""
    known = [rad.id for _, rad in program.budsjett.rader()] if program.budsjett else []
    for blokk in program.blokker():
        if not isinstance(blokk, Programmet):
            continue
        place = blokk.posisjoner["id"]
        if not areas(program):
            message = "programmet har ingen innsatsområder eller temaer, og ingen kapitler med «åpning»"
            yield Finding(place, "oversikt", f"{message}, så siden blir tom; slett den")
        for number, name in enumerate(blokk.penger):
            if name not in known:
                message = f"budsjettet har ingen post «{name}»{suggestion(name, known)}"
                yield Finding(blokk.posisjoner[f"penger/{number}"], "oversikt", message)
        if not has_room(program, blokk, named=False):
            message = "«Programmet på én side» får ikke plass på én side; gjør budskapene kortere"
            yield Finding(place, "oversikt", f"{message}, eller ta dem bort fra «vis»", Severity.WARNING)


def tiles(program: Program) -> Iterator[Finding]:
    """There are goals to show as tiles."""
    for blokk in program.blokker():
        if isinstance(blokk, Målfliser) and not shown_goals(program, blokk):
            message = "ingen tiltak og ingen mål i mal.yaml viser til bærekraftsmål, så det blir ingen fliser"
            cure = "skriv numrene på målene under «mål», eller slett blokken"
            yield Finding(blokk.posisjoner["id"], "oversikt", f"{message}; {cure}")
