"""The case in which a programme is treated, and a programme that is out for comments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import docx
import pytest

from tests.conftest import build, write
from tests.documents.readers import html_page, pdf_pages, squeeze
from tests.documents.test_features import text_of
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("case")

ADDRESS = "https://innsyn.example.no/sak/2031-1234"
LINE = "Sak 45/31, arkivsak 2031/1234"
PROGRAM = f"""\
år: 2031
tittel: Klimaplan
organisasjon: Fjordvik kommune
status: høring
dato: 2031-01-15
språk: nb-NO
sak: {{nummer: 45/31, arkivsak: 2031/1234, lenke: "{ADDRESS}"}}
omslag: {{tittel: Klimaplan, avsender: Fjordvik kommune}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
tiltakstabell: {{kolonner: [{{felt: tiltak, overskrift: Tiltak, bredde: 1}}]}}
kapitler: [planen]
"""
CHAPTER = "id: planen\ntittel: Planen\ninnhold:\n  - tekst: Si hva du mener.\n"


def fill(folder: Path) -> None:
    files = {"program.yaml": PROGRAM, "kapitler/planen.yaml": CHAPTER}
    build(write(folder / "content", 2031, files), folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "case", partial(fill)) / "handlingsprogram-2031"


def test_the_cover_names_the_case_and_leads_to_it(made: Path) -> None:
    assert f"\n[{LINE}](<{ADDRESS}>)\n" in made.with_suffix(".md").read_text(encoding="utf-8")
    page = html_page(made.with_suffix(".html"))
    [link] = page.xpath("//p[@class='sak']/a")
    assert (link.get("href"), link.text_content()) == (ADDRESS, LINE)
    assert page.xpath("//meta[@name='dcterms.identifier']/@content") == ["2031/1234"]
    document = docx.Document(str(made.with_suffix(".docx")))
    styled = [(one.style.name, text_of(one._p)) for one in document.paragraphs[:3] if one.style]
    assert ("Sak", LINE) in styled
    assert ADDRESS in {link.target_ref for link in document.part.rels.values() if link.is_external}
    assert LINE in squeeze(pdf_pages(made.with_suffix(".pdf"))[0])


def test_what_is_out_for_comments_says_so_on_every_page(made: Path) -> None:
    pages = pdf_pages(made.with_suffix(".pdf"))
    assert len(pages) > 1
    assert all("HØRINGSUTKAST" in page for page in pages)
    document = docx.Document(str(made.with_suffix(".docx")))
    section = document.sections[0]
    heads = [section.header, section.first_page_header]
    assert ["".join(one.text for one in head.paragraphs) for head in heads] == ["HØRINGSUTKAST"] * 2
    assert document.core_properties.content_status == "høringsutkast"
    page = html_page(made.with_suffix(".html"))
    told = squeeze(page.xpath("string(//p[@class='utkast'])"))
    assert told == "Høringsutkast Programmet er på høring og kan bli endret."
    assert '"HØRINGSUTKAST"' in page.xpath("string(//style[1])") + "".join(page.xpath("//style/text()"))
