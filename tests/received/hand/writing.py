"""Edits of words within a paragraph: typed, replaced, deleted, set in bold, linked, with a note."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from tests.received.hand import words
from tests.received.hand.bound import Flow, Item, name_of
from tests.received.hand.desk import Desk, is_even, plain, said, typed
from tests.received.hand.paper import Atom, R, W, element
from tests.received.hand.signs import RefusedError, Sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.received.hand.paper import Line

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BOOKMARKS = {"bookmarkStart", "bookmarkEnd"}
_SENTENCE = re.compile(r"(?<=[a-zæøå)]{2}[.!?]) (?=[A-ZÆØÅ])")


def _word(desk: Desk, item: Item, most: int = 1) -> tuple[int, int]:
    """Return where some words of one dress stand, one after the other."""
    found = list(_WORD.finditer(plain(item.signs)))
    if not found:
        raise RefusedError("ingen ord")
    first = desk.chance.randrange(len(found))
    last = min(first + desk.chance.randrange(most), len(found) - 1)
    span = found[first].start(), found[last].end()
    if not is_even(item.signs[slice(*span)]):
        raise RefusedError("blandet utheving")
    return span


def retype(desk: Desk, flow: Flow, item: Item, span: tuple[int, int], text: str) -> None:
    """Type words over others, which may be none."""
    first, last = span
    new = typed(item.signs, last, text)
    new = new[:first] + new[last:]
    flow.check(new)
    if text:
        item.line.type(last, text, desk.hand)
    item.line.delete(first, last, desk.hand)
    item.signs = new
    flow.touched = True


def _any(_flow: Flow, _item: Item) -> bool:
    return True


def _in_prose(flow: Flow, _item: Item) -> bool:
    return flow.is_prose


def letters(desk: Desk) -> str:
    """Type in the middle of a word."""
    flow, item = desk.pick(_any)
    first, last = _word(desk, item)
    at = desk.chance.randint(first, last)
    text = desk.chance.choice(["s", "en", "-", "ene", "Ø", "å", "s-", "\u00ad", "x y", "*", "_"])
    where = said(flow, item)
    retype(desk, flow, item, (at, at), text)
    return f"skrev «{text}» midt i et ord i {where}"


def fewer_letters(desk: Desk) -> str:
    """Delete some of a word's letters."""
    flow, item = desk.pick(_any)
    first, last = _word(desk, item)
    at = desk.chance.randint(first, last - 1)
    end = min(last, at + desk.chance.randint(1, 3))
    where, what = said(flow, item), plain(item.signs[at:end])
    retype(desk, flow, item, (at, end), "")
    return f"slettet «{what}» i et ord i {where}"


def other_words(desk: Desk) -> str:
    """Replace some words."""
    flow, item = desk.pick(_any)
    span = _word(desk, item, 3)
    where, what, text = said(flow, item), plain(item.signs[slice(*span)]), words.words(desk.chance)
    retype(desk, flow, item, span, text)
    return f"skrev «{text}» i stedet for «{what}» i {where}"


def fewer_words(desk: Desk) -> str:
    """Delete some words, and a blank beside them."""
    flow, item = desk.pick(_any)
    first, last = _word(desk, item, 3)
    text = plain(item.signs)
    if text[last : last + 1] == " ":
        last += 1
    elif first and text[first - 1] == " ":
        first -= 1
    where, what = said(flow, item), text[first:last]
    if not is_even(item.signs[first:last]):
        raise RefusedError("blandet utheving")
    retype(desk, flow, item, (first, last), "")
    return f"slettet «{what}» i {where}"


