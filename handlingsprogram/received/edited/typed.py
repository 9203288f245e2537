"""Values of fields and figures, from the form in which they are printed to that in which they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.measures import SEPARATORS
from handlingsprogram.read.form import advice
from handlingsprogram.read.model.values import NUMBERS
from handlingsprogram.received.edited.markdown import plain
from handlingsprogram.received.edited.tokens import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.received.edited.tokens import Token

_NUMBER = re.compile(r"[-−–]?\d{1,3}(?:[ \u00a0\u202f.]?\d{3})*(?:,\d+)?")
_INNER, _BETWEEN = "\x1f", "\x1e"
"""A blank in an item, and one between two."""
_ITEM_END = re.compile(
    rf",[ {_BETWEEN}]og[ {_BETWEEN}]|[ {_BETWEEN}]og[ {_BETWEEN}]|,[ {_BETWEEN}]+|{_BETWEEN}"
)
_KEYS = {before: key for key, before in SEPARATORS.items()}


class FormError(Exception):
    """A text that a field cannot hold; the message says what it is."""


def value(
    parts: Sequence[Sequence[Token]],
    name: str,
    kind: Mapping[str, Any] | None,
    column: Mapping[str, Any],
) -> Any:
    """Return a cell's value as the content has it.

    Args:
        parts: what the cell's paragraphs say, with the places that the words belong to.
        name: the field.
        kind: what `felt` in program.yaml says of it.
        column: what the layout says of its column.

    Raises:
        FormError: the field cannot hold it.
    """
    lines = [plain(part) for part in parts]
    if name == "bærekraftsmål":
        return goals(lines)
    if kind and kind["type"] in NUMBERS:
        return number(" ".join(lines), is_percent=kind["type"] == "prosent")
    if kind and kind["type"] not in {"tekst", "liste"}:
        return _chosen(" ".join(lines), kind)
    if column.get("visning", "oppramsing") != "oppramsing":
        return lines
    return items([word for part in parts for word in part])


def number(text: str, *, is_percent: bool = False) -> int | str:
    """Return a printed number as it is typed: `-1234`, `2.5`.

    Args:
        text: the number; a sign of percent behind it is a part of percentages only.
        is_percent: whether it is one.

    Raises:
        FormError: it is no number.
    """
    bare = (text.strip().removesuffix("%") if is_percent else text).strip()
    if not _NUMBER.fullmatch(bare):
        hint = advice.of_amount(bare).removeprefix("; skriv ")
        if not re.fullmatch(r"-?\d+", hint):
            raise FormError(f"«{text}» er ikke et tall")
        return int(hint)
    digits = re.sub(r"[ \u00a0\u202f.]", "", bare).replace("−", "-").replace("–", "-")
    return digits.replace(",", ".") if "," in digits else int(digits)


def goals(lines: Sequence[str]) -> list[Any]:
    """Return the UN's goals of a cell: their numbers; several lines are groups."""
    groups = [[int(number) for number in re.findall(r"\d+", line)] for line in lines]
    if len(groups) == 1:
        return groups[0]
    return [group if len(group) > 1 else group[0] for group in groups if group]


def items(words: Sequence[Token]) -> list[Any]:
    """Return the items of an enumeration: what was one still is, though it has commas; what is new is parted.

    Args:
        words: the cell's, with the items that they belong to.
    """
    text = "".join(_guarded(one) for one in words).strip(" ")
    found: list[Any] = []
    before = ""
    while text:
        end = _ITEM_END.search(text)
        name = (text[: end.start()] if end else text).replace(_INNER, " ").strip(" ")
        key = _KEYS.get(before.replace(_BETWEEN, " "))
        if name:
            found.append({key: name} if key and found else name)
        before = end[0] if end else ""
        text = text[end.end() :] if end else ""
    return found


def _guarded(word: Token) -> str:
    """Return a word in which a blank that was in an item, or parted two, is told from others."""
    if word.text != "\n" and not word.text.isspace():
        return word.text
    if word.is_new:
        return " "
    return _BETWEEN if word.place == NOWHERE else _INNER


def _chosen(text: str, kind: Mapping[str, Any]) -> Any:
    """Return a choice, a date or a period as it is typed."""
    if kind["type"] == "valg":
        choices = kind.get("verdier", {})
        # Who types another word may leave the sign of the former one.
        signs = "".join(choice.get("tegn", "") for choice in choices.values())
        typed = text.lstrip(f"{signs} ").casefold()
        for name, choice in choices.items():
            if typed in {choice["tekst"].casefold(), name.casefold()}:
                return name
        allowed = ", ".join(choice["tekst"] for choice in choices.values())
        raise FormError(f"«{text.lstrip(signs + ' ')}» er ikke en av verdiene {allowed}")
    if kind["type"] in {"dato", "periode"}:
        days = [advice.date(part.strip()) or part.strip() for part in re.split(r"\s*[–—]\s*", text)]
        return "–".join(days)
    raise FormError(f"«{text}»; skriv id-en i YAML-filen")
