"""What the server has open: a desk for each draft, a studio for each year that somebody looks at."""

from __future__ import annotations

from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.editing.desk import State
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in
from handlingsprogram.serving.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.editing.desk import Desk
    from handlingsprogram.finding import Finding

OWN = "-"
"""What the content folder itself is called in addresses; a draft is called by its name."""


class Onlooker:
    """What stands for a desk where nobody writes: the content's own files, as they are."""

    def __init__(self, content: Path) -> None:
        """Look at a content folder."""
        self.content = self.folder = content
        self.version = 0

    def state(self) -> State:
        """Return how things stand: nothing is edited here."""
        return State(self.version, (), ())

    def meet(self) -> bool:
        """Note that files have changed."""
        self.version += 1
        return True


class Room(NamedTuple):
    """A year of a draft, as a browser has it open."""

    draft: str
    year: str
    desk: Any
    """A `Desk`, or an `Onlooker` where nobody writes."""
    studio: Studio


class Office:
    """The drafts and years that are open. All may be asked from any thread."""

    def __init__(
        self,
        content: Path,
        desk: Callable[[Path], Desk] | Callable[[Path], Onlooker],
        told: Callable[[list[Finding]], Any],
    ) -> None:
        """Open the content folder itself.

        Args:
            content: the content folder.
            desk: opens a content folder, to write or only to look.
            told: makes what browsers are told of findings.
        """
        self.content = content
        self._open = desk
        self._told = told
        self._desks: dict[str, Desk | Onlooker] = {}
        self._studios: dict[tuple[str, str], Studio] = {}
        self._lock = RLock()
        self._stop = Event()
        self.desk(OWN)

    def desk(self, draft: str) -> Desk | Onlooker:
        """Return the desk of a draft, which is opened where it is not.

        Raises:
            UserError: there is no such draft, or it cannot be opened.
        """
        with self._lock:
            if draft not in self._desks:
                folder = self.content if draft == OWN else _folder_of(self.content, draft)
                self._desks[draft] = self._open(folder)
                Thread(target=self._follow, args=(draft, folder), daemon=True).start()
            return self._desks[draft]

    def room(self, draft: str, year: str) -> Room:
        """Return a year of a draft, whose preview begins where it has not.

        Raises:
            UserError: there is no such draft or year.
        """
        with self._lock:
            desk = self.desk(draft)
            if year not in years_in(desk.folder):
                raise UserError(f"året {year} finnes ikke")
            if (draft, year) not in self._studios:
                self._studios[draft, year] = Studio(desk.folder, year, self._told)
            return Room(draft, year, desk, self._studios[draft, year])

    def changed(self, draft: str, who: str = "") -> None:
        """Show a draft anew to all who have it open, and tell them how things stand.

        Args:
            draft: its name.
            who: the browser that has changed it; it knows what it has written.
        """
        with self._lock:
            state = self.state(draft)
            open_ = [studio for (name, _), studio in self._studios.items() if name == draft]
        for studio in open_:
            studio.change()
            studio.hub.tell("state", {**state, "who": who})

    def state(self, draft: str) -> dict[str, Any]:
        """Return what browsers are told of how things stand in a draft."""
        state = self.desk(draft).state()
        return {"version": state.version, "changed": state.changed, "clashing": state.clashing, "who": ""}

    def forget(self, draft: str) -> None:
        """Let go of a draft that is taken away."""
        with self._lock:
            self._desks.pop(draft, None)
            gone = [key for key in self._studios if key[0] == draft]
            studios = [self._studios.pop(key) for key in gone]
        for studio in studios:
            studio.close()

    def end(self) -> None:
        """Let all browsers go."""
        for studio in [*self._studios.values()]:
            studio.hub.end()

    def close(self) -> None:
        """Let go of everything."""
        self._stop.set()
        with self._lock:
            studios = [*self._studios.values()]
            self._studios.clear()
        for studio in studios:
            studio.close()

    def _follow(self, draft: str, folder: Path) -> None:
        """Take in what is changed in the content's own files, as long as the draft is open."""
        from handlingsprogram.preview.follow import follow

        desk = self._desks[draft]
        for _ in follow(folder, self._stop):
            if self._desks.get(draft) is not desk:
                return
            try:
                has_changed = desk.meet()
            except UserError:  # one cannot be read, which is told when it is to be saved
                has_changed = True
            if has_changed:
                self.changed(draft)


def _folder_of(content: Path, draft: str) -> Path:
    """Return the content folder of a draft.

    Raises:
        UserError: there is no such draft.
    """
    from handlingsprogram.drafts import drafts

    found = drafts.draft(content, draft)
    if found.is_here:
        raise UserError(f"utkastet «{found.title}» ligger i selve mappen, og er åpent der")
    return found.content
