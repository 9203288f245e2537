"""What of the content each paragraph of the Word file prints, found by ids, order and words."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.paragraphs import BULLET
from handlingsprogram.read.build.measures import SEPARATORS
from handlingsprogram.read.build.sections import INCLUDED
from tests.received.hand.paper import Atom, Line, Paper, R, W, name
from tests.received.hand.signs import (
    Paragraph,
    Prose,
    RefusedError,
    Sign,
    clean,
    read_line,
    read_prose,
    write_line,
    write_paragraph,
    write_prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.listing import Key

_NEAR = 40
"""How many paragraphs may stand before the one that is looked for."""
_NUMBER = 16
"""How long what stands before a heading or a figure's text may be."""
_REST = {"sum", "differanse", "lik", "prosent", "andel"}
"""What makes figures of a budget follow from others, as key of a row or a column."""
BOXES = {"faktaboks", "sitat", "definisjoner", "signatur", "vedtak"}
_BLANKS = {("\u00a0", " ")}
"""What Word has, and the content: the tool keeps together what belongs together."""


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph of a text: in the content and in Word."""

    line: Line
    signs: list[Sign]
    mark: str = ""
    depth: int = 0
    is_frozen: bool = False
    """Whether it is left alone: in Word it stands in two paragraphs until changes are accepted."""


@dataclass(slots=True, eq=False)
class Flow:
    """A text or a list of texts of the content, and the paragraphs that print it one after the other."""

    kind: str
    """`prosa`, `punkter` (a list of texts), `linjer` (of lines), `linje`, or `celle`, which may be empty."""
    holder: Any
    key: Any
    what: str
    """What it is, in words."""
    items: list[Item] = field(default_factory=list)
    notes: dict[str, Item] = field(default_factory=dict)
    in_cell: bool = False
    is_first_kept: bool = False
    """Whether the cell ends with another text: the last of these paragraphs may go like any other."""
    touched: bool = False
    section: Any = None
    """The section that has it as a part of its own."""

    @property
    def is_prose(self) -> bool:
        """Whether it may have emphasis."""
        return self.kind in {"prosa", "punkter"}

    def check(self, signs: list[Sign]) -> None:
        """Raise an error where the content cannot hold a paragraph."""
        if self.kind == "celle" and not clean(signs):
            return
        shown = write_paragraph(signs) if self.is_prose else write_line(signs)
        if not shown.strip() or (not self.is_prose and len(shown) > 900):
            raise RefusedError("tom eller for lang tekst")

    def finish(self) -> None:
        """Write what the paragraphs have become into the content."""
        if not self.touched:
            return
        if self.kind in {"linje", "celle"}:
            self.holder[self.key] = write_line(self.items[0].signs)
        elif self.kind == "linjer":
            self.holder[self.key] = [write_line(item.signs) for item in self.items]
        elif self.kind == "punkter":
            self.holder[self.key] = [write_paragraph(item.signs) for item in self.items]
        else:
            paragraphs = [Paragraph(item.signs, item.mark, item.depth) for item in self.items]
            notes = {key: item.signs for key, item in self.notes.items()}
            self.holder[self.key] = write_prose(Prose(paragraphs, notes))


@dataclass(slots=True, eq=False)
class Names:
    """A cell that prints a list in a sentence: «a, b og c»."""

    holder: Any
    key: str
    line: Line
    touched: bool = False


@dataclass(slots=True, eq=False)
class RowOf:
    """A measure and its row."""

    node: Any
    data: Any
    flows: dict[str, Flow]
    """`tekst`, `punkter`, and the columns that are lists of paragraphs."""
    names: dict[str, Names]
    is_sound: bool = True
    """Whether each of its cells is understood."""


@dataclass(slots=True, eq=False)
class TableOf:
    """A table of measures."""

    node: Any
    measures: list[Any]
    columns: list[str]
    layout: str
    rows: list[RowOf] = field(default_factory=list)
    place: str = ""
    is_free: bool = True
    """Whether a row may go elsewhere: the measures are not in groups."""


@dataclass(slots=True, eq=False)
class Figure:
    """A cell of a budget's table."""

    line: Line
    row: Any
    column: str
    table: Any
    is_typed: bool
    """Whether the content has the figure, and it does not follow from others."""


@dataclass(slots=True, eq=False)
class Slot:
    """A place where a text of its own may stand: behind a heading without text, or behind a table."""

    node: Any
    section: Any
    block: Any
    """The part of the section that it would follow; None at the section's beginning."""


