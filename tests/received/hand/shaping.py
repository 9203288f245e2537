"""Edits of whole paragraphs, bullets among them: split, joined, new, deleted, moved."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.prose.paragraphs import BULLET
from tests.received.hand import words
from tests.received.hand.bound import Flow, Item
from tests.received.hand.desk import Desk, plain, said, typed
from tests.received.hand.paper import W, element
from tests.received.hand.signs import RefusedError, Sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.received.hand.paper import Hand, Line


def _many(flow: Flow, _item: Item) -> bool:
    return flow.kind not in {"linje", "celle"}


def _is_last_in_cell(line: Line) -> bool:
    return line.node.getparent().tag == W + "tc" and line.node.getnext() is None


def _before(line: Line) -> Line | None:
    """Return the paragraph before one, where that follows at once."""
    node = line.node.getprevious()
    return line.paper.line(node) if node is not None and node.tag == W + "p" else None


def _sound(line: Line) -> None:
    """Refuse what is beside a paragraph's end that somebody has set or deleted already."""
    before = _before(line)
    if line.is_marked or (before is not None and before.is_marked):
        raise RefusedError("her er et avsnitt alt endret")


def placed(line: Line, new: Line, hand: Hand | None, *, at_end: bool) -> None:
    """Put a paragraph after another.

    Args:
        line: what stands before it.
        new: the new one.
        hand: whose change it is.
        at_end: whether one pressed Enter at the other's end, so that it is that end which is new.
    """
    line.node.addnext(new.node)
    new.changed = line.changed = True
    if hand is None or at_end:
        new.ins, new.dele, new.move = line.ins, line.dele, line.move
        line.ins, line.dele, line.move = hand, None, ""
    else:
        new.ins = hand


def split(desk: Desk) -> str:
    """Press Enter in the middle of a paragraph."""
    flow, item = desk.pick(_many)
    text = plain(item.signs)
    places = [match.end() for match in re.finditer(r" (?=\S)", text)]
    if not places:
        raise RefusedError("ett ord")
    at = desk.chance.choice(places)
    first, second = item.signs[:at], item.signs[at:]
    flow.check(first)
    flow.check(second)
    where = said(flow, item)
    line = item.line
    new = desk.bound.paper.like(line)
    index = line.here()[at]
    new.atoms, line.atoms = line.atoms[index:], line.atoms[:index]
    placed(line, new, desk.hand, at_end=True)
    item.signs = first
    flow.items.insert(flow.items.index(item) + 1, Item(new, second, item.mark, item.depth))
    flow.touched = True
    return f"delte {where} foran «{text[at : at + 20]}»"


def _next(flow: Flow, item: Item) -> Item:
    """Return the paragraph behind one, if the two may become one."""
    at = flow.items.index(item) + 1
    if at == len(flow.items):
        raise RefusedError("det siste")
    other = flow.items[at]
    line, follower = item.line, other.line
    alike = (bool(item.mark), item.depth, line.style) == (bool(other.mark), other.depth, follower.style)
    if not alike or other.is_frozen or line.node.getnext() is not follower.node or line.dele:
        raise RefusedError("ikke like")
    _sound(line)
    return other


def join(desk: Desk) -> str:
    """Delete the end of a paragraph, so that the next one belongs to it."""
    flow, item = desk.pick(_many)
    other = _next(flow, item)
    gap = " " if desk.chance.random() < 0.85 else ""
    where = said(flow, item)
    _join(desk, flow, (item, other), (len(item.signs), gap, 0))
    return f"slo {where} sammen med det neste"


def over_two(desk: Desk) -> str:
    """Type over what is chosen from within one paragraph to within the next."""
    flow, item = desk.pick(_many)
    other = _next(flow, item)
    starts = [match.start() for match in re.finditer(r"\b\w", plain(item.signs))]
    ends = [match.end() for match in re.finditer(r"\w\b", plain(other.signs))]
    if not starts or not ends:
        raise RefusedError("ingen ord")
    first, last = desk.chance.choice(starts), desk.chance.choice(ends)
    if any(sign.note for sign in (*item.signs[first:], *other.signs[:last])):
        raise RefusedError("med noter")
    text = words.words(desk.chance)
    where = said(flow, item)
    _join(desk, flow, (item, other), (first, text, last))
    return f"skrev «{text}» over slutten av {where} og begynnelsen av det neste"


