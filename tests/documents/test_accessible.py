"""Everyone can read the PDF: what validators find, and what the tags tell a screen reader."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import outloud
import pdfua
import pypdf
import pytest

from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.edition.view import view
from tests.conftest import build, program_on_path
from tests.documents.facts import NOTES, TABLES, TITLES
from tests.documents.readers import DRAFT_MARK, pdf_tables
from tests.documents.tags import Tag, read_tags
from tests.documents.test_features import edit, with_figures

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("accessible")

# pdfua 0.1.3 fails on content listed in an array, as typst lists all of it. What this rule looks for is
# looked for below.
BROKEN_RULES = {"UA-14-001"}
CHECKPOINTS = 15
"""How many of the Matterhorn protocol's checkpoints a machine can judge in such documents."""


@pytest.fixture(scope="module")
def path(year: int, built: Path) -> Path:
    return built / f"handlingsprogram-{year}.pdf"


@pytest.fixture(scope="module")
def document(path: Path) -> Tag:
    return read_tags(path)


def assert_outloud_is_content(path: Path, *, plain_addresses: bool = False) -> None:
    """Let outloud judge a PDF; content may well write addresses that are no links."""
    result = outloud.check(str(path))
    assert result.error is None
    found = [finding.message for finding in result.findings if finding.severity != "info"]
    assert [message for message in found if not (plain_addresses and "printed as text" in message)] == []
    statuses = [row["status"] for row in result.criteria["pdfua1"]]
    assert set(statuses) <= {"pass", "not-applicable", "manual"}
    assert statuses.count("pass") >= CHECKPOINTS


def test_outloud_finds_nothing_and_every_checkpoint_is_passed(path: Path) -> None:
    assert_outloud_is_content(path)


def test_outloud_finds_nothing_where_there_are_pictures_either(content: Path) -> None:
    with_figures(content)
    edit(
        content / "2021" / "kapitler" / "plan-og-budsjettprosess.yaml",
        "  - figur:\n      id: plan",
        "  - tekst: |\n      - en liste\n        - med en liste i\n\n      [en lenke](https://example.org)\n"
        "  - figur:\n      id: plan",
    )
    out = build(content, content.parent / "out", "2021", "--format", "pdf")
    assert_outloud_is_content(out / "handlingsprogram-2021.pdf")
    figures = list(read_tags(out / "handlingsprogram-2021.pdf").all("Figure"))
    assert len(figures) == 2


def test_pdfua_finds_nothing(path: Path) -> None:
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    assert len(report.outcomes) > 10


def test_qpdf_finds_no_damage(path: Path) -> None:
    command = [program_on_path("qpdf"), "--check", "--no-warn", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_one_title_and_no_level_skipped(document: Tag) -> None:
    headings = [tag for tag in document.all() if re.fullmatch(r"H\d", tag.kind)]
    levels = [int(tag.kind[1]) for tag in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 20
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(tag.says_something for tag in headings)


def test_lists_have_items_with_a_label_and_a_body(document: Tag) -> None:
    lists = list(document.all("L"))
    assert len(lists) > 5
    for listing in lists:
        assert listing.attributes["ListNumbering"] in {"/Circle", "/Decimal", "/LowerAlpha", "/None"}
        assert {item.kind for item in listing.children} <= {"LI", "L"}
        for item in listing.children:
            assert item.kind == "L" or [part.kind for part in item.children] == ["Lbl", "LBody"]


def test_header_cells_say_what_they_head(document: Tag, program: Program) -> None:
    """The first column heads the rows of budgets only.

    There it names the figures in a few words. A measure is the longest text of its row, often with a list:
    read out before each cell, it would bury what the cell says.
    """
    shown = [part for part in view(program, {}).deler if isinstance(part, Table)]
    tables = list(document.all("Table"))
    assert len(tables) == len(shown) == TABLES[program.år]
    for tag, table in zip(tables, shown, strict=True):
        assert tag.attributes["Summary"] == table.tittel != ""
        head, body = tag.children
        assert (head.kind, body.kind) == ("THead", "TBody")
        for row in head.children:
            for number, cell in enumerate(row.children):
                is_corner = number == 0 and not cell.says_something
                assert cell.kind == ("TD" if is_corner else "TH")
                assert is_corner or cell.attributes["Scope"] == "/Column"
        width = len(table.kolonner)
        for row in body.children:
            assert sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.children) == width
            first, *others = row.children
            heads = table.slag == "budsjett" and bool(others)
            assert (first.kind, first.attributes.get("Scope")) == (("TH", "/Row") if heads else ("TD", None))
            assert all(cell.kind == "TD" for cell in others)
            # Where rows have headers, a list of the columns' alone would hide them.
            assert not heads or not any("Headers" in cell.attributes for cell in row.children)


def test_a_footnote_follows_its_reference_and_both_lead_to_each_other(year: int, document: Tag) -> None:
    notes = 0
    for parent in document.all():
        for mark, note in pairwise(parent.children):
            if note.kind == "Note":
                notes += 1
                assert mark.kind == "Reference"
                assert note.id
                assert [len(link.annotations) for link in mark.all("Link")] == [1]
                label = next(note.all("Lbl"))
                assert [len(link.annotations) for link in label.all("Link")] == [1]
    assert notes == NOTES[year] == len(list(document.all("Note")))


def test_the_contents_are_references_that_lead_to_the_headings(document: Tag, program: Program) -> None:
    entries = list(document.all("TOCI"))
    assert len(entries) == len(view(program, {}).innhold)
    for entry in entries:
        (reference,) = entry.children
        (link,) = reference.children
        assert (reference.kind, link.kind) == ("Reference", "Link")
        (annotation,) = link.annotations
        assert annotation["/Contents"]


def test_page_furniture_is_read_to_nobody(year: int, document: Tag) -> None:
    read = document.text()
    assert "interkommunalt politisk råd" in read
    assert f" · {TITLES[year]}" not in read
    assert DRAFT_MARK not in read


def test_repeated_table_heads_are_read_once(path: Path) -> None:
    for table in pdf_tables(path):
        assert table.count(table[0]) == 1


def test_a_viewer_shows_the_title_and_bookmarks(path: Path, program: Program) -> None:
    reader = pypdf.PdfReader(path)
    root = reader.trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True  # type: ignore[index]
    assert root["/Lang"] == program.språk  # type: ignore[index]

    def titles(entries: list[object]) -> list[str]:
        return [
            title
            for entry in entries
            for title in (titles(entry) if isinstance(entry, list) else [entry["/Title"]])  # type: ignore[index]
        ]

    headings = [program.innholdsfortegnelse.tittel, *(seksjon.tittel for seksjon in program.seksjoner())]
    assert len(titles(reader.outline)) == len(headings)  # type: ignore[arg-type]
