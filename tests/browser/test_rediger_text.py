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
from handlingsprogram.read.load import load_theme
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
    "font-src 'self'"
)
BEFORE = "Vi møtes 1. mai, se [](#jernbane).\n\n- ett\n- to\n\n[a]: x\n"
PAGE = """{% from "html/rediger/text.html.j2" import prosefelt with context %}
<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Tekst</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/stil.css"></head>
<body><main><h1>Tekst</h1><p id="x-n">Omtale</p><p id="x-f">Hva det er.</p>{{ prosefelt(f) }}
<p><a href="#x">Etter</a></p></main><script type="module" src="/prove.js"></script></body></html>"""
SCRIPT = """
import { mount } from "/js/text.js";
const element = document.querySelector("[data-control=text]");
const targets = [{ id: "jernbane", title: "Jernbane", number: "5.5" }, { id: "buss", title: "Buss", number: "5.6" }];
mount(element, {
    targets: async () => targets,
    change: async (changes) => {
        const answer = await fetch("/endring", { method: "POST", body: JSON.stringify(changes) });
        const read = await answer.json();
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
            assert (change["was"] or "") == server.markdown
            server.markdown = to_markdown(change["rich"], server.markdown)
            server.posted.append(change)
            answer: dict[str, Any] = {"values": {f"{change['file']}#{change['path']}": server.markdown}}
        except ValueError as error:
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
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def typed(page: Page, server: Server, keys: str) -> None:
    page.keyboard.type(keys)


def becomes(page: Page, server: Server, markdown: str) -> None:
    """Wait until the server has a text: the page asks for it as often as it likes."""
    page.wait_for_timeout(0)
    deadline = 50
    while server.markdown != markdown and deadline:
        with page.expect_response("**/endring", timeout=2000):
            pass
        deadline -= 1
    assert server.markdown == markdown
