"""Changes that somebody makes in a form, made in the text of the content files: only the lines that must.

What a file holds afterwards is read again and held against what was meant; nothing else is ever written.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.files import data_of, kind_of
from handlingsprogram.editing.places import GoneError, resolved
from handlingsprogram.editing.standing import after, is_below, meant, merged, same, take_out
from handlingsprogram.read.form.described import keys
from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.records import record
from handlingsprogram.writing import edits
from handlingsprogram.writing.dress import dressed, plain
from handlingsprogram.writing.places import MissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handlingsprogram.read.text.strict_yaml import Path_

_NOTHING = object()


class RefusedChangeError(Exception):
    """A change that cannot be made; one line for the user."""


@record
class Clash:
    """A field that somebody else has changed meanwhile, in another way."""

    file: str
    path: str
    was: Any
    """What both began with."""
    own: Any
    """What was to be written."""
    other: Any
    """What stands there now."""


@record
class Change:
    """One change, as a form asks for it; see `read`."""

    op: str
    file: str
    path: str
    was: Any = None
    value: Any = None
    rich: Any = None
    at: int = 0
    to_file: str = ""
    to_path: str = ""


_UNCLEAR = "endringen er ikke til å forstå; last siden på nytt"
_NAMES = {one.name for one in fields(Change)}


def read(given: Any) -> list[Change]:
    """Return changes that came as JSON: a list of mappings with the fields of `Change`.

    `set` gives what stands at `path` another value, or takes it out where that is None; `rich` is prose as
    the editor of text has it. `insert` puts an item into the list at `path`, `remove` takes one out, and
    `move` takes one to `to_path` of `to_file`, where it becomes number `at`. `create` makes a file,
    `delete` takes it away.

    Raises:
        RefusedChangeError: it is none.
    """
    kinds = {"op": str, "file": str, "path": str, "at": int, "to_file": str, "to_path": str}
    found = []
    for one in given if isinstance(given, list) else [None]:
        known = one if isinstance(one, dict) else {}
        fits = all(type(known[name]) is kind for name, kind in kinds.items() if name in known)
        if not fits or known.get("op") not in _MAKERS or not {*known} <= _NAMES:
            raise RefusedChangeError(_UNCLEAR)
        change = Change(**{"path": "", **known})
        is_file = change.op in {"create", "delete"}
        if bool(change.path) is is_file or (change.op == "create" and not isinstance(change.value, str)):
            raise RefusedChangeError(_UNCLEAR)
        if change.rich is not None and not isinstance(change.was, str | None):
            raise RefusedChangeError(_UNCLEAR)
        for file in {change.file, change.to_file} - {""}:
            if kind_of(file) is None:
                raise RefusedChangeError(f"«{file}» er ingen fil i innholdet")
        found.append(change)
    return found


class Made:
    """What files become by changes: each change finds the files as those before it left them."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        """Begin; `text_of` gives a file's text, None where there is none."""
        self._text_of = text_of
        self._data: dict[str, Any] = {}
        self.texts: dict[str, str | None] = {}
        """The files that become something else; None for one that goes."""
        self.clashes: list[Clash] = []
        self.values: dict[str, Any] = {}
        """What was set, by `file#path`, as whoever set it knows it: without what others have made of it."""

    def make(self, change: Change) -> None:
        """Make a change.

        Raises:
            RefusedChangeError: it cannot be made.
        """
        try:
            _MAKERS[change.op](self, change)
        except (GoneError, MissingError) as gone:
            message = "det du endret, er flyttet eller fjernet av noen andre; last siden på nytt"
            raise RefusedChangeError(message) from gone

    def data(self, file: str) -> Any:
        """Return what a file holds by now."""
        if file not in self._data:
            self._data[file] = data_of(file, self._text(file))
        return self._data[file]

    def _text(self, file: str) -> str:
        text = self.texts[file] if file in self.texts else self._text_of(file)
        if text is None:
            raise GoneError(file)
        return text

    # --- The operations ---------------------------------------------------------------------------

    def set(self, change: Change) -> None:
        """Give a field another value, or merge it with what somebody else has made of it."""
        data = self.data(change.file)
        path = meant(data, change.path, change.was)
        now = value_at(data, path)
        value = change.value if change.rich is None else _markdown(change.rich, change.was or "")
        self.values[f"{change.file}#{change.path}"] = value
        if not same(now, change.was) and not same(now, value):
            joined = merged(change.was, now, value)
            if joined is None:
                self.clashes.append(Clash(change.file, change.path, change.was, value, now))
                return
            value = joined
        is_empty = value is None or value in ("", [], {})
        if same(now, value) or (is_empty and now is None):
            return
        if is_empty:
            self._remove(change.file, path)
        else:
            self._put(change.file, path, value)

    def insert(self, change: Change) -> None:
        """Put an item into a list, which is made where it is missing."""
        data = self.data(change.file)
        path = resolved(data, change.path)
        known = value_at(data, path)
        if known is None:
            self._put(change.file, path, [change.value])
            return
        if not isinstance(known, list):
            raise RefusedChangeError(_UNCLEAR)
        at = min(max(change.at, 0), len(known))
        wanted = deepcopy(data)
        value_at(wanted, path).insert(at, change.value)
        self._keep(change.file, edits.insert(self._plain(change.file), path, at, change.value), wanted)

    def remove(self, change: Change) -> None:
        """Take out an item, or a key with its value."""
        data = self.data(change.file)
        path = meant(data, change.path, change.was)
        now = value_at(data, path, _NOTHING)
        if now is _NOTHING:
            raise GoneError(change.path)
        if change.was is not None and not same(now, change.was):
            self.clashes.append(Clash(change.file, change.path, change.was, None, now))
            return
        self._remove(change.file, path)

    def move(self, change: Change) -> None:
        """Take an item of a list to another place, with its comments and as it is written."""
        source = self.data(change.file)
        path = resolved(source, change.path)
        item, lines = value_at(source, path), self._lifted(change.file, path)
        target = self.data(change.to_file)
        to = resolved(target, change.to_path)
        known, is_same_file = value_at(target, to), change.file == change.to_file
        if not isinstance(known, (list, type(None))) or (is_same_file and to[: len(path)] == path):
            raise RefusedChangeError(_UNCLEAR)
        at = min(max(change.at, 0), len(known or ()))
        if is_same_file and to == path[:-1]:
            at += at > int(path[-1])  # it is still in the list that it is put into
        self._lay(change.to_file, to, at, item, lines)
        self._remove(change.file, after(path, to, at) if is_same_file else path)

    def _lay(self, file: str, path: Path_, at: int, item: Any, lines: list[str]) -> None:
        """Put an item into a list, as its lines are written where the list has such."""
        wanted, text = deepcopy(self.data(file)), self._plain(file)
        known = value_at(wanted, path)
        if known is None:
            self._put(file, path, [item])
            return
        known.insert(at, item)
        is_written = lines and is_below(text, path)
        new = edits.lay(text, path, at, lines) if is_written else edits.insert(text, path, at, item)
        self._keep(file, new, wanted)

    def create(self, change: Change) -> None:
        """Make a file."""
        if self._has(change.file):
            raise RefusedChangeError(f"filen {change.file} finnes")
        self.texts[change.file] = str(change.value)
        self._data.pop(change.file, None)
        self.data(change.file)

    def delete(self, change: Change) -> None:
        """Take a file away."""
        self._text(change.file)
        if change.was is not None and self._text(change.file) != change.was:
            self.clashes.append(Clash(change.file, "", change.was, None, self._text(change.file)))
            return
        self.texts[change.file] = None
        self._data.pop(change.file, None)

    # --- The texts --------------------------------------------------------------------------------

    def _has(self, file: str) -> bool:
        return (self.texts[file] if file in self.texts else self._text_of(file)) is not None

    def _lifted(self, file: str, path: Path_) -> list[str]:
        """Return an item as it is written; nothing for one in brackets, which is a value only."""
        text = self._plain(file)
        return edits.lift(text, path) if is_below(text, path[:-1]) else []

    def _plain(self, file: str) -> str:
        return plain(self._text(file))

    def _put(self, file: str, path: Path_, value: Any) -> None:
        """Write a value where one stands, or a key with what is missing above it."""
        data, text = self.data(file), self._plain(file)
        wanted = deepcopy(data)
        while path[:-1] and not isinstance(value_at(data, path[:-1]), (dict, list)):
            value, path = {path[-1]: value}, path[:-1]
        value_at(wanted, path[:-1])[path[-1]] = value
        if value_at(data, path, _NOTHING) is not _NOTHING:
            new = edits.replace(text, path, value)
        else:
            order = keys(str(kind_of(file)), path[:-1])
            name = str(path[-1])
            after = order[order.index(name) + 1 :] if name in order else ()
            new = edits.put(text, path[:-1], name, value, after)
        self._keep(file, new, wanted)

    def _remove(self, file: str, path: Path_) -> None:
        wanted = deepcopy(self.data(file))
        take_out(wanted, path)
        if not wanted:
            raise RefusedChangeError(f"{file} må ha noe i seg; da kan ikke dette fjernes")
        self._keep(file, edits.remove(self._plain(file), path), wanted)

    def _keep(self, file: str, new: str, wanted: Any) -> None:
        """Note a file's new text, if it holds what is wanted.

        Raises:
            RefusedChangeError: it holds something else, so that it is not written.
        """
        text = dressed(self._text(file), new)
        held = data_of(file, text)
        if not same(held, wanted):
            raise RefusedChangeError(
                f"endringen lar seg ikke skrive i {file} uten å endre mer; gjør den i selve filen"
            )
        self.texts[file] = text
        self._data[file] = held


_MAKERS: Mapping[str, Callable[[Made, Change], None]] = {
    "set": Made.set,
    "insert": Made.insert,
    "remove": Made.remove,
    "move": Made.move,
    "create": Made.create,
    "delete": Made.delete,
}


def _markdown(rich: Any, before: str) -> str:
    """Return prose as our Markdown; what has not changed stays as `before` has it."""
    from handlingsprogram.editing.prose.to_markdown import CannotBeWrittenError, to_markdown

    try:
        return to_markdown(rich, before)
    except CannotBeWrittenError as cannot:
        raise RefusedChangeError(str(cannot)) from cannot
