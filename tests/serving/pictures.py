"""The pictures of the editor in the user guide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.serving.served import copied, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AREA, MEASURE = "Transport og mobilitet", "Felles turkart"


def take(browser: Browser, work: Path, folder: Path) -> None:
    """Write the guide's example as the guide says, and take pictures of it and of the budget."""
    with served(copied(work / "rediger")) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 860})
        page.goto(server.address)
        expect(page.locator("body[data-ready]")).to_be_attached()
        _write(page)
        page.locator("[data-view=sider]").click()
        page.wait_for_timeout(2000)
        page.screenshot(path=folder / "rediger-tiltak.png")
        page.get_by_role("treeitem", name="Tall i budsjettet").click()
        page.get_by_role("treeitem", name="Hovedtall").last.click()
        expect(page.get_by_role("grid")).to_be_visible()
        page.get_by_role("row", name=re.compile("^Kontingenter")).get_by_role("gridcell").nth(3).click()
        page.wait_for_timeout(2000)
        page.screenshot(path=folder / "rediger-budsjett.png")
        page.close()


def _write(page: Page) -> None:
    page.get_by_role("treeitem", name=AREA).first.click()
    page.locator("form.ny", has_text="Nytt tiltak").get_by_role("textbox").click()
    page.keyboard.type(MEASURE)
    page.keyboard.press("Enter")
    expect(page.locator("#skjema h2")).to_have_text(MEASURE)
    for group, text in (
        ("Partnere", "Den Norske Turistforening"),
        ("Resultatmål", "Ett kart som alle bruker"),
    ):
        page.get_by_role("group", name=group).get_by_role("button", name="Legg til").click()
        page.keyboard.type(text)
