"""The measures' typed fields: what is declared hangs together, each value is one of its type, sums agree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.budget import KRONER
from handlingsprogram.read.model.fields import in_unit
from handlingsprogram.read.model.objectives import Målsøk
from handlingsprogram.read.model.sheet import Regneark, SirkelError
from handlingsprogram.read.model.values import MANY, NUMBERS, REFERENCES, fault, number, written
from handlingsprogram.read.rules.figures import can_be_reckoned
from handlingsprogram.read.theme import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.measures import Ledd, Tiltak
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.values import Felttype

_BELONGS = {
    "enhet": {"beløp", "tall"},
    "desimaler": NUMBERS,
    "form": {"dato", "periode"},
    "stemmer_med": {"beløp"},
    "verdier": {"valg"},
    "register": {"liste", "tekst", "valg"},
}
"""A key of a field's type -> the types that it says something of."""


def types(program: Program) -> Iterator[Finding]:
    """What is said of a field fits its type, and can be seen."""
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    shown = {name for oppsett in program.oppsett.values() for name in oppsett.felt}
    for name, kind in program.felttyper.items():
        place = kind.posisjon
        assert place  # noqa: S101 — read from a file
        for message in _misfits(name, kind):
            yield Finding(place, "tiltak-felttype", message)
        if name not in used | shown:
            near = suggestion(name, sorted(used - {*program.felttyper}))
            message = f"ingen tiltak har feltet «{name}»{near or ', og ingen kolonne viser det; slett det'}"
            yield Finding(place, "ikke-trykt", message, Severity.WARNING)


def _misfits(name: str, kind: Felttype) -> Iterator[str]:
    for key, owners in _BELONGS.items():
        if getattr(kind, key) not in ("", 0, (), "lang") and kind.type not in owners:
            only = " og ".join(sorted(owners))
            yield f"«{key}» gjelder bare {only}, men «{name}» er {kind.type}; slett den"
    if kind.type == "beløp" and kind.enhet not in KRONER:
        yield f"«{name}» er et beløp; skriv «enhet: {'», «enhet: '.join(KRONER)}»"
    if kind.type == "valg" and not kind.verdier:
        yield f"«{name}» er et valg; skriv verdiene under «verdier»"
    signs = [valg.tegn for valg in kind.verdier if valg.tegn]
    for sign in sorted({sign for sign in signs if signs.count(sign) > 1}):
        yield f"flere av verdiene har tegnet «{sign}»; gi hver sitt, så de kan skilles uten farge"
    for valg in kind.verdier:
        if valg.farge and not valg.tegn:
            yield f"«{valg.id}» har farge, men ikke noe tegn å fargelegge; skriv «tegn», eller slett «farge»"
        elif valg.farge and (ratio := contrast.contrast(valg.farge, contrast.PAPER)) < contrast.TEXT:
            found, least = (f"{int(one * 10) / 10:.1f}".replace(".", ",") for one in (ratio, contrast.TEXT))
            yield f"fargen {valg.farge} er for lys: kontrasten er {found}, men må være minst {least}"


def values(program: Program) -> Iterator[Finding]:
    """A value of a field that has a type is one of that type; nothing else is fetched from the budget."""
    sheet = _sheet(program)
    search = Målsøk(program)
    goals = {name for name in search.mål if name in search.trykte} | program.utelatt
    measures = {tiltak.id for tiltak in program.tiltak()} | program.utelatt
    for tiltak in program.tiltak():
        for name, items in tiltak.felt.items():
            kind = program.felttyper.get(name)
            if kind and kind.type not in MANY and len(items) > 1:
                message = f"«{name}» er {kind.type} og skal ha én verdi, ikke {len(items)}; behold én"
                yield Finding(tiltak.feltposisjoner[name], "tiltak-verdi", message)
                continue
            for ledd in items:
                if ledd.lik:
                    yield from _fetched(program, sheet, kind, ledd)
                elif kind and (wrong := fault(ledd.navn, kind)):
                    yield Finding(ledd.posisjon, "tiltak-verdi", f"«{ledd.navn}» i «{name}» {wrong}")
                elif kind and kind.type in REFERENCES:
                    known = measures if kind.type == "tiltak" else goals
                    yield from _referred(tiltak, kind, ledd, known, search)


