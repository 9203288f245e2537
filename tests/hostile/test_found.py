"""What attacks and random mutations found, each bug by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlingsprogram.finding import Position
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.load import load
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.read.text.places import place
from handlingsprogram.render.preflight import missing_glyphs
from tests.hostile.attacks import prose, written
from tests.read.helpers import YEAR, copy_content, edit, forbidden
from tests.read.remembered import remember


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    remember(monkeypatch)


def errors() -> list[str]:
    return [str(finding) for finding in load(YEAR)[1] if finding.severity == "feil"]


@pytest.mark.parametrize("text", ["a: b\nc: [d\n", "a: b\nc: 'd\n", "a: b\nc\n", "a:\n  b: c\n d\n\n"])
def test_a_file_that_breaks_off_is_told_of_where_there_is_a_line(text: str) -> None:
    Path("x.yaml").write_text(text, encoding="utf-8")
    _, [finding] = strict_yaml.read(Path("x.yaml"), "x.yaml")
    lines = text.splitlines()
    assert finding.position.line <= len(lines)
    assert finding.position.column <= len(lines[finding.position.line - 1]) + 1


def test_an_indented_text_below_a_long_line_is_told_of_on_its_own_line() -> None:
    message = forbidden("kodeblokk (innrykket tekst)") + " [prosa-form]"
    [expected] = prose(f"{'x' * 80}.\n\n    ¶kode.", message)()
    assert errors() == [expected]


def test_the_blanks_that_a_line_begins_with_are_on_that_line() -> None:
    lines = ("a: |", "  bb", "", "      c")
    text = "bb\n\n    c\n"
    assert str(place(lines, Position("x", 1, 4), text, 4)) == "x:4:7"


def test_an_amount_of_thousands_of_digits_is_no_amount_of_the_budget() -> None:
    places, _ = edit((("kapitler/budsjett.yaml", *_amount("9" * 5000)),))
    [found] = errors()
    assert found.startswith(f"{places[0]}: feil: «")
    assert found.endswith("[budsjett-beløp]")


def _amount(digits: str) -> tuple[str, str]:
    first = "Osloregionens budsjett for 2025 skal"
    return first, f"¶[{digits}](#lonn/budsjett-2025) {first}"


def test_a_text_without_spaces_is_parted_into_sentences_in_one_go() -> None:
    """A tenth of a megabyte took hours."""
    text = "a." * 50_000 + " Ny setning."
    [paragraph] = paragraphs(text)
    assert len(list(sentences(paragraph))) == 2


def test_a_text_of_thousands_of_letters_that_the_font_lacks_is_told_of_ten_at_a_time() -> None:
    """Each letter was tried by itself, for as long as it took."""
    tree, _ = strict_yaml.read(YEAR / "program.yaml", "program.yaml")
    assert tree
    strange = strict_yaml.Tree("x.yaml", "".join(map(chr, range(0x12000, 0x12400))) * 16)  # cuneiform
    found = list(missing_glyphs([tree, strange]))
    assert [finding.rule for finding in found] == ["tegn-mangler"] * 10


def test_a_space_between_numbers_cannot_break_a_table_open() -> None:
    """What stands between the goals' numbers was held against nothing."""
    path = "../2021/innsatsomrader/areal-transport.yaml"
    text = (YEAR / path).read_text(encoding="utf-8")
    assert "bærekraftsmål_form" in text
    [place], _ = edit(((path, "foran: FN", 'foran: ¶"FN\\n\\n<script>"'),))
    found = [str(finding) for finding in load(YEAR.with_name("2021"))[1] if finding.severity == "feil"]
    assert [line.split(": ")[0] for line in found] == [str(Path(place))]


def test_a_row_that_stands_in_two_tables_is_told_of_and_not_reckoned() -> None:
    """Its figures were looked for in the other table's columns."""
    row = "      - id: prosjekter-totalt\n"
    places, _ = edit((("budsjett.yaml", row, f"      - {{id: ¶utgaende, navn: X, sum: [lonn]}}\n{row}"),))
    assert [line.split(": ")[0] for line in errors()] == places
    assert errors()[0].endswith("[id-unik]")


def test_a_key_of_a_thousand_letters_is_shown_short() -> None:
    [expected] = written(f"id: rammer\ntittel: Rammer\n¶{'x' * 1_000}: 1\n", "ukjent nøkkel «xxx")()
    [found] = errors()
    assert found.startswith(expected)
    assert len(found) < 500
