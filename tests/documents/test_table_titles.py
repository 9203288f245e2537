"""A table's title and unit stand above it in every format; what it leaves out does not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pdfua
import pytest
from docx.table import Table as DocxTable
from markdown_it import MarkdownIt

from tests.conftest import ROOT, build, program_on_path
from tests.documents.readers import W, html_page, lay_out, squeeze
from tests.documents.tags import Tag, read_tags
from tests.documents.test_accessible import BROKEN_RULES, assert_outloud_is_content
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("table_titles")
"""One worker makes what they share."""

YEAR = 2031
CODE = "1. «Drift» [a](#b) *c* <d> & $e$ {{ f }}"
"""A title that means something in every format that it goes through."""


@dataclass(frozen=True)
class Sample:
    """A table of the budget, or one of text where it has no unit."""

    id: str
    title: str
    unit: str = ""
    options: tuple[str, ...] = ()
    """What the table says is not printed."""
    chapter: str = "a"
    printed: str = ""
    """What stands above it."""
    is_named: bool = True
    """Whether that has the title."""


SAMPLES = (
    Sample("t1", "Drift", "tusen kroner", printed="Drift (tal i tusen kroner)"),
    Sample("t2", CODE, "millioner kroner", printed=f"{CODE} (tal i millionar kroner)"),
    Sample("t3", "Møte", printed="Møte"),
    Sample("t4", "Enkel", "kroner", ("trykk_tittel",), printed="Tal i kroner", is_named=False),
    Sample("t5", "Namn", "kroner", ("trykk_enhet",), printed="Namn"),
    Sample("t6", "Ikkje", "kroner", ("trykk_tittel", "trykk_enhet"), is_named=False),
    Sample("t7", "Heller ikkje", options=("trykk_tittel",), is_named=False),
    # The heading above says it; below another table it does not.
    Sample("t8", "Investeringar", "kroner", chapter="b", printed="Tal i kroner", is_named=False),
    Sample("t9", "Investeringar", "kroner", chapter="b", printed="Investeringar (tal i kroner)"),
    Sample("t10", "investeringar", chapter="c", is_named=False),
)
HEADINGS = {"a": "Budsjett", "b": "Investeringar", "c": "Investeringar"}
FILLED = 36
"""Tables below texts of many lengths, so that some of them begin at the foot of a page."""


def table(sample: Sample) -> dict[str, Any]:
    shared = {"id": sample.id, "tittel": sample.title, **dict.fromkeys(sample.options, False)}
    if not sample.unit:
        cells = [[f"Først {sample.id}", "to tre " * 40 + "fire"], ["Så", "tre"]]
        return {**shared, "bredder": [1, 1], "hode": [["Kva", "Kor"], ["Og", "Når"]], "rader": cells}
    rows = [{"id": f"{sample.id}-{n}", "navn": f"Først {sample.id}", "tall": {"a": 1}} for n in range(3)]
    return {
        **shared,
        "enhet": sample.unit,
        "kolonner": [{"id": "a", "overskrift": "Budsjett"}],
        "rader": rows,
    }


def block(sample: Sample) -> dict[str, Any]:
    return {"budsjettabell": sample.id} if sample.unit else {"tabell": table(sample)}


def fill(folder: Path, *, samples: tuple[Sample, ...], filled: bool) -> None:
    """Build a programme of tables."""
    content = folder / "content"
    (content / str(YEAR) / "kapitler").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "tema.yaml", content)
    chapters = list(dict.fromkeys(sample.chapter for sample in samples))
    program = {
        "år": YEAR,
        "tittel": "Program",
        "organisasjon": "Råd",
        "status": "vedtatt",
        "dato": "2030-12-01",
        "språk": "nn-NO",
        "omslag": {"tittel": "Program"},
        "innholdsfortegnelse": {"tittel": "Innhald", "nivåer": 1},
        "kapitler": chapters,
    }
    files = {"program.yaml": program}
    for chapter in chapters:
        blocks: list[dict[str, Any]] = []
        for number, sample in enumerate(one for one in samples if one.chapter == chapter):
            lines = [f"Avsnitt {line}." for line in range(3 + 7 * number % 11)] if filled else ["- Punkt"]
            blocks += [{"tekst": "\n\n".join(lines)}, block(sample)]
        files[f"kapitler/{chapter}.yaml"] = {"id": chapter, "tittel": HEADINGS[chapter], "innhold": blocks}
    files["budsjett.yaml"] = {"tabeller": [table(sample) for sample in samples if sample.unit]}
    for name, data in files.items():
        text = json.dumps(data, ensure_ascii=False)
        (content / str(YEAR) / name).write_text(text, encoding="utf-8")
    build(content, folder)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built programme's path without its ending."""
    make = partial(fill, samples=SAMPLES, filled=False)
    return once(tmp_path_factory, "table-titles", make) / f"handlingsprogram-{YEAR}"


