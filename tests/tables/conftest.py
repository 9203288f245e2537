"""The real programmes as data, once; and what LibreOffice reckons of their workbooks."""

from __future__ import annotations

import re
import subprocess
import zipfile
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

from handlingsprogram.read.load import load
from tests.conftest import ROOT, build, program_on_path
from tests.programmer import HERE
from tests.shared import once
from tests.tables import odd

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program


class Case(NamedTuple):
    """A year, and what its files are called."""

    content: Path
    folder: str
    name: str

    @property
    def program(self) -> Program:
        """The programme."""
        program, _ = load(self.content / self.folder)
        assert program
        return program


CASES = {
    "2021": Case(ROOT / "content", "2021", "handlingsprogram-2021"),
    "2025": Case(ROOT / "content", "2025", "handlingsprogram-2025"),
    "kommune": Case(HERE / "kommune" / "content", "handlingsprogram-2026", "handlingsprogram-2026"),
    "klima": Case(HERE / "klima" / "content", "klimaplan-2026", "klimaplan-2026"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the years as data."""

    def fill(folder: Path) -> None:
        for content in dict.fromkeys(case.content for case in CASES.values()):
            build(content, folder, "--format", "xlsx,csv,json")
        (folder / "odd.xlsx").write_bytes(odd.workbook(odd.odd(CASES["2025"].program)))

    return once(tmp_path_factory, "data", fill)


@pytest.fixture(scope="session")
def reckoned(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let LibreOffice reckon the workbooks, whose formulas have lost what they gave."""
    return once(tmp_path_factory, "reckoned", partial(_reckon, made, tmp_path_factory.mktemp("hollow")))


def _reckon(made: Path, hollow: Path, folder: Path) -> None:
    odd.changed(made / "odd.xlsx").save(hollow / "odd-changed.xlsx")
    files = sorted(made.glob("*.xlsx"))
    for file in files:
        with zipfile.ZipFile(file) as whole, zipfile.ZipFile(hollow / file.name, "w") as emptied:
            for entry in whole.infolist():
                content = whole.read(entry)
                if entry.filename.startswith("xl/worksheets/sheet"):
                    content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
                emptied.writestr(entry, content)
    subprocess.run(
        [
            program_on_path("soffice"),
            "--headless",
            f"-env:UserInstallation={(hollow / 'office').as_uri()}",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder),
            *map(str, sorted(hollow.glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(list(folder.glob("*.xlsx"))) == len(files) + 1
