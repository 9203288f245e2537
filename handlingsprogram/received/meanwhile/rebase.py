"""Changes of content that was sent out, made to fit the content as it is now: others' changes are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.text.content import value
from handlingsprogram.received.changes import FIRST, Added, Moved, Removed, Written
from handlingsprogram.received.meanwhile.merge import merge
from handlingsprogram.received.meanwhile.partners import GONE, Partners, Spot, identity, told
from handlingsprogram.records import record
from handlingsprogram.writing.csv_rows import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.received.changes import Change

_SHOWN = 40
"""So much of what an item says stands for it where it has no id."""


@record
class Conflict:
    """What both have changed."""

    key: Key
    """The file, by its kind and name."""
    path: Path_
    """The place in it, as it was sent out."""
    sted: str
    """That place in words: `innhold › tiltak › «sykkelveier» › tekst`."""
    ours: str
    """What the content says now; empty where it says nothing any more."""
    theirs: str
    """What the received file says; empty where it has been deleted there."""
    fil: Path = Path()
    """Where the file lies."""
    hos: str = ""
    """The other received file that has changed it, by name; empty where the content has."""


def rebased(
    changes: Iterable[Change], old: Mapping[Key, Any], new: Mapping[Key, Any]
) -> tuple[list[Change], list[Conflict]]:
    """Return changes with the places of the content as it is now, and those that cannot be made.

    A change that the content has already is left out.

    Args:
        changes: with the places of the content as it was sent out.
        old: that content.
        new: the content as it is now.
    """
    rebase = _Rebase(old, new)
    made = [rebase.change(change) for change in changes]
    conflicts = [one for one in made if isinstance(one, Conflict)]
    return [one for one in made if one and not isinstance(one, Conflict)], conflicts


class _Rebase:
    """Moves one change after the other."""

    def __init__(self, old: Mapping[Key, Any], new: Mapping[Key, Any]) -> None:
        self._partners = Partners(old, new)
        self._ids = self._partners.ids()

    def change(self, change: Change) -> Change | Conflict | None:
        """Return a change with today's places; None where it is made already."""
        match change:
            case Written():
                return self._written(change)
            case Removed():
                return self._removed(change)
            case Added():
                return self._added(change)
            case Moved():
                return self._moved(change)

    def _written(self, change: Written) -> Change | Conflict | None:
        before = self._partners.before(change.key, change.path)
        where = self._partners.place(change.key, change.path)
        if where is None:
            holder = self._partners.place(change.key, change.path[:-1])
            if holder is None or before is not GONE:
                return self._conflict(change, "", told(change.value))
            where = Spot(holder.key, (*holder.path, change.path[-1]))
        now = self._partners.now(where)
        if now == change.value:
            return None
        if now == before:
            return replace(change, key=where.key, path=where.path)
        texts = [before, now, change.value]
        merged = merge(*texts) if all(isinstance(one, str) for one in texts) else None
        if merged is None:
            return self._conflict(change, told(now), told(change.value))
        return replace(change, key=where.key, path=where.path, value=merged) if merged != now else None

    def _removed(self, change: Removed) -> Change | Conflict | None:
        where = self._partners.place(change.key, change.path)
        if where is None:
            return None
        now = self._partners.now(where)
        has_moved = isinstance(change.path[-1], int) and self._partners.has_moved(
            Spot(change.key, change.path), where
        )
        if now != self._partners.before(change.key, change.path) or has_moved:
            return self._conflict(change, told(now), "")
        return replace(change, key=where.key, path=where.path)

    def _added(self, change: Added) -> Change | Conflict | None:
        was = Spot(change.key, change.path)
        where = self._partners.place(*was)
        if where is None:
            return self._conflict(change, "", told(change.value))
        new = change.value
        name = identity(new)
        twin = self._partners.added(where, name) if name else None
        if twin:
            known = self._partners.now(twin)
            if known == new:
                return None
            if told(known.get("tekst")) == told(new.get("tekst")):
                return self._conflict(change, told(known), told(new))
            new = {**new, "id": self._free(name)}
        elif _times(self._partners.now(where), new) > _times(self._partners.before(*was), new):
            return None
        after = self._partners.after(was, where, change.after)
        return replace(change, key=where.key, path=where.path, after=after, value=new)

    def _free(self, name: str) -> str:
        """Return an id like one that is taken."""
        free = next(
            one for number in range(2, len(self._ids) + 3) if (one := f"{name}-{number}") not in self._ids
        )
        self._ids.add(free)
        return free

    def _moved(self, change: Moved) -> Change | Conflict | None:
        was, aim = Spot(change.key, change.path), Spot(change.to_key, change.to_path)
        where, to = self._partners.place(*was), self._partners.place(*aim)
        text = told(self._partners.before(*was))
        if where is None or to is None or (where.key[0] == KIND) != (to.key[0] == KIND):
            return self._conflict(change, "" if where is None else text, text)
        after = self._partners.after(aim, to, change.after)
        if where.list == to and self._partners.is_behind(aim, where, after):
            return None
        if self._partners.has_moved(was, where):
            behind = int(where.path[-1]) - 1
            stands, goes = self._behind(where.list, behind), self._behind(to, after)
            return self._conflict(change, f"{text} ({stands})", f"{text} ({goes})")
        return Moved(*where, to.key, to.path, after)

    def _behind(self, where: Spot, index: int) -> str:
        """Say where in a list something stands."""
        place = in_words(self._partners.new[where.key], where.path)
        if index == FIRST:
            return f"først i {place}"
        return f"etter «{_name(self._partners.now(where)[index])}» i {place}"

    def _conflict(self, change: Change, ours: str, theirs: str) -> Conflict:
        sted = in_words(self._partners.old[change.key], change.path)
        return Conflict(change.key, change.path, sted, ours, theirs)


def _times(items: Any, one: Any) -> int:
    return sum(told(known) == told(one) for known in items) if isinstance(items, list) else 0


def in_words(data: Any, path: Path_) -> str:
    """Return a place in words: keys, and what the items of lists are called."""
    return " › ".join(
        f"«{_name(value(data, path[: end + 1], GONE))}»" if isinstance(step, int) else step
        for end, step in enumerate(path)
    )


def _name(item: Any) -> str:
    text = identity(item) or " ".join(told(item).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
