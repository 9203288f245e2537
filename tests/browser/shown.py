"""Pages of comparisons, and what a browser reads in them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.faces.html import render
from handlingsprogram.review.report.build import report
from tests.conftest import ROOT
from tests.review import edits

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from handlingsprogram.review.compare.model import Comparison

WIDTHS = (320, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
EDITS = (
    *(edits.reword_measure, edits.move_measure, edits.add_measure, edits.drop_measure, edits.change_figure),
    *(edits.rename_area, edits.split_area, edits.add_post, edits.rename_post, edits.reword_paragraph),
    *(edits.drop_partner, edits.add_partner, edits.reword_bullet, edits.reorder_bullets),
    *(edits.change_frame, edits.change_result, edits.add_paragraph, edits.rename_measures_column),
    # So many that some of the figures stand in charts.
    *(edits.change_figure,) * 5,
)
"""A revision with about everything that can happen in it."""
SEED = 4
"""With this every edit of `EDITS` finds something to do."""


CUT_WORDS = """() => {
    const found = [], range = new Range();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const hidden = e => e && (getComputedStyle(e).clipPath !== "none" || hidden(e.parentElement));
    while (texts.nextNode()) {
        const text = texts.currentNode, around = text.parentElement;
        if (around.closest("style, svg") || !around.checkVisibility() || hidden(around)) continue;
        for (const word of text.data.matchAll(/\\p{L}{2,}/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = [...range.getClientRects()].filter(line => line.width);
            if (new Set(lines.map(line => Math.round(line.top))).size > 1) found.push(word[0]);
        }
    }
    return found;
}"""
"""The words, or parts of words between the places where they may be divided, that stand on two lines."""
DIVIDED = """() => {
    const range = new Range(), found = [];
    const line = (text, place) => {
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        return range.getBoundingClientRect();
    };
    for (const place of document.querySelectorAll("o-d")) {
        const before = place.previousSibling, after = place.nextSibling;
        const is_divided = line(before, before.length - 1).bottom <= line(after, 0).top + 1;
        if (!place.checkVisibility() || !is_divided) continue;
        found.push([before.data.split(/\\s/).pop(), place.getBoundingClientRect().width > 2]);
    }
    return found;
}"""
"""Where lines end in words: what stands before, and whether a hyphen follows."""


@dataclass(frozen=True)
class Shown:
    """A comparison and the file with its page."""

    comparison: Comparison
    path: Path

    @property
    def url(self) -> str:
        return self.path.as_uri()


def axe_options(*, contrast: bool) -> dict[str, Any]:
    """Return what axe shall look for; contrast takes most of its time, and alone depends on the scheme."""
    rules = {"color-contrast": {"enabled": contrast}}
    return {"runOnly": RULES, "resultTypes": ["violations"], "rules": rules}


def written(comparison: Comparison, path: Path) -> Shown:
    """Write a comparison's page."""
    path.write_text(render(report(comparison), ROOT / "content"), encoding="utf-8")
    return Shown(comparison, path)


def revised() -> edits.Script:
    """Return a revision of 2025."""
    script = edits.Script("2025", Random(SEED))
    for edit in EDITS:
        assert edit(script) is not None
    return script


def unfolded(page: Page, shown: Shown) -> None:
    """Open a page with all that can be folded open; a report within a year is so from the start."""
    page.goto(shown.url)
    for box in page.get_by_label("Brett ut alt").all():
        box.check()


def visible_changes(page: Page) -> set[int]:
    """Return the changes that can be seen, those of how it looks apart."""
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll(".kapittel [data-endring]")]
                .filter(bearer => bearer.checkVisibility())
                .flatMap(bearer => bearer.dataset.endring.split(" ").map(Number))"""
        )
    )
