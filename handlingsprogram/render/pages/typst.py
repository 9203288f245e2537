"""The only module that calls typst: it lays out what lies in a folder, and tries what can be printed."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

from handlingsprogram.finding import UserError
from handlingsprogram.render.pages import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Archive and accessibility in one file: ISO 19005-2 level A and ISO 14289-1.
STANDARDS: list[Any] = ["a-2a", "ua-1"]

_PAGES = """(
  sider: query(heading.where(outlined: true)).map(it => (str(it.label), it.location().page()))
    + query(<oppført>).map(it => it.value),
  øverst: query(<ved-behov>).map(it => it.value).filter(it => {
    query(label(it.id)).first().location().position().y < (it.fra + 1) * 1mm
  }).map(it => it.id),
)"""
_PLACES = """json(bytes(%s)).map(id => query(label(id)).map(it => {
  let at = it.location().position()
  (id, at.page, at.y.mm())
})).flatten().chunks(3)"""
FONTS = "skrifter"
"""The folder beside a document that has fonts of its own."""
_INCHES, _SHARP = 160 / 25.4, 200
"""How broad a picture is on the page, and how many dots an inch has in Word."""
_FITTED = """
#context {
  let whole = image("picture.svg", width: 160mm)
  if measure(whole).height <= 200mm { whole } else { image("picture.svg", height: 200mm) }
}
"""
"""A picture as the PDF shows it: as wide as the text, but no taller than a page."""


class Typesetter:
    """What typst makes of a folder's files, right here."""

    def __init__(self, folder: Path, needed: fonts.Needed) -> None:
        """Prepare it; the folder's main.typ is the document, and its own fonts lie in `FONTS` there."""
        self._compiler = _compiler(folder, needed)

    def pages(self) -> str:
        """Return the pages of what is listed with its page, and what was given a page's top, as JSON."""
        return str(self._compiler.eval(_PAGES))

    def drawn(self) -> list[bytes]:
        """Return each page as a drawing (SVG)."""
        pages = self._compiler.compile(format="svg")
        return [page for page in (pages if isinstance(pages, list) else [pages]) if page]

    def places(self, ids: Iterable[str]) -> list[tuple[str, int, float]]:
        """Return the page and the millimetres from its top of each label that there is."""
        asked = _PLACES % json.dumps(json.dumps([*ids], ensure_ascii=False), ensure_ascii=False)
        return [(name, page, y) for name, page, y in json.loads(self._compiler.eval(asked))]

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF."""
        content, warnings = self._compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=epoch
        )
        for warning in warnings:
            raise RuntimeError(f"typst: {warning.message}")
        assert isinstance(content, bytes)  # noqa: S101 — a PDF is one file
        return content


def to_png(svg: bytes, dots: int = 0) -> bytes:
    """Return a vector picture as pixels, for Word and for the web.

    Args:
        svg: the picture, no taller than it is broad or not much.
        dots: how many it is across; 0 for as sharp as Word needs it.
    """
    # The first font is for text in a font that only the drawer had.
    page = f"#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: {json.dumps(fonts.OWN)})\n"
    unusual = fonts.unusual_in_picture(svg)
    sharp = dots / _INCHES or _SHARP
    return _once(page + _FITTED, {"picture.svg": svg}, all_fonts=unusual, format="png", ppi=sharp)


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
        lay_out(Path(folder), own)
        content = _compiler(Path(folder), fonts.Needed(everything=all_fonts)).compile(**settings)
    assert isinstance(content, bytes)  # noqa: S101 — one page is one file
    return content


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files where typst shall see them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_lettered(name, content))


def _compiler(folder: Path, needed: fonts.Needed) -> typst.Compiler:
    """Return a compiler that sees a folder's files and fonts and the tool's own, and nothing else."""
    own = folder / FONTS
    known = _book([*_packages(needed), own]) if own.is_dir() else book(needed)
    return typst.Compiler(folder / "main.typ", root=folder, font_paths=known, ignore_system_fonts=True)


def families(files: Mapping[str, bytes]) -> set[str]:
    """Return the families that fonts' files have; what is none has none.

    Args:
        files: the files' contents by their names.
    """
    with TemporaryDirectory(prefix="handlingsprogram-") as folder:
        lay_out(Path(folder), files)
        return set(_book([Path(folder)]).families())


def _lettered(name: str, content: bytes) -> bytes:
    """Return a file as typst gets it: a vector picture names the fonts of its scripts."""
    if not name.endswith(".svg") or not fonts.unusual_in_picture(content):
        return content

    from handlingsprogram.render.pages.svg_fonts import with_fonts

    return with_fonts(content)


@cache
def book(needed: fonts.Needed) -> typst.Fonts:
    """Return the tool's fonts that are needed: 13 ms for all."""
    return _book(_packages(needed))


def _packages(needed: fonts.Needed) -> list[Path]:
    names = dict.fromkeys(fonts.SHIPPED[family] for family in (fonts.OWN, *needed.families))
    return [
        _installed(name, name.replace("_", "-"))
        for name in (*names, *(fonts.PACKAGES if needed.everything else ()))
    ]


def _book(paths: Iterable[Path]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(map(str, paths))
    )


def _installed(module: str, package: str) -> Path:
    """Return the folder of a package of fonts, without importing it."""
    spec = find_spec(module)
    if not spec or not spec.origin:
        raise UserError(f"finner ikke skriftene; kjør «make» på nytt, eller «pip install {package}»")
    return Path(spec.origin).parent
