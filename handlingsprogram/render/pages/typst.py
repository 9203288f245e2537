"""The only module that calls typst: it lays out the document once, tells the pages, writes the PDF."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

import typst

from handlingsprogram.finding import UserError
from handlingsprogram.render.edition.view import Table
from handlingsprogram.render.pages import apart, fonts
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.render.edition.view import View

# Archive and accessibility in one file: ISO 19005-2 level A and ISO 14289-1.
STANDARDS: list[Any] = ["a-2a", "ua-1"]

_PAGES = "query(heading.where(outlined: true)).map(it => (str(it.label), it.location().page()))"
_FITTED = """
#context {
  let whole = image("picture.svg", width: 160mm)
  if measure(whole).height <= 200mm { whole } else { image("picture.svg", height: 200mm) }
}
"""
"""A picture as the PDF shows it: as wide as the text, but no taller than a page."""
_LONG_WORD = re.compile(r"[^\s/–—-]{40,}")
"""What may be wider than a line, with what typst's own signs around it add."""
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br)\b[^>]*>(?:\s*</?(?:p|ul|ol|li|br)\b[^>]*>)*")
_TAG = re.compile(r"<[^>]+>")
_NOT_LATIN = re.compile(r"[^\dA-Za-zÀ-ÿ,.;:!?()«»\"'“”‘’–—/-]|\.\w")
"""What may make a word one that «sammensatt» in dokument.typ means."""
LONGEST = 150_000
"""Of a document that is laid out in this process, in bytes: many times a real year."""
_MAIN = b'#import "dokument.typ": *\n#show: dokument\n'


class Layout:
    """A document laid out in pages. Typst keeps the layout between the calls, so it is made once.

    A context manager: the files that typst may see lie in a folder of their own until it is left. A long
    document is laid out by a process of its own (`apart`): that can be stopped, and gives its memory back.
    """

    def __init__(self, body: bytes, data: dict[str, Any], pictures: Mapping[str, bytes]) -> None:
        """Prepare a layout.

        Args:
            body: calls of the functions in `dokument.typ`, as `pandoc.translate` gives them.
            data: the contents of data.json, as `data` gives them.
            pictures: the figures' files by the path that the body gives them.
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
        _fonts(all_of_them=unusual or drawn)  # what is missing is said before there is anything to clean up
        self.is_long = len(body) > LONGEST
        """Whether a process of its own lays it out."""
        self._folder = TemporaryDirectory(prefix="handlingsprogram-")
        folder = Path(self._folder.name)
        _lay_out(folder, {**{unquote(path): content for path, content in pictures.items()}, **own})
        self._setter: Typesetter | apart.Typesetter
        if self.is_long:
            self._setter = apart.Typesetter(folder, len(body), all_fonts=unusual or drawn)
        else:
            self._setter = Typesetter(folder, all_fonts=unusual or drawn)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if isinstance(self._setter, apart.Typesetter):
            self._setter.close()
        self._folder.cleanup()

    def pages(self) -> dict[str, int]:
        """Return the page, counted from 1, on which each listed heading stands, by id."""
        return dict(json.loads(self._setter.pages()))

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF, a PDF/A-2a and PDF/UA-1 file.

        Args:
            epoch: the file's time stamp, in seconds since 1970.

        Raises:
            RuntimeError: typst has a warning, for instance that it does not know a font.
        """
        return self._setter.pdf(epoch)


