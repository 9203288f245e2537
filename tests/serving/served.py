"""The real server of the editor, in a thread of its own, as `rediger` starts it."""

from __future__ import annotations

import http.client
import json
import shutil
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

from handlingsprogram.serving.editor import editor, viewer
from handlingsprogram.serving.gate import KEY, MARK
from handlingsprogram.serving.office import OWN
from handlingsprogram.serving.run import opened, server_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.serving.office import Office
    from handlingsprogram.serving.run import Opened


class Served:
    """A server that runs, and a client that it has let in."""

    def __init__(self, server: Opened, content: Path, office: Office) -> None:
        self.office = office
        self.address = server.address
        self.gate = server.gate
        self.content = content
        self.port = urlsplit(server.address).port or 0
        self.key = parse_qs(urlsplit(server.address).query)[KEY][0]
        self.cookie = f"handlingsprogram-{self.port}={self.key}"

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send just this, and return status, headers and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask as the page does."""
        status, _, content = self.send("GET", path, headers={"Cookie": self.cookie})
        return status, content

    def post(self, path: str, given: Any) -> tuple[int, Any]:
        """Do as the page does."""
        headers = {"Cookie": self.cookie, MARK: self.gate.mark, "Content-Type": "application/json"}
        status, _, content = self.send("POST", path, json.dumps(given).encode(), headers)
        return status, json.loads(content)

    def follow(self) -> None:
        """Have what has changed on disk taken in now, and shown."""
        self.office.desk(OWN).meet()
        self.office.changed(OWN)
        assert self.office.room(OWN, "2025").studio.wait(60)

    def form(self, place: str, year: str = "2025") -> str:
        """Return the form of a place."""
        status, content = self.get(f"/-/{year}/skjema?sted={quote(place)}")
        assert status == http.client.OK, content.decode()
        return content.decode()


@contextmanager
def served(content: Path, year: str = "2025", *, edits: bool = True) -> Iterator[Served]:
    """Serve a content folder."""
    made = (editor if edits else viewer)(content, year)
    server = opened(0)
    server.gate.app = made.app(server.gate.mark)
    running = server_of(server, made.office.end)
    thread = Thread(target=running.run, kwargs={"sockets": [server.socket]}, daemon=True)
    thread.start()
    try:
        yield Served(server, content, made.office)
    finally:
        running.should_exit = True
        thread.join(30)
        made.close()


def copied(folder: Path) -> Path:
    """Return a copy of the real content in a folder."""
    shutil.copytree(ROOT / "schemas", folder / "schemas", dirs_exist_ok=True)
    return shutil.copytree(ROOT / "content", folder / "content")
