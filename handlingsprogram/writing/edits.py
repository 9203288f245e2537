"""One change at a time in the text of a content file: comments, order, quoting and all other lines stay.

Each function takes the file's text and a path to what is changed, and gives the new text. Where things stand
is asked of the parser, so that whatever can be read can be edited.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import yaml

from handlingsprogram.writing import values
from handlingsprogram.writing.places import (
    BLOCKS,
    Found,
    MissingError,
    Node,
    Splice,
    are_apart,
    dash_of,
    end_of,
    find,
    is_first,
    line_start,
    lines_of,
    span_of,
    spliced,
    start_of,
)
from handlingsprogram.writing.values import InBrackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.writing.values import Value


def replace(text: str, path: Path_, value: Value) -> str:
    """Give a value another one.

    Args:
        text: the file.
        path: where the value stands.
        value: what shall stand there; a list or a mapping is written anew as a whole.

    Raises:
        MissingError: there is no such value.
    """
    return spliced(text, *replacing(text, find(text, path), value))


def replacing(text: str, found: Found, value: Value) -> Splice:
    """Return what gives a value that was found another one, as `replace` does."""
    node = found.node
    start, end = node.start_mark.index, end_of(text, node)
    if isinstance(node, yaml.ScalarNode) and isinstance(value, str) and node.style in BLOCKS:
        return _replace_block(text, found, value)
    in_brackets = found.in_flow
    if isinstance(value, InBrackets):
        in_brackets, value = True, value.value
    if isinstance(value, (dict, list)) and value and not in_brackets:
        return _replace_collection(text, found, value)
    if not isinstance(value, str) or in_brackets:
        return Splice(start, end, values.flow(value, getattr(node, "style", "") or ""))
    return Splice(start, end, _text(text, found, value))


def insert(text: str, path: Path_, index: int, value: Value) -> str:
    """Put an item into a list.

    Args:
        text: the file.
        path: where the list stands.
        index: which item it becomes, from 0.
        value: the item.

    Raises:
        MissingError: there is no such list.
    """
    node = find(text, path).node
    if not isinstance(node, yaml.SequenceNode):
        raise MissingError(path)
    if node.flow_style:
        return _insert_in_flow(text, node, index, values.flow(value))
    return lay(text, path, index, values.item(value, 0, _in_brackets(node)))


def _in_brackets(node: Node) -> frozenset[str]:
    """Return the keys whose values a list's items have in brackets."""
    items = (one for one in node.value if isinstance(one, yaml.MappingNode) and not one.flow_style)
    return frozenset(
        key.value
        for one in items
        for key, value in one.value
        if not isinstance(value, yaml.ScalarNode) and value.flow_style
    )


def lay(text: str, path: Path_, index: int, item: Sequence[str]) -> str:
    """Put an item into a list, as it is written.

    Args:
        text: the file.
        path: where the list stands, which has items below each other.
        index: which item it becomes, from 0.
        item: its lines; the first begins with the dash.
    """
    node = find(text, path).node
    lines = text.split("\n")
    dash = dash_of(text, node.value[0])
    indent = " " * (dash - line_start(text, dash))
    shown = [indent + line if line else "" for line in item]
    if index == 0 and not is_first(text, dash):
        return spliced(text, dash, dash, "\n".join([*shown, indent])[len(indent) :])
    spans = [lines_of(text, one) for one in node.value]
    apart = are_apart(lines, spans)
    if index < len(spans):
        at = spans[index][0]
        shown = [*shown, ""] if apart else shown
    else:
        at = spans[-1][1]
        shown = ["", *shown] if apart else shown
    if "\r\n" in text:
        shown = [line + "\r" for line in shown]
    return "\n".join([*lines[:at], *shown, *lines[at:]])


