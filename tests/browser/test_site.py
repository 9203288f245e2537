"""The site in a browser, opened from a file in a folder below another: search, keyboard, every width, axe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.shown import axe_options
from tests.site.made import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("site")

PAGES = {
    "index.html": (320, "dark"),
    "2025/tiltak/index.html": (768, "light"),
    "2025/tiltak/politisk-pavirkning/index.html": (320, "light"),
    "2025/tiltak/jernbanesatsing/index.html": (1280, "dark"),
    "2021/tiltak/atp-strategi/index.html": (768, "dark"),
    "sok/index.html?q=oslofjorden": (320, "light"),
    "register/index.html": (768, "dark"),
    "register/partnere/ks/index.html": (1280, "light"),
    "register/matrise/2021/index.html": (320, "dark"),
    "tilgjengelighet/index.html": (1280, "light"),
}
"""Each kind of page, and the screen that axe sees it on; all have been seen on all."""
ANSWERED = re.compile("^[^…]*treff[^…]*$")
"""What the page says when it has searched: while it fetches the index, an ellipsis ends what it says."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory) / "under/sti"


@pytest.fixture
def watched(scripted: Page) -> Iterator[Page]:
    """Give a tab with scripts; nothing may be asked for that is not the site's, and no policy broken."""
    said: list[str] = []

    def note(message: Any) -> None:
        said.append(message.text)

    scripted.on("console", note)
    scripted.on("request", lambda request: said.append(request.url) if request.url[:5] != "file:" else None)
    yield scripted
    scripted.remove_listener("console", note)
    assert said == []


def search(page: Page, site: Path, words: str) -> list[str]:
    """Search, and return the addresses of what is found."""
    page.goto(f"{(site / 'sok/index.html').as_uri()}?q={words}")
    expect(page.locator("#svar_")).to_have_text(ANSWERED)
    links = page.locator("#treff_ a")
    return [str(link.get_attribute("href")) for link in links.all()]


def test_the_search_finds_words_as_they_are_thought_of(watched: Page, site: Path) -> None:
    assert "../2025/tiltak/transport-webinarer/index.html" in search(watched, site, "Oslofjorden")
    assert watched.locator("#treff_ mark").first.text_content() == "Oslofjorden"
    assert search(watched, site, "togtilbud") == ["../2025/tiltak/jernbanesatsing/index.html"]
    assert search(watched, site, "togtilbudet") == ["../2025/tiltak/jernbanesatsing/index.html"]
    assert search(watched, site, "togtil") == ["../2025/tiltak/jernbanesatsing/index.html"]
    assert "jernbanesatsing" in "".join(search(watched, site, "tilbud jernbane"))
    with_letters, without = (search(watched, site, word) for word in ("sirkulærøkonomi", "sirkulaerokonomi"))
    assert with_letters
    assert with_letters == without
    assert search(watched, site, "finnesikke") == []
    assert (
        watched.locator("#svar_").text_content()
        == "Ingen treff på «finnesikke». Prøv færre eller kortere ord."
    )


def test_a_search_begins_on_the_front_page_and_ends_on_a_measure_by_keyboard_alone(
    watched: Page, site: Path
) -> None:
    watched.goto((site / "index.html").as_uri())
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.className") == "hopp"
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")
    watched.keyboard.type("togtilbud")
    watched.keyboard.press("Enter")
    expect(watched.locator("#treff_ a")).to_have_count(1)
    order = []
    for _ in range(40):
        watched.keyboard.press("Tab")
        outline, address = watched.evaluate(
            "(e => [getComputedStyle(e).outlineWidth, e.getAttribute('href')])(document.activeElement)"
        )
        assert outline == "3px"
        order.append(address)
        if address and address.endswith("jernbanesatsing/index.html"):
            break
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/2025/tiltak/jernbanesatsing/index.html")


def test_without_scripts_the_search_is_a_list_of_the_pages(page: Page, site: Path) -> None:
    page.goto((site / "sok/index.html").as_uri())
    assert not page.locator("form.sok").is_visible()
    assert page.get_by_text("Søket trenger JavaScript").is_visible()
    assert page.get_by_role("link", name="Handlingsprogram 2025", exact=True).is_visible()


def test_no_page_scrolls_sideways_and_axe_finds_nothing(watched: Page, site: Path) -> None:
    for name, (width, scheme) in PAGES.items():
        page, _, asked = name.partition("?")
        watched.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        watched.goto((site / page).as_uri() + (f"?{asked}" if asked else ""))
        for wide in (768, 1280, 320):
            watched.set_viewport_size({"width": wide, "height": 900})
            assert watched.evaluate("document.documentElement.scrollWidth") <= wide, name
        watched.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(watched, options={**axe_options(contrast=True), "preload": False}).response
        assert len(results["passes"]) > 15, name
        assert results["violations"] == [], name
