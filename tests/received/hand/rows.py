"""Edits of tables: measures' rows, the lists in their cells, the budget's figures."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import as_id
from tests.received.hand import words
from tests.received.hand.bound import Flow, Gap, Item, Names, RowOf, TableOf, joined, separated
from tests.received.hand.paper import W, element
from tests.received.hand.signs import RefusedError, Sign, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.received.hand.desk import Desk
    from tests.received.hand.paper import Hand, Line

# --- Lists in a sentence --------------------------------------------------------------------------


def _names(desk: Desk) -> tuple[Names, list[tuple[str, str]], list[Any]]:
    if not desk.bound.names:
        raise RefusedError("ingen oppramsinger")
    one = desk.chance.choice(desk.bound.names)
    found = one.holder[one.key]
    return one, list(separated(found)), list(found)


def _span(parts: list[tuple[str, str]], which: int) -> tuple[int, int]:
    """Return where a name stands in its sentence."""
    start = sum(len(before) + len(one) for before, one in parts[:which]) + len(parts[which][0])
    return start, start + len(parts[which][1])


def _wrote(desk: Desk, names: Names, after: list[Any], at: int, span: tuple[int, str]) -> None:
    """Delete up to a place, and type there."""
    until, text = span
    if text:
        names.line.type(until, text, desk.hand)
    names.line.delete(at, until, desk.hand)
    names.holder[names.key] = after
    assert names.line.words().replace("\u00a0", " ") == joined(after)


def more_names(desk: Desk) -> str:
    """Add a name to a list."""
    names, parts, after = _names(desk)
    new = desk.chance.choice(words.PARTNERS)
    if any(new in one for _, one in parts):
        raise RefusedError("står der")
    which = desk.chance.randrange(len(parts))
    _, end = _span(parts, which)
    is_last = which == len(parts) - 1
    has_and = any(isinstance(one, dict) for one in after)
    if is_last and not has_and and len(after) > 1 and desk.chance.random() < 0.4:
        before, value = " og ", {"og": new}
    else:
        before, value = ", ", new  # type: ignore[assignment]
    after.insert(which + 1, value)
    _wrote(desk, names, after, end, (end, before + new))
    return f"la til «{before}{new}» i {names.key} i «{names.holder['id']}»"


def fewer_names(desk: Desk) -> str:
    """Delete a name of a list, with what stands before it."""
    names, parts, after = _names(desk)
    if len(parts) < 2:
        raise RefusedError("det eneste")
    which = desk.chance.randrange(len(parts))
    start, end = _span(parts, which)
    gone = after.pop(which)
    if which:
        start -= len(parts[which][0])
    else:
        end += len(parts[1][0])
        after[0] = parts[1][1]
    _wrote(desk, names, after, start, (end, ""))
    return f"slettet «{gone}» i {names.key} i «{names.holder['id']}»"


def other_name(desk: Desk) -> str:
    """Write another name in a list, or another ending."""
    names, parts, after = _names(desk)
    which = desk.chance.randrange(len(parts))
    start, end = _span(parts, which)
    former = parts[which][1]
    new = desk.chance.choice([desk.chance.choice(words.PARTNERS), former + "ne", f"{former} (IPR)"])
    value = after[which]
    after[which] = dict.fromkeys(value, new) if isinstance(value, dict) else new
    if desk.chance.random() < 0.5 and new.startswith(former):
        _wrote(desk, names, after, end, (end, new[len(former) :]))
    else:
        _wrote(desk, names, after, start, (end, new))
    return f"skrev «{new}» for «{former}» i {names.key} i «{names.holder['id']}»"


# --- Rows ---------------------------------------------------------------------------------------


def _tables(desk: Desk, *, is_new: bool = False) -> list[TableOf]:
    """Return the tables whose rows may go, or, for a new one, those whose every cell is understood."""
    found = [
        table
        for table in desk.bound.tables
        if table.is_free and (not is_new or all(row.is_sound for row in table.rows))
    ]
    if not found:
        raise RefusedError("ingen tiltakstabeller")
    return found


def shell(row: Any) -> tuple[Any, list[Any]]:
    """Return a row like another with no paragraphs in it, and its cells."""
    new = element("tr")
    cells = []
    for child in row:
        if child.tag == W + "trPr":
            kept = copy.deepcopy(child)
            for mark in [*kept.findall(W + "ins"), *kept.findall(W + "del")]:
                kept.remove(mark)
            new.append(kept)
        elif child.tag == W + "tc":
            cell = element("tc")
            cell.extend(copy.deepcopy(one) for one in child if one.tag == W + "tcPr")
            new.append(cell)
            cells.append(cell)
    return new, cells


def mark_row(desk: Desk, row: Any, tag: str, hand: Hand) -> None:
    """Say whose a row is, that was set or deleted."""
    properties = row.find(W + "trPr")
    if properties is None:
        properties = element("trPr")
        row.insert(0, properties)
    number = str(next(desk.bound.paper.ids))
    properties.append(element(tag, id=number, author=hand.author, date=hand.date))


def more_rows(desk: Desk) -> str:
    """Write a new measure, with all its fields."""
    table = desk.chance.choice(_tables(desk, is_new=True))
    model = desk.chance.choice(table.rows)
    text = desk.chance.choice(words.MEASURES)
    key = as_id(text)
    if key in desk.bound.ids:
        raise RefusedError("finnes")
    data = _new_measure(desk, table, text, key)
    node, cells = shell(model.node)
    new = RowOf(node, data, {}, {})
    for column, cell, old in zip(table.columns, cells, model.node.findall(W + "tc"), strict=True):
        _write_cell(desk, new, column, (cell, old))
    if desk.hand:
        mark_row(desk, node, "ins", desk.hand)
    model.node.addnext(node)
    table.measures.insert(_index(table, model) + 1, data)
    table.rows.insert(table.rows.index(model) + 1, new)
    desk.bound.ids.add(key)
    return f"skrev tiltaket «{text}» i «{table.place}» etter «{model.data['id']}»"


def _index(table: TableOf, row: RowOf) -> int:
    return next(at for at, one in enumerate(table.measures) if one is row.data)


def _new_measure(desk: Desk, table: TableOf, text: str, key: str) -> dict[str, Any]:
    data: dict[str, Any] = {"id": key, "tekst": text}
    if desk.chance.random() < 0.3 and _bullet_of(table) is not None:
        data["tekst"] = f"{text}, blant annet:"
        data["id"] = key if as_id(data["tekst"]) == key else as_id(data["tekst"])
        data["punkter"] = [words.words(desk.chance) for _ in range(desk.chance.randint(2, 3))]
        data["punkter"] = [one for one in data["punkter"] if not set(one) & set("\\`*_[]<>~#&|^$!\u00ad\t")]
    if not data.get("punkter"):
        data.pop("punkter", None)
    for column in table.columns:
        if column == "tiltak":
            continue
        if any(column in row.names for row in table.rows):
            some = desk.chance.sample(words.PARTNERS, desk.chance.randint(1, 4))
            data[column] = (
                [*some[:-1], {"og": some[-1]}] if len(some) > 1 and desk.chance.random() < 0.5 else some
            )
        elif any(column in row.flows for row in table.rows):
            data[column] = desk.chance.sample(words.GOALS, desk.chance.choice([1, 1, 2]))
    return data


def _bullet_of(table: TableOf) -> Line | None:
    """Return a bullet below a measure of the table."""
    flows = (row.flows["punkter"] for row in table.rows if row.flows.get("punkter"))
    return next((item.line for flow in flows for item in flow.items), None)


def _write_cell(desk: Desk, row: RowOf, column: str, cells: tuple[Any, Any]) -> None:
    """Write what a new measure has in a column."""
    cell, old = cells
    data, paper = row.data, desk.bound.paper
    model = paper.line(old.find(W + "p"))
    what = f"tiltaket «{data['id']}»"
    texts: list[tuple[str, str, list[str]]] = []
    if column == "tiltak":
        texts = [("prosa", "tekst", [data["tekst"]])]
        texts += [("punkter", "punkter", data["punkter"])] if "punkter" in data else []
    elif column in data and any(column in one.names for one in _rows(desk)):
        row.names[column] = names = Names(data, column, _line(desk, cell, model, joined(data[column])))
        desk.bound.names.append(names)
        return
    elif column in data:
        texts = [("linjer", column, data[column])]
    for kind, key, paragraphs in texts:
        flow = Flow(kind, data, key, f"{key} i {what}", in_cell=True)
        shape = _any_bullet(desk) if kind == "punkter" else model
        flow.items = [
            Item(_line(desk, cell, shape, text), clean([Sign(character) for character in text]))
            for text in paragraphs
        ]
        row.flows[key] = flow
        desk.bound.flows.append(flow)
    if cell.find(W + "p") is None:
        _line(desk, cell, model, "")


def _rows(desk: Desk) -> Iterator[RowOf]:
    return (row for table in desk.bound.tables for row in table.rows)


def _any_bullet(desk: Desk) -> Line:
    return next(line for table in desk.bound.tables if (line := _bullet_of(table)) is not None)


def _line(desk: Desk, cell: Any, model: Line, text: str) -> Line:
    line = desk.bound.paper.like(model)
    cell.append(line.node)
    line.type(0, text, desk.hand)
    line.ins = desk.hand
    return line


def fewer_rows(desk: Desk) -> str:
    """Delete a measure."""
    table, row = _row(desk)
    _forget(desk, table, row)
    if desk.hand is None:
        row.node.getparent().remove(row.node)
    else:
        strike(desk, row.node, desk.hand)
    return f"slettet tiltaket «{row.data['id']}» i «{table.place}»"


def _row(desk: Desk) -> tuple[TableOf, RowOf]:
    """Return a measure that may go."""
    table = desk.chance.choice(_tables(desk))
    if len(table.rows) < 2:
        raise RefusedError("det eneste tiltaket")
    row = desk.chance.choice(table.rows)
    lines = [desk.bound.paper.line(node) for node in row.node.iter(W + "p")]
    if any(line.is_marked or any(atom.ins or atom.dele for atom in line.atoms) for line in lines):
        raise RefusedError("noen har alt endret tiltaket")
    if any(item.is_frozen for flow in row.flows.values() for item in flow.items):
        raise RefusedError("noen har alt endret tiltaket")
    return table, row


def _forget(desk: Desk, table: TableOf, row: RowOf) -> None:
    """Take a measure out of the content."""
    bound = desk.bound
    table.rows.remove(row)
    del table.measures[next(at for at, one in enumerate(table.measures) if one is row.data)]
    bound.flows = [flow for flow in bound.flows if flow not in row.flows.values()]
    bound.names = [names for names in bound.names if names not in row.names.values()]
    for flow in row.flows.values():
        flow.finish()
        flow.touched = False


def strike(desk: Desk, node: Any, hand: Hand) -> None:
    """Delete a row with tracked changes."""
    mark_row(desk, node, "del", hand)
    for paragraph in node.iter(W + "p"):
        line = desk.bound.paper.line(paragraph)
        line.delete(0, len(line.here()), hand)
        line.dele, line.changed = hand, True


def move_row(desk: Desk) -> str:
    """Move a measure within its table, or to another that has the same columns."""
    table, row = _row(desk)
    others = [
        one
        for one in _tables(desk)
        if row.is_sound and (one.columns, one.layout) == (table.columns, table.layout) and one is not table
    ]
    into = desk.chance.choice(others) if others and desk.chance.random() < 0.5 else table
    after = desk.chance.choice([one for one in into.rows if one is not row])
    _forget(desk, table, row)
    if desk.hand is None:
        node = row.node
    else:
        node = _copied(desk, row, desk.hand)
        strike(desk, row.node, desk.hand)
        row.node = node
    if len(into.rows) and into.rows[0] is after and desk.chance.random() < 0.3:
        after.node.addprevious(node)
        at = 0
    else:
        after.node.addnext(node)
        at = 1
    into.measures.insert(_index(into, after) + at, row.data)
    into.rows.insert(into.rows.index(after) + at, row)
    desk.bound.flows += row.flows.values()
    desk.bound.names += row.names.values()
    where = "" if into is table else f" fra «{table.place}» til «{into.place}»"
    way = "etter" if at else "foran"
    return f"flyttet tiltaket «{row.data['id']}»{where} {way} «{after.data['id']}»"


def _copied(desk: Desk, row: RowOf, hand: Hand) -> Any:
    """Return a row pasted elsewhere, and let what is written from here on be written in it."""
    paper = desk.bound.paper
    node, cells = shell(row.node)
    mark_row(desk, node, "ins", hand)
    for cell, old in zip(cells, row.node.findall(W + "tc"), strict=True):
        for paragraph in old.findall(W + "p"):
            line = paper.line(paragraph)
            new = paper.like(line)
            new.atoms = [replace(line.atoms[at], ins=hand, was=None) for at in line.here()]
            new.ins = hand
            cell.append(new.node)
            for item in (item for flow in row.flows.values() for item in flow.items):
                item.line = new if item.line is line else item.line
            for names in row.names.values():
                names.line = new if names.line is line else names.line
    return node


# --- Cells ----------------------------------------------------------------------------------------


def empty_cell(desk: Desk) -> str:
    """Delete all that a measure has in a column."""
    found = [(table, row) for table in desk.bound.tables for row in table.rows]
    table, row = desk.chance.choice(found) if found else (None, None)
    lists = [flow for flow in row.flows.values() if flow.kind == "linjer"] if row else []
    if row is None or table is None or not (lists or row.names):
        raise RefusedError("ingen slik celle")
    if row.names and (not lists or desk.chance.random() < 0.5):
        column, names = desk.chance.choice(sorted(row.names.items()))
        line = names.line
        del row.names[column]
        desk.bound.names.remove(names)
    else:
        flow = desk.chance.choice(lists)
        if len(flow.items) > 1 or flow.items[0].is_frozen:
            raise RefusedError("flere avsnitt")
        column, line = flow.key, flow.items[0].line
        del row.flows[column]
        desk.bound.flows.remove(flow)
    line.delete(0, len(line.here()), desk.hand)
    del row.data[column]
    desk.bound.gaps.append(Gap(line, row, column))
    return f"tømte {column} i tiltaket «{row.data['id']}»"


def fill_cell(desk: Desk) -> str:
    """Write in an empty cell."""
    gaps = [gap for gap in desk.bound.gaps if _is_there(desk, gap.row) and _kind(desk, gap.column)]
    if not gaps:
        raise RefusedError("ingen tomme celler")
    gap = desk.chance.choice(gaps)
    row, column, line = gap.row, gap.column, gap.line
    if _kind(desk, column) == "linjer":
        row.data[column] = [desk.chance.choice(words.GOALS)]
        text = row.data[column][0]
        items = [Item(line, clean([Sign(character) for character in text]))]
        row.flows[column] = flow = Flow(
            "linjer", row.data, column, f"{column} i tiltaket", items, in_cell=True
        )
        desk.bound.flows.append(flow)
    else:
        row.data[column] = desk.chance.sample(words.PARTNERS, 2)
        text = joined(row.data[column])
        row.names[column] = names = Names(row.data, column, line)
        desk.bound.names.append(names)
    line.type(0, text, desk.hand)
    desk.bound.gaps.remove(gap)
    return f"skrev «{text}» i den tomme cellen {column} i tiltaket «{row.data['id']}»"


def _is_there(desk: Desk, row: RowOf) -> bool:
    return any(one is row for one in _rows(desk))


def _kind(desk: Desk, column: str) -> str:
    """Return how other measures have a column; nothing where none has words in it."""
    for row in _rows(desk):
        if column in row.names:
            return "ledd"
        if column in row.flows:
            return row.flows[column].kind
    return ""


EDITS: tuple[tuple[Callable[[Desk], str], int], ...] = (
    (more_names, 4),
    (fewer_names, 2),
    (other_name, 3),
    (more_rows, 3),
    (fewer_rows, 2),
    (move_row, 3),
    (empty_cell, 1),
    (fill_cell, 2),
)
