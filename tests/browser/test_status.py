"""The report of how a year goes, and the programme's page with it, for everyone.

Contrast takes axe four seconds here; both wear the styles of the programmes, and papers/ asks for the signs'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import CUT_WORDS, axe_options
from tests.papers.test_status_report import JULY, fill
from tests.shared import once

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("edition")


@pytest.mark.parametrize(
    ("name", "screens"),
    [(f"status-{JULY}", [(320, "dark"), (1280, "light")]), ("handlingsprogram-2025", [(320, "light")])],
)
def test_axe_finds_nothing_and_nothing_is_cut_on_any_screen(
    scripted: Page, tmp_path_factory: pytest.TempPathFactory, name: str, screens: list[tuple[int, Any]]
) -> None:
    page = (once(tmp_path_factory, "status", fill) / "out" / f"{name}.html").as_uri()
    scripted.goto(page)
    for width, scheme in screens:
        scripted.set_viewport_size({"width": width, "height": 900})
        scripted.emulate_media(color_scheme=scheme)
        assert scripted.evaluate("document.documentElement.scrollWidth") <= width
        assert scripted.evaluate(CUT_WORDS) == []
        results = Axe().run(scripted, options=axe_options(contrast=False)).response
        assert len(results["passes"]) > 25
        assert results["violations"] == []