class Typesetter:
    """What typst makes of a folder's files, right here."""

    def __init__(self, folder: Path, *, all_fonts: bool) -> None:
        """Prepare it; the folder's main.typ is the document."""
        self._compiler = _compiler(folder, _fonts(all_of_them=all_fonts))

    def pages(self) -> str:
        """Return the pages of the headings, as JSON."""
        return str(self._compiler.eval(_PAGES))

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF."""
        content, warnings = self._compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=epoch
        )
        for warning in warnings:
            raise RuntimeError(f"typst: {warning.message}")
        assert isinstance(content, bytes)  # noqa: S101 — a PDF is one file
        return content


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
        "størrelser": [_sizes(part) for part in view.deler if isinstance(part, Table)],
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


def to_png(svg: bytes) -> bytes:
    """Return a vector picture as pixels, for Word."""
    # The first font is for text in a font that only the drawer had.
    page = f"#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: {json.dumps(fonts.OWN)})\n"
    unusual = fonts.unusual_in_picture(svg)
    return _once(page + _FITTED, {"picture.svg": svg}, all_fonts=unusual, format="png", ppi=200)


def can_print(text: str) -> bool:
    """Tell whether every character is in a font that the tool has; the PDF standards ask for it."""
    source = (
        '#set text(font: json("fonts.json").map(((name, covers)) => if covers == "" { name } else {'
        " (name: name, covers: regex(covers)) }), fallback: false)\n"
        '#set document(title: "x")\n#json("text.json")'
    )
    files = {"text.json": json.dumps(text).encode(), "fonts.json": json.dumps(fonts.FALLBACK).encode()}
    return _compiles(source, files, all_fonts=True)


def can_draw(picture: bytes, name: str) -> bool:
    """Tell whether a picture file can be shown.

    Args:
        picture: the file's content.
        name: its name, whose ending says what it is.
    """
    ending = name.rpartition(".")[2]
    page = f'#set document(title: "x")\n#set text(font: {json.dumps(fonts.OWN)})\n'
    source = f'{page}#image("picture.{ending}", alt: "x")'
    unusual = ending == "svg" and fonts.unusual_in_picture(picture)
    if unusual:
        from handlingsprogram.render.pages.svg_fonts import homeless

        if homeless(picture):
            return False
    return _compiles(source, {f"picture.{ending}": picture}, all_fonts=unusual)


def _compiles(source: str, files: Mapping[str, bytes], *, all_fonts: bool) -> bool:
    try:
        _once(source, files, all_fonts=all_fonts, format="pdf", pdf_standards=STANDARDS)
    except RuntimeError:
        return False
    return True


def _once(source: str, files: Mapping[str, bytes], *, all_fonts: bool = False, **settings: Any) -> bytes:
    """Compile a document of one page that is needed for nothing else."""
    with TemporaryDirectory(prefix="handlingsprogram-") as folder:
        own = {**files, "main.typ": source.encode()}
        _lay_out(Path(folder), own)
        content = _compiler(Path(folder), _fonts(all_of_them=all_fonts)).compile(**settings)
    assert isinstance(content, bytes)  # noqa: S101 — one page is one file
    return content


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files where typst shall see them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_lettered(name, content))


def _compiler(folder: Path, book: typst.Fonts) -> typst.Compiler:
    """Return a compiler that sees a folder's files and the tool's own fonts, and nothing else."""
    return typst.Compiler(folder / "main.typ", root=folder, font_paths=book, ignore_system_fonts=True)


def _lettered(name: str, content: bytes) -> bytes:
    """Return a file as typst gets it: a vector picture names the fonts of its scripts."""
    if not name.endswith(".svg") or not fonts.unusual_in_picture(content):
        return content
    from handlingsprogram.render.pages.svg_fonts import with_fonts

    return with_fonts(content)


@cache
def _fonts(*, all_of_them: bool) -> typst.Fonts:
    """Return the theme's fonts, and those that stand in for them where they are needed: 13 ms for all."""
    paths = [_installed("font_source_sans_pro", "font-source-sans-pro")]
    if all_of_them:
        paths += [_installed(name, name.replace("_", "-")) for name in fonts.PACKAGES]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(map(str, paths))
    )


def _installed(module: str, package: str) -> Path:
    """Return the folder of a package of fonts, without importing it."""
    spec = find_spec(module)
    if not spec or not spec.origin:
        raise UserError(f"finner ikke skriftene; kjør «make» på nytt, eller «pip install {package}»")
    return Path(spec.origin).parent
