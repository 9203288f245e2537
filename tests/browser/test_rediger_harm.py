"""Whoever writes quickly, beside others who do, loses no word, and the page says what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_rediger import AREA, choose, save, text_of
from tests.browser.test_rediger import desk as desk  # noqa: PLC0414 — a fixture
from tests.browser.test_rediger import server as server  # noqa: PLC0414 — a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.serving.served import Served

pytestmark = pytest.mark.xdist_group("rediger")
ITEMS = "innhold/1/tiltak/@jernbanesatsing/resultatmål"
KEPT, SAVED = "ikke lagret i filene ennå (1 fil).", "Alt er lagret i filene."


def other(server: Served, **change: Any) -> None:
    """Let somebody else change something."""
    given = {"guest": "ola", "changes": [{"file": AREA, **change}]}
    assert server.post("/-/2025/endringer", given)[0] == 200


def kept(server: Served) -> str:
    return (server.content / ".kladd/innhold" / AREA).read_text()


def test_what_is_undone_is_seen_and_all_that_is_typed_is_saved(desk: Page, server: Served) -> None:
    before = kept(server)
    choose(desk, "Transport og mobilitet")
    text = desk.locator("#skjema [contenteditable=true]").first
    status = desk.locator("#tilstand")
    text.locator("p").first.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Noe feil. ")
    expect(status).to_contain_text(KEPT)
    desk.keyboard.press("Control+z")
    expect(text).not_to_contain_text("Noe feil.")
    expect(status).to_have_text(SAVED)
    title = desk.locator("#skjema [data-path=tittel]")
    title.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" og mer")
    desk.keyboard.press("Control+z")
    expect(title).to_have_value("Transport og mobilitet")
    assert kept(server) == before
    desk.keyboard.type("sløft")
    save(desk)
    assert text_of(server, AREA) == before.replace("og mobilitet\n", "og mobilitetsløft\n", 1)


def test_a_numbered_list_is_kept_as_a_paragraph_until_it_is_one(desk: Page, server: Served) -> None:
    choose(desk, "Transport og mobilitet")
    text = desk.locator("#skjema [contenteditable=true]").first
    status = desk.locator("#tilstand")
    text.locator("p").last.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Det eneste")
    desk.get_by_role("toolbar").first.get_by_role("button", name="Nummerert liste").click()
    desk.keyboard.type(" punktet")
    expect(desk.get_by_text("En nummerert liste må ha minst to punkter.")).to_be_visible()
    save(desk)
    assert "\n      Det eneste punktet\n" in text_of(server, AREA)
    desk.keyboard.type(" her")
    expect(status).to_contain_text(KEPT)
    desk.reload()
    expect(status).to_contain_text(KEPT)
    expect(desk.get_by_role("button", name="Lagre", exact=True)).to_be_enabled()


def test_others_put_something_before_what_one_writes(desk: Page, server: Served) -> None:
    rows = desk.get_by_role("group", name="Resultatmål").get_by_role("textbox")
    other(server, op="insert", path=ITEMS, at=0, value="alfa")
    choose(desk, "Transport og mobilitet")
    desk.locator("[role=treeitem][data-place$='@jernbanesatsing']").click()
    expect(rows.first).to_have_value("alfa")
    rows.first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" med mer")
    other(server, op="insert", path=ITEMS, at=0, value="en annens")
    desk.keyboard.type(" til")
    expect(rows.first).to_have_value("en annens")
    desk.keyboard.type(" slutt")
    save(desk)
    assert "- en annens\n          - alfa med mer til slutt\n" in text_of(server, AREA)


def test_a_form_is_laid_out_anew_while_one_writes(desk: Page, server: Served) -> None:
    choose(desk, "Transport og mobilitet")
    new = desk.locator("form.ny", has_text="Nytt tiltak").get_by_role("textbox")
    new.fill("Et nytt tiltak")
    text = desk.locator("#skjema [contenteditable=true]").first
    text.locator("p").first.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Foran ")
    other(server, op="insert", path="innhold", at=0, value={"tekst": "En annens avsnitt."})
    desk.keyboard.type("står ")
    expect(text).to_have_text("En annens avsnitt.")
    desk.keyboard.type("dette. ")
    save(desk)
    assert "  - tekst: En annens avsnitt.\n" in text_of(server, AREA)
    assert "      Foran står dette. Framskrivninger fra SSB" in text_of(server, AREA)
    expect(new).to_have_value("Et nytt tiltak")


def test_who_types_on_when_two_versions_are_shown_chooses_none(desk: Page, server: Served) -> None:
    choose(desk, "Transport og mobilitet")
    title = desk.locator("#skjema [data-path=tittel]")
    title.click()
    desk.keyboard.press("End")
    desk.route("**/skjema?*", lambda route: route.abort())
    other(server, op="set", path="tittel", was="Transport og mobilitet", value="Samferdsel")
    desk.keyboard.type(" m")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.type("ed mer ")
    expect(desk.get_by_role("dialog")).to_be_visible()
    assert "tittel: Samferdsel\n" in kept(server)
    expect(desk.locator("#tilstand")).to_contain_text("ikke tatt vare på")
