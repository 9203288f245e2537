"""What a measure's field holds: amounts, dates, periods, choices; read as typed, printed as a reader wants.

The content keeps a value as it was typed; what it is, `felt` in program.yaml says. This module alone reads
such values and prints them, in the language of the document.
"""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from handlingsprogram.read.form import advice
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.budget import KRONER
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.finding import Position

PLAIN: Final = {"tekst", "liste"}
"""The types that are words."""
PROSE: Final = "prosa"
"""The type of Markdown, which papers have and no content: there it stands in the measure's own text."""
NUMBERS: Final = {"beløp", "tall", "prosent"}
"""The types that are numbers: set to the right."""
SUMMED: Final = {"beløp", "tall"}
"""Those that can be added."""
MANY: Final = {"liste", "valg", "mål", "tiltak"}
"""The types of which a field may hold several values."""
REFERENCES: Final = {"mål", "tiltak"}
"""Those whose values are ids of other things."""

_NUMBER = re.compile(r"(?P<minus>[-−]?)(?P<whole>\d{1,15})(?:[.,](?P<decimals>\d{1,9}))?")
_DATE = r"\d{4}-\d\d-\d\d"
_PERIOD = re.compile(rf"(?P<fra>{_DATE}|\d{{4}})(?:\s*[-–]\s*(?P<til>{_DATE}|\d{{4}}))?")
_PARTS_OF_YEARS = re.compile(
    r"(?:(?P<slag>q|kv\.?|kvartal|t|tertial|h|halvår)\s*)?(?P<nr>[1-4])?\.?\s*(?P<navn>kvartal|tertial|halvår)?\s*"
    r"(?P<år>\d{4})",
    re.IGNORECASE,
)
_YEAR, _THOUSANDS = len("2030"), len("000")
"""How many digits they have."""
_MONTHS_OF_A_YEAR = 12
_MONTHS_IN = {"q": 3, "k": 3, "t": 4, "h": 6}
"""The first letter of a quarter, a third and a half -> its months."""


@record
class Valg:
    """One of the values that a field chooses from."""

    id: str
    """What is typed at the measures."""
    tekst: str
    tegn: str = ""
    """A sign before the text; empty where it has none."""
    farge: str = ""
    """The sign's colour, `#rrggbb`; never alone in telling."""


@record
class Felttype:
    """What a field of the measures holds."""

    type: str
    enhet: str = ""
    """What a number counts, as the content has it; empty where it says nothing."""
    desimaler: int = 0
    """How many decimals a number is printed with, and may be typed with."""
    form: str = "lang"
    """How dates are printed: `lang` or `kort`."""
    stemmer_med: str = ""
    """The budget's figure that all the measures' amounts shall sum up to; empty where none shall."""
    verdier: tuple[Valg, ...] = ()
    """What a choice chooses from, in order."""
    register: str = ""
    """The register across years that its values are of: `partnere`, `ansvarlig`, `status`, or `eget` for one
    of its own; empty where its name decides."""
    posisjon: Position | None = field(default=None, compare=False)

    def valg(self, verdi: str) -> Valg | None:
        """Return the choice that a value names; None where there is none."""
        return next((valg for valg in self.verdier if valg.id == verdi), None)


# --- Reading ------------------------------------------------------------------------------------


