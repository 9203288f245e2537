"""What the tests of documents share besides what all tests share."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content, for a test to change."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")
