"""Collects what a file says while it is read from its beginning to its end, whichever format it has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import Foreign, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.received.file.document import Author, BlockPath, Form, Kept, KeptForm, Kind, Look

LONGEST = 120
"""Characters of the words that stand beside something."""
_DEEPEST = 20 * 3 + 1
"""Steps of a path: twenty tables, each in a cell of the one before."""

_LAST_EDITED = "_GoBack"
"""The bookmark in which Word remembers where somebody wrote last."""


class Around(NamedTuple):
    """What words stand within."""

    inserted: Author | None = None
    deleted: Author | None = None
    link: str = ""


class Seen(NamedTuple):
    """Something in the look of words that cannot be content."""

    kind: Kind
    value: str


class Mark(NamedTuple):
    """What is marked at a paragraph's end."""

    inserted: Author | None = None
    deleted: Author | None = None
    moved: str = ""
    former: KeptForm | None = None


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    path: BlockPath
    anchors: list[str]
    runs: list[Run] = field(default_factory=list)
    dress: tuple[Look, Around, Kept | None] | None = None
    """How the last words look, which are not among the runs yet."""
    pieces: list[str] = field(default_factory=list)
    """Those words."""
    late: dict[str, str] = field(default_factory=dict)
    """Bookmarks that begin behind its last words and have not ended: they belong to the next ones."""
    looks: dict[Seen, tuple[list[str], Author | None]] = field(default_factory=dict)
    """What the last words look like, and all those words."""

    def settle(self) -> None:
        """Make a run of the last words."""
        if self.dress:
            look, around, former = self.dress
            run = Run("".join(self.pieces), *look, around.link, (), around.inserted, around.deleted, former)
            self.runs.append(run)
            self.dress, self.pieces = None, []

    def tail(self) -> str:
        """Return so much of what it says so far as helps to find the place."""
        found, length = [], 0
        for text in chain(reversed(self.pieces), (run.text for run in reversed(self.runs))):
            found.append(text)
            length += len(text)
            if length > LONGEST:
                break
        return "".join(reversed(found))[-LONGEST:]


@dataclass(slots=True)
class Remarked:
    """The words that a comment is about, as places among all words."""

    path: BlockPath
    start: int
    end: int = -1


