"""The words of a paragraph in a Word file, and what stands among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.received.file.story import Around, Story
from handlingsprogram.received.file.word.drawings import Drawings
from handlingsprogram.received.file.word.dress import Dresser, Setting
from handlingsprogram.received.file.word.fields import Field
from handlingsprogram.received.file.word.names import (
    MARKS,
    MATH,
    MC,
    R,
    W,
    author,
    child,
    is_on,
    value,
)
from handlingsprogram.received.file.word.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Paragraph
    from handlingsprogram.received.file.package import Package
    from handlingsprogram.received.file.word.dress import Dress
    from handlingsprogram.received.file.word.links import Link
    from handlingsprogram.received.file.word.styles import Styles

_DEEPEST_FIELDS = 30
"""Fields in fields; of more, the outermost have lost their ends."""
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class Words:
    """Reads what stands within paragraphs."""

    def __init__(self, package: Package, styles: Styles, story: Story) -> None:
        """Take what all parts of a file share."""
        self._story = story
        self._dresser = Dresser(styles, story)
        self._drawings = Drawings(package, story)
        self.links: Mapping[str, Link] = {}
        """The relationships of the part that is being read."""
        self.notes: Callable[[str, str], tuple[Paragraph, ...]] = lambda _kind, _number: ()
        """Reads a note."""
        self.fields: list[Field] = []
        self._setting = Setting(styles.paragraph(""))
        self.moves: dict[str, str] = {}
        """The moves that are open, by number."""
        self.moved = ""
        """The name of the move that the last words belong to."""
        self._inline = self._inline_readers()
        self._in_run = self._run_readers()

    def read(self, paragraph: Element, setting: Setting) -> None:
        """Read all that stands in a paragraph."""
        self._setting = setting
        self.moved = ""
        self._read(paragraph, Around())
        # Instructions do not reach over paragraphs: those that have no end here have lost it.
        while self.fields and not self.fields[-1].shows:
            self.fields.pop()

    # --- Between runs ---------------------------------------------------------------------------

    def _read(self, parent: Iterable[Element], around: Around) -> None:
        for node in parent:
            reader = self._inline.get(node.tag)
            if reader:
                reader(node, around)
            elif node.tag in MARKS:
                self._change(node, around)
            else:
                self._read(node, around)

    def _inline_readers(self) -> dict[str, Callable[[Element, Around], None]]:
        readers: dict[str, Callable[[Element, Around], None]] = {
            f"{W}{name}": self._skip for name in ("pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
        }
        readers |= {f"{W}{name}": self._place for name in _PLACES}
        readers |= {f"{MATH}{name}": self._formula for name in ("oMath", "oMathPara")}
        return readers | {
            f"{W}r": self._run,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            f"{W}sdt": self._control,
            f"{W}subDoc": lambda _, around: self._story.strange("objekt", around),
            f"{MC}AlternateContent": self._alternative,
        }

    def place(self, node: Element) -> None:
        """Take what may stand between paragraphs: the edge of a bookmark, of a comment or of a move."""
        number = value(node, "id")
        match str(node.tag).removeprefix(W):
            case "bookmarkStart":
                self._story.anchor(number, value(node, "name"))
            case "bookmarkEnd":
                self._story.anchor_end(number)
            case "commentRangeStart":
                self._story.remark(number)
            case "commentRangeEnd":
                self._story.remark_end(number)
            case "moveFromRangeStart" | "moveToRangeStart":
                self.moves[number] = value(node, "name")
            case "moveFromRangeEnd" | "moveToRangeEnd":
                self.moves.pop(number, None)

    def _skip(self, _node: Element, _around: Around) -> None:
        """Pass over properties."""

    def _place(self, node: Element, _around: Around) -> None:
        self.place(node)

    def _change(self, node: Element, around: Around) -> None:
        who = self._story.author(author(node))
        if str(node.tag).startswith(f"{W}move"):
            self.moved = next(reversed(self.moves.values()), self.moved)
        came = MARKS[str(node.tag)] == "inserted"
        self._read(node, around._replace(inserted=who) if came else around._replace(deleted=who))

    def _hyperlink(self, node: Element, around: Around) -> None:
        link, anchor = self.links.get(node.get(f"{R}id") or ""), value(node, "anchor")
        target = link.target if link else ""
        self._read(node, around._replace(link=f"{target}#{anchor}" if anchor else target))

    def _simple_field(self, node: Element, around: Around) -> None:
        one = Field(self._story.said, [value(node, "instr")], is_deleted=around.deleted is not None)
        one.show()
        self.fields.append(one)
        self._read(node, around)
        self._end_field(around)

    def _control(self, node: Element, around: Around) -> None:
        shown = child(node, "sdtContent")
        if shown is not None and not is_on(child(node, "sdtPr", "showingPlcHdr")):
            self._read(shown, around)

    def _alternative(self, node: Element, around: Around) -> None:
        self._read(chosen(node), around)

    def _formula(self, node: Element, around: Around) -> None:
        said = "".join(text.text or "" for text in node.iter(f"{MATH}t"))
        self._story.strange("ligning", around, said)

    # --- Runs -----------------------------------------------------------------------------------

    def _run(self, node: Element, around: Around) -> None:
        dress = self._dresser.dress(
            node.find(f"{W}rPr"), self._setting, around, is_in_field=bool(self.fields)
        )
        if self.fields:
            link = next((one.link for one in reversed(self.fields) if one.shows and one.link), "")
            around = around._replace(link=link or around.link)
        self._run_parts(node, around, dress)

    def _run_parts(self, node: Iterable[Element], around: Around, dress: Dress) -> None:
        for part in node:
            reader = self._in_run.get(part.tag)
            if reader:
                reader(part, around, dress)

    def _run_readers(self) -> dict[str, Callable[[Element, Around, Dress], None]]:
        signs = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
        readers: dict[str, Callable[[Element, Around, Dress], None]] = {
            f"{W}{name}": lambda _, around, dress, sign=sign: self._say(sign, around, dress)  # type: ignore[misc]
            for name, sign in signs.items()
        }
        for kind in ("footnote", "endnote"):
            readers[f"{W}{kind}Reference"] = lambda part, around, _, kind=kind: self._note(part, around, kind)  # type: ignore[misc]
        return readers | {
            f"{W}t": self._text,
            f"{W}delText": self._text,
            f"{W}br": self._break,
            f"{W}lastRenderedPageBreak": lambda *_: self._story.page_break(),
            f"{W}sym": self._sign,
            f"{W}instrText": self._instructions,
            f"{W}delInstrText": self._instructions,
            f"{W}fldChar": self._field_edge,
            f"{W}commentReference": lambda part, *_: self._story.remark_here(value(part, "id")),
            f"{W}drawing": lambda part, around, _: self._drawings.read(part, around, self.links),
            f"{W}pict": lambda part, around, _: self._drawings.read(part, around, self.links),
            f"{W}object": lambda part, around, _: self._drawings.read(part, around, self.links),
            f"{W}ruby": lambda part, around, _: self._ruby(part, around),
            f"{MC}AlternateContent": lambda part, around, dress: self._run_parts(chosen(part), around, dress),
        }

    def _say(self, text: str, around: Around, dress: Dress) -> None:
        if dress.is_hidden:
            self._story.strange("skjult", around, text)
        elif all(one.shows for one in self.fields[:-1]):  # else it is a part of instructions
            self._story.words(text, dress.look, around, dress.seen, dress.former)

    def _text(self, part: Element, around: Around, dress: Dress) -> None:
        text = part.text or ""
        if part.get(_PRESERVE) != "preserve":
            text = text.strip(" \t\r\n")
        if "\n" in text or "\t" in text or "\r" in text:
            text = text.replace("\r\n", " ").translate(_BLANKS)
        self._say(text, around, dress)

    def _break(self, part: Element, around: Around, dress: Dress) -> None:
        if value(part, "type") in {"", "textWrapping"}:  # pages and columns break as they may
            self._say("\n", around, dress)

    def _sign(self, part: Element, around: Around, dress: Dress) -> None:
        font, code = value(part, "font"), value(part, "char")
        found = sign(font, code)
        if found:
            self._say(found, around, dress)
        else:
            self._story.strange("tegn", around, value=f"{font} {code}".strip())

    def _note(self, part: Element, around: Around, kind: str) -> None:
        setting, fields, links = self._setting, self.fields, self.links
        self.fields = []
        paragraphs = self.notes(kind, value(part, "id"))
        self._setting, self.fields, self.links = setting, fields, links
        if paragraphs:
            self._story.note(paragraphs, around)

    def _ruby(self, part: Element, around: Around) -> None:
        for base in part.findall(f"{W}rubyBase"):
            self._read(base, around)

    # --- Fields ---------------------------------------------------------------------------------

    def _instructions(self, part: Element, _around: Around, _dress: Dress) -> None:
        if self.fields and not self.fields[-1].shows:
            self.fields[-1].instructions.append(part.text or "")

    def _field_edge(self, part: Element, around: Around, _dress: Dress) -> None:
        kind = value(part, "fldCharType")
        if kind == "begin":
            self.fields.append(Field(self._story.said, is_deleted=around.deleted is not None))
            del self.fields[:-_DEEPEST_FIELDS]
        elif kind == "separate" and self.fields:
            self.fields[-1].show()
        elif kind == "end" and self.fields:
            self._end_field(around)

    def _end_field(self, around: Around) -> None:
        done = self.fields.pop()
        if not done.shows:
            done.show()
        if done.is_strange:
            self._story.strange("felt", around, self._story.words_between(done.start), done.name)


_PLACES = (
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    *(f"move{way}Range{edge}" for way in ("From", "To") for edge in ("Start", "End")),
)
_BLANKS = str.maketrans("\n\r\t", "   ")


def chosen(alternatives: Element) -> Iterable[Element]:
    """Return what is to be shown of alternatives: the first choice, for we draw nothing."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    found = choice if choice is not None and len(choice) else fallback
    return () if found is None else found