def _join(desk: Desk, flow: Flow, items: tuple[Item, Item], over: tuple[int, str, int]) -> None:
    """Make two paragraphs one.

    Args:
        desk: where it is done.
        flow: their text.
        items: the two.
        over: where the first ends, what is typed in between, and where what is left of the second begins.
    """
    (item, other), (first, text, last) = items, over
    line, follower, hand = item.line, other.line, desk.hand
    signs = [*typed(item.signs, len(item.signs), text), *other.signs[last:]]
    del signs[first : len(item.signs)]
    flow.check(signs)
    if text:
        line.type(len(item.signs), text, hand)
    line.delete(first, len(item.signs), hand)
    follower.delete(0, last, hand)
    if hand is None:
        line.atoms += follower.atoms
        line.ins, line.dele, line.move = follower.ins, follower.dele, follower.move
        follower.remove()
    else:
        line.dele = hand
        item.is_frozen = True
    line.changed = True
    item.signs, flow.touched = signs, True
    flow.items.remove(other)


def more(desk: Desk) -> str:
    """Write a new paragraph, bullet or goal after another."""
    flow, item = desk.pick(_many)
    short = bool(item.mark) or flow.kind != "prosa" or flow.in_cell
    text = words.words(desk.chance, 8).strip() if short else words.paragraph(desk.chance)
    if short and desk.chance.random() < 0.15:
        text = desk.chance.choice(words.BEGINNINGS) + text
    signs = [Sign(character) for character in text]
    flow.check(signs)
    where = said(flow, item)
    line = item.line
    new = desk.bound.paper.like(line)
    new.type(0, text, desk.hand)
    last = _is_last_in_cell(line)
    placed(line, new, desk.hand, at_end=last or line.is_marked or desk.chance.random() < 0.6)
    flow.items.insert(flow.items.index(item) + 1, Item(new, signs, item.mark, item.depth))
    flow.touched = True
    return f"skrev «{text}» som nytt avsnitt etter {where}"


def before(desk: Desk) -> str:
    """Write a new paragraph before the first of a text."""
    flow, item = desk.pick(lambda flow, item: _many(flow, item) and flow.items[0] is item)
    text = words.sentence(desk.chance)
    signs = [Sign(character) for character in text]
    flow.check(signs)
    where = said(flow, item)
    new = desk.bound.paper.like(item.line)
    new.type(0, text, desk.hand)
    new.ins = desk.hand
    item.line.node.addprevious(new.node)
    flow.items.insert(0, Item(new, signs, item.mark, item.depth))
    flow.touched = True
    return f"skrev «{text}» som nytt avsnitt foran {where}"


def blank(desk: Desk) -> str:
    """Press Enter once more than there is something to write: an empty paragraph, which is no content."""
    flow, item = desk.pick(_many)
    new = desk.bound.paper.like(item.line)
    if desk.chance.random() < 0.3:
        new.type(0, desk.chance.choice([" ", "\u00a0", "\t"]), desk.hand)
    placed(item.line, new, desk.hand, at_end=True)
    return f"satte inn et tomt avsnitt etter {said(flow, item)}"


def emptied(desk: Desk) -> str:
    """Delete the words of a paragraph, and leave it empty."""
    flow, item = desk.pick(_many)
    _may_go(flow, item)
    where = said(flow, item)
    if desk.hand is None:
        _drop_notes(desk, item.line)
    item.line.delete(0, len(item.line.here()), desk.hand)
    flow.items.remove(item)
    flow.touched = True
    return f"slettet ordene i {where}"


def _may_go(flow: Flow, item: Item) -> None:
    """Refuse to take a paragraph away where the text would be another kind of thing without it."""
    at = flow.items.index(item)
    around = [one.mark for one in flow.items[max(at - 1, 0) : at + 2] if one is not item]
    if len(flow.items) < 2 or (not item.mark and len(around) == 2 and all(around)):
        raise RefusedError("det eneste, eller mellom to lister")
    if at + 1 < len(flow.items) and flow.items[at + 1].depth > item.depth:
        raise RefusedError("noe hører til det")