class Story:
    """A text while it is read."""

    def __init__(self) -> None:
        self.foreign: list[Foreign] = []
        self.remarked: dict[str, Remarked] = {}
        """By the comment's id."""
        self.authors: dict[str, None] = {}
        self._page = 1
        self._pages: dict[BlockPath, int] = {}
        self._paragraphs: list[_Open] = []
        self._pending: list[str] = []
        self._said: list[str] = []
        self._names: set[str] = set()

    @property
    def path(self) -> BlockPath:
        """The paragraph that is being read; of a note's, the one that the note belongs to."""
        return self._paragraphs[0].path if self._paragraphs else ()

    # --- Paragraphs -----------------------------------------------------------------------------

    def begin(self, path: BlockPath) -> None:
        """Begin a paragraph; one within another is a note's."""
        self._paragraphs.append(_Open(path, self._pending))
        self._pending = []
        self._pages.setdefault(self.path, self._page)

    def end(self, form: Form, mark: Mark) -> Paragraph:
        """End the paragraph that was begun last, and return it."""
        done = self._paragraphs.pop()
        done.settle()
        self._said.append("\n")
        self._end_looks(done, ())
        self._pending = list(dict.fromkeys(done.late.values()))
        carried = set(self._pending)
        paths = () if self._paragraphs else (done.path,)
        return Paragraph(
            tuple(done.runs),
            *form,
            anchors=tuple(name for name in done.anchors if name not in carried),
            inserted=mark.inserted,
            deleted=mark.deleted,
            moved=mark.moved,
            former=mark.former,
            paths=paths,
        )

    def page_break(self) -> None:
        """Take that a page has ended here when the file was saved."""
        self._page += 1
        if self._paragraphs and not (self._paragraphs[0].runs or self._paragraphs[0].pieces):
            self._pages[self.path] = self._page

    @property
    def pages(self) -> dict[BlockPath, int]:
        """Which page each paragraph begins on; nothing where no page has ended."""
        return self._pages if self._page > 1 else {}

    def enter(self, path: BlockPath) -> None:
        """Take that a table begins.

        Raises:
            RecursionError: it stands in so many others that nobody has made it.
        """
        if len(path) > _DEEPEST:
            raise RecursionError

    def split(self, form: Form, mark: Mark) -> Paragraph:
        """End a paragraph where another of the same place goes on."""
        path = self._paragraphs[-1].path
        done = self.end(form, mark)
        self.begin((*path[:-1], path[-1] + 1))
        return done

    def move_to(self, path: BlockPath) -> None:
        """Take another place for the paragraph that is being read."""
        self._paragraphs[-1].path = path

    # --- Words ----------------------------------------------------------------------------------

    def words(
        self, text: str, look: Look, around: Around, seen: Iterable[Seen] = (), former: Kept | None = None
    ) -> None:
        """Take words that look the same."""
        if not text:
            return
        paragraph = self._paragraphs[-1]
        dress = (look, around, former)
        if dress != paragraph.dress:
            paragraph.settle()
            paragraph.dress = dress
        paragraph.pieces.append(text)
        paragraph.late.clear()
        self._said.append(text)
        if paragraph.looks or seen:
            self._tell_looks(paragraph, text, around, tuple(seen))

    def note(self, paragraphs: tuple[Paragraph, ...], around: Around) -> None:
        """Take the reference to a note."""
        paragraph = self._paragraphs[-1]
        paragraph.settle()
        paragraph.runs.append(
            Run(note=paragraphs, link=around.link, inserted=around.inserted, deleted=around.deleted)
        )
        paragraph.late.clear()

    @property
    def said(self) -> int:
        """How many pieces of text there have been."""
        return len(self._said)

    def words_between(self, start: int, end: int = -1) -> str:
        """Return what was said from one count of pieces to another, cut short."""
        found, length = [], 0
        for place in range(start, end if end >= 0 else self.said):
            found.append(self._said[place])
            length += len(found[-1])
            if length > LONGEST:
                break
        return cut("".join(found))

    # --- Places ---------------------------------------------------------------------------------

    def anchor(self, number: str, name: str) -> None:
        """Take the beginning of a bookmark; between paragraphs, it begins in the next."""
        # LibreOffice begins those of whole sections again at their end.
        if not name or name in self._names or name == _LAST_EDITED:
            if self._paragraphs and name in self._paragraphs[-1].late.values():
                self._paragraphs[-1].late[number] = name
            return
        self._names.add(name)
        if not self._paragraphs:
            self._pending.append(name)
            return
        self._paragraphs[-1].anchors.append(name)
        self._paragraphs[-1].late[number] = name

    def anchor_end(self, number: str) -> None:
        """Take the end of a bookmark."""
        if self._paragraphs:
            late = self._paragraphs[-1].late
            name = late.get(number)
            for one in [one for one, other in late.items() if other == name]:
                del late[one]

    def remark(self, number: str) -> None:
        """Take the beginning of what a comment is about."""
        self.remarked.setdefault(number, Remarked(self.path, self.said))

    def remark_end(self, number: str) -> None:
        """Take the end of it."""
        remark = self.remarked.get(number)
        if remark and remark.end < 0:
            remark.end = self.said

    def remark_here(self, number: str) -> None:
        """Take the place of a comment, which may be all that is told."""
        remark = self.remarked.setdefault(number, Remarked(self.path, self.said))
        if remark.end < 0:
            remark.end = self.said
        remark.path = remark.path or self.path

    # --- What cannot be content -----------------------------------------------------------------

    def strange(self, kind: Kind, around: Around, words: str = "", value: str = "") -> None:
        """Take something that cannot be content; what is deleted is none."""
        if not around.deleted:
            beside = words or (self._paragraphs[-1].tail() if self._paragraphs else "")
            self.foreign.append(Foreign(kind, self.path, cut(beside), value, author=around.inserted))

    def picture(self, around: Around, words: str, data: bytes | None, suffix: str) -> None:
        """Take a picture."""
        if not around.deleted:
            self.foreign.append(
                Foreign("bilde", self.path, cut(words), data=data, suffix=suffix, author=around.inserted)
            )

    def look_of_cell(self, path: BlockPath, words: str, fill: str) -> None:
        """Take a cell's background."""
        self.foreign.append(Foreign("cellefarge", path, cut(words), fill))

    def _tell_looks(self, paragraph: _Open, text: str, around: Around, seen: tuple[Seen, ...]) -> None:
        kept = () if around.deleted else seen
        self._end_looks(paragraph, kept)
        for one in kept:
            paragraph.looks.setdefault(one, ([], around.inserted))[0].append(text)

    def _end_looks(self, paragraph: _Open, goes_on: tuple[Seen, ...]) -> None:
        for one in [one for one in paragraph.looks if one not in goes_on]:
            words, author = paragraph.looks.pop(one)
            said = "".join(words)
            if said.strip():
                where = self.path or paragraph.path
                self.foreign.append(Foreign(one.kind, where, cut(said), one.value, author=author))

    def author(self, author: Author) -> Author:
        """Note that somebody has changed or remarked something."""
        self.authors.setdefault(author.navn)
        return author


def without_sign(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return a note's paragraphs without the blank that stands behind its number."""
    first, *others = list(paragraphs) or [Paragraph()]
    runs = list(first.runs)
    while runs and not runs[0].note and not runs[0].text.lstrip(" \t\u00a0"):
        del runs[0]
    if runs and not runs[0].note:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" \t\u00a0"))
    return replace(first, runs=tuple(runs)), *others


def cut(words: str) -> str:
    """Return words on one line, those beyond what is needed to find them left out."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
