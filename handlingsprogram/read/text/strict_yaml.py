"""Strict YAML as plain JSON data, with the line and column of every key and value.

The only module that reads YAML. It follows the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)
with two differences that keep Norwegian text as text: a number never has leading zeros (`08` is a
string), and there are no octal or hexadecimal numbers. Anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from handlingsprogram.finding import Finding, Position, Severity
from handlingsprogram.read.limits import MAX_DEPTH, MAX_NODES, MOST
from handlingsprogram.read.text.decoded import RefusedError, composed, decode, is_unusual, named, unprintable
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path


Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


@record
class Tree:
    """A content file as plain data (dict, list, str, int, float, bool, None) with positions."""

    file: str
    data: Any
    lines: tuple[str, ...] = ()
    """The file's lines, so that a place inside a block scalar can be found."""
    keys: dict[Path_, Position] = field(default_factory=dict)
    """Where the key of each mapping entry stands."""
    values: dict[Path_, Position] = field(default_factory=dict)
    """Where each value begins."""
    figures: dict[Path_, str] = field(default_factory=dict)
    """What the file has for each number, and for each text that begins as one: `2.50`, `6 834`, `−118`."""
    _strings: list[tuple[Path_, str]] = field(default_factory=list, init=False, repr=False, compare=False)
    """What `strings` has found."""

    def position(self, path: Path_) -> Position:
        """Return where the value at `path` begins, or its nearest existing parent."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Position(self.file, 1, 1))

    def strings(self) -> Sequence[tuple[Path_, str]]:
        """Return every text value with its path, in the order of the file."""
        if not self._strings:  # many rules ask, and the data does not change
            _collect(self.data, (), self._strings)
        return self._strings

    def key_position(self, path: Path_) -> Position:
        """Return where the key at `path` stands, or its value for list items."""
        return self.keys.get(path) or self.position(path)


def _collect(value: Any, path: Path_, found: list[tuple[Path_, str]]) -> None:
    """Add the texts of a value, and of all that is in it, with their paths."""
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            _collect(item, (*path, i), found)


def read(path: Path, shown_as: str) -> tuple[Tree | None, list[Finding]]:
    """Read one YAML file.

    Args:
        path: the file.
        shown_as: the path that findings print.

    Returns:
        The tree, or None where the file cannot be read, and the findings. Duplicate keys are
        findings that leave the tree readable, so that later checks still run.
    """
    try:
        text = decode(path, shown_as)
    except RefusedError as refusal:
        return None, [refusal.finding]
    if any(mark in text for mark in _CONFLICT):
        from handlingsprogram.read.text.conflicts import conflicts

        if found := conflicts(shown_as, text):
            return None, found
    seen: list[Finding] = []
    if is_unusual(text):
        from handlingsprogram.read.text import unseen

        seen = [*unseen.blank_dashes(shown_as, text), *unseen.spoilt_words(shown_as, text)]
    composer = _Composer(shown_as, text)
    try:
        tree = composer.compose()
    except RefusedError as refusal:
        # A dash with a wrong blank after it is most of what makes a text no YAML: it is told once.
        return None, seen if any(one.rule == "yaml-form" for one in seen) else [*seen, refusal.finding]
    seen = [
        one for one in seen if one.severity is Severity.WARNING or not composer.is_block(one.position.line)
    ]
    return tree, [*seen, *composer.findings]


def parse(text: str, shown_as: str) -> Tree:
    """Return the text of a whole file that is known by the path `shown_as`.

    Raises:
        RefusedError: it is not sound YAML.
    """
    return _Composer(shown_as, text).compose()


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    path: Path_
    container: dict[str, Any] | list[Any]
    key: str | None = None
    skip: bool = False
    """The key that was just read is a duplicate: its value is read and dropped."""


class _Composer:
    """Builds the data from the parser's events; iterative, so depth is bounded by a count."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.tree = Tree(file, None, tuple(text.splitlines()))
        self.findings: list[Finding] = []
        self._stack: list[_Open] = []
        self._blocks: list[tuple[int, int]] = []
        self._nodes = 0
        self._root: list[Any] = []

    def compose(self) -> Tree:
        takers: dict[type[yaml.Event], Callable[[Any], object]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._node,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
        }
        try:
            for event in self._events():
                if take := takers.get(type(event)):
                    take(event)
        except yaml.MarkedYAMLError as error:
            raise self._explain(error) from error
        except yaml.YAMLError as error:
            raise RefusedError(
                Position(self.file, 1, 1), "yaml-form", "filen kan ikke leses som YAML"
            ) from error
        if not self._root:
            raise RefusedError(Position(self.file, 1, 1), "yaml-tom", "filen er tom")
        return replace(self.tree, data=self._root[0])

    def is_block(self, line: int) -> bool:
        """Tell whether a line, counted from 1, is one of a text after `|` or `>`."""
        return any(first < line <= last for first, last in self._blocks)

    def _events(self) -> Iterator[yaml.Event]:
        events: Iterator[yaml.Event] = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        return events

    def _at(self, mark: Any) -> Position:
        line, lines = mark.line, self.tree.lines
        if lines and line >= len(lines):  # behind the last line's end: no editor goes there
            return Position(self.file, len(lines), len(lines[-1]) + 1)
        return Position(self.file, line + 1, mark.column + 1)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self._root:
            raise RefusedError(
                self._at(event.start_mark),
                "yaml-dokumenter",
                "filen har flere dokumenter («---»); behold ett",
            )

    def _node(self, event: yaml.NodeEvent) -> Position:
        """Return where a key or a value begins; refuse what comes with it that is not plain data."""
        position = self._at(event.start_mark)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise RefusedError(
                position, "yaml-antall", f"filen har flere enn {MAX_NODES} verdier; del den opp"
            )
        if event.anchor is not None or isinstance(event, yaml.AliasEvent):
            raise RefusedError(position, "yaml-anker", self._of_anchor(event))
        if getattr(event, "tag", None) is not None:
            raise RefusedError(position, "yaml-tagg", _OF_YAML.format("!"))
        return position

    def _of_anchor(self, event: yaml.NodeEvent) -> str:
        """Say what to write where YAML has a name for a value, or what a text is that only looks so."""
        mark: Any = event.start_mark
        is_alias = isinstance(event, yaml.AliasEvent)
        name = f"{'*' if is_alias else '&'}{event.anchor}"
        behind = self.text[mark.index + len(name) :].split("\n", 1)[0]
        # A text that begins with the sign goes on; what is named alone, or is a list, is none.
        is_text = isinstance(event, yaml.ScalarEvent) and event.value
        if is_text or (re.match(r"\s+[^\s#:,\]}]", behind) and is_alias):
            return _OF_YAML.format(name[0])
        return _NAMED.format(name) + (_OR_TEXT if is_alias else "")

    def _open(self, event: yaml.CollectionStartEvent, container: dict[str, Any] | list[Any]) -> None:
        position = self._node(event)
        if len(self._stack) >= MAX_DEPTH:
            raise RefusedError(position, "yaml-dybde", f"innholdet er nøstet dypere enn {MAX_DEPTH} nivåer")
        path = self._add(container, position)
        self._stack.append(_Open(path, container))

    def _close(self, _event: yaml.CollectionEndEvent) -> None:
        self._stack.pop()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        position = self._node(event)
        text = self._unescaped(event, position) if event.style == '"' else event.value
        top = self._stack[-1] if self._stack else None
        if top and top.key is None and isinstance(top.container, dict):
            self._key(top, text, position)
            return
        unquoted = event.implicit[0]
        if unquoted and text:
            self._warn_of_comment(event.end_mark, position)
        path = self._add(resolve(text) if unquoted else text, position)
        self._look_at_lines(event, event.end_mark, position, path)
        if text[:1] in _FIGURES and self.tree.values[path] is position:  # what is dropped has another's path
            self.tree.figures[path] = text

    def _look_at_lines(self, event: yaml.ScalarEvent, end: Any, position: Position, path: Path_) -> None:
        """Look at a text of several lines: which of them YAML makes one of."""
        if event.style in _BLOCK:  # there a dash is the prose's
            self._blocks.append((position.line - 1, end.line))
        if event.style != "|" and end.line >= position.line:
            from handlingsprogram.read.text.folding import folded

            in_list = bool(path) and isinstance(path[-1], int)
            self._tell(folded(self.tree.lines, event, position, in_list=in_list))

    def _tell(self, findings: Iterable[Finding]) -> None:
        self.findings += islice(findings, max(MOST - len(self.findings), 0))

    def _unescaped(self, event: yaml.ScalarEvent, position: Position) -> str:
        """Return a text in double quotes: escapes in it can stand for what the file may not have."""
        if character := unprintable(event.value):
            raise RefusedError(position, "fil-tegn", f"teksten har {named(character)}; slett det")
        if is_unusual(event.value):
            from handlingsprogram.read.text import unseen

            marks: Any = event
            if not is_unusual(self.text[marks.start_mark.index : marks.end_mark.index]):
                self._tell(unseen.escaped(event.value, position))
        return composed(event.value) or event.value

    def _warn_of_comment(self, end: Any, position: Position) -> None:
        """Warn where «Tiltak #1» would be printed as «Tiltak»; a comment has a space after its sign."""
        rest = self.tree.lines[end.line][end.column :] if end.line < len(self.tree.lines) else ""
        if rest and end.line == position.line - 1 and re.match(r"\s+#\S", rest):
            message = f"«{rest.strip()}» er en kommentar og blir ikke trykt; sett teksten i anførselstegn"
            self.findings.append(Finding(position, "yaml-kommentar", message, Severity.WARNING))

    def _key(self, top: _Open, key: str, position: Position) -> None:
        top.key = key
        top.skip = key in top.container
        if top.skip:
            first = self.tree.keys[*top.path, key]
            message = f"nøkkelen «{key}» står to ganger (første gang på linje {first.line}); "
            # Keys that are doubled after an id are those of the next thing in a list.
            message += "mangler «-» foran?" if key == "id" else "slett eller slå sammen"
            self.findings.append(Finding(position, "yaml-dobbel-nøkkel", message))
        else:
            self.tree.keys[*top.path, key] = position

    def _add(self, value: Any, position: Position) -> Path_:
        if not self._stack:
            self._root.append(value)
            self.tree.values[()] = position
            return ()
        top = self._stack[-1]
        if isinstance(top.container, list):
            path: Path_ = (*top.path, len(top.container))
            top.container.append(value)
        elif top.key is None:
            raise RefusedError(
                position, "yaml-nøkkel", "en nøkkel må være tekst, ikke en liste eller en samling"
            )
        else:
            path = (*top.path, top.key)
            # A duplicate's value lands outside the tree: it is read to its end and dropped.
            if top.skip:
                path = (*top.path, top.key, position.line)
            else:
                top.container[top.key] = value
            top.key = None
        self.tree.values.setdefault(path, position)
        return path

    def _explain(self, error: yaml.MarkedYAMLError) -> RefusedError:
        """Say where the text stops being YAML, and why."""
        from handlingsprogram.read.text import hints

        is_scanned = isinstance(error, yaml.scanner.ScannerError)
        marks = hints.Marks(error.context_mark, error.problem_mark, is_scanned)
        place, why = hints.explain(self.tree.lines, marks)
        return RefusedError(self._at(place), "yaml-form", why)


_OF_YAML = "teksten begynner med «{}», som betyr noe annet i YAML; sett hele teksten i anførselstegn"
_NAMED = "«{}» er til for å bruke noe om igjen i YAML, og det går ikke her; skriv det ut hvert sted"
_OR_TEXT = ", eller sett det i anførselstegn hvis det er tekst"
_BLOCK = {"|", ">"}
_CONFLICT = ("<<<<<<<", ">>>>>>>")
_FIGURES = frozenset("0123456789-−")
"""What the figures of a budget begin with."""


def resolve(text: str) -> str | int | float | bool | None:
    """Give an unquoted scalar its value."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    if _INTEGER.match(text) and len(text) < 19:  # noqa: PLR2004 — larger ones are no figures of a budget
        return int(text)
    if _DECIMAL.match(text) and not _INTEGER.match(text):
        return float(text)
    return text
