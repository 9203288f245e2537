"""One thing, one name: partners are written in one way, and roles are those that the document lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.paragraphs import paragraphs
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.blocks import Tekst
from handlingsprogram.read.partners.names import abbreviation, loose_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.measures import Ledd
    from handlingsprogram.read.model.program import Program, Seksjon


def spellings(program: Program) -> Iterator[Finding]:
    """What is listed in the measures' columns, such as partners, is written in one way all over the year."""
    for kolonne in {kolonne.felt: kolonne for kolonne in reversed(program.kolonner)}.values():
        kind = program.felttyper.get(kolonne.felt)
        if kolonne.visning == "oppramsing" and (kind is None or kind.type == "liste"):
            named = [
                (ledd, number == 0)
                for tiltak in program.tiltak()
                for number, ledd in enumerate(tiltak.felt.get(kolonne.felt, ()))
            ]
            yield from _spelt_differently(named)


def _spelt_differently(named: list[tuple[Ledd, bool]]) -> Iterator[Finding]:
    whole = {short: ledd.navn for ledd, _ in named if (short := abbreviation(ledd.navn)[1])}
    inside = {ledd.navn for ledd, first in named if not first}
    groups: dict[str, list[tuple[str, Ledd]]] = defaultdict(list)
    for ledd, first in named:
        name = " ".join(ledd.navn.split())  # what space stands between two words is no spelling
        # A cell begins with a capital: «Kommuner» there is «kommuner» in the middle of another.
        lowered = name[:1].lower() + name[1:]
        written = lowered if first and lowered in inside else name
        groups[loose_key(whole.get(name, name))].append((written, ledd))
    for group in groups.values():
        count = Counter(name for name, _ in group)
        usual, times = count.most_common(1)[0]
        for name, ledd in group:
            if usual not in {name, ledd.navn}:
                often = f"{times} andre steder" if times > 1 else "et annet sted"
                message = f"skrevet «{ledd.navn}» her, men «{usual}» {often}; skriv det likt"
                yield Finding(ledd.posisjon, "språk-skrivemåte", message, Severity.WARNING)


def values(program: Program) -> Iterator[Finding]:
    """A column whose values the document lists itself, such as roles, has no others."""
    sections = {seksjon.id: seksjon for seksjon in program.seksjoner()}
    for kolonne in {kolonne.felt: kolonne for kolonne in program.kolonner if kolonne.verdier_fra}.values():
        section = sections.get(kolonne.verdier_fra)
        listed = list(_listed(section)) if section else []
        if not listed:
            why = "har ingen punktliste" if section else "finnes ikke"
            message = f"verdiene skal stå i «{kolonne.verdier_fra}», som {why}"
            near = "" if section else suggestion(kolonne.verdier_fra, list(sections))
            yield Finding(kolonne.posisjon, "tiltak-kolonne", message + near)
            continue
        known = {_plain(value): value for value in listed}
        for ledd in (ledd for tiltak in program.tiltak() for ledd in tiltak.felt.get(kolonne.felt, ())):
            if _plain(ledd.navn) not in known:
                message = f"«{ledd.navn}» står ikke i listen i «{kolonne.verdier_fra}»"
                message += suggestion(ledd.navn, listed)
                yield Finding(ledd.posisjon, "språk-verdi", message, Severity.WARNING)


def _listed(section: Seksjon) -> Iterator[str]:
    """Give the items of a section's lists."""
    for blokk in section.innhold:
        if isinstance(blokk, Tekst):
            yield from (piece.tekst for piece in paragraphs(blokk.markdown) if piece.i_liste)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split()).rstrip(".")
