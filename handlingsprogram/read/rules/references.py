"""What prose points to: places in the document, figures of the budget, the UN's goals of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose import marks
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.blocks import Boks, Figur, Figurgruppe, Tegning, Tekst
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.numbers import titled
from handlingsprogram.read.model.objectives import Samlet
from handlingsprogram.read.model.sheet import Regneark, SirkelError
from handlingsprogram.read.rules.copied.budget import is_unfinished
from handlingsprogram.read.rules.figures import can_be_reckoned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.program import Anker, Program, Seksjon

_TYPED = re.compile(
    r"(?<![\w-])(?P<kind>kapittel|kap\.|avsnitt|punkt|pkt\.|chapter|section|tabell|table|figure?)\s+(?P<number>\d{1,2}(?:\.\d{1,2})*)(?![\d-]|\s*(?:%|prosent))"
    r"(?P<elsewhere>\.?\s+(?:i\s+(?!(?:dette|denne|vårt?|(?:handlings)?program\w*|dokumentet|heftet)\b)\w"
    r"|(?:of|in)\s+(?!(?:this|our)\b)\w))?",
    re.IGNORECASE,
)
"""A reference that was typed, with the beginning of what it may belong to: a law, another document."""
_ELSEWHERE = (
    r"(?i)(?:lov(?:a|as|ens?)|forskrift\w{0,4}|vedtekt\w{0,5}|avtal\w{0,4}|rundskriv\w{0,4}|rapport\w{0,4}|melding\w{0,4})\s\Z"
    r"|\b(?:pbl|kml|koml|nou|meld|prop)\b[^\n]{0,30}\s\Z"
)
"""What stands before a reference to a law or another document: «kommuneloven kapittel 18»."""
_CAPTIONED = {
    **dict.fromkeys(("tabell", "table"), ("henvisning_tabell", "tabeller")),
    **dict.fromkeys(("figur", "figure"), ("henvisning_figur", "figurer")),
}
"""What has numbers where the programme says so: the words of references to it, and the key that says so."""
_NEAR = 40
"""Characters before a reference that tell what it belongs to."""
_NUMBERED = re.compile(r"(?:[.lt]|figure?|table|chapter|section)\s+\d", re.IGNORECASE)
"""What every such reference has, and few texts: it is found in a tenth of the time."""
_GOALS = re.compile(
    r"b[æe]rekraftsmål(?:ene|et|a)?\s+(?:nr\.?\s+)?"
    r"(?P<numbers>\d{1,2}(?:(?:\s*,\s*|\s+og\s+|\s+samt\s+)\d{1,2})*)\b",
    re.IGNORECASE,
)


def references(program: Program) -> Iterator[Finding]:
    """A cross-reference points to something that exists, and prints something that it has."""
    anchors = program.ankere()
    for tekst in program.tekster():
        for reference in marks.references(tekst.markdown):
            if amounts.is_amount(reference.id):
                continue
            anchor = anchors.get(reference.id)
            if anchor is None and reference.id in program.utelatt:
                continue
            if anchor is None:
                message = _no_target(program, reference.id, list(anchors))
                yield Finding(tekst.sted(reference.at), "referanse-mål", message)
                continue
            usual = "{nummer}" if anchor.ord else anchor.form or program.kryssreferanse
            text = reference.tekst or usual
            lacking = f"«{reference.id}» har ikke {{}}; skriv en tekst: [tekst](#{reference.id})"
            if "{nummer}" in text and not anchor.nummer and not program.utelatt:
                by_title = f", eller [{{tittel}}](#{reference.id})" if anchor.tittel else ""
                message = lacking.format("nummer") + by_title
                yield Finding(tekst.sted(reference.at), "referanse-nummer", message)
            if "{tittel}" in text and not anchor.tittel:
                yield Finding(tekst.sted(reference.at), "referanse-tittel", lacking.format("tittel"))


def _no_target(program: Program, name: str, known: list[str]) -> str:
    """Say why a reference leads nowhere, and where it may lead."""
    if any(figur.id == name for figur in program.figurer()):
        return f"«{name}» er en plassholder, og den kan du ikke vise til før bildet er på plass"
    if any(isinstance(blokk, Boks | Samlet) and blokk.id == name for blokk in program.blokker()):
        return (
            f"«{name}» er uten tittel, og den kan du ikke vise til; vis til overskriften som den står under"
        )
    group = next((one for one in program.blokker() if isinstance(one, Figurgruppe) and one.id == name), None)
    if group:
        named = " eller ".join(f"#{figur.id}" for figur in group.figurer)
        return f"«{name}» er flere figurer ved siden av hverandre; vis til én av dem ({named})"
    if program.målstruktur and any(mål.id == name for mål in program.målstruktur.alle()):
        return f"«{name}» er et mål som ikke blir trykt; sett inn målhierarki der det skal stå"
    missing = f"kryssreferansen viser til «{name}», som ikke finnes{suggestion(name, known)}"
    return _in_budget(program, name) or missing


def _in_budget(program: Program, name: str) -> str:
    """Say what of the budget's table an id is, and what to refer to instead; nothing of other ids."""
    for tabell in program.budsjett.tabeller if program.budsjett else ():
        table = f"vis til tabellen (#{tabell.id})"
        if any(figur.id == name for figur in tabell.figurer):
            return f"«{name}» er en budsjettfigur, og den kan du ikke vise til; {table}"
        if any(rad.id == name for rad in tabell.rader):
            figure = f"{name}/{tabell.kolonner[0].id}"
            return f"«{name}» er en rad i budsjettet; {table}, eller til et tall i raden (#{figure})"
    return ""