def fewer(desk: Desk) -> str:
    """Delete a paragraph, bullet or goal."""
    flow, item = desk.pick(_many)
    _may_go(flow, item)
    _sound(item.line)
    line, hand = item.line, desk.hand
    where = said(flow, item)
    if hand is None:
        _drop_notes(desk, line)
        line.remove()
    else:
        if _is_last_in_cell(line):
            _let_end(flow, item, hand)
        else:
            line.dele = hand
        line.delete(0, len(line.here()), hand)
        line.changed = True
    flow.items.remove(item)
    flow.touched = True
    return f"slettet {where}"


def _let_end(flow: Flow, item: Item, hand: Hand) -> None:
    """Delete the end of the paragraph before the last of a cell: a cell's last end cannot go."""
    at = flow.items.index(item)
    before = flow.items[at - 1] if at else None
    if before is None or before.line.node.getnext() is not item.line.node or before.is_frozen:
        raise RefusedError("det siste i cellen")
    before.line.dele = hand
    before.line.changed = before.is_frozen = True


def _drop_notes(desk: Desk, line: Line) -> None:
    """Take away the texts of the footnotes of a paragraph that is deleted, as Word does."""
    for atom in line.atoms:
        if atom.is_here:
            desk.bound.paper.drop_note(atom)


def move(desk: Desk) -> str:
    """Move a paragraph, or a bullet within its list."""
    flow, item = desk.pick(_many)
    _may_go(flow, item)
    _sound(item.line)
    if flow.kind == "prosa" and not item.mark and not flow.in_cell:
        into, after = _elsewhere(desk, item)
    else:
        into, after = flow, _sibling(desk, flow, item)
    if after is item or after.line.is_marked or after.line.dele or after.is_frozen:
        raise RefusedError("ikke der")
    if any(sign.note for sign in item.signs) and desk.hand is not None:
        raise RefusedError("med noter")
    if _is_last_in_cell(after.line) or (desk.hand is not None and _is_last_in_cell(item.line)):
        raise RefusedError("sist i cellen")
    if item.line.style != after.line.style:
        raise RefusedError("et annet slags avsnitt")
    where, there = said(flow, item), said(into, after)
    _take_notes(flow, into, item)
    flow.items.remove(item)
    into.items.insert(into.items.index(after) + 1, item)
    flow.touched = into.touched = True
    if desk.hand is None:
        after.line.node.addnext(item.line.node)
    else:
        item.line = _moved(desk, item.line, after.line, desk.hand)
    return f"flyttet {where} til etter {there}"


def _take_notes(flow: Flow, into: Flow, item: Item) -> None:
    """Let the notes of a paragraph go along to another text."""
    if into is flow:
        return
    for at, sign in enumerate(item.signs):
        if sign.note:
            key = next(one for one in (sign.note, *map(str, range(900, 999))) if one not in into.notes)
            into.notes[key] = flow.notes.pop(sign.note)
            item.signs[at] = replace(sign, thing=f"[^{key}]")


def _elsewhere(desk: Desk, item: Item) -> tuple[Flow, Item]:
    return desk.pick(
        lambda flow, one: flow.kind == "prosa" and not flow.in_cell and not one.mark and one is not item
    )


def _sibling(desk: Desk, flow: Flow, item: Item) -> Item:
    """Return another item of the same list."""
    at = flow.items.index(item)
    alike = [
        other
        for i, other in enumerate(flow.items)
        if all(
            bool(one.mark) == bool(item.mark) and not one.depth and not item.depth
            for one in flow.items[min(i, at) : max(i, at) + 1]
        )
    ]
    return desk.chance.choice(alike)


def _moved(desk: Desk, line: Line, after: Line, hand: Hand) -> Line:
    """Move a paragraph with tracked changes: as a move, or deleted here and new there."""
    paper = desk.bound.paper
    move = f"move{next(paper.ids)}" if desk.chance.random() < 0.5 else ""
    new = paper.like(line)
    new.atoms = [
        replace(line.atoms[at], ins=hand, dele=None, was=None, move=move, rsid="") for at in line.here()
    ]
    new.ins, new.move = hand, move
    after.node.addnext(new.node)
    line.delete(0, len(line.here()), hand)
    line.dele, line.move, line.changed = hand, move, True
    if move:
        for atom in line.atoms:
            atom.move = move if atom.dele == hand and atom.ins is None else atom.move
        for one, way in ((line, "From"), (new, "To")):
            start = element(
                f"move{way}RangeStart", id=str(next(paper.ids)), name=move, author=hand.author, date=hand.date
            )
            one.node.addprevious(start)
            one.node.addnext(element(f"move{way}RangeEnd", id=start.get(W + "id")))
    return new


