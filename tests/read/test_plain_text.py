"""Marks of Markdown and HTML in fields that are plain text are told at their place; signs are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read import plain_text
from handlingsprogram.read.text import strict_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding

CURES = {
    "en ¶**viktig** sak": "skriv det uten «**»",
    "¶*Foreløpig*": "skriv det uten «*»",
    "(¶_foreløpig_)": "skriv det uten «_»",
    "¶**§ 3**": "skriv det uten «**»",
    "¶*–10 %*": "skriv det uten «*»",
    "¶~~utgår~~": "skriv det uten «~~»",
    "¶`kode`": "skriv det uten «`»",
    "Se ¶[](#rammer)": "skriv bare ordene, og sett lenken i en løpende tekst",
    "¶[KS](https://www.ks.no)": "skriv bare ordene, og sett lenken i en løpende tekst",
    "¶![kart](figurer/kart.png)": "skriv bare ordene, og sett lenken i en løpende tekst",
    "Kart¶[^1]": "sett fotnoten i en løpende tekst",
    "Klima¶<br>natur": "slett det",
    "¶<!-- her": "slett det",
    "¶<https://www.ks.no>": "skriv adressen uten «<» og «>»",
    "Klima¶&nbsp;og natur": "skriv selve tegnet",
    "CO¶~2~": "skriv hevede og senkede tegn direkte, som i CO₂ og m²",
    "m¶^2^": "skriv hevede og senkede tegn direkte, som i CO₂ og m²",
    "5 ¶\\* 3": "slett skråstreken",
    "¶## Mål": "slett det",
}
SIGNS = (
    "___",
    "**",
    "*a*b*c*",
    "5*3*2",
    "* a *",
    "*) a *) b",
    "&hei;",
    "~5",
    "x^2",
    "[x] (y)",
    "\\\\tjener\\_a",
)


def found(folder: Path, kind: str, text: str) -> list[Finding]:
    file = folder / "fil.yaml"
    file.write_text(text, encoding="utf-8")
    tree, _ = strict_yaml.read(file, "fil.yaml")
    assert tree
    return list(plain_text.marks(kind, tree))


@pytest.mark.parametrize("text", CURES)
def test_a_mark_is_told_at_its_place_with_what_to_write(tmp_path: Path, text: str) -> None:
    [finding] = found(tmp_path, "budsjett", f"tabeller:\n  - tittel: '{text.replace('¶', '')}'\n")
    assert str(finding.position) == f"fil.yaml:2:{14 + text.index('¶')}"
    assert finding.message.endswith(f" trykkes med tegnene, for feltet er ren tekst; {CURES[text]}")
    assert str(finding.severity) == "advarsel"


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_that_is_no_mark_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "budsjett", f"tabeller:\n  - tittel: '{text}'\n") == []


CHAPTER = """\
tittel: '*a*'
innhold:
  - tekst: '*b*'
  - tiltak:
      - tekst: '*c*'
        punkter: ['*d*']
        partnere: ['*e*', {og: '*f*'}]
        egne_felt: {eget: ['*g*']}
  - tabell:
      rader: [['*h*', {tekst: '*i*', over: 2}]]
  - figur: {alttekst: '*j*'}
underkapitler:
  - tittel: '*k*'
    innhold: [{tekst: '*l*'}]
ukjent: '*m*'
"""


def test_the_schemas_say_which_fields_are_plain(tmp_path: Path) -> None:
    told = [finding.message[2] for finding in found(tmp_path, "kapittel", CHAPTER)]
    assert sorted(told) == list("aefghijk")
    reasons = "tabeller: [{rader: [{navn: '*a*', avvik: {x: {begrunnelse: '*b*'}}}]}]\n"
    assert [finding.message[2] for finding in found(tmp_path, "budsjett", reasons)] == ["a"]