def unprinted_numbers(program: Program) -> Iterator[Finding]:
    """A reference prints a number only where the heading has it too: a reader looks for it in vain.

    How references are written is said once for all, so it is told once, where that is said.
    """
    anchors = program.ankere()
    usual_is_told = False
    for tekst in program.tekster() if not program.nummerform else ():
        for reference in marks.references(tekst.markdown):
            anchor, text = anchors.get(reference.id), reference.tekst or program.kryssreferanse
            # A number may be a part of the title that the author typed.
            is_own = anchor and (anchor.form or anchor.ord)
            if not anchor or is_own or "{nummer}" not in text or not anchor.nummer or _begins(anchor):
                continue
            printed = text.replace("{nummer}", anchor.nummer).replace("{tittel}", anchor.tittel)
            missing = f"«{printed}», men nummeret er ikke trykt foran overskriften"
            if reference.tekst:
                message = f"her står {missing}; skriv [{{tittel}}](#{reference.id})"
                yield Finding(tekst.sted(reference.at), "referanse-utrykt", message, Severity.WARNING)
            elif not usual_is_told:
                usual_is_told = True
                message = (
                    f"[](#{reference.id}) skriver {missing}; skriv kryssreferanse: «{{tittel}}», "
                    'eller vis numrene med form: "{nummer}."'
                )
                place = program.posisjoner["kryssreferanse"]
                yield Finding(place, "referanse-utrykt", message, Severity.WARNING)


def _begins(anchor: Anker) -> bool:
    return anchor.tittel.startswith(anchor.nummer)


def restated_amounts(program: Program) -> Iterator[Finding]:
    """An amount in prose that points to a figure of the budget is that figure, as far as it is rounded."""
    if (program.budsjett and not can_be_reckoned(program.budsjett)) or (
        program.utelatt and not program.budsjett
    ):
        return
    sheet = Regneark(program.budsjett) if program.budsjett else None
    for tekst in program.tekster():
        for reference in marks.references(tekst.markdown):
            if amounts.is_amount(reference.id):
                yield from _restated(program, sheet, tekst, reference)


def _restated(
    program: Program, sheet: Regneark | None, tekst: Tekst, reference: marks.Reference
) -> Iterator[Finding]:
    is_english = program.språk.startswith("en")
    # While figures are still to come, a text cannot be held to them: the draft is built all the same.
    is_early = program.er_utkast and is_unfinished(program.budsjett)
    severity = Severity.WARNING if is_early else Severity.ERROR
    try:
        amount = amounts.find(program, sheet, reference.id)
        right = amounts.restated(reference.tekst, amount, is_english=is_english) if reference.tekst else ""
    except amounts.NotYetError as error:
        yield Finding(tekst.sted(reference.at), "budsjett-beløp", str(error), severity)
        return
    except amounts.TargetError as error:
        yield Finding(tekst.sted(reference.at), "budsjett-henvisning", str(error))
        return
    except SirkelError:
        return  # reported by itself
    if right:
        written, column = " ".join(reference.tekst.split()), " ".join(reference.id.split("/")[1:])
        said = f"«{written}» gjengir «{amount.rad.navn}» ({column})"
        message = f"{said}, som er {amount.forklart()}: avrundet på samme måte {right}"
        yield Finding(tekst.sted(reference.at), "budsjett-beløp", message, severity)


