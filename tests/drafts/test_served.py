"""What the server answers of drafts and delivering where not all is as it should be."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from handlingsprogram.drafts.drafts import begin
from tests.drafts.conftest import Folder
from tests.serving.served import copied, served

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

AREA = "2025/innsatsomrader/transport-mobilitet.yaml"
UNSENT = "Det er ikke satt opp noe sted å sende dem"


def test_without_git_the_page_only_saves_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with served(copied(tmp_path)) as server:
        for name in ("levering", "utkast", "sammenligning"):
            status, page = server.get(f"/-/2025/{name}")
            assert status == 200
            assert "mappen er ikke satt opp for levering" in page.decode()
        for name in ("lever", "oppdater", "nytt-utkast", "fjern-utkast"):
            status, told = server.post(f"/-/2025/{name}", {"title": "Ny", "draft": "ny"})
            assert (status, "git-lager" in told["html"] or "finnes ikke lenger" in told["html"]) == (
                200,
                True,
            )


def test_what_others_have_done_and_who_one_is_are_told_and_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    copied(tmp_path)
    folder.git("init", "--quiet", "--initial-branch=main")
    folder.git("add", "--all")
    folder.git("commit", "--quiet", "--message=Begynn")
    made = begin(folder.content, "Nye båter")
    text = (folder.content / AREA).read_text()
    folder.commit(AREA, f"{text}# Kari\n")
    for role in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{what}")
    (made.content / AREA).write_text(f"# Ola\n{text}")
    with served(folder.content) as server:
        room = f"/{made.name}/2025"
        asked = server.get(f"{room}/levering")[1].decode()
        assert "Hovedversjonen har fått endringer siden utkastet begynte." in asked
        assert "Endret av: Ola" in re.sub(r"\s+", " ", asked)
        assert 'name="email"' in asked
        given = {"title": 'Nye "båter" <b>', "explanation": "Ja"}
        unknown = server.post(f"{room}/lever", given)[1]["html"]
        assert "skriv navnet og e-postadressen din" in unknown
        assert "Nye &#34;båter&#34; &lt;b&gt;" in unknown  # what was typed is there still
        waiting = server.post(f"{room}/oppdater", {"name": "Ola", "email": "ola@example.org"})[1]["html"]
        assert "lever dem først" in waiting
        me = {"name": "Ola", "email": "ola@example.org"}
        assert UNSENT in server.post(f"{room}/lever", {**given, **me})[1]["html"]
        assert "er hentet inn i utkastet" in server.post(f"{room}/oppdater", me)[1]["html"]
        assert (made.content / AREA).read_text() == f"# Ola\n{text}# Kari\n"
        assert "utkastet er åpent her" in server.post(f"{room}/fjern-utkast", {"draft": made.name})[1]["html"]
        assert server.get("/../2025/levering")[0] == server.get("/%2e%2e/2025/levering")[0] != 200


def test_names_that_nobody_hopes_for_are_served_and_told(tmp_path: Path) -> None:
    made = Folder(tmp_path / "ola")
    copied(made.path)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Begynn")
    with served(made.content) as server:
        # A draft is called as our own files' folder is.
        assert server.post("/-/2025/nytt-utkast", {"title": "Fast\0"}) == (200, {"go": "/fast/2025/"})
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