def remove(text: str, path: Path_) -> str:
    """Take out an item of a list, or a key with its value.

    The last item of a list takes the list along, and its key.

    Raises:
        MissingError: there is no such value.
    """
    found = find(text, path)
    if len(found.parent.value) == 1:
        if len(path) == 1:
            raise MissingError(path)
        return remove(text, path[:-1])
    if found.parent.flow_style:
        return _remove_from_flow(text, found)
    first, last = span_of(text, found)
    lines = text.split("\n")
    start = dash_of(text, found.node) if found.key is None else found.key.start_mark.index
    if not is_first(text, start):
        # What stands first behind a dash gives its place to the next.
        return spliced(text, start, start_of(text, found.parent.value[1]), "")
    if last < len(lines) and not lines[last].strip() and (first == 0 or not lines[first - 1].strip()):
        last += 1
    elif last == len(lines) - 1 and first and not lines[first - 1].strip() and not lines[last]:
        first -= 1
    return "\n".join([*lines[:first], *lines[last:]])


def lift(text: str, path: Path_) -> list[str]:
    """Return an item of a list as it is written, from its dash on, without its indent.

    Raises:
        MissingError: there is no such item.
    """
    found = find(text, path)
    dash = dash_of(text, found.node)
    column = dash - line_start(text, dash)
    first, last = lines_of(text, found.node)
    lines = [line.rstrip("\r") for line in text.split("\n")[first:last]]
    return [
        lines[0][column:],
        *(line[column:] if line[:column].strip() == "" else line for line in lines[1:]),
    ]


def put(text: str, path: Path_, key: str, value: Value, before: Sequence[str] = ()) -> str:
    """Put a key that a mapping does not have.

    Args:
        text: the file.
        path: where the mapping stands.
        key: the new key.
        value: its value.
        before: the keys that stand below the new one where the mapping has them; else it stands last.

    Raises:
        MissingError: there is no such mapping.
    """
    found = find(text, path)
    if not isinstance(found.node, yaml.MappingNode) or not found.node.value:
        raise MissingError(path)
    return spliced(text, *putting(text, found, key, value, before))


def putting(text: str, found: Found, key: str, value: Value, before: Sequence[str] = ()) -> Splice:
    """Return what puts a key into a mapping that was found and is not empty, as `put` does."""
    node = found.node
    is_item = found.above and isinstance(found.parent, yaml.SequenceNode)
    if is_item and isinstance(value, dict) and key in _in_brackets(found.parent):
        value = InBrackets(value)
    first = 0 if node.flow_style else 1  # which may stand behind a dash
    below = next(
        (at for at, (name, _) in enumerate(node.value) if at >= first and name.value in before), None
    )
    if node.flow_style:
        value = value.value if isinstance(value, InBrackets) else value
        written = f"{values.scalar(key, in_flow=True)}: {values.flow(value)}"
        if below is not None:
            at = node.value[below][0].start_mark.index
            return Splice(at, at, f"{written}, ")
        end = node.value[-1][1].end_mark.index
        return Splice(end, end, f", {written}")
    shown = values.entry(key, value, node.value[0][0].start_mark.column)
    written = "".join(f"{line}\n" for line in shown)
    if below is not None:
        at = line_start(text, node.value[below][0].start_mark.index)
        return Splice(at, at, written)
    at = text.find("\n", max(end_of(text, node.value[-1][1]), node.value[-1][1].start_mark.index)) + 1
    if at:
        return Splice(at, at, written)
    return Splice(len(text), len(text), "\n" + written.removesuffix("\n"))


# --- Texts --------------------------------------------------------------------------------------


def _indent(found: Found) -> int:
    """Return how far the lines below a value's first stand in."""
    if found.key is not None:
        return int(found.key.start_mark.column) + values.STEP
    return int(found.node.start_mark.column)


