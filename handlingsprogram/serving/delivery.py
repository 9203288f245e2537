"""What the page shows and does of drafts and of delivering."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import HTMLResponse

from handlingsprogram.drafts import deliver, drafts, meanwhile, shown
from handlingsprogram.drafts.state import Me, state
from handlingsprogram.finding import Severity, UserError
from handlingsprogram.malform import spoken
from handlingsprogram.read.folders import years_in
from handlingsprogram.render.web.page import part
from handlingsprogram.render.words.typography import long_date
from handlingsprogram.review.sides.lenient import ContentError
from handlingsprogram.serving import gate
from handlingsprogram.serving.office import OWN
from handlingsprogram.serving.shown.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response

    from handlingsprogram.drafts.drafts import Draft, Lost
    from handlingsprogram.drafts.state import State
    from handlingsprogram.serving.office import Office, Room

_Given = dict[str, Any]
_NOW_AND_THEN = 60.0
"""So many seconds apart are looks at the remote."""


class Line(NamedTuple):
    """A file that will be delivered."""

    title: str
    file: str
    """Its path, where the title does not say it."""
    kind: str


class Shown(NamedTuple):
    """A draft in the list."""

    name: str
    title: str
    who: str
    day: str
    address: str
    is_open: bool
    """Whether it is what the page shows."""
    can_go: bool
    """Whether it can be removed from here."""


class Delivery:
    """Answers what is asked of drafts and delivering; one at a time changes anything."""

    def __init__(self, office: Office) -> None:
        """Answer for an office."""
        self._office = office
        self._lock = Lock()
        self._looked = float("-inf")
        self.shown: dict[str, Callable[[Room, _Given], Any]] = {
            "sammenligning": self.changes,
            "levering": self.ask,
            "utkast": self.list,
        }
        self.done: dict[str, Callable[[Room, _Given], Any]] = {
            "lever": self.deliver,
            "oppdater": self.refresh,
            "nytt-utkast": self.begin,
            "fjern-utkast": self.remove,
        }

    # --- What is shown ----------------------------------------------------------------------------

    def changes(self, room: Room, _given: _Given) -> Response:
        """Answer with the page that compares the year with the main version."""
        try:
            page = shown.shown_changes(room.desk.content, room.year, room.desk.folder)
        except (UserError, ContentError) as error:
            why = error.findings[0].message if isinstance(error, ContentError) else str(error)
            return HTMLResponse(
                _part(room, "hindret", {"hvorfor": why, "stil": "stil.css", "tilbake": False})
            )
        return HTMLResponse(page, headers={"content-security-policy": gate.FRAMED})

    def ask(self, room: Room, _given: _Given) -> Response:
        """Answer with what will be delivered, and the fields to say what it is."""
        self._look()
        return HTMLResponse(self._asked(room, {}))

    def list(self, room: Room, _given: _Given) -> Response:
        """Answer with the drafts."""
        self._look()
        return HTMLResponse(self._listed(room))

    # --- What is done -----------------------------------------------------------------------------

    def deliver(self, room: Room, given: _Given) -> Any:
        """Save, and deliver what has changed."""
        title, explanation, name, email = (
            _text(given, key) for key in ("title", "explanation", "name", "email")
        )
        with self._lock:
            try:
                room.desk.save()
                done = deliver.deliver(room.desk.content, title, explanation, Me(name, email))
            except UserError as error:
                return {"html": self._asked(room, given, str(error))}
            finally:
                self._office.changed(room.draft)
        errors = sum(one.severity is Severity.ERROR for one in room.studio.findings)
        values = {"levert": done, "linjer": _lines(room, {one.path: one.kind for one in done.files})}
        return {"html": _part(room, "delivered", {**values, "feil": errors})}

    def refresh(self, room: Room, _given: _Given) -> Any:
        """Take in what others have delivered."""
        with self._lock:
            name, email = _text(_given, "name"), _text(_given, "email")
            try:
                done = meanwhile.refresh(room.desk.content, Me(name, email))
            except UserError as error:
                return {"html": self._asked(room, _given, str(error))}
        room.desk.meet()
        self._office.changed(room.draft)
        return {"html": self._asked(room, _given, taken=done)}

    def begin(self, room: Room, given: _Given) -> Any:
        """Begin a draft, and go to it."""
        with self._lock:
            try:
                made = drafts.begin(self._office.content, _text(given, "title"))
            except UserError as error:
                return {"html": self._listed(room, str(error))}
        return {"go": _address(made, room)}

    def remove(self, room: Room, given: _Given) -> Any:
        """Remove a draft; what would be lost with it is told first."""
        name = _text(given, "draft")
        with self._lock:
            try:
                lost = self._removed(room, name, _text(given, "given_up"))
            except UserError as error:
                return {"html": self._listed(room, str(error))}
        return {"html": self._doomed(room, name, lost) if lost else self._listed(room)}

    # --- How --------------------------------------------------------------------------------------

    def _look(self) -> None:
        """See what others have delivered, now and then, while the user reads: nobody waits for it."""
        if time.monotonic() - self._looked > _NOW_AND_THEN:
            self._looked = time.monotonic()
            Thread(target=self._look_once, daemon=True).start()

    def _look_once(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                with suppress(UserError):  # it is told when somebody waits for it
                    meanwhile.look(self._office.content, state(self._office.content))
            finally:
                self._lock.release()

    def _removed(self, room: Room, name: str, given_up: str) -> Lost | None:
        """Remove a draft, or return what would be lost with it that nobody has given up."""
        if name == room.draft:
            raise UserError("utkastet er åpent her; åpne et annet før du fjerner det")
        unsaved = self._unsaved(name)
        lost = drafts.lost_with(self._office.content, name, unsaved)
        if lost.mark and lost.mark != given_up:
            return lost
        self._office.forget(name)  # before its folder goes: it follows what happens there
        return drafts.remove(self._office.content, name, unsaved, given_up=given_up)

    def _unsaved(self, name: str) -> tuple[str, ...]:
        """Return what is edited in a draft and not saved; nothing where its folder is gone."""
        known = next((one for one in drafts.drafts(self._office.content) if one.name == name), None)
        return self._office.desk(name).state().changed if known and known.is_laid_out else ()

    def _doomed(self, room: Room, name: str, lost: Lost) -> str:
        title = next((one.title for one in drafts.drafts(self._office.content) if one.name == name), name)
        return _part(room, "doomed", {"navn": name, "tittel": title, "tapt": lost})

    def _asked(
        self, room: Room, given: _Given, message: str = "", taken: meanwhile.Refreshed | None = None
    ) -> str:
        found = state(room.desk.content)
        unsaved = {file: _kind(room, file) for file in room.desk.state().changed}
        files = unsaved | {one.path: one.kind for one in found.changed}
        others = meanwhile.NOTHING if found.why else meanwhile.someone_elses(room.desk.content)
        values = {
            "tilstand": found,
            "linjer": _lines(room, files),
            "feil": sum(one.severity is Severity.ERROR for one in room.studio.findings),
            "sted": _where(found),
            "hvem": {"name": found.me.name, "email": found.me.email},
            "andre": others,
            "kan_hente": found.is_draft and bool(others.files),
            "hentet": taken,
            "beskjed": message,
            "gitt": {key: _text(given, key) for key in ("title", "explanation", "name", "email")},
        }
        return _part(room, "deliver", values)

    def _listed(self, room: Room, message: str = "") -> str:
        content = self._office.content
        found = state(content)
        known = [] if found.why else drafts.drafts(content)
        here = next((one for one in known if one.is_here), None)
        values = {
            "tilstand": found,
            "utkastene": [_shown(one, room) for one in known if not one.is_here],
            "her": here.title if here else "",
            "er_her": room.draft == OWN,
            "år": room.year,
            "beskjed": message,
        }
        return _part(room, "drafts", values)


def refusal(why: str, style: str) -> str:
    """Return the page that stands where a draft or a year would, when there is none.

    Args:
        why: in words.
        style: the address of the stylesheet.
    """
    return part("rediger/hindret", {"si": str, "hvorfor": why, "stil": style, "tilbake": True})


def _shown(draft: Draft, room: Room) -> Shown:
    day = long_date(draft.day) if draft.day else ""
    is_open = draft.name == room.draft
    return Shown(draft.name, draft.title, draft.who, day, _address(draft, room), is_open, not is_open)


def _address(draft: Draft, room: Room) -> str:
    """Return where a draft is opened: in the same year, or its last where it has not that one."""
    years = years_in(draft.content) if draft.is_laid_out else []
    year = room.year if room.year in years or not years else years[-1]
    return f"/{draft.name}/{year}/"


def _lines(room: Room, files: Mapping[str, str]) -> list[Line]:
    """Return files as people know them, by their titles in the outline."""
    nodes = (node for top in Sources(room).nodes() for node in top.all())
    titles = {node.place.file: node.title for node in nodes if not node.place.path}
    return [
        Line(titles.get(path, path), path if path in titles else "", kind)
        for path, kind in sorted(files.items())
    ]


def _kind(room: Room, file: str) -> str:
    """Return what has become of a file that is edited and not saved."""
    if not (room.desk.folder / file).exists():
        return "slettet"
    return "endret" if (room.desk.content / file).exists() else "ny"


def _where(found: State) -> str:
    return found.host.name or ("fellesmappen" if found.remote else "")


def _part(room: Room, name: str, values: Mapping[str, Any]) -> str:
    file = room.desk.folder / room.year / "program.yaml"
    made = part(f"rediger/{name}", {"si": lambda text: spoken.in_file(file, text), **values})
    return made.encode("utf-8", "replace").decode()  # names of files that are no text


def _text(given: _Given, name: str) -> str:
    value = given.get(name, "")
    return value.strip()[:5000] if isinstance(value, str) else ""
