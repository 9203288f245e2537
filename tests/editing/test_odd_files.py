"""What lies in a content folder may be anything: the desk goes on, says why, and loses nothing."""

from __future__ import annotations

import os
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.editing.changes import RefusedChangeError, read
from handlingsprogram.editing.desk import Desk
from handlingsprogram.editing.history import Step
from handlingsprogram.finding import UserError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "2025/innsatsomrader"
AREA = f"{FOLDER}/transport-mobilitet.yaml"
TITLE = "Transport og mobilitet"
KARI = Step("kari", "Tittel")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content/2025", tmp_path / "content/2025")
    return tmp_path / "content"


@pytest.fixture
def desk(content: Path) -> Desk:
    return Desk(content)


def rename(desk: Desk, was: str | None = TITLE, path: str = "tittel") -> None:
    change = {"op": "set", "file": AREA, "path": path, "was": was, "value": "Nytt navn"}
    assert not desk.change(read([change]), KARI).clashes


def own(desk: Desk) -> bytes:
    return (desk.folder / AREA).read_bytes()


def test_a_file_that_becomes_a_folder_is_gone_and_comes_back(desk: Desk, content: Path) -> None:
    before = (content / AREA).read_bytes()
    (content / AREA).unlink()
    (content / AREA).mkdir()
    (content / AREA / "x.yaml").write_text("a: 1\n")
    desk.meet()
    assert desk.text(AREA) is None
    assert desk.text(f"{AREA}/x.yaml") == "a: 1\n"
    shutil.rmtree(content / AREA)
    (content / AREA).write_bytes(before)
    desk.meet()
    assert own(desk) == before


def test_a_folder_that_becomes_a_file_leaves_what_is_edited(desk: Desk, content: Path) -> None:
    rename(desk)
    shutil.rmtree(content / FOLDER)
    (content / FOLDER).write_text("en fil")
    with pytest.raises(UserError):
        desk.meet()
    assert desk.state().clashing == (AREA,)
    assert "Nytt navn" in own(desk).decode()
    with pytest.raises(UserError):
        desk.save()


def test_links_and_pipes_are_no_content(desk: Desk, content: Path) -> None:
    rename(desk)
    (content / AREA).rename(content.parent / "annet.yaml")
    (content / AREA).symlink_to(content.parent / "annet.yaml")
    (content / "2025/program.yaml").unlink()
    (content / "2025/program.yaml").symlink_to(content.parent / "annet.yaml")
    os.mkfifo(content / "2025/ror.yaml")
    desk.meet()
    assert desk.state().clashing == (AREA,)
    assert desk.text("2025/program.yaml") is None
    desk.settle(AREA, own=True)
    with pytest.raises(UserError, match="snarvei"):
        desk.save()
    assert TITLE in (content.parent / "annet.yaml").read_text()
    assert "Nytt navn" in (Desk(content).text(AREA) or "")


def test_a_working_copy_that_leads_elsewhere_is_refused(content: Path) -> None:
    (content.parent / "annet").mkdir()
    (content / ".kladd").symlink_to(content.parent / "annet")
    with pytest.raises(UserError, match="snarvei"):
        Desk(content)
    assert not [*(content.parent / "annet").iterdir()]


def test_names_that_cannot_be_everywhere_are_left_alone(desk: Desk, content: Path) -> None:
    for name in (b"a:b.yaml", b"a\\b.yaml", b"a\nb.yaml", b"\xff.yaml", b"program.yaml.ny", b"x" * 250):
        with open(os.path.join(os.fsencode(content), b"2025", name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"a: 1\n")
    desk.meet()
    rename(desk)
    assert desk.save() == (AREA,)
    assert Desk(content).state().changed == ()


def test_what_is_not_utf8_is_told_and_can_be_undone_to(desk: Desk, content: Path) -> None:
    rename(desk)
    mine, theirs = own(desk), "tittel: Blåbær\n".encode("latin-1")
    (content / AREA).write_bytes(theirs)
    desk.meet()
    desk.settle(AREA, own=False)
    assert own(desk) == theirs
    with pytest.raises(UserError, match="ikke UTF-8"):
        rename(desk)
    desk.undo("")
    assert own(desk) == mine
    desk.undo("", again=True)
    assert own(desk) == theirs


def test_a_picture_that_clashes_is_never_spoilt(desk: Desk, content: Path) -> None:
    picture = "2025/figurer/kart.png"
    desk.put(picture, b"\x89PNG\xff1", KARI)
    (content / picture).parent.mkdir(exist_ok=True)
    (content / picture).write_bytes(b"\x89PNG\xff2")
    desk.meet()
    desk.settle(picture, own=False)
    assert (desk.folder / picture).read_bytes() == b"\x89PNG\xff2"
    desk.undo("")
    assert (desk.folder / picture).read_bytes() == b"\x89PNG\xff1"
    desk.discard("kari")
    assert (desk.folder / picture).read_bytes() == b"\x89PNG\xff2"
    desk.undo("kari")
    assert (desk.folder / picture).read_bytes() == b"\x89PNG\xff1"


def test_what_somebody_else_wrote_can_be_undone_to(desk: Desk, content: Path) -> None:
    rename(desk)
    theirs = (content / AREA).read_bytes().replace(TITLE.encode(), b"Deres navn")
    (content / AREA).write_bytes(theirs)
    desk.meet()
    desk.settle(AREA, own=True)
    desk.save()
    assert b"Nytt navn" in (content / AREA).read_bytes()
    desk.undo("kari")
    assert own(desk) == theirs


def test_a_file_that_does_not_clash_is_not_settled(desk: Desk) -> None:
    rename(desk)
    desk.settle(AREA, own=False)
    assert "Nytt navn" in own(desk).decode()
    desk.settle("2025/program.yaml", own=True)
    assert desk.state().changed == (AREA,)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: f"\ufeff{text}".replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r\n", 5),
        lambda text: text.rstrip("\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n"),
    ],
    ids=["excel", "mixed", "no end", "mac", "all"],
)
def test_a_file_keeps_how_it_is_written(desk: Desk, content: Path, make: object) -> None:
    before = make((content / AREA).read_text()).encode()  # type: ignore[operator]
    (content / AREA).write_bytes(before)
    desk.meet()
    rename(desk)
    data = "innhold/1/tiltak/@jernbanesatsing/resultatmål"  # with letters that have marks
    desk.change(read([{"op": "insert", "file": AREA, "path": data, "at": 0, "value": "Blå tog"}]), KARI)
    assert desk.save() == (AREA,)
    after = (content / AREA).read_bytes()
    lines, fresh = before.split(b"\n"), after.split(b"\n")
    assert [line for line in lines if line not in fresh] == [
        line for line in lines if line.startswith(b"tittel:")
    ]
    assert len(fresh) == len(lines) + 1
    desk.undo("kari")
    desk.undo("kari")
    assert own(desk) == before


def test_a_step_that_is_none_is_never_the_last_item(desk: Desk) -> None:
    before = own(desk)
    for path in ("innhold/x", "innhold/-1", "innhold/" + "9" * 5000):
        with pytest.raises(RefusedChangeError):
            desk.change(read([{"op": "remove", "file": AREA, "path": path}]), KARI)
    assert own(desk) == before
