"""What drafts leave behind: placeholders, questions, last year's dates, titles changed in one place only.

In a draft each is a warning; once the programme is adopted, an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.places import place
from handlingsprogram.read.program import Budsjettabell, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.finding import Position, RuleId
    from handlingsprogram.read.budget import Tabell
    from handlingsprogram.read.program import Program, Seksjon
    from handlingsprogram.read.strict_yaml import Tree

_PLACEHOLDER = re.compile(
    r"(?:skal|må|bør) (?:erstattes|oppdateres|omskrives|skrives|(?:fylles|legges|settes) inn|fylles ut)"
    r"|(?:ikke|ennå) (?:satt|lagt|fylt) inn(?: enn?[då]a?)?|ikke (?:klart?|ferdig|avklart) enn?[då]a?"
    r"|(?:fylles|settes|legges) inn (?:senere|her)|kommer senere|lorem ipsum"
    r"|\b(?:TODO|FIXME|TBD|TBA|NN|XX+)\b|\b(?i:todo):|\?{2,}|\[(?:\.{2,}|…)\]|_{4,}",
)
_FORWARD = re.compile(
    r"\b(?:vil|skal|forslag\w*|foreslå\w*|satt av|settes av|legges? opp|planlegge\w*|utgangen av)\b",
    re.IGNORECASE,
)
"""Words that speak of what is to come."""
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d|-tall)")


def _found(program: Program, position: Position, rule: RuleId, message: str) -> Finding:
    return Finding(position, rule, message, _severity(adopted=program.status == "vedtatt"))


def _severity(*, adopted: bool) -> Severity:
    return Severity.ERROR if adopted else Severity.WARNING


def placeholders(trees: Iterable[Tree], *, adopted: bool) -> Iterator[Finding]:
    """No text says that it shall be replaced by another."""
    for tree in trees:
        for path, text in tree.strings():
            if path[-1:] in {("plassholder",), ("begrunnelse",), ("fil",)}:
                continue  # a figure's placeholder is found by itself; reasons and file names are not printed
            for match in _PLACEHOLDER.finditer(text):
                position = place(tree.lines, tree.position(path), text, match.start())
                message = f"«{match[0]}» ser ut til å være igjen fra et utkast; skriv den endelige teksten"
                yield Finding(position, "utkast-tekst", message, _severity(adopted=adopted))


def empty_figures(program: Program) -> Iterator[Finding]:
    """Every figure has its picture."""
    for figur in program.figurer():
        if figur.plassholder and not figur.fil:
            message = f"figuren «{figur.id}» er bare en plassholder; sett inn bildet"
            yield _found(program, figur.posisjon, "utkast-figur", message)


def questions(program: Program) -> Iterator[Finding]:
    """A measure says what is to be done; it does not ask."""
    for tiltak in program.tiltak():
        text = tiltak.tekst.markdown.rstrip()
        if text.endswith("?"):
            position = tiltak.tekst.sted(len(text) - 1)
            message = "tiltaket slutter med spørsmålstegn; skriv hva som skal gjøres"
            yield _found(program, position, "utkast-spørsmål", message)


def contents_titles(program: Program) -> Iterator[Finding]:
    """The table of contents calls a section what its heading calls it."""
    for seksjon in program.seksjoner():
        if seksjon.innholdstittel != seksjon.tittel and seksjon.i_innhold:
            message = (
                f"heter «{seksjon.innholdstittel}» i innholdsfortegnelsen, men «{seksjon.tittel}» i teksten"
            )
            yield _found(program, seksjon.innholdsposisjon, "utkast-innholdstittel", message)


def old_dates(program: Program) -> Iterator[Finding]:
    """The budget's text is about this year: it neither plans last year nor builds on the year before that."""
    tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
    for kapittel in program.kapitler:
        sections = list(kapittel.alle())
        blocks = [blokk for seksjon in sections for blokk in seksjon.innhold]
        printed = [blokk.tabell for blokk in blocks if isinstance(blokk, Budsjettabell)]
        if not printed:
            continue
        for name in printed:
            yield from _old_columns(program, tables[name]) if name in tables else ()
        for seksjon in sections:
            yield from _old_heading(program, seksjon)
        for blokk in blocks:
            if isinstance(blokk, Tekst):
                yield from _old_sentences(program, blokk)


def _old_columns(program: Program, tabell: Tabell) -> Iterator[Finding]:
    for kolonne in tabell.kolonner:
        if _is_old(program, kolonne.overskrift):
            message = f"kolonnen «{kolonne.overskrift}» er fra et tidligere budsjett; rett årstallet"
            yield _found(program, kolonne.overskriftposisjon, "utkast-årstall", message)


def _old_heading(program: Program, seksjon: Seksjon) -> Iterator[Finding]:
    if _is_old(program, seksjon.tittel):
        message = f"overskriften «{seksjon.tittel}» er fra et tidligere budsjett; rett årstallet"
        yield _found(program, seksjon.tittelposisjon, "utkast-årstall", message)


def _is_old(program: Program, title: str) -> bool:
    """Tell whether a title names a year before the last, or plans the last."""
    years = [int(year) for year in _YEAR.findall(title)]
    newest = max(years, default=program.år)
    return newest < program.år - 1 or (newest < program.år and bool(_FORWARD.search(title)))


def _old_sentences(program: Program, tekst: Tekst) -> Iterator[Finding]:
    for paragraph in paragraphs(tekst.markdown):
        for sentence in sentences(paragraph):
            years = [(int(match[0]), match.start()) for match in _YEAR.finditer(sentence.tekst)]
            newest, offset = max(years, default=(program.år, 0))
            if newest == program.år - 1 and _FORWARD.search(sentence.tekst):
                message = f"{newest} omtales som noe som kommer, i budsjettet for {program.år}; rett teksten"
                yield _found(program, tekst.sted(sentence.start + offset), "utkast-årstall", message)