def _sheet(program: Program) -> Regneark | None:
    """Return the budget reckoned; None where there is none, or it has errors of its own."""
    return Regneark(program.budsjett) if program.budsjett and can_be_reckoned(program.budsjett) else None


def _referred(
    tiltak: Tiltak, kind: Felttype, ledd: Ledd, known: set[str], search: Målsøk
) -> Iterator[Finding]:
    if ledd.navn == tiltak.id:
        yield Finding(
            ledd.posisjon, "tiltak-verdi", "tiltaket viser til seg selv; skriv et annet, eller slett det"
        )
    elif ledd.navn not in known:
        if kind.type == "mål" and ledd.navn in search.mål:
            message = f"målet «{ledd.navn}» blir ikke trykt; sett inn målhierarki i et kapittel"
            yield Finding(ledd.posisjon, "tiltak-verdi", message)
            return
        numbered = search.med_nummer(ledd.navn) if kind.type == "mål" else ""
        near = numbered or suggestion(ledd.navn, sorted(known))
        message = f"ingen {'andre tiltak' if kind.type == 'tiltak' else 'mål'} har id-en «{ledd.navn}»{near}"
        yield Finding(ledd.posisjon, "tiltak-verdi", message)


def _fetched(
    program: Program, sheet: Regneark | None, kind: Felttype | None, ledd: Ledd
) -> Iterator[Finding]:
    if not kind or kind.type not in NUMBERS:
        message = "«lik» henter et tall, og feltet er ikke et; skriv «type: beløp» for det i program.yaml"
        yield Finding(ledd.posisjon, "tiltak-verdi", message)
    elif sheet or not program.budsjett:
        _, wrong = _amount(program, sheet, ledd.lik)
        if wrong and not program.utelatt:
            yield Finding(ledd.posisjon, "budsjett-henvisning", wrong)


def _amount(program: Program, sheet: Regneark | None, target: str) -> tuple[amounts.Amount | None, str]:
    """Return a figure of the budget, or why there is none; circles and what is to come are told elsewhere."""
    try:
        return amounts.find(program, sheet, target), ""
    except (amounts.NotYetError, SirkelError):
        return None, ""
    except amounts.TargetError as error:
        return None, str(error)


def sums(program: Program) -> Iterator[Finding]:
    """The amounts of the measures sum up to the figure of the budget that the field names."""
    sheet = _sheet(program)
    for name, kind in program.felttyper.items():
        if (
            not kind.stemmer_med
            or not kind.posisjon
            or kind.enhet not in KRONER
            or (program.budsjett and not sheet)
        ):
            continue
        amount, wrong = _amount(program, sheet, kind.stemmer_med)
        if wrong:
            yield Finding(kind.posisjon, "budsjett-henvisning", f"«stemmer_med»: {wrong}")
        elif amount:
            yield from _disagreement(program, sheet, name, amount)


def _disagreement(
    program: Program, sheet: Regneark | None, name: str, amount: amounts.Amount
) -> Iterator[Finding]:
    kind = program.felttyper[name]
    total = Fraction()
    for tiltak in program.tiltak():
        for ledd in tiltak.felt.get(name, ()):
            figure = _figure(program, sheet, kind, ledd)
            if figure is None:
                return  # told by itself
            total += figure
    right = in_unit(amount, kind)
    if total != right:
        said, wanted, less = (written(one, kind.desimaler) for one in (total, right, abs(right - total)))
        more = "for lite" if total < right else "for mye"
        there = f"«{amount.rad.navn}» ({' '.join(amount.kolonner)}) er {wanted}"
        message = f"summen av «{name}» er {said} {kind.enhet}, men {there}: {less} {more}"
        message += "; rett tiltakene eller budsjettet"
        yield Finding(_place(kind), "tiltak-sum", message)


def _figure(program: Program, sheet: Regneark | None, kind: Felttype, ledd: Ledd) -> Fraction | None:
    if ledd.lik:
        amount, _ = _amount(program, sheet, ledd.lik)
        return in_unit(amount, kind) if amount else None
    typed = number(ledd.navn)
    return None if typed is None else Fraction(typed)


def _place(kind: Felttype) -> Position:
    assert kind.posisjon  # noqa: S101 — read from a file
    return kind.posisjon
