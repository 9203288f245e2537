"""Every value of the real programmes can be given another one, or taken out, and undone without a trace."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.editing.changes import read
from handlingsprogram.editing.desk import Desk
from handlingsprogram.editing.files import data_of, kind_of
from handlingsprogram.editing.history import Step
from handlingsprogram.editing.places import written
from handlingsprogram.read.text.content import parts
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMMES = ("content", "tests/programmer/klima", "tests/programmer/kommune", "tests/programmer/region")
EACH = 1 if "HANDLINGSPROGRAM_SCRIPTS" in os.environ else 40
"""One of so many values is tried; `make fuzz` tries all."""


def other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return f"{value} og mer" if isinstance(value, str) else (value or 0) + 1  # type: ignore[operator]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_another_value_is_written_and_undone_byte_for_byte(tmp_path: Path, programme: str) -> None:
    source = ROOT / programme
    shutil.copytree(
        source if any(source.glob("*/program.yaml")) else source / "content", tmp_path / "content"
    )
    desk = Desk(tmp_path / "content")
    files = (path.relative_to(desk.folder).as_posix() for path in sorted(desk.folder.rglob("*.yaml")))
    tried = 0
    for file in filter(kind_of, files):
        before = (desk.folder / file).read_bytes()
        data = data_of(file, desk.text(file) or "")
        for path, value in [*parts(data)][1::EACH]:
            if len(data) == len(path) == 1:
                continue  # a file without anything is none
            change: dict[str, object] = {"op": "remove", "file": file, "path": written(data, path)}
            if not isinstance(value, (dict, list)):
                change |= {"op": "set", "was": value, "value": other(value)}
            desk.change(read([change]), Step("", ""))
            assert (desk.folder / file).read_bytes() != before
            desk.undo("")
            assert (desk.folder / file).read_bytes() == before, path
            tried += 1
    assert tried > 20
    assert desk.state().changed == ()
