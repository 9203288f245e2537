"""CSV (RFC 4180) as Excel in Norwegian opens it, and others read it: semicolons, decimal commas, UTF-8.

A text that begins as a formula does would be one in a spreadsheet: an apostrophe before it keeps it a text.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.tables.sheets import Plain

_BOM = "\ufeff"
"""Excel takes a file without it for one in the machine's own letters."""
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HARMLESS = re.compile(r"-|-?[\d\s.,]+%?")
"""What begins so and is a figure, or the dash of a budget."""


def written(head: Sequence[str], rows: Iterable[Sequence[Plain]]) -> bytes:
    """Return a table as the bytes of a CSV file.

    Args:
        head: the columns' names.
        rows: what stands in them; numbers get a decimal comma, dates are åååå-mm-dd.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BOM + file.getvalue()).encode()


def _cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_BEGINS) and not _HARMLESS.fullmatch(text) else text