# --- Texts of their own ---------------------------------------------------------------------------


def new_text(desk: Desk) -> str:
    """Write a paragraph where the section has no text: below its heading, or behind a table."""
    slots = [one for one in desk.bound.slots if one.node.getparent() is not None]
    models = [
        item.line
        for flow in desk.bound.flows
        for item in flow.items
        if flow.section is not None and not item.mark
    ]
    if not slots or not models:
        raise RefusedError("ikke noe sted")
    slot = desk.chance.choice(slots)
    text = words.paragraph(desk.chance)
    signs = [Sign(character) for character in text]
    block: dict[str, str] = {"tekst": ""}
    flow = Flow("prosa", block, "tekst", f"den nye teksten i «{slot.section['tittel']}»")
    flow.check(signs)
    new = desk.bound.paper.like(models[0])
    new.type(0, text, desk.hand)
    new.ins = desk.hand
    slot.node.addnext(new.node)
    flow.items, flow.touched, flow.section = [Item(new, signs)], True, slot.section
    blocks = slot.section.setdefault("innhold", [])
    at = 0 if slot.block is None else next(i for i, one in enumerate(blocks) if one is slot.block) + 1
    blocks.insert(at, block)
    desk.bound.flows.append(flow)
    desk.bound.slots.remove(slot)
    return f"skrev «{text}» som {flow.what}"


def no_text(desk: Desk) -> str:
    """Delete the only paragraph of a text, and so the text."""
    flow, item = desk.pick(lambda flow, _: flow.section is not None and len(flow.items) == 1)
    _sound(item.line)
    where = said(flow, item)
    if desk.hand is None:
        _drop_notes(desk, item.line)
        item.line.remove()
    else:
        item.line.delete(0, len(item.line.here()), desk.hand)
        item.line.dele, item.line.changed = desk.hand, True
    blocks = flow.section["innhold"]
    del blocks[next(at for at, one in enumerate(blocks) if one is flow.holder)]
    if not blocks:
        del flow.section["innhold"]
    desk.bound.flows.remove(flow)
    return f"slettet {where}, som var alt som sto der"


# --- Lists ----------------------------------------------------------------------------------------


def other_kind(desk: Desk) -> str:
    """Make a bullet of the paragraph beside a list, or a paragraph of the bullet at its edge."""
    flow, item = desk.pick(lambda flow, _: flow.section is not None and len(flow.items) > 1)
    at = flow.items.index(item)
    beside = [one for one in flow.items[max(at - 1, 0) : at + 2] if one is not item]
    if item.depth or any(one.depth or one.mark not in {"", BULLET} for one in [item, *beside]):
        raise RefusedError("et annet slags liste")
    # In the middle of a list, or between two, others would become something else too.
    if len(beside) == 2 and beside[0].mark == beside[1].mark:
        raise RefusedError("midt i")
    model = next((one for one in beside if one.mark != item.mark), None)
    if model is None or item.line.is_marked or any(sign.bold for sign in item.signs):
        raise RefusedError("ikke ved en liste")
    text = plain(item.signs)
    if not item.mark and text.rstrip().endswith(":"):
        raise RefusedError("leder inn en liste")
    where = said(flow, item)
    item.line.become(model.line, desk.hand)
    item.mark, flow.touched = model.mark, True
    return f"gjorde {where} til {'punkt' if model.mark else 'avsnitt'}"


EDITS: tuple[tuple[Callable[[Desk], str], int], ...] = (
    (split, 3),
    (join, 6),
    (over_two, 4),
    (before, 2),
    (blank, 2),
    (emptied, 2),
    (more, 6),
    (fewer, 4),
    (move, 8),
    (new_text, 2),
    (no_text, 1),
    (other_kind, 4),
)
