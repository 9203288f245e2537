"""What to write instead of a value that does not fit: figures, dates and words as people write them."""

from __future__ import annotations

import re

from handlingsprogram.prose.items import MONTHS
from handlingsprogram.read.text.unseen import blanks, named_blank

_CURRENCY = re.compile(r"\A(?:kr|nok)\b\.?\s*|\s*(?:kr|nok|kroner)\.?\Z|,[-–—]\Z", re.IGNORECASE)
_SIGN = re.compile(r"\A[-−–—+]\s*")
_GROUPS = re.compile(r"\d{1,3}(?P<mark>[.,'’])\d{3}(?:(?P=mark)\d{3})*")
_DECIMALS = re.compile(r"(?P<whole>\d[\d\s.]*)[.,](?P<part>\d+)")
_POWER = re.compile(r"(?P<figure>\d+)[eE]\+?(?P<power>\d)")
_SHOWN_LENGTH = 60
_LONGEST = 40
"""Of what is looked at as a figure, in characters."""
_MOST_DIGITS = 15
"""Of a figure, as in the schema."""
_WORDS = {
    **dict.fromkeys(("ja", "på", "yes", "on", "true", "sann"), "true"),
    **dict.fromkeys(("nei", "av", "no", "off", "false", "usann"), "false"),
}
_MONTHS = tuple(month[:3] for month in MONTHS.split("|"))
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[.\s/-]+(?P<month>\d{1,2}|[a-zæøå]{3,9})\.?[\s/.-]*(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[.\s/-]+(?P<month>\d{1,2})[.\s/-]+(?P<day>\d{1,2})\.?")


def shown(value: object) -> str:
    """Return a value as a message shows it: on one line, and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + "…"


def of_text(key: str, wanted: str, text: str) -> str:
    """Say what to write instead of a text, where another kind of value is wanted.

    Args:
        key: what the value belongs to.
        wanted: the kind, as JSON Schema calls it.
        text: the value.
    """
    if wanted == "boolean":
        return of_word(text)
    if wanted in {"integer", "number"}:
        return of_number(text, whole=wanted == "integer")
    if blank := of_blanks(text):
        return blank
    if wanted == "array" and key and "\n" not in text:
        return f"; skriv «{key}:» og på linjen under, lenger inn: «- {shown(text)}»"
    return ""


def of_key(key: str, value: object) -> str:
    """Say what to do with a key that none has asked for, where its form tells how it came to be."""
    if value is None and (" " in key or key.isdigit()):
        return "; et komma skiller nøklene i {…}, så sett teksten i anførselstegn"
    return of_blanks(key)


def of_amount(text: str) -> str:
    """Say how an amount is written as a whole number: «; skriv -118». Nothing of what is no amount."""
    body = text.strip()
    if len(body) > _LONGEST:
        return ""
    if body in {"–", "—", "−"}:
        return "; skriv -"
    bracketed = body.startswith("(") and body.endswith(")")
    bare, marks = _CURRENCY.subn("", body.strip("()").strip())
    sign = _SIGN.match(bare)
    minus = "-" if bracketed or (sign and sign[0][0] != "+") else ""
    figure = bare[sign.end() if sign else 0 :].strip()
    return _marked(figure, minus) or _plain(figure, minus, is_told_apart=bool(marks) or bracketed)


def _marked(figure: str, minus: str) -> str:
    """Say what to write instead of a figure with full stops, commas or a power of ten."""
    if (match := _GROUPS.fullmatch(figure)) and not figure.startswith("0"):
        sure = figure.count(match["mark"]) > 1 or match["mark"] in "'’"
        return f"; skriv {minus}{_digits(figure)}" + (
            "" if sure else f", hvis «{match['mark']}» skiller tusener"
        )
    if match := _DECIMALS.fullmatch(figure):
        return _rounded(minus, _digits(match["whole"]), match["part"])
    if match := _POWER.fullmatch(figure):
        return f"; skriv {minus}{int(match['figure']) * 10 ** int(match['power'])}"
    return ""


def _plain(figure: str, minus: str, *, is_told_apart: bool) -> str:
    """Say what to write instead of a figure of digits and spaces.

    Args:
        figure: without its sign.
        minus: the sign.
        is_told_apart: whether the figure is wrong in something else too, so that its spaces need no word.
    """
    if not re.fullmatch(r"[\d\s]+", figure) or len(_digits(figure)) > _MOST_DIGITS:
        return ""
    written = f"; skriv {minus}{int(_digits(figure))}"
    if is_told_apart or not re.search(r"\d\s+\d", figure) or re.fullmatch(r"\d{1,3}(\s+\d{3})+", figure):
        return written
    return (
        f"{written} hvis det er ett tall: hver gruppe etter den første har tre sifre, og ett mellomrom foran"
    )


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure)


def _rounded(minus: str, whole: str, part: str) -> str:
    figure = int(whole)
    if not part.strip("0"):
        return f"; skriv {minus}{figure}"
    below = f"{minus}{figure}" if figure else "0"
    return f"; beløp er hele tall: rund av til {below} eller {minus}{figure + 1}"


def of_number(text: str, *, whole: bool) -> str:
    """Say how a number is written that stands as text: without quotation marks, and with a full stop."""
    if text.isdigit():
        return f"; skriv {text} uten anførselstegn"
    if not whole and re.fullmatch(r"\d+[.,]\d+", text):
        return f"; skriv {text.replace(',', '.')}" + ("" if "," in text else " uten anførselstegn")
    return of_amount(text) if whole else ""


def of_word(text: str) -> str:
    """Say whether `true` or `false` is meant by a word; nothing of other words."""
    word = _WORDS.get(text.strip().lower())
    return f"; skriv {word}" if word else ""


def of_blanks(text: str) -> str:
    """Say which blank of a text is no space; nothing where there is none."""
    blank = blanks(text)
    return f"; den har {named_blank(blank)}, skriv et vanlig mellomrom" if blank else ""


def of_edges(text: str) -> str:
    """Say which blank a text of one line begins or ends with, or that it has several; nothing of others."""
    line = text.strip("\n")
    if "\n" in line:
        return "; den går over flere linjer, men skal stå på én"
    if line and line != text:
        return "; den slutter med et linjeskift, skriv den på samme linje som nøkkelen, uten «|»"
    for character, where in ((line[-1:], "slutter med"), (line[:1], "begynner med")):
        if character.isspace():
            what = "et mellomrom" if character in " \t" else named_blank(character)
            return f"; den {where} {what}, slett det"
    return ""


def date(text: str) -> str:
    """Return the date that a text writes in a way that people do, as `2024-12-18`; nothing of other texts."""
    words = text.strip().lower() if len(text) <= _LONGEST else ""
    match = _DAY_FIRST.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    if not match:
        return ""
    month = match["month"]
    if not month.isdigit():
        if month[:3] not in _MONTHS:
            return ""
        month = str(_MONTHS.index(month[:3]) + 1)
    return f"{match['year']}-{int(month):02}-{int(match['day']):02}"
