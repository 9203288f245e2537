"""The pages for everyone: axe, keyboard, headings, every width, light and dark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import CUT_WORDS, DIVIDED, WIDTHS, axe_options, unfolded

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (320, "dark"), (768, "light"), (1280, "light"), (1280, "dark")]
)
def test_axe_finds_nothing_in_a_page_with_a_change_of_every_kind(
    scripted: Page, revision: Shown, width: int, scheme: Any
) -> None:
    assert axe(scripted, revision, {"width": width, "scheme": scheme}, contrast=width != 768) == []


def test_axe_finds_nothing_on_paper(scripted: Page, revision: Shown) -> None:
    assert axe(scripted, revision, {"width": 700, "scheme": "dark", "media": "print"}, contrast=True) == []


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[-1]])
def test_axe_finds_nothing_between_the_real_years(scripted: Page, between_years: Shown, width: int) -> None:
    # Contrast takes axe most of a minute here, and is measured above: both pages wear the same styles.
    assert axe(scripted, between_years, {"width": width, "scheme": "light"}, contrast=False) == []


def axe(page: Page, shown: Shown, screen: dict[str, Any], *, contrast: bool) -> list[Any]:
    """Return what axe finds on a screen."""
    page.set_viewport_size({"width": screen["width"], "height": 900})
    page.emulate_media(media=screen.get("media"), color_scheme=screen["scheme"])
    unfolded(page, shown)
    results = Axe().run(page, options=axe_options(contrast=contrast)).response
    assert len(results["passes"]) > 25
    found: list[Any] = results["violations"]
    return found


def test_the_page_never_scrolls_sideways(page: Page, shown: Shown) -> None:
    unfolded(page, shown)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 375])
def test_no_word_is_cut_on_a_telephone(page: Page, shown: Shown, width: int) -> None:
    unfolded(page, shown)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(CUT_WORDS) == []
    assert [part for part, has_hyphen in page.evaluate(DIVIDED) if not has_hyphen] == []


def test_places_to_divide_words_are_parts_of_lines_and_not_of_boxes(page: Page, shown: Shown) -> None:
    unfolded(page, shown)
    around = "[...document.querySelectorAll('o-d')].map(e => getComputedStyle(e.parentElement).display)"
    displays = set(page.evaluate(around))
    assert displays
    assert not {display for display in displays if "flex" in display or "grid" in display}


def test_two_columns_on_a_wide_screen_and_one_on_a_telephone(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    columns = """() => {
        const sides = [...document.querySelector(".felt .rad").children];
        return sides.map(side => [side.getBoundingClientRect().left, side.getBoundingClientRect().top]);
    }"""
    (left, top), (right, same_top) = page.evaluate(columns)
    assert right > left + 300
    assert top == same_top
    page.set_viewport_size({"width": 320, "height": 700})
    (left, top), (right, below) = page.evaluate(columns)
    assert right == left
    assert below > top


def test_headings_and_landmarks_make_an_outline(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert len(levels) > 8
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.lang") == "nb-NO"
    for landmark in ("header", "nav", "main", "form", "footer"):
        assert page.locator(f"body {landmark}").count() == 1, landmark
    targets = page.evaluate("[...document.querySelectorAll('a')].map(link => link.hash.slice(1))")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(target => target.id)")
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_keyboard_skips_to_the_content_and_works_the_filter(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    page.keyboard.press("Tab")
    assert focused(page, "e => e.className") == "hopp"
    assert focused(page, "e => e.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#hoved_innhold")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "e => e.id") == "t_ny":
            break
    assert focused(page, "e => getComputedStyle(e.closest('label')).outlineStyle") == "solid"
    page.keyboard.press("Space")
    assert page.locator("#t_ny").is_checked()
    assert visible_types(page) == {"ny"}


def visible_types(page: Page) -> set[str]:
    """Return the types of the changes that can be seen; rows that follow from others have none."""
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll("main [data-endring]")]
                .filter(e => e.checkVisibility() && e.closest(".velges")?.dataset.vis.split(" ").length === 1)
                .map(e => e.closest(".velges").dataset.vis.split("-")[0])"""
        )
    )


def focused(page: Page, script: str) -> Any:
    return page.evaluate(f"({script})(document.activeElement)")