def number(text: str) -> Decimal | None:
    """Return a typed number, `1200`, `-2,5` or `2.5`; None for anything else."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    return Decimal(f"{'-' if match['minus'] else ''}{match['whole']}{decimals}")


def fault(text: str, kind: Felttype) -> str:
    """Say what is wrong with a typed value and what to write; nothing of a value that can be printed.

    Whether an id leads anywhere is not asked.

    Args:
        text: as it was typed.
        kind: what the field holds.
    """
    match kind.type:
        case "beløp" | "tall" | "prosent":
            return _number_fault(text, kind)
        case "dato":
            return _date_fault(text)
        case "periode":
            return _period_fault(text)
        case "valg":
            return "" if kind.valg(text) else _choice_fault(text, kind)
    return ""


def _number_fault(text: str, kind: Felttype) -> str:
    match = _NUMBER.fullmatch(text)
    if match and len(match["decimals"] or "") <= kind.desimaler:
        return ""
    if match and len(match["decimals"]) == _THOUSANDS:
        digits = text.replace(".", "").replace(",", "")
        return f"kan leses på to måter; skriv {digits} hvis «{text[-4]}» skiller tusener"
    if match:
        most = f"{kind.desimaler} desimaler" if kind.desimaler != 1 else "1 desimal"
        rounded = _typed(Fraction(number(text) or 0), kind)
        return f"har flere desimaler enn feltet, som har {most}; skriv {rounded}, eller endre «desimaler»"
    bare = re.sub(
        r"(?i)\A(?:ca\.?|cirka|om lag|omtrent|rundt)\s*|\s*(?:%|prosent|tonn|kroner|kr)\.?\Z", "", text
    )
    simple = re.sub(r"(?<=\d)[\s\u00a0](?=\d{3}(?!\d))", "", bare)
    how = f"; skriv {simple}" if number(simple) is not None else advice.of_amount(bare)
    how = _scaled(text, kind) or how or _no_value(text) or "; skriv bare tallet, for eksempel 1200"
    return f"er ikke et tall{how}"


def _typed(figure: Fraction, kind: Felttype) -> str:
    """Return a number as it is typed in a field."""
    return written(figure, kind.desimaler).replace("\u00a0", "").replace("−", "-")


def _scaled(text: str, kind: Felttype) -> str:
    """Say how an amount with its scale, «2,4 mill. kr», is written in the field's unit; nothing of others."""
    kroner = amounts.in_kroner(text) if kind.type == "beløp" and kind.enhet in KRONER else None
    if kroner is None:
        return ""
    figure = kroner / KRONER[kind.enhet]
    more = "" if figure * 10**kind.desimaler % 1 == 0 else ", eller endre «desimaler»"
    return f"; skriv {_typed(figure, kind)}, for feltet er i {kind.enhet}{more}"


def _no_value(text: str) -> str:
    """Say what to do with words where no words can be; nothing of texts with figures."""
    if re.search(r"\d", text):
        return ""
    return "; ta bort feltet her, eller skriv «type: tekst» for det i program.yaml så det kan ha ord"


def _date_fault(text: str) -> str:
    if re.fullmatch(_DATE, text):
        return "" if _is_date(text) else "er ikke en dato som finnes; skriv den som åååå-mm-dd"
    likely = advice.date(text)
    if likely and _is_date(likely):
        return f"er ikke en dato; skriv {likely}"
    how = "; skriv den som åååå-mm-dd, for eksempel 2026-06-30"
    if period := text if _PERIOD.fullmatch(text) else _period_meant(text):
        how += f". Med «type: periode» i program.yaml kan feltet ha år og kvartaler: {period}"
    return f"er ikke en dato{_no_value(text) or how}"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _period_fault(text: str) -> str:
    match = _PERIOD.fullmatch(text)
    if not match:
        how = _period_meant(text) or "den som 2026–2029, 2026 eller 2026-01-01–2027-06-30"
        return f"er ikke en periode{_no_value(text) or f'; skriv {how}'}"
    begins, ends = match["fra"], match["til"] or match["fra"]
    for end in (begins, ends):
        if len(end) > _YEAR and not _is_date(end):
            return f"har en dato som ikke finnes, {end}; skriv den som åååå-mm-dd"
    both = min(len(begins), len(ends))
    return "slutter før den begynner; bytt om" if begins[:both] > ends[:both] else ""


