"""A small server for the tests of one part of the editor: the part alone on a page, with the editor's policy."""

from __future__ import annotations

import contextlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import Made, RefusedChangeError, read
from handlingsprogram.read.load import load_theme
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


@contextlib.contextmanager
def served(
    folder: Path, template: str, script: str, values: Callable[[], dict[str, Any]], done: Callable[..., Any]
) -> Iterator[str]:
    """Serve a part of the editor; give its address.

    Args:
        folder: the content folder, which changes are made in.
        template: the part's template, below `templates/html/rediger`.
        script: the name of its module.
        values: what the template shows.
        done: answers what is posted besides changes, by name and what is given.
    """
    theme, _ = load_theme(ROOT / "content" / "tema.yaml")
    assert theme
    style = stylesheet("rediger", {}, theme)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.rpartition("/")[2]
            if self.path.startswith("/fast/"):
                self._answer(scripts()[name].read_bytes(), "text/javascript")
            elif name == "stil.css":
                self._answer(style.encode(), "text/css")
            elif name == "prove.js":
                self._answer((SCRIPT % script).encode(), "text/javascript")
            elif name:
                self._answer(b"", "image/x-icon")
            else:
                self._answer(PAGE.format(part(f"rediger/{template}", {"si": str, **values()})).encode(), "text/html")

        def do_POST(self) -> None:
            given = json.loads(self.rfile.read(int(self.headers["content-length"])))
            try:
                if self.path == "/endringer":
                    make(folder, given["changes"])
                    answer, status = {}, 200
                else:
                    answer, status = done(self.path[1:], given), 200
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
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
