"""A document laid out in pages: what typst gets to know, and where it works."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.edition.tables import breaks
from handlingsprogram.render.pages import apart, fonts, typst
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.render.edition.parts import View

_LONG_WORD = re.compile(r"[^\s/–—-]{40,}")
"""What may be wider than a line, with what typst's own signs around it add."""
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>(?:\s*</?(?:p|ul|ol|li|br)\b[^>]*>)*")
_TAG = re.compile(r"<[^>]+>")
_NOT_LATIN = re.compile(r"[^\dA-Za-zÀ-ÿ,.;:!?()«»\"'“”‘’–—/-]|\.\w")
"""What may make a word one that «sammensatt» in dokument.typ means."""
_MAIN = b'#import "dokument.typ": *\n#show: dokument\n'


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
            body: calls of the functions in `dokument.typ`, as `pandoc.translate` gives them.
            data: the contents of data.json, as `data` gives them.
            pictures: the figures' files by the path that the body gives them.
            is_long: whether a process of its own lays it out.
        """
        template = (resource_folder("templates") / "typst" / "dokument.typ").read_bytes()
        text = body.decode() + json.dumps(data, ensure_ascii=False)
        unusual = bool(fonts.unusual(text))
        known = {
            **data,
            "skrifter": fonts.FALLBACK if unusual else [[data["tema"]["skrift"]["pdf"], ""]],
            "mot_venstre": [
                {"mønster": pattern, "familier": known}
                for pattern, known in fonts.LEFTWARD.items()
                if re.search(pattern, text)
            ],
            "lange_ord": bool(_LONG_WORD.search(text)),
        }
        own = {"main.typ": _MAIN + body, "dokument.typ": template, "data.json": json.dumps(known).encode()}
        drawn = any(
            name.endswith(".svg") and fonts.unusual_in_picture(picture) for name, picture in pictures.items()
        )
        typst.book(
            all_of_them=unusual or drawn
        )  # what is missing is said before there is anything to clean up
        self._folder = TemporaryDirectory(prefix="handlingsprogram-")
        folder = Path(self._folder.name)
        typst.lay_out(folder, {**{unquote(path): content for path, content in pictures.items()}, **own})
        self._setter: typst.Typesetter | apart.Typesetter
        if is_long:
            self._setter = apart.Typesetter(folder, len(body), all_fonts=unusual or drawn)
        else:
            self._setter = typst.Typesetter(folder, all_fonts=unusual or drawn)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if isinstance(self._setter, apart.Typesetter):
            self._setter.close()
        self._folder.cleanup()

    def pages(self) -> dict[str, int]:
        """Return the page, counted from 1, on which each heading or caption that is listed stands, by id."""
        return dict(json.loads(self._setter.pages()))

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF, a PDF/A-2a and PDF/UA-1 file.

        Args:
            epoch: the file's time stamp, in seconds since 1970.

        Raises:
            RuntimeError: typst has a warning, for instance that it does not know a font.
        """
        return self._setter.pdf(epoch)


def data(view: View, theme: dict[str, Any], goals: Mapping[int, Goal], status: str) -> dict[str, Any]:
    """Return what the Typst template needs to know besides the text; the status in the document's words."""
    program = view.program
    logo = theme.get("logo")
    return {
        "tittel": program.tittel,
        "organisasjon": program.organisasjon,
        "status": status,
        "utkast": program.er_utkast,
        "språk": program.språk,
        "emne": program.emne,
        "stikkord": list(program.stikkord),
        "innhold": {entry.id: entry.tittel for entry in view.innhold},
        "bærekraftsmål": {str(number): goal.farge for number, goal in goals.items()},
        "tema": {key: value for key, value in theme.items() if key != "logo"},
        "logo": {"bredde": logo.bredde} if logo else None,
        "forside": program.forside,
        "omslagsbilde": view.omslagsbilde is not None,
        "størrelser": [_sizes(part) for part in view.deler if isinstance(part, Table)],
        "delinger": [breaks(part) for part in view.deler if isinstance(part, Table)],
    }


def _sizes(table: Table) -> list[list[tuple[int, int, int, int]]]:
    """Tell of each column of a table's rows what `hel` in dokument.typ asks; in bytes, as typst counts."""
    return [[_size(cell.html) for cell in row.celler for _ in range(cell.over)] for row in table.rader]


def _size(html: str) -> tuple[int, int, int, int]:
    texts = _BLOCK_TAG.split(html)
    words = [word for text in texts for word in unescape(_TAG.sub("", text)).split()]
    lengths = [len(word.encode()) for word in words]
    others = [length for word, length in zip(words, lengths, strict=True) if _NOT_LATIN.search(word)]
    return max(lengths, default=0), max(others, default=0), sum(lengths) + len(words), len(texts)
