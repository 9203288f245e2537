"""What the schemas say of a place, with what the content proposes there: the one description of a field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from handlingsprogram.read.form.fits import load_schema
from handlingsprogram.resources import resource_folder
from handlingsprogram.samling.proposals import propose

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Path_

_MARKDOWN = "/$defs/markdown"
_END = ".schema.json"


class Part(NamedTuple):
    """What a schema says of a place."""

    name: str
    """The schema's file."""
    says: dict[str, Any]
    """Its keywords; what is said beside a reference holds before what is said there."""
    is_markdown: bool = False
    """Whether its text is prose."""

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that it takes."""
        types = self.says.get("type", ())
        return frozenset([types] if isinstance(types, str) else types)


class Schemas:
    """All schemas, with proposals of a content folder in them."""

    def __init__(self, content: Path | None = None) -> None:
        """Read them.

        Args:
            content: the folder whose values are proposed, if any.
        """
        names = sorted(path.name for path in resource_folder("schemas").glob(f"*{_END}"))
        self._all: dict[str, dict[str, Any]] = {name: load_schema(name) for name in names}
        if content:
            propose(self._all, content)
            self._all = json.loads(json.dumps(self._all))

    def root(self, kind: str) -> Part:
        """Return what the schema of a kind of file says of the whole."""
        name = f"{kind}{_END}"
        return self._followed(name, self._all[name])

    def part(self, kind: str, path: Path_) -> Part:
        """Return what a schema says of a place; an empty part where it knows none."""
        part = self.root(kind)
        for step in path:
            part = self.below(part, step)
        return part

    def below(self, part: Part, step: str | int) -> Part:
        """Return what is said of an entry of what a part describes."""
        if isinstance(step, int):
            found = part.says.get("items")
        else:
            found = part.says.get("properties", {}).get(step, part.says.get("additionalProperties"))
        return self._followed(part.name, found) if isinstance(found, dict) else Part(part.name, {})

    def _followed(self, name: str, says: dict[str, Any]) -> Part:
        is_markdown = False
        while "$ref" in says:
            file, _, path = unquote(says["$ref"]).partition("#")
            is_markdown |= path == _MARKDOWN
            name = file or name
            target: dict[str, Any] = self._all[name]
            for step in path.split("/")[1:]:
                target = target[step]
            says = {**target, **{key: value for key, value in says.items() if key != "$ref"}}
        return Part(name, says, is_markdown)
