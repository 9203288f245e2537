"""A theme whose colours cannot be read by all is found, whoever's theme it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.theme.contrast import PAIRS, contrast
from handlingsprogram.read.theme.load import load_theme
from tests.shared import LOOKS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#FFFFFF", "#ffffff", 1),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ff0000", 2.149),
    ],
)
def test_contrasts_are_those_of_the_norm(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.001)


def test_our_own_theme_has_them_all(root: Path) -> None:
    theme, findings = load_theme(root / "content" / "tema.yaml")
    assert theme
    assert findings == []
    assert {name for name, _, _ in PAIRS} | {ground for _, ground, _ in PAIRS} - {None} == (
        set(theme["farger"]) - {"linje", "områder"}
    )


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_has_them_all(tmp_path: Path, look: str) -> None:
    path = tmp_path / "tema.yaml"
    path.write_text(f"utseende: {look}\n", encoding="utf-8")
    theme, findings = load_theme(path)
    assert theme
    assert findings == []
    assert theme["utseende"] == look


@pytest.mark.parametrize(
    ("name", "colour", "told"),
    [
        (
            "dempet",
            "#7a7a7a",
            "«dempet» (#7a7a7a) på hvitt papir har kontrasten 4,2, men tekst må ha minst 4,5",
        ),
        (
            "på_hoved",
            "#5c6f82",
            "«på_hoved» (#5c6f82) på «hoved» (#12365a) har kontrasten 2,3, men tekst må ha minst 4,5",
        ),
        (
            "aksent",
            "#ffcc00",
            "«aksent» (#ffcc00) på hvitt papir har kontrasten 1,5, men punkttegn og streker må ha minst 3,0",
        ),
    ],
)
def test_a_colour_that_is_hard_to_see_is_an_error(tmp_path: Path, name: str, colour: str, told: str) -> None:
    old = f'{name}: "{colour}"'
    text = f"utseende: klassisk\nfarger:\n  {old}\n"
    path = tmp_path / "tema.yaml"
    path.write_text(text, encoding="utf-8")
    theme, findings = load_theme(path)
    assert theme is None
    message = f"{told}; velg farger som skiller seg mer fra hverandre"
    assert [(finding.rule, finding.message) for finding in findings] == [("kontrast", message)]
    line = text.split("\n").index(f"  {old}") + 1
    assert (findings[0].position.line, findings[0].position.column) == (line, 3 + old.index('"'))
