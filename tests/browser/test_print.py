"""A report on paper: a head of one page, all that is folded on a screen open, nothing torn apart."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pymupdf
import pytest

from tests.browser.shown import unfolded

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")

ABOVE = "summary, .oppsummering h3, .sidetittel, .hode, .feltnavn, .tallene caption, .fakta"
"""What stands above something, and must not stand alone."""


class Seen(NamedTuple):
    """What a screen shows of a page."""

    chapters: str
    """The chapters, unfolded."""
    points: list[str]
    """What the head says of the measures."""
    sums: str
    """The last line of the head's count."""
    appearance: str
    """What is said of how it looks, at the end."""
    headings: set[str]
    """What must not stand last on a sheet."""


@pytest.fixture(scope="module")
def seen(browser: Browser, between_years: Shown) -> Seen:
    """Return what is seen of the page of two years, folded as it opens but for the chapters."""
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(between_years.url)
    points = page.locator(".omrade li").all_inner_texts()
    sums = page.locator(".antall tfoot").inner_text()
    appearance = page.locator(".utseende").text_content() or ""
    headings = {bare(text) for text in page.locator(ABOVE).all_text_contents()} - {""}
    unfolded(page, between_years)
    # What only a screen reader is told is not printed.
    page.evaluate("document.querySelectorAll('.skjult').forEach(told => told.remove())")
    chapters = " ".join(page.locator(".kapittel").all_inner_texts())
    context.close()
    return Seen(chapters, points, sums, appearance, headings)


@pytest.fixture(scope="module", params=["0mm", "10mm"])
def sheets(
    browser: Browser,
    between_years: Shown,
    folder: Path,
    request: pytest.FixtureRequest,
) -> list[str]:
    """Print the page as it opens: folded, in a browser that is dark; return the sheets' texts."""
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(between_years.url)
    path = folder / "endringer.pdf"
    margins: Any = dict.fromkeys(("top", "right", "bottom", "left"), request.param)
    page.pdf(path=path, print_background=False, prefer_css_page_size=True, margin=margins)
    context.close()
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        return [sheet.get_text() for sheet in pdf]


def bare(text: str) -> str:
    """Return the letters and figures of a text: lines and words end elsewhere on paper."""
    return re.sub(r"[\W_]", "", text).casefold()


def test_the_head_is_one_sheet_with_every_measure_and_the_chapters_begin_on_the_next(
    seen: Seen, sheets: list[str]
) -> None:
    first = bare(sheets[0])
    assert len(seen.points) == 5 + 25 + 27
    assert all(bare(re.sub("^(Videreført|Nytt|Avsluttet):", "", point)) in first for point in seen.points)
    for words in ("Endringer fra 2021 til 2025", "Budsjettet i korte trekk", "Utgående mindreforbruk 2 151"):
        assert bare(words) in first
    assert bare(seen.sums) in first
    assert bare(sheets[1]).startswith(bare("Rammer og struktur for handlingsprogrammet"))


def test_what_is_folded_on_a_screen_is_all_on_paper(seen: Seen, sheets: list[str]) -> None:
    printed = bare(" ".join(sheets[1:]))
    letters = Counter(re.sub(r"\d", "", bare(seen.chapters)))
    assert letters.total() > 40_000
    assert not letters - Counter(printed)
    assert "endringer i utseendet" in seen.appearance
    assert bare(seen.appearance) in printed
    assert not any(words in " ".join(sheets) for words in ("Vis bare", "Gå til", "Brett ut"))


def test_no_sheet_ends_with_a_heading_or_a_caption(seen: Seen, sheets: list[str]) -> None:
    assert len(sheets) < 36
    for sheet in sheets[1:]:
        line, end = bare(sheet.splitlines()[-1]), bare(sheet)
        assert not [head for head in seen.headings if head.endswith(line) and end.endswith(head)], line