@dataclass(slots=True, eq=False)
class Gap:
    """An empty cell of a measure."""

    line: Line
    row: RowOf
    column: str


@dataclass(slots=True, eq=False)
class Grid:
    """A text table whose cells stand alone, with each of its rows' element."""

    table: Any
    rows: list[tuple[Any, Any]] = field(default_factory=list)
    """The rows below the head: the element, and the content's list."""


class Bound:
    """The content of a year and the Word file that prints it."""

    def __init__(self, content: bytes, data: Mapping[Key, Any]) -> None:
        self.paper = Paper.of(content)
        self.data: dict[Key, Any] = {key: deepcopy(getattr(tree, "data", tree)) for key, tree in data.items()}
        self.program = self.data["program", "program"]
        self.flows: list[Flow] = []
        self.tables: list[TableOf] = []
        self.names: list[Names] = []
        self.figures: list[Figure] = []
        self.slots: list[Slot] = []
        self.gaps: list[Gap] = []
        self.grids: list[Grid] = []
        body = self.paper.body[0]
        self._nodes = [node for node in body if name(node) in {"p", "tbl"}]
        self._at = 0
        self._marks = {mark.get(W + "name"): mark for mark in self.paper.body.iter(W + "bookmarkStart")}
        self._budgets = {
            table["id"]: table for table in self.data.get(("budsjett", "budsjett"), {}).get("tabeller", ())
        }
        self.ids = set(_ids(list(self.data.values())))
        self._bind_cover()
        for kind, listed in (("kapittel", "kapitler"), ("vedlegg", "vedlegg")):
            for one in self.program.get(listed, ()):
                self._bind_section(self.data[kind, one], "")

    def finish(self) -> dict[Key, Any]:
        """Return the content as it is intended."""
        for flow in self.flows:
            flow.finish()
        return self.data

    # --- Finding ---

    def _bind_cover(self) -> None:
        cover = self.program["omslag"]
        for key in ("tittel", "undertittel", "avsender"):
            if isinstance(cover.get(key), str):
                self._bind_line(cover, key, f"omslagets {key}", near=3)

    def _bind_line(self, holder: Any, key: Any, what: str, near: int = _NEAR) -> None:
        """Bind a text on one line, also where the tool prints a number before it."""
        if isinstance(holder[key], str):
            item = self._found(Paragraph(read_line(holder[key])), near, is_line=True)
            if item:
                self.flows.append(Flow("linje", holder, key, what, [item]))

    def _found(self, paragraph: Paragraph, near: int = _NEAR, *, is_line: bool = False) -> Item | None:
        """Return the next paragraph that prints this."""
        for at in range(self._at, min(self._at + near, len(self._nodes))):
            if name(self._nodes[at]) != "p":
                continue
            line = Line(self.paper, self._nodes[at])
            if is_line:
                _hide_number(line, "".join(sign.text for sign in paragraph.signs))
            if _agree(line, paragraph.signs):
                self._at = at + 1
                self.paper.keep(line)
                return Item(line, paragraph.signs, paragraph.mark, paragraph.depth)
        return None

    def _table_of(self, key: str) -> Any:
        """Return the table that a bookmark stands before, if one does."""
        mark = self._marks.get(key)
        node = mark.getnext() if mark is not None else None
        while node is not None and name(node) not in {"tbl", "bookmarkEnd"}:
            node = node.getnext()
        if node is None or name(node) != "tbl" or node not in self._nodes:
            return None
        self._at = self._nodes.index(node) + 1
        return node

    # --- Sections ---

    def _bind_section(self, data: Any, layout: str) -> None:
        mark = self._marks.get(data["id"])
        node = mark.getnext() if mark is not None else None
        while node is not None and node not in self._nodes:
            node = node.getnext()
        if node is not None:
            self._at = self._nodes.index(node)
        layout = data.get("tiltakstabell", layout)
        if data["tittel"] not in {table.get("tittel") for table in self._budgets.values()}:
            # A budget's table prints its title where that is another than the heading's.
            self._bind_line(data, "tittel", f"overskriften «{data['tittel']}»", near=2)
        blocks = data.get("innhold", [])
        if node is not None and not (blocks and "tekst" in blocks[0]):
            self.slots.append(Slot(self._nodes[self._at - 1], data, None))
        for at, block in enumerate(blocks):
            self._bind_block(block, data, layout)
            is_last = at + 1 == len(blocks) or "tekst" not in blocks[at + 1]
            if is_last and "tekst" not in block and name(self._nodes[self._at - 1]) == "tbl":
                self.slots.append(Slot(self._nodes[self._at - 1], data, block))
        for section in data.get("underkapitler", ()):
            self._bind_section(section, layout)
        for key, (kind, _) in INCLUDED.items():
            for one in data.get(key, ()):
                self._bind_section(self.data[kind, one], layout)

    def _bind_block(self, block: Any, section: Any, layout: str) -> None:
        if isinstance(block.get("tekst"), str):
            self._bind_text(block, section)
        elif "tiltak" in block:
            self._bind_measures(block["tiltak"], section, layout)
        elif "budsjettabell" in block and block["budsjettabell"] in self._budgets:
            self._bind_budget(self._budgets[block["budsjettabell"]])
        elif "tabell" in block:
            self._bind_table(block["tabell"])
        elif "figur" in block and "bildetekst" in block["figur"]:
            self._bind_line(block["figur"], "bildetekst", f"teksten til figuren «{block['figur']['id']}»")
        else:
            for kind in BOXES.intersection(block):
                self._bind_box(block[kind], kind)

    def _bind_box(self, box: Any, kind: str) -> None:
        for key, value in box.items():
            if key in {"tekst", "forklaring"} and isinstance(value, str):
                self._bind_text(box, {"tittel": kind})
            elif key in {"tittel", "kilde", "navn", "rolle", "ord"} and isinstance(value, str):
                self._bind_line(box, key, f"{key} i {kind}", near=8)
            elif key == "ord":
                for one in value:
                    self._bind_box(one, kind)

    def _bind_table(self, table: Any) -> None:
        """Bind the cells of a text table that has no cells over several columns or rows."""
        node = self._table_of(table["id"])
        rows = [*table.get("hode", ()), *table.get("rader", ())]
        if node is None or len(node.findall(W + "tr")) != len(rows):
            return
        grid = Grid(table)
        for row, printed in zip(rows, node.findall(W + "tr"), strict=True):
            lines = [
                [Line(self.paper, one) for one in cell.findall(W + "p")] for cell in printed.findall(W + "tc")
            ]
            words = [cell.get("tekst") if isinstance(cell, dict) else cell for cell in row]
            if len(lines) == len(row) and all(isinstance(cell, str) for cell in row):
                grid.rows.append((printed, row))
            if len(lines) != len(row) or any(len(one) != 1 for one in lines):
                continue
            for at, text in enumerate(words):
                if isinstance(text, str) and _agree(lines[at][0], read_line(text)):
                    holder, key = (row[at], "tekst") if isinstance(row[at], dict) else (row, at)
                    self.bind_cell(holder, key, lines[at][0], f"tabellen «{table['id']}»")

        if len(grid.rows) == len(rows):
            grid.rows = grid.rows[len(table.get("hode", ())) :]
            self.grids.append(grid)

    def bind_cell(self, holder: Any, key: Any, line: Line, what: str) -> None:
        """Bind a cell of a text table."""
        self.paper.keep(line)
        items = [Item(line, read_line(holder[key]))]
        self.flows.append(Flow("celle", holder, key, f"en celle i {what}", items, in_cell=True))

    def _bind_text(self, block: Any, section: Any) -> None:
        key = "forklaring" if "forklaring" in block else "tekst"
        flow = Flow("prosa", block, key, f"teksten i «{section['tittel']}»")
        flow.section = section if "innhold" in section else None
        start = self._at
        try:
            prose = read_prose(block[key])
        except RefusedError:
            return
        for paragraph in prose.paragraphs:
            item = self._found(paragraph, 1 if flow.items else _NEAR)
            if item is None:
                self._at = start
                return
            flow.items.append(item)
        counted = [one.mark for one in flow.items if one.mark and one.mark != BULLET]
        if counted and (counted[0] != "1." or not all(mark.endswith(".") for mark in counted)):
            return
        self._bind_notes(flow, prose)
        self.flows.append(flow)

    def _bind_notes(self, flow: Flow, prose: Prose) -> None:
        for item in flow.items:
            notes = [sign.note for sign in item.signs if sign.note]
            marks = [atom.node for atom in item.line.atoms if _is_note(atom)]
            for one, mark in zip(notes, marks, strict=True):
                line = self.note_line(mark.get(W + "id"))
                if line and _agree(line, prose.notes[one]):
                    flow.notes[one] = Item(line, prose.notes[one])
                    self.paper.keep(line)
                else:
                    raise AssertionError(f"noten {one} er ikke som i innholdet")

    def note_line(self, key: str) -> Line | None:
        """Return the paragraph of a footnote, if it has one only."""
        [note] = [one for one in self.paper.notes if one.get(W + "id") == key]
        paragraphs = note.findall(W + "p")
        if len(paragraphs) != 1:
            return None
        line = Line(self.paper, paragraphs[0])
        if line.words().startswith(" "):
            line.hide(1)
        return line

    # --- Measures ---

    def _bind_measures(self, measures: list[Any], section: Any, layout: str) -> None:
        layouts = self.program.get("tiltakstabeller", {})
        shape = layouts[layout] if layout else self.program["tiltakstabell"]
        mark = self._marks.get(measures[0]["id"])
        node = next(mark.iterancestors(W + "tbl"), None) if mark is not None else None
        if node is None or shape.get("visning", "tabell") != "tabell":
            return
        columns = [column["felt"] for column in shape["kolonner"]]
        views = {column["felt"]: column.get("visning", "oppramsing") for column in shape["kolonner"]}
        table = TableOf(node, measures, columns, layout, place=section["tittel"])
        typed = set(self.program.get("felt", {}))
        table.is_free = "grupper" not in shape
        for measure in measures:
            row = next(self._marks[measure["id"]].iterancestors(W + "tr"))
            bound = RowOf(row, measure, {}, {})
            for column, cell in zip(columns, row.findall(W + "tc"), strict=True):
                self._bind_cell(bound, column, cell, "typed" if column in typed else views[column])
            table.rows.append(bound)
        if node in self._nodes:
            self._at = self._nodes.index(node) + 1
        self.tables.append(table)

    def _bind_cell(self, row: RowOf, column: str, cell: Any, view: str) -> None:
        measure = row.data
        what = f"tiltaket «{measure['id']}»"
        lines = [Line(self.paper, node) for node in cell.findall(W + "p")]
        found: list[Flow] = []
        if column == "tiltak":
            found = _text_of_measure(measure, lines, what)
        elif column == "nummer" or view == "typed" or column not in measure:
            is_empty = not any(line.words() for line in lines)
            row.is_sound &= column == "nummer" or is_empty
            if is_empty and view in {"oppramsing", "avsnitt"} and len(lines) == 1:
                self.gaps.append(Gap(self.paper.keep(lines[0]), row, column))
            return
        elif view == "oppramsing":
            if not self._bind_names(row, column, lines[0]):
                row.is_sound = False
            return
        elif all(isinstance(value, str) for value in measure[column]):
            flow = Flow("linjer", measure, column, f"{column} i {what}", in_cell=True)
            found = (
                [flow] if _fill(flow, [[Paragraph(read_line(one))] for one in measure[column]], lines) else []
            )
        row.is_sound &= bool(found)
        for flow in found:
            row.flows["tekst" if flow.key == "tekst" else flow.key] = flow
            self.flows.append(flow)
            for item in flow.items:
                self.paper.keep(item.line)

    def _bind_names(self, row: RowOf, column: str, line: Line) -> bool:
        """Bind a list of words that is printed as a sentence, and tell whether it is one."""
        value = row.data[column]
        is_words = isinstance(value, list) and all(isinstance(one, (str, dict)) for one in value)
        if not is_words or line.words().replace("\u00a0", " ") != joined(value):
            return False
        row.names[column] = names = Names(row.data, column, self.paper.keep(line))
        self.names.append(names)
        return True

    # --- The budget ---

    def _bind_budget(self, table: Any) -> None:
        node = self._table_of(table["id"])
        columns = table["kolonner"]
        if node is None or "desimaler" in table or any("desimaler" in column for column in columns):
            return
        rows = node.findall(W + "tr")[-len(table["rader"]) :]
        cells = [row.findall(W + "tc") for row in rows]
        if len(rows) != len(table["rader"]) or any(len(one) != len(columns) + 1 for one in cells):
            return
        for row, printed in zip(table["rader"], cells, strict=True):
            line = Line(self.paper, printed[0].find(W + "p"))
            if isinstance(row["navn"], str) and _agree(line, read_line(row["navn"])):
                self.paper.keep(line)
                items = [Item(line, read_line(row["navn"]))]
                self.flows.append(Flow("linje", row, "navn", f"posten «{row['id']}»", items, in_cell=True))
            for column, cell in zip(columns, printed[1:], strict=True):
                self._bind_figure(table, row, column, self.paper.line(cell.find(W + "p")))

    def _bind_figure(self, table: Any, row: Any, column: Any, line: Line) -> None:
        follows = bool(_REST & {*row, *column}) or isinstance(row.get("tall", {}).get(column["id"]), dict)
        if "tall" in row or (follows and line.words().strip()):
            self.figures.append(Figure(line, row, column["id"], table, not follows))