def _period_meant(text: str) -> str:
    """Return the period that a text names in a way that people do: «Q3 2026», «2026-06», «30.6.2026»."""
    if day := advice.date(text):
        return day if _is_date(day) else ""
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return _months(int(month[1]), int(month[2]), 1)
    match = _PARTS_OF_YEARS.fullmatch(text.strip())
    if not match or not match["nr"]:
        return ""
    months = _MONTHS_IN.get((match["navn"] or match["slag"] or " ")[0].lower(), 0)
    first = (int(match["nr"]) - 1) * months + 1
    return (
        _months(int(match["år"]), first, months) if months and first + months - 1 <= _MONTHS_OF_A_YEAR else ""
    )


def _months(year: int, first: int, count: int) -> str:
    last = first + count - 1
    end = date(year + last // 12, last % 12 + 1, 1).toordinal() - 1
    return f"{year}-{first:02}-01–{date.fromordinal(end).isoformat()}"


def _choice_fault(text: str, kind: Felttype) -> str:
    known = [valg.id for valg in kind.verdier]
    meant = next((valg.id for valg in kind.verdier if valg.tekst.casefold() == text.casefold()), "")
    how = f"; skriv {meant}" if meant else suggestion(text, known)
    return f"er ikke en av verdiene til feltet, som er {', '.join(known)}{how}"


# --- Printing -----------------------------------------------------------------------------------

_USUAL: Mapping[str, str] = {"desimaltegn": ","}


def written(value: Fraction | Decimal | int, desimaler: int, words: Mapping[str, str] = _USUAL) -> str:
    """Return a number with so many decimals, halves rounded away from zero: `2 151,5`.

    Args:
        value: the number.
        desimaler: how many decimals it has.
        words: the document's fixed words; the Norwegian signs where there are none.
    """
    scaled = abs(Fraction(value)) * 10**desimaler
    whole, rest = divmod(int(scaled + Fraction(1, 2)), 10**desimaler)
    digits = f"{whole:,}".replace(",", words.get("tusenskille", "\u00a0"))
    decimals = f"{words['desimaltegn']}{rest:0{desimaler}}" if desimaler else ""
    return ("−" if value < 0 and (whole or rest) else "") + digits + decimals


def printed(text: str, kind: Felttype, words: Mapping[str, str]) -> str:
    """Return a value as the document prints it, a number without its unit; what is no such value, as typed.

    Args:
        text: as it was typed.
        kind: what the field holds.
        words: the document's fixed words.
    """
    if kind.type != "valg" and fault(text, kind):
        return text
    match kind.type:
        case "beløp" | "tall" | "prosent":
            figure = written(number(text) or 0, kind.desimaler, words)
            return f"{figure}\u00a0%" if kind.type == "prosent" else figure
        case "dato":
            return day(text, kind.form, words)
        case "periode":
            return _period(text, kind.form, words)
        case "valg":
            valg = kind.valg(text)
            return " ".join(filter(None, (valg.tegn, valg.tekst))) if valg else text
    return text


def day(iso: str, form: str, words: Mapping[str, str]) -> str:
    """Return a date, `åååå-mm-dd`, in the language of the words: in full (`lang`), or in figures (`kort`)."""
    year, month, number_ = map(int, iso.split("-"))
    if form == "kort":
        return words["dato_kort"].format(dag=f"{number_:02}", måned=f"{month:02}", år=year)
    name = words["måneder"].split("|")[month - 1]
    return words["dato_lang"].format(dag=number_, måned=name, år=year)


def _period(text: str, form: str, words: Mapping[str, str]) -> str:
    match = _PERIOD.fullmatch(text)
    assert match  # noqa: S101 — `fault` has seen it
    ends = [day(end, form, words) if len(end) > _YEAR else end for end in match.group("fra", "til") if end]
    # Between dates in full a dash has room on both sides, and the line may end behind it.
    between = "\u00a0– " if any(" " in end or "\u00a0" in end for end in ends) else "–"
    return between.join(ends)


def unit(kind: Felttype, words: Mapping[str, str]) -> str:
    """Return what a document calls a field's unit; empty where it has none."""
    return words.get(kind.enhet.replace(" ", "_"), kind.enhet) if kind.type == "beløp" else kind.enhet
