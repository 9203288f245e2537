"""Papers as web pages, and the programme's page with a status, for everyone.

Contrast takes axe four seconds here; both wear the styles of the programmes, and papers/ asks for the signs'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import CUT_WORDS, axe_options
from tests.papers.test_case import fill as case
from tests.papers.test_status_report import JULY
from tests.papers.test_status_report import fill as status
from tests.shared import once

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("edition")


@pytest.mark.parametrize(
    ("made", "name", "screens"),
    [
        (status, f"status-{JULY}", [(320, "dark"), (1280, "light")]),
        (status, "handlingsprogram-2025", [(320, "light")]),
        (case, "saksfremlegg-2026/saksfremlegg-2026", [(320, "light"), (1280, "dark")]),
    ],
)
def test_axe_finds_nothing_and_nothing_is_cut_on_any_screen(
    scripted: Page, tmp_path_factory: pytest.TempPathFactory, made: Any, name: str, screens: list[Any]
) -> None:
    folder = once(tmp_path_factory, "status" if made is status else "board_papers", made)
    page = (folder / "out" / f"{name}.html").as_uri()
    scripted.goto(page)
    for width, scheme in screens:
        scripted.set_viewport_size({"width": width, "height": 900})
        scripted.emulate_media(color_scheme=scheme)
        assert scripted.evaluate("document.documentElement.scrollWidth") <= width
        assert scripted.evaluate(CUT_WORDS) == []
        results = Axe().run(scripted, options=axe_options(contrast=False)).response
        assert len(results["passes"]) > 25
        assert results["violations"] == []