def more_words(desk: Desk) -> str:
    """Type words between two others, or at an end."""
    flow, item = desk.pick(_any)
    text = plain(item.signs)
    places = [0, len(text), *(match.end() for match in re.finditer(" ", text))]
    at = desk.chance.choice(places)
    new = words.words(desk.chance)
    if at == 0:
        if desk.chance.random() < 0.4:
            new = desk.chance.choice(words.BEGINNINGS) + new
        new += " "
    elif at == len(text):
        new = (
            desk.chance.choice([" ", " ", "  ", "\u00a0"])
            + new
            + desk.chance.choice(["", "", " ", ".", "  "])
        )
    else:
        new += " "
    where = said(flow, item)
    retype(desk, flow, item, (at, at), new)
    return f"skrev «{new}» i {where}"


def more_sentences(desk: Desk) -> str:
    """Type a sentence behind another."""
    flow, item = desk.pick(lambda flow, item: flow.kind == "prosa" and not item.mark)
    text = plain(item.signs)
    at = desk.chance.choice([len(text), *(match.start() for match in _SENTENCE.finditer(text))])
    new = " " + words.sentence(desk.chance)
    where = said(flow, item)
    retype(desk, flow, item, (at, at), new)
    return f"skrev setningen «{new}» i {where}"


def fewer_sentences(desk: Desk) -> str:
    """Delete a sentence."""
    flow, item = desk.pick(lambda _, item: bool(_SENTENCE.search(plain(item.signs))))
    text = plain(item.signs)
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    which = desk.chance.randrange(len(starts) - 1)
    first, last = starts[which], starts[which + 1]
    if last == len(text):
        first -= 1
    if any(sign.note for sign in item.signs[first:last]) and desk.hand is None:
        raise RefusedError("en note går tapt")
    where, what = said(flow, item), text[first:last]
    new = item.signs[:first] + item.signs[last:]
    flow.check(new)
    item.line.delete(first, last, desk.hand)
    item.signs, flow.touched = new, True
    return f"slettet setningen «{what}» i {where}"


def whole(desk: Desk) -> str:
    """Write all of a paragraph anew; where it is not tracked, the bookmarks around it go with its words."""
    flow, item = desk.pick(lambda flow, item: flow.kind != "celle" and is_even(item.signs))
    text = words.sentence(desk.chance)
    where = said(flow, item)
    last = len(item.signs)
    retype(desk, flow, item, (0, last), text)
    if desk.hand is None and not flow.in_cell:
        item.line.atoms = [atom for atom in item.line.atoms if name_of(atom) not in _BOOKMARKS]
    return f"skrev «{text}» i stedet for alt i {where}"


def broken(desk: Desk) -> str:
    """Break a line with Shift and Enter."""
    flow, item = desk.pick(lambda flow, item: flow.kind == "prosa" and not flow.in_cell and not item.mark)
    places = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", plain(item.signs))]
    if not places:
        raise RefusedError("ett ord")
    at = desk.chance.choice(places)
    where, what = said(flow, item), plain(item.signs[at + 1 : at + 20])
    retype(desk, flow, item, (at, at + 1), "\n")
    return f"brøt linjen foran «{what}» i {where}"


def to_other(desk: Desk) -> str:
    """Cut words here, and paste them there."""
    flow, item = desk.pick(_any)
    into, other = desk.pick(lambda one, _: one.is_prose or one.kind == flow.kind)
    first, last = _word(desk, item, 4)
    text = plain(item.signs[first:last])
    places = [match.end() for match in re.finditer(" ", plain(other.signs))]
    if other is item or not places or last == len(item.signs):
        raise RefusedError("ikke dit")
    flow.check(item.signs[:first] + item.signs[last + 1 :])
    where, there = said(flow, item), said(into, other)
    at = desk.chance.choice(places)
    retype(desk, into, other, (at, at), text + " ")
    last += plain(item.signs)[last : last + 1] == " "
    gone = [item.line.atoms[i] for i in item.line.here()[first:last]]
    retype(desk, flow, item, (first, last), "")
    if desk.hand and desk.chance.random() < 0.5:
        _as_move(desk, (item.line, gone), (other.line, at, len(text) + 1))
    return f"flyttet «{text}» fra {where} til {there}"


