"""Who is at a desk, and what they are told as it happens (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_MOST = 200
"""So many events wait for a browser that does not read; then it is told to begin anew."""
_END = "end"
_SILENCE = 15.0
"""Seconds without an event after which a sign of life is sent: whoever is gone is noticed then."""


@dataclass(slots=True)
class Guest:
    """A browser that has a page open."""

    id: str
    name: str = ""
    place: str = ""
    """What it has open, as `file#path`."""
    waiting: asyncio.Queue[tuple[str, Any]] = field(default_factory=lambda: asyncio.Queue(_MOST))


class Hub:
    """The browsers that are told of one year of one draft."""

    def __init__(self) -> None:
        """Begin with none."""
        self._guests: dict[str, Guest] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, kind: str, data: Any) -> None:
        """Tell all; may be called from any thread."""
        if self._loop:
            with suppress(RuntimeError):  # the server has ended
                self._loop.call_soon_threadsafe(self._put, kind, data)

    def _put(self, kind: str, data: Any) -> None:
        for guest in [*self._guests.values()]:
            if guest.waiting.full():
                while not guest.waiting.empty():
                    guest.waiting.get_nowait()
                guest.waiting.put_nowait(("anew", {}))
            else:
                guest.waiting.put_nowait((kind, data))

    def end(self) -> None:
        """Let all go: the server ends."""
        self.tell(_END, {})

    def note(self, id_: str, name: str, place: str) -> None:
        """Note what somebody has open, and tell all."""
        if guest := self._guests.get(id_):
            guest.name, guest.place = name, place
            self._tell_who()

    def _tell_who(self) -> None:
        known = [{"id": one.id, "name": one.name, "place": one.place} for one in self._guests.values()]
        self.tell("who", known)

    async def listen(self, id_: str, state: Callable[[], Any]) -> AsyncIterator[bytes]:
        """Give the events for a browser, as they are sent, until it is gone; `state` gives the first."""
        self._loop = asyncio.get_running_loop()
        guest = self._guests[id_] = Guest(id_)
        self._tell_who()
        try:
            yield b"retry: 1000\n\n"
            # Looked at when it is listened already: no change falls between the two.
            yield _event("state", await asyncio.to_thread(state))
            while True:
                try:
                    kind, data = await asyncio.wait_for(guest.waiting.get(), _SILENCE)
                except TimeoutError:
                    yield b": \n\n"
                else:
                    if kind == _END:
                        return
                    yield _event(kind, data)
        finally:
            if self._guests.get(id_) is guest:
                del self._guests[id_]
            self._tell_who()


def _event(kind: str, data: Any) -> bytes:
    return f"event:{kind}\ndata:{json.dumps(data, ensure_ascii=False)}\n\n".encode()