def _text_of_measure(measure: Any, lines: list[Line], what: str) -> list[Flow]:
    try:
        prose = read_prose(measure["tekst"])
        bullets = [read_prose(one, in_item=True).paragraphs for one in measure.get("punkter", ())]
    except (RefusedError, TypeError):
        return []
    text = Flow("prosa", measure, "tekst", f"teksten i {what}", in_cell=True, is_first_kept=bool(bullets))
    if prose.notes or not _fill(text, [prose.paragraphs], lines[: len(prose.paragraphs)]):
        return []
    rest = lines[len(prose.paragraphs) :]
    points = Flow("punkter", measure, "punkter", f"punktene i {what}", in_cell=True)
    if not _fill(points, bullets, rest):
        return []
    return [text, points] if bullets else [text]


def _fill(flow: Flow, texts: list[list[Paragraph]], lines: list[Line]) -> bool:
    """Bind the paragraphs of a cell, and tell whether they are these."""
    paragraphs = [one for text in texts for one in text]
    if len(paragraphs) != len(lines) or (flow.kind != "prosa" and any(len(text) != 1 for text in texts)):
        return False
    if not all(_agree(line, one.signs) for line, one in zip(lines, paragraphs, strict=True)):
        return False
    flow.items = [
        Item(line, one.signs, one.mark, one.depth) for line, one in zip(lines, paragraphs, strict=True)
    ]
    return True


