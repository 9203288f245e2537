"""Nothing gets into a page or out of it, whatever the content holds."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.review.compare.compare import compare
from tests.browser.shown import written
from tests.review import edits

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from handlingsprogram.read.model.program import Program
    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")


def test_the_page_is_the_same_with_and_without_scripts(browser: Browser, between_years: Shown) -> None:
    pages = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(between_years.url)
        pages.append(page.locator("body").inner_text())
        context.close()
    assert pages[0] == pages[1]


def test_the_page_asks_for_nothing(browser: Browser, between_years: Shown) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(between_years.url)
    assert requests == [between_years.url]
    assert messages == []
    assert page.locator("script, link, iframe, object, img").count() == 0
    assert page.locator("main").inner_text().count("nye tiltak") == 1
    context.close()


HOSTILE = (
    "<script>window.truffet = 1</script>",
    '"><img src=x onerror="window.truffet = 1">',
    "</style><style>body{display:none}",
    "{{ 7 * 7 }} {% raw %}",
    "x" * 300,
)


def test_content_stays_text_and_long_words_break_no_layout(
    browser: Browser, years: tuple[Program, Program], folder: Path
) -> None:
    script = edits.Script("2025", Random(1))
    area = script.areas(2)[0]
    row = edits.rows_of(area)[0]
    row["tekst"] = "Følg [lenken](javascript:window.truffet=1) " + " ".join(HOSTILE)
    row["partnere"] = list(HOSTILE)
    area["tittel"] = " ".join(HOSTILE)
    _, post = edits.budget_rows(script)[0]
    post["navn"] = " ".join(HOSTILE)
    shown = written(compare(years[1], script.program()), folder / "fiendtlig.html")
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(shown.url)
    assert page.evaluate("window.truffet") is None
    assert page.locator("main script, main img, main style, main a:not([href^='#'])").count() == 0
    text = page.locator("main").inner_text()
    assert all(text.count(part) >= 3 for part in HOSTILE)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
