"""What the tests of hostile content share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def tool() -> Iterator[Tool]:
    """Give the command line, loaded once."""
    tool = Tool()
    yield tool
    tool.close()
