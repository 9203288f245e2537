"""A theme's logo: in every format with its alternative text and its measures, or no trace of one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pdfua
import pikepdf
import pymupdf
import pytest
from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from tests.conftest import build
from tests.documents.readers import html_page
from tests.documents.tags import read_tags
from tests.documents.test_accessible import BROKEN_RULES, assert_outloud_is_content
from tests.documents.test_features import png

if TYPE_CHECKING:
    from pathlib import Path

WIDE = b"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><title>Merket</title>
<circle cx="25" cy="25" r="20" fill="#12365a"/>
<rect x="55" y="15" width="140" height="20" fill="#c8102e"/></svg>
"""
TALL = png(60, 240)
LOGOS = {"logo.svg": (WIDE, 60, (60, 15)), "merke.png": (TALL, 30, (10, 40))}
"""Name -> content, the width that the theme asks for, and the measures that it gets, in millimetres."""
ALT = 'Rådets "merke" <b> & *våpen* [1]'
MM = 72 / 25.4


def with_logo(content: Path, name: str, picture: bytes, bredde: int = 45, alt: str = ALT) -> None:
    """Give a theme a logo."""
    (content / name).write_bytes(picture)
    with (content / "tema.yaml").open("a", encoding="utf-8") as theme:
        theme.write(f"\nlogo:\n  fil: {name}\n  alttekst: '{alt}'\n  bredde: {bredde}\n")


@pytest.fixture(params=LOGOS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def out(content: Path, name: str) -> Path:
    """Return the folder of a 2025 with a logo."""
    picture, width, _ = LOGOS[name]
    with_logo(content, name, picture, width)
    return build(content, content.parent / "out", "2025")


def test_the_logo_stands_in_every_format(out: Path, name: str) -> None:
    picture, _, (width, height) = LOGOS[name]
    the_pdf_shows_it(out / "handlingsprogram-2025.pdf", width, height)
    the_word_file_shows_it(out / "handlingsprogram-2025.docx", width, height)
    page = html_page(out / "handlingsprogram-2025.html")
    the_page_shows_it(page, name, (width, height))
    assert (out / f"handlingsprogram-2025-{name}").read_bytes() == picture
    head = (out / "handlingsprogram-2025.md").read_text(encoding="utf-8").split("<!-- innhold -->")[0]
    [image] = html_images(head)
    assert image == {
        "src": f"handlingsprogram-2025-{name}",
        "alt": ALT,
        "width": str(round(width / 25.4 * 96)),
    }


def html_images(markdown: str) -> list[dict[str, str]]:
    page = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(markdown))
    return [{str(key): str(value) for key, value in image.attrib.items()} for image in page.iter("img")]


def the_pdf_shows_it(path: Path, width: float, height: float) -> None:
    assert_outloud_is_content(path)
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    [figure] = read_tags(path).all("Figure")
    left, bottom, right, top = map(float, figure.attributes["BBox"])
    assert (right - left, top - bottom) == pytest.approx((width * MM, height * MM), abs=1)
    # Between the title and the sender, on the cover.
    kinds = [tag.kind for tag in read_tags(path).all("H1", "Figure", "H2")]
    assert kinds[:3] == ["H1", "Figure", "H2"]
    with pikepdf.open(path) as pdf:
        assert alternatives(pdf.Root.StructTreeRoot) == [ALT]
    with pymupdf.open(path) as pages:  # type: ignore[no-untyped-call]
        [sender] = pages[0].search_for("Osloregionen")
        foot = pages[0].rect.height
    assert sender.y0 > foot - top
    assert sender.y1 == pytest.approx(foot - 24 * MM, abs=6)


def alternatives(node: Any) -> list[str]:
    """Return the alternative texts of a PDF's figures."""
    found = [str(node.Alt)] if "/Alt" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += alternatives(kid)
    return found


def the_word_file_shows_it(path: Path, width: float, height: float) -> None:
    assert OpenXmlValidator().validate(str(path)).errors == []
    document: Any = docx.Document(str(path))
    cover = document.paragraphs[:4]
    assert [paragraph.style.name for paragraph in cover] == ["Title", "Subtitle", "Logo", "Avsender"]
    [picture] = document.inline_shapes
    assert (picture.width.mm, picture.height.mm) == pytest.approx((width, height), abs=0.1)
    [inline] = [node for node in cover[2]._p.iter() if node.tag.endswith("}inline")]
    assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}
    assert [node.get("descr") for node in cover[2]._p.iter() if node.tag.endswith("}docPr")] == [ALT]


def the_page_shows_it(page: Any, name: str, size: tuple[float, float]) -> None:
    [image] = page.xpath("//header//img")
    assert image.get("alt") == ALT
    shown = int(image.get("width")), int(image.get("height"))
    assert shown == tuple(round(length / 25.4 * 96) for length in size)
    kind = {"svg": "svg+xml", "png": "png"}[name.rpartition(".")[2]]
    data = base64.b64encode(LOGOS[name][0]).decode()
    assert image.get("src") == f"data:image/{kind};base64,{data}"


def test_a_comparison_shows_it_too(content: Path, name: str) -> None:
    picture, width, size = LOGOS[name]
    with_logo(content, name, picture, width)
    out = content.parent / "out"
    arguments = ["diff", "2021", "2025", "--content", str(content), "--format", "html"]
    assert cli.main([*arguments, "--out", f"{out}/"]) == cli.GOOD
    page = html_page(out / "endringer-2021-2025.html")
    the_page_shows_it(page, name, size)
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert " img-src data:;" in policy


def test_a_cover_without_a_sender_has_the_logo_at_its_foot(content: Path) -> None:
    with_logo(content, "logo.svg", WIDE)
    out = build(content, content.parent / "out", "2021", "--format", "pdf")
    [figure] = read_tags(out / "handlingsprogram-2021.pdf").all("Figure")
    _, bottom, _, _ = map(float, figure.attributes["BBox"])
    assert bottom == pytest.approx(20 * MM, abs=1)  # the year's own margin


def test_without_a_logo_there_is_no_trace_of_one(built: Path, year: int) -> None:
    assert [path.name for path in built.glob(f"*-{year}-*")] == []
    page = (built / f"handlingsprogram-{year}.html").read_text(encoding="utf-8")
    assert "logo" not in page
    assert "img-src data:;" in page  # the content's own pictures
    styles = docx.Document(str(built / f"handlingsprogram-{year}.docx")).styles
    assert "Logo" not in [style.name for style in styles]