# --- Where it stands ----------------------------------------------------------------------------


def said(sample: Sample) -> tuple[str, str]:
    return sample.id, sample.printed


def caption(node: Any) -> str:
    return squeeze("".join(node.xpath("caption//text()")))


def test_on_github_it_is_a_line_above_the_table(file: Path) -> None:
    text = file.with_suffix(".md").read_text(encoding="utf-8")
    page = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(text))
    tables = list(page.iter("table"))
    assert [(one.get("id"), caption(one)) for one in tables] == [*map(said, SAMPLES)]
    # GitHub shows what is first in the table, and would take a blank line for its end.
    assert all(one[0].tag == "caption" for one, sample in zip(tables, SAMPLES, strict=True) if sample.printed)


def test_on_the_web_page_it_is_the_table_s_caption_and_name(file: Path) -> None:
    tables = list(html_page(file.with_suffix(".html")).iter("table"))
    assert [(one.get("id"), caption(one)) for one in tables] == [*map(said, SAMPLES)]
    for one, sample in zip(tables, SAMPLES, strict=True):
        # A name that is printed needs no other; one that is not is told all the same.
        assert one.get("aria-label") == (None if sample.is_named else sample.title)
        assert one.getparent().get("aria-label") == f"Tabell: {sample.title}"


def test_in_the_pdf_it_is_tagged_as_the_table_s_caption(file: Path) -> None:
    path = file.with_suffix(".pdf")
    tables = list(read_tags(path).all("Table"))
    for one, sample in zip(tables, SAMPLES, strict=True):
        assert [squeeze(caption.text()) for caption in one.all("Caption")] == [sample.printed] * bool(
            sample.printed
        )
        assert [child.kind for child in one.children] == [
            *(["Caption"] if sample.printed else []),
            "THead",
            "TBody",
        ]
        assert one.attributes.get("Summary") == (None if sample.is_named else sample.title)
    assert {cell.attributes.get("Scope") for cell in budget_heads(tables[0])} == {"/Row"}


def budget_heads(budget: Tag) -> list[Tag]:
    [body] = budget.all("TBody")
    return list(body.all("TH"))


def test_validators_find_nothing_in_the_pdf(file: Path) -> None:
    path = file.with_suffix(".pdf")
    assert_outloud_is_content(path)
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    command = [program_on_path("qpdf"), "--check", "--no-warn", str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_in_word_it_is_a_caption_that_stays_with_the_table(file: Path) -> None:
    before: Any = None
    found = []
    for part in docx.Document(str(file.with_suffix(".docx"))).iter_inner_content():
        if isinstance(part, DocxTable):
            is_caption = before.style.style_id == "Caption"
            assert is_caption is (before._p.find(f"{W}pPr/{W}keepNext") is not None)
            found.append(squeeze(before.text) if is_caption else "")
        before = part
    assert found == [sample.printed for sample in SAMPLES]


# --- Where it must not stand --------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a programme whose tables begin all over their pages; return its folder."""
    many = tuple(
        Sample(f"t{number}", f"Tittel-{number}-", "kroner" if number % 3 else "") for number in range(FILLED)
    )

    def make(folder: Path) -> None:
        fill(folder, samples=many, filled=True)
        (folder / "word").mkdir()
        lay_out(folder / f"handlingsprogram-{YEAR}.docx", folder / "word")

    return once(tmp_path_factory, "filled-tables", make)


@pytest.mark.parametrize("part", [".", "word"])
def test_no_title_is_alone_at_the_foot_of_a_page(filled: Path, part: str) -> None:
    command = [
        program_on_path("pdftotext"),
        "-layout",
        str(filled / part / f"handlingsprogram-{YEAR}.pdf"),
        "-",
    ]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    titles: dict[str, int] = {}
    rows: dict[str, int] = {}
    for number, page in enumerate(text.split("\f")):
        titles |= dict.fromkeys(re.findall(r"Tittel-(\d+)-", page), number)
        rows = dict.fromkeys(re.findall(r"Først t(\d+)\b", page), number) | rows
    assert len(titles) == FILLED
    assert len(set(titles.values())) > 5
    assert titles == rows
