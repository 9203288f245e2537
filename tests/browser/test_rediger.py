"""The editor as people use it, in a real browser, from the real content to the files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.serving.served import Served

pytestmark = pytest.mark.xdist_group("rediger")
AREA = "2025/innsatsomrader/transport-mobilitet.yaml"


PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


class Hand:
    """Clicks and types, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = 0

    def click(self, place: Locator) -> None:
        self.clicks += 1
        place.click()

    def write(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with served(copied(tmp_path)) as found:
        yield found


@pytest.fixture
def desk(browser: Browser, server: Served) -> Iterator[Page]:
    """Give the page of the editor, ready to be written in."""
    with_context = browser.new_context(viewport={"width": 1500, "height": 900})
    yield opened(with_context.new_page(), server)
    with_context.close()


def opened(page: Page, server: Served) -> Page:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(server.address)
    expect(page.locator("body[data-ready]")).to_be_attached()
    expect(page.locator("#skjema h2")).to_be_visible()
    return page


def choose(page: Page, title: str) -> None:
    page.get_by_role("treeitem", name=title).first.click()
    expect(page.locator("#skjema h2")).to_contain_text(title[:20])


def text_of(server: Served, file: str) -> str:
    return (server.content / file).read_text()


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#tilstand")).to_have_text("Alt er lagret i filene.")


def test_a_new_measure_is_written_without_yaml_and_printed(desk: Page, server: Served) -> None:
    """The guide's example: «Felles turkart», with a partner and a result. Every click and key is counted."""
    hand = Hand(desk)
    hand.click(desk.get_by_role("treeitem", name="Transport og mobilitet").first)
    expect(desk.locator("#skjema h2")).to_have_text("Transport og mobilitet")
    hand.click(desk.locator("form.ny", has_text="Nytt tiltak").get_by_role("textbox"))
    hand.write("Felles turkart")
    hand.press("Enter")
    expect(desk.locator("#skjema h2")).to_have_text("Felles turkart")
    group = desk.get_by_role("group", name="Partnere")
    hand.click(group.get_by_role("button", name="Legg til"))
    hand.write("Den Norske Turistforening")
    results = desk.get_by_role("group", name="Resultatmål")
    hand.click(results.get_by_role("button", name="Legg til"))
    hand.write("Ett kart som alle bruker")
    frame = desk.frame_locator("#nett")
    expect(frame.locator("#felles-turkart")).to_contain_text("Den Norske Turistforening")
    expect(frame.locator("#felles-turkart")).to_contain_text("Ett kart som alle bruker")
    desk.get_by_role("button", name="Sider").click()
    page_of = {id_: page for id_, page, _ in json.loads(server.get("/-/2025/sider")[1])["anchors"]}
    picture = desk.get_by_role("img", name=f"Side {page_of['felles-turkart']}", exact=True)
    expect(picture).to_be_in_viewport()
    drawn = server.get(f"/-/2025/{picture.get_attribute('src')}")[1]
    assert drawn.startswith(b"<svg")
    before = text_of(server, AREA)
    hand.press("Control+s")
    expect(desk.locator("#tilstand")).to_have_text("Alt er lagret i filene.")
    written = text_of(server, AREA).removeprefix(before.rstrip("\n"))
    assert written.strip("\n") == (
        "      - id: felles-turkart\n        tekst: Felles turkart\n        partnere:\n"
        "          - Den Norske Turistforening\n        resultatmål:\n          - Ett kart som alle bruker"
    )
    assert (hand.clicks, hand.keys) == (4, 65)  # as the guide says


def test_a_measure_moves_by_keyboard_and_to_another_area(desk: Page, server: Served) -> None:
    choose(desk, "Transport og mobilitet")
    tree = desk.get_by_role("tree")
    third = tree.get_by_role("treeitem", name="Utvikle et kunnskapsgrunnlag om sømløse")
    third.focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(tree.locator("[data-listed*=transport] [data-title]").nth(1)).to_contain_text(
        "Utvikle et kunnskapsgrunnlag"
    )
    expect(desk.locator("[role=treeitem]:focus")).to_contain_text("Utvikle et kunnskapsgrunnlag")
    desk.keyboard.press("Enter")
    expect(desk.locator("#skjema h2")).to_contain_text("Utvikle et kunnskapsgrunnlag")
    desk.get_by_label("Flytt til").select_option(label="Klima, miljø og natur")
    expect(desk.locator(".sti")).to_contain_text("Klima, miljø og natur")
    expect(
        desk.frame_locator("#nett").locator(
            "#klima-miljo-natur #somlose-kollektivreiser, section#klima-miljo-natur #somlose-kollektivreiser"
        )
    ).to_be_attached()
    whole = re.search(
        r"      - id: somlose-kollektivreiser\n.*?(?=\n      - id:)", text_of(server, AREA), re.DOTALL
    )
    assert whole
    save(desk)
    assert "somlose-kollektivreiser" not in text_of(server, AREA)
    assert whole[0].rstrip() in text_of(server, "2025/innsatsomrader/klima-miljo-natur.yaml")
    desk.keyboard.press("Control+z")
    expect(desk.locator("#tilstand")).to_contain_text("2 filer")
    desk.keyboard.press("Control+z")
    expect(tree.locator("[data-listed*=transport] [data-title]").nth(2)).to_contain_text(
        "Utvikle et kunnskapsgrunnlag"
    )
    save(desk)
    assert text_of(server, AREA) == (ROOT / "content" / AREA).read_text()


def test_figures_are_pasted_from_a_spreadsheet(desk: Page, server: Served) -> None:
    desk.get_by_role("treeitem", name="Tall i budsjettet").click()
    desk.get_by_role("treeitem", name="Hovedtall").last.click()
    grid = desk.get_by_role("grid")
    expect(grid).to_be_visible()
    grid.get_by_role("row", name=re.compile("^Kontingenter")).get_by_role("gridcell").nth(3).click()
    desk.evaluate(PASTE, "7 100\n800\n")
    row = grid.get_by_role("row", name=re.compile("^Sum inntekter"))
    expect(row).to_contain_text("8\u00a0100")
    expect(
        desk.frame_locator("#nett").locator("table#hovedtall-tabell tr", has_text="Sum inntekter").first
    ).to_contain_text("8\u00a0100")
    save(desk)
    before, after = (
        (folder / "2025/budsjett.yaml").read_text().splitlines()
        for folder in (ROOT / "content", server.content)
    )
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.rpartition("budsjett-2025: ")[2] for line in changed] == ["7100}", "800}"]


