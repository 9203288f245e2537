"""A year at a desk, with its preview: after each change it is read and shown anew, in a thread of its own."""

from __future__ import annotations

import time
import traceback
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError
from handlingsprogram.serving.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.preview.preview import Pages, Web
    from handlingsprogram.preview.reading import Reading
    from handlingsprogram.read.model.program import Program

_LATE = 0.4
"""Seconds after which pages are shown although somebody goes on writing."""


class Studio:
    """Shows a year to all who have it open.

    What they are told: `web` (the sections of the web edition that are others than before), `pages` (a digest
    of each page, and what stands where), `findings` (what is found, as `told` says it) and `failed` (why
    nothing can be shown).
    """

    def __init__(self, folder: Path, year: str, told: Callable[[list[Finding]], Any]) -> None:
        """Begin to show a year.

        Args:
            folder: the content folder, or a working copy of one.
            year: the name of the year's folder.
            told: makes what is told of findings.
        """
        from handlingsprogram.preview.preview import Preview

        self.hub = Hub()
        self.year = year
        self._told = told
        self._preview = Preview(folder, year)
        self._wanted, self._shown = 1, 0
        self._is_closed = False
        self._changed = Condition()
        self._paged = 0.0
        self.web: Web | None = None
        self.pages: Pages | None = None
        self.findings: tuple[Finding, ...] = ()
        self.program: Program | None = None
        self._thread = Thread(target=self._run, name=f"studio-{year}", daemon=True)
        self._thread.start()

    def change(self) -> None:
        """Note that the files have changed."""
        with self._changed:
            self._wanted += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of what it holds."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(30)
        self._preview.__exit__(None, None, None)

    def wait(self, seconds: float = 30.0) -> bool:
        """Wait until what is shown is what is wanted now; tell whether it is."""
        with self._changed:
            wanted = self._wanted
            return self._changed.wait_for(lambda: self._shown >= wanted or self._is_closed, seconds)

    def _is_stale(self, version: int) -> bool:
        return self._wanted > version or self._is_closed

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted > self._shown or self._is_closed)
                if self._is_closed:
                    return
                version = self._wanted
            try:
                self._show(version)
            except UserError as error:
                self.hub.tell("failed", str(error))
            except Exception:  # noqa: BLE001 — told to whoever looks
                # The editor goes on without a preview: what is written is kept all the same.
                traceback.print_exc()
                self.hub.tell(
                    "failed", "forhåndsvisningen stanset; det du skriver, blir tatt vare på likevel"
                )
            with self._changed:
                self._shown = version
                self._changed.notify_all()

    def _show(self, version: int) -> None:
        reading = self._preview.read()
        self.program = reading.program or self.program
        if reading.program:
            self._show_web(reading)
            if not self._is_stale(version) or time.monotonic() - self._paged > _LATE:
                self._show_pages(reading)
        if not self._is_stale(version):
            self.findings = tuple(self._preview.findings())
            self.hub.tell("findings", self._told(list(self.findings)))

    def _show_web(self, reading: Reading) -> None:
        web = self._preview.web(reading)
        if not web:
            return
        before, self.web = self.web, web
        if not before:
            self.hub.tell("web", {"whole": True})
            return
        others = {id_: text for id_, text in web.sections.items() if before.sections.get(id_) != text}
        if _frame(before) != _frame(web):
            self.hub.tell("web", {"whole": True})
        elif others:
            self.hub.tell("web", {"whole": False, "sections": others})

    def _show_pages(self, reading: Reading) -> None:
        pages = self._preview.pages(reading)
        if not pages:
            return
        before, self.pages = self.pages, pages
        self._paged = time.monotonic()
        if not before or (before.digests, before.anchors) != (pages.digests, pages.anchors):
            self.hub.tell("pages", pages_told(pages))


def _frame(web: Web) -> str:
    """Return what stands around the sections of a web page, and where each stands in it."""
    page = web.page
    for id_, text in web.sections.items():
        page = page.replace(text, f"\0{id_}\0", 1)
    return page


def pages_told(pages: Pages) -> dict[str, Any]:
    """Return what a browser is told of the pages: a digest of each, and what stands where, in millimetres."""
    return {"digests": [*pages.digests], "anchors": [[one.id, one.page, one.y] for one in pages.anchors]}
