"""What is kept on one line: numbers with their units, whole amounts, dates; items stay apart."""

from __future__ import annotations

import pytest

from handlingsprogram.render.words.typography import keep_together

KEPT = {
    "44 % av § 18-4": "44~% av §~18-4",
    "kr 3,00 eller 2,1 mill. kroner": "kr~3,00 eller 2,1~mill. kroner",
    "den 1. mars": "den 1.~mars",
    "1\\. mars er fristen": "1\\.~mars er fristen",
    "1 250 000 kroner": "1~250~000 kroner",
    "i 2024 og 2025": "i 2024 og 2025",
    "22 00 00 00": "22 00 00 00",
    "det koster 5\nmill. kroner": "det koster 5~mill. kroner",
    "1. koster i kr\n2. koster mer": "1. koster i kr\n2. koster mer",
    "se §\n- 5 grader": "se §\n- 5 grader",
}


@pytest.mark.parametrize("text", KEPT, ids=repr)
def test_a_line_does_not_end_inside_what_belongs_together(text: str) -> None:
    assert keep_together(text).replace("\u00a0", "~") == KEPT[text]