def test_findings_stand_at_their_fields_and_are_mended_by_a_button(desk: Page, server: Served) -> None:
    file = server.content / AREA
    text = file.read_text()
    for old, new in (
        ("Framskrivninger fra SSB", "Framskrivninger  fra SSB"),
        ("at en økende andel", "at at en økende andel"),
        ("mot 42 % i 2023", "mot mot 42 % i 2023"),
        ("Aktuelle tema:", "Aktuelle  tema:"),
        ("Bygge allianser med industrien", "Bygge allianser med  industrien"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text)
    desk.get_by_role("treeitem", name="Transport og mobilitet").first.click()
    expect(desk.get_by_role("button", name="Kontroll")).to_contain_text("(5)")
    mends = desk.locator("#dialog [data-mend]")
    for left in range(5, 0, -1):
        desk.get_by_role("button", name="Kontroll").click()
        expect(mends).to_have_count(left)
        mends.first.click()
        expect(desk.locator("#antall")).to_have_text(f"({left - 1})" if left > 1 else "")
    save(desk)
    assert "  fra SSB" not in file.read_text()


def test_two_who_write_at_once_see_each_other_and_lose_nothing(
    browser: Browser, desk: Page, server: Served
) -> None:
    choose(desk, "Transport og mobilitet")
    with browser.new_context(viewport={"width": 1500, "height": 900}) as context:
        other = opened(context.new_page(), server)
        choose(other, "Transport og mobilitet")
        expect(
            desk.get_by_role("treeitem", name=re.compile("Transport og mobilitet.*Noen andre skriver her"))
        ).to_be_visible()
        own, theirs = (page.locator("#skjema [contenteditable=true]").first for page in (desk, other))
        theirs.locator("p").last.click()
        other.keyboard.press("Control+End")
        other.keyboard.type("A")
        expect(theirs).to_contain_text("«Grønn næringstransport».A")
        own.locator("p").first.click()
        desk.keyboard.press("Control+Home")
        desk.keyboard.type("a")
        other.keyboard.type("B")
        for letter in "bcdefg":
            desk.keyboard.type(letter)
            other.keyboard.type(chr(ord(letter) - 31))
        expect(theirs).to_contain_text("abcdefgFramskrivninger")
        expect(own).to_contain_text("«Grønn næringstransport».ABCDEFGH")
        expect(theirs).to_be_focused()
        other.keyboard.type("Z")
        desk.keyboard.press("Control+z")
        expect(own).not_to_contain_text("abcdefg")
        expect(theirs).to_contain_text("«Grønn næringstransport».ABCDEFGHZ")
        save(other)
    text = text_of(server, AREA)
    assert "ABCDEFGHZ" in text
    assert "abcdefg" not in text
