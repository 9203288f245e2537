"""The addresses of the server, and what answers them."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from handlingsprogram.editing.changes import RefusedChangeError, read
from handlingsprogram.editing.history import Step
from handlingsprogram.finding import UserError
from handlingsprogram.serving import asked, delivery, files, gate
from handlingsprogram.serving.delivery import Delivery
from handlingsprogram.serving.shown import budget, views
from handlingsprogram.serving.shown.uploads import put_picture
from handlingsprogram.serving.shown.views import Views
from handlingsprogram.serving.studio import pages_told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from handlingsprogram.editing.desk import Answer
    from handlingsprogram.serving.office import Office, Room

    _Handlers = dict[str, Callable[[Room, dict[str, Any]], Any]]

_Given = dict[str, Any]
_REMEMBERED = 200
"""So many answers are kept, for browsers that did not get theirs."""


class Addresses:
    """What is answered at which address, for the rooms of an office."""

    def __init__(self, office: Office, mark: str, first: str, *, edits: bool) -> None:
        """Prepare the answers.

        Args:
            office: what is open.
            mark: what our page sends along with what changes anything (`gate.MARK`).
            first: the year that is shown first.
            edits: whether anything can be changed.
        """
        self._edits = edits
        self._answers: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._views: dict[tuple[str, str], Views] = {}
        self._office = office
        self._delivery = Delivery(office)
        self._mark = mark
        self._first = first

    def app(self) -> Starlette:
        """Return the application."""
        shown, done = self._handlers()
        room = "/{draft}/{year}/"
        pictures = [Route(room + "bilder/{name}", self._picture, methods=["POST"])] if self._edits else []
        return Starlette(
            routes=[
                Route("/", self._enter),
                *(Route(room + name, self._shown(handler)) for name, handler in shown.items()),
                *(
                    Route(room + name, self._done(handler), methods=["POST"])
                    for name, handler in done.items()
                ),
                Route(room + "hendelser", self._events),
                Route(room + "side/{number:int}.svg", self._side),
                *pictures,
                Route("/fast/{name:path}", files.answer),  # last: a draft may be called so
            ],
            exception_handlers={
                UserError: self._refused,
                RefusedChangeError: _refused,
                HTTPException: _unknown,
                ClientDisconnect: _gone,
                Exception: _failed,
            },
        )

    def _handlers(self) -> tuple[_Handlers, _Handlers]:
        """Return what answers each name below a room: what is shown, and what is done where that is let."""
        shown: _Handlers = {
            "": self.page,
            "skjema": self.form,
            "disposisjon": self.outline,
            "funn": self.findings,
            "mal": self.targets,
            "sted": self.place,
            "stil.css": self.style,
            "nett": self.web,
            "sider": self.pages,
        }
        done: _Handlers = {
            "endringer": self.change,
            "angre": self.undo,
            "lagre": self.save,
            "forkast": self.discard,
            "beholdt": self.keep,
            "avklar": self.settle,
            "her": self.here,
            "ny": self.new,
            "celler": self.cells,
        }
        if not self._edits:
            return shown, {}
        shown["sammenstot"] = self.clash
        return shown | self._delivery.shown, done | self._delivery.done

    # --- What is shown ----------------------------------------------------------------------------

    def page(self, room: Room, _given: _Given) -> Response:
        """Answer with the page of the editor."""
        return HTMLResponse(self._view(room).page(self._mark, secrets.token_urlsafe(9), edits=self._edits))

    def style(self, room: Room, _given: _Given) -> Response:
        """Answer with the stylesheet."""
        return Response(self._view(room).style(), media_type="text/css; charset=utf-8")

    def form(self, room: Room, given: _Given) -> Response:
        """Answer with the form of a place."""
        anew = "igjen" not in given
        return HTMLResponse(self._view(room).form(_text(given, "sted"), anew=anew))

    def outline(self, room: Room, _given: _Given) -> Response:
        """Answer with the outline."""
        return HTMLResponse(self._view(room).outline())

    def findings(self, room: Room, _given: _Given) -> Response:
        """Answer with the list of what was found."""
        return HTMLResponse(self._view(room).findings())

    def clash(self, room: Room, given: _Given) -> Response:
        """Answer with both versions of a file that somebody else has changed too."""
        return HTMLResponse(self._view(room).clash(_text(given, "fil")))

    def targets(self, room: Room, _given: _Given) -> Any:
        """Answer with what a cross-reference can lead to."""
        return self._view(room).targets()

    def place(self, room: Room, given: _Given) -> Any:
        """Answer with the place of what has an id."""
        found = self._view(room).place_of(_text(given, "id"))
        if not found:
            raise HTTPException(404)
        return {"place": found}

    def web(self, room: Room, _given: _Given) -> Response:
        """Answer with the whole web edition, which says itself what it may load."""
        room.studio.wait()
        page = room.studio.web.page if room.studio.web else ""
        return HTMLResponse(page, headers={"content-security-policy": gate.FRAMED})

    def pages(self, room: Room, _given: _Given) -> Any:
        """Answer with what is known of the printed pages."""
        room.studio.wait()
        return pages_told(room.studio.pages) if room.studio.pages else {"digests": [], "anchors": []}

    # --- What is done -----------------------------------------------------------------------------

    def change(self, room: Room, given: _Given) -> Any:
        """Make changes; those that are asked for again, since the answer was lost, are made once."""
        wish = (room.draft, _text(given, "ask"))
        step = Step(_text(given, "guest"), _text(given, "label"), goes_on=given.get("merge") is True)
        with room.desk.alone():  # the first may not be answered yet when it is asked for again
            if wish[1] and wish in self._answers:
                return self._answers[wish]
            answer = room.desk.change(read(given.get("changes")), step)
            told = self._answers[wish] = _told(answer)
        if not answer.clashes:
            self._office.changed(room.draft, step.who)
        while len(self._answers) > _REMEMBERED:
            self._answers.pop(next(iter(self._answers)), None)
        return told

    def new(self, room: Room, given: _Given) -> Any:
        """Make a new thing, and say where it stands."""
        title = _text(given, "title")
        changes, place = self._view(room).new(_text(given, "place"), title, _text(given, "key"))
        room.desk.change(read(changes), Step(_text(given, "guest"), title))
        self._office.changed(room.draft)
        return {"place": views.address(place)}

    def cells(self, room: Room, given: _Given) -> Any:
        """Write in a table of the budget."""
        answer = budget.write(self._view(room).sources, given)
        self._office.changed(room.draft, _text(given, "guest"))
        return answer

    def undo(self, room: Room, given: _Given) -> Any:
        """Undo the last step of a browser, or do it again."""
        answer = room.desk.undo(_text(given, "guest"), again=given.get("again") is True)
        if answer:
            self._office.changed(room.draft)
        return _told(answer) if answer else {"version": room.desk.version, "label": ""}

    def save(self, room: Room, _given: _Given) -> Any:
        """Write what is edited to the content."""
        try:
            return {"files": room.desk.save()}
        finally:
            self._office.changed(room.draft)

    def discard(self, room: Room, given: _Given) -> Any:
        """Give up what is edited and not saved."""
        room.desk.discard(_text(given, "guest"))
        room.desk.found = ()
        self._office.changed(room.draft)
        return {}

    def keep(self, room: Room, _given: _Given) -> Any:
        """Note that what was kept from the last time is gone on with."""
        room.desk.found = ()
        return {}

    def settle(self, room: Room, given: _Given) -> Any:
        """End a clash with what somebody else has written in a file."""
        room.desk.settle(_text(given, "file"), own=given.get("own") == "ja")
        self._office.changed(room.draft)
        return {"done": True}

    def here(self, room: Room, given: _Given) -> Any:
        """Note what a browser has open."""
        room.studio.hub.note(_text(given, "guest"), _text(given, "name")[:60], _text(given, "place")[:500])
        return {}

    # --- How ---------------------------------------------------------------------------------------

    def _view(self, room: Room) -> Views:
        key = (room.draft, room.year)
        known = self._views.get(key)
        if not known or known.desk is not room.desk:
            known = self._views[key] = Views(room)
        return known

    def _room(self, request: Request) -> Room:
        return self._office.room(request.path_params["draft"], request.path_params["year"])

    async def _enter(self, _request: Request) -> Response:
        return RedirectResponse(f"/-/{self._first}/", 303)

    async def _refused(self, request: Request, error: Exception) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return await _refused(request, error)
        # Somebody has gone to an address that led somewhere before.
        page = delivery.refusal(str(error), f"/-/{self._first}/stil.css")
        return HTMLResponse(page, 409)

    def _shown(self, handler: Callable[[Room, _Given], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            given = dict(request.query_params)
            return _response(await run_in_threadpool(lambda: handler(self._room(request), given)))

        return answer

    def _done(self, handler: Callable[[Room, _Given], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            given = asked.read(await request.body())
            if not isinstance(given, dict):
                raise RefusedChangeError("forespørselen er ikke til å forstå; last siden på nytt")
            return _response(await run_in_threadpool(lambda: handler(self._room(request), given)))

        return answer

    async def _events(self, request: Request) -> Response:
        room = await run_in_threadpool(lambda: self._room(request))
        guest = request.query_params.get("gjest", "")[:40] or secrets.token_urlsafe(9)
        events = room.studio.hub.listen(guest, lambda: self._office.state(room.draft))
        return StreamingResponse(events, media_type="text/event-stream")

    async def _side(self, request: Request) -> Response:
        room = await run_in_threadpool(lambda: self._room(request))
        pages, number = room.studio.pages, request.path_params["number"]
        if not pages or not 1 <= number <= len(pages.digests):
            raise HTTPException(404)
        # The address has the page's digest, so a page that is as it was is not asked for again.
        headers = {"cache-control": "private, max-age=86400, immutable"}
        content = await run_in_threadpool(pages.svg, number)
        return Response(content, media_type="image/svg+xml", headers=headers)

    async def _picture(self, request: Request) -> Response:
        room = await run_in_threadpool(lambda: self._room(request))
        content = await request.body()
        name = request.path_params["name"]
        guest = request.query_params.get("gjest", "")
        placed = await run_in_threadpool(put_picture, room, name, content, guest)
        self._office.changed(room.draft, guest)
        return JSONResponse({"fil": placed})


def _text(given: _Given, name: str) -> str:
    value = given.get(name, "")
    return value if isinstance(value, str) else ""


def _response(answer: Any) -> Response:
    return answer if isinstance(answer, Response) else JSONResponse(answer)


def _told(answer: Answer) -> Mapping[str, Any]:
    clashes = [asdict(one) for one in answer.clashes]
    return {"version": answer.version, "values": answer.values, "clashes": clashes, "label": answer.label}


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"message": str(error)}, 409)


async def _unknown(_request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 404
    return JSONResponse({"message": "siden finnes ikke"}, code)


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)  # nobody waits for it


async def _failed(_request: Request, _error: Exception) -> Response:
    message = "noe gikk galt i verktøyet; det du har skrevet, er tatt vare på. Last siden på nytt."
    return JSONResponse({"message": message}, 500)
