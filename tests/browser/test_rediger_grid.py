"""The budget's grid in a browser: written in by keyboard, pasted into, heard and seen, on every screen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handlingsprogram.editing.grid import Grid, grid
from handlingsprogram.editing.posts import asked
from handlingsprogram.read.files import read_valid
from tests.browser.desk import Part, make, served
from tests.browser.shown import axe_options
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from handlingsprogram.read.text.strict_yaml import Tree

pytestmark = pytest.mark.xdist_group("rediger")
FILE = "2025/budsjett.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2025").mkdir()
    shutil.copy(ROOT / "content" / FILE, tmp_path / "2025")
    return tmp_path


@pytest.fixture
def sheet(folder: Path, scripted: Page) -> Iterator[Page]:
    """Give the main table on a page; nothing may be said in the console."""
    said: list[str] = []

    def note(message: Any) -> None:
        if "409" not in message.text:
            said.append(message.text)

    def answer(name: str, given: dict[str, Any]) -> Any:
        tree, own = now(folder)
        if name == "celler":
            done = asked(tree, own, given)
            make(folder, list(done.changes))
            return {"told": done.told, "grid": now(folder)[1].told()}
        return own.told()

    scripted.on("console", note)
    scripted.on("pageerror", note)
    part = Part("grid", "grid.js", lambda: {"grid": now(folder)[1].told()}, answer)
    with served(folder, part) as address:
        scripted.goto(address)
        yield scripted
        scripted.goto("about:blank")
    scripted.remove_listener("console", note)
    scripted.remove_listener("pageerror", note)
    assert said == []


def now(folder: Path) -> tuple[Tree, Grid]:
    tree, _ = read_valid(folder / FILE, "budsjett", folder)
    assert tree
    return tree, grid(tree, 0)


def cell(page: Page, row: str, column: str = "") -> Locator:
    return page.locator(f'[data-row="@{row}"] > [data-cell="{column}"]')


def shown(page: Page, row: str, column: str) -> Locator:
    return cell(page, row, column).locator("span").first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def paste(page: Page, text: str) -> None:
    """Paste a text where the focus is, as the browser does of what another program has copied."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_budget_is_written_with_the_keyboard_alone(sheet: Page, folder: Path) -> None:
    sheet.locator("#før").focus()
    press(sheet, *["Tab"] * 6)  # over the five buttons of the row
    expect(cell(sheet, "inngaende", "budsjett-2024")).to_be_focused()
    press(sheet, "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(cell(sheet, "kontingenter", "budsjett-2025")).to_be_focused()
    # Typing replaces, Enter writes and goes on, and the sums follow.
    sheet.keyboard.type("7 000")
    press(sheet, "Enter")
    expect(cell(sheet, "klimasats", "budsjett-2025")).to_be_focused()
    expect(shown(sheet, "kontingenter", "budsjett-2025")).to_have_text("7 000")
    expect(shown(sheet, "sum-inntekter", "budsjett-2025")).to_have_text("7 950")
    assert "budsjett-2025: 7000}" in (folder / FILE).read_text(encoding="utf-8")
    # F2 edits what is there, and Escape gives up.
    press(sheet, "F2", "End", "1", "Escape")
    expect(cell(sheet, "klimasats", "budsjett-2025")).to_be_focused()
    expect(shown(sheet, "klimasats", "budsjett-2025")).to_have_text("750")
    # What is refused stays, is told, and is mended where it stands.
    sheet.keyboard.type("7.500")
    press(sheet, "Enter")
    expect(sheet.locator(".svar")).to_contain_text("kan leses på to måter")
    expect(cell(sheet, "klimasats", "budsjett-2025")).to_have_attribute("aria-invalid", "true")
    press(sheet, "ArrowUp", "Enter")
    editor = sheet.get_by_label("Klimasats, Forslag budsjett 2025")
    expect(editor).to_have_value("7.500")
    editor.fill("760")
    press(sheet, "Tab")
    expect(shown(sheet, "sum-inntekter", "budsjett-2025")).to_have_text("7 960")
    expect(cell(sheet, "klimasats", "budsjett-2025")).not_to_have_attribute("aria-invalid", "true")
    expect(sheet.locator("#etter a")).to_be_focused()


def test_what_is_reckoned_cannot_be_written_and_says_why(sheet: Page) -> None:
    cell(sheet, "klimasats", "budsjett-2025").click()
    press(sheet, "Delete")
    expect(shown(sheet, "sum-inntekter", "budsjett-2025")).to_have_text("7 187")
    press(sheet, "End")
    expect(cell(sheet, "klimasats", "endring")).to_have_attribute("aria-readonly", "true")
    expect(cell(sheet, "klimasats", "endring")).to_contain_text("regnes ut")
    press(sheet, "5")
    expect(sheet.locator(".svar")).to_have_text("«Forslag budsjett 2025» minus «Revidert juni 2024».")
    for key, row, column in (
        ("Control+Home", "inngaende", ""),
        ("Control+End", "utgaende", "endring"),
        ("PageUp", "sum-inntekter", "endring"),
        ("Home", "sum-inntekter", ""),
        ("Control+ArrowDown", "utgaende", ""),
    ):
        press(sheet, key)
        expect(cell(sheet, row, column)).to_be_focused()


def test_what_others_change_leaves_what_one_is_writing(sheet: Page, folder: Path) -> None:
    cell(sheet, "inngaende", "budsjett-2024").click()
    press(sheet, "9", "9")
    rows = {"file": FILE, "path": "tabeller/0/rader"}
    name = {"path": "tabeller/0/rader/@lonn/navn", "was": "Lønn sekretariatet, mv.", "value": "Lønn"}
    make(
        folder, [{**rows, "op": "set", **name}, {**rows, "op": "remove", "path": "tabeller/0/rader/@seadito"}]
    )
    sheet.evaluate("document.querySelector('[data-control]').dispatchEvent(new Event('anew'))")
    expect(cell(sheet, "lonn")).to_have_text("Lønn")
    expect(cell(sheet, "seadito")).to_have_count(0)
    expect(sheet.locator("td input")).to_be_focused()
    press(sheet, "9", "Enter")
    expect(shown(sheet, "inngaende", "budsjett-2024")).to_have_text("999")


def test_an_area_is_pasted_whole_or_not_at_all(sheet: Page, folder: Path) -> None:
    cell(sheet, "moter-politiske", "budsjett-2024").click()
    paste(sheet, "41\t42\r\n131\t132\r\n")
    expect(shown(sheet, "moter-administrative", "revidert-2024")).to_have_text("132")
    before = (folder / FILE).read_text(encoding="utf-8")
    paste(sheet, "41\t42\r\nfem\t132\r\n")
    expect(sheet.locator(".svar")).to_contain_text("ingenting er limt inn")
    assert (folder / FILE).read_text(encoding="utf-8") == before
    # Shift chooses an area; one figure goes into all of it, and Delete empties it.
    press(sheet, "Shift+ArrowDown", "Shift+ArrowRight")
    expect(sheet.locator('[aria-selected="true"]')).to_have_count(4)
    paste(sheet, "5")
    expect(shown(sheet, "moter-administrative", "revidert-2024")).to_have_text("5")
    copied = sheet.evaluate(
        """() => {
            const data = new DataTransfer();
            document.activeElement.dispatchEvent(
                new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
            return data.getData("text/plain");
        }"""
    )
    assert copied == "5\t5\n5\t5"
    press(sheet, "Delete")
    expect(shown(sheet, "moter-administrative", "revidert-2024")).to_have_text("")
    expect(shown(sheet, "inngaende", "budsjett-2025")).to_have_class("merke")


def test_posts_come_and_move_and_go(sheet: Page, folder: Path) -> None:
    cell(sheet, "klimasats").click()
    sheet.get_by_role("button", name="Ny post under").click()
    sheet.get_by_label("Navn på den nye posten").fill("Gaver fra næringslivet")
    press(sheet, "Enter")
    expect(cell(sheet, "gaver-fra-naeringslivet", "budsjett-2024")).to_be_focused()
    expect(sheet.locator(".svar")).to_contain_text("«Gaver fra næringslivet» er med i «Sum inntekter»")
    sheet.keyboard.type("100")
    press(sheet, "Enter", "ArrowUp")
    expect(shown(sheet, "gaver-fra-naeringslivet", "budsjett-2024")).to_have_text("100")
    press(sheet, "Alt+ArrowUp")
    expect(sheet.locator(".svar")).to_have_text("Raden er flyttet til plass 4 av 20.")
    expect(cell(sheet, "gaver-fra-naeringslivet", "budsjett-2024")).to_be_focused()
    press(sheet, "Home", "F2")
    sheet.keyboard.type("Gaver")
    press(sheet, "Enter")
    expect(cell(sheet, "gaver-fra-naeringslivet")).to_have_text("Gaver")
    press(sheet, "ArrowUp")
    sheet.get_by_role("button", name="Ta bort").click()
    expect(cell(sheet, "gaver-fra-naeringslivet")).to_have_count(0)
    expect(sheet.locator(".svar")).to_contain_text("Raden er tatt bort.")
    assert "gaver" not in (folder / FILE).read_text(encoding="utf-8")
    # What the server refuses is not shown as made.
    make(folder, [{"op": "remove", "file": FILE, "path": "tabeller/0/rader/@seadito"}])
    cell(sheet, "seadito").click()
    press(sheet, "Alt+ArrowUp")
    expect(sheet.locator("tbody tr").nth(4)).to_have_attribute("data-row", "@seadito")


def test_it_is_for_everyone_on_every_screen(sheet: Page) -> None:
    grid_ = sheet.get_by_role("grid", name="Hovedtall")
    expect(grid_.get_by_role("rowheader")).to_have_count(19)
    for width, scheme in ((320, "dark"), (1280, "light"), (768, "dark")):
        sheet.set_viewport_size({"width": width, "height": 900})
        sheet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        cell(sheet, "klimasats", "budsjett-2025").focus()
        press(sheet, "Shift+ArrowDown")
        found = Axe().run(sheet, options=axe_options(contrast=True)).response["violations"]
        assert [one["id"] for one in found] == []
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert sheet.evaluate(
            "[...document.querySelectorAll('button')].filter(one => one.checkVisibility())"
            ".every(one => one.offsetHeight >= 24 && one.offsetWidth >= 24)"
        )
    sheet.set_viewport_size({"width": 320, "height": 900})
    press(sheet, "End")
    name, last = cell(sheet, "seadito").bounding_box(), cell(sheet, "seadito", "endring").bounding_box()
    assert name
    assert last
    assert 0 <= name["x"] < name["x"] + name["width"] <= last["x"] + 1
    assert last["x"] + last["width"] <= 320
