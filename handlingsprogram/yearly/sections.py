"""What stands where in a section's file: its sections, blocks and measures, each with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_


def sections(data: dict[str, Any], path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give the section and those below it, each with its path."""
    yield path, data
    for i, section in enumerate(data.get("underkapitler", ())):
        yield from sections(section, (*path, "underkapitler", i))


def blocks(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give every block of a section's file, each with its path."""
    for path, section in sections(data):
        for i, block in enumerate(section.get("innhold", ())):
            yield (*path, "innhold", i), block


def measures(data: dict[str, Any]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Give every measure of a section's file, each with its path."""
    for path, block in blocks(data):
        for j, measure in enumerate(block.get("tiltak", ())):
            yield (*path, "tiltak", j), measure
