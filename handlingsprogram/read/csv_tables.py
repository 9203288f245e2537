"""Tables whose cells stand in a CSV file beside the content, read where the files are."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.files import exists, is_plain, link_on_the_way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Path_, Tree

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1_000_000, 2_000, 12, 1_000
_FIGURE = re.compile(r"[-−+]?\d[\d \u00a0.,]*%?|-|")
_BLANKS = re.compile(r"[ \t\r\n]+")
"""What becomes one blank in a cell; one that no line may break at stays."""
_SEPARATORS = ";\t,"


def fill(tree: Tree, folder: Path) -> list[Finding]:
    """Write the cells of CSV files into the tables that name them.

    Args:
        tree: a chapter, an area or a theme; its data is changed.
        folder: the year's folder, which has the files.

    Returns:
        What is wrong with tables that have no cells, or with their files.
    """
    found: list[Finding] = []
    for path, table in _tables(tree.data, ()):
        if "fil" in table:
            found += _from_file(tree, path, table, folder)
        elif missing := [key for key in ("hode", "rader") if key not in table]:
            what = " og ".join(missing)
            message = f"«tabell» mangler {what}; skriv hode og rader, eller fil: tabeller/navn.csv"
            found.append(Finding(tree.position((*path, "id")), "skjema-mangler", message))
    return found


def files(tree: Tree) -> list[str]:
    """Return the files that a chapter's tables name, as it names them."""
    named = (table.get("fil") for _, table in _tables(tree.data, ()))
    return [name for name in named if isinstance(name, str)]


def _tables(data: Any, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give every table of a section and those below it."""
    if not isinstance(data, dict):
        return
    blocks = data.get("innhold")
    for i, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict) and isinstance(block.get("tabell"), dict):
            yield (*path, "innhold", i, "tabell"), block["tabell"]
    below = data.get("underkapitler")
    for i, section in enumerate(below if isinstance(below, list) else ()):
        yield from _tables(section, (*path, "underkapitler", i))


def _from_file(tree: Tree, path: Path_, table: dict[str, Any], folder: Path) -> Iterator[Finding]:
    place = tree.position((*path, "fil"))
    if "hode" in table or "rader" in table:
        message = "tabellen har både fil og hode eller rader; behold det ene"
        yield Finding(place, "skjema-form", message)
        return
    name = table["fil"]
    if not isinstance(name, str) or not name.startswith("tabeller/") or ".." in name:
        return  # the schema tells
    file = folder / name
    wrong = _wrong_file(file, folder)
    if wrong:
        yield Finding(place, "tabell-fil", f"{name}: {wrong}")
        return
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{name} er ikke lagret som UTF-8; velg «CSV UTF-8» når du lagrer i Excel"
        yield Finding(place, "tabell-fil", message)
        return
    read = rows(text)
    heads = table.get("hoderader", 1) if isinstance(table.get("hoderader", 1), int) else 1
    faults = list(_faults(read, heads, Position(file.as_posix(), 1, 1)))
    yield from faults
    if not faults:
        cells = [cells for _, cells in read]
        table["hode"], table["rader"] = cells[:heads], cells[heads:]
        table.setdefault("justering", [_side(column) for column in zip(*cells[heads:], strict=True)])


def _wrong_file(file: Path, folder: Path) -> str:
    """Say why a file cannot be read; nothing where it can."""
    if not exists(file):
        return f"filen finnes ikke i mappen {folder.name}/tabeller"
    if link := link_on_the_way(file, folder.parent):
        return f"«{link}» er en snarvei; legg selve filen der"
    if not is_plain(file):
        return "dette er ingen vanlig fil"
    return "filen er større enn 1 MB" if file.stat().st_size > MAX_BYTES else ""


def rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows with their lines in the file; what is empty at the edges is left out."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator(text))
    read, line = [], 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            read.append((line, [_BLANKS.sub(" ", cell).strip(" ") for cell in cells]))
        line = reader.line_num + 1
    width = max((nr for _, cells in read for nr, cell in enumerate(cells, 1) if cell), default=0)
    return [(line, cells[:width] if len(cells) >= width else cells) for line, cells in read]


def separator(text: str) -> str:
    """Return what parts the cells of a file."""
    return max(_SEPARATORS, key=text.split("\n", 1)[0].count)


def _faults(rows: list[tuple[int, list[str]]], heads: int, start: Position) -> Iterator[Finding]:
    def fault(line: int, message: str) -> Finding:
        return Finding(Position(start.file, line, 1), "tabell-fil", message)

    if len(rows) <= heads:
        yield fault(1, "filen har ingen rader under tabellhodet")
    elif len(rows) > MAX_ROWS or len(rows[0][1]) > MAX_COLUMNS:
        yield fault(1, f"tabellen er for stor; den kan ha {MAX_ROWS} rader og {MAX_COLUMNS} kolonner")
    else:
        width = len(rows[0][1])
        for line, cells in rows:
            if len(cells) != width:
                yield fault(line, f"raden har {len(cells)} celler, men den første har {width}")
            elif any(len(cell) > MAX_CELL for cell in cells):
                yield fault(line, f"en celle har mer enn {MAX_CELL} tegn; skriv det som tekst i kapitlet")


def _side(column: tuple[str, ...]) -> str:
    """Return where a column's text stands: figures to the right."""
    return "høyre" if all(_FIGURE.fullmatch(cell) for cell in column) and any(column) else "venstre"
