"""Every look that the tool has prints the same words, on pages that everybody can read."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import outloud
import pdfua
import pikepdf
import pymupdf
import pypdf
import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from handlingsprogram.read.theme.looks import look as look_of
from tests.conftest import ROOT, build
from tests.documents.page_report import page_report
from tests.documents.readers import W, lay_out, read_docx, squeeze
from tests.documents.test_accessible import BROKEN_RULES
from tests.shared import LOOKS, once

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.xdist_group("looks")

YEAR = 2033
NAME = f"handlingsprogram-{YEAR}"
GUESSED = {"TAG-002", "TAG-020", "TBL-010"}
"""Rules that take rows which name those below them for heads in pieces, and repeated ones for lost lines."""
WHITE = (255, 255, 255)


def opened(path: Path) -> Any:
    """Return a PDF, as a reader sees it."""
    return pymupdf.open(path)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a new folder's programme is in each look, in a folder of the look's name."""

    def fill(folder: Path) -> None:
        new = folder / "ny"
        assert cli.main(["ny-samling", str(new), "--år", str(YEAR)]) == cli.GOOD
        said = (new / "content" / "tema.yaml").read_text(encoding="utf-8")
        logo = said[said.index("logo:") :]
        for look in LOOKS:
            theme = f"utseende: {look}\n{logo}"
            (new / "content" / "tema.yaml").write_text(theme, encoding="utf-8")
            build(new / "content", folder / look, "--format", "md,docx,pdf")

    return once(tmp_path_factory, "looks", fill)


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def theme(look: str) -> Mapping[str, Any]:
    return look_of(look)


def test_there_are_four_looks_and_more_may_come() -> None:
    assert {"klassisk", "rolig", "varm", "bilde"} <= set(LOOKS)


def test_a_look_is_no_part_of_what_is_said(folders: Path, look: str) -> None:
    own, usual = (
        re.sub(
            r'width="\d+%"|flis-[\da-f-]+( side)?',
            "",
            (folders / name / f"{NAME}.md").read_text(encoding="utf-8"),
        )
        for name in (look, "klassisk")
    )
    assert own == usual
    mine, theirs = (read_docx(folders / name / f"{NAME}.docx") for name in (look, "klassisk"))
    assert mine == theirs
    pages = [pypdf.PdfReader(folders / name / f"{NAME}.pdf").pages for name in (look, "klassisk")]
    words = [sorted(squeeze(" ".join(page.extract_text() for page in document))) for document in pages]
    assert len(words[0]) > 3000
    assert abs(len(words[0]) - len(words[1])) < 600  # running titles, a head repeated, dots of the contents


def test_its_pdf_passes_the_validators(folders: Path, look: str) -> None:
    path = folders / look / f"{NAME}.pdf"
    result = outloud.check(str(path))
    assert {found.rule for found in result.findings if found.severity != "info"} <= GUESSED
    statuses = {row["status"] for row in result.criteria["pdfua1"]}
    assert statuses <= {"pass", "warning", "not-applicable", "manual"}
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    said = pypdf.PdfReader(path).metadata
    assert said
    assert said.title == f"Handlingsprogram {YEAR}"


def test_its_pages_are_full_and_nothing_is_left_alone_on_them(folders: Path, look: str) -> None:
    pages = page_report(folders / look / f"{NAME}.pdf")
    assert {page.number: page.complaints for page in pages if page.complaints} == {}


def test_word_s_pages_are_as_full(folders: Path, tmp_path: Path) -> None:
    pages = page_report(lay_out(folders / "varm" / f"{NAME}.docx", tmp_path))
    assert {page.number: page.complaints for page in pages if page.complaints} == {}
    assert abs(len(pages) - len(opened(folders / "varm" / f"{NAME}.pdf"))) <= 1


def test_its_word_file_is_one_that_word_opens(folders: Path, look: str) -> None:
    assert OpenXmlValidator().validate(str(folders / look / f"{NAME}.docx")).errors == []


def test_the_pdf_is_set_in_its_fonts_and_in_no_others(
    folders: Path, look: str, theme: Mapping[str, Any]
) -> None:
    document = pypdf.PdfReader(folders / look / f"{NAME}.pdf")
    used = {font.partition("+")[2] for page in document.pages for font in page._get_fonts()[0]}
    families = {theme["skrift"][key].replace(" ", "") for key in ("pdf", "overskrift")}
    assert {family for family in families if any(font.startswith(family) for font in used)} == families
    assert [font for font in used if not font.startswith(tuple(families))] == []


