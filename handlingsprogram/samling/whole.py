"""A schema in one file: editors lose their way, and time, in schemas that refer to each other in circles."""

from __future__ import annotations

from typing import Any

_Schemas = dict[str, dict[str, Any]]


def whole(name: str, schemas: _Schemas) -> dict[str, Any]:
    """Return a schema that has in its `$defs` all that it refers to in others.

    Args:
        name: the schema's file name.
        schemas: every schema by file name; none is changed.
    """
    brought: dict[str, Any] = {}

    def settled(part: Any, file: str) -> Any:
        """Return a part of a schema with references that hold in the whole one."""
        if isinstance(part, list):
            return [settled(item, file) for item in part]
        if not isinstance(part, dict):
            return part
        copy = {key: settled(value, file) for key, value in part.items()}
        if "$ref" in part:
            copy["$ref"] = bring(*_target(part["$ref"], file))
        return copy

    def bring(file: str, pointer: str) -> str:
        if file == name:
            return f"#{pointer}"
        key = "-".join([file.removesuffix(".schema.json"), *_steps(pointer)])
        if key not in brought:
            brought[key] = {}  # what refers to itself is on its way
            brought[key] |= settled(_at(schemas[file], pointer), file)
        return f"#/$defs/{key}"

    schema = settled(schemas[name], name)
    return {**schema, "$defs": {**schema.get("$defs", {}), **brought}} if brought else schema


def _target(reference: str, file: str) -> tuple[str, str]:
    other, _, pointer = reference.partition("#")
    return other or file, pointer


def _steps(pointer: str) -> list[str]:
    return [step for step in pointer.split("/") if step not in ("", "$defs", "properties")]


def _at(schema: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        schema = schema[step]
    return schema
