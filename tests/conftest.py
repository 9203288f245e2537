"""What all tests share: the built documents, and the programs that read them back."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.revision import VARIABLE
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.program import Program

ROOT = Path(__file__).parents[1]
YEARS = (2021, 2025)
DEBIAN_PACKAGES = {
    "chromium": "chromium",
    "git": "git",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "soffice": "libreoffice-writer-nogui",
}


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lasts as long as the run, and look less often: a twentieth."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def program_on_path(name: str) -> str:
    """Return a program's path; where it is missing, fail with the name of what to install."""
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing: install the Debian package {DEBIAN_PACKAGES[name]}")
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's folder."""
    return ROOT


def build(content: Path, out: Path, *arguments: str) -> Path:
    """Build with the real command line, which must succeed, and return the folder with the documents."""
    assert cli.main(["build", *arguments, "--content", str(content), "--out", str(out)]) == cli.GOOD
    return out


def write(content: Path, year: int, files: Mapping[str, str | bytes]) -> Path:
    """Write an invented year beside the real theme and goals, and return the content folder.

    Args:
        content: a folder that need not be there.
        year: the year.
        files: what its files hold, by their paths in the year's folder.
    """
    shared = {name: (ROOT / "content" / name).read_bytes() for name in ("tema.yaml", "baerekraftsmal.yaml")}
    own = {f"{year}/{name}": held for name, held in files.items()}
    for name, held in {**shared, **own}.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(held.encode() if isinstance(held, str) else held)
    return content


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build every year in every format, once, of the revision that is checked out."""

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv(VARIABLE, raising=False)
            build(ROOT / "content", folder)

    return once(tmp_path_factory, "built", fill)


@pytest.fixture(scope="session", params=YEARS)
def year(request: pytest.FixtureRequest) -> int:
    """Give each year that reproduces a source document."""
    return int(request.param)


@pytest.fixture(scope="session")
def program(year: int) -> Program:
    """Return the year's programme."""
    loaded, _ = load(ROOT / "content" / str(year))
    assert loaded
    return loaded
