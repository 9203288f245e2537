"""The page of the editor at every width, in light and dark; what it says when others interfere; `vis`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.shown import axe_options
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("rediger")
TITLE = "tittel: Handlingsprogram 2025"


def faults(page: Page) -> list[tuple[str, str]]:
    found: dict[str, Any] = Axe().run(page, options=axe_options(contrast=True)).response
    return [(one["id"], node["html"][:150]) for one in found["violations"] for node in one["nodes"]]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_page_is_for_everyone_at_every_width(scripted: Page, tmp_path: Path) -> None:
    page = scripted
    with served(copied(tmp_path)) as server:
        page.goto(server.address)
        expect(page.locator("body[data-ready]")).to_be_attached()
        page.get_by_role("treeitem", name="Transport og mobilitet").first.click()
        expect(page.locator("#skjema h2")).to_have_text("Transport og mobilitet")
        expect(page.frame_locator("#nett").locator("#jernbanesatsing")).to_be_attached()
        for width, scheme in ((320, "light"), (768, "dark"), (1280, "light"), (2560, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert faults(page) == [], (width, scheme)
            assert fits(page), width
        page.set_viewport_size({"width": 320, "height": 640})
        for name, pane in (("Disposisjon", "#disposisjon"), ("Visning", "#visning"), ("Skjema", "#skjema")):
            page.get_by_role("button", name=name, exact=True).click()
            expect(page.locator(pane)).to_be_visible()
            assert fits(page), name
        page.get_by_role("button", name="Disposisjon", exact=True).click()
        page.get_by_role("button", name="Kontroll").click()
        expect(page.get_by_role("heading", name="Kontroll")).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Kontroll")).to_be_focused()


def test_what_others_write_in_the_files_is_seen_and_a_clash_is_chosen(scripted: Page, tmp_path: Path) -> None:
    page = scripted
    with served(copied(tmp_path)) as server:
        page.goto(server.address)
        title = page.get_by_label("Tittel må fylles ut").first
        expect(title).to_have_value("Handlingsprogram 2025")
        file = server.content / "2025/program.yaml"
        before = file.read_text()
        file.write_text(before.replace(TITLE, "tittel: Rådets program"))
        expect(title).to_have_value("Rådets program")
        title.fill("Mitt program")
        expect(page.locator("#tilstand")).to_contain_text("tatt vare på, men ikke lagret")
        file.write_text(before.replace(TITLE, "tittel: Ditt program"))
        page.get_by_role("button", name="Se og velg").click()
        expect(page.get_by_role("region", name="Slik du har det")).to_contain_text("tittel: Mitt program")
        expect(page.get_by_role("region", name="Slik filen er nå")).to_contain_text("tittel: Ditt program")
        assert faults(page) == []
        page.get_by_role("button", name="Behold det jeg skrev").click()
        expect(page.locator("#banner")).to_be_hidden()
        expect(page.locator("#dialog")).to_be_hidden()
        page.keyboard.press("Control+s")
        expect(page.locator("#tilstand")).to_have_text("Alt er lagret i filene.")
        assert "tittel: Mitt program" in file.read_text()


def test_what_was_kept_is_offered_the_next_time(scripted: Page, tmp_path: Path) -> None:
    page, content = scripted, copied(tmp_path)
    with served(content) as server:
        page.goto(server.address)
        page.get_by_label("Tittel må fylles ut").first.fill("Kladd")
        expect(page.locator("#tilstand")).to_contain_text("tatt vare på, men ikke lagret")
    page.goto("about:blank")
    with served(content) as server:
        page.goto(server.address)
        expect(page.get_by_label("Tittel må fylles ut").first).to_have_value("Kladd")
        assert faults(page) == []
        page.get_by_role("button", name="Forkast dem").click()
        expect(page.get_by_label("Tittel må fylles ut").first).to_have_value("Handlingsprogram 2025")
        expect(page.locator("#fra_sist")).not_to_be_attached()
        page.keyboard.press("Control+z")
        expect(page.get_by_label("Tittel må fylles ut").first).to_have_value("Kladd")


def test_the_preview_alone_follows_the_files_and_writes_nothing(scripted: Page, tmp_path: Path) -> None:
    page, content = scripted, copied(tmp_path)
    with served(content, edits=False) as server:
        page.goto(server.address)
        heading = page.frame_locator("#nett").locator("h1")
        expect(heading).to_have_text("HANDLINGSPROGRAM 2025")
        file = content / "2025/program.yaml"
        file.write_text(file.read_text().replace("tittel: HANDLINGSPROGRAM 2025", "tittel: NYTT PROGRAM"))
        expect(heading).to_have_text("NYTT PROGRAM")
        page.get_by_role("button", name="Sider").click()
        expect(page.get_by_role("img", name="Side 1", exact=True)).to_be_visible()
        assert faults(page) == []
        file.write_text(file.read_text().replace("språk: nb-NO", "språk: [nb-NO"))
        expect(page.locator("#stanset")).to_contain_text("Visningen venter")
        assert server.post("/-/2025/endringer", {"changes": []})[0] == 404
    assert not (content / ".kladd").exists()
