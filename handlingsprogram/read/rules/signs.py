"""Signs in prose that are printed as they stand, and that the author may have meant as marks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.prose.signs import Doubt, Kind
    from handlingsprogram.read.program import Program

MOST = 100
"""How many of one text are told of."""
_TOLD: Mapping[Kind, str] = {
    "ledd": (
        "«{sign}» trykkes som tekst, for en nummerert liste har minst to ledd, i rekkefølge og uten hopp; "
        "rett tallene, eller skriv «{escaped}» om det ikke er en liste"
    ),
    "punkt": (
        "«-» trykkes som tegn, for det står alene inne i et avsnitt; sett en blank linje foran om det er "
        "et punkt, eller skriv «\\-» om det er tegnet"
    ),
    "minus": (
        "«-» trykkes som tegn, for det står foran et tall; skriv minst to punkter under hverandre om det er "
        "en liste, eller «\\-» om det er minus"
    ),
    "punkt-i-punkt": (
        "«-» trykkes som tegn, for punktet har et punkttegn fra før; slett det, eller skriv «\\-» "
        "om det er minus"
    ),
    "annet-punkt": (
        "«{sign}» trykkes som tegn; skriv «-» om det er et punkt i en liste, eller «{escaped}» "
        "om det er tegnet"
    ),
    "punkttegn": "«{sign}» gir ingen liste; skriv «-» og et mellomrom foran hvert punkt",
    "hardt-mellomrom": (
        "her står et hardt mellomrom ({code}), så dette blir ingen liste; skriv et vanlig mellomrom"
    ),
    "tegnkode": "«{sign}» trykkes slik det står; skriv selve tegnet («{meant}»), eller «\\{sign}»",
    "senket": "«{sign}» trykkes med tegnene; skriv hevede og senkede tegn direkte, som i CO₂ og m²",
    "definisjon": (
        "en linje som begynner med kolon, trykkes som en del av avsnittet; skriv «- **ord:** forklaring»"
    ),
    "skråstrek": "«\\\\» trykkes som «\\»; skriv «\\\\\\\\» om det skal stå to",
}
"""What is said of each kind of doubt: what is printed, and how to write the one and the other."""


def doubts(program: Program) -> Iterator[Finding]:
    """What could be a list, a sign or a code is one in every reader's eyes."""
    for tekst in program.tekster():
        for doubt in islice(tekst.tvil, MOST):
            yield Finding(tekst.sted_skrevet(doubt.at), "prosa-tegn", _told(doubt), Severity.WARNING)


def _told(doubt: Doubt) -> str:
    from html import unescape

    sign = doubt.sign
    begins = len(sign) == 1 or sign[0] == "("
    escaped = f"\\{sign}" if begins else f"{sign[:-1]}\\{sign[-1]}"
    code = f"U+{ord(sign[0]):04X}"
    return _TOLD[doubt.kind].format(sign=sign, escaped=escaped, code=code, meant=unescape(sign))
