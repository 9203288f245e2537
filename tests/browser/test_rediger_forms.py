"""The outline and the forms of the editor in a browser: by keyboard alone, at any width, light and dark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.shown import axe_options
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.xdist_group("rediger")

AREA = "2025/innsatsomrader/by-og-regionutvikling.yaml"
MEASURE = "innhold/1/tiltak/@kommuneplantemaer"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Open the editor on a copy of the real content; give its address."""
    with served(copied(tmp_path_factory.mktemp("rediger"))) as server:
        yield server.address


@pytest.fixture
def posted(scripted: Page, address: str) -> Iterator[list[dict[str, Any]]]:
    """Open the page; give the changes that it posts."""
    scripted.set_default_timeout(8000)
    found: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.url.endswith("/endringer") and request.method == "POST":
            found.extend(json.loads(request.post_data or "")["changes"])

    scripted.on("request", note)
    scripted.goto(address)
    expect(scripted.locator("body[data-ready]")).to_be_attached()
    yield found
    scripted.remove_listener("request", note)


@pytest.mark.usefixtures("posted")
def test_a_measure_is_found_with_the_keyboard(scripted: Page) -> None:
    page, key = scripted, scripted.keyboard
    tree = page.get_by_role("tree")
    expect(tree.locator("[tabindex='0']")).to_have_count(1)
    tree.locator("[tabindex='0']").focus()
    key.press("End")
    key.press("Home")
    expect(page.locator(":focus")).to_contain_text("Om programmet")
    for _ in range(9):
        key.press("i")
        if "Innsatsområdene" in page.locator(":focus").inner_text():
            break
    key.press("ArrowRight")
    key.press("ArrowRight")
    page.locator(f"[role=treeitem][data-place='{AREA}#']").focus()
    key.press("ArrowRight")
    key.press("ArrowRight")
    expect(page.locator(":focus")).to_have_attribute("data-place", f"{AREA}#{MEASURE}")
    key.press("Enter")
    expect(page.locator("#skjema h2:focus")).to_contain_text("Kartlegge aktuelle tema")
    expect(page.locator(f"[role=treeitem][data-place='{AREA}#{MEASURE}']")).to_have_attribute(
        "aria-selected", "true"
    )


def test_a_measure_is_written_and_moved_with_the_keyboard(
    scripted: Page, posted: list[dict[str, Any]]
) -> None:
    page, key = scripted, scripted.keyboard
    opening = "place => document.dispatchEvent(new CustomEvent('place', { detail: place }))"
    page.evaluate(opening, f"{AREA}#{MEASURE}")
    expect(page.locator("#skjema h2")).to_contain_text("Kartlegge aktuelle tema")
    partners = page.locator("[data-control=lines][data-path$='/partnere']")
    partners.locator("input,textarea").last.focus()
    key.press("Enter")
    key.type("NHO")
    expect(page.locator("#tilstand")).to_contain_text("tatt vare på")
    last = posted[-1]
    assert (last["op"], last["path"], last["value"]) == ("set", f"{MEASURE}/partnere/5", "NHO")
    assert "NHO".startswith(last["was"])
    key.press("Alt+ArrowUp")
    expect(partners.locator("input,textarea").nth(4)).to_be_focused()
    for _ in range(3):
        key.press("Backspace")
    key.press("Backspace")
    expect(partners.locator("li")).to_have_count(5)
    expect(partners.locator("input,textarea").nth(3)).to_be_focused()

    item = page.locator(f"[role=treeitem][data-place='{AREA}#{MEASURE}']")
    item.focus()
    with page.expect_request(lambda one: '"move"' in (one.post_data or "")):
        key.press("Alt+ArrowDown")
    expect(item).to_have_attribute("data-index", "1")
    expect(item).to_be_focused()
    assert {
        "op": "move", "file": AREA, "path": MEASURE,
        "to_file": AREA, "to_path": "innhold/1/tiltak", "at": 1,
    } in posted  # fmt: skip


def test_a_number_waits_until_it_is_one(scripted: Page, posted: list[dict[str, Any]]) -> None:
    levels = scripted.locator("[data-control=number][data-path='innholdsfortegnelse/nivåer']")
    levels.fill(" ")
    expect(levels).to_have_attribute("aria-invalid", "true")
    expect(scripted.get_by_text("Skriv et tall.").first).to_be_visible()
    levels.fill("0x1")
    levels.fill("1")
    expect(levels).to_have_attribute("aria-invalid", "false")
    expect(scripted.locator("#tilstand")).to_contain_text("tatt vare på")
    assert [(one["was"], one["value"]) for one in posted] == [(2, 1)]


@pytest.mark.usefixtures("posted")
@pytest.mark.parametrize("place", ["2025/program.yaml#", f"{AREA}#", f"{AREA}#{MEASURE}"])
def test_everybody_can_use_it(scripted: Page, place: str) -> None:
    page = scripted
    page.evaluate("place => document.dispatchEvent(new CustomEvent('place', { detail: place }))", place)
    expect(page.locator(f"[role=treeitem][data-place='{place}'][aria-selected=true]")).to_have_count(1)
    page.evaluate("document.querySelectorAll('#skjema details').forEach(one => (one.open = true))")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=axe_options(contrast=True)).response
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in results["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        "[...document.querySelectorAll('#skjema button, #skjema input, #skjema select')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)"
        ".map(one => one.outerHTML)"
    )
    assert small == []
