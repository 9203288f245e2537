"""A file in out/ is the old one or the new one, never half, and nothing else is left behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.finding import UserError
from handlingsprogram.output import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def umask() -> Iterator[int]:
    """Let group read and write, and others nothing."""
    before = os.umask(0o007)
    yield 0o007
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_are_written_and_folders_made(tmp_path: Path) -> None:
    write_all({tmp_path / "a/b/x.md": b"x", tmp_path / "a/y.md": b"", tmp_path / "æ ø.pdf": b"\0\r\n\xff"})
    assert names(tmp_path) == ["a", "a/b", "a/b/x.md", "a/y.md", "æ ø.pdf"]
    assert (tmp_path / "a/b/x.md").read_bytes() == b"x"
    assert (tmp_path / "a/y.md").read_bytes() == b""
    assert (tmp_path / "æ ø.pdf").read_bytes() == b"\0\r\n\xff"


def test_an_old_file_is_replaced_and_its_neighbours_stay(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"gammel og lang")
    (tmp_path / "y.md").write_bytes(b"y")
    write_all({tmp_path / "x.md": b"ny"})
    assert names(tmp_path) == ["x.md", "y.md"]
    assert (tmp_path / "x.md").read_bytes() == b"ny"
    assert (tmp_path / "y.md").read_bytes() == b"y"


def test_writing_nothing_does_nothing(tmp_path: Path) -> None:
    write_all({})
    assert names(tmp_path) == []


def spoil_with_a_folder(out: Path) -> None:
    (out / "b.pdf").mkdir()


def spoil_with_a_file(out: Path) -> None:
    (out / "under").write_bytes(b"en fil")


@pytest.mark.parametrize(
    ("spoil", "second", "blocked"),
    [(spoil_with_a_folder, "b.pdf", "b.pdf"), (spoil_with_a_file, "under/b.pdf", "under")],
)
@pytest.mark.parametrize("first", ["a.md", "ny.md"])
def test_a_second_file_that_fails_leaves_the_first_as_it_was(
    tmp_path: Path, spoil: Callable[[Path], None], first: str, second: str, blocked: str
) -> None:
    (tmp_path / "a.md").write_bytes(b"gammel")
    spoil(tmp_path)
    before = names(tmp_path)
    with pytest.raises(UserError) as failure:
        write_all({tmp_path / first: b"ny", tmp_path / second: b"ny"})
    assert str(failure.value).startswith(f"kan ikke skrive til {tmp_path / blocked}: ")
    assert names(tmp_path) == before
    assert (tmp_path / "a.md").read_bytes() == b"gammel"


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"en fil")
    with pytest.raises(UserError) as failure:
        write_all({tmp_path / "out/a.md": b"ny"})
    assert str(failure.value).startswith(f"kan ikke skrive til {tmp_path / 'out'}: ")
    assert (tmp_path / "out").read_bytes() == b"en fil"


def test_a_bug_while_writing_leaves_no_temporary_file(tmp_path: Path) -> None:
    wrong: Any = "tekst, ikke byte"
    with pytest.raises(TypeError):
        write_all({tmp_path / "a.md": b"ny", tmp_path / "b.md": wrong})
    assert names(tmp_path) == []


@pytest.mark.parametrize("exists", [False, True])
def test_a_file_has_the_rights_that_the_umask_gives(tmp_path: Path, umask: int, exists: bool) -> None:  # noqa: FBT001
    path = tmp_path / "a.md"
    if exists:
        path.write_bytes(b"gammel")
        path.chmod(0o400)
    write_all({path: b"ny"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    assert os.umask(umask) == umask


WRITER = """
import sys
from pathlib import Path
from handlingsprogram.output import write_all
for _ in range(30):
    write_all({Path(name): sys.argv[1].encode() * 1_000_000 for name in sys.argv[2:]})
"""


def test_writers_side_by_side_never_show_half_a_file(tmp_path: Path) -> None:
    files = [tmp_path / "a.md", tmp_path / "b.md"]
    write_all(dict.fromkeys(files, b"0" * 1_000_000))
    command = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen([*command, sign, *map(str, files)]) for sign in "12"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        for file in files:
            content = file.read_bytes()
            assert len(content) == 1_000_000
            assert content == content[:1] * 1_000_000
            seen.add(content[:1])
    assert [writer.wait() for writer in writers] == [0, 0]
    assert seen >= {b"0"}
    assert len(seen) > 1
    assert names(tmp_path) == ["a.md", "b.md"]