def _is_note(atom: Atom) -> bool:
    return atom.node is not None and name(atom.node) == "footnoteReference"


def _agree(line: Line, signs: list[Sign]) -> bool:
    """Tell whether a paragraph prints these signs; from here on each of them is one atom of it."""
    words = line.plain_words() if line.is_fresh else None
    if words is not None and not any(sign.thing for sign in signs):
        shown = "".join(sign.text for sign in signs)
        return len(words) == len(shown) and words.replace("\u00a0", " ") == shown.replace("\u00a0", " ")
    at = 0
    atoms = [line.atoms[i] for i in line.here()]
    sealed: list[tuple[int, int]] = []
    for sign in signs:
        length = _length(sign, atoms, at)
        if not length:
            return False
        if length > 1:
            sealed.append((at, at + length))
        at += length
    if at != len(atoms):
        return False
    for first, last in reversed(sealed):
        _seal(line, atoms[first:last])
    return True


def _length(sign: Sign, atoms: list[Atom], at: int) -> int:
    """Return how many atoms print a sign; 0 where others stand there."""
    if at >= len(atoms):
        return 0
    atom = atoms[at]
    if sign.note:
        return int(_is_note(atom))
    if not sign.thing.startswith("["):
        return int(atom.text == sign.text or (atom.text, sign.text) in _BLANKS)
    # A reference that is no link in Word has its words only.
    if name_of(atom) == "hyperlink":
        return 1
    words = "".join(one.text for one in atoms[at : at + len(sign.text)])
    return len(sign.text) if words.replace("\u00a0", " ") == sign.text.replace("\u00a0", " ") else 0