def typed_references(program: Program) -> Iterator[Finding]:
    """A number of a chapter, a table or a figure is not typed: it would stay when that moves."""
    numbers = {seksjon.nummertekst: seksjon.id for seksjon in program.seksjoner() if seksjon.nummer}
    for tekst in program.tekster():
        if not _NUMBERED.search(tekst.markdown):
            continue
        linked = {
            typed.start()
            for link in marks.REFERENCE.finditer(tekst.markdown)
            for typed in _TYPED.finditer(tekst.markdown, *link.span())
        }
        for match in _TYPED.finditer(tekst.markdown):
            before = tekst.markdown[max(match.start() - _NEAR, 0) : match.start()]
            if match.start() in linked or match["elsewhere"] or re.search(_ELSEWHERE, before):
                continue
            kind, number = match["kind"].casefold(), match["number"]
            if kind in _CAPTIONED:
                target, hint = _caption(program, kind, number)
            else:
                target, hint = numbers.get(number, "id" if "." in number else ""), ""
            if target:
                message = f"«{' '.join(match[0].split())}» er skrevet for hånd; skriv [](#{target}), "
                message += f"som følger med når noe flyttes{hint}"
                yield Finding(tekst.sted(match.start()), "referanse-tekst", message, Severity.WARNING)


def _caption(program: Program, kind: str, number: str) -> tuple[str, str]:
    """Return the id of a table or figure with a number, and how to have numbers where there are none.

    The id is empty where a title has the number typed, too.
    """
    for thing in titled(program):
        title = thing.bildetekst if isinstance(thing, Figur | Tegning) else thing.tittel
        if re.match(rf"{kind} {re.escape(number)}\b", title, re.IGNORECASE):
            return "", ""
    words, key = _CAPTIONED[kind]
    known = {anchor.nummer: id_ for id_, anchor in program.ankere().items() if anchor.ord == words}
    hint = "" if known else f". Nummer får de med «nummerering: {{{key}: true}}» i program.yaml"
    return known.get(number, "id"), hint


def named_goals(program: Program) -> Iterator[Finding]:
    """The UN's goals that a section's introduction names are those of its table."""
    shows_goals = any(kolonne.felt == "bærekraftsmål" for kolonne in program.kolonner)
    for seksjon in program.seksjoner():
        texts = [blokk for blokk in seksjon.innhold if isinstance(blokk, Tekst)]
        tables = [blokk for blokk in seksjon.innhold if isinstance(blokk, Tiltakstabell)]
        named = {number: place for tekst in reversed(texts) for number, place in _goals(tekst)}
        if tables and named and shows_goals:
            yield from _compare_goals(seksjon, named, tables)


def _goals(tekst: Tekst) -> Iterator[tuple[int, Position]]:
    for match in _GOALS.finditer(tekst.markdown):
        for number in re.finditer(r"\d+", match["numbers"]):
            yield int(number[0]), tekst.sted(match.start("numbers") + number.start())


def _compare_goals(
    seksjon: Seksjon, named: dict[int, Position], tables: list[Tiltakstabell]
) -> Iterator[Finding]:
    shown = {
        number: tiltak
        for tabell in reversed(tables)
        for tiltak in reversed(tabell.tiltak)
        for group in tiltak.bærekraftsmål
        for number in group
    }
    for number in sorted(named.keys() - shown.keys()):
        message = f"teksten nevner bærekraftsmål {number}, men ingen tiltak i «{seksjon.tittel}» har det"
        yield Finding(named[number], "mål-innledning", message, Severity.WARNING)
    for number in sorted(shown.keys() - named.keys()):
        tiltak = shown[number]
        message = f"tiltaket har bærekraftsmål {number}, som teksten i «{seksjon.tittel}» ikke nevner"
        yield Finding(tiltak.feltposisjoner["bærekraftsmål"], "mål-innledning", message, Severity.WARNING)
