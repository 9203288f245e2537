"""A year as it will be printed, as web page and as pages, made again after each change: only what must be."""

from __future__ import annotations

import re
from concurrent.futures import Future
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self, TypeVar

from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.preview.pictures import KeptPictures
from handlingsprogram.preview.pieces import Pieces, sections
from handlingsprogram.preview.reading import Reader, Reading
from handlingsprogram.records import record
from handlingsprogram.render.documents import files_of, pictures, view_and_theme
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.edition.properties import properties
from handlingsprogram.render.pages import layout
from handlingsprogram.render.web import html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.load import Folder
    from handlingsprogram.render.web.html import Edition

_Made = TypeVar("_Made")
_LABEL = re.compile(r'#label\("((?:[^"\\]|\\.)*)"\)|^#overskrift\(\d, "([^"]*)"\)', re.MULTILINE)


class StaleError(Exception):
    """What was asked for is no longer wanted: something newer is."""


@record
class Web:
    """The web edition."""

    page: str
    """The whole page, as `build` writes it."""
    sections: Mapping[str, str]
    """Its outermost sections, by id."""


@record
class Anchor:
    """Where in the pages something with an id begins."""

    id: str
    page: int
    """From 1."""
    y: float
    """Millimetres from the top of the page."""


@record
class Pages:
    """The pages of the PDF."""

    drawings: tuple[bytes, ...]
    """Each page, as SVG."""
    digests: tuple[str, ...]
    """What tells whether a page has changed."""
    anchors: tuple[Anchor, ...]
    """From the top down: of headings, tables, and rows that have ids."""

    def svg(self, page: int) -> bytes:
        """Return a page, counted from 1."""
        return self.drawings[page - 1]

    def nearest(self, page: int, y: float) -> str:
        """Return the id of what begins last above a place; empty where nothing does.

        Args:
            page: the page, from 1.
            y: millimetres from its top.
        """
        above = (one.id for one in reversed(self.anchors) if (one.page, one.y) <= (page, y))
        return next(above, "")

    def place(self, id_: str) -> Anchor | None:
        """Return where something begins; None where it is not in the pages."""
        return next((one for one in self.anchors if one.id == id_), None)


@record
class _Edition:
    """What both the web page and the pages are made of."""

    of: Reading
    typst: bytes
    html: bytes
    edition: Edition
    data: dict[str, Any]


class Preview:
    """A year kept warm. A context manager; for one caller at a time, in whatever thread."""

    def __init__(self, content: Path, year: str, is_stale: Callable[[], bool] = lambda: False) -> None:
        """Prepare it; nothing is read yet.

        Args:
            content: the content folder.
            year: the name of the year's folder in it.
            is_stale: asked between the stages; where it says so, the work is given up.
        """
        self._folder = content / year
        self._is_stale = is_stale
        self._reader = Reader(content, year)
        self._pieces = Pieces()
        self._pictures = KeptPictures()
        self._sheets = layout.Sheets()
        self._edition: _Edition | None = None
        self._web: Web | None = None
        self._pages: Pages | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pieces.close()
        self._sheets.__exit__(*exception)

    def read(self) -> Reading:
        """Read the year as it stands, asking no rule.

        Raises:
            UserError: there is no such folder.
        """
        return self._reader.read()

    def findings(self) -> list[Finding]:
        """Return all that `check` finds in the year, and in what all years share.

        Raises:
            UserError: there is no such folder.
        """
        return self._reader.findings()

    def folder(self) -> Folder:
        """Return the year's files as they stand; nobody may change the trees.

        Raises:
            UserError: there is no such folder.
        """
        return self._reader.folder()

    def web(self, reading: Reading) -> Web | None:
        """Return the web edition.

        Args:
            reading: as `read` gave it.

        Returns:
            It; where the year cannot be shown, the last one that could; None where none could.

        Raises:
            StaleError: something newer is wanted.
            UserError: pandoc is missing, or was stopped.
        """
        made = self._shown(self._make_web, reading)
        self._web = made or self._web
        return self._web

    def pages(self, reading: Reading) -> Pages | None:
        """Return the pages; what to give, what comes and what is raised is as for `web`."""
        made = self._shown(self._make_pages, reading)
        self._pages = made or self._pages
        return self._pages

    def _shown(self, make: Callable[[_Edition], _Made], reading: Reading) -> _Made | None:
        """Show a year that rules have not been asked about; where that fails, they must know why."""
        try:
            edition = self._edited(reading)
            return make(edition) if edition else None
        except (UserError, StaleError):
            raise
        except Exception:
            if has_errors(self.findings()):
                return None
            raise

    def _go_on(self) -> None:
        if self._is_stale():
            raise StaleError

    def _edited(self, reading: Reading) -> _Edition | None:
        if self._edition and self._edition.of is reading:
            return self._edition
        program, shared = reading.program, reading.shared
        if not program or not shared:
            return None
        self._go_on()
        with self._pictures as kept:
            shown = pictures(program, self._folder, shared.theme, kept.read)
        view, theme = view_and_theme(program, shared, shown)
        text = markdown(view)
        self._go_on()
        typst, written = self._pieces.translate(text)
        said = properties(program, shared.revisjon, 0)
        files = files_of(program, shown)
        edition = html.Edition(view, theme, shared.goals, said, files, html.diagrams(program))
        data = layout.data(view, theme, shared.goals, said.status)
        self._edition = _Edition(reading, typst, written, edition, data)
        return self._edition

    def _make_web(self, edition: _Edition) -> Web:
        self._go_on()
        text: Future[bytes] = Future()
        text.set_result(edition.html)
        page = html.write(text, edition.edition)
        return Web(page, dict(sections(page)))

    def _make_pages(self, edition: _Edition) -> Pages:
        self._go_on()
        drawings = tuple(self._sheets.lay_out(edition.typst, edition.data, edition.edition.pictures))
        ids = dict.fromkeys(one or other for one, other in _LABEL.findall(edition.typst.decode()))
        anchors = [Anchor(*place) for place in self._sheets.places(ids)]
        anchors.sort(key=lambda one: (one.page, one.y))
        return Pages(
            drawings, tuple(blake2b(one, digest_size=12).hexdigest() for one in drawings), tuple(anchors)
        )
