"""What careful authors write gives no finding, in a draft and once it is adopted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.load import load
from handlingsprogram.render.checked import read_shared, read_year
from tests.read.helpers import ROOT
from tests.rules import careful

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("status", ["utkast", "vedtatt"])
@pytest.mark.parametrize(("year", "language"), [(2026, "nb-NO"), (2027, "nn-NO")])
def test_careful_writing_gives_no_finding(tmp_path: Path, year: int, language: str, status: str) -> None:
    shutil.copy(ROOT / "content/tema.yaml", tmp_path)
    careful.write(tmp_path, year, language, status)
    shared, findings = read_shared(tmp_path)
    program, found = read_year(tmp_path / str(year), shared)
    assert [_told(tmp_path, finding) for finding in findings + found] == []
    assert program


def _told(folder, finding):
    path = folder.parent / finding.position.file
    line = path.read_text(encoding="utf-8").split("\n")[finding.position.line - 1]
    return f"{finding.severity} {finding.rule}: {finding.message} | {line.strip()}"
