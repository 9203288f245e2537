"""What an organisation and a year say of how their documents look, rightly and wrongly."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.read.theme.looks import look, of_year, pinned, theme
from handlingsprogram.render.checked import read_shared, read_years
from tests.read.helpers import ROOT
from tests.shared import LOOKS

if TYPE_CHECKING:
    from pathlib import Path

TRUETYPE = b"\x00\x01\x00\x00"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder with what all years share."""
    for name in ("tema.yaml", "baerekraftsmal.yaml"):
        shutil.copy(ROOT / "content" / name, tmp_path)
    return tmp_path


def told(content: Path, said: str = "") -> list[str]:
    """Return what is found in a theme, its place first."""
    if said:
        (content / "tema.yaml").write_text(said, encoding="utf-8")
    _, findings = read_shared(content)
    return [str(one).replace(f"{content.as_posix()}/", "") for one in findings]


WRONG = {
    "a misspelt look": ("utseende: vram\n", "tema.yaml:1:11: feil: «utseende» kan ikke være «vram»"),
    "a look as it is spelt in a sentence": ("utseende: Varm\n", "mente du «varm»?"),
    "a word for a colour": (
        "farger: {områder: [rød]}\n",
        "tema.yaml:1:20: feil: punkt 1 i «områder» kan ikke være «rød»",
    ),
    "no colours": ("farger: {områder: []}\n", "tema.yaml:1:19: feil: «områder» er tom"),
    "a pale colour of an area": (
        'farger: {områder: ["#12365a", "#eeeeaa"]}\n',
        "tema.yaml:1:31: feil: fargen #eeeeaa på hvitt papir har kontrasten 1,2",
    ),
    "a comma in a number": ("mål: {skala: '1,2'}\n", "«skala» skal være et tall, men er tekst; skriv 1.2"),
    "a scale beyond reason": ("mål: {skala: 3}\n", "«skala» er 3, men skal være høyst 1.6"),
    "a negative corner": ("mål: {hjørne: -1}\n", "«hjørne» er -1, men skal være minst 0"),
    "a form that there is not": ("form: {omslag: rund}\n", "«omslag» kan ikke være «rund»"),
    "a form in a wrong place": ("omslag: flate\n", "ukjent nøkkel «omslag»"),
    "a font with code in it": ('skrift: {pdf: "x\\"; }"}\n', '«pdf» kan ikke være «x"; }»'),
    "a font that nobody has": (
        "skrift:\n  overskrift: Comic Sans MS\n",
        "tema.yaml:2:15: feil: finner ikke skriften «Comic Sans MS»",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_one_finding_that_says_what_to_write(content: Path, case: str) -> None:
    said, expected = WRONG[case]
    found = told(content, said)
    assert len(found) == 1, found
    assert expected in found[0]


def test_a_colour_of_the_look_that_another_makes_unreadable_is_told_where_the_look_is_named(
    content: Path,
) -> None:
    [found] = told(content, 'utseende: varm\nfarger:\n  hoved: "#ffe0d0"\n  på_hoved: "#000000"\n')
    assert found.startswith("tema.yaml:3:10: feil: «hoved» (#ffe0d0) på hvitt papir")
    found = told(content, 'utseende: varm\nfarger:\n  hoved: "#8a5a44"\n  flate: "#888888"\n')[0]
    assert found.startswith("tema.yaml:1:11: feil: «tekst»")


def test_a_year_s_own_colours_are_told_where_the_year_says_them(content: Path) -> None:
    shutil.copytree(ROOT / "content" / "2021", content / "2021")
    program = content / "2021" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    old = "  utseende: klassisk\n"
    assert old in text
    program.write_text(text.replace(old, f'{old}  farger: {{dempet: "#999999"}}\n'), encoding="utf-8")
    shared, _ = read_shared(content)
    [(program_, findings)] = read_years([content / "2021"], shared)
    assert program_ is None
    [found] = [str(one) for one in findings if one.severity is Severity.ERROR]
    assert "program.yaml:30:20: feil: «dempet» (#999999) på hvitt papir" in found


# --- Fonts beside the theme -----------------------------------------------------------------------


def test_a_folder_of_fonts_that_is_none_is_one_finding(content: Path) -> None:
    (content / "skrifter").write_text("ikke en mappe", encoding="utf-8")
    assert told(content) == [
        "skrifter:1:1: feil: skrifter skal være en mappe med skriftfiler; legg selve mappen der [fil-snarvei]"
    ]


def test_fonts_of_the_machine_s_cannot_be_had_by_a_link(
    content: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "Hemmelig.ttf").write_bytes(TRUETYPE)
    (content / "skrifter").symlink_to(elsewhere)
    [found] = told(content)
    assert "legg selve mappen der" in found
    (content / "skrifter").unlink()
    (content / "skrifter").mkdir()
    (content / "skrifter" / "Min.ttf").symlink_to(elsewhere / "Hemmelig.ttf")
    [found] = told(content)
    assert found.startswith("skrifter/Min.ttf:1:1: feil: skriftfilen er en snarvei")


def test_a_pipe_is_not_waited_for(content: Path) -> None:
    (content / "skrifter").mkdir()
    os.mkfifo(content / "skrifter" / "Min.ttf")
    [found] = told(content)
    assert "[fil-snarvei]" in found


def test_a_font_has_a_size_and_fonts_a_number(content: Path) -> None:
    folder = content / "skrifter"
    folder.mkdir()
    (folder / "Stor.otf").write_bytes(b"OTTO" + bytes(4_000_000))
    [found] = told(content)
    assert "skriftfilen er større enn 4 MB" in found
    for number in range(25):
        (folder / f"Min-{number:02}.ttf").write_bytes(TRUETYPE)
    [found] = told(content)
    assert "flere enn 24 skriftfiler" in found


def test_a_font_that_only_begins_as_one_has_no_name(content: Path) -> None:
    (content / "skrifter").mkdir()
    (content / "skrifter" / "Min.ttf").write_bytes(TRUETYPE + b"nothing more")
    [found] = told(content, "skrift:\n  pdf: Min\n")
    assert "finner ikke skriften «Min»" in found


# --- Who goes before whom ---------------------------------------------------------------------------


def test_a_theme_that_says_nothing_is_the_usual_look(content: Path) -> None:
    (content / "tema.yaml").write_text("mål:\n  skala: 1\n", encoding="utf-8")
    found, findings = load_theme(content / "tema.yaml")
    assert findings == []
    assert found
    assert {key: found[key] for key in look("klassisk")} == look("klassisk")


def test_what_is_said_goes_before_the_look_key_by_key() -> None:
    found = theme({"utseende": "rolig", "farger": {"hoved": "#000000"}, "form": {"omslag": "flate"}})
    assert found["farger"] == {**look("rolig")["farger"], "hoved": "#000000"}
    assert found["form"] == {**look("rolig")["form"], "omslag": "flate"}
    assert found["mål"] == look("rolig")["mål"]


def test_a_year_changes_what_it_says_and_a_look_of_its_own_all_but_the_logo() -> None:
    shared = {**theme({"utseende": "rolig", "farger": {"hoved": "#000000"}}), "logo": "the logo"}
    assert of_year(shared, {"mål": {"brødtekst": 12}})["farger"]["hoved"] == "#000000"
    own = of_year(shared, {"utseende": "varm", "mål": {"brødtekst": 12}})
    assert own["farger"] == look("varm")["farger"]
    assert own["mål"] == {**look("varm")["mål"], "brødtekst": 12}
    assert own["logo"] == "the logo"


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_pinned_looks_the_same_below_any_other_theme(name: str) -> None:
    said = {"utseende": name, "farger": {"hoved": "#000000"}, "logo": {"fil": "logo.svg"}}
    own = {"mål": {"brødtekst": 12}}
    kept = pinned(said, own)
    assert "logo" not in kept
    before = {**of_year(theme(said), own), "logo": None}
    after = {**of_year({**theme({"utseende": "bilde"}), "logo": None}, kept), "logo": None}
    assert before == after
    assert pinned({"utseende": "bilde"}, kept) == kept


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_says_all_that_the_others_say(name: str) -> None:
    usual = look("klassisk")
    assert {group: set(usual[group]) for group in ("farger", "skrift", "mål", "form")} == {
        group: set(look(name)[group]) for group in ("farger", "skrift", "mål", "form")
    }
