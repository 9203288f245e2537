"""The short ways for texts without marks say what the reader of Markdown says."""

from __future__ import annotations

import random
import re

import pytest

from handlingsprogram.prose import marks
from handlingsprogram.prose.signs import settle

PIECES = [
    *("*", "**", "_", "~~", "[", "]", "(", "#id)", "](#x)", "[a](https://x.no/a_b)", "\\*", "\\", "ord"),
    *(
        "**fet**",
        "*kursiv*",
        "a*b*",
        " ",
        "  ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "<b>",
        "&",
        '"',
        "'",
        "#",
        "|",
        "`",
    ),
    *("\nder ", "    og", "\n    og", "- \n", "!", "[^a]", "[^a]: ", "    ", "x_y", "= ", "^", "1) ", "2) "),
]


@pytest.mark.parametrize("seed", range(5))
def test_short_ways_lead_where_the_long_one_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(seed)
    texts = ["".join(source.choices(PIECES, k=source.randint(1, 9))).strip("\n ") or "x" for _ in range(600)]
    settled = [settle(text).markdown for text in texts]
    short = [(marks.faults(text), marks.html(text)) for text in settled]
    monkeypatch.setattr(marks, "_MAY_BE_MARKED", re.compile(""))
    monkeypatch.setattr(marks, "_PLAIN", re.compile(r"(?!)"))
    assert [(marks.faults(text), marks.html(text)) for text in settled] == short
    assert sum(bool(faults) for faults, _ in short) > 100