def _replace_block(text: str, found: Found, value: str) -> Splice:
    """Write another text after `|`; after `>`, where lines are one, it is folded as it was."""
    node = found.node
    start, end = node.start_mark.index, end_of(text, node)
    header, _, body = text[start:end].partition("\n")
    header = header.rstrip("\r")
    first = next((line for line in body.split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip(" ")) or _indent(found)
    if node.style == ">" and "\n" not in value.strip("\n"):
        lines = _refilled([line.strip() for line in body.split("\n")], value.split(), indent)
    else:
        header = header.replace(">", "|")
        lines = value.rstrip("\n").split("\n")
    shown = [" " * indent + line if line else "" for line in lines]
    return Splice(start, end, "\n".join([header, *shown]))


def _text(text: str, found: Found, value: str) -> str:
    """Return a text for where another stood, in its style and with its line ends where they can stay."""
    node, start = found.node, found.node.start_mark.index
    style = getattr(node, "style", "") or ""
    indent = _indent(found)
    taken = node.start_mark.column - indent
    if "\n" in value.rstrip("\n"):
        return "\n".join(values.text_lines(value, indent))
    body = value.rstrip("\n")
    former = text[start : end_of(text, node)]
    written = values.scalar(body, style=style if style in {"'", '"'} else "")
    if "\n" in former and written[:1] not in {"'", '"'}:
        kept = _refilled([line.strip() for line in former.split("\n")], body.split(), indent)
        return "\n".join([kept[0], *(" " * indent + line for line in kept[1:])])
    if style or node.start_mark.column + len(written) <= values.WIDTH + len(former):
        return written
    return "\n".join(values.text_lines(body, indent, max(taken, 0)))


def _refilled(former: Sequence[str], words: Sequence[str], indent: int) -> list[str]:
    """Return words as lines that end where they ended before, as far as the words are the same."""
    old = [word for line in former for word in line.split()]
    following: dict[int, int] = {}
    """How many signs the line has that comes after so many words."""
    count = 0
    for line, coming in zip(former, [*former[1:], ""], strict=True):
        count += len(line.split())
        following[count] = len(coming)
    stays: dict[int, int] = {}
    for block in SequenceMatcher(None, old, words, autojunk=False).get_matching_blocks():
        stays |= {block.b + i: block.a + i for i in range(block.size)}
    lines: list[list[str]] = [[]]
    room = max(values.WIDTH, *(len(line) + indent for line in former)) - indent
    is_rest = False  # of a line that had no room for it
    for at, word in enumerate(words):
        if lines[-1] and len(" ".join([*lines[-1], word])) > room:
            lines.append([])
            is_rest = True
        lines[-1].append(word)
        length = following.get(stays[at] + 1) if at in stays else None
        if length is None or (is_rest and len(" ".join(lines[-1])) + 1 + length <= room):
            continue
        lines.append([])
        is_rest = False
    return [" ".join(line) for line in lines if line]


def _replace_collection(text: str, found: Found, value: Value) -> Splice:
    node = found.node
    start, end = node.start_mark.index, end_of(text, node)
    if found.key is None:
        indent = node.start_mark.column
        return Splice(start, end, "\n".join(values.lines(value, indent)))
    indent = found.key.start_mark.column + values.STEP
    first, *rest = values.lines(value, indent)
    colon = found.key.end_mark.index + text[found.key.end_mark.index :].index(":") + 1
    return Splice(colon, end, "\n".join(["", " " * indent + first, *rest]))


# --- Lists and mappings in brackets ---------------------------------------------------------------


def _insert_in_flow(text: str, node: Node, index: int, written: str) -> str:
    if not node.value:
        return spliced(text, node.start_mark.index, node.end_mark.index, f"[{written}]")
    if index < len(node.value):
        at = node.value[index].start_mark.index
        return spliced(text, at, at, f"{written}, ")
    at = node.value[-1].end_mark.index
    return spliced(text, at, at, f", {written}")


def _remove_from_flow(text: str, found: Found) -> str:
    siblings = found.parent.value
    ends = [
        (pair[0].start_mark.index, pair[1].end_mark.index)
        if isinstance(pair, tuple)
        else (pair.start_mark.index, pair.end_mark.index)
        for pair in siblings
    ]
    own = found.key if found.key is not None else found.node
    at = next(i for i, (start, _) in enumerate(ends) if start == own.start_mark.index)
    if at + 1 < len(ends):
        return spliced(text, ends[at][0], ends[at + 1][0], "")
    return spliced(text, ends[at - 1][1], ends[at][1], "")
