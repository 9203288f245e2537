"""New things: the least that their schema asks for, with an id of their own, as changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import RefusedChangeError
from handlingsprogram.editing.files import kind_of
from handlingsprogram.editing.form.outline import LISTED
from handlingsprogram.editing.places import GoneError, Place, resolved
from handlingsprogram.read.folders import as_id
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.samling.age import first_line
from handlingsprogram.writing.values import lines

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from handlingsprogram.editing.form.schemas import Part, Schemas

_TITLES = ("tittel", "tekst", "navn", "overskrift", "ord", "tall")
"""The keys whose text is the title that somebody has typed."""
_LONGEST = 1000


class Fresh:
    """Makes new things for a year."""

    def __init__(self, schemas: Schemas, ids: Collection[str], content: Path) -> None:
        """Prepare it.

        Args:
            schemas: what describes the new things.
            ids: those that are taken.
            content: the content folder, for the first line of new files.
        """
        self._schemas = schemas
        self._taken = set(ids)
        self._content = content

    def made(self, data: Any, listed: Place, title: str, key: str = "") -> tuple[list[dict[str, Any]], Place]:
        """Return the changes that put a new item into a list, and where it stands then.

        Args:
            data: what the list's file holds.
            listed: the list, or a measures' list of a block that is not there yet.
            title: what somebody calls the new thing.
            key: which of several kinds of item it shall be, such as a section's blocks.

        Raises:
            RefusedChangeError: there is no such list, or no title.
        """
        title = " ".join(title.split())
        if not title or len(title) > _LONGEST:
            raise RefusedChangeError("skriv hva det nye skal hete")
        *_, name = listed.path.split("/")
        if name in LISTED:
            return self._file(data, listed, title, name)
        path = self._path(data, listed)
        below = self._schemas.below(self._schemas.part(str(kind_of(listed.file)), path), 0)
        value = self._value(below, title, key)
        known = value_at(data, path)
        at = len(known) if isinstance(known, list) else 0
        step = f"@{value['id']}" if isinstance(value, dict) and "id" in value else str(at)
        if value_at(data, path[:-1]) is None and isinstance(path[-2], int):
            block = Place(listed.file, listed.path.rpartition("/")[0].rpartition("/")[0])
            held = value_at(data, path[:-2])
            at = len(held) if isinstance(held, list) else 0
            value = {name: [value]}
            change = _insert(block, at, value)
            return [change], Place(listed.file, f"{block.path}/{at}/{name}/{step}")
        return [_insert(listed, at, value)], Place(listed.file, f"{listed.path}/{step}")

    def _path(self, data: Any, listed: Place) -> tuple[str | int, ...]:
        try:
            return resolved(data, listed.path)
        except GoneError:
            above, _, name = listed.path.rpartition("/")
            holder, _, number = above.rpartition("/")
            try:
                return (*resolved(data, holder), int(number), name)
            except (GoneError, ValueError) as gone:
                raise RefusedChangeError("stedet finnes ikke lenger; last siden på nytt") from gone

    def _file(self, data: Any, listed: Place, title: str, name: str) -> tuple[list[dict[str, Any]], Place]:
        """Return the changes that make a file and name it in a list."""
        kind = LISTED[name]
        id_ = self._id(title)
        file = f"{listed.file.partition('/')[0]}/{FOLDERS[kind]}/{id_}.yaml"
        head = first_line(self._content / file, self._content, f"{kind}.schema.json")
        text = "\n".join([head, *lines({"id": id_, "tittel": title}, 0), ""])
        known = value_at(data, self._path(data, listed))
        at = len(known) if isinstance(known, list) else 0
        changes = [{"op": "create", "file": file, "value": text}, _insert(listed, at, id_)]
        return changes, Place(file, "")

    def _value(self, part: Part, title: str, key: str = "") -> Any:
        """Return the least that a schema asks for."""
        says = part.says
        if "enum" in says:
            return says["enum"][0]
        types = part.types
        if "object" in types and "string" not in types:
            keys = [key] if key else list(says.get("required", ())) or list(says.get("properties", {}))[:1]
            return {name: self._entry(name, self._schemas.below(part, name), title) for name in keys}
        if "string" in types:
            return title
        if "array" in types:
            return [self._value(self._schemas.below(part, 0), title)]
        return says.get("minimum", 0) if types & {"integer", "number"} else False

    def _entry(self, name: str, part: Part, title: str) -> Any:
        if name == "id":
            return self._id(title)
        examples = part.says.get("examples")
        if name not in _TITLES and examples and "string" in part.types:
            return examples[0]
        return self._value(part, title)

    def _id(self, title: str) -> str:
        """Return an id that nothing has."""
        own = as_id(title)
        known = next(
            name
            for name in (
                own,
                *(f"{own[:36].rstrip('-')}-{number}" for number in range(2, len(self._taken) + 3)),
            )
            if name not in self._taken
        )
        self._taken.add(known)
        return known


def _insert(listed: Place, at: int, value: Any) -> dict[str, Any]:
    return {"op": "insert", "file": listed.file, "path": listed.path, "at": at, "value": value}