def _as_move(desk: Desk, away: tuple[Line, list[Atom]], to: tuple[Line, int, int]) -> None:
    """Let what was deleted here and typed there be a move, as where one drags words with the mouse."""
    line, gone = away
    other, at, length = to
    come = [other.atoms[i] for i in other.here()[at : at + length]]
    if any(atom.ins or not atom.dele for atom in gone) or any(atom.ins != desk.hand for atom in come):
        return
    paper, hand = desk.bound.paper, desk.hand
    assert hand
    move = f"move{next(paper.ids)}"
    for one, atoms, way in ((line, gone, "From"), (other, come, "To")):
        for atom in atoms:
            atom.move = move
        places = [i for i, atom in enumerate(one.atoms) if any(atom is known for known in atoms)]
        if places != list(range(places[0], places[-1] + 1)):
            continue
        key = str(next(paper.ids))
        start = element(f"move{way}RangeStart", id=key, name=move, author=hand.author, date=hand.date)
        end = element(f"move{way}RangeEnd", id=key)
        one.atoms.insert(places[-1] + 1, Atom("", end, in_run=False, is_seen=False))
        one.atoms.insert(places[0], Atom("", start, in_run=False, is_seen=False))


# --- Dress --------------------------------------------------------------------------------------


def dress(desk: Desk) -> str:
    """Make words bold or italic."""
    flow, item = desk.pick(_in_prose)
    first, last = _word(desk, item, 4)
    tag, kind = desk.chance.choice([("b", "bold"), ("i", "italic")])
    if getattr(item.signs[first], kind) or item.signs[first].link:
        raise RefusedError("har det alt")
    return _dressed(desk, flow, item, (first, last), tag, on=True)


def undress(desk: Desk) -> str:
    """Take the bold or italic off words that have it."""
    flow, item = desk.pick(
        lambda flow, item: flow.is_prose and any(sign.bold or sign.italic for sign in item.signs)
    )
    at = desk.chance.choice([i for i, sign in enumerate(item.signs) if sign.bold or sign.italic])
    tag, kind = ("b", "bold") if item.signs[at].bold else ("i", "italic")
    first, last = at, at + 1
    while first and getattr(item.signs[first - 1], kind):
        first -= 1
    while last < len(item.signs) and getattr(item.signs[last], kind):
        last += 1
    if desk.chance.random() < 0.3 and last - first > 8:
        middle = plain(item.signs).find(" ", first, last)
        last = middle if middle > first else last
    return _dressed(desk, flow, item, (first, last), tag, on=False)


def _dressed(desk: Desk, flow: Flow, item: Item, span: tuple[int, int], tag: str, *, on: bool) -> str:
    first, last = span
    kind = {"b": "bold", "i": "italic"}[tag]
    changed = [_with(sign, tag, on=on) for sign in item.signs[first:last]]
    new = [*item.signs[:first], *changed, *item.signs[last:]]
    flow.check(new)
    item.line.dress(first, last, tag, on=on, hand=desk.hand)
    where, what = said(flow, item), plain(item.signs[first:last])
    item.signs, flow.touched = new, True
    return f"gjorde «{what}» {'til' if on else 'ikke lenger til'} {kind} i {where}"


def _with(sign: Sign, tag: str, *, on: bool) -> Sign:
    if sign.thing:
        return sign
    return replace(sign, bold=on) if tag == "b" else replace(sign, italic=on)


