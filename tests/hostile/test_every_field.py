"""Code in any text field, for whichever format, is printed as the text that it is, as often as it stands."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html
import pypdf
import pytest
from markdown_it import MarkdownIt

from handlingsprogram.render.checked import read_shared, read_years
from tests.conftest import build
from tests.documents.readers import W, html_page, pdf_pages
from tests.hostile.fields import ALLOWED, CODE, YEARS, Texts, text_fields, write
from tests.hostile.pictures import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = re.compile(r"fra(\d+)fra(.*?)til\1til", re.DOTALL)
IN_FOOTERS = {"program:/tittel", "program:/organisasjon"}
NOT_PRINTED = IN_FOOTERS | {
    *("program:/emne", "program:/stikkord", "tema:skrift/word", "baerekraftsmal:bærekraftsmål/tittel"),
    "budsjett:avvik/begrunnelse",
}
"""What no page says: properties, fonts, titles on a goal's number, reasons."""
ON_THE_WEB = {"budsjett:figur/tittel"}
"""What the web page alone says."""
ALL_YEARS = 0
"""The year of what stands in the files that all years share."""
TWICE = {"program:nummerering/form", "felles:bærekraftsmål_form/foran"}
"""Before the heading and in the contents; before each of two numbers."""
IN_HEADS = {"budsjett:tabell/hjørne", "budsjett:kolonner/overskrift", "program:kolonner/overskrift"}
"""In a table's header row, which the PDF repeats on each page that the table goes on to."""
NO_FIELDS = {"endringer:", "funn:", "godtatt:", "program:andre_språk"}
"""Schemas of what the tool prints and of what is never printed; expressions that are marked elsewhere."""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


