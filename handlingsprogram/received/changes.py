"""Changes of the content as data, in the order and with the places of the content that was sent out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.received.file.document import BlockPath

FIRST = -1
"""Stands for what would be before the first item."""


@record
class Written:
    """A value is another, or is new."""

    key: Key
    path: Path_
    value: Any


@record
class Removed:
    """A key or an item is gone."""

    key: Key
    path: Path_


@record
class Added:
    """A list has a new item."""

    key: Key
    path: Path_
    """The list's."""
    after: int
    """The item that it stands behind; those behind the same one in their order. Or `FIRST`."""
    value: Any


@record
class Moved:
    """An item stands elsewhere."""

    key: Key
    path: Path_
    """Where it stood."""
    to_key: Key
    to_path: Path_
    """The list where it stands."""
    after: int
    """As for `Added`."""


Change = Written | Removed | Added | Moved


class Figure(NamedTuple):
    """A figure that somebody has typed where it follows from others."""

    rad: str
    kolonne: str
    skrevet: str


@record
class Remark:
    """What stands in a received file and cannot be content."""

    what: str
    """What it is and what to do, in the words of a finding."""
    where: str
    """The words that it stands by."""
    under: str = ""
    """The heading above it."""
    figure: Figure | None = None
    """What it is about, where that is a figure that is reckoned."""
    at: BlockPath = ()
    """The paragraph of the received file; empty for what is not there any more."""