def test_headings_have_its_colour_in_both(folders: Path, look: str, theme: Mapping[str, Any]) -> None:
    colour = theme["farger"]["hoved"]
    styles = docx.Document(str(folders / look / f"{NAME}.docx")).styles
    assert str(styles["Heading 1"].font.color.rgb) == colour.lstrip("#").upper()
    font = styles["Heading 1"].font.name or styles.element.find(f".//{W}rFonts").get(f"{W}ascii")
    assert font == theme["skrift"]["word_overskrift"]
    spans = [
        span
        for block in opened(folders / look / f"{NAME}.pdf")[1].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip() == "Innhold"
    ]
    assert [f"#{span['color']:06x}" for span in spans] == [colour]


def test_the_cover_is_as_the_look_has_it(folders: Path, look: str, theme: Mapping[str, Any]) -> None:
    page = opened(folders / look / f"{NAME}.pdf")[0].get_pixmap(dpi=40)
    corner, foot = page.pixel(3, 3), page.pixel(3, page.height - 30)
    main = rgb(theme["farger"]["hoved"])
    match theme["form"]["omslag"]:
        case "flate":
            assert max(abs(a - b) for got in (corner, foot) for a, b in zip(got, main, strict=True)) < 3
        case "bilde":
            assert corner != WHITE  # the picture
            assert foot == WHITE
        case _:
            assert (corner, foot) == (WHITE, WHITE)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.lstrip("#")))


def test_every_picture_has_its_text_whatever_the_cover_is(folders: Path, look: str) -> None:
    own, usual = (told(folders / name / f"{NAME}.pdf") for name in (look, "klassisk"))
    assert len(own) > 3
    assert own == usual


def told(path: Path) -> list[str]:
    """Return what is said of pictures to those who do not see them, in the order of the alphabet."""
    with pikepdf.open(path) as document:
        objects = (one for one in document.objects if isinstance(one, pikepdf.Dictionary))
        return sorted(str(one.Alt) for one in objects if "/Alt" in one and one.get("/S") == "/Figure")


def test_what_is_coloured_behind_words_cover_is_decoration(
    folders: Path, look: str, theme: Mapping[str, Any]
) -> None:
    with ZipFile(folders / look / f"{NAME}.docx") as package:
        headers = [package.read(name).decode() for name in package.namelist() if "header" in name]
        text = package.read("word/document.xml").decode()
    shapes = [header for header in headers if "wps:wsp" in header]
    coloured = theme["form"]["omslag"] in {"flate", "bilde"}
    assert len(shapes) == coloured
    assert all(shape.count("<wp:docPr") == shape.count("adec:decorative xmlns") == 2 for shape in shapes)
    assert ("wp:anchor" in text) == (theme["form"]["omslag"] == "bilde")


def headers(folder: Path) -> dict[str, str]:
    """Return the headers of a Word file, as XML by the kind of page that has them."""
    with ZipFile(folder / f"{NAME}.docx") as package:
        document = package.read("word/document.xml").decode()
        links = package.read("word/_rels/document.xml.rels").decode()
        found = {}
        for kind, name in re.findall(r'<w:headerReference w:type="(\w+)" r:id="([\w-]+)"', document):
            [target] = re.findall(
                rf'Id="{name}"[^>]*Target="([^"]*)"|Target="([^"]*)"[^>]*Id="{name}"', links
            )
            found[kind] = package.read(f"word/{''.join(target)}").decode()
    return found


def test_a_draft_says_what_that_means_on_a_designed_cover(
    folders: Path, look: str, theme: Mapping[str, Any]
) -> None:
    said = "Programmet er ikke vedtatt og kan bli endret."
    is_designed = theme["form"]["omslag"] != "strek"
    pages = opened(folders / look / f"{NAME}.pdf")
    assert (said in pages[0].get_text()) == is_designed
    assert "UTKAST" in pages[0].get_text()
    assert "UTKAST" in pages[3].get_text()
    edges = headers(folders / look)
    assert (said in edges["first"]) == is_designed
    assert all("UTKAST" in edge for edge in edges.values())


