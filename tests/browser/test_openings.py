"""Openings, cards and tiles on the web page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import axe_options
from tests.conftest import build
from tests.documents.test_openings import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("edition")


@pytest.fixture(scope="module", params=["klassisk", "bilde"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a programme with plain headings, and one whose areas open in colour."""
    folder = tmp_path_factory.mktemp(request.param)
    build(lay_out(folder / "content", request.param), folder, "--format", "html")
    return folder / "handlingsprogram-2031.html"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_no_width_scrolls(
    scripted: Page, opened: Path, width: int, scheme: Any
) -> None:
    scripted.set_viewport_size({"width": width, "height": 900})
    scripted.emulate_media(color_scheme=scheme)
    scripted.goto(opened.as_uri())
    assert Axe().run(scripted, options=axe_options(contrast=True)).response["violations"] == []
    assert scripted.evaluate("document.documentElement.scrollWidth") <= width
