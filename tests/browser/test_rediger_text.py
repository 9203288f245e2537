"""The editor of text in a browser: what is typed, chosen and pasted is what is posted."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handlingsprogram.editing.prose.to_markdown import to_markdown
from handlingsprogram.editing.prose.to_rich import to_rich
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.web.page import stylesheet
from handlingsprogram.render.words.templates import environment
from tests.browser.shown import axe_options
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("rediger")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self' data:"
)
BEFORE = "Vi møtes 1. mai, se [](#jernbane).\n\n- ett\n- to\n"
PAGE = """{% from "html/rediger/text.html.j2" import prosefelt with context %}
<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Tekst</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/stil.css"></head>
<body><main><h1>Tekst</h1><p id="x-n">Omtale</p><p id="x-f">Hva det er.</p>{{ prosefelt(f) }}
<p><a href="#x">Etter</a></p><output id="lagret" hidden></output></main>
<script type="module" src="/prove.js"></script></body></html>"""
SCRIPT = """
import { mount } from "/js/text.js";
const element = document.querySelector("[data-control=text]");
const named = (title, n) => ({ id: title.toLowerCase(), title, number: `5.${5 + n}` });
const targets = ["Jernbane", "Buss"].map(named);
mount(element, {
    targets: async () => targets,
    change: async (changes) => {
        const answer = await fetch("/endring", { method: "POST", body: JSON.stringify(changes) });
        const read = await answer.json();
        document.getElementById("lagret").dataset.tekst = Object.values(read.values ?? {})[0];
        if (read.error) throw new Error(read.error);
        return read;
    },
    say() {},
});
window.addEventListener("skriv", ({ detail }) => element.setValue(detail.rich, { dataset: detail }));
"""


class Server(ThreadingHTTPServer):
    """Serves one field, and makes Markdown of what is posted, as the desk does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.markdown = ""
        self.files: dict[str, tuple[str, str]] = {}
        self.posted: list[dict[str, Any]] = []

    def show(self, markdown: str) -> str:
        """Serve a field with a text; return its address."""
        self.markdown, self.posted = markdown, []
        theme, _ = load_theme(ROOT / "content/tema.yaml")
        assert theme
        values = {"språk": "nb-NO", "si": str, "rik": to_rich}
        place = {"file": "2025/a.yaml", "path": "tekst"}
        field = {"id": "x", "title": "Omtale", "place": place, "value": markdown}
        page = environment().overlay(autoescape=True).from_string(PAGE).render({**values, "f": field})
        self.files["/"] = ("text/html", page)
        self.files["/stil.css"] = ("text/css", stylesheet("rediger/text", values, theme))
        self.files["/prove.js"] = ("text/javascript", SCRIPT)
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        kind, body = self.server.files.get(self.path, ("text/javascript", ""))
        if self.path == "/fast/editor.js":
            body = resources.files("django_prose_editor").joinpath(
                "static/django_prose_editor/editor.js"
            ).read_text(encoding="utf-8")  # fmt: skip
        elif self.path.startswith("/js/"):
            body = (ROOT / "templates/rediger" / self.path[4:]).read_text(encoding="utf-8")
        self._answer(kind, body)

    def do_POST(self) -> None:
        [change] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        try:
            assert (change["was"] or "") == server.markdown, "was"
            server.markdown = to_markdown(change["rich"], server.markdown)
            server.posted.append(change)
            answer: dict[str, Any] = {"values": {f"{change['file']}#{change['path']}": server.markdown}}
        except (AssertionError, ValueError) as error:
            answer = {"error": str(error)}
        self._answer("application/json", json.dumps(answer))

    def _answer(self, kind: str, body: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def field(scripted: Page, server: Server) -> Page:
    """Return a page with a field to write in."""
    scripted.goto(server.show(BEFORE))
    expect(scripted.get_by_role("textbox")).to_be_visible()
    return scripted


def becomes(page: Page, markdown: str) -> None:
    """Hold what the server has made of what was typed to a text."""
    expect(page.locator("#lagret")).to_have_attribute("data-tekst", markdown)


def paste(page: Page, kind: str, text: str) -> None:
    page.get_by_role("textbox").evaluate(
        """(element, [kind, text]) => {
            const data = new DataTransfer();
            data.setData(kind, text);
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        [kind, text],
    )


def tool(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_what_is_typed_in_the_page_is_posted_as_it_is_shown(field: Page, server: Server) -> None:
    text, keys = field.get_by_role("textbox", name="Omtale"), field.keyboard
    expect(text.locator(".tekst-reference")).to_have_text("kapittel 5.5")
    text.locator("li").last.click()
    expect(text).to_be_focused()
    keys.press("Control+End")  # the click's caret comes when the browser has told of it
    keys.press("Enter")
    keys.type("tre ")
    keys.press("Control+b")
    keys.type("fet")
    expect(field.get_by_role("button", name="Fet")).to_have_attribute("aria-pressed", "true")
    keys.press("Control+b")
    after = "Vi møtes 1. mai, se [](#jernbane).\n\n- ett\n- to\n- tre **fet**\n"
    becomes(field, after)
    change = server.posted[-1]
    assert {change[key] for key in ("op", "file", "path")} == {"set", "2025/a.yaml", "tekst"}
    assert server.posted[0]["was"] == BEFORE
    # A date is no list, whatever one types; signs are signs.
    keys.press("Enter")
    keys.press("Enter")
    keys.type("1. mai er *ikke* et punkt")
    becomes(field, f"{after.rstrip()}\n\n1. mai er \\*ikke\\* et punkt\n")


def test_notes_references_and_links_are_chosen_in_windows(field: Page) -> None:
    text, keys = field.get_by_role("textbox"), field.keyboard
    text.locator("p").first.click()
    keys.press("End")
    tool(field, "Fotnote")
    expect(field.get_by_role("dialog", name="Fotnote")).to_be_visible()
    keys.type("Noten")
    keys.press("Enter")
    expect(text).to_be_focused()
    expect(text.locator(".tekst-footnote")).to_have_text("1")
    keys.type(" og ")
    tool(field, "Kryssreferanse")
    field.get_by_label("Søk").fill("buss")
    keys.press("Enter")
    expect(text.locator(".tekst-reference").last).to_have_text("kapittel 5.6")
    keys.press("Control+k")
    field.get_by_label("Adresse").fill("javascript:alert(1)")
    keys.press("Enter")
    expect(field.get_by_role("dialog").get_by_role("alert")).to_contain_text("https://")
    field.get_by_label("Adresse").fill("https://a.no/b")
    field.get_by_label("Tekst som vises").fill("her")
    keys.press("Enter")
    first = "Vi møtes 1. mai, se [](#jernbane).[^1] og [](#buss)[her](https://a.no/b)"
    becomes(field, f"{first}\n\n- ett\n- to\n\n[^1]: Noten\n")
    text.locator(".tekst-footnote").click()
    keys.type(" er ny")
    keys.press("Enter")
    becomes(field, f"{first}\n\n- ett\n- to\n\n[^1]: Noten er ny\n")
    text.locator(".tekst-footnote").click()
    keys.press("Escape")
    expect(text).to_be_focused()


def test_what_others_write_is_shown_and_the_caret_stays(field: Page, server: Server) -> None:
    text = field.get_by_role("textbox")
    text.locator("li").last.click()
    field.keyboard.press("End")
    other = BEFORE.replace("Vi møtes", "Alle møtes hver")
    server.markdown = other
    field.evaluate("detail => dispatchEvent(new CustomEvent('skriv', { detail }))",
                   {"rich": to_rich(other), "source": other})  # fmt: skip
    expect(text).to_contain_text("Alle møtes hver 1. mai")
    field.keyboard.type("!")
    expect(text.locator("li").last).to_have_text("to!")
    expect(field.locator("#lagret")).to_have_attribute("data-tekst", other.replace("- to", "- to!"))


def test_what_is_pasted_is_plain(field: Page) -> None:
    text = field.get_by_role("textbox")
    text.locator("li").last.click()
    field.keyboard.press("Control+a")
    word = (
        "<h1>Tittel</h1><p style='color:red'>Et <b>fett</b> ord\u00ad<img src=x onerror=alert(1)></p>"
        "<table><tr><td>A</td><td>6\u00a0987</td></tr><tr><td>B</td><td>2</td></tr></table><script>x</script>"
    )
    paste(field, "text/html", word)
    becomes(field, "Tittel\n\nEt **fett** ord\n\nA 6\u00a0987\n\nB 2\n")
    field.keyboard.press("Control+a")
    paste(field, "text/plain", "Linje\ten\nLinje to")
    becomes(field, "Linje en\n\nLinje to\n")


def test_the_field_is_for_everyone(field: Page) -> None:
    tools = field.get_by_role("toolbar").get_by_role("button")
    field.keyboard.press("Tab")
    expect(tools.first).to_be_focused()
    field.keyboard.press("ArrowRight")
    expect(tools.nth(1)).to_be_focused()
    field.keyboard.press("Tab")
    expect(field.get_by_role("textbox")).to_be_focused()
    field.keyboard.press("Tab")
    expect(field.get_by_role("link", name="Etter")).to_be_focused()
    for scheme in ("light", "dark"):
        field.emulate_media(color_scheme=scheme)
        field.set_viewport_size({"width": 320, "height": 700})
        found = Axe().run(field, options=axe_options(contrast=True)).response["violations"]
        assert [one["id"] for one in found] == []
        assert field.evaluate("document.documentElement.scrollWidth") <= 320
    for button in tools.all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