def test_the_chapter_s_title_stands_at_the_head_of_its_pages_where_the_look_has_it(
    folders: Path, look: str, theme: Mapping[str, Any]
) -> None:
    has_it = theme["form"]["topptekst"] == "kapittel"
    edges = headers(folders / look)
    assert ("STYLEREF 1" in edges["default"]) == has_it
    assert "STYLEREF" not in edges["first"]
    document = opened(folders / look / f"{NAME}.pdf")
    heads = [page.get_text(clip=(0, 0, page.rect.width, 60)) for page in document]
    texts = [page.get_text() for page in document]
    budget = next(nr for nr, text in enumerate(texts) if "6 Budsjett" in text and nr > 2)
    assert ("6 Budsjett" in heads[budget]) == has_it
    assert "Budsjett" not in heads[0]


# --- Who says how a year looks --------------------------------------------------------------------


def test_what_is_adopted_stays_as_it_was_printed_whatever_the_theme_becomes(
    content: Path, built: Path, year: int
) -> None:
    (content / "tema.yaml").write_text(
        'utseende: varm\nfarger:\n  hoved: "#123456"\nmål:\n  brødtekst: 14\n', encoding="utf-8"
    )
    out = build(content, content.parent / "out", str(year), "--format", "md,docx,pdf")
    documents = sorted(file.name for file in out.glob(f"handlingsprogram-{year}.*"))
    assert len(documents) == 3
    for name in documents:
        assert seen(out / name) == seen(built / name), name


def seen(path: Path) -> object:
    """Return what a reader sees of a document; files of another revision say so in their properties."""
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            return [package.read(f"word/{name}.xml") for name in ("document", "styles")]
    if path.suffix == ".pdf":
        return [page.get_pixmap(dpi=30).samples for page in opened(path)]
    return path.read_bytes()


def test_a_font_of_ones_own_lies_in_a_folder_beside_the_theme(content: Path) -> None:
    spec = find_spec("fontpkg_ibm_plex_sans_arabic")
    assert spec
    assert spec.origin
    folder = content / "skrifter"
    folder.mkdir()
    for file in Path(spec.origin).parent.rglob("*.[ot]tf"):
        shutil.copy(file, folder)
    (folder / "LISENS.txt").write_text("OFL\n", encoding="utf-8")
    family = "IBM Plex Sans Arabic"
    (content / "tema.yaml").write_text(f"skrift:\n  overskrift: {family}\n", encoding="utf-8")
    program = content / "2025" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    assert "tema:\n  utseende: klassisk\n\n" in text
    program.write_text(text.replace("tema:\n  utseende: klassisk\n\n", ""), encoding="utf-8")
    out = build(content, content.parent / "out", "2025", "--format", "pdf")
    page = opened(out / "handlingsprogram-2025.pdf")[2]
    fonts = {font[3].partition("+")[2] for font in page.get_fonts()}
    assert any(font.startswith("IBMPlexSansArabic") for font in fonts)
    assert any(font.startswith("SourceSansPro") for font in fonts)


def test_the_guide_names_every_look() -> None:
    guide = (ROOT / "docs" / "brukerveiledning.md").read_text(encoding="utf-8")
    assert [look for look in LOOKS if f"`{look}`" not in guide] == []


LONG = (
    "Handlingsprogram for interkommunalt samarbeid om arealplanlegging, klimatilpasning og næringsutvikling"
)


@pytest.mark.parametrize("name", [one for one in LOOKS if one != "klassisk"])
def test_a_long_title_and_a_tall_logo_leave_the_cover_one_page(
    folders: Path, tmp_path: Path, name: str
) -> None:
    content = shutil.copytree(folders / "ny" / "content", tmp_path / "content")
    theme = "mål: {skala: 1.6, luft: 1.5}\nlogo: {fil: høy.svg, alttekst: Rådet, bredde: 30}\n"
    (content / "tema.yaml").write_text(f"utseende: {name}\n{theme}", encoding="utf-8")
    (content / "høy.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="160">'
        '<rect width="40" height="160"/></svg>',
        encoding="utf-8",
    )
    program = content / str(YEAR) / "program.yaml"
    text = program.read_text(encoding="utf-8")
    old = f"omslag:\n  tittel: Handlingsprogram {YEAR}"
    assert old in text
    program.write_text(text.replace(old, f"omslag:\n  tittel: {LONG} {YEAR}–2036"), encoding="utf-8")
    out = build(content, tmp_path / "out", "--format", "pdf,docx")
    for path in (out / f"{NAME}.pdf", lay_out(out / f"{NAME}.docx", tmp_path)):
        first, second = (" ".join(opened(path)[nr].get_text().split()) for nr in (0, 1))
        assert "næringsutvikling" in first, path.name
        assert "Fjordskogrådet" in first, path.name
        assert "Innhold" in second, path.name
