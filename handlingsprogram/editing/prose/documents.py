"""The documents of the editor, which come from a browser: read with mistrust."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.editing.prose.leaves import (
    BOLD,
    BULLET,
    ITALIC,
    LINK,
    STRIKE,
    Leaf,
    Note,
    Prose,
    Run,
    is_loose,
    loosened,
    settled,
)
from handlingsprogram.editing.prose.leaves import prose as made
from handlingsprogram.prose.items import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.editing.prose.leaves import Mark

    Node = Mapping[str, object]

MOST_SIGNS, MOST_NODES, DEEPEST = 60_000, 20_000, 8
MARKS = {"link": LINK, "bold": BOLD, "italic": ITALIC, "strike": STRIKE}
"""What the marks of the editor are in Markdown."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_FIRST = re.compile(r"([0-9]{1,3}|[a-zA-Z])([.)])")
_NO_SIGN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no file of the content can hold."""
_ADDRESS = re.compile(r"(?:https?://|mailto:|#)\S+", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{MONTHS})(?![\w-])", re.IGNORECASE)
_NAME = re.compile(r"[^\[\]\s\\`*_~<>]{1,60}")
_TARGET = re.compile(r"[^()\[\]\s\\<>]{1,200}")
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '()<>"\\`*[]'})


class CannotBeWrittenError(ValueError):
    """A document that cannot be written so that it is read again as it is; one line for the user."""


class _UnknownError(CannotBeWrittenError):
    def __init__(self) -> None:
        super().__init__("teksten har noe som ikke kan lagres her; lim den inn på nytt som ren tekst")


def prose(rich: object) -> Prose:
    """Return the text of a document in its one form.

    Args:
        rich: a document in JSON, as ProseMirror writes it.

    Raises:
        CannotBeWrittenError: it is none, or too large.
    """
    return _Reading().prose(rich)


class _Reading:
    def __init__(self) -> None:
        self._left, self._room = MOST_NODES, MOST_SIGNS
        self._notes: dict[str, Note] = {}

    def prose(self, rich: object) -> Prose:
        node = self._node(rich)
        if node.get("type") != "doc":
            raise _UnknownError
        leaves = list(self._blocks(node, 0))
        return made(leaves, self._notes.values())

    def _node(self, given: object) -> Node:
        self._left -= 1
        if self._left < 0:
            raise CannotBeWrittenError("teksten er for lang")
        if not isinstance(given, dict) or not isinstance(given.get("type"), str):
            raise _UnknownError
        return given

    def _content(self, node: Node) -> list[Node]:
        return [self._node(one) for one in _list(node.get("content", []))]

    def _words(self, given: object) -> str:
        if not isinstance(given, str) or _NO_SIGN.search(given):
            raise _UnknownError
        self._room -= len(given)
        if self._room < 0:
            raise CannotBeWrittenError("teksten er for lang")
        return given

    # --- Paragraphs, lists and quotations ---------------------------------------------------------

    def _blocks(self, around: Node, depth: int) -> Iterator[Leaf]:
        bullets: list[Leaf] = []  # two lists of bullets beside each other are one to every reader
        for node in self._content(around):
            kind = node["type"]
            leaves = list(self._block(node, depth))
            if kind == "bulletList":
                bullets += [
                    replace(leaf, begins=False) if bullets and _is_item(leaf, depth) else leaf
                    for leaf in leaves
                ]
                continue
            if leaves:
                yield from _with_looseness(bullets)
                bullets = []
            yield from leaves
        yield from _with_looseness(bullets)

    def _block(self, node: Node, depth: int) -> Iterator[Leaf]:
        match node["type"]:
            case "paragraph":
                if runs := self._runs(node):
                    yield Leaf("avsnitt", runs, depth=depth)
            case "bulletList" if depth <= DEEPEST:
                yield from self._items(node, depth, BULLET)
            case "orderedList" if depth <= DEEPEST:
                mark = _attribute(node, "mark", "1.")
                if not isinstance(mark, str) or not _FIRST.fullmatch(mark):
                    raise _UnknownError
                yield from _with_looseness(list(self._items(node, depth, mark)))
            case "blockquote" if not depth:
                yield from self._quotation(node)
            case "raw" if not depth:
                source = self._words(_attribute(node, "source", None))
                yield Leaf("rå", (Run("ord", source),))
            case "blockquote" | "raw":
                raise CannotBeWrittenError("et sitat kan ikke stå i en liste")
            case "bulletList" | "orderedList":
                raise CannotBeWrittenError("listen har for mange nivåer")
            case _:
                raise _UnknownError

    def _quotation(self, node: Node) -> Iterator[Leaf]:
        begins = True
        for child in self._content(node):
            if child["type"] != "paragraph":
                raise CannotBeWrittenError("et sitat kan bare ha avsnitt; skriv listen utenfor sitatet")
            if runs := self._runs(child):
                if begins and runs[0].text[:1].isdigit():
                    raise CannotBeWrittenError("et sitat kan ikke begynne med et tall")
                yield Leaf("sitat", runs, begins=begins)
                begins = False

    def _items(self, node: Node, depth: int, first: str) -> Iterator[Leaf]:
        number = 0
        apart = _attribute(node, "loose", None) is True
        for item in self._content(node):
            if item["type"] != "listItem":
                raise _UnknownError
            inside = list(self._item(item, depth))
            if not inside:
                continue
            if first[:1].isdigit() and first.endswith(".") and _MONTH.match("".join(_texts(inside[0]))):
                raise CannotBeWrittenError(
                    "et nummerert punkt kan ikke begynne med en måned: det leses som en dato"
                )
            yield Leaf("punkt", inside[0].runs, _nth(first, number), depth, number == 0, apart)
            yield from inside[1:]
            number += 1
        if number == 1 and first != BULLET:
            raise CannotBeWrittenError("en nummerert liste må ha minst to punkter")

    def _item(self, item: Node, depth: int) -> Iterator[Leaf]:
        """Give an item's first paragraph, which may be empty, and what stands below it."""
        below = list(self._blocks(item, depth + 1))
        if below and not (below[0].kind == "avsnitt" and below[0].depth == depth + 1):
            yield Leaf("avsnitt", (), depth=depth + 1)
        yield from below

    # --- Words ------------------------------------------------------------------------------------

    def _runs(self, node: Node) -> tuple[Run, ...]:
        return settled([self._run(child) for child in self._content(node)])

    def _run(self, node: Node) -> Run:
        marks = tuple(self._mark(one) for one in _list(node.get("marks", [])))
        match node["type"]:
            case "text":
                return Run("ord", self._words(node.get("text")), marks)
            case "hardBreak":
                return Run("linje", "")
            case "footnote":
                return Run("note", self._note(node), marks)
            case "reference":
                words, target = self._words(_attribute(node, "text", "")), _attribute(node, "id", None)
                if not isinstance(target, str) or not _TARGET.fullmatch(target):
                    raise _UnknownError
                return Run("vis", " ".join(words.split()), marks, target)
        raise _UnknownError

    def _mark(self, given: object) -> Mark:
        mark = self._node(given)
        sign = MARKS.get(str(mark["type"]))
        if sign is None:
            raise _UnknownError
        if sign != LINK:
            return sign, ""
        href = self._words(_attribute(mark, "href", None)).strip()
        if not _ADDRESS.fullmatch(href):
            raise CannotBeWrittenError("en lenke må begynne med https://, http:// eller mailto:")
        return sign, href.translate(_IN_ADDRESS)

    def _note(self, node: Node) -> str:
        name, content = _attribute(node, "name", None), _attribute(node, "content", None)
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise _UnknownError
        if content is None:
            return name
        runs = settled([self._run(self._node(one)) for one in _list(content)])
        if not runs or any(run.kind == "note" for run in runs):
            raise CannotBeWrittenError("en fotnote må ha tekst, og kan ikke ha fotnoter selv")
        if self._notes.setdefault(name, Note(name, runs)).runs != runs:
            raise CannotBeWrittenError(f"to fotnoter heter «{name}»")
        return name


