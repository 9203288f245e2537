"""A real browser for the tests of web pages: Debian's chromium, without a network of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.review.compare.compare import compare
from tests.browser.shown import Shown, revised, written
from tests.conftest import ROOT, program_on_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from handlingsprogram.read.model.program import Program

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


# Nobody waits longer than it takes; a busy machine takes long.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once a worker; the tests of one sort of page share a worker (`xdist_group`)."""
    path = program_on_path("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> dict[bool, Page]:
    """Return a tab without JavaScript and one with: a tab costs more than most of what is done in it."""
    return {scripts: browser.new_context(java_script_enabled=scripts).new_page() for scripts in (False, True)}


def cleared(tab: Page) -> Page:
    """Return a tab as if it were new: nothing opened, on a wide, light screen."""
    tab.goto("about:blank")
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(media="null", color_scheme="light")
    return tab


@pytest.fixture
def page(tabs: dict[bool, Page]) -> Page:
    """Give a page without JavaScript: nothing may depend on it."""
    return cleared(tabs[False])


@pytest.fixture
def scripted(tabs: dict[bool, Page]) -> Page:
    """Give a page with JavaScript, for axe, which runs in it."""
    return cleared(tabs[True])


# --- Pages of comparisons -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def years() -> tuple[Program, Program]:
    """Return both real programmes."""
    old, new = (load(ROOT / "content" / year)[0] for year in ("2021", "2025"))
    assert old
    assert new
    return old, new


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where the pages lie."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def between_years(years: tuple[Program, Program], folder: Path) -> Shown:
    """Return the page of 2021 and 2025, made by the command line."""
    path = folder / "endringer-2021-2025.html"
    arguments = ["diff", "2021", "2025", "--format", "html", "--out", str(path)]
    assert cli.main([*arguments, "--content", str(ROOT / "content")]) == cli.GOOD
    return Shown(compare(*years), path)


@pytest.fixture(scope="session")
def revision(years: tuple[Program, Program], folder: Path) -> Shown:
    """Return the page of a revision of 2025."""
    return written(compare(years[1], revised().program()), folder / "revision.html")


@pytest.fixture(scope="session", params=["between_years", "revision"])
def shown(request: pytest.FixtureRequest) -> Shown:
    """Give each page."""
    found: Shown = request.getfixturevalue(request.param)
    return found
