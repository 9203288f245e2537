"""Write a workbook as .xlsx: the same bytes for the same sheets, and texts that are never formulas."""

from __future__ import annotations

import io
import textwrap
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from handlingsprogram.tables.sheets import Formula, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.tables.sheets import Cell, Plain, Sheet, Workbook

_A4 = 9
_LONGEST_TEXT = 32_767
"""Signs that a cell takes."""
_LONGEST_NOTE = 8_000
_SIZE, _TITLE_SIZE = 11, 14
_COLOURS = {"head": "#d9d9d9", "on_head": "#000000", "line": "#7f7f7f", "faint": "#595959"}
_LINE, _HIGHEST = 15, 405
"""Points of a line, and of the highest row."""
_THIN, _BOLD = 1.1, 1.0
"""How many signs of a text, and of a bold one, take as much as a figure."""
_NOTE_SIGNS, _NOTE_ROW = 34, 18
"""How many signs a line of a note has, and how high it is."""


def written(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of a file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": workbook.title,
                "subject": workbook.subject,
                "author": workbook.author,
                "company": workbook.author,
                "keywords": ", ".join(workbook.keywords),
                "status": workbook.status,
                "created": datetime.fromtimestamp(workbook.epoch, UTC).replace(tzinfo=None),
            }
        )
        for name, value in workbook.named.items():
            book.set_custom_property(name, value, "text")
        writer = _Writer(book, workbook.font, {**_COLOURS, **workbook.colours})
        for sheet in workbook.sheets:
            writer.add(sheet)
    return file.getvalue()


class _Writer:
    """Writes the sheets of one file, which share their looks."""

    def __init__(self, book: Any, font: str, colours: Mapping[str, str]) -> None:
        self._book = book
        self._font = font
        self._colours = colours
        self._formats: dict[Look, Any] = {}

    def add(self, sheet: Sheet) -> None:
        """Write a sheet."""
        made = self._book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            hidden = {"hidden": True} if column in sheet.hidden else {}
            made.set_column(column, column, width, self._format(Look()), hidden)
        for number, row in enumerate(sheet.rows):
            column = 0
            lines = 1
            for cell in row.cells:
                self._write(made, number, column, cell)
                if cell.look.wrap or cell.look.head:
                    lines = max(lines, _lines(cell, sum(sheet.widths[column : column + cell.across])))
                column += cell.across
            settings = {"hidden": row.hidden, "level": row.level}
            if lines > 1 or row.hidden or row.level:
                # LibreOffice does not fit rows to their texts when it opens a file.
                height = min(_LINE * lines, _HIGHEST) if lines > 1 else None
                made.set_row(number, height, None, settings)
        self._lay_out(made, sheet)

    def _lay_out(self, made: Any, sheet: Sheet) -> None:
        rows, columns = sheet.frozen
        if rows or columns:
            made.freeze_panes(rows, columns)
        if rows:
            made.repeat_rows(0, rows - 1)
        if sheet.filtered is not None:
            made.autofilter(sheet.filtered, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)
        # A group's name stands above what it has.
        made.outline_settings(symbols_below=False)
        made.set_paper(_A4)
        if sheet.landscape:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.set_footer("&L&A&R&P/&N")

    def _write(self, made: Any, row: int, column: int, cell: Cell) -> None:
        shape = self._format(cell.look)
        if cell.across > 1:
            made.merge_range(row, column, row, column + cell.across - 1, "", shape)
        value = cell.value
        if cell.link and isinstance(value, str):
            made.write_url(row, column, cell.link, shape, value)
        elif isinstance(value, Formula):
            made.write_formula(row, column, value.text, shape, _plain(value.value))
        elif isinstance(value, datetime | date):
            made.write_datetime(row, column, value, shape)
        elif isinstance(value, str):
            made.write_string(row, column, _cut(value, _LONGEST_TEXT), shape)
        elif value is None:
            made.write_blank(row, column, None, shape)
        else:
            made.write_number(row, column, _plain(value), shape)
        if cell.note:
            lines = sum(1 + len(line) // _NOTE_SIGNS for line in cell.note.split("\n"))
            size = {"width": 260, "height": _NOTE_ROW * (lines + 1)}
            note = _cut(cell.note, _LONGEST_NOTE)
            made.write_comment(row, column, note, {**size, "font_name": self._font, "font_size": 9})

    def _format(self, look: Look) -> Any:
        found = self._formats.get(look)
        if found is None:
            found = self._formats[look] = self._book.add_format(dict(self._settings(look)))
        return found

    def _settings(self, look: Look) -> Mapping[str, Any]:
        colours = self._colours
        settings: dict[str, Any] = {
            "font_name": self._font,
            "font_size": _TITLE_SIZE if look.title else _SIZE,
            "valign": "bottom" if look.head else "top",
            "bold": look.bold or look.head or look.title,
            "text_wrap": look.wrap or look.head,
        }
        if look.number:
            settings["num_format"] = look.number
        if look.right or look.centre:
            settings["align"] = "right" if look.right else "center"
        if look.head:
            settings |= {"bg_color": colours["head"], "font_color": colours["on_head"]}
            settings |= {"border": 1, "border_color": colours["line"]}
        if look.faint:
            settings["font_color"] = colours["faint"]
        if look.line:
            settings |= {"top": 1, "top_color": colours["line"]}
        return settings


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a cell's text takes, or a few more."""
    room = max(int(width * (_BOLD if cell.look.bold or cell.look.head else _THIN)), 1)
    paragraphs = cell.value.split("\n") if isinstance(cell.value, str) else [""]
    return sum((len(one) > room and len(textwrap.wrap(one, room))) or 1 for one in paragraphs)


def _plain(value: Plain) -> Any:
    """Return what a file holds: numbers are what spreadsheets have, of fifteen digits."""
    if value is None:
        return ""
    return float(value) if isinstance(value, Decimal) else value


def _cut(text: str, most: int) -> str:
    """Return a text that a cell has room for; no programme has longer ones."""
    return text if len(text) <= most else text[: most - 1] + "…"
