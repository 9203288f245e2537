"""What drafts leave behind: placeholders, questions, titles changed in one place only.

In a draft each is a warning; once the programme is adopted, an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.finding import Position, RuleId
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree

_LEFT = re.compile(
    r"(?<![\w-])(?:TODO|FIXME|TBD|TBA|TBC|NN)(?![\w-])|\bXX+\b|\?{2,}|\[(?:\.{2,}|…)\]|_{4,}"
    r"|(?i:\[(?:insert|set[jt]t? inn|fyll inn)\b[^\[\]\n]{0,40}\](?!\()"
    r"|\b(?:ikke|ikkje) (?:satt|sett|lagt|fylt) inn (?:enn?[då]a?|enn?o)\b"
    r"|\b(?:ennå|enno|enda|endå) (?:ikke|ikkje) (?:satt|sett|lagt|fylt) inn\b"
    r"|\b(?:blir|vert) (?:fylt (?:inn|ut)|(?:lagt|satt|sett) inn|oppdatert) (?:senere|seinare)\b"
    r"|\b(?:fylles|fyllast|settes|set[jt]ast|legges|leggjast) inn (?:senere|seinare|her)\b"
    r"|lorem ipsum|\btodo:)"
)
"""What only drafts have, whatever stands beside it."""
_UNREADY = re.compile(
    r"\b(?:(?:skal|må|bør) (?:erstattes|erstattast|byttes ut|bytt?ast ut|oppdateres|oppdaterast"
    r"|rettes|rettast|utdypes|utdjupast|utfylles|utfyllast|omskrives|omskrivast"
    r"|(?:skrives|skrivast)(?: om| inn)?"
    r"|(?:fylles|fyllast|legges|leggjast|settes|set[jt]ast) inn|(?:fylles|fyllast) ut)"
    r"|kommer senere|kjem seinare|(?:kommer|kjem) etter (?:hvert|kvart)"
    r"|(?:er )?(?:ikke|ikkje) (?:klar[te]?|ferdige?|avklar(?:a|te?)) (?:ennå|endå|enda|enno))\b",
    re.IGNORECASE,
)
"""What drafts say of a part of themselves, and good texts of other things: «planen skal oppdateres»."""
_OF_ITSELF = (
    r"(?i)\b(?:avsnitt\w*|tekst\w*|(?:under)?kapit\w+|tal(?:l|let|lene|la|a|et)?|tabell\w*|figur\w*|bild(?:e|er|et|ene|a)"
    r"|bilete?t?|beløp\w*|dato(?:en|er)?|overskrift\w*|fotnot\w+|punkt\w*|ingress\w*|inn?h[oa]ld\w*|alttekst\w*"
    r"|formulering\w*|setning\w*|tiltakslist\w*|illustrasjon\w*)(?: \w+){0,2} \Z"
)
_BY_ITSELF = r"(?i)(?:\A|[(\[:!?.–—*/\n]\s*|\b(?:dette|denne|desse|disse|her) )\Z"
_ENDS = r" ?(?:[.,;:!?)\]…*]|\[\^|\Z|\n)"
_NOW_AND_THEN = (
    r" (?:hver|kvar|hvert|kvart|årlig|årleg|jevnlig|jamleg|jamt|løpende|løpande|minst|ved behov)\b"
)
_NUMBER = r"\. (?!jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-zæøå]"
"""What stands behind XX where it is twenty: «XX. århundre», and not «XX. mars»."""
_NEAR = 60
"""Characters beside such words that tell what they are said of."""


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
            for match in (*_LEFT.finditer(text), *_UNREADY.finditer(text)):
                if not _is_debris(text, match):
                    continue
                position = place(tree.lines, tree.position(path), text, match.start())
                message = f"«{match[0]}» ser ut til å være igjen fra et utkast; skriv den endelige teksten"
                yield Finding(position, "utkast-tekst", message, _severity(adopted=adopted))


def _is_debris(text: str, match: re.Match[str]) -> bool:
    """Tell whether words of a draft say something of the text that they stand in."""
    before = text[max(match.start() - _NEAR, 0) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    if match.re is _UNREADY:
        of_itself, ends = re.search(_OF_ITSELF, before), re.match(_ENDS, after)
        if of_itself and match[0][:3].lower() in {"ska", "må ", "bør"}:
            return not re.match(_NOW_AND_THEN, after)
        return bool(ends and (of_itself or re.search(_BY_ITSELF, before)))
    if match[0].startswith("XX"):
        return not re.match(_NUMBER, after)
    # «[…]» stands rightly in a quotation.
    return match[0][0] != "[" or text.count("«", 0, match.start()) <= text.count("»", 0, match.start())


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
        if seksjon.i_innhold and not _is_shortened(seksjon.innholdstittel, seksjon.tittel):
            message = (
                f"heter «{seksjon.innholdstittel}» i innholdsfortegnelsen, men «{seksjon.tittel}» i teksten"
            )
            yield _found(program, seksjon.innholdsposisjon, "utkast-innholdstittel", message)


def _is_shortened(short: str, title: str) -> bool:
    """Tell whether a title is another with words left out at its ends: that is meant, and no slip."""
    return f" {short.casefold()} " in f" {title.casefold()} "
