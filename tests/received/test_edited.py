"""What people do in a Word file, by hand, and what becomes of it in the content of 2025."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.received.file.resolve import accepted
from tests.conftest import ROOT
from tests.received.hand.xml import Xml, said_instead
from tests.received.programmes import received, returned, word_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("edited")
Back = Callable[["Xml"], tuple[list[str], list[str]]]
WORDS = "IMDI Velkomsttjenester (Oslo kommune)"


@pytest.fixture(scope="module")
def built() -> bytes:
    return word_of(ROOT / "content" / "2025")


@pytest.fixture
def back(tmp_path: Path) -> Back:
    """Read a file back; return the lines of the content that change, and what cannot be content."""

    def read_back(xml: Xml) -> tuple[list[str], list[str]]:
        shutil.copytree(ROOT / "content", tmp_path / "content")
        made = returned(accepted(received(xml.docx())), "", tmp_path / "content", "2025")
        assert made.conflicts == ()
        lines = [
            line
            for old, new in made.files.values()
            for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]
        return lines, [one.what for one in made.remarks]

    return read_back


@pytest.fixture
def xml(built: bytes) -> Xml:
    return Xml(built)


def test_a_copied_row_of_the_budget_is_a_new_post_with_an_id_from_its_words(xml: Xml, back: Back) -> None:
    row = xml.find("tr", WORDS)
    xml.behind(row, said_instead(row, {WORDS: "Tilskudd fra fylket", "150": "−40"}))
    lines, remarks = back(xml)
    assert lines == [
        "+      - id: tilskudd-fra-fylket",
        "+        navn: Tilskudd fra fylket",
        "+        tall: {revidert-2024: -40, budsjett-2025: 0}",
        "+",
    ]
    assert remarks == ["en ny post; ta den med i summen den hører til, i budsjett.yaml"]


def test_a_column_that_is_deleted_is_told_and_takes_nothing_out_of_the_content(xml: Xml, back: Back) -> None:
    table = xml.find("tbl", "Faggruppen næringssamarbeid")
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", table, re.DOTALL)
    fewer = "".join(re.sub(r"<w:tc>.*?</w:tc>(?=<w:tc>.*</w:tc>)", "", row, count=1) for row in rows)
    xml.replace(table, table[: table.index(rows[0])] + fewer + "</w:tbl>")
    assert back(xml) == (
        [],
        ["en kolonne som er ny, slettet eller flyttet; endre kolonnene i YAML-filen"],
    )


def test_a_new_heading_and_a_new_table_are_told(xml: Xml, back: Back) -> None:
    heading = next(one for one in xml.all("p") if "Heading1" in one and "Rammer" in one)
    xml.behind(heading, said_instead(heading, {}).replace("Rammer", "Ordninger"))
    table = xml.find("tbl", "Faggruppen næringssamarbeid")
    xml.behind(table, "<w:p/>" + said_instead(table, {}))
    lines, remarks = back(xml)
    assert lines == []
    assert remarks == [
        "en ny overskrift; skriv kapitlet i YAML-filen",
        "en ny tabell; skriv den i YAML-filen",
    ]


def test_a_row_whose_name_is_emptied_is_still_a_row(xml: Xml, back: Back) -> None:
    xml.retype("Sum inntekter", "")
    assert back(xml) == (["-        navn: Sum inntekter"], [])


def test_a_deleted_table_takes_its_measures_along_and_nothing_else(xml: Xml, back: Back) -> None:
    xml.replace(xml.find("tbl", "Faggruppen næringssamarbeid"), "")
    lines, remarks = back(xml)
    assert [line for line in lines if line.startswith("+")] == []
    assert [line.split("id: ")[1] for line in lines if "- id: " in line] == [
        "utenlandsk-arbeidskraft",
        "faggruppe-naeringssamarbeid",
    ]
    assert remarks == []


def test_a_typed_sum_is_told_and_is_no_value(xml: Xml, back: Back) -> None:
    row = xml.find("tr", "Sum inntekter")
    xml.replace(row, row.replace(">8\u00a0096<", ">9\u00a0000<"))
    lines, remarks = back(xml)
    assert lines == []
    assert remarks == ["et tall som følger av andre; endre dem det følger av"]


def test_a_typed_sum_that_agrees_with_its_posts_is_nothing_to_say(xml: Xml, back: Back) -> None:
    for row, old, new in (
        (WORDS, "150", "160"),
        ("Sum inntekter", "8\u00a0269", "8 279"),
        ("Resultat (neg. resultat", "564", "574"),
    ):
        found = xml.find("tr", row)
        xml.replace(found, found.replace(f">{old}<", f">{new}<"))
    lines, remarks = back(xml)
    assert lines == [
        "-        tall: {revidert-2024: 150, budsjett-2025: 0}",
        "+        tall: {revidert-2024: 160, budsjett-2025: 0}",
    ]
    assert remarks == []


def test_a_percentage_is_no_amount(xml: Xml, back: Back) -> None:
    row = xml.find("tr", WORDS)
    xml.replace(row, row.replace(">150<", ">5 %<"))
    assert back(xml) == ([], ["en verdi som feltet ikke kan ha: «5 %» er ikke et tall"])


def test_a_table_without_its_head_is_told(xml: Xml, back: Back) -> None:
    xml.replace(next(one for one in xml.all("tr") if "Potensielle partnere" in one), "")
    assert back(xml) == ([], ["en tabell uten hoderaden sin; den skrives ut likevel"])


def test_a_heading_that_is_made_a_paragraph_is_told(xml: Xml, back: Back) -> None:
    heading = next(one for one in xml.all("p") if "Heading1" in one and "Overordnede strategier" in one)
    style = re.search(r'<w:pStyle w:val="Heading1[^"]*"', heading)
    assert style
    xml.replace(heading, heading.replace(style[0], '<w:pStyle w:val="BodyText"'))
    assert back(xml) == ([], ["et annet overskriftsnivå; gjør om på kapitlene i YAML-filene"])


def test_a_row_that_looks_like_a_word_and_its_meaning_is_a_new_definition(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "programmer" / "klima" / "content"
    xml = Xml(word_of(folder / "klimaplan-2026"))
    word = xml.find("p", "Tiltakshierarkiet")
    meaning = xml.find("p", "Rekkefølgen når natur blir berørt:")
    model = said_instead(word, {"Tiltakshierarkiet": "Nullutslipp"})
    xml.replace(word, model + said_instead(meaning, {"Rekkefølgen når natur blir berørt:": "Ingen."}) + word)
    shutil.copytree(folder, tmp_path / "content")
    made = returned(accepted(received(xml.docx())), "", tmp_path / "content", "klimaplan-2026")
    ((old, new),) = made.files.values()
    added = [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]
    assert added == ["+         - ord: Nullutslipp", "+           forklaring: Ingen."]


def test_a_file_where_every_paragraph_has_new_words_is_still_known(xml: Xml, back: Back) -> None:
    long = re.compile(r'(<w:t xml:space="preserve">)([^<]{15,})(</w:t>)')
    xml.text = long.sub(lambda text: f"{text[1]}{text[2].replace(' ', ' også ', 1)}{text[3]}", xml.text)
    lines, _ = back(xml)
    assert len([line for line in lines if " også " in line]) > 100


def test_a_message_is_changed_where_a_section_opens_and_not_where_it_is_told_again(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "programmer" / "region" / "content"
    shutil.copytree(folder, tmp_path / "content")
    built = word_of(folder / "handlingsprogram-2026")
    changed, told = [], []
    for words in ("bygger", "bygger"), ("bygger", "river"), ("river", "bygger"):
        xml = Xml(built)
        before, between, after = xml.text.split("bygger ned, får")
        xml.text = f"{before}{words[0]} ned, får{between}{words[1]} ned, får{after}"
        made = returned(accepted(received(xml.docx())), "", tmp_path / "content", "handlingsprogram-2026")
        changed.append([new for _, new in made.files.values()])
        told.append([one.where for one in made.remarks])
    same, [natur], again = changed
    assert same == again == []
    assert "åpning:\n  budskap: Det vi river ned, får vi ikke tilbake.\n" in natur
    assert told == [[], [], ["Det vi river ned, får vi ikke tilbake."]]
