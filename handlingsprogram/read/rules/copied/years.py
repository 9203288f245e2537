"""Years left standing where an older programme was copied: what claims to be this year's, and is not.

Accounts and comparisons with earlier years are what budgets consist of; of those nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.model.blocks import Boks, Budsjettabell, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.budget import Tabell, Tallkolonne
    from handlingsprogram.read.model.program import Program, Seksjon

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d|-tall)")
_PLANS = re.compile(r"budsjett|økonomiplan|økplan|\bØP\b", re.IGNORECASE)
_PROPOSES = re.compile(
    r"(?:forslag|fr[ae]mlegg)\b(?: til)?(?: \w+)? ?(?:\w*budsjett|økonomiplan|handlingsprogram|\d{4})"
    r"|\bforeslått|\bføreslått|budsjettf(?:orslag|r[ae]mlegg)",
    re.IGNORECASE,
)
"""What is proposed is this year's."""
_LOOKS_BACK = re.compile(
    r"regnskap|rekneskap|resultat|prognose|status|avvik|endring|erfaring|evaluering|års(?:melding|rapport)|tertial"
    r"|justert|revidert|regulert|korrigert|endr[ea]|opprinnelig|opphavl|vedtatt|vedteke|vedtekne|bevilg|løyv",
    re.IGNORECASE,
)
"""What has been, or was decided before."""
_ACCOUNTS = (
    r"(?i)regnskap|rekneskap|prognose|års(?:melding|rapport)|tertial|\bevaluer|valget\b|rundskriv|(?:stats|nasjonal)budsjett"
    r"|(?:justert|revidert|regulert|opprinnelig|opphavleg|vedtatt|vedteke|vedtekn)e? \w*(?:budsjett|plan)"
)
"""What tells of the year that has been, in a sentence."""
_OWN_TITLE = re.compile(
    r"[\w-]*(?:budsjett(?:et)?|økonomiplan(?:en)?|handlingsprogram(?:met)?)"
    r"(?: og (?:budsjett|økonomiplan|handlingsprogram))?(?: for)?(?: perioden)? (?:19|20)\d\d",
    re.IGNORECASE,
)
"""A heading that names a year's own budget."""
COMES = re.compile(
    r"\b(?:vil|skal|forslag\w*|fr[ae]mlegg\w*|foreslå\w*|føreslå\w*|(?:satt|sett|settes|setjast) av"
    r"|legges? opp|leggja?st? opp|planlegg\w*)\b",
    re.IGNORECASE,
)
"""Words that speak of what is to come."""
HAS_BEEN = (
    r"(?i)\b(?:ble|blei|vart|var|ha(?:r|dde)|fikk|fekk|ga|gav|gikk|gjekk|kom|sto|stod|tok|start(?:et|a)|begynte|byrja"
    r"|vedtok|beslutta|besluttet|viste|brukt[ea]?|påbegynt|påbyrja|etablert[ea]?|gjennomført[ea]?|oppretta|opprettet)\b"
)
_IN_THE_YEAR = (
    r"(?i)(?<!\bved utgangen )"
    r"\b(?:i|for|til|av|innen|innan|hele|heile|vår(?:en)?|sommar(?:en)?|sommer(?:en)?|høst(?:en)?|haust(?:en)?"
    r"|vint[ea]r(?:en)?|halvår|kvartal|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november"
    r"|desember)\s+\Z"
)
"""What stands before a year in which something happens."""
_COMPARED = (
    r"(?i)\b(?:enn|mot|fra|frå|siden|sidan|nivået?|likt? med|linje med|sammenlign\w+ med|samanlikn\w+ med)"
    r"\s+(?:\S+\s+){0,4}\Z|\bsom\s+i\s+\Z"
)
"""What stands before a year that something is held against."""
_NEAR = 80
"""Characters before a year in which such words are looked for."""


