"""Killed, out of room, shut out, two at a time: every file in out/ is the old one or the new one, whole."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import output
from handlingsprogram.cli import GOOD, WRONG_USE
from handlingsprogram.render.formats import FORMATS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = b"gammelt"
DOCUMENTS = tuple(f"handlingsprogram-2025.{ending}" for ending in FORMATS)
BUILD = [sys.executable, str(ROOT / "build.py"), "build", "2025", "--content", str(ROOT / "content")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder that has old documents."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in DOCUMENTS:
        (folder / name).write_bytes(OLD)
    return folder


def build(out: Path, *arguments: str, before: Callable[[], object] | None = None) -> tuple[int, list[str]]:
    """Build into a folder; return the exit code, or minus the signal, and what was said."""
    command = [*BUILD, "--out", str(out), *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, preexec_fn=before)
    return done.returncode, done.stderr.decode().splitlines()


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("[!.]*")}


def documents(built: Path) -> dict[str, bytes]:
    return {name: (built / name).read_bytes() for name in DOCUMENTS}


# Counts the calls that `output` makes to the system and to Python's own, and is killed at each in turn.
KILLED = """
import os, signal, sys
from itertools import count
from pathlib import Path
from handlingsprogram import output

old, new = b"0" * 100_000, b"1" * 200_000
files = [Path("a.md"), Path("under/b.pdf")]
for moment in count(1):
    output.write_all(dict.fromkeys(files, old))
    left = [str(path) for path in Path().rglob("*") if path.is_file() and path not in files]
    assert not left, left
    if not (child := os.fork()):
        def at(frame, event, _, calls=count(1)):
            if frame.f_code.co_filename == output.__file__ and next(calls) == moment:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(at)
        output.write_all(dict.fromkeys(files, new))
        sys.setprofile(None)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert all(path.read_bytes() in {old, new} for path in files)
    if not status:
        break
print(moment)
"""


def test_a_build_killed_at_any_call_leaves_whole_files_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr == b""
    assert int(done.stdout) > 50


@pytest.mark.parametrize("tenths", [3, 7])
def test_a_build_killed_at_any_time_leaves_whole_files_and_the_next_one_mends_all(
    out: Path, built: Path, tenths: int
) -> None:
    """The timer counts what the processor does, and its signal kills a program that does not know it."""
    good = documents(built)
    code, _ = build(out, before=lambda: signal.setitimer(signal.ITIMER_PROF, tenths / 10))
    assert code in {GOOD, -signal.SIGPROF}
    assert all(contents(out)[name] in {OLD, good[name]} for name in DOCUMENTS)
    if tenths == 8:
        assert build(out) == (GOOD, [])
        assert contents(out) == good


def test_a_disk_without_room_is_one_line_and_changes_nothing(out: Path) -> None:
    before = contents(out)
    for formats in ("md", ",".join(FORMATS)):
        code, [line] = build(
            out, "--format", formats, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9_999, 9_999))
        )
        assert code == WRONG_USE
        assert "filen blir for stor for dette systemet" in line
        assert contents(out) == before


def without_privileges() -> None:
    """Let the rights of files hold for root too, from the next program on (CAP_DAC_OVERRIDE, Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def test_a_folder_that_cannot_be_written_to_is_one_line_and_changes_nothing(out: Path) -> None:
    before = contents(out)
    out.chmod(0o555)
    code, [line] = build(out, "--format", "md", before=without_privileges)
    out.chmod(0o755)
    assert code == WRONG_USE
    assert line.startswith(f"handlingsprogram: kan ikke skrive til {out}/")
    assert line.endswith(": du har ikke tilgang")
    assert contents(out) == before


def test_two_builds_at_once_leave_what_one_would_have_left(out: Path, built: Path) -> None:
    builds = [subprocess.Popen([*BUILD, "--out", str(out)]) for _ in range(2)]
    assert [process.wait() for process in builds] == [GOOD, GOOD]
    assert contents(out) == documents(built)


def test_what_a_running_build_writes_is_left_to_it(tmp_path: Path) -> None:
    handle, held = output._new_file(tmp_path)
    output.write_all({tmp_path / "a.md": b"a"})
    assert held.exists()
    os.close(handle)  # as the system does with all that a killed build had
    output.write_all({tmp_path / "a.md": b"b"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_files_of_others_are_not_tidied_away(tmp_path: Path) -> None:
    names = {".handlingsprogram", "handlingsprogram-2025.tmp", ".x.tmp", ".handlingsprogram-2025.swp"}
    for name in names:
        (tmp_path / name).touch()
    output.write_all({tmp_path / "a.md": b"a"})
    assert {path.name for path in tmp_path.iterdir()} == names | {"a.md"}
