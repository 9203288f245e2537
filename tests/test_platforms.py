"""What Windows and macOS do otherwise: each difference put in by hand, since the tests run on one machine."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import time
import types
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from handlingsprogram import finding, output, processes
from handlingsprogram.cli import GOOD, WRONG_USE, main
from handlingsprogram.commands import terminal
from handlingsprogram.finding import UserError
from handlingsprogram.output import places, write_all
from handlingsprogram.render.edition import pandoc
from tests.short import write_year

CHAPTER = "innhold:\n  - tekst: |\n      Første linje,\n      og en til.\n\n      Et nytt avsnitt med æøå.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("HANDLINGSPROGRAM_REVISJON", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class WindowsError_(PermissionError):  # noqa: N801, N818 — the real one is Windows' own
    """A fault as Windows tells it: with a number of its own."""

    def __init__(self, winerror: int, filename: str, number: int = errno.EACCES) -> None:
        super().__init__(number, "Access is denied", filename)
        self.winerror = winerror


# --- Text ---------------------------------------------------------------------------------------


def test_line_ends_and_a_byte_order_mark_change_no_document(folder: Path) -> None:
    write_year(folder / "content", "2025", CHAPTER)
    assert main(["build", "--out", "a"]) == GOOD
    for path in (folder / "content").rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["build", "--out", "b"]) == GOOD
    names = sorted(path.name for path in Path("a").glob("[!.]*"))
    assert len(names) == 4
    assert [name for name in names if Path("a", name).read_bytes() != Path("b", name).read_bytes()] == []


def test_what_is_written_has_plain_line_feeds(folder: Path) -> None:
    write_year(folder / "content", "2025", CHAPTER)
    write_year(folder / "content", "2026", CHAPTER)
    assert main(["build", "--format", "md,html", "--out", "a"]) == GOOD
    assert main(["diff", "2025", "2026", "--format", "text,md,html,json", "--out", "a/"]) == GOOD
    files = [path for path in Path("a").iterdir() if path.is_file()]
    assert len(files) == 2 * 2 + 4 + 1
    assert [path.name for path in files if b"\r" in path.read_bytes()] == []


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_a_console_of_another_encoding_gets_utf_8_and_plain_line_feeds(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    terminal.set_up()
    terminal.say("«Økonomi» → 2 ≤ 3")
    stream.flush()
    assert raw.getvalue() == "«Økonomi» → 2 ≤ 3\n".encode()


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [({}, False), ({"WT_SESSION": "1"}, True), ({"TERM_PROGRAM": "vscode"}, True)],
)
def test_colours_are_left_out_where_the_console_prints_their_codes(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, is_coloured: bool
) -> None:
    for name in (*terminal._COLOURED_WINDOWS, "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    screen: Any = types.SimpleNamespace(isatty=lambda: True)
    assert terminal.is_coloured(screen)
    monkeypatch.setattr(terminal, "_IS_WINDOWS", True)
    assert terminal.is_coloured(screen) is is_coloured


# --- Files --------------------------------------------------------------------------------------


@pytest.fixture(params=["held", "not held"])
def without_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no fcntl, as on Windows; «held» lets an open file be in the way of its own move there."""
    monkeypatch.setattr(output, "fcntl", None)
    move = Path.replace

    def strict(path: Path, target: Path) -> Path:
        opened = [Path(link).resolve() for link in Path("/proc/self/fd").glob("*") if link.exists()]
        if path.resolve() in opened:
            raise WindowsError_(32, str(path))
        return move(path, target)

    if request.param == "held":
        monkeypatch.setattr(Path, "replace", strict)


@pytest.mark.usefixtures("without_locks")
def test_files_are_written_where_there_are_no_locks(tmp_path: Path) -> None:
    write_all({tmp_path / "a.md": b"1", tmp_path / "b.md": b"2"})
    write_all({tmp_path / "a.md": b"3", tmp_path / "b.md": b"4"})
    assert (tmp_path / "a.md").read_bytes() + (tmp_path / "b.md").read_bytes() == b"34"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.usefixtures("without_locks")
