"""What was moved past other things is a move, in the place where it was and where it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.readers import W
from tests.redline.revisions import Package
from tests.redline.test_redline import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.redline.conftest import Report

WAYS = ("From", "To")
BOTH = pytest.mark.parametrize("pair", ["2025-moved", "moved-2025"])


def moved(package: Package, way: str) -> dict[str, list[str]]:
    """Return what each move's range holds, by the move's name: the texts of its paragraphs, in order."""
    found: dict[str, list[str]] = {}
    open_now: dict[str, str] = {}
    node: Any
    for node in package.body.iter():
        if node.tag == f"{W}move{way}RangeStart":
            assert node.get(f"{W}name") not in found, "a name is used once in either place"
            open_now[node.get(f"{W}id")] = node.get(f"{W}name")
            found[node.get(f"{W}name")] = []
        elif node.tag == f"{W}move{way}RangeEnd":
            del open_now[node.get(f"{W}id")]
        elif node.tag == f"{W}move{way}" and node.getparent().tag != f"{W}rPr":
            assert len(open_now) == 1, "what is moved stands in one range"
            found[next(iter(open_now.values()))].append(text(node))
    assert not open_now
    return found


def struck_and_new(package: Package) -> list[str]:
    return [text(mark) for mark in package.body.iter(f"{W}ins", f"{W}del") if text(mark).strip()]


@BOTH
def test_what_is_moved_away_is_what_is_moved_here(pair: str, report_of: Callable[[str], Report]) -> None:
    away, here = (moved(Package(report_of(pair).file), way) for way in WAYS)
    assert away == here
    assert len(away) > 3


@BOTH
def test_a_moved_chapter_is_neither_struck_nor_new(pair: str, report_of: Callable[[str], Report]) -> None:
    package = Package(report_of(pair).file)
    contents: Any = package.body.find(f"{W}body/{W}sdt")
    contents.getparent().remove(contents)  # a line of the contents moves with its page number
    # Nothing but the chapters' own numbers, in references to them.
    assert all(re.fullmatch(r"[ \d.]+", said) for said in struck_and_new(package))
    told = [said for texts in moved(package, "To").values() for said in texts]
    for start in (
        "Overordnede strategier",
        "Roller og ansvar",
        "Omdanningen av Osloregionen",
        "Gjennomføre webin",
    ):
        assert sum(said.startswith(start) for said in told) == 1, start


@BOTH
def test_a_moved_row_goes_and_comes_as_a_row(pair: str, report_of: Callable[[str], Report]) -> None:
    package = Package(report_of(pair).file)
    for status, way in (("del", "From"), ("ins", "To")):
        rows = [row for row in package.body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{status}") is not None]
        assert Counter(text(row)[:20] for row in rows)["Gjennomføre webinare"] == 1
        for row in rows:
            paragraphs = [paragraph for paragraph in row.iter(f"{W}p") if text(paragraph)]
            assert all(paragraph.find(f"{W}move{way}") is not None for paragraph in paragraphs)


@BOTH
def test_each_end_of_a_move_is_where_word_puts_it(pair: str, report_of: Callable[[str], Report]) -> None:
    """The range begins in the first paragraph, behind its properties, and ends behind the last block."""
    package = Package(report_of(pair).file)
    for way in WAYS:
        start: Any
        end: Any
        for start in package.body.iter(f"{W}move{way}RangeStart"):
            assert start.getparent().tag == f"{W}p"
            assert start.getprevious().tag == f"{W}pPr"
            assert {f"{W}author", f"{W}date", f"{W}name", f"{W}id"} == set(start.keys())
        for end in package.body.iter(f"{W}move{way}RangeEnd"):
            assert end.getparent().tag in {f"{W}body", f"{W}tbl"}
            assert end.getprevious().tag in {f"{W}p", f"{W}tr"}


def test_moves_are_of_a_hand_of_their_own(report_of: Callable[[str], Report]) -> None:
    """What one hand strikes and writes, LibreOffice takes for a move of its own, and spoils what follows."""
    package = Package(report_of("2025-moved").file)
    hands = {
        tag: {mark.get(f"{W}author") for mark in package.body.iter(f"{W}{tag}")}
        for tag in ("moveFrom", "moveTo", "ins", "del")
    }
    assert hands == {
        "moveFrom": {"handlingsprogram: flyttet"},
        "moveTo": {"handlingsprogram: flyttet"},
        "ins": {"handlingsprogram: nytt"},
        "del": {"handlingsprogram: fjernet"},
    }


def test_a_short_item_that_stands_in_many_places_is_no_move(report_of: Callable[[str], Report]) -> None:
    package = Package(report_of("2021-2025").file)
    told = [said.strip() for way in WAYS for texts in moved(package, way).values() for said in texts]
    assert not {"Jernbane", "Kraft", "Oslofjorden", "Innsatsområder"} & set(told)


def test_a_chapter_that_both_years_have_stands_once_between_them(report_of: Callable[[str], Report]) -> None:
    """«Organisering» was struck on page 5 and written anew on page 27."""
    package = Package(report_of("2021-2025").file)
    headings = [
        node for node in package.body.iter(f"{W}p") if text(node).endswith("Osloregionens organisering")
    ]
    assert len(headings) == 1
    assert headings[0].find(f"{W}pPr/{W}rPr") is None
    assert [text(mark).strip() for mark in headings[0].iter(f"{W}del")] == ["2."]


def test_what_is_new_stands_with_its_siblings(report_of: Callable[[str], Report]) -> None:
    """No new text stands below a heading that goes; the budget's last paragraph is with its others."""
    package = Package(report_of("2021-2025").file)
    below: Any = None
    body: Any = package.body.find(f"{W}body")
    for node in body:
        style = node.find(f"{W}pPr/{W}pStyle")
        is_gone = node.find(f"{W}pPr/{W}rPr/{W}del") is not None
        is_new = node.tag == f"{W}p" and node.find(f"{W}ins") is not None and node.find(f"{W}del") is None
        if style is not None and style.get(f"{W}val").startswith("Heading"):
            below = node if is_gone else None
        elif is_new:
            assert below is None, (text(below), text(node))
    texts = [text(node) for node in package.body.iter(f"{W}p")]
    last = next(i for i, said in enumerate(texts) if "Posten til Kommunikasjon dekker" in said)
    assert last < max(i for i, said in enumerate(texts) if said.startswith("5.2.4. Resultat"))
