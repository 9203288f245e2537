"""What has been done at a desk, by whom, so that it can be undone: across files, each one's own steps."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PAUSE = 2.0
"""Seconds without a keystroke that begin a new step."""
_MOST = 20_000_000
"""So many characters of files are kept: hundreds of steps, also of long files."""
_Texts = dict[str, tuple[str | None, str | None]]
"""File -> what it was, and what it became."""


class Step(NamedTuple):
    """What is asked for."""

    who: str
    label: str
    """What it is called to whoever undoes it."""
    goes_on: bool = False
    """Whether it belongs to the last step, where that is of the same name and not long ago."""


@dataclass(slots=True)
class _Done:
    who: str
    label: str
    files: _Texts
    time: float
    is_open: bool = True
    """Whether the next keystroke may belong to it."""


class Turn(NamedTuple):
    """A step to be taken back, or again: what its files are, and what they shall be."""

    label: str
    files: _Texts
    of: _Done


@dataclass(slots=True)
class History:
    """The steps of a desk."""

    now: Callable[[], float] = time.monotonic
    _done: list[_Done] = field(default_factory=list)
    _undone: list[_Done] = field(default_factory=list)

    def note(self, step: Step, before: Mapping[str, str | None], after: Mapping[str, str | None]) -> None:
        """Note what a step made of files."""
        files = {file: (before[file], after[file]) for file in after if before[file] != after[file]}
        if not files:
            return
        self._undone = [one for one in self._undone if one.who != step.who]
        last = self._done[-1] if self._done else None
        time = self.now()
        if last and step.goes_on and self._continues(last, step, files, time):
            last.files = {file: (last.files[file][0], files[file][1]) for file in files}
            last.time = time
            return
        self._done.append(_Done(step.who, step.label, files, time, step.goes_on))
        size = 0
        for kept, one in enumerate(reversed(self._done)):
            size += sum(len(text or "") for texts in one.files.values() for text in texts)
            if size > _MOST and kept:
                del self._done[: len(self._done) - kept]
                return

    def _continues(self, last: _Done, step: Step, files: _Texts, time: float) -> bool:
        return (
            last.is_open
            and (last.who, last.label, {*last.files}) == (step.who, step.label, {*files})
            and all(last.files[file][1] == files[file][0] for file in files)
            and time - last.time < _PAUSE
        )

    def next(self, who: str, *, again: bool) -> Turn | None:
        """Return the step that somebody would undo next, or do again."""
        known = self._undone if again else self._done
        found = next((one for one in reversed(known) if one.who in {who, ""}), None)
        if not found:
            return None
        files = found.files if again else {file: (to, was) for file, (was, to) in found.files.items()}
        return Turn(found.label, files, found)

    def turn(self, turn: Turn, *, again: bool) -> None:
        """Note that a step was undone, or done again."""
        source, target = (self._undone, self._done) if again else (self._done, self._undone)
        source.remove(turn.of)
        turn.of.is_open = False
        target.append(turn.of)
