"""A small server for the tests of one part of the editor: alone on a page, with the editor's policy."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import Made, RefusedChangeError, read
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.web.page import part, stylesheet
from handlingsprogram.serving.files import scripts
from handlingsprogram.serving.gate import POLICY
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Prøve</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="stil.css"><script type="module" src="prove.js"></script></head>
<body><main class="pult skjema"><h1>Prøve</h1><p><a href="#etter" id="før">Før</a></p>{}<p id="etter">
<a href="#før">Etter</a></p></main><p class="skjult" id="sagt" role="status"></p></body></html>"""
SCRIPT = """import { mount } from "/fast/%s";
async function post(name, given) {
  const answer = await fetch(name, { method: "POST", body: JSON.stringify(given) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told;
}
const element = document.querySelector("[data-control]");
const services = { post, words: {}, change: (changes) => post("endringer", { changes }), open: () => {},
  say(text) { document.getElementById("sagt").textContent = text; } };
mount(element, services);
element.dataset.alive = "";
element.addEventListener("anew", async () => element.setValue(await post("nå", {})));
"""


@dataclass(frozen=True)
class Part:
    """A part of the editor, and what answers it."""

    template: str
    """Below `templates/html/rediger`, without ending."""
    script: str
    """The name of its module."""
    values: Callable[[], dict[str, Any]]
    """Gives what the template shows."""
    done: Callable[[str, dict[str, Any]], Any]
    """Answers what is posted besides changes, by name and what is given."""

    def page(self) -> str:
        return PAGE.format(part(f"rediger/{self.template}", {"si": str, **self.values()}))


class Handler(BaseHTTPRequestHandler):
    """Answers for a part."""

    def __init__(self, folder: Path, shown: Part, *rest: Any) -> None:
        self._folder, self._part = folder, shown
        super().__init__(*rest)

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        if self.path.startswith("/fast/"):
            self._answer(scripts()[name].read_bytes(), "text/javascript")
            return
        theme, _ = load_theme(ROOT / "content" / "tema.yaml")
        assert theme
        kind, text = {
            "": ("text/html", self._part.page),
            "stil.css": ("text/css", lambda: stylesheet("rediger", {}, theme)),
            "prove.js": ("text/javascript", lambda: SCRIPT % self._part.script),
        }.get(name, ("image/x-icon", str))
        self._answer(text().encode(), kind)

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["content-length"])))
        status, answer = 200, {}
        try:
            if self.path == "/endringer":
                make(self._folder, given["changes"])
            else:
                answer = self._part.done(self.path[1:], given)
        except RefusedChangeError as refused:
            answer, status = {"message": str(refused)}, 409
        self._answer(json.dumps(answer).encode(), "application/json", status)

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-security-policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path, shown: Part) -> Iterator[str]:
    """Serve a part of the editor, whose changes are made in a content folder; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, folder, shown))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make(folder: Path, changes: list[dict[str, Any]]) -> None:
    """Make changes in the files, as the editor does in its working copy."""
    made = Made(lambda file: (folder / file).read_text(encoding="utf-8"))
    for change in read(changes):
        made.make(change)
    assert not made.clashes
    for file, text in made.texts.items():
        (folder / file).write_text(text or "", encoding="utf-8")
