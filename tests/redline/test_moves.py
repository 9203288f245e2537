"""What was moved past other things is a move, in the place where it was and where it is."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from handlingsprogram.review.redline import moves
from handlingsprogram.review.redline.align import align_blocks
from handlingsprogram.review.redline.ends import settle
from handlingsprogram.review.redline.source import Block, Section
from tests.documents.readers import W
from tests.redline.revisions import Package
from tests.redline.test_blocks import paragraph
from tests.redline.test_redline import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlingsprogram.review.redline.source import Source
    from tests.redline.reports import Report

WAYS = ("From", "To")
BOTH = pytest.mark.parametrize("pair", ["2025-moved", "moved-2025"])


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


@pytest.mark.parametrize(("said", "is_move"), [("Jernbane", False), ("en gangvei langs elva og stien", True)])
def test_a_short_item_that_may_stand_in_many_places_is_no_move(said: str, *, is_move: bool) -> None:
    texts = [said, "vi skal bygge en bro over elva", "vi skal merke stien til fjells og hjem"]
    old, new = (
        [Block(paragraph("BodyText", ((words, False),))) for words in side]
        for side in (texts, [*texts[1:], said])
    )
    lines = settle(align_blocks(old, new, frozenset()))
    before, after = (cast("Source", SimpleNamespace(sections=[Section("", side)])) for side in (old, new))
    moves.find(lines, before, after, frozenset(), {})
    assert [item.move is not None for item in lines if item.is_alone] == [is_move, is_move]
