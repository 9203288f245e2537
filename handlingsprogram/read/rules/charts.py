"""What the budget's charts must keep: they show rows and columns that their table has, in a form that can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.budget import (
    FOSS,
    LINJE,
    OVER_KOLONNER,
    STABLET,
    STOLPER,
    Sum,
    bestanddeler,
    trinn,
)
from handlingsprogram.read.model.sheet import Regneark, SirkelError, is_figure, skriv
from handlingsprogram.read.rules.figures import can_be_reckoned, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from handlingsprogram.read.model.budget import Budsjettfigur, Rad, Tabell, Tallkolonne, Trinn
    from handlingsprogram.read.model.program import Program

MOST = {STABLET: 12, LINJE: 6}
"""How many posts can be told apart."""


def charts(program: Program) -> Iterator[Finding]:
    """A chart names what its table has, its rows in one way, and only what its form can show."""
    if not program.budsjett:
        return
    rows = {rad.id: rad for _, rad in program.budsjett.rader()}
    sheet = Regneark(program.budsjett) if can_be_reckoned(program.budsjett) else None
    for tabell in program.budsjett.tabeller:
        for figur in tabell.figurer:
            faults = [*_rows(figur, tabell), *_columns(figur, tabell), *_keys(figur)]
            faults = faults or [*_shown_columns(figur, tabell), *_parts(figur, tabell, rows)]
            if not faults and figur.form == STABLET and sheet:
                faults = list(_signs(figur, tabell, sheet))
            for key, message in faults:
                position = figur.posisjoner.get(key, figur.posisjoner["id"])
                yield Finding(position, "budsjett-figur", message)


def _rows(figur: Budsjettfigur, tabell: Tabell) -> Iterator[tuple[str, str]]:
    """Give the key that is wrong, and what is wrong with it."""
    rows = {rad.id: rad for rad in tabell.rader}
    if bool(figur.sum) == bool(figur.rader):
        yield "id", f"figuren «{figur.tittel}» skal ha enten sum eller rader"
    for key, names in (("sum", (figur.sum,) if figur.sum else ()), ("rader", figur.rader)):
        for name in names:
            if name not in rows:
                yield key, f"tabellen har ingen rad «{name}»{suggestion(name, list(rows))}"
    if figur.sum in rows and not isinstance(rows[figur.sum].formel, Sum):
        yield "sum", f"raden «{figur.sum}» har ikke sum; skriv radene under rader"


def _columns(figur: Budsjettfigur, tabell: Tabell) -> Iterator[tuple[str, str]]:
    columns = [kolonne.id for kolonne in tabell.kolonner]
    named = [("kolonne", figur.kolonne), ("mot", figur.mot), *(("kolonner", name) for name in figur.kolonner)]
    for key, name in named:
        if name and name not in columns:
            yield key, f"tabellen har ingen kolonne «{name}»{suggestion(name, columns)}"


def _keys(figur: Budsjettfigur) -> Iterator[tuple[str, str]]:
    """Each form has its own keys for columns."""
    many = figur.form in OVER_KOLONNER
    needed, other = ("kolonner", "kolonne") if many else ("kolonne", "kolonner")
    has = {"kolonne": bool(figur.kolonne), "kolonner": bool(figur.kolonner)}
    if not has[needed]:
        yield other if has[other] else "id", f"en figur med «form: {figur.form}» skal ha «{needed}»"
    elif has[other]:
        yield other, f"en figur med «form: {figur.form}» har «{needed}»; slett «{other}»"
    if figur.mot and figur.form != STOLPER:
        yield "mot", f"bare en figur med «form: {STOLPER}» holdes opp mot en annen kolonne; slett «mot»"


def _shown_columns(figur: Budsjettfigur, tabell: Tabell) -> Iterator[tuple[str, str]]:
    """What is shown together can be held together: in one unit, and no column with what it is made of."""
    shown = [kolonne for name in figur.vist if (kolonne := tabell.kolonne(name))]
    key = "kolonner" if figur.kolonner else "mot" if figur.mot else "kolonne"
    kinds = {kolonne.er_andel for kolonne in shown}
    if kinds == {True, False}:
        yield key, f"figuren blander prosent og {tabell.enhet}; lag en figur av hver"
    elif True in kinds and figur.form in {STABLET, FOSS}:
        yield key, f"prosenter kan ikke legges sammen; velg «form: {STOLPER}» eller «form: {LINJE}»"
    if not figur.kolonner:
        return
    twice = next((name for nr, name in enumerate(figur.kolonner) if name in figur.kolonner[:nr]), "")
    if twice:
        yield "kolonner", f"kolonnen «{twice}» står to ganger i figuren; slett den ene"
    elif figur.form == LINJE and len(shown) == 1:
        yield (
            "kolonner",
            f"en linje går over to kolonner eller flere; skriv flere, eller velg «form: {STOLPER}»",
        )
    for kolonne in shown:
        if _is_made_of(kolonne, shown):
            yield (
                "kolonner",
                f"kolonnen «{kolonne.overskrift}» regnes ut av andre kolonner i figuren; ta den ut",
            )


def _is_made_of(kolonne: Tallkolonne, shown: list[Tallkolonne]) -> bool:
    parts = kolonne.formel.ledd if kolonne.formel else ()
    return not kolonne.er_andel and any(other.id in parts for other in shown)


def _parts(figur: Budsjettfigur, tabell: Tabell, rows: Mapping[str, Rad]) -> Iterator[tuple[str, str]]:
    """The rows fit together as the form asks."""
    names = [name for name in tabell.rader_i(figur) if name in rows]
    key = "sum" if figur.sum else "rader"
    twice = next((name for nr, name in enumerate(names) if name in names[:nr]), "")
    if twice and figur.form != STOLPER:
        yield key, f"raden «{twice}» står to ganger i figuren; slett den ene"
        return
    most = MOST.get(figur.form, len(names))
    if len(names) > most:
        message = f"figuren har {len(names)} poster, og med «form: {figur.form}» kan høyst {most} skilles"
        yield key, f"{message} fra hverandre; velg færre"
    if figur.form == STABLET:
        for name in names:
            counts, _ = bestanddeler(name, [other for other in names if other != name], rows)
            for part in counts:
                message = f"«{rows[part].navn}» er en del av «{rows[name].navn}» og ville telle to ganger"
                yield key, f"{message}; ta ut den ene"
    elif figur.form == FOSS:
        yield from ((key, message) for message in _waterfall(trinn(names, rows), rows))


def _waterfall(steps: tuple[Trinn, ...], rows: Mapping[str, Rad]) -> Iterator[str]:
    """A waterfall ends in what its rows come to, and so does every sum on its way."""
    before = [step.rad for step in steps if not step.hel]
    last = steps[-1]
    result = short(rows[last.rad].navn)
    if not last.hel:
        missing = [short(rows[name].navn) for name in _lacking(last.rad, before[:-1], rows)]
        lacks = f"; figuren mangler {' og '.join(f'«{name}»' for name in missing[:2])}" if missing else ""
        yield f"en foss ender i en rad som regnes ut av radene over, og det gjør ikke «{result}»{lacks}"
        return
    shown: dict[str, int] = {}
    for step in steps:
        if not step.hel and abs(last.av.get(step.rad, 0)) != 1:
            yield f"«{rows[step.rad].navn}» inngår ikke i «{result}», der fossen ender; ta raden ut"
        elif not step.hel:
            shown[step.rad] = step.fortegn
        elif {name: times * step.fortegn for name, times in step.av.items()} != shown:
            name = rows[step.rad].navn
            yield f"«{name}» er ikke det radene over blir til sammen, så den bryter fossen; ta raden ut"


def _lacking(rad: str, shown: Collection[str], rows: Mapping[str, Rad]) -> Iterator[str]:
    """Give the rows that a row is made of and none of which is shown, those nearest to it."""
    waiting, seen = [rad], {rad}
    while waiting:
        for _, part in rows[waiting.pop(0)].ledd:
            if part in shown or part in seen or part not in rows:
                continue
            seen.add(part)
            if bestanddeler(part, shown, rows)[0]:
                waiting.append(part)
            else:
                yield part


def _signs(figur: Budsjettfigur, tabell: Tabell, sheet: Regneark) -> Iterator[tuple[str, str]]:
    """Parts that are stacked pull in one direction."""
    try:
        cells = [
            (name, kolonne, value)
            for name in tabell.rader_i(figur)
            for kolonne in figur.kolonner
            if sheet.tabell_med(name, kolonne) and is_figure(value := sheet.trykt(name, kolonne)) and value
        ]
    except SirkelError:
        return  # told by itself
    below = [cell for cell in cells if cell[2] < 0]
    if not below or (tabell.inntekt_minus and len(below) == len(cells)):
        return
    # Where most are incomes below nothing, the odd one is above.
    odd = below if not tabell.inntekt_minus or 2 * len(below) <= len(cells) else cells
    name, kolonne, value = next(cell for cell in odd if odd is below or cell[2] > 0)
    column = tabell.kolonne(kolonne)
    written = skriv(value, tabell, kolonne, utregnet=False)
    cell = f"«{sheet.rad(name).navn}» er {written} i «{column.overskrift if column else kolonne}»"
    message = f"{cell}, og poster med ulikt fortegn kan ikke stables"
    yield "sum" if figur.sum else "rader", f"{message}; velg «form: {FOSS}» eller «form: {STOLPER}»"