def test_without_locks_only_what_is_old_is_tidied_up(tmp_path: Path) -> None:
    old, new = (tmp_path / f".handlingsprogram-{name}.tmp" for name in ("gammel", "ny"))
    for path in (old, new):
        path.write_bytes(b"halv")
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    write_all({tmp_path / "a.md": b"1"})
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_document_that_is_open_elsewhere_is_named_and_nothing_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    file = write_year(folder / "content", "2025")
    assert main(["build", "--format", "md,docx"]) == GOOD
    before = {path: path.read_bytes() for path in Path("out").iterdir()}
    file.write_text("id: kort\ntittel: Lang\n", encoding="utf-8")
    rename = os.rename

    def locked(source: Path, target: Path) -> None:
        if source.suffix == ".docx":
            raise WindowsError_(number, str(source))
        rename(source, target)

    capsys.readouterr()
    monkeypatch.setattr(os, "rename", locked)
    assert main(["build", "--format", "md,docx"]) == WRONG_USE
    assert capsys.readouterr().err == (
        "handlingsprogram: kan ikke skrive til out/handlingsprogram-2025.docx: "
        "den er åpen i et annet program, eller du har ikke tilgang; lukk den der, og prøv igjen\n"
    )
    assert {path: path.read_bytes() for path in Path("out").iterdir()} == before


@pytest.mark.parametrize(
    "error",
    [
        WindowsError_(206, "x"),
        WindowsError_(3, "C:\\" + "mappe\\" * 50 + "fil.pdf", errno.ENOENT),
        OSError(errno.ENAMETOOLONG, "File name too long", "x"),
    ],
)
def test_a_path_that_is_too_long_is_told_of(error: OSError) -> None:
    assert finding.os_error(error).startswith("stien er for lang; ")


def test_a_name_that_is_too_long_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_year(folder / "content", "2025")
    assert main(["build", "--format", "md", "--out", "m" * 300]) == WRONG_USE
    assert capsys.readouterr().err.endswith(f": {finding._TOO_LONG}\n")


def test_a_folder_may_be_written_as_windows_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setattr(output, "Path", PureWindowsPath)
    monkeypatch.setattr(PureWindowsPath, "is_dir", lambda _: False, raising=False)
    for typed in ("ut\\", "C:\\ut\\", "ut/"):
        [place] = places(typed, "endringer", ["md"]).values()
        assert str(place) == str(PureWindowsPath(typed, "endringer.md"))
    with pytest.raises(UserError, match="flere formater"):
        places("C:\\ut", "endringer", ["md", "html"])


@pytest.mark.parametrize("name", ["aux", "nul", "com1"])
def test_a_chapter_is_not_called_what_windows_takes_for_a_device(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = write_year(folder / "content", "2025")
    file.rename(file.with_name(f"{name}.yaml"))
    file.with_name(f"{name}.yaml").write_text(f"id: {name}\ntittel: Kort\n", encoding="utf-8")
    frame = folder / "content/2025/program.yaml"
    frame.write_text(frame.read_text(encoding="utf-8").replace("[kort]", f"[{name}]"), encoding="utf-8")
    main(["check"])
    message = f"en fil kan ikke hete {name}.yaml i Windows; gi den et annet navn, og id-en det samme [fil-id]"
    assert f"content/2025/kapitler/{name}.yaml:1:5: feil: {message}" in capsys.readouterr().out


# --- Programs -----------------------------------------------------------------------------------


WRITES = "import sys; sys.stdout.buffer.write({!r})"


@pytest.mark.parametrize(
    "content", [b"a\nb", b"\n", b"a\n", b"\n\n\n", b"ingen", "æ\nø\n".encode() * 900, b"a\n" * 4095 + b"b"]
)
def test_line_feeds_that_windows_makes_two_signs_are_one_again(content: bytes) -> None:
    folded = b"%d\r\n%b" % (len(content), content.replace(b"\n", b"\r\n"))
    command = [sys.executable, "-c", WRITES.format(folded + b"1\r\nx")]
    with processes.Process("prøve", command, 60, dict(os.environ)) as process:
        assert process.answer() == content
        assert process.answer() == b"x"
        assert process.finish() == b""


def test_a_program_that_stops_in_the_middle_gives_nothing() -> None:
    command = [sys.executable, "-c", WRITES.format(b"9\r\na\r\nb")]
    with processes.Process("prøve", command, 60, dict(os.environ)) as process:
        assert process.answer() == b""
        process.finish()


def test_a_program_is_ended_where_there_are_no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_IS_WINDOWS", True)
    monkeypatch.delattr(os, "killpg")
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with processes.Process("prøve", command, 600, dict(os.environ)) as process:
        process.end()
    assert process.code < 0


def test_pandoc_is_found_by_its_name_on_windows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "files/pandoc.exe"
    program.parent.mkdir()
    program.write_bytes(b"")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    origin = types.SimpleNamespace(origin=str(folder / "__init__.py"))
    monkeypatch.setattr(pandoc, "find_spec", lambda _: origin)
    assert pandoc._program.__wrapped__() == str(program)
