"""A secretary who goes on working in the Word file gets the document's own look, not Word's."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.documents.readers import W, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("secretary")
"""One worker makes what they share."""

NEW = {
    "heading": "Nytt kapittel",
    "prose": "Et nytt avsnitt med fotnote.",
    "bullet": "Et nytt punkt",
    "cell": "Et nytt tiltak",
    "head": "Nytt hode",
    "note": "En ny fotnote.",
}
# What stands beside each in the built document, and looks the same; with the year it stands in.
OLD = {
    "heading": "Overordnede strategier",
    "prose": "Utgangspunktet for handlingsprogrammet er derfor",
    "bullet": "Å ha en flerkjernet utvikling",
    "cell": "Gjennomføre prosjektverksted",
    "note": "Sett med data som kan måles",
}


def spans(pdf: Path) -> Iterator[tuple[str, tuple[str, float, int]]]:
    """Give each run of text with its font, size and colour."""
    with pymupdf.open(pdf) as pages:  # type: ignore[no-untyped-call]
        for page in list(pages)[2:]:  # after the cover and the contents
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        font = re.sub(r"^[A-Z]{6}\+", "", span["font"])
                        yield span["text"], (font, round(span["size"], 1), span["color"])


def look(pdf: Path, text: str) -> tuple[str, float, int]:
    return next(how for found, how in spans(pdf) if found.strip().startswith(text))


@pytest.fixture(scope="module")
def edited(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the 2025 document with a heading, a paragraph, a bullet, a row, a table and a footnote added."""
    document: Any = docx.Document(str(built / "handlingsprogram-2025.docx"))
    heading = next(p for p in document.paragraphs if p.text == OLD["heading"])
    for key, style in (("heading", "heading 1"), ("prose", "Body Text"), ("bullet", "List Bullet")):
        heading.insert_paragraph_before(NEW[key], style=_named(document, style))
    note(document, next(p for p in document.paragraphs if p.text == NEW["prose"]))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Tiltak")
    row = deepcopy(table._tbl.tr_lst[-1])  # as «Insert Row» does
    for bookmark in [*row.iter(f"{W}bookmarkStart"), *row.iter(f"{W}bookmarkEnd")]:
        bookmark.getparent().remove(bookmark)
    table._tbl.append(row)
    for cell in table.rows[-1].cells:
        cell.paragraphs[0].runs[0].text = NEW["cell"]
        for run in cell.paragraphs[0].runs[1:]:
            run.text = ""
    # A new table has the style that the settings name.
    default = document.settings.element.find(f"{W}defaultTableStyle").get(f"{W}val")
    new = document.add_table(2, 1, style=next(s for s in document.styles if s.style_id == default))
    new.cell(0, 0).text = NEW["head"]
    new.cell(1, 0).text = "x"
    path = tmp_path_factory.mktemp("edited") / "endret.docx"
    document.save(str(path))
    return path


def _named(document: Any, name: str) -> Any:
    return next(style for style in document.styles if style.element.name_val == name)


def note(document: Any, paragraph: Any) -> None:
    """Add a footnote the way Word does: a mark with the reference's style, a note with the text's."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    notes = etree.fromstring(part.blob)
    old = [node for node in notes if node.get(f"{W}type") is None]
    number = max(int(node.get(f"{W}id") or 0) for node in old) + 1
    new = deepcopy(old[-1])
    new.set(f"{W}id", str(number))
    texts = list(new.iter(f"{W}t"))
    for text in texts:
        text.text = ""
    texts[-1].text = f" {NEW['note']}"
    old[0].addprevious(new)  # in the order of the text, as Word keeps them
    part._blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
    run = paragraph.add_run()
    run.style = next(style for style in document.styles if style.style_id == "FootnoteReference")
    run._r.append(etree.SubElement(run._r, f"{W}footnoteReference", {f"{W}id": str(number)}))


@pytest.fixture(scope="module")
def pdf(edited: Path) -> Path:
    return lay_out(edited, edited.parent)


@pytest.mark.parametrize("what", OLD)
def test_what_is_added_looks_like_what_stands_there(what: str, pdf: Path) -> None:
    assert look(pdf, NEW[what]) == look(pdf, OLD[what])


def test_the_head_of_a_new_table_can_be_read(pdf: Path) -> None:
    font, _, colour = look(pdf, NEW["head"])
    assert (font, colour) == ("Carlito-Bold", 0xFFFFFF)


def test_the_edited_file_is_still_valid(edited: Path) -> None:
    assert OpenXmlValidator().validate(str(edited)).errors == []
