"""The schemas as an editor is to have them: beside the content, in Norwegian, with the content's own values.

They follow the schemas that the tool checks by. Messages that a schema leaves to the editor would be English;
what the content names (partners, ids, columns) is known here only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError
from handlingsprogram.resources import resource_folder
from handlingsprogram.samling.age import folder_beside, is_ours, mark
from handlingsprogram.samling.proposals import propose
from handlingsprogram.samling.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WANTED = {
    "array": "Her skal det stå en liste, med - foran hvert punkt.",
    "boolean": "Skriv true eller false.",
    "integer": "Skriv et heltall, uten anførselstegn.",
    "number": "Skriv et tall, uten anførselstegn.",
}
"""What is said where a value is of another kind."""


def schema_files(content: Path) -> dict[Path, bytes]:
    """Return the schemas for a content folder by where they go; none where the tool's own lie there.

    Raises:
        UserError: someone else's file has the name of one of them.
    """
    own, folder = resource_folder("schemas"), folder_beside(content)
    if folder.resolve() == own.resolve():
        return {}
    schemas = {path.name: json.loads(path.read_bytes()) for path in sorted(own.glob("*.json"))}
    propose(schemas, content)
    comment, files = mark(), {}
    for name in schemas:
        schema = whole(name, schemas)
        for part in _parts(schema):
            if message := _wanted(part):
                part.setdefault("errorMessage", message)
        text = json.dumps({"$comment": comment, **schema}, ensure_ascii=False, indent=2)
        files[folder / name] = f"{text}\n".encode()
    _refuse_what_others_wrote(files)
    return files


def _refuse_what_others_wrote(files: dict[Path, bytes]) -> None:
    for path in files:
        if path.is_file() and not is_ours(path):
            raise UserError(
                f"{path.as_posix()} er ikke skrevet av denne kommandoen; flytt den, så den ikke blir borte"
            )


def _parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a schema and every schema in it."""
    yield schema
    for keyword in ("$defs", "properties"):
        for part in schema.get(keyword, {}).values():
            yield from _parts(part)
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(keyword), dict):
            yield from _parts(schema[keyword])


def _wanted(part: dict[str, Any]) -> str:
    """Say what a value is to be, where the editor would have said it in English; or nothing."""
    if "enum" in part:
        return f"Skriv {_either(part['enum'])}."
    match part.get("type"):
        case "object" if "properties" in part:
            return _keys(part)
        case ["string", "number"]:
            return str(part.get("patternErrorMessage", "Her skal det stå tekst."))
        case str(kind) if kind in _WANTED:
            return _WANTED[kind]
        case kind:
            return str(part.get("description", "")) if kind else ""


def _keys(part: dict[str, Any]) -> str:
    """Tell what keys there are: the editor has one message for one too many and one too few."""
    asked, known = part.get("required", []), list(part["properties"])
    missing = f" Dette må være med: {', '.join(asked)}." if asked else ""
    return f"En nøkkel er ukjent eller mangler.{missing} Nøklene er {', '.join(known)}."


def _either(values: list[Any]) -> str:
    *rest, last = (f"«{value}»" for value in values)
    return f"{', '.join(rest)} eller {last}" if rest else str(last)
