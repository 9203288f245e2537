"""From a draft to the page where it is asked for, without a word of git; another draft beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.shown import axe_options
from tests.drafts.conftest import GUARD, Folder, alone, hook
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("rediger")
__all__ = ["alone"]
AREA = "2025/innsatsomrader/transport-mobilitet.yaml"
LEAST = 24
WORDS = re.compile(r"\b(git|commit\w*|branch\w*|push\w*|pull|merge\w*|remote|origin|HEAD|rebase|fetch)\b")
"""What nobody shall have to know."""


@pytest.fixture
def planner(tmp_path: Path) -> Folder:
    """Give a folder with the real content whose remote is called github.com and lies on this disk."""
    made = Folder(tmp_path / "ola")
    copied(made.path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Begynn")
    bare = tmp_path / "felles.git"
    made.git("clone", "--quiet", "--bare", ".", str(bare))
    hook(bare / "hooks", "pre-receive", GUARD)
    made.git("remote", "add", "origin", "https://ola:hemmelig@github.com/by/plan.git")
    made.git("config", f"url.{bare}.insteadOf", "https://ola:hemmelig@github.com/by/plan.git")
    made.git("fetch", "--quiet", "origin")
    return made


@pytest.fixture
def desk(browser: Browser, planner: Folder) -> Iterator[Page]:
    with (
        served(planner.content) as server,
        browser.new_context(viewport={"width": 1500, "height": 900}) as context,
    ):
        page = context.new_page()
        page.goto(server.address)
        expect(page.locator("body[data-ready]")).to_be_attached()
        yield page


def looked_at(page: Page, heading: str) -> None:
    """Hold a dialog to what all of them keep, in light and dark and on a telephone."""
    dialog = page.get_by_role("dialog", name=heading)
    expect(dialog).to_be_visible()
    assert not WORDS.search(re.sub(r"https://\S+", "", dialog.inner_text()))
    for width, scheme in ((1500, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, context="#dialog", options=axe_options(contrast=True)).response
        assert [one["id"] for one in found["violations"]] == []
        assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
        heights = "(all) => all.map((one) => one.getBoundingClientRect().height)"
        assert min(dialog.locator("a, button, input:visible, textarea").evaluate_all(heights)) >= LEAST
    page.set_viewport_size({"width": 1500, "height": 900})
    page.emulate_media(color_scheme="light")


def begun(page: Page, title: str) -> None:
    page.get_by_role("button", name="Utkast", exact=True).click()
    page.get_by_label("Nytt utkast: Hva skal det hete?").fill(title)
    page.keyboard.press("Enter")


def test_a_draft_is_begun_written_delivered_and_another_lies_beside_it(desk: Page, planner: Folder) -> None:
    bare = Folder(planner.path.parent / "felles.git")
    begun(desk, "Nye båter på Ærøya")
    expect(desk).to_have_url(re.compile("/nye-bater-pa-aeroya/2025/"))
    expect(desk.locator("body[data-ready]")).to_be_attached()
    write(desk)
    deliver(desk, bare)
    changed = bare.git("diff", "--name-only", "main", "utkast/nye-bater-pa-aeroya")
    assert changed == f"content/{AREA}"
    assert "Nytt. " in bare.git("show", f"utkast/nye-bater-pa-aeroya:content/{AREA}")
    assert planner.git("status", "--porcelain") == ""
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="Vis endringene").click()
    expect(opened.value.locator("main")).to_contain_text("Nytt.")
    opened.value.close()

    # Another draft knows nothing of it, and nothing is lost with it unasked.
    begun(desk, "Noe annet")
    expect(desk).to_have_url(re.compile("/noe-annet/2025/"))
    expect(desk.locator("body[data-ready]")).to_be_attached()
    other = planner.path / ".utkast/noe-annet"
    assert "Nytt. " not in (other / "content" / AREA).read_text()
    (other / "content/partnere.yaml").write_text("[]\n")
    desk.get_by_role("button", name="Utkast", exact=True).click()
    looked_at(desk, "Utkast")
    desk.get_by_role("link", name="Mappen selv").click()
    expect(desk.locator("body[data-draft='-'][data-ready]")).to_be_attached()
    remove_both(desk, other)
    assert bare.git("log", "-1", "--format=%s", "utkast/nye-bater-pa-aeroya") == "Nye båter"


def write(desk: Page) -> None:
    """Write something, and do not save it."""
    desk.get_by_role("treeitem", name="Transport og mobilitet").first.click()
    expect(desk.locator("#skjema h2")).to_have_text("Transport og mobilitet")
    desk.locator("#skjema [contenteditable=true]").first.locator("p").first.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Nytt. ")
    expect(desk.locator("#tilstand")).to_contain_text("1 fil")


def deliver(desk: Page, bare: Folder) -> None:
    """Deliver what is written: refused at first, taken then."""
    desk.get_by_role("button", name="Lever", exact=True).click()
    looked_at(desk, "Lever endringene")
    expect(desk.locator(".filliste li")).to_have_text(re.compile("Transport og mobilitet.*endret"))
    desk.get_by_label("Hva har du endret?").fill("Nye båter")
    desk.get_by_label("Forklaring").fill("De gamle er gamle.")
    hook(bare.path / "hooks", "pre-receive", "#!/bin/sh\necho 'Stengt til mandag' >&2\nexit 1\n")
    button = desk.get_by_role("dialog").get_by_role("button", name="Lever", exact=True)
    button.click()
    alert = desk.locator("#dialog [role=alert]")
    expect(alert).to_contain_text("«Stengt til mandag»")
    expect(alert).to_be_focused()
    hook(bare.path / "hooks", "pre-receive", GUARD)
    button.click()
    expect(desk.get_by_role("heading", name="Levert")).to_be_focused()
    looked_at(desk, "Levert")
    address = "https://github.com/by/plan/compare/main...utkast/nye-bater-pa-aeroya?expand=1"
    expect(desk.get_by_role("link", name="Åpne siden der du ber om det")).to_have_attribute("href", address)
    expect(desk.locator(".adresse")).to_have_text(address)
    desk.get_by_role("button", name="Lukk").click()


def remove_both(desk: Page, other: Path) -> None:
    """Remove the draft that has what is delivered nowhere, and the one that was delivered."""
    desk.get_by_role("button", name="Utkast", exact=True).click()
    desk.get_by_role("button", name="Fjern utkastet Noe annet").click()
    looked_at(desk, "Fjerne utkastet?")
    desk.get_by_role("button", name="Fjern utkastet for godt").click()
    assert other.is_dir()
    desk.get_by_label("Ja, dette kan kastes").check()
    desk.get_by_role("button", name="Fjern utkastet for godt").click()
    expect(desk.locator(".utkastliste li")).to_have_count(2)
    assert not other.exists()
    desk.get_by_role("button", name="Fjern utkastet Nye båter på Ærøya").click()
    expect(desk.locator(".utkastliste li")).to_have_count(1)
