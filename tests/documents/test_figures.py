"""Figures side by side, lists of figures and tables, and the picture on the cover, as a reader finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest
from docx.text.paragraph import Paragraph

from handlingsprogram.read.load import load
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.sides.digests import with_digests
from tests.conftest import build
from tests.documents.readers import W, html_page, pdf_pages, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_captions import content

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("figures")

CHAPTER = """\
id: kart
tittel: Kart og tal
innhold:
  - tekst: Sjå [](#nord) og [](#sor).
  - figurer:
      id: side
      bildetekst: Karta er frå 2024.
      figurer:
        - {id: nord, fil: figurer/kart å.svg, alttekst: Kart i nord, bildetekst: Nord}
        - {id: sor, fil: figurer/kart å.svg, alttekst: Kart i sør, bildetekst: Sør, bredde: 50}
        - {id: aust, fil: figurer/kart å.svg, alttekst: Kart i aust}
  - figur: {id: manglar, plassholder: Kart kjem}
  - figur: {id: vest, fil: figurer/kart å.svg, alttekst: Kart i vest, bildetekst: Vest}
  - oversikt: figurer
  - oversikt: tabeller
  - tabell: {id: tal, tittel: Kart og tal, hode: [[A, B]], rader: [["1", "2"]]}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figurer")
    return build(with_cover(content(folder, CHAPTER)), folder / "out") / "handlingsprogram-2026"


def with_cover(content: Path, *, fil: str = "kart å.svg") -> Path:
    """Give the cover a picture."""
    program = content / "2026/program.yaml"
    text = program.read_text(encoding="utf-8")
    picture = f"{{tittel: Plan, avsender: Storvik, bilde: {{fil: figurer/{fil}, alttekst: Utsyn}}}}"
    program.write_text(text.replace("{tittel: Plan}", picture), encoding="utf-8")
    return content


def document(built: Path) -> Any:
    library: Any = docx
    return library.Document(str(built.with_suffix(".docx")))


def in_word(built: Path, style: str) -> list[Any]:
    """Return the paragraphs of a style, those of fields included."""
    library: Any = Paragraph
    found = [library(node, None) for node in document(built).element.body.iter(f"{W}p")]
    return [one for one in found if one._p.style == style]


def instructions(body: Any) -> list[str]:
    """Return what the fields of a Word document do."""
    return [code.text.strip() for code in body.iter(f"{W}instrText")]


# --- The cover ---


def test_the_cover_has_its_picture_in_every_format(built: Path) -> None:
    text = built.with_suffix(".md").read_text(encoding="utf-8")
    assert "![Utsyn](handlingsprogram-2026-figurer/kart%20%C3%A5.svg)" in text[: text.index("## Innhald")]
    [picture] = html_page(built.with_suffix(".html")).xpath("//header//*[@class='omslagsbilde']/img")
    assert picture.get("alt") == "Utsyn"
    assert picture.get("src").startswith("data:image/svg+xml;base64,")
    [first] = in_word(built, "Omslagsbilde")
    assert first._p.xpath(".//wp:docPr/@descr") == ["Utsyn"]
    styles = [one.style.style_id for one in document(built).paragraphs[:3]]
    assert styles == ["Title", "Omslagsbilde", "Avsender"]
    with pymupdf.open(built.with_suffix(".pdf")) as pdf:  # type: ignore[no-untyped-call]
        [place] = {path["rect"] for path in pdf[0].get_drawings() if path["rect"].height > 60}
        [sender] = pdf[0].search_for("Storvik")
        assert pdf[1].search_for("Innhald")
    assert place.y1 < sender.y0


def test_a_picture_on_the_cover_that_comes_or_is_another_is_told(tmp_path: Path) -> None:
    old = with_cover(content(tmp_path / "a", CHAPTER)) / "2026"
    new = with_cover(content(tmp_path / "b", CHAPTER), fil="nytt.svg") / "2026"
    (new / "figurer/nytt.svg").write_bytes((new / "figurer/kart å.svg").read_bytes())
    before, after = (with_digests(program, folder) for folder in (old, new) if (program := load(folder)[0]))
    assert [(change.felt, change.til) for change in compare(before, after).endringer] == [
        ("omslag/bilde/fil", "figurer/nytt.svg")
    ]
    (new / "figurer/nytt.svg").unlink()
    assert "figurer/nytt.svg kan ikke leses: den finnes ikke" in [one.message for one in load(new)[1]]


# --- Lists ---


LISTED = ["Figur 1: Nord", "Figur 2: Sør", "Figur 3", "Figur 5: Vest", "Tabell 1: Kart og tal"]


def test_figures_and_tables_are_listed_with_links_to_them(built: Path) -> None:
    page = html_page(built.with_suffix(".html"))
    links = page.xpath("//*[@class='oversikt']//li/a")
    assert [squeeze(link.text_content()) for link in links] == LISTED
    assert [link.get("href") for link in links] == ["#nord", "#sor", "#aust", "#vest", "#tal"]
    text = built.with_suffix(".md").read_text(encoding="utf-8")
    assert "- [Figur 5: Vest](#vest)\n" in text


def test_the_lists_tell_the_pages_that_things_stand_on(built: Path) -> None:
    pages = pdf_pages(built.with_suffix(".pdf"))
    lines = "\n".join(squeeze(line) for page in pages for line in page.splitlines())
    leader = re.compile(rf"^({'|'.join(map(re.escape, LISTED))})(?: \.)+ (\d+)$", re.MULTILINE)
    told = {title: int(number) for title, number in leader.findall(lines)}
    stands = {
        title: max(n for n, page in enumerate(pages, 1) if title in map(squeeze, page.splitlines()))
        for title in LISTED
    }
    assert told == stands
    assert len(set(told.values())) > 1
    in_lists = [one.text.split("\t") for one in in_word(built, "TableofFigures")]
    assert {title: int(number) for title, number in in_lists} == told


def test_word_can_make_the_lists_anew_from_captions_that_count(built: Path) -> None:
    body = document(built).element.body
    codes = instructions(body)
    assert [code for code in codes if code.startswith("TOC") and "\\c" in code] == [
        'TOC \\h \\z \\c "Figur"',
        'TOC \\h \\z \\c "Tabell"',
    ]
    counted = [code for code in codes if code.startswith("SEQ")]
    assert counted == [*["SEQ Figur \\* ARABIC"] * 3, "SEQ Figur \\* ARABIC \\r 5", "SEQ Tabell \\* ARABIC"]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert {code.split()[1] for code in codes if code.startswith("PAGEREF")} <= marks


def test_a_list_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    chapter = CHAPTER[: CHAPTER.index("  - tabell:")] + "  - oversikt: figurer\n"
    _, findings = load(content(tmp_path, chapter) / "2026")
    assert [finding.message for finding in findings if finding.rule == "oversikt"] == [
        "programmet har ingen tabeller med nummer, så oversikten blir tom; slett den",
        "oversikten over figurer er alt satt inn; slett den ene",
    ]


# --- Side by side -------------------------------------------------------------------------------


def test_each_of_the_figures_has_its_number_and_its_text(built: Path) -> None:
    wanted = ["Figur 1: Nord", "Figur 2: Sør", "Figur 3", "Karta er frå 2024."]
    [row] = html_page(built.with_suffix(".html")).xpath("//figure[@class='figurrad']")
    assert [squeeze(one.text_content()) for one in row.iter("figcaption")] == wanted
    assert [one.get("id") for one in row.iterchildren("figure")] == ["nord", "sor", "aust"]
    captions = [one.text for one in in_word(built, "Caption")]
    assert captions[:4] == wanted
    quoted = built.with_suffix(".md").read_text(encoding="utf-8").partition("<!-- figurrad -->\n")[2]
    lines = [line for line in quoted.splitlines() if not line.startswith(("<!--", "> <!--", "> <img"))]
    assert [line.removeprefix("> ") for line in lines if line.strip("> ")][:4] == wanted


def test_they_stand_on_one_line_in_word_and_are_pictures_of_data_in_no_table(built: Path) -> None:
    word = document(built)
    line = next(one for one in word.paragraphs if len(one._p.xpath(".//w:drawing")) > 1)
    assert line._p.xpath(".//wp:docPr/@descr") == ["Kart i nord", "Kart i sør", "Kart i aust"]
    widths = [shape.width for shape in word.inline_shapes][1:4]
    section = word.sections[0]
    assert sum(widths) < section.page_width - section.left_margin - section.right_margin
    assert [round(100 * width / widths[0]) for width in widths] == [100, 50, 100]
    assert len(word.tables) == 1
    marks = {mark.get(f"{W}name") for mark in word.element.body.iter(f"{W}bookmarkStart")}
    assert {"nord", "sor"} <= marks


def test_they_are_level_in_the_pdf_and_each_is_tagged_with_its_text_behind_it(built: Path) -> None:
    with pymupdf.open(built.with_suffix(".pdf")) as pdf:  # type: ignore[no-untyped-call]
        drawn = [path["rect"] for page in pdf for path in page.get_drawings() if path["rect"].height > 20]
    pictures = sorted({tuple(map(round, rect)) for rect in drawn if 30 < rect.width < 200})
    assert len(pictures) == 3
    assert len({top for _, top, _, _ in pictures}) == 1
    order = [
        tag.attributes.get("Alt", tag.kind) if tag.kind == "Figure" else squeeze(tag.text())
        for tag in read_tags(built.with_suffix(".pdf")).all("Figure", "P")
    ]
    at = order.index("Figur 1: Nord")
    assert order[at - 1 : at + 5] == [
        "Figure",
        "Figur 1: Nord",
        "Figure",
        "Figur 2: Sør",
        "Figure",
        "Figur 3",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[](#sor)", "[](#side)", "«side» er flere figurer ved siden av hverandre; vis til én av dem (#nord"),
        ("id: aust", "id: side", "id-en «side» er alt brukt"),
        (", alttekst: Kart i aust", "", "figuren «aust» mangler alttekst"),
        ("sor, fil: figurer/kart å.svg", "sor, fil: figurer/kart.svg", "figurer/kart.svg kan ikke leses"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert CHAPTER.count(right) == 1
    _, findings = load(content(tmp_path, CHAPTER.replace(right, wrong)) / "2026")
    assert any(finding.message.startswith(told) for finding in findings)
