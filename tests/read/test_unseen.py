"""Characters that nobody sees: letters in two parts are one, and what spoils words is told."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.load import load
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.read.text.decoded import MOST_MARKS
from handlingsprogram.read.text.places import place
from tests.read.helpers import ROOT, YEAR, copy_content, unmarked

if TYPE_CHECKING:
    from pathlib import Path


def findings(text: str, folder: Path) -> list[str]:
    (folder / "x.yaml").write_bytes(text.encode())
    return [str(finding) for finding in strict_yaml.read(folder / "x.yaml", "x.yaml")[1]]


# --- Letters in two parts ----------------------------------------------------------------------


def test_a_year_from_a_mac_is_the_same_programme_with_the_same_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(ROOT)
    wanted = [load(ROOT / "content" / year) for year in ("2021", "2025")]
    changed = 0
    for file in (tmp_path / "content").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
        changed += not unicodedata.is_normalized("NFD", text)
    assert changed > 20
    for year, (program, found) in zip(("2021", "2025"), wanted, strict=True):
        mine, told = load(tmp_path / "content" / year)
        assert mine == program
        assert [(one.position.line, one.position.column, one.message) for one in told] == [
            (one.position.line, one.position.column, one.message) for one in found
        ]


def test_keys_and_texts_are_composed_and_their_places_are_those_of_the_line_as_it_is_seen(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.yaml").write_text(
        "resultatma\u030al: |\n  A\u030a ba\u030ade o\u0308rn\n  og a\u030al\n", encoding="utf-8"
    )
    tree, found = strict_yaml.read(tmp_path / "x.yaml", "x.yaml")
    assert found == []
    assert tree
    assert tree.data == {"resultatmål": "Å både örn\nog ål\n"}
    text, start = tree.data["resultatmål"], tree.position(("resultatmål",))
    assert str(start) == "x.yaml:1:14"
    for word, where in (("både", "x.yaml:2:5"), ("örn", "x.yaml:2:10"), ("ål", "x.yaml:3:6")):
        assert str(place(tree.lines, start, text, text.index(word))) == where


def test_an_escape_makes_one_letter_too(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text('a: "a\\u030al"\n', encoding="utf-8")
    tree, _ = strict_yaml.read(tmp_path / "x.yaml", "x.yaml")
    assert tree
    assert tree.data == {"a": "ål"}


def test_a_heap_of_marks_is_refused_before_it_takes_the_time_to_sort_it(tmp_path: Path) -> None:
    most = "\u0301\u0316" * (MOST_MARKS // 2)
    assert findings(f"a: e{most}\n", tmp_path) == []
    message = f"en bokstav her har mer enn {MOST_MARKS} tegn oppå seg; slett dem [fil-tegn]"
    assert findings(f"a: be{most * 10_000}\n", tmp_path) == [f"x.yaml:1:5: feil: {message}"]


# --- What spoils words -------------------------------------------------------------------------

AGAIN = "som ingen ser; slett ordet og skriv det på nytt [tegn-usynlig]"
SPOILT = {
    "a soft hyphen": ("ha¶\u00adndbok", f"en myk bindestrek (U+00AD) mellom «a» og «n» i «handbok», {AGAIN}"),
    "a space without width": ("vi ¶\u200bskal", f"et mellomrom uten bredde (U+200B) foran «skal», {AGAIN}"),
    "a joiner after a word": ("vi¶\u2060 skal", f"en ordbinder uten bredde (U+2060) etter «vi», {AGAIN}"),
    "a joiner of Latin letters": (
        "a¶\u200db",
        f"et bindetegn uten bredde (U+200D) mellom «a» og «b» i «ab», {AGAIN}",
    ),
    "a mark of direction": ("vi¶\u200e", f"et merke for leseretningen (U+200E) etter «vi», {AGAIN}"),
    "nothing beside it": (
        "vi ¶\u200b – ja",
        (
            "et mellomrom uten bredde (U+200B) her, som ingen ser; slett det sammen med tegnene ved "
            "siden av, og skriv "
            "dem på nytt [tegn-usynlig]"
        ),
    ),
    "a ligature": (
        "o¶ﬃsiell",
        "«ﬃ» i «oﬃsiell» er ett tegn (U+FB03), så søk ikke finner ordet; skriv «ffi» [tegn-ligatur]",
    ),
}


@pytest.mark.parametrize("case", SPOILT)
@pytest.mark.parametrize("frame", ["a: {}\n", "b: |\n  Vi er her.\n\n  Og {} her.\n", "c: 'x {}'\n"])
def test_what_spoils_a_word_is_warned_of_where_it_stands(case: str, frame: str, tmp_path: Path) -> None:
    text, message = SPOILT[case]
    marked = unmarked(frame.format(text))
    assert findings(marked.text, tmp_path) == [f"x.yaml:{marked.places[0]}: advarsel: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "می\u200cخواهم",
            "क्\u200dष",
            "ක්\u200dෂ",
            "👨\u200d👩\u200d👧",
            "❤\ufe0f\u200d🔥",
            "🏳️\u200d🌈",
            "עברית\u200f, 12",
        ),
        *("10\u00a0000\u202fkr", "e\u2011post", "§\u00a07", "Čáhci, Kvääni, đŋŧž"),
    ],
)
def test_what_a_script_or_a_figure_needs_is_left_in_peace(text: str, tmp_path: Path) -> None:
    assert findings(f"a: {text}\n# \u00adkommentar\u200b\n", tmp_path) == []


def test_a_character_that_is_written_as_an_escape_is_told_at_its_text(tmp_path: Path) -> None:
    message = f"en myk bindestrek (U+00AD) mellom «a» og «b» i «ab», {AGAIN}"
    assert findings('x: "a\\u00adb"\n', tmp_path) == [f"x.yaml:1:4: advarsel: {message}"]
    assert findings('x: "م\\u200cخ"\n', tmp_path) == []


def test_a_dash_in_prose_is_left_to_the_rules_of_prose(tmp_path: Path) -> None:
    assert findings("a: |\n  b\n\n  -\u00a0c\n", tmp_path) == []
    assert len(findings("a:\n  -\u00a0c\n", tmp_path)) == 1


def test_a_file_that_is_no_yaml_tells_of_what_nobody_sees_too(tmp_path: Path) -> None:
    told = findings("a\u200b: b: c\n", tmp_path)
    assert [line.rpartition("[")[2] for line in told] == ["tegn-usynlig]", "yaml-form]"]


def test_a_blank_that_is_no_space_is_named_where_it_hides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    strategies, budget = YEAR / "kapitler/overordnede-strategier.yaml", YEAR / "budsjett.yaml"
    for file, old, new in (
        (strategies, "          - Kommuner\n", "          - Kommuner\u00a0\n"),
        (budget, "{budsjett-2024: 6834", "{\u00a0budsjett-2024: 6834"),
    ):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    told = [one.message for one in load(YEAR)[1] if one.severity == "feil"]
    assert told == [
        (
            "nøkkelen kan ikke være «budsjett-2024»; den har et hardt mellomrom (U+00A0), skriv et "
            "vanlig mellomrom"
        ),
        (
            "punkt 1 i «partnere» kan ikke være «Kommuner»; den slutter med et hardt mellomrom (U+00A0), "
            "slett det"
        ),
    ]


def test_two_spellings_that_differ_in_the_space_alone_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = load(YEAR)[1]
    file = YEAR / "tverrgaende-temaer/gronn-naeringstransport.yaml"
    text = file.read_text(encoding="utf-8")
    assert "- Statens vegvesen" in text
    file.write_text(text.replace("- Statens vegvesen", "- Statens\u00a0vegvesen", 1), encoding="utf-8")
    assert load(YEAR)[1] == before
