"""What the tests of the Word report share: the documents, and the report of each pair of them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import pytest

from tests.redline import reports

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, reports.Side]:
    """Return the two real years, and 2025 as people may change and rearrange it."""
    return {name: reports.side(tmp_path_factory, name) for name in ("2021", "2025", "edited", "moved")}


@pytest.fixture(scope="session")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], reports.Report]:
    """Give the report of a pair such as `2021-2025`."""
    return cache(partial(reports.report_of, tmp_path_factory))
