"""What is filled in is read in every format, whatever the field: code in a text as the text that it is."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter, defaultdict
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html
import pypdf
import pytest
from markdown_it import MarkdownIt

from handlingsprogram import cli
from handlingsprogram.render.checked import read_shared, read_years
from tests.conftest import build
from tests.documents.readers import W, html_page, pdf_pages
from tests.hostile.fields import (
    ALLOWED,
    CODE,
    FIGURES,
    IN_PROPERTIES,
    NOT_TEXT,
    ON_THE_WEB,
    UNPRINTED,
    WITH_CHARTS,
    YEARS,
    Texts,
    content_fields,
    reasons,
    write,
)
from tests.hostile.pictures import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("every_field")
"""One worker makes what they share."""

FENCE = re.compile(r"fra(\d+)fra(.*?)til\1til", re.DOTALL)
ALL_YEARS = 0
"""The year of what stands in the files that all years share."""
TWICE = {
    *("program:nummerering/form", "felles:bærekraftsmål_form/foran"),
    *("felles:tabell/tittel", "budsjett:tabell/tittel", "mal:/nivåer"),
    *("felles:seksjon/tittel", "felles:åpning/budskap"),
}
"""Before the heading and in the contents; before each of two numbers; above a table and in a reference;
before a goal's number and in its table's head; where a section opens and in the programme on a page."""
IN_CHARTS = {"budsjett:rad/navn", "budsjett:kolonner/overskrift", "budsjett:tabell/enhet"}
"""What a chart repeats in its picture and in words."""
IN_DRAWINGS = {
    *(f"felles:{owner}/{name}" for owner in ("enhet", "hendelser", "punkter") for name in ("navn", "tekst")),
    "felles:punkter/når",
}
"""What a drawing says in its picture, too."""
LISTED_AGAIN = {"felles:tiltak/tekst", "felles:tiltak/frist", "program:kolonner/overskrift"}
"""What an overview of the measures repeats."""
IN_HEADS = {
    "budsjett:tabell/hjørne",
    "budsjett:kolonner/overskrift",
    "program:kolonner/overskrift",
    "program:felt/enhet",
}
"""In a table's header row, which the PDF repeats on each page that the table goes on to."""


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


def test_every_field_of_every_schema_has_something_in_it_that_is_looked_for(
    built: Path, texts: Texts
) -> None:
    """A field that is added to a schema fails here, until it is printed or there is a reason."""
    assert built.is_dir()
    text, other = content_fields()
    written = set(texts.fields)
    assert len(written) > 40
    assert len(other) > 60
    assert written | set(UNPRINTED) == text
    assert {name: reasons(name) for name in other - set(FIGURES) if len(reasons(name)) != 1} == {}
    assert set(FIGURES) <= other
    assert not any(reasons(name) for name in FIGURES)


def test_every_reason_is_a_field_s() -> None:
    _, other = content_fields()
    places = {name.partition(":")[2] for name in other}
    patterns = [pattern for patterns in NOT_TEXT.values() for pattern in patterns]
    assert [pattern for pattern in patterns if not any(fnmatchcase(one, pattern) for one in places)] == []


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
    for figure in page.xpath("//figure[@class='diagram']/div | //div[@class='tegning']/div"):
        figure.drop_tree()
    said = [part.text_content() for part in page.xpath("//body/header | //nav | //main")]
    return " ".join([*said, *page.xpath("//img/@alt | //div[@class='tegning']/@aria-label")])


READERS = {"md": markdown_text, "docx": word_text, "pdf": pdf_text, "html": page_text}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def expected(texts: Texts, year: int, form: str) -> Counter[tuple[str, str]]:
    """Return how often each text of a year's fields must be read, with the name of its field."""
    silent = IN_PROPERTIES | set(UNPRINTED)
    if form != "html" and year not in WITH_CHARTS:
        silent |= ON_THE_WEB
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
        can_repeat = name in LISTED_AGAIN | (IN_HEADS | IN_DRAWINGS if form == "pdf" else set())
        can_repeat |= year in WITH_CHARTS and name in IN_CHARTS
        can_repeat |= form == "html" and name == "budsjett:tabell/enhet"  # its charts have captions
        if name not in IN_PROPERTIES and not (can_repeat and found[match[1], name]):
            found[match[1], name] += 1
    assert found == expected(texts, year, form)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("year", YEARS)
def test_figures_are_read_with_their_unit_and_signs(built: Path, year: int, form: str) -> None:
    text = squeezed(READERS[form](built / f"handlingsprogram-{year}.{form}"))
    assert [name for name, shown in FIGURES.items() if squeezed(shown) not in text] == []


def word_properties(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return " ".join(
            str(text)
            for name in ("core", "custom")
            for text in lxml.etree.fromstring(package.read(f"docProps/{name}.xml")).itertext()
        )


def pdf_properties(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    root: Any = reader.trailer["/Root"]
    packet = lxml.etree.fromstring(root["/Metadata"].get_data())
    return " ".join([*map(str, (reader.metadata or {}).values()), *map(str, packet.itertext())])


def page_properties(path: Path) -> str:
    return " ".join(html_page(path).xpath("//head/title/text() | //head/meta/@content"))


PROPERTIES = {"docx": word_properties, "pdf": pdf_properties, "html": page_properties}


@pytest.mark.parametrize("form", PROPERTIES)
@pytest.mark.parametrize("year", YEARS)
def test_what_no_page_says_is_in_the_file_s_properties(
    built: Path, texts: Texts, year: int, form: str
) -> None:
    text = squeezed(PROPERTIES[form](built / f"handlingsprogram-{year}.{form}"))
    missing = [name for name in IN_PROPERTIES if squeezed(texts.of(year, name)) not in text]
    assert missing == []
    assert "utkast" in text
    assert "2030-12-01" in text


def test_a_reason_for_a_figure_is_told_by_check(
    built: Path, texts: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    content = built.parent / "content"
    assert cli.main(["check", "2031", "--format", "json", "--content", str(content)]) == cli.GOOD
    told = [one["melding"] for one in json.loads(capsys.readouterr().out)["funn"]]
    reason = texts.of(2031, "budsjett:avvik/begrunnelse")
    assert any(message.endswith(reason) for message in told)


@pytest.mark.parametrize("year", YEARS)
def test_code_in_footers_and_word_s_fonts_is_text(built: Path, texts: Texts, year: int) -> None:
    organisation, title = (texts.of(year, f"program:/{name}") for name in ("organisasjon", "tittel"))
    pages = pypdf.PdfReader(built / f"handlingsprogram-{year}.pdf").pages
    for page in pages[1:]:
        assert squeezed(f"{organisation} · {title}") in squeezed(page.extract_text())
    with zipfile.ZipFile(built / f"handlingsprogram-{year}.docx") as package:
        footer = lxml.etree.fromstring(package.read("word/footer.xml"))
        styles = lxml.etree.fromstring(package.read("word/styles.xml"))
    assert f"{organisation} · {title}" in "".join(node.text or "" for node in footer.iter(f"{W}t"))
    assert texts.of(0, "tema:skrift/word") in {node.get(f"{W}ascii") for node in styles.iter(f"{W}rFonts")}


def test_code_in_a_goal_s_title_is_text(built: Path, texts: Texts) -> None:
    page = lxml.html.fromstring(
        MarkdownIt("commonmark", {"html": True}).render(
            (built / "handlingsprogram-2034.md").read_text(encoding="utf-8")
        )
    )
    titles = {node.get("title") for node in page.iter("span")}
    assert f"Mål 4: {texts.of(0, 'baerekraftsmal:bærekraftsmål/tittel')}" in titles
