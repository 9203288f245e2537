"""Content as plain data: what stands where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_


def value(data: Any, path: Path_, missing: Any = None) -> Any:
    """Return what stands at a place; `missing` where nothing does."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return missing
    return data


def parts(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Give all that is in a value, itself first, each with its place."""
    yield path, data
    if isinstance(data, dict):
        for key, one in data.items():
            yield from parts(one, (*path, key))
    elif isinstance(data, list):
        for at, one in enumerate(data):
            yield from parts(one, (*path, at))


# --- A section's file -----------------------------------------------------------------------------


def sections(data: dict[str, Any], path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give the section and those below it, each with its place."""
    yield path, data
    for i, section in enumerate(data.get("underkapitler", ())):
        yield from sections(section, (*path, "underkapitler", i))


def blocks(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give every block of a section's file, each with its place."""
    for path, section in sections(data):
        for i, block in enumerate(section.get("innhold", ())):
            yield (*path, "innhold", i), block


def measures(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give every measure of a section's file, each with its place."""
    for path, block in blocks(data):
        for j, measure in enumerate(block.get("tiltak", ())):
            yield (*path, "tiltak", j), measure
