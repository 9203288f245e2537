"""The same content gives the same bytes, on any day and in any folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf

from handlingsprogram.render.formats import FORMATS
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.revision import VARIABLE, revision

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_build_elsewhere_at_another_time_gives_identical_files(
    built: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other build runs in a process of its own, with another clock, locale, time zone and folder."""
    copy = tmp_path / "et annet sted" / "content"
    shutil.copytree(root / "content", copy)
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    # The copy is in no repository, so it must be told what it is a copy of.
    told = revision(root / "content").skrevet(fixed_words("nb-NO"))
    for name, value in {**elsewhere, VARIABLE: told}.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, str(root / "build.py"), "build", "--content", str(copy), "--out", "ut"]
    subprocess.run(command, check=True, cwd=tmp_path)
    files = sorted(path.name for path in built.glob("[!.]*"))
    assert len(files) == len(FORMATS) * len(list(copy.glob("*/program.yaml")))
    for name in files:
        assert (tmp_path / "ut" / name).read_bytes() == (built / name).read_bytes(), name


def test_the_time_stamp_can_be_given(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    command = [
        sys.executable,
        str(root / "build.py"),
        "build",
        "2025",
        "--format",
        "pdf",
        "--out",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, cwd=root)
    metadata = pypdf.PdfReader(tmp_path / "handlingsprogram-2025.pdf").metadata
    assert metadata is not None
    assert str(metadata.creation_date) == "2001-09-09 01:46:40+00:00"
