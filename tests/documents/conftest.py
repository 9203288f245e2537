"""What the tests of documents share besides what all tests share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.documents.readers import lay_out_all
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content, for a test to change."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


@pytest.fixture(scope="session")
def laid_out(year: int, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF that LibreOffice makes of the year's Word file."""
    files = sorted(built.glob("*.docx"))
    folder = once(tmp_path_factory, "laid-out", lambda folder: lay_out_all(files, folder))
    return folder / f"handlingsprogram-{year}.pdf"
