"""Measures with typed fields and layouts, compared: told as they are printed, and numbers are no news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces import text
from handlingsprogram.review.report.build import report
from tests.review.edits import program
from tests.review.helpers import told

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison

FRAME = """
år: 2031
tittel: Plan
organisasjon: Rådet
status: utkast
dato: 2031-01-01
språk: nb-NO
omslag: {tittel: Plan}
innholdsfortegnelse: {tittel: Innhold, nivåer: 1}
felt:
  frist: {type: dato}
  kostnad: {type: beløp, enhet: tusen kroner}
  status: {type: valg, verdier: {av: {tekst: Ikke startet, tegn: ○}, på: {tekst: I gang, tegn: ◐}}}
tiltakstabell:
  kolonner:
    - {felt: nummer, overskrift: Nr., bredde: 10}
    - {felt: tiltak, overskrift: Tiltak, bredde: 50}
    - {felt: frist, overskrift: Frist, bredde: 20}
    - {felt: kostnad, overskrift: Kostnad, bredde: 20}
    - {felt: status, overskrift: Status, bredde: 20}
tiltakstabeller:
  kort: {visning: kort, kolonner: [{felt: tiltak, overskrift: Tiltak, bredde: 1}]}
kapitler: [turer]
"""
CHAPTER = """
id: turer
tittel: Turer
innhold:
  - tiltak:
      - {id: foran, tekst: Merke stier}
      - {id: bak, tekst: Bygge hytter, kostnad: 1200, frist: 2031-06-30, status: av}
"""


def compared(before: tuple[str, str], after: tuple[str, str]) -> Comparison:
    def made(frame: str, chapter: str) -> Any:
        data = {("program", "program"): yaml.safe_load(frame), ("kapittel", "turer"): yaml.safe_load(chapter)}
        data["program", "program"]["dato"] = "2031-01-01"
        for measure in data["kapittel", "turer"]["innhold"][0]["tiltak"]:
            measure |= {key: str(value) for key, value in measure.items() if key in {"kostnad", "frist"}}
        return program(data, "2031")

    return compare(made(*before), made(*after))


def lines(comparison: Comparison) -> str:
    return " ".join(text.render(report(comparison)).split())


def test_a_value_with_a_type_is_told_as_it_is_printed() -> None:
    new = (
        CHAPTER.replace("1200", "1500")
        .replace("2031-06-30", "2031-07-30")
        .replace("status: av", "status: på")
    )
    comparison = compared((FRAME, CHAPTER), (FRAME, new))
    said = lines(comparison)
    assert "Kostnad: [-1 200-]{+1 500+} tusen kroner" in said
    assert "Frist: 30. [-juni-]{+juli+} 2031" in said
    assert "Status: [-○ Ikke startet-]{+◐ I gang+}" in said
    assert {change.felt: (change.fra, change.til) for change in comparison.endringer}["kostnad"] == (
        ["1200"],
        ["1500"],
    )


def test_a_counted_number_is_no_change_and_an_own_one_is() -> None:
    without = CHAPTER.replace("      - {id: foran, tekst: Merke stier}\n", "")
    assert told(compared((FRAME, CHAPTER), (FRAME, without))) == ["fjernet tiltak turer/foran"]
    own = CHAPTER.replace("id: bak,", "id: bak, nummer: 3b,")
    assert told(compared((FRAME, CHAPTER), (FRAME, own))) == ["endret tiltak turer/bak nummer"]


def test_another_layout_changes_how_it_looks() -> None:
    cards = CHAPTER.replace("tittel: Turer\n", "tittel: Turer\ntiltakstabell: kort\n")
    comparison = compared((FRAME, CHAPTER), (FRAME, cards))
    assert report(comparison).appearance == ("Oppsett av tiltakstabellen (før ingen, nå «kort»): Turer",)


def test_units_and_words_of_choices_are_told_and_colours_are_form() -> None:
    other = FRAME.replace("enhet: tusen kroner", "enhet: kroner")
    assert told(compared((FRAME, CHAPTER), (other, CHAPTER))) == ["endret program feltverdier"]
    coloured = FRAME.replace("tegn: ◐", 'tegn: ◐, farge: "#1f5fa8"')
    comparison = compared((FRAME, CHAPTER), (coloured, CHAPTER))
    assert report(comparison).appearance == ("Felt ved tiltakene har fått andre typer",)
