"""The filter of a comparison shows exactly what is chosen, and works without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.review.compare.model import Ting, Type
from tests.browser.shown import visible_changes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")


def test_nothing_is_hidden_before_a_choice(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    assert visible_changes(page) == set(range(len(shown.comparison.endringer)))


def test_the_filter_shows_exactly_the_chosen_kind(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    changes = between_years.comparison.endringer
    for kind in Type:
        box = page.get_by_role("checkbox", name=re.compile(f"^{kind.value}", re.IGNORECASE))
        wanted = {nr for nr, change in enumerate(changes) if change.type is kind}
        if not wanted:
            assert box.count() == 0
            continue
        box.check()
        seen = visible_changes(page)
        assert wanted <= seen
        # A post that is renamed and has another figure is one row of a table.
        assert all(changes[nr].ting in {Ting.RAD, Ting.TALLKOLONNE, Ting.TABELL} for nr in seen - wanted)
        things = {(change.ting, change.sti, change.fra_sti) for change in changes if change.type is kind}
        assert shown_number(page) == len(things)
        box.uncheck()


def test_everything_is_shown_again_by_a_button(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    page.get_by_role("checkbox", name=re.compile("^Ny ")).check()
    assert len(visible_changes(page)) < len(revision.comparison.endringer)
    page.get_by_role("button", name="Vis alt").click()
    assert len(visible_changes(page)) == len(revision.comparison.endringer)


def shown_number(page: Page) -> int:
    label = page.locator("label", has=page.locator("input:checked"))
    assert label.count() == 1
    return int(re.findall(r"\d+", label.inner_text())[-1])


def test_both_filters_together_leave_no_empty_chapter(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    page.get_by_label("Flyttet").check()
    page.get_by_label("Tiltak", exact=False).first.check()
    changes = between_years.comparison.endringer
    wanted = {
        nr
        for nr, change in enumerate(changes)
        if change.type is Type.FLYTTET and change.ting in {Ting.TILTAK, Ting.PUNKT}
    }
    assert visible_changes(page) == wanted
    empty = """() => {
        const seen = e => e.checkVisibility();
        const parts = [...document.querySelectorAll(".kapittel, .gruppe, .par")].filter(seen);
        return parts.filter(part => ![...part.querySelectorAll("[data-endring]")].some(seen)).length;
    }"""
    assert page.evaluate(empty) == 0
