"""The web page, read as a browser's parser reads it: parts, links, tables, footnotes, properties, policy."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.render.edition.parts import Heading
from handlingsprogram.render.edition.view import entries, view
from tests.conftest import build
from tests.documents.facts import DATES, NOTES, TABLES, TITLES
from tests.documents.readers import html_page, squeeze
from tests.documents.test_features import SVG, png, with_figures

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("html")


@pytest.fixture(scope="module")
def path(year: int, built: Path) -> Path:
    return built / f"handlingsprogram-{year}.html"


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    return html_page(path)


def meta(page: Any, name: str) -> str:
    [value] = page.xpath(f"//head/meta[@name='{name}']/@content")
    return str(value)


def test_it_has_one_title_and_one_of_each_landmark(page: Any) -> None:
    for tag in ("h1", "header", "nav", "main", "footer"):
        assert len(page.findall(f".//{tag}")) == 1, tag
    [labelled] = page.xpath("//nav/@aria-labelledby")
    assert page.get_element_by_id(labelled).text_content() == "Innhold"


def test_headings_stand_at_their_level_in_sections_with_the_contents_own_ids(
    page: Any, program: Program
) -> None:
    expected = [part for part in view(program, {}).deler if isinstance(part, Heading)]
    found = page.xpath("//main//section[not(contains(@class, 'fotnoter'))]/*[1]")
    read = [(node.getparent().get("id"), node.tag, squeeze(node.text_content())) for node in found]
    assert read == [(heading.id, f"h{heading.nivå + 1}", squeeze(heading.tekst)) for heading in expected]


def test_the_contents_list_what_the_programme_lists_and_lead_there(page: Any, program: Program) -> None:
    listed = [(link.get("href"), squeeze(link.text_content())) for link in page.xpath("//nav//a")]
    assert listed == [(f"#{entry.id}", squeeze(entry.tittel)) for entry in entries(program)]
    depths = [len(link.xpath("ancestor::ul")) for link in page.xpath("//nav//a")]
    assert depths == [entry.nivå for entry in entries(program)]


def test_every_link_into_the_page_has_its_target_and_ids_are_used_once(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) > 50
    targets = [href[1:] for href in page.xpath("//body//a/@href") if href.startswith("#")]
    assert len(targets) > 15
    assert set(targets) <= set(ids)


def test_every_measure_and_table_can_be_linked_to(page: Any, program: Program) -> None:
    ids = set(page.xpath("//@id"))
    assert {tiltak.id for tiltak in program.tiltak()} <= ids
    assert program.budsjett
    assert {tabell.id for tabell in program.budsjett.tabeller} <= ids


def test_tables_have_names_and_header_cells(page: Any, year: int) -> None:
    tables = page.xpath("//main//table")
    assert len(tables) == TABLES[year]
    for table in tables:
        assert table.get("aria-label")
        scopes = {cell.get("scope") for cell in table.xpath("thead//th")}
        assert scopes <= {"col", "colgroup"}
        assert not [cell for cell in table.xpath(".//th") if not cell.text_content().strip()]
    budgets = page.xpath("//table[contains(@class, 'budsjett')]")
    assert len(budgets) >= 2
    for row in (row for table in budgets for row in table.xpath("tbody/tr")):
        assert [cell.get("scope") for cell in row.xpath("th")] == ["row"]
        assert row[0].tag == "th"


def test_a_stacked_cell_says_which_column_it_is(page: Any, program: Program) -> None:
    names = [kolonne.overskrift for kolonne in program.kolonner]
    rows = page.xpath("//table[@class='tiltak']/tbody/tr")
    assert len(rows) == len(list(program.tiltak())) > 20
    for row in rows:
        assert [cell.get("data-navn") for cell in row] == names


def test_footnotes_lead_both_ways_and_say_where(page: Any, year: int) -> None:
    marks = page.xpath("//a[@role='doc-noteref']")
    assert len(marks) == NOTES[year]
    for number, mark in enumerate(marks, 1):
        assert (mark.text_content(), mark.get("aria-label")) == (str(number), f"Fotnote {number}")
        note = page.get_element_by_id(mark.get("href")[1:])
        [back] = note.xpath(".//a[@role='doc-backlink']")
        assert back.get("href") == f"#{mark.get('id')}"
        assert back.get("aria-label") == f"Tilbake til teksten fra fotnote {number}"


def test_its_properties_are_those_of_the_programme(page: Any, year: int, program: Program) -> None:
    assert page.get("lang") == "nb-NO"
    assert page.findtext(".//title") == f"{TITLES[year]} – Osloregionen"
    assert meta(page, "author") == meta(page, "dcterms.creator") == "Osloregionen"
    assert meta(page, "dcterms.title") == TITLES[year]
    assert meta(page, "description") == program.emne
    assert meta(page, "keywords").split(", ") == list(program.stikkord)
    assert meta(page, "dcterms.language") == "nb-NO"
    assert meta(page, "status") == program.status
    assert meta(page, "dcterms.created" if program.er_utkast else "dcterms.issued") == DATES[year]


def test_a_draft_says_so_before_its_title(page: Any, program: Program) -> None:
    notes = [squeeze(note.text_content()) for note in page.xpath("//header//*[@class='utkast']")]
    assert notes == (["Utkast Programmet er ikke vedtatt og kan bli endret."] if program.er_utkast else [])


def test_the_policy_lets_in_one_stylesheet_and_nothing_else(path: Path, page: Any) -> None:
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = re.findall(rb"<style>(.*?)</style>", path.read_bytes(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert policy.split("; ")[:3] == ["default-src 'none'", f"style-src 'sha256-{digest}'", "img-src data:"]
    assert policy.split("; ")[3:] == ["font-src data:", "base-uri 'none'", "form-action 'none'"]
    assert not page.xpath(
        "//script | //iframe | //object | //@style | //*[local-name()='style'][ancestor::body]"
    )
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //img[not(starts-with(@src, 'data:'))]")


def test_pictures_lie_in_the_page_as_images_and_never_as_part_of_it(content: Path) -> None:
    with_figures(content)
    (content / "2021" / "figurer" / "bilde.png").write_bytes(png(40, 30))
    page = html_page(
        build(content, content.parent / "out", "2021", "--format", "html") / "handlingsprogram-2021.html"
    )
    figures = page.xpath("//figure[@class='figur']")
    sources = [figure.find("img").get("src").split(",") for figure in figures]
    assert [kind for kind, _ in sources] == ["data:image/svg+xml;base64", "data:image/png;base64"]
    assert base64.b64decode(sources[0][1]).decode() == SVG
    assert all(figure.find("img").get("alt") for figure in figures)
    assert any(figure.findtext("figcaption") for figure in figures)
    assert not page.xpath("//*[local-name()='circle']")


def test_lists_with_letters_keep_their_parenthesis(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2021.html")
    [letters] = page.xpath("//div[@class='parentes']/ol")
    assert letters.get("type") == "a"
    assert len(letters) == 6
