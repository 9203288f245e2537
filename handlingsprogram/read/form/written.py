"""What a number means where it is written: the schemas know whether it is text, an amount or a number.

To YAML `frist: 2028` is a number and `2 500` a text. The editor and we ask the schema: where it takes both
text and numbers, a number is text, as it is typed; where it takes both whole numbers and text that looks
like one, that text is a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.form.described import field

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def settle(tree: Tree, kind: str) -> None:
    """Give each number of a file that was just read the value that its place asks for.

    Args:
        tree: the file, which nobody else has yet: its data is changed.
        kind: the schema's name without ending.
    """
    for path, text in tree.figures.items():
        place = field(kind, path)
        if {"string", "integer"} <= place.types:
            is_amount = re.search(place.pattern, text) and text != "-"
            _put(tree.data, path, _amount(text) if is_amount else text)
        elif {"string", "number"} <= place.types:
            _put(tree.data, path, text)


def _amount(text: str) -> int | str:
    """Return a whole number as what it is; one with decimals stays text until its table is known."""
    if "," in text or "." in text:
        return text
    amount = int(re.sub(r"\D", "", text))
    return -amount if text[0] in "-−" else amount


def _put(data: Any, path: Path_, value: str | int) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value
