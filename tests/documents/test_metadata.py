"""Every file says the same of itself, and a draft says on every page that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest
from lxml import etree

from handlingsprogram.revision import VARIABLE
from tests.conftest import ROOT, build
from tests.documents.facts import DATES, TITLES
from tests.documents.readers import DRAFT_MARK, page_texts, pdf_pages
from tests.documents.test_features import edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("metadata")

REVISION = "0123456789abcdef0123456789abcdef01234567"
EMNER = {
    2021: "Osloregionens aktiviteter og budsjett for 2021",
    2025: "Osloregionens tiltak, resultatmål og budsjett for 2025",
}
KEYWORDS = ["handlingsprogram", "budsjett", "interkommunalt politisk råd"]
STATUSES = {2021: "utkast", 2025: "vedtatt"}
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
# What PDF/A takes for granted (ISO 19005-2, 6.6.2.3); typst describes the rest in the file.
PREDEFINED = {"dc", "pdfaid", "xmp", "xmpMM", "pdf", "xmpTPg", "pdfuaid", "pdfaExtension"}


@pytest.fixture(scope="module")
def built_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build every year as from a known revision."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(VARIABLE, REVISION)
        yield build(ROOT / "content", tmp_path_factory.mktemp("revision"), "--format", "docx,pdf")


@pytest.fixture(scope="module")
def expected(year: int) -> dict[str, Any]:
    return {
        "tittel": TITLES[year],
        "organisasjon": "Osloregionen",
        "emne": EMNER[year],
        "stikkord": ", ".join(KEYWORDS),
        "språk": "nb-NO",
        "status": STATUSES[year],
        "dato": DATES[year],
        "tidspunkt": f"{DATES[year]}T00:00:00+00:00",
        "revisjon": REVISION,
    }


def own_of_docx(document: Any) -> dict[str, str]:
    parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
    root = etree.fromstring(parts["/docProps/custom.xml"])
    return {str(node.get("name")): "".join(map(str, node.itertext())) for node in root}


def test_the_pdfs_info_and_xmp_say_it(year: int, built_at: Path, expected: dict[str, Any]) -> None:
    reader = pypdf.PdfReader(built_at / f"handlingsprogram-{year}.pdf")
    info: Any = reader.metadata
    assert {
        "tittel": info.title,
        "organisasjon": info.author,
        "emne": info.subject,
        "stikkord": info["/Keywords"],
        "språk": info["/Språk"],
        "status": info["/Status"],
        "dato": info["/Dato"],
        "tidspunkt": info.creation_date.isoformat(),
        "revisjon": info["/Revisjon"],
    } == expected
    assert info["/Organisasjon"] == info.author
    assert info.modification_date == info.creation_date
    xmp = etree.fromstring(reader.trailer["/Root"]["/Metadata"].get_object().get_data())  # type: ignore[index]

    def value(name: str) -> str:
        (node,) = xmp.iterfind(f".//{name}", NAMESPACES)
        return "".join(map(str, node.itertext()))

    assert {
        "tittel": value("dc:title"),
        "organisasjon": value("dc:creator"),
        "emne": value("dc:description"),
        "stikkord": value("pdf:Keywords"),
        "språk": value("dc:language"),
        "status": value("xmp:Label"),
        "dato": value("dc:date"),
        "tidspunkt": value("xmp:CreateDate"),
        "revisjon": value("xmpMM:VersionID"),
    } == expected
    assert value("dc:publisher") == expected["organisasjon"]
    assert value("dc:subject") == "".join(KEYWORDS)
    prefixes = {node.prefix for node in xmp.iterfind("rdf:RDF/rdf:Description/*", NAMESPACES)}
    assert prefixes <= PREDEFINED


def test_words_properties_say_it(year: int, built_at: Path, expected: dict[str, Any]) -> None:
    document = docx.Document(str(built_at / f"handlingsprogram-{year}.docx"))
    core = document.core_properties
    own = own_of_docx(document)
    assert {
        "tittel": core.title,
        "organisasjon": core.author,
        "emne": core.subject,
        "stikkord": core.keywords,
        "språk": core.language,
        "status": core.content_status,
        "dato": own["Dato"],
        "tidspunkt": core.created.isoformat() if core.created else "",
        "revisjon": own["Revisjon"],
    } == expected
    assert own == {
        "Organisasjon": expected["organisasjon"],
        "Status": expected["status"],
        "Dato": expected["dato"],
        "Språk": expected["språk"],
        "Revisjon": REVISION,
    }


def test_a_revision_changes_nothing_but_the_properties(year: int, built: Path, built_at: Path) -> None:
    name = f"handlingsprogram-{year}.pdf"
    assert (built / name).read_bytes() != (built_at / name).read_bytes()
    assert pdf_pages(built / name) == pdf_pages(built_at / name)


def test_an_unknown_revision_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    out = build(ROOT / "content", tmp_path, "2025", "--format", "docx,pdf")
    info: Any = pypdf.PdfReader(out / "handlingsprogram-2025.pdf").metadata
    assert "/Revisjon" not in info
    assert "/Status" in info
    assert "Revisjon" not in own_of_docx(docx.Document(str(out / "handlingsprogram-2025.docx")))


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_draft_and_only_a_draft_says_so_on_every_page(
    year: int, ending: str, built: Path, laid_out: Path
) -> None:
    pdf = laid_out if ending == "docx" else built / f"handlingsprogram-{year}.pdf"
    pages = [page.split("\n") for page in page_texts(pdf)]
    marks = [page.count(DRAFT_MARK) for page in pages]
    assert marks == [1 if STATUSES[year] == "utkast" else 0] * len(pages)


def test_properties_hold_any_text(content: Path) -> None:
    path = content / "2025" / "program.yaml"
    edit(path, "tittel: Handlingsprogram 2025\n", "tittel: 'A & B <\"1\"> \\ (æ) “2”'\n")
    out = build(content, content.parent / "out", "2025", "--format", "docx,pdf")
    title = 'A & B <"1"> \\ (æ) “2”'
    assert docx.Document(str(out / "handlingsprogram-2025.docx")).core_properties.title == title
    info: Any = pypdf.PdfReader(out / "handlingsprogram-2025.pdf").metadata
    assert info.title == title