def _list(given: object) -> list[object]:
    if not isinstance(given, list):
        raise _UnknownError
    return given


def _attribute(node: Node, name: str, usual: object) -> object:
    attributes = node.get("attrs") or {}
    if not isinstance(attributes, dict):
        raise _UnknownError
    return attributes.get(name, usual)


def _texts(leaf: Leaf) -> Iterator[str]:
    return (run.text for run in leaf.runs)


def _is_item(leaf: Leaf, depth: int) -> bool:
    return leaf.kind == "punkt" and leaf.depth == depth


def _nth(first: str, number: int) -> str:
    """Return the mark of an item, from 0, of a list that begins with another."""
    if first == BULLET:
        return first
    word, end = first[:-1], first[-1]
    lower = word.lower()
    if word.isdigit():
        found = str(int(word) + number) if int(word) + number <= 999 else ""  # noqa: PLR2004
    elif lower == "i":
        found = _ROMAN[number] if number < len(_ROMAN) else ""
    else:
        found = _LETTERS[_LETTERS.index(lower) + number :][:1]
    if not found:
        raise CannotBeWrittenError("listen har flere punkter enn det er tall eller bokstaver til")
    return (found.upper() if word.isupper() else found) + end


def _with_looseness(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Tell the items of a list, given with all that they hold, whether blank lines stand between them."""
    if not leaves:
        return []
    depth = leaves[0].depth
    own = [at for at, leaf in enumerate(leaves) if _is_item(leaf, depth)]
    parts = [leaves[start:stop] for start, stop in zip(own, [*own[1:], len(leaves)], strict=True)]
    several = 2 if any(loosened(part) for part in parts) else 1
    loose = is_loose(
        leaves[0].mark, apart=any(leaves[at].loose for at in own), items=len(own), paragraphs=several
    )
    return [replace(leaf, loose=loose) if _is_item(leaf, depth) else leaf for leaf in leaves]
