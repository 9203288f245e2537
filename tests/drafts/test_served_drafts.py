"""What the server answers of drafts where names and addresses are not what one hopes for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.drafts.conftest import Folder
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from pathlib import Path


def test_names_that_nobody_hopes_for_are_served_and_told(tmp_path: Path) -> None:
    made = Folder(tmp_path / "ola")
    copied(made.path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Begynn")
    with served(made.content) as server:
        # A draft is called as our own files' folder is.
        assert server.post("/-/2025/nytt-utkast", {"title": "Fast\0\ud800"}) == (200, {"go": "/fast/2025/"})
        assert server.get("/fast/2025/levering")[0] == 200
        assert server.get("/fast/main.js")[0] == 200

        # Who goes to a draft that is gone, reads it as a page; the page's own questions are answered as such.
        navigated = {"Cookie": server.cookie, "Accept": "text/html,*/*;q=0.8"}
        status, headers, content = server.send("GET", "/borte/2025/", headers=navigated)
        assert (status, headers["content-type"]) == (409, "text/html; charset=utf-8")
        assert "<p>utkastet «borte» finnes ikke lenger.</p>" in content.decode()
        assert 'href="/-/2025/stil.css"' in content.decode()
        assert server.get("/borte/2025/")[1].startswith(b'{"message":')

        # A file whose name is no text, as some unpack them, is told of and delivered.
        (made.content / "2025/bilder").mkdir(exist_ok=True)
        (made.content / "2025/bilder" / os.fsdecode(b"b\xe5t.png")).write_bytes(b"bilde")
        assert "bilder/b?t.png" in server.get("/-/2025/levering")[1].decode()
        told = server.post("/-/2025/lever", {"title": "Båt", "name": "Ola", "email": "ola@example.org"})
        assert "b?t.png" in told[1]["html"]
        assert '"content/2025/bilder/b\\345t.png"' in made.git(
            "ls-tree", "-r", "--name-only", "utkast/bat", "content/"
        )
