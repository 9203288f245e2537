"""A document laid out in pages: what typst gets to know, and where it works."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

from handlingsprogram.read.theme import looks
from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.edition.tables import breaks
from handlingsprogram.render.pages import apart, fonts, typst
from handlingsprogram.render.words.fixed_words import fixed_words, reservation
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.render.edition.parts import View

_LONG_WORD = re.compile(r"[^\s/–—-]{40,}")
"""What may be wider than a line, with what typst's own signs around it add."""
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>(?:\s*</?(?:p|ul|ol|li|br)\b[^>]*>)*")
_TAG = re.compile(r"<[^>]+>")
_NOT_LATIN = re.compile(r"[^\dA-Za-zÀ-ÿ,.;:!?()«»\"'“”‘’–—/-]|\.\w")
"""What may make a word one that «sammensatt» in grunn.typ means."""
_MAIN = b'#import "dokument.typ": *\n#show: dokument\n'


@record
class Pages:
    """On which page things stand."""

    of: dict[str, int]
    """Of each heading or caption that is listed, by id; counted from 1."""
    first: frozenset[str] = frozenset()
    """The headings that begin a page because too little was left of the one before."""


class Layout:
    """A document laid out in pages. Typst keeps the layout between the calls, so it is made once.

    A context manager: the files that typst may see lie in a folder of their own until it is left. A long
    document is laid out by a process of its own (`apart`): that can be stopped, and gives its memory back.
    """

    def __init__(
        self, body: bytes, data: dict[str, Any], pictures: Mapping[str, bytes], *, is_long: bool
    ) -> None:
        """Prepare a layout.

        Args:
            body: calls of the functions in `templates/typst`, as `pandoc.translate` gives them.
            data: the contents of data.json, as `data` gives them.
            pictures: the figures' files by the path that the body gives them.
            is_long: whether a process of its own lays it out.
        """
        files, needed = _files(body, data, pictures)
        # What is missing is said before there is anything to clean up.
        typst.book(needed)
        self._folder = TemporaryDirectory(prefix="handlingsprogram-")
        folder = Path(self._folder.name)
        typst.lay_out(folder, files)
        self._setter: typst.Typesetter | apart.Typesetter
        if is_long:
            self._setter = apart.Typesetter(folder, len(body), needed)
        else:
            self._setter = typst.Typesetter(folder, needed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if isinstance(self._setter, apart.Typesetter):
            self._setter.close()
        self._folder.cleanup()

    def pages(self) -> Pages:
        """Return on which page things stand."""
        found = json.loads(self._setter.pages())
        return Pages(dict(found["sider"]), frozenset(found["øverst"]))

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF, a PDF/A-2a and PDF/UA-1 file.

        Args:
            epoch: the file's time stamp, in seconds since 1970.

        Raises:
            RuntimeError: typst has a warning, for instance that it does not know a font.
        """
        return self._setter.pdf(epoch)


class Sheets:
    """The pages of a document that is being written: laid out again and again, in one folder.

    Typst keeps what has not changed. A context manager, as `Layout` is; for one caller at a time.
    """

    def __init__(self) -> None:
        """Prepare it."""
        self._folder = TemporaryDirectory(prefix="handlingsprogram-")
        self._lies: dict[str, bytes] = {}
        self._setter: typst.Typesetter | None = None
        self._fonts: object = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._folder.cleanup()

    def lay_out(self, body: bytes, data: dict[str, Any], pictures: Mapping[str, bytes]) -> list[bytes]:
        """Return the pages, each as a drawing (SVG); what to give is as for `Layout`.

        Raises:
            RuntimeError: typst cannot set it.
        """
        files, needed = _files(body, data, pictures)
        folder = Path(self._folder.name)
        typst.lay_out(folder, {name: one for name, one in files.items() if self._lies.get(name) != one})
        for name in self._lies.keys() - files.keys():
            (folder / name).unlink()
        self._lies = files
        chosen = (needed, {name: one for name, one in files.items() if name.startswith(f"{typst.FONTS}/")})
        if not self._setter or chosen != self._fonts:
            self._setter, self._fonts = typst.Typesetter(folder, needed), chosen
        return self._setter.drawn()

    def places(self, ids: Iterable[str]) -> list[tuple[str, int, float]]:
        """Return where things are in what was laid out last: the page, from 1, and millimetres from its top.

        Args:
            ids: labels that the document has; what it has not is left out.
        """
        return self._setter.places(ids) if self._setter else []


def _files(
    body: bytes, data: dict[str, Any], pictures: Mapping[str, bytes]
) -> tuple[dict[str, bytes], fonts.Needed]:
    """Return what typst shall see, and the fonts that takes; what is given is as for `Layout`."""
    templates = (resource_folder("templates") / "typst").glob("*.typ")
    own_fonts = {file.navn: file.innhold for file in data.pop("skriftfiler")}
    text = body.decode() + json.dumps(data, ensure_ascii=False)
    unusual = bool(fonts.unusual(text))
    known = {
        **data,
        **_families(data["tema"]["skrift"], unusual=unusual),
        "uvanlig": unusual,
        "mot_venstre": [
            {"mønster": pattern, "familier": known}
            for pattern, known in fonts.LEFTWARD.items()
            if re.search(pattern, text)
        ],
        "lange_ord": bool(_LONG_WORD.search(text)),
    }
    own = {template.name: template.read_bytes() for template in templates}
    own |= {"main.typ": _MAIN + body, "data.json": json.dumps(known).encode()}
    drawn = any(
        name.endswith(".svg") and fonts.unusual_in_picture(picture) for name, picture in pictures.items()
    )
    own |= {f"{typst.FONTS}/{name}": content for name, content in own_fonts.items()}
    chosen = {data["tema"]["skrift"][key] for key in ("pdf", "overskrift")}
    shipped = tuple(sorted(chosen & fonts.SHIPPED.keys() - {fonts.OWN}))
    needed = fonts.Needed(shipped, everything=unusual or drawn)
    return {**{unquote(path): content for path, content in pictures.items()}, **own}, needed


def _families(chosen: Mapping[str, str], *, unusual: bool) -> dict[str, Any]:
    """Return the families of running text and of headings, each with what it is asked for, in turn."""
    reserve = fonts.FALLBACK if unusual else ((fonts.OWN, ""),)
    running = reserve if chosen["pdf"] == fonts.OWN else ((chosen["pdf"], ""), *reserve)
    is_one = chosen["overskrift"] == chosen["pdf"]
    return {
        "skrifter": running,
        "overskriftskrifter": running if is_one else ((chosen["overskrift"], ""), *running),
    }


def data(view: View, theme: dict[str, Any], goals: Mapping[int, Goal], status: str) -> dict[str, Any]:
    """Return what the Typst template needs to know besides the text; the status in the document's words."""
    program = view.program
    logo = theme.get("logo")
    return {
        "tittel": program.tittel,
        "organisasjon": program.organisasjon,
        "status": status,
        "utkast": program.er_utkast,
        "forbehold": reservation(program.status, fixed_words(program.språk)),
        "språk": program.språk,
        "emne": program.emne,
        "stikkord": list(program.stikkord),
        "innhold": {entry.id: entry.tittel for entry in view.innhold},
        "bærekraftsmål": {str(number): goal.farge for number, goal in goals.items()},
        "tema": {key: value for key, value in theme.items() if key not in looks.BESIDE},
        "skriftfiler": theme.get("skriftfiler", ()),
        "logo": {"bredde": logo.bredde, "høyde": logo.høyde} if logo else None,
        "omslagstittel": program.omslag.tittel,
        "forside": program.forside,
        "omslagsbilde": _cover_picture(view),
        "størrelser": [_sizes(part) for part in view.deler if isinstance(part, Table)],
        "delinger": [breaks(part) for part in view.deler if isinstance(part, Table)],
    }


def _cover_picture(view: View) -> dict[str, str] | None:
    """Return the file of the cover's picture as typst sees it, and what it shows."""
    picture = view.omslagsbilde
    return {"fil": unquote(picture.bilde), "alttekst": picture.alttekst} if picture else None


def _sizes(table: Table) -> list[list[tuple[int, int, int, int]]]:
    """Tell of each column of a table's rows what `hel` in tabeller.typ asks; in bytes, as typst counts."""
    return [[_size(cell.html) for cell in row.celler for _ in range(cell.over)] for row in table.rader]


def _size(html: str) -> tuple[int, int, int, int]:
    texts = _BLOCK_TAG.split(html)
    words = [word for text in texts for word in unescape(_TAG.sub("", text)).split()]
    lengths = [len(word.encode()) for word in words]
    others = [length for word, length in zip(words, lengths, strict=True) if _NOT_LATIN.search(word)]
    return max(lengths, default=0), max(others, default=0), sum(lengths) + len(words), len(texts)
