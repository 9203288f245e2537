"""Expressions in other languages are marked wherever they stand, in every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pypdf
import pytest
from markdown_it import MarkdownIt

from handlingsprogram import cli
from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from handlingsprogram.render.words.languages import mark
from tests.conftest import build
from tests.documents.readers import W
from tests.documents.test_features import edit

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

ENGLISH = {"en-GB": ("best practice", "Brand Manager", "AT&T", "hub")}


@pytest.mark.parametrize(
    ("markdown", "marked"),
    [
        ("en «best practice» her", 'en «<span lang="en-GB">best practice</span>» her'),
        ("Best\npractice", '<span lang="en-GB">Best\npractice</span>'),
        ("*brand\u00a0manager*", '*<span lang="en-GB">brand\u00a0manager</span>*'),
        ("<td>AT&amp;T</td>", '<td><span lang="en-GB">AT&amp;T</span></td>'),
        (r"AT\&T og hub-en", r'<span lang="en-GB">AT\&T</span> og <span lang="en-GB">hub</span>-en'),
        ("[hub](https://example.org/hub)", '[<span lang="en-GB">hub</span>](https://example.org/hub)'),
        ('<tr id="hub"><!-- hub -->', '<tr id="hub"><!-- hub -->'),
        ("![en hub](hub.svg) x[^hub] <https://hub.no>", "![en hub](hub.svg) x[^hub] <https://hub.no>"),
        ("på https://example.org/hub eller www.hub.no", "på https://example.org/hub eller www.hub.no"),
        ("huben, thub, best practices", "huben, thub, best practices"),
    ],
)
def test_whole_expressions_are_marked_where_they_are_text(markdown: str, marked: str) -> None:
    assert mark(markdown, ENGLISH) == marked


def test_the_longest_expression_wins_and_each_has_its_language() -> None:
    known = {"en-GB": ("hub",), "sv-SE": ("hub i väst",)}
    expected = '<span lang="sv-SE">hub i väst</span>, <span lang="en-GB">hub</span>'
    assert mark("hub i väst, hub", known) == expected
    assert mark("hub", {}) == "hub"


def in_markdown(path: Path) -> str:
    page = lxml.html.fromstring(
        MarkdownIt("commonmark", {"html": True}).render(path.read_text(encoding="utf-8"))
    )
    return " ".join("".join(map(str, node.itertext())) for node in page.iterfind(".//span[@lang='en-GB']"))


def in_docx(path: Path) -> str:
    body: Any = docx.Document(str(path)).element.body
    runs = body.iterfind(f".//{W}r[{W}rPr]")
    return " ".join(
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in runs
        if (language := run.find(f"{W}rPr/{W}lang")) is not None and language.get(f"{W}val") == "en-GB"
    )


def marks_in_pdf(path: Path) -> int:
    """Return how many pieces of text are marked, in the content itself (ISO 32000-1, 14.9.2)."""
    contents = (page.get_contents() for page in pypdf.PdfReader(path).pages)
    return sum(
        len(re.findall(rb"/Lang ?\(en-GB\)", part.get_data())) for part in contents if part is not None
    )


def test_the_years_english_is_marked_in_markdown_and_word_alike(
    year: int, built: Path, program: Program
) -> None:
    found = in_markdown(built / f"handlingsprogram-{year}.md").split()
    assert in_docx(built / f"handlingsprogram-{year}.docx").split() == found
    told = " ".join(found).casefold()
    assert program.andre_språk["en-GB"]
    for expression in program.andre_språk["en-GB"]:
        assert expression.casefold() in told


def test_the_pdf_marks_as_many(year: int, built: Path) -> None:
    path = built / f"handlingsprogram-{year}.md"
    marks = len(re.findall("<span lang=", path.read_text(encoding="utf-8")))
    # One that runs over a line's end is two.
    assert marks <= marks_in_pdf(built / f"handlingsprogram-{year}.pdf") <= marks + 5


def test_plain_fields_and_headings_are_marked_too(content: Path) -> None:
    edit(content / "2025" / "kapitler" / "rammer.yaml", "tittel: Rammer og", "tittel: Framework og")
    edit(content / "2025" / "program.yaml", "    - academia\n", "    - academia\n    - framework\n")
    out = build(content, content.parent / "out", "2025")
    assert "Framework" in in_docx(out / "handlingsprogram-2025.docx")
    assert "Framework" in in_markdown(out / "handlingsprogram-2025.md")


def test_an_expression_that_stands_nowhere_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(content / "2025" / "program.yaml", "    - academia\n", "    - academia\n    - Brand Manageer\n")
    assert cli.main(["check", "2025", "--content", str(content)]) == cli.GOOD
    told = capsys.readouterr().out
    message = "«Brand Manageer» står ikke i teksten; rett skrivemåten, eller slett linjen"
    assert f"advarsel: {message} [andre-språk]" in told


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (
            "  en: [hub]",
            "nøkkelen kan ikke være «en». Skriv språk og land, for eksempel en-GB, nn-NO eller se-NO.",
        ),
        (
            "  en-GB: hub",
            (
                "«en-GB» skal være en liste (- …), men er tekst; "
                "skriv «en-GB:» og på linjen under, lenger inn: «- hub»"
            ),
        ),
    ],
)
def test_a_language_is_written_in_full(content: Path, new: str, message: str) -> None:
    path = content / "2025" / "program.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  en-GB:\n(    - .*\n)+", f"{new}\n", text), encoding="utf-8")
    program, findings = load(content / "2025")
    assert program is None
    assert [finding.message for finding in findings if finding.severity is Severity.ERROR] == [message]
