"""The filter of a comparison shows exactly what is chosen, and works without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.labels import is_form
from tests.browser.shown import unfolded, visible_changes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from handlingsprogram.review.compare.model import Change
    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")


BEARERS = """() => [...document.querySelectorAll(".kapittel [data-endring]")].map(e => [
    e.dataset.endring.split(" ").map(Number), e.checkVisibility(), e.dataset.vis])"""


def counted(change: Change) -> Type:
    """Return what a change is counted as: what happens to a bullet changes its measure."""
    return Type.ENDRET if change.ting is Ting.PUNKT else change.type


def told_in_chapters(shown: Shown) -> set[int]:
    return {nr for nr, change in enumerate(shown.comparison.endringer) if not is_form(change)}


def test_nothing_is_hidden_before_a_choice(page: Page, shown: Shown) -> None:
    unfolded(page, shown)
    assert visible_changes(page) == told_in_chapters(shown)


@pytest.mark.parametrize(("name", "width"), [("between_years", 1280), ("revision", 320)])
def test_the_filter_shows_exactly_the_chosen_kind(
    page: Page, request: pytest.FixtureRequest, name: str, width: int
) -> None:
    shown: Shown = request.getfixturevalue(name)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(shown.url)
    changes = shown.comparison.endringer
    heads = [text.lower() for text in page.locator(".antall thead th").all_inner_texts()]
    sums = page.locator(".antall tfoot tr > *").all_inner_texts()
    for kind in Type:
        box = page.get_by_role("checkbox", name=re.compile(f"^{kind.value}", re.IGNORECASE))
        if kind.value not in heads:
            assert box.count() == 0
            continue
        box.check()
        assert shown_number(page) == int(sums[heads.index(kind.value)])
        for numbers, is_seen, found_by in page.evaluate(BEARERS):
            wanted = kind in {counted(changes[nr]) for nr in numbers}
            # What was split off tells of changes that are counted where it was split from.
            assert is_seen is wanted or (found_by == "" and not is_seen), numbers
        box.uncheck()


def test_a_choice_opens_what_is_folded_and_is_undone_by_a_button(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    assert visible_changes(page) == set()
    page.get_by_role("checkbox", name=re.compile("^Ny ")).check()
    assert 0 < len(visible_changes(page)) < len(told_in_chapters(between_years))
    page.get_by_role("button", name="Fjern valgene").click()
    assert page.locator("form :checked").count() == 0
    assert visible_changes(page) == set()


def shown_number(page: Page) -> int:
    label = page.locator("label", has=page.locator("input:checked"))
    assert label.count() == 1
    return int(re.findall(r"\d+", label.inner_text())[-1])


def test_both_filters_together_leave_no_empty_chapter(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    page.get_by_label("Flyttet").check()
    page.get_by_label("Tiltak", exact=False).first.check()
    changes = between_years.comparison.endringer
    moved = {change.sti for change in changes if change.type is Type.FLYTTET and change.ting is Ting.TILTAK}
    seen = {(changes[nr].ting, changes[nr].sti) for nr in visible_changes(page)}
    assert {sti for ting, sti in seen if ting is Ting.TILTAK} == moved
    assert {ting for ting, _ in seen} <= {Ting.TILTAK, Ting.PUNKT}
    empty = """() => {
        const seen = e => e.checkVisibility();
        const parts = [...document.querySelectorAll(".kapittel, .del, .par, .bytte")].filter(seen);
        const bearers = "[data-endring]";
        return parts.filter(part => ![part, ...part.querySelectorAll(bearers)]
            .some(e => e.matches(bearers) && seen(e))).length;
    }"""
    assert page.evaluate(empty) == 0


def test_choices_that_nothing_fits_are_said_to_be_so(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    none = page.get_by_text("Ingen endringer passer med det du har valgt.")
    page.get_by_role("checkbox", name="Slått sammen").check()
    assert not none.is_visible()
    page.get_by_role("checkbox", name="Budsjett").check()
    assert none.is_visible()
    assert visible_changes(page) == set()
    page.get_by_role("checkbox", name="Endret").check()
    assert not none.is_visible()


def test_links_from_the_head_open_what_is_folded(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    links = page.locator(".omrade li a")
    targets = [str(link.get_attribute("href")) for link in links.all()]
    assert len(targets) == 5 + 25 + 27
    for i in (0, len(targets) // 2, len(targets) - 1):
        page.goto(between_years.url)
        target = page.locator(targets[i])
        assert not target.is_visible()
        links.nth(i).click()
        assert target.is_visible()
        expect(target).to_be_in_viewport()
        words = links.nth(i).inner_text().rstrip("… ")
        assert words in " ".join(target.inner_text().split())


def test_a_link_to_an_area_or_a_chapter_opens_it(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    for link in (
        page.locator(".omrade h4").get_by_role("link", name="Klima, miljø og natur"),
        page.locator(".sidenav").get_by_role("link", name="Om dokumentet"),
        page.locator(".sidenav").get_by_role("link", name="Utseende"),
    ):
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        fold = page.locator("details", has=target).last
        expect(fold).not_to_have_attribute("open", "")
        link.click()
        expect(fold).to_have_attribute("open", "")
        expect(fold.locator("summary").first).to_be_in_viewport()
