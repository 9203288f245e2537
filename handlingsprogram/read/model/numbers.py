"""What is counted through the document: measures below their headings, figures and tables.

Measures are counted in the order that they are printed in.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from handlingsprogram.read.model.blocks import Budsjettabell, Figur, Figurgruppe, Tegning, Teksttabell
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.objectives import Indikatortabell, Målhierarki, Tiltaksoversikt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.budget import Tabell
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.program import Program, Seksjon

    Table = Teksttabell | Tabell | Målhierarki | Indikatortabell | Tiltaksoversikt
    Titled = Figur | Tegning | Table

USUAL_FORM = "{seksjon}.{nummer}"


def numbers(program: Program) -> Iterator[tuple[str, str]]:
    """Give each measure's id with its number, as they are printed; empty where the number is not.

    Args:
        program: the year.
    """
    is_numbered = {name for name, oppsett in program.oppsett.items() if "nummer" in oppsett.felt}
    if not is_numbered:
        yield from ((tiltak.id, "") for tiltak in program.tiltak())
        return
    counted: Counter[str] = Counter()
    for above, tabell in _tables(program.kapitler, ""):
        for tiltak in chain.from_iterable(grouped(program, tabell)):
            within = above if "{seksjon}" in (program.tiltaksnummer or USUAL_FORM) else ""
            counted[within] += 1
            number = tiltak.nummer or _written(program.tiltaksnummer, above, counted[within])
            yield tiltak.id, number if program.oppsett_for(tabell).navn in is_numbered else ""


def grouped(program: Program, tabell: Tiltakstabell) -> list[list[Tiltak]]:
    """Return a table's measures as they are printed: all together, or by what their layout groups by.

    Groups follow in the order that the values are declared in, or else in which they first stand.

    Args:
        program: the year.
        tabell: the measures.
    """
    felt = program.oppsett_for(tabell).grupper
    if not felt:
        return [list(tabell.tiltak)]
    found: dict[str, list[Tiltak]] = {}
    for tiltak in tabell.tiltak:
        found.setdefault("".join(ledd.navn for ledd in tiltak.felt.get(felt, ())), []).append(tiltak)
    kind = program.felttyper.get(felt)
    order = {valg.id: number for number, valg in enumerate(kind.verdier)} if kind else {}
    if kind and kind.type == "mål" and program.målstruktur:
        order = {mål.id: number for number, mål in enumerate(program.målstruktur.alle())}
    return [found[name] for name in sorted(found, key=lambda name: order.get(name, len(order)))]


def _tables(sections: Iterable[Seksjon], above: str) -> Iterator[tuple[str, Tiltakstabell]]:
    """Give every measures table with the number of the section that it is counted in; empty without one."""
    for seksjon in sections:
        number = seksjon.nummertekst or above
        yield from ((number, blokk) for blokk in seksjon.innhold if isinstance(blokk, Tiltakstabell))
        yield from _tables(seksjon.underseksjoner, number)


def _written(form: str, above: str, count: int) -> str:
    form = form or USUAL_FORM
    if not above:  # without a section's number, no sign that parted them either
        form = form[form.index("{nummer}") :]
    return form.replace("{seksjon}", above).replace("{nummer}", str(count))


def titled(program: Program) -> Iterator[Titled]:
    """Give every figure and every table that prose can point to, in reading order."""
    tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
    for blokk in program.blokker():
        if isinstance(blokk, Budsjettabell):
            if tabell := tables.pop(blokk.tabell, None):
                yield tabell
        elif isinstance(blokk, Figurgruppe):
            yield from blokk.figurer
        elif isinstance(
            blokk, Figur | Tegning | Teksttabell | Målhierarki | Indikatortabell | Tiltaksoversikt
        ):
            yield blokk
    yield from tables.values()  # a rule tells of those that are not printed


def numbered_figures(program: Program) -> list[Figur | Tegning]:
    """Return the figures that have numbers and pictures, in reading order."""
    numbered = captions(program)
    figures = (one for one in titled(program) if isinstance(one, Figur | Tegning) and one.id in numbered)
    return [one for one in figures if isinstance(one, Tegning) or one.fil]


def numbered_tables(program: Program) -> list[Table]:
    """Return the tables that have numbers, in reading order."""
    numbered = captions(program)
    return [one for one in titled(program) if not isinstance(one, Figur | Tegning) and one.id in numbered]


def captions(program: Program) -> dict[str, int]:
    """Return the numbers of figures and tables by id; of those that have none, nothing."""
    if not program.figurnummer and not program.tabellnummer:
        return {}
    found: dict[str, int] = {}
    figures = tables = 0
    for thing in titled(program):
        if isinstance(thing, Figur | Tegning):
            if program.figurnummer:
                found[thing.id] = figures = figures + 1
        elif program.tabellnummer and thing.tittel and getattr(thing, "trykk_tittel", True):
            found[thing.id] = tables = tables + 1
    return found