@pytest.fixture(scope="module")
def built(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the years that have code in every field."""
    folder = tmp_path_factory.mktemp("fields")
    write(folder / "content", texts)
    (folder / "content/logo.svg").write_bytes(svg('<rect width="9" height="9"/>'))
    for year in YEARS:
        (folder / f"content/{year}/figurer").mkdir()
        (folder / f"content/{year}/figurer/x.svg").write_bytes(svg('<rect width="9" height="9"/>'))
    return build(folder / "content", folder / "out")


def test_every_text_field_of_every_schema_has_code_in_it(built: Path, texts: Texts) -> None:
    assert built.is_dir()
    fields = {name for name in text_fields() if not name.startswith(tuple(NO_FIELDS))}
    assert fields == set(texts.fields)
    assert len(fields) > 40


def test_the_marks_of_every_plain_field_are_told_and_no_others(built: Path, texts: Texts) -> None:
    content = built.parent / "content"
    shared, findings = read_shared(content)
    for _, here in read_years([content / str(year) for year in YEARS], shared):
        findings += here
    told: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.rule == "tekst-merke":
            file, place = Path(finding.position.file), finding.position
            before = file.read_text(encoding="utf-8").split("\n")[place.line - 1][: place.column]
            told[int(re.findall(r"fra(\d+)fra", before)[-1])].append(finding.message.split("»")[0][1:])
    plain = {number for number, name in enumerate(texts.fields) if texts.is_plain(number)}
    assert plain - told.keys() == {
        number for number in plain if texts.fields[number] == "budsjett:avvik/begrunnelse"
    }
    assert {number: marks for number, marks in told.items() if number not in plain} == {}
    assert {tuple(marks) for marks in told.values()} == {("*k*", "`z`", "<b>", "</b>")}


def markdown_text(path: Path) -> str:
    text = re.sub(r"^\[\^\d+\]:", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    page = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(text))
    return "".join(map(str, page.itertext())) + " ".join(image.get("alt", "") for image in page.iter("img"))


def word_text(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        parts = [
            lxml.etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "footnotes")
        ]
    letters = "".join(node.text or "" for part in parts for node in part.iter(f"{W}t"))
    described = parts[0].iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    return letters + " ".join(node.get("descr", "") for node in described)


def pdf_text(path: Path) -> str:
    root: Any = pypdf.PdfReader(path).trailer["/Root"]
    return " ".join([*pdf_pages(path), *alternatives(root["/StructTreeRoot"])])


def alternatives(node: Any) -> Iterator[str]:
    """Give the alternative texts below a node of a PDF's structure tree."""
    if isinstance(node, list):
        for child in node:
            yield from alternatives(child.get_object())
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alternatives(node["/K"].get_object())


def page_text(path: Path) -> str:
    """Return what the web page says: cover, contents and text; its charts repeat what the tables say."""
    page = html_page(path)
    for figure in page.xpath("//figure[@class='diagram']/div"):
        figure.drop_tree()
    said = [part.text_content() for part in page.xpath("//body/header | //nav | //main")]
    return " ".join([*said, *page.xpath("//img/@alt")])


READERS = {"md": markdown_text, "docx": word_text, "pdf": pdf_text, "html": page_text}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def expected(texts: Texts, year: int, form: str) -> Counter[tuple[str, str]]:
    """Return how often each text of a year's fields must be read, with the name of its field."""
    silent = NOT_PRINTED if form == "html" else NOT_PRINTED | ON_THE_WEB
    return Counter(
        {
            (str(number), name): 2 if name in TWICE else 1
            for number, name in enumerate(texts.fields)
            if texts.years[number] in {ALL_YEARS, year} and name not in silent
        }
    )


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("year", YEARS)
def test_code_is_printed_letter_for_letter(built: Path, texts: Texts, year: int, form: str) -> None:
    text = squeezed(READERS[form](built / f"handlingsprogram-{year}.{form}"))
    found: Counter[tuple[str, str]] = Counter()
    for match in FENCE.finditer(text):
        name = texts.fields[int(match[1])]
        assert match[2] in {squeezed(CODE), squeezed(ALLOWED)}, name
        is_repeated = form == "pdf" and name in IN_HEADS and found[match[1], name]
        if name not in IN_FOOTERS and not is_repeated:
            found[match[1], name] += 1
    assert found == expected(texts, year, form)


@pytest.mark.parametrize("year", YEARS)
def test_code_in_the_files_properties_and_footers_is_text(built: Path, texts: Texts, year: int) -> None:
    organisation, title = (texts.of(year, f"program:/{name}") for name in ("organisasjon", "tittel"))
    pages = pypdf.PdfReader(built / f"handlingsprogram-{year}.pdf").pages
    for page in pages[1:]:
        assert squeezed(f"{organisation} · {title}") in squeezed(page.extract_text())
    metadata = pypdf.PdfReader(built / f"handlingsprogram-{year}.pdf").metadata
    assert metadata
    assert (metadata.title, metadata.author) == (title, organisation)
    assert metadata.subject == texts.of(year, "program:/emne")
    with zipfile.ZipFile(built / f"handlingsprogram-{year}.docx") as package:
        footer = lxml.etree.fromstring(package.read("word/footer.xml"))
        core = lxml.etree.fromstring(package.read("docProps/core.xml"))
        styles = lxml.etree.fromstring(package.read("word/styles.xml"))
    assert f"{organisation} · {title}" in "".join(node.text or "" for node in footer.iter(f"{W}t"))
    properties = [node.text for node in core]
    assert {organisation, title, *(texts.of(year, f"program:/{name}") for name in ("emne", "stikkord"))} <= {
        *properties
    }
    assert texts.of(0, "tema:skrift/word") in {node.get(f"{W}ascii") for node in styles.iter(f"{W}rFonts")}


def test_code_in_a_goal_s_title_is_text(built: Path, texts: Texts) -> None:
    page = lxml.html.fromstring(
        MarkdownIt("commonmark", {"html": True}).render(
            (built / "handlingsprogram-2034.md").read_text(encoding="utf-8")
        )
    )
    titles = {node.get("title") for node in page.iter("span")}
    assert f"Mål 4: {texts.of(0, 'baerekraftsmal:bærekraftsmål/tittel')}" in titles
