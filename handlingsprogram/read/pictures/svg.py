"""What an SVG drawing may hold: shapes, text and pixels of its own, and nothing that acts or reaches out.

The drawing ends up in the PDF and lies beside the Markdown edition, where a browser opens it. It is read
with expat as a stream: no tree, no entities, no network, and the reading stops at the first limit. It is
published as it is, but for what photographs in it tell besides what they show, and colours for dark screens.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import NoReturn
from xml.parsers import expat

from handlingsprogram.read.limits import MAX_ELEMENTS, MAX_LETTERS, MAX_PICTURE_DEPTH, MAX_PIXELS
from handlingsprogram.read.pictures import pixels
from handlingsprogram.read.pictures.kinds import kind
from handlingsprogram.read.pictures.raster import Raster, UnusableError
from handlingsprogram.read.pictures.svg_size import Element, too_heavy

_SVG = "http://www.w3.org/2000/svg"
_HREF = ("href", "http://www.w3.org/1999/xlink href")
_ACTIVE_NAMESPACE = re.compile(r"http://www\.w3\.org/(?!1999/02/22-rdf-syntax-ns#|2000/svg\Z)")
"""Whose elements a browser acts on; what drawing programs note in their own namespaces, it passes over."""
_ELEMENTS = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch", "view"),
    *(
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "image",
        "text",
        "tspan",
        "textPath",
    ),
    *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
}
"""SVG's elements (https://www.w3.org/TR/SVG2/eltindex.html) less those that act, move, show other documents
or, as filters do, take any time they like."""
_OWN_PIXELS = re.compile(r"data:image/(?:png|jpe?g|webp);base64,([A-Za-z0-9+/=\s]*)")
_WRITTEN_PIXELS = re.compile(
    rb"data:image/(?:png|jpe?g|webp);base64,((?:[A-Za-z0-9+/=\s]|&#x?[0-9A-Da-d]{1,2};)*)"
)
"""The same as the file has it, where line breaks may be written by their numbers."""
_LIGHT_OR_DARK = re.compile(
    rb"light-dark\(\s*((?:[^(),;<>]|\([^()<>]{0,99}\)){1,99})"
    rb",(?:[^()<>]|\((?:[^()<>]|\([^()<>]{0,99}\)){0,99}\)){0,99}\)"
)
"""Two colours, of which only browsers know to take one; a page of paper is light."""
_REFERENCE = re.compile(rb"&[^;]*;")
_W3C = re.compile(r"https?://www\.w3\.org/(?:TR|Graphics)/[\w./-]+\.dtd")
"""Where SVG's own document types lie, which nobody fetches; many programs name one on the first line."""
_BROWSERS_ONLY = "foreignObject"
_CURES = {
    _BROWSERS_ONLY: "lagre det med vanlig tekst (draw.io: «Convert labels to SVG»), eller som PNG",
}
"""Element -> what to do about it, where that is not to take it out."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OUTSIDE = re.compile(r"url\((?!\s*[\"']?\s*#)", re.IGNORECASE)
_ACTIVE_STYLE = re.compile(
    r"\\|@(?!media\b)[a-z-]+|(?<![\w-])filter\s*:(?!\s*none)|\b(?:image|image-set|src|cross-fade|expression|light-dark|var)\(",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_INSIDE = re.compile(r"url\(\s*[\"']?\s*#([^\s\"')]+)", re.IGNORECASE)
_PIXELS_PER_ELEMENT = MAX_PIXELS // MAX_ELEMENTS


def published(content: bytes) -> bytes:
    """Return a drawing as the documents show it.

    Args:
        content: the file.

    Raises:
        UnusableError: it has what it may not have; one reason for each.
    """
    content = _LIGHT_OR_DARK.sub(lambda colours: colours[1].strip(), content)
    if not _read(content).tells:
        return content
    content = _WRITTEN_PIXELS.sub(_bare, content)
    if _read(content).tells:
        raise UnusableError(
            "har et bilde med opplysninger om hvem som tok det, og hvor; sett det inn på nytt uten"
        )
    return content


def _bare(written: re.Match[bytes]) -> bytes:
    """Return a picture in a drawing as it is published."""
    made = pixels.published(_raster(_REFERENCE.sub(b"", written[1])))
    return b"data:image/%s;base64,%s" % (made.kind.encode(), b64encode(made.content))


def _raster(written: bytes) -> Raster:
    try:
        content = b64decode(written)
    except ValueError:
        content = b""
    what = kind(content)
    if what == "svg":
        raise UnusableError("ikke er et bilde av piksler")
    return pixels.read(content, what)


def _read(content: bytes) -> _Reader:
    """Read a drawing that can be used.

    Raises:
        UnusableError: it cannot.
    """
    try:
        if "svg" not in content.decode():
            raise UnusableError("er ikke et SVG-bilde")
    except UnicodeDecodeError:
        raise UnusableError("er ikke et SVG-bilde i UTF-8") from None
    reader = _Reader()
    try:
        reader.read(content)
    except UnusableError as stop:
        raise UnusableError(*reader.problems, *stop.args) from None
    except expat.ExpatError as error:
        raise UnusableError(
            *reader.problems, f"er ødelagt (linje {error.lineno}); lagre bildet på nytt"
        ) from None
    if reader.problems:
        raise UnusableError(*reader.problems)
    return reader


class _Reader:
    """Takes expat's events and notes, each once and with the line where it is first met, what may not be."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.tells = False
        """Whether a picture in the drawing tells more than it shows, or is shown in more ways than one."""
        self._noted: set[str] = set()
        self._open: list[tuple[str, str]] = []
        """Name and id of the elements that are open; one without an id has the id of the one around it."""
        self._elements: list[Element] = []
        self._styles: dict[str, list[str]] = {}
        """What the drawing's style sheets refer to, by class."""
        self._letters = 0
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.XmlDeclHandler = self._declaration
        self._parser.SkippedEntityHandler = self._entity

    def read(self, content: bytes) -> None:
        self._parser.Parse(content, True)  # noqa: FBT003 — expat's own signature
        if too_heavy(self._elements, self._styles):
            self._stop("gjentar seg selv for mye (use, pattern, mask, clipPath eller marker); forenkle det")

    def _stop(self, message: str) -> NoReturn:
        raise UnusableError(message)

    def _note(self, what: str, cure: str = "ta det ut av bildet") -> None:
        if what not in self._noted:
            self._noted.add(what)
            self.problems.append(f"har {what} (linje {self._parser.CurrentLineNumber}); {cure}")

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        """Pass over a document type that declares nothing and is SVG's own, or none."""
        own = not system or (_W3C.fullmatch(system) and (public or "").startswith("-//W3C//DTD SVG"))
        if internal or not own or name.rpartition(":")[2] != "svg":
            line = self._parser.CurrentLineNumber
            self._stop(f"har en <!DOCTYPE som ikke er SVG sin egen (linje {line}); ta den ut av bildet")

    def _entity(self, name: str, _is_parameter: int) -> None:
        self._stop(f"har &{name[:20]}; (linje {self._parser.CurrentLineNumber}); skriv selve tegnet")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._note("<?xml-stylesheet>")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self._stop(f"sier at det er skrevet i {encoding[:20]}; lagre det som UTF-8")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._open and name != f"{_SVG} svg":
            self._stop("er ikke et SVG-bilde")
        if any(name == _BROWSERS_ONLY for name, _ in self._open):
            self._open.append(("", ""))  # all of it is refused already
            return
        if (namespace == _SVG and local not in _ELEMENTS) or _ACTIVE_NAMESPACE.match(namespace):
            self._note(f"<{local[:30]}>", *([_CURES[local]] if local in _CURES else []))
        around = self._open[-1][1] if self._open else ""
        owner = attributes.get("id", around)
        self._open.append((local if namespace == _SVG else "", owner))
        if namespace == _SVG:
            self._take(local, attributes, (around, owner))
        if len(self._elements) > MAX_ELEMENTS or len(self._open) > MAX_PICTURE_DEPTH:
            self._stop(f"har over {MAX_ELEMENTS} elementer eller {MAX_PICTURE_DEPTH} nivåer; forenkle det")

    def _take(self, local: str, attributes: dict[str, str], place: tuple[str, str]) -> None:
        """Note what an element of SVG may not have, and what it costs to draw."""
        refers: list[str] = []
        weight = 1
        for key, value in attributes.items():
            if key in _HREF:
                if value.startswith("#"):
                    refers.append(value[1:])
                elif local == "image":
                    weight += self._pixels(value)
                else:
                    self._note(f"{key.split()[-1]} til «{_short(value)}»")
            else:
                refers += self._attribute(key, value)
        vertices = len(attributes.get("d", "") + attributes.get("points", "")) // 4
        classes = attributes.get("class", "").split()
        self._elements.append(Element(local, *place, tuple(refers), tuple(classes), weight, vertices))

    def _attribute(self, key: str, value: str) -> list[str]:
        """Note an attribute that acts or reaches out; return the ids that its value refers to."""
        namespace, _, local = key.rpartition(" ")
        if (not namespace and local.lower().startswith("on")) or (namespace and local == "base"):
            self._note(f"attributtet {local[:30]}")
        elif local == "filter" and value.strip() != "none":
            self._note("filter")
        elif local == "spreadMethod" and value.strip() != "pad":
            self._note("en fargeovergang som gjentar seg", "bruk en enkel farge, eller lagre bildet som PNG")
        return self._style_text(value) if local == "style" or "(" in value or "\\" in value else []

    def _style_text(self, text: str) -> list[str]:
        """Note what a piece of CSS may not have; return the ids that it refers to."""
        text = _COMMENT.sub(" ", text)
        if hit := _ACTIVE_STYLE.search(text):
            self._note(f"stilen «{_short(hit[0])}»")
        if hit := _OUTSIDE.search(text):
            self._note(f"stilen «{_short(text[hit.start() :])}»")
        return _INSIDE.findall(text)

    def _pixels(self, address: str) -> int:
        """Note a picture in the drawing that cannot be used; return what it weighs."""
        own = _OWN_PIXELS.fullmatch(address)
        if not own:
            self._note(f"bildet «{_short(address)}»")
            return 0
        try:
            raster = _raster(own[1].encode())
        except UnusableError as error:
            self._note(f"et bilde som {error.reasons[0].split(';')[0]}")
            return 0
        self.tells |= not pixels.is_published(raster)
        return raster.width * raster.height // _PIXELS_PER_ELEMENT

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        name = self._open[-1][0]
        if name == "style":
            self._sheet(text)
        elif name in {"text", "tspan", "textPath"}:
            self._letters += len(text)
            if self._letters > MAX_LETTERS:
                self._stop(f"har over {MAX_LETTERS} tegn tekst; forkort den")

    def _sheet(self, text: str) -> None:
        """Read a style sheet: what it refers to counts for the elements of its classes."""
        self._style_text(text)
        for selector, rule in _RULE.findall(_COMMENT.sub(" ", text)):
            refers = _INSIDE.findall(rule)
            if refers and not _CLASS.search(selector):
                self._note(f"stilen «{_short(selector)}» uten klasse, med url()")
            for name in _CLASS.findall(selector):
                self._styles.setdefault(name, []).extend(refers)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 — as much as a message has room for
