"""Where something stands in the content, written so that it holds while others change what is around it.

A place in a file is written `innhold/1/tiltak/@jernbane/resultatmål/0`: a key, the number of an item, or `@`
and the id that an item has. A file is named by its path below the content folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_

_ID = "@"
_LONGEST_NUMBER = 10
_ESCAPES = (("~", "~0"), ("/", "~1"))
"""As in JSON Pointer (RFC 6901): keys of the content may hold anything."""


class GoneError(LookupError):
    """Nothing stands at a place any more."""


@record
class Place:
    """A place in the content."""

    file: str
    """The path below the content folder: `2029/program.yaml`."""
    path: str
    """Where in it; empty for all of it."""

    def below(self, *steps: str | int) -> Place:
        """Return a place inside this one."""
        added = "/".join(_escaped(str(step)) for step in steps)
        return Place(self.file, f"{self.path}/{added}" if self.path and added else self.path or added)


def written(data: Any, path: Path_) -> str:
    """Return a path as text: items that have an id are named by it.

    Args:
        data: what the file holds.
        path: where in it.
    """
    steps = []
    for step in path:
        data = _inside(data, step)
        own = data.get("id") if isinstance(step, int) and isinstance(data, dict) else None
        steps.append(_ID + own if isinstance(own, str) and own else _escaped(str(step)))
    return "/".join(steps)


def resolved(data: Any, path: str) -> Path_:
    """Return the path that a text means in a file as it is now; its last step need not be there yet.

    Args:
        data: what the file holds.
        path: as `written` gives it.

    Raises:
        GoneError: something on the way is not there.
    """
    found: list[str | int] = []
    steps = path.split("/") if path else []
    for number, step in enumerate(steps):
        at = _meant(data, step)
        found.append(at)
        try:
            data = data[at]
        except (LookupError, TypeError) as missing:
            if number + 1 < len(steps) or isinstance(at, int) or not isinstance(data, dict):
                raise GoneError(path) from missing
    return tuple(found)


def _meant(data: Any, step: str) -> str | int:
    if not isinstance(data, list):
        return _plain(step)
    if not step.startswith(_ID):
        return int(step) if step.isdecimal() and len(step) < _LONGEST_NUMBER else len(data)
    ids = [one.get("id") if isinstance(one, dict) else None for one in data]
    return ids.index(step[1:]) if step[1:] in ids else len(data)


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (LookupError, TypeError):
        return None


def _escaped(step: str) -> str:
    for sign, shown in _ESCAPES:
        step = step.replace(sign, shown)
    return step


def _plain(step: str) -> str:
    for sign, shown in reversed(_ESCAPES):
        step = step.replace(shown, sign)
    return step
