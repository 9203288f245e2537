"""The desk at which a content folder is edited: by several at once, beside others who change the files.

What is edited is in the working copy (`kept`) before anybody is told that it is; what others change in the
content's own files is merged in, or told as a clash, with both versions kept.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import Made
from handlingsprogram.editing.files import data_of, is_picture
from handlingsprogram.editing.history import History, Step
from handlingsprogram.editing.kept import Kept, bytes_of, text_of
from handlingsprogram.finding import UserError
from handlingsprogram.received.meanwhile.merge import merge
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.editing.changes import Change, Clash


@record
class Answer:
    """What has become of changes."""

    version: int
    """Counts up with every change of the copy."""
    values: Mapping[str, Any]
    """What was set, by `file#path`; what others have written there is joined with it only afterwards."""
    clashes: tuple[Clash, ...]
    """The fields that somebody else changed meanwhile: of the changes, nothing is made then."""
    label: str = ""
    """What was undone or done again, where that was asked for."""


@record
class State:
    """How things stand, as everybody at the desk is told."""

    version: int
    changed: tuple[str, ...]
    """The files that are edited and not saved."""
    clashing: tuple[str, ...]
    """Those of them that somebody has changed in the content so that the two cannot be one."""


class Desk:
    """A content folder while it is edited."""

    def __init__(self, content: Path) -> None:
        """Open it, with what was edited and not saved before.

        Args:
            content: the content folder.

        Raises:
            UserError: the working copy cannot be written.
        """
        self._lock = RLock()
        self._kept = Kept(content)
        self._history = History()
        self._clashing: set[str] = set()
        self.content = content
        self.folder = self._kept.folder
        self.version = 0
        for file in self._kept.changed():
            if self._kept.base(file) == self._kept.own(file):
                self._kept.forget(file)
        self.meet()
        self.found = self.state().changed
        """What was edited and not saved when it was opened."""

    def alone(self) -> RLock:
        """Return what keeps others away while something is looked at and then changed."""
        return self._lock

    def state(self) -> State:
        """Return how things stand."""
        with self._lock:
            return State(self.version, tuple(self._kept.changed()), tuple(sorted(self._clashing)))

    def text(self, file: str) -> str | None:
        """Return a file as it will be; None where there will be none."""
        with self._lock:
            if not self._kept.is_whole():
                self.meet()
            try:
                content = self._kept.own(file)
                return None if content is None else content.decode()
            except UnicodeDecodeError as error:
                raise UserError(f"{file} er ikke UTF-8; lagre filen som UTF-8") from error

    def holds(self, file: str) -> bytes | None:
        """Return what a file holds, a picture too; None where there is none."""
        with self._lock:
            return self._kept.own(file)

    def clash(self, file: str) -> tuple[str, str]:
        """Return both versions of a file that clashes: one's own, and that of the content."""
        with self._lock:
            own, disk = (self._kept.own(file), self._kept.disk(file))
            return tuple(content.decode("utf-8", "replace") if content else "" for content in (own, disk))  # type: ignore[return-value]

    # --- Editing ----------------------------------------------------------------------------------

    def change(self, changes: list[Change], step: Step) -> Answer:
        """Make changes: all, or none.

        Args:
            changes: what is changed.
            step: who does it, what it is called, and whether it goes on with the last one.

        Raises:
            RefusedChangeError: one cannot be made.
            UserError: the files cannot be read or written.
        """
        with self._lock:
            made = Made(self.text)
            for one in changes:
                made.make(one)
            if made.clashes:
                return Answer(self.version, {}, tuple(made.clashes))
            before = {file: self.text(file) for file in made.texts}
            self._write(made.texts)
            self._history.note(step, before, made.texts)
            return Answer(self.version, made.values, ())

    def put(self, file: str, content: bytes, step: Step) -> Answer:
        """Put a picture beside the programme; it is no step to undo.

        Raises:
            UserError: no picture may lie there.
        """
        if not is_picture(file):
            raise UserError(f"«{file}» kan ikke være navnet på et bilde")
        with self._lock:
            self._kept.edit({file: content})
            self.version += 1
            return Answer(self.version, {}, (), step.label)

    def undo(self, who: str, *, again: bool = False) -> Answer | None:
        """Undo the last step of somebody, or do the last undone one again.

        What others have changed since stays; None where nothing is left to undo.

        Raises:
            UserError: somebody else has changed the same since.
        """
        with self._lock:
            found = self._history.next(who, again=again)
            if not found:
                return None
            texts: dict[str, str | None] = {}
            for file, (was, to) in found.files.items():
                now = text_of(self._kept.own(file))
                texts[file] = to if now == was else _joined(file, was, to, now)
            self._write(texts)
            self._history.turn(found, again=again)
            return Answer(self.version, {}, (), found.label)

    def _write(self, texts: Mapping[str, str | None]) -> None:
        if not texts:
            return
        self._kept.edit({file: bytes_of(text) for file, text in texts.items()})
        for file in texts:
            if self._kept.own(file) == self._kept.base(file):
                self._kept.forget(file)
        self.version += 1

    # --- The content's own files ------------------------------------------------------------------

    def meet(self) -> bool:
        """Take in what has been changed in the content's own files; tell whether anything has.

        Raises:
            UserError: a file cannot be taken in; all others are.
        """
        with self._lock:
            version, failed = self.version, None
            self._kept.begin()
            for file in self._kept.lost():
                self._kept.forget(file)
                self.version += 1
            on_disk = self._kept.on_disk()
            # Those that are gone first: a folder may be called so now.
            for file in [*sorted(self._kept.files() - on_disk), *sorted(on_disk)]:
                try:
                    self._meet_one(file)
                except UserError as error:
                    failed = error
            if failed:
                raise failed
            return self.version != version

    def _meet_one(self, file: str) -> None:
        disk, own = self._kept.disk(file), self._kept.own(file)
        if not self._kept.is_changed(file):
            if disk != own:
                self._kept.take([file])
                self.version += 1
        elif disk != self._kept.base(file):
            self._meet_changed(file, disk, own)
        else:
            self._clashing.discard(file)

    def _meet_changed(self, file: str, disk: bytes | None, own: bytes | None) -> None:
        """Join what somebody has written in the content with what is edited here, or note the clash."""
        if disk == own:
            self._kept.forget(file)
            self._clashing.discard(file)
            self.version += 1
            return
        try:
            texts = [None if one is None else one.decode() for one in (self._kept.base(file), disk, own)]
            joined = _joined(file, *texts)
        except (UserError, UnicodeDecodeError):
            if file not in self._clashing:
                self._clashing.add(file)
                self.version += 1
            return
        self._kept.edit({file: None if joined is None else joined.encode()})
        self._kept.set_base(file, disk)
        self._clashing.discard(file)
        self.version += 1

    def settle(self, file: str, *, own: bool) -> None:
        """End a clash: what is edited here holds, or what the content has; the other stays to be undone to.

        Args:
            file: the file that clashes.
            own: whether what is edited here holds.
        """
        with self._lock:
            if file not in self._clashing:
                return
            disk, mine = self._kept.disk(file), self._kept.own(file)
            if own:
                self._kept.set_base(file, disk)
            else:
                self._kept.take([file])
                self._kept.forget(file)
            other, held = (disk, mine) if own else (mine, disk)
            self._history.note(Step("", file), {file: text_of(other)}, {file: text_of(held)})
            self._clashing.discard(file)
            self.version += 1

    def save(self) -> tuple[str, ...]:
        """Write what is edited to the content: all of it, or nothing.

        Returns:
            The files that were written.

        Raises:
            UserError: a file clashes, or cannot be written.
        """
        with self._lock:
            self.meet()
            if self._clashing:
                names = ", ".join(sorted(self._clashing))
                raise UserError(
                    f"{names} er endret av noen andre også; velg hva som skal gjelde, og lagre så"
                )
            files = tuple(self._kept.changed())
            if files:
                self._kept.save(files)
                self.version += 1
            return files

    def discard(self, who: str) -> None:
        """Give up what is edited and not saved; it can be undone as long as the desk is open."""
        with self._lock:
            files = self._kept.changed()
            before = {file: text_of(self._kept.own(file)) for file in files}
            self._kept.take(files)
            for file in files:
                self._kept.forget(file)
            self._history.note(
                Step(who, "forkast"), before, {file: text_of(self._kept.own(file)) for file in files}
            )
            self._clashing.clear()
            self.version += 1


def _joined(file: str, old: str | None, ours: str | None, theirs: str | None) -> str | None:
    """Return what a file is with the changes of two.

    Raises:
        UserError: they changed the same, or what they made together is no sound file.
    """
    if theirs in {ours, old}:
        return ours
    if old == ours:
        return theirs
    joined = None if old is None or ours is None or theirs is None else merge(old, ours, theirs)
    if joined is None:
        raise UserError(f"{file} er endret på samme sted av noen andre")
    data_of(file, joined)
    return joined
