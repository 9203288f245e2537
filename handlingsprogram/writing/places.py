"""Where things stand in the text of a content file, as the parser tells it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.text.strict_yaml import Path_

Node = Any
"""A node of PyYAML, whose types say nothing of marks."""
BLOCKS = {"|", ">"}


class MissingError(LookupError):
    """Nothing stands where something was to be changed."""


class Found(NamedTuple):
    """A node, and what it stands in."""

    node: Node
    above: tuple[Node, ...]
    """From the root to its parent."""
    key: Node | None
    """Its key, where it stands in a mapping."""

    @property
    def parent(self) -> Node:
        """What it stands in."""
        return self.above[-1]

    @property
    def in_flow(self) -> bool:
        """Whether it stands in brackets."""
        return any(node.flow_style for node in self.above)


class Splice(NamedTuple):
    """Other words for a stretch of a text."""

    start: int
    end: int
    words: str


def compose(text: str) -> Node:
    """Return the root of a file's nodes."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def find(text: str, path: Path_) -> Found:
    """Return what stands at a place of a file.

    Raises:
        MissingError: nothing does.
    """
    return found_in(compose(text), path)


def found_in(node: Node, path: Path_) -> Found:
    """Return what stands at a place of a file whose root is known, as `find` does."""
    above: list[Node] = []
    key = None
    for step in path:
        above.append(node)
        key = None
        if isinstance(node, yaml.MappingNode):
            pairs = [pair for pair in node.value if pair[0].value == step]
            if not pairs:
                raise MissingError(path)
            key, node = pairs[0]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            raise MissingError(path)
    return Found(node, tuple(above), key)


def end_of(text: str, node: Node) -> int:
    """Return where a node's last sign has been; the parser counts what is blank behind it along."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        end: int = node.end_mark.index
        if getattr(node, "style", "") in BLOCKS:
            end = node.start_mark.index + len(text[node.start_mark.index : end].rstrip())
        return end
    if not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def lines_of(text: str, node: Node) -> tuple[int, int]:
    """Return the first line of a node, and the one behind its last; a comment on that is its own."""
    return node.start_mark.line, text.count("\n", 0, max(end_of(text, node), node.start_mark.index)) + 1


def span_of(text: str, found: Found) -> tuple[int, int]:
    """Return the first line of a node with its key, and the one behind its last."""
    first, last = lines_of(text, found.node)
    return (found.key.start_mark.line if found.key is not None else first), last


def dash_of(text: str, node: Node) -> int:
    """Return where the dash of an item stands."""
    return text.rindex("-", 0, node.start_mark.index)


def start_of(text: str, child: Node | tuple[Node, Node]) -> int:
    """Return where an entry of a list or a mapping begins: its dash, or its key."""
    return int(child[0].start_mark.index) if isinstance(child, tuple) else dash_of(text, child)


def line_start(text: str, at: int) -> int:
    """Return where the line begins that a place is on."""
    return text.rfind("\n", 0, at) + 1


def is_first(text: str, at: int) -> bool:
    """Tell whether nothing stands before a place on its line."""
    return not text[line_start(text, at) : at].strip()


def are_apart(lines: list[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a list's items have blank lines between them."""
    gaps = [lines[end:start] for (_, end), (start, _) in pairwise(spans)]
    return bool(gaps) and all(any(not line.strip() for line in gap) for gap in gaps)


def spliced(text: str, start: int, end: int, new: str) -> str:
    """Return a text with something else from `start` to `end`, with the line ends that it has."""
    return text[:start] + (new.replace("\n", "\r\n") if "\r\n" in text else new) + text[end:]
