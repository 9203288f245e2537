"""What the tool starts: it is ended when it takes too long, with all that it has started itself."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli, git, processes
from handlingsprogram.finding import UserError
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.pages import apart
from handlingsprogram.render.pages.fonts import Needed
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SLOW = """\
#!/bin/sh
# Does nothing that it is asked; what it starts would go on for long, and holds its pipes open.
sleep 600 &
echo $$ $! >> "{said}"
echo 0
wait
"""
PATIENCE = 60
"""Seconds: to wait for what must end at once."""


@pytest.fixture(autouse=True)
def no_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder for temporary files, which must be empty afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LEAST", 0.6)
    monkeypatch.setattr(processes, "_PER_MEGABYTE", 0)


def slow(folder: Path, name: str) -> tuple[Path, Path]:
    """Write a program that never ends; return it, and the file in which it names its processes."""
    program, said = folder / name, folder / "said"
    program.write_text(SLOW.format(said=said))
    program.chmod(0o700)
    return program, said


def await_end(pid: int) -> None:
    """Wait until a process has ended; whether somebody has taken notice of that does not matter."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([handle], [], [], PATIENCE)
    os.close(handle)
    assert ended, f"process {pid} still runs"


def assert_all_ended(said: Path) -> None:
    pids = said.read_text().split()
    assert len(pids) >= 2
    for pid in pids:
        await_end(int(pid))
    assert processes._running == set()


@pytest.fixture
def stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Give a function that calls the tool, which must stop, write nothing and say why in its last line."""

    def call(command: str, *arguments: str) -> str:
        out = tmp_path / "out"
        options = ["--content", str(ROOT / "content"), "--out", str(out / "rapport.docx")]
        assert cli.main([command, *arguments, *options]) == cli.WRONG_USE
        assert not out.exists()
        return capsys.readouterr().err.splitlines()[-1].removeprefix("handlingsprogram: ")

    return call


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "command",
    [["build", "2025"], ["build", "2021", "2025"], ["diff", "2021", "2025", "--format", "docx"]],
    ids=" ".join,
)
def test_a_pandoc_that_never_ends_is_stopped_and_nothing_is_written(
    command: list[str], stopped: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, said = slow(tmp_path, "pandoc")
    monkeypatch.setattr(pandoc, "_program", lambda: str(program))
    assert stopped(*command) == (
        "pandoc ble stanset fordi det ikke var ferdig etter 1 sekunder; "
        "prøv igjen når maskinen har mindre å gjøre. Ingenting er endret."
    )
    assert_all_ended(said)


def test_a_git_that_never_ends_is_stopped(
    stopped: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, said = slow(tmp_path, "git")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setitem(git.run.__kwdefaults__ or {}, "patience", 0.5)
    assert stopped("diff", "HEAD:2025", "2025").startswith("git ble stanset fordi det ikke var ferdig")
    assert_all_ended(said)


def test_a_layout_that_takes_too_long_is_stopped(
    stopped: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "LONGEST", 1000)
    monkeypatch.setattr(apart, "patience", lambda _size: 0.01)
    assert stopped("build", "2025").startswith("typst ble stanset fordi det ikke var ferdig")
    assert processes._running == set()


def document(folder: Path) -> Path:
    (folder / "main.typ").write_text('#set document(title: "x")\n= Én\n')
    return folder


def test_a_layout_that_the_machine_ends_is_told_in_words(tmp_path: Path) -> None:
    setter = apart.Typesetter(document(tmp_path), 0, Needed())
    setter._process.end()
    with pytest.raises(UserError, match=r"typst ble stanset av maskinen \(signal 9\); programmet er langt"):
        setter.pages()
    setter.close()


def test_a_layout_ends_when_whoever_asked_for_it_is_gone(tmp_path: Path) -> None:
    asks = (
        "import sys; from pathlib import Path; from handlingsprogram.render.pages import apart\n"
        "from handlingsprogram.render.pages.fonts import Needed\n"
        "setter = apart.Typesetter(Path(sys.argv[1]), 0, Needed())\n"
        "print(setter._process._process.pid, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", asks, str(document(tmp_path))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asker:
        assert asker.stdout
        pid = int(asker.stdout.readline())
        asker.send_signal(signal.SIGKILL)
        await_end(pid)


def test_broken_off_work_ends_what_it_has_started(tmp_path: Path) -> None:
    program, said = slow(tmp_path, "pandoc")
    process = processes.Process("pandoc", [str(program)], PATIENCE, os.environ)
    with pytest.raises(KeyboardInterrupt):
        break_off(process)
    assert not process._is_late
    process.close()
    assert_all_ended(said)


def break_off(process: processes.Process) -> None:
    with processes.workers() as pool:
        process.output.readline()
        pool.submit(process.finish)
        raise KeyboardInterrupt


def test_the_limit_grows_with_what_is_read() -> None:
    assert processes.patience(0) >= 60
    assert processes.patience(4_000_000) >= 4 * (processes.patience(1_000_000) - processes.patience(0))