def _hide_number(line: Line, words: str) -> None:
    """Take what the tool prints before words for none: «2.1 », «Figur 3: »."""
    shown = line.plain_words() or line.words()
    before = len(shown) - len(words)
    if (
        0 < before <= _NUMBER
        and shown[before:].replace("\u00a0", " ") == words
        and shown[before - 1].isspace()
    ):
        line.hide(before)


def _seal(line: Line, atoms: list[Atom]) -> None:
    """Make several atoms one: the words of a reference that is no link in Word."""
    atoms[0].text = "".join(atom.text for atom in atoms)
    gone = {id(atom) for atom in atoms[1:]}
    line.atoms = [atom for atom in line.atoms if id(atom) not in gone]


def name_of(atom: Atom) -> str:
    return "" if atom.node is None else name(atom.node)


def joined(names: list[Any]) -> str:
    """Return a list as it is printed in a sentence."""
    return "".join(before + one for before, one in separated(names))


def separated(names: list[Any]) -> Iterator[tuple[str, str]]:
    """Give each name with what stands before it."""
    for at, one in enumerate(names):
        [(key, words)] = one.items() if isinstance(one, dict) else [("", str(one))]
        yield ("" if not at else SEPARATORS.get(key, ", ")), words


def _ids(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _ids(value)


__all__ = ["Bound", "Figure", "Flow", "Item", "Names", "R", "RowOf", "TableOf", "joined", "separated"]