def old_years(program: Program) -> Iterator[Finding]:
    """The budget's text and tables are this year's: nothing of last year's is proposed or planned."""
    tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
    for kapittel in program.kapitler:
        sections = list(kapittel.alle())
        blocks = [blokk for seksjon in sections for blokk in seksjon.innhold]
        printed = [blokk.tabell for blokk in blocks if isinstance(blokk, Budsjettabell)]
        if not printed:
            continue
        for name in printed:
            yield from _columns(program, tables[name]) if name in tables else ()
        for seksjon in sections:
            yield from _heading(program, seksjon)
        for blokk in blocks:
            if isinstance(blokk, Tekst | Boks):
                for tekst in [blokk] if isinstance(blokk, Tekst) else blokk.tekster():
                    yield from _sentences(program, tekst)


def _found(program: Program, position: Position, message: str) -> Finding:
    severity = Severity.WARNING if program.er_utkast else Severity.ERROR
    return Finding(position, "utkast-årstall", message, severity)


def _newest(title: str) -> int:
    """Return the newest year that a title names; 0 where it names none."""
    return max(map(int, _YEAR.findall(title)), default=0)


def _columns(program: Program, tabell: Tabell) -> Iterator[Finding]:
    shown = [kolonne for kolonne in tabell.kolonner if not kolonne.formel and _newest(kolonne.overskrift)]
    closed = {
        _newest(one.overskrift)
        for one in shown
        if one.slag == "regnskap" or _LOOKS_BACK.search(one.overskrift)
    }
    latest = max((_newest(kolonne.overskrift) for kolonne in shown), default=0)
    for kolonne in (one for one in shown if one.slag != "regnskap"):
        year = _newest(kolonne.overskrift)
        # Where no column is this year's, the newest plan should be; beside its accounts it is one of old.
        last = year == latest and year not in closed and _is_a_plan(kolonne, tabell)
        if year < program.år and (_PROPOSES.search(kolonne.overskrift) or last):
            message = f"kolonnen «{kolonne.overskrift}» er fra et tidligere budsjett; rett årstallet"
            yield _found(program, kolonne.overskriftposisjon, message)


def _is_a_plan(kolonne: Tallkolonne, tabell: Tabell) -> bool:
    """Tell whether a column is a year's own budget; a mere year is what the table is."""
    if kolonne.slag:
        return kolonne.slag != "regnskap"
    title = tabell.tittel if _YEAR.fullmatch(kolonne.overskrift) else kolonne.overskrift
    return bool(_PLANS.search(title)) and not _LOOKS_BACK.search(title)


def _heading(program: Program, seksjon: Seksjon) -> Iterator[Finding]:
    title = seksjon.tittel
    claims = _OWN_TITLE.match(title) or _PROPOSES.search(title)
    if 0 < _newest(title) < program.år and claims and not _LOOKS_BACK.search(title):
        message = f"overskriften «{title}» er fra et tidligere budsjett; rett årstallet"
        yield _found(program, seksjon.tittelposisjon, message)


def _sentences(program: Program, tekst: Tekst) -> Iterator[Finding]:
    for paragraph in paragraphs(tekst.markdown):
        for sentence in sentences(paragraph):
            years = [(int(match[0]), match.start()) for match in _YEAR.finditer(sentence.tekst)]
            newest, offset = max(years, default=(program.år, 0))
            if newest == program.år - 1 and _comes(sentence.tekst, offset):
                message = f"{newest} omtales som noe som kommer, i budsjettet for {program.år}; rett teksten"
                yield _found(program, tekst.sted(sentence.start + offset), message)


def _comes(sentence: str, year: int) -> bool:
    """Tell whether a sentence says of a year in it that something is to come then."""
    before = sentence[max(year - _NEAR, 0) : year].replace("\n", " ")
    if not COMES.search(sentence) or not re.search(_IN_THE_YEAR, before) or re.search(_COMPARED, before):
        return False
    return not re.search(HAS_BEEN, sentence) and not re.search(_ACCOUNTS, sentence)