def link(desk: Desk) -> str:
    """Make a link of words: they get an address, or words with one are typed in their place."""
    flow, item = desk.pick(lambda flow, _: flow.kind == "prosa")
    first, last = _word(desk, item, 3)
    if item.signs[first].link:
        raise RefusedError("er en lenke")
    url = desk.chance.choice(words.URLS)
    changed = [replace(sign, link=url) for sign in item.signs[first:last]]
    new = [*item.signs[:first], *changed, *item.signs[last:]]
    flow.check(new)
    line, where, what = item.line, said(flow, item), plain(item.signs[first:last])
    seen = line.here()[first:last]
    made: dict[str, str | tuple[tuple[str, str], ...]] = {"field": f'HYPERLINK "{url}"'}
    if desk.chance.random() < 0.6:
        made = {"link": ((R + "id", desk.bound.paper.address(url)), (W + "history", "1"))}
    atoms = [replace(line.atoms[at], **made, was=None) for at in seen]  # type: ignore[arg-type]
    if desk.hand is None:
        for at, atom in zip(seen, atoms, strict=True):
            line.atoms[at] = atom
        line.changed = True
    else:
        line.insert(last, atoms, desk.hand)
        line.delete(first, last, desk.hand)
    item.signs, flow.touched = new, True
    return f"lenket «{what}» til {url} i {where}"


# --- Notes --------------------------------------------------------------------------------------


def note(desk: Desk) -> str:
    """Add a footnote."""
    flow, item = desk.pick(lambda flow, _: flow.kind == "prosa" and not flow.in_cell)
    _, at = _word(desk, item)
    if at < len(item.signs) and item.signs[at].thing:
        raise RefusedError("der er det noe")
    text = words.sentence(desk.chance)
    name = next(f"ny-note-{number}" for number in range(1, 99) if f"ny-note-{number}" not in flow.notes)
    new = [*item.signs[:at], Sign("", thing=f"[^{name}]"), *item.signs[at:]]
    flow.check(new)
    flow.check([Sign(character) for character in text])
    mark, line = desk.bound.paper.new_note(desk.hand, text)
    dressed = element("rPr")
    dressed.append(element("rStyle", val="FootnoteReference"))
    where = said(flow, item)
    atom = Atom("", mark, dress=etree.tostring(dressed).decode())
    item.line.insert(at, [atom], desk.hand)
    item.signs, flow.touched = new, True
    flow.notes[name] = Item(line, [Sign(character) for character in text])
    return f"la til noten «{text}» i {where}"


def note_text(desk: Desk) -> str:
    """Change the words of a footnote."""
    found = [
        (flow, flow.notes[sign.note])
        for flow in desk.bound.flows
        for item in flow.items
        for sign in item.signs
        if sign.note
    ]
    if not found:
        raise RefusedError("ingen noter")
    flow, one = desk.chance.choice(found)
    span = _word(desk, one, 3)
    text = words.words(desk.chance)
    where = said(flow, one)
    retype(desk, flow, one, span, text)
    return f"endret en note til «… {text} …» i {where}"


def no_note(desk: Desk) -> str:
    """Delete a footnote's mark, and so the note."""
    flow, item = desk.pick(lambda _, item: any(sign.note for sign in item.signs))
    at = desk.chance.choice([i for i, sign in enumerate(item.signs) if sign.note])
    new = item.signs[:at] + item.signs[at + 1 :]
    flow.check(new)
    where = said(flow, item)
    if desk.hand is None:
        desk.bound.paper.drop_note(item.line.atoms[item.line.here()[at]])
    item.line.delete(at, at + 1, desk.hand)
    del flow.notes[item.signs[at].note]
    item.signs, flow.touched = new, True
    return f"slettet en note i {where}"


EDITS: tuple[tuple[Callable[[Desk], str], int], ...] = (
    (letters, 3),
    (fewer_letters, 2),
    (other_words, 5),
    (fewer_words, 3),
    (more_words, 5),
    (more_sentences, 3),
    (fewer_sentences, 2),
    (dress, 3),
    (undress, 2),
    (link, 2),
    (note, 2),
    (note_text, 1),
    (no_note, 1),
    (whole, 2),
    (broken, 1),
    (to_other, 4),
)
"""The edits, and how often each is made beside the others."""
