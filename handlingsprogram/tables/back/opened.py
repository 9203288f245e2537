"""Open a workbook or a CSV file that somebody sent: nothing in it is run, nothing larger than it may be.

Cells are read one by one as they stand (openpyxl): a sheet with two cells at its far corners is two cells.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError
from handlingsprogram.read import csv_tables
from handlingsprogram.received.file import kinds, package
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 5_000, 200, 100
MAX_SHEET_BYTES = 12_000_000
"""Of one part, unpacked: a budget of a thousand posts and fifty columns is a tenth of that."""
_AGAIN = "åpne den, lagre den som Excel-arbeidsbok (.xlsx), og prøv igjen"
_NO_SHEET = "er ikke et regneark; filen skal slutte på .xlsx, .xlsm eller .csv"
_WORD = "er et Word-dokument; det leses med «handlingsprogram fra-word»"
_TYPES = {
    b"spreadsheetml.sheet.main": "",
    b"sheet.macroEnabled.main": "",
    b"spreadsheetml.template.main": "",
    b"template.macroEnabled.main": "",
    b"ms-excel.sheet.binary": f"er lagret i det binære Excel-formatet (.xlsb); {_AGAIN}",
    b"wordprocessingml": _WORD,
    b"presentationml": "er en presentasjon, ikke et regneark",
}
_OLD = {
    b"EncryptedPackage": kinds.LOCKED,
    b"Workbook": f"er lagret i det gamle Excel-formatet (.xls); {_AGAIN}",
    b"WordDocument": _WORD,
}
_DIGITS = 6
"""Behind the comma; no table has as many."""
_MACROS = "makroene i filen blir ikke kjørt"


@record
class Found:
    """What stands in a cell."""

    value: int | Decimal | str
    """A date is its text; what a formula gave when the file was saved."""
    is_fault: bool = False
    """Whether it is an error of the spreadsheet's, `#REF!`."""


@record
class Opened:
    """A sheet of a file: what stands where, by row and column from 0."""

    name: str
    """Empty for a CSV file."""
    cells: Mapping[tuple[int, int], Found]
    hollow: frozenset[tuple[int, int]] = frozenset()
    """Formulas that nobody has reckoned."""


@record
class Book:
    """A file that was opened."""

    name: str
    sheets: tuple[Opened, ...]
    remarks: tuple[str, ...] = ()


def opened(path: Path) -> Book:
    """Open a file.

    Raises:
        UserError: it cannot be read, is no workbook that can be read, is locked, broken or too large.
    """
    name = path.as_posix()
    content = package.content_of(path, name)
    if path.suffix.lower() in {".csv", ".txt"} and not content.startswith(b"PK"):
        return Book(name, (_csv(content, name),))
    if not content.startswith(b"PK"):
        raise UserError(f"{name} {_told(content)}")
    parts = package.looked_over(content, name)
    wrong = _kind(parts)
    if wrong:
        raise UserError(f"{name} {wrong}")
    for part in parts:
        if part.endswith((".xml", ".rels")):
            if len(parts[part]) > MAX_SHEET_BYTES:
                raise _too_large(name)
            if package.declares_a_type(parts[part]):
                raise UserError(f"{name} er bygget opp på en måte som ikke er trygg, og blir ikke lest")
    remarks = (_MACROS,) if any(part.lower().endswith("vbaproject.bin") for part in parts) else ()
    sheets = tuple(islice(_sheets(content, name), MAX_SHEETS))
    return Book(name, sheets, remarks)


def _told(content: bytes) -> str:
    """Return what a file is that is no zip."""
    if content.startswith(kinds.COMPOUND):
        found = (line for stream, line in _OLD.items() if stream.decode().encode("utf-16-le") in content)
        return next(found, _NO_SHEET)
    return "er tom" if not content.strip() else _NO_SHEET


def _kind(parts: Mapping[str, bytes]) -> str:
    """Return why a zip is no workbook that is read; nothing for one that is."""
    if b"opendocument.spreadsheet" in parts.get("mimetype", b""):
        return f"er et OpenDocument-regneark (.ods); {_AGAIN}"
    types = parts.get("[Content_Types].xml", b"")
    return next((told for sign, told in _TYPES.items() if sign in types), _NO_SHEET)


# --- Workbooks ------------------------------------------------------------------------------------


def _sheets(content: bytes, name: str) -> Iterator[Opened]:
    try:
        values, formulas = (_loaded(content, data_only=only) for only in (True, False))
        for shown, typed in zip(values.worksheets, formulas.worksheets, strict=True):
            computed = {place for place, cell in _cells(typed, name) if cell.data_type == "f"}
            cells = {
                place: Found(value, is_fault=cell.data_type == "e")
                for place, cell in _cells(shown, name)
                if (value := _value(cell.value)) is not None
            }
            yield Opened(shown.title, cells, frozenset(computed - cells.keys()))
    except UserError:
        raise
    except Exception as error:
        raise UserError(f"{name} er ødelagt; åpne den i Excel, lagre den på nytt, og prøv igjen") from error


def _loaded(content: bytes, *, data_only: bool) -> Any:
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep, which nobody asks for
        return openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
        )


def _cells(sheet: Any, name: str) -> Iterator[tuple[tuple[int, int], Any]]:
    """Give the cells of a sheet that hold something."""
    if not hasattr(sheet, "iter_rows"):  # a sheet that is a chart
        return
    sheet.reset_dimensions()  # what the file says of its size need not be so
    # No further, whatever the file says: what stands out there is no budget.
    for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1):
        for cell in row:
            if cell.value is None:
                continue
            if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
                raise _too_large(name)
            yield (cell.row - 1, cell.column - 1), cell


def _value(value: Any) -> int | Decimal | str | None:
    """Return what a cell holds: numbers without what binary fractions add to them."""
    if isinstance(value, bool):
        return "sann" if value else "usann"
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        number = Decimal(repr(round(value, _DIGITS)))
        return int(number) if number == number.to_integral_value() else number
    if isinstance(value, datetime):
        return (value.date() if not value.time().hour else value).isoformat()
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if text.strip() else None


# --- CSV ------------------------------------------------------------------------------------------


def _csv(content: bytes, name: str) -> Opened:
    if len(content) > MAX_SHEET_BYTES:
        raise _too_large(name)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UserError(f"{name} er ikke en tekstfil; velg «CSV UTF-8» når du lagrer i Excel")
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=csv_tables.separator(text)))
    except csv.Error as error:
        raise UserError(f"{name} er ødelagt; lagre den på nytt som «CSV UTF-8»") from error
    if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
        raise _too_large(name)
    return Opened(
        "",
        {
            (at, column): Found(cell)
            for at, row in enumerate(rows)
            for column, cell in enumerate(row)
            if cell.strip()
        },
    )


def _too_large(name: str) -> UserError:
    return UserError(f"{name} er for stor til å være et budsjett; ta bort arkene som ikke skal leses")
