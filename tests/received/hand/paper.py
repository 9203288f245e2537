"""A Word file as one holds it while writing: its paragraphs as rows of atoms, its changes, its notes."""

from __future__ import annotations

import copy
import io
import zipfile
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
SIGNS = {"\t": "tab", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen", "\n": "br"}
"""What Word has elements for in a run."""
TEXTS = {name: sign for sign, name in SIGNS.items()}
_PLAIN = {W + "t", W + "rPr"}
_BESIDE = {W + "pPr", W + "bookmarkStart", W + "bookmarkEnd"}
SEEN = {"footnoteReference", "endnoteReference", "drawing", "object", "pict", "sym"}
"""Things in a run that a reader passes over as one sign."""


class Hand(NamedTuple):
    """Who writes, with tracked changes."""

    author: str
    date: str


@dataclass(slots=True)
class Atom:
    """A character of a paragraph, or a thing in it."""

    text: str
    """What is seen; empty for what is not."""
    node: Any = None
    """The element of a thing; None for characters."""
    in_run: bool = True
    dress: str = ""
    """Its `w:rPr`, as XML."""
    rsid: str = ""
    link: tuple[tuple[str, str], ...] = ()
    """The attributes of the hyperlink that it stands in."""
    field: str = ""
    """What a field around it says: `HYPERLINK "…"`."""
    ins: Hand | None = None
    dele: Hand | None = None
    was: tuple[str, Hand] | None = None
    """Its dress before a tracked change of it."""
    move: str = ""
    """Name of the move that it is part of, at either end."""
    is_seen: bool = True

    @property
    def is_here(self) -> bool:
        return self.is_seen and self.dele is None


def name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def element(tag: str, **attributes: str) -> Any:
    made = etree.Element(W + tag)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


class Line:
    """A paragraph."""

    def __init__(self, paper: Paper, node: Any) -> None:
        self.paper = paper
        self.node = node
        self._atoms: list[Atom] | None = None
        self.ins: Hand | None = None
        self.dele: Hand | None = None
        """Whose the paragraph's end is, where that has been set or deleted."""
        self.move = ""
        self.changed = False

    @property
    def atoms(self) -> list[Atom]:
        """What the paragraph holds, in order."""
        if self._atoms is None:
            children = (child for child in self.node if child.tag != W + "pPr")
            self._atoms = [atom for child in children for atom in _atoms(child)]
        return self._atoms

    @atoms.setter
    def atoms(self, atoms: list[Atom]) -> None:
        self._atoms = atoms

    @property
    def is_fresh(self) -> bool:
        """Whether nobody has looked into it yet."""
        return self._atoms is None

    def plain_words(self) -> str | None:
        """Return the words of a paragraph as it was built, if it has nothing but words; None for others."""
        found: list[str] = []
        for child in self.node:
            if child.tag == W + "r":
                if any(node.tag not in _PLAIN for node in child):
                    return None
                found += [node.text or "" for node in child if node.tag == W + "t"]
            elif child.tag not in _BESIDE:
                return None
        return "".join(found)

    @property
    def is_marked(self) -> bool:
        """Whether somebody has set or deleted its end, with tracked changes."""
        return self.ins is not None or self.dele is not None

    @property
    def style(self) -> str:
        found = self.node.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else found.get(W + "val")

    def here(self) -> list[int]:
        """Return where the atoms stand that a reader sees when all changes are accepted."""
        return [at for at, atom in enumerate(self.atoms) if atom.is_here]

    def words(self) -> str:
        return "".join(self.atoms[at].text for at in self.here())

    def hide(self, count_: int) -> None:
        """Take signs at the beginning for no words: a note's mark and the blank behind it."""
        for at in self.here()[:count_]:
            self.atoms[at].is_seen = False

    # --- What one does ---

    def insert(self, at: int, atoms: Iterable[Atom], hand: Hand | None) -> None:
        """Put atoms before the one at a place of those that are seen."""
        self.changed = True
        seen = self.here()
        index = seen[at - 1] + 1 if at else (seen[0] if seen else len(self.atoms))
        if at == len(seen) and self.paper.is_outside:
            index = len(self.atoms)  # behind the bookmarks that end there, and what is deleted
        self.atoms[index:index] = [replace(atom, ins=hand, dele=None) for atom in atoms]

    def type(self, at: int, text: str, hand: Hand | None) -> None:
        """Type words; they are dressed as what stands before them."""
        seen = self.here()
        beside = self._beside(seen, at)
        model = self.atoms[beside] if beside is not None else Atom("")
        dress = model.dress if beside is not None else self.plain_dress()
        both = 0 < at < len(seen) and self.atoms[seen[at - 1]].link == self.atoms[seen[at]].link
        link = model.link if both else ()
        if model.link and not link:
            dress = ""
        if self.paper.language:
            dress = dressed(dress, "lang", on=True)
        rsid = self.paper.rsid if self.paper.splits else model.rsid
        self.insert(at, [Atom(sign, dress=dress, rsid=rsid, link=link) for sign in text], hand)

    def _beside(self, seen: list[int], at: int) -> int | None:
        around = [*reversed(seen[:at]), *seen[at:]]
        return next((i for i in around if self.atoms[i].node is None), None)

    def plain_dress(self) -> str:
        return next((atom.dress for atom in self.atoms if atom.node is None), "")

    def delete(self, first: int, last: int, hand: Hand | None) -> None:
        """Delete what is seen from a place to before another."""
        self.changed = True
        for at in reversed(self.here()[first:last]):
            atom = self.atoms[at]
            if hand is None or (atom.ins is not None and atom.ins.author == hand.author):
                del self.atoms[at]
            else:
                atom.dele = hand

    def dress(self, first: int, last: int, tag: str, *, on: bool, hand: Hand | None) -> None:
        """Make signs bold (`b`) or italic (`i`), or no longer so."""
        self.changed = True
        for at in self.here()[first:last]:
            atom = self.atoms[at]
            if atom.node is not None:
                continue
            new = dressed(atom.dress, tag, on=on)
            if hand is not None and atom.was is None and atom.ins is None:
                atom.was = (atom.dress, hand)
            atom.dress = new

    def become(self, model: Line, hand: Hand | None) -> None:
        """Take over the kind of another paragraph: its style and its list."""
        former, new = self.node.find(W + "pPr"), copy.deepcopy(model.node.find(W + "pPr"))
        kept = {"rPr", "sectPr", "pPrChange"}
        for child in [one for one in new if name(one) in kept]:
            new.remove(child)
        if hand:
            change = self._mark("pPrChange", hand)
            change.append(copy.deepcopy(former))
            for child in [one for one in change[0] if name(one) in kept]:
                change[0].remove(child)
            new.append(change)
        self.node.replace(former, new)
        self.changed = True

    def remove(self) -> None:
        """Take the paragraph out of the file."""
        self.node.getparent().remove(self.node)
        del self.paper.lines[self.node]

    # --- Written ---

    def write(self) -> None:
        """Let the paragraph's element have its atoms."""
        if not self.changed:
            return
        atoms = self.atoms
        for child in list(self.node):
            if child.tag != W + "pPr":
                self.node.remove(child)
        for part in _grouped(atoms, lambda atom: (atom.link, atom.field if atom.in_run else "")):
            nodes = list(self._changes(part))
            self.node.extend(self._around(part, nodes))
        self._write_mark()

    def _around(self, part: list[Atom], nodes: list[Any]) -> list[Any]:
        atom = part[0]
        if atom.link:
            link = etree.Element(W + "hyperlink", dict(atom.link))
            link.extend(nodes)
            return [link]
        if atom.field and atom.in_run:
            return [*self._field(atom), *nodes, *self._field(atom, end=True)]
        return nodes

    def _field(self, atom: Atom, *, end: bool = False) -> Iterator[Any]:
        kinds = ["end"] if end else ["begin", "", "separate"]
        nodes = []
        for kind in kinds:
            run = element("r")
            node = element("fldChar", fldCharType=kind) if kind else element("instrText")
            if not kind:
                node.set(XML + "space", "preserve")
                node.text = f" {atom.field} "
            run.append(node)
            nodes.append(run)
        if atom.ins is None:
            yield from nodes
        else:
            around = self._mark("ins", atom.ins)
            around.extend(nodes)
            yield around

    def _mark(self, tag: str, hand: Hand) -> Any:
        return element(tag, id=str(next(self.paper.ids)), author=hand.author, date=hand.date)

    def _changes(self, part: list[Atom]) -> Iterator[Any]:
        for group in _grouped(part, lambda atom: (atom.in_run, atom.ins, atom.dele, atom.move)):
            atom = group[0]
            if not atom.in_run:
                yield from (self._bare(one) for one in group)
            else:
                yield from self._tracked(atom, list(self._runs(group)))

    def _bare(self, atom: Atom) -> Any:
        """Return a thing beside the runs; what changes of a reference is what stands in it."""
        node = copy.deepcopy(atom.node)
        if name(node) == "hyperlink" and (atom.ins or atom.dele):
            runs = list(node)
            if atom.dele and not atom.move:
                for text in node.iter(W + "t"):
                    text.tag = W + "delText"
            node.extend(self._tracked(atom, runs))
        return node

    def _tracked(self, atom: Atom, nodes: list[Any]) -> list[Any]:
        if atom.dele:
            nodes = [self._wrapped("moveFrom" if atom.move else "del", atom.dele, nodes)]
        if atom.ins:
            nodes = [self._wrapped("moveTo" if atom.move and not atom.dele else "ins", atom.ins, nodes)]
        return nodes

    def _wrapped(self, tag: str, hand: Hand, nodes: list[Any]) -> Any:
        around = self._mark(tag, hand)
        around.extend(nodes)
        return around

    def _runs(self, group: list[Atom]) -> Iterator[Any]:
        for part in _grouped(group, lambda atom: (atom.dress, atom.rsid, atom.was)):
            first = part[0]
            run = element("r", **({"rsidR": first.rsid} if first.rsid else {}))
            dress = etree.fromstring(first.dress) if first.dress else element("rPr")
            if first.was:
                change = self._mark("rPrChange", first.was[1])
                change.append(etree.fromstring(first.was[0]) if first.was[0] else element("rPr"))
                dress.append(change)
            if len(dress):
                run.append(dress)
            run.extend(_content(part))
            yield run

    def _write_mark(self) -> None:
        """Say in the paragraph's properties whose its end is."""
        properties = self.node.find(W + "pPr")
        if properties is None:
            properties = element("pPr")
            self.node.insert(0, properties)
        mark = properties.find(W + "rPr")
        if mark is None:
            mark = element("rPr")
            behind = [one for one in properties if name(one) in {"sectPr", "pPrChange"}]
            behind[0].addprevious(mark) if behind else properties.append(mark)
        for tag, hand in (("del", self.dele), ("ins", self.ins)):
            moved = {"del": "moveFrom", "ins": "moveTo"}[tag]
            for old in [*mark.findall(W + tag), *mark.findall(W + moved)]:
                mark.remove(old)
            if hand:
                mark.insert(0, self._mark(moved if self.move else tag, hand))
        if not len(mark):
            properties.remove(mark)


def _content(part: list[Atom]) -> Iterator[Any]:
    for is_text, group in groupby(part, key=lambda atom: atom.node is None and atom.text not in SIGNS):
        atoms = list(group)
        if is_text:
            is_deleted = atoms[0].dele is not None and not atoms[0].move
            node = element("delText" if is_deleted else "t")
            node.set(XML + "space", "preserve")
            node.text = "".join(atom.text for atom in atoms)
            yield node
        else:
            yield from (
                element(SIGNS[atom.text]) if atom.node is None else copy.deepcopy(atom.node) for atom in atoms
            )


def _grouped(atoms: list[Atom], key: Any) -> Iterator[list[Atom]]:
    for _, group in groupby(atoms, key=key):
        yield list(group)


def _atoms(node: Any) -> Iterator[Atom]:
    """Give the atoms of what stands in a paragraph."""
    tag = name(node)
    if tag == "hyperlink" and node.get(R + "id") is None:
        yield Atom("".join(node.itertext(W + "t")), copy.deepcopy(node), in_run=False)
    elif tag == "hyperlink":
        link = tuple(node.attrib.items())
        for run in node:
            yield from (replace(atom, link=link) for atom in _atoms(run))
    elif tag == "r":
        yield from _run(node)
    else:
        yield Atom("", copy.deepcopy(node), in_run=False, is_seen=False)


def _run(run: Any) -> Iterator[Atom]:
    properties = run.find(W + "rPr")
    dress = "" if properties is None else etree.tostring(properties, with_tail=False).decode()
    for node in run:
        tag = name(node)
        if tag == "t":
            yield from (Atom(sign, dress=dress) for sign in node.text or "")
        elif tag in TEXTS and not node.get(W + "type"):
            yield Atom(TEXTS[tag], dress=dress)
        elif tag != "rPr":
            yield Atom("", copy.deepcopy(node), dress=dress, is_seen=tag in SEEN)


_DRESS = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "lang"]
"""Some of what a run has, in the order that the schema asks for; what is not named stands before the last."""


def dressed(dress: str, tag: str, *, on: bool) -> str:
    """Return run properties with `b`, `i` or `lang` set or taken away."""
    properties = etree.fromstring(dress) if dress else element("rPr")
    tags = [tag] if tag == "lang" else [tag, f"{tag}Cs"]
    for old in [node for node in properties if name(node) in tags]:
        properties.remove(old)
    if on:
        properties.extend(element(one, **({"val": "nn-NO"} if one == "lang" else {})) for one in tags)
        place = {one: at for at, one in enumerate(_DRESS)}
        properties[:] = sorted(properties, key=lambda node: place.get(name(node), 5.5))
    return etree.tostring(properties, with_tail=False).decode() if len(properties) else ""


@dataclass
class Paper:
    """A Word file."""

    parts: dict[str, bytes]
    body: Any
    notes: Any
    links: Any
    ids: Iterator[int] = field(default_factory=lambda: count(500_000))
    rsid: str = ""
    splits: bool = False
    """Whether what is typed is a run of its own, as in a file that Word has saved in another sitting."""
    language: bool = False
    """Whether Word writes a language on what is typed, as it does where the keyboard has another."""
    is_outside: bool = False
    """Whether what is typed at a paragraph's end comes behind the bookmarks that end there."""
    lines: dict[Any, Line] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> Paper:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {one: package.read(one) for one in package.namelist()}
        body, notes, links = (
            etree.fromstring(parts[f"word/{part}"])
            for part in ("document.xml", "footnotes.xml", "_rels/document.xml.rels")
        )
        return cls(parts, body, notes, links)

    def line(self, node: Any) -> Line:
        """Return a paragraph to write in, always the same of one element."""
        return self.lines.get(node) or self.keep(Line(self, node))

    def keep(self, line: Line) -> Line:
        """Take what was read of a paragraph for what is written in from here on."""
        self.lines[line.node] = line
        return line

    def like(self, line: Line) -> Line:
        """Return a new, empty paragraph of another's kind, that stands nowhere yet."""
        node = element("p")
        properties = line.node.find(W + "pPr")
        if properties is not None:
            kept = copy.deepcopy(properties)
            for child in [one for one in kept if name(one) in {"rPr", "sectPr", "pPrChange"}]:
                kept.remove(child)
            node.append(kept)
        made = self.line(node)
        made.changed = True
        return made

    def address(self, url: str) -> str:
        """Return the id of a new relationship to a web address."""
        key = f"rIdHand{len(self.links)}"
        made = etree.SubElement(self.links, self.links[0].tag)
        for attribute, value in (
            ("Id", key),
            ("Type", HYPERLINK),
            ("Target", url),
            ("TargetMode", "External"),
        ):
            made.set(attribute, value)
        return key

    def drop_note(self, atom: Atom) -> None:
        """Take away the text of a footnote, if this is its mark."""
        if atom.node is not None and name(atom.node) == "footnoteReference":
            [note] = [one for one in self.notes if one.get(W + "id") == atom.node.get(W + "id")]
            self.notes.remove(note)

    def new_note(self, hand: Hand | None, text: str) -> tuple[Any, Line]:
        """Return the mark of a new footnote, and the paragraph of its text."""
        key = str(max(int(one.get(W + "id")) for one in self.notes) + 1)
        note = element("footnote", id=key)
        node = element("p")
        properties = element("pPr")
        properties.append(element("pStyle", val="FootnoteText"))
        node.append(properties)
        note.append(node)
        self.notes.append(note)
        line = self.line(node)
        dress = element("rPr")
        dress.append(element("rStyle", val="FootnoteReference"))
        shown = etree.tostring(dress).decode()
        line.insert(0, [Atom("", element("footnoteRef"), dress=shown, is_seen=False)], None)
        line.atoms += [Atom(" ", is_seen=False)]
        line.atoms += [Atom(sign) for sign in text]
        for atom in line.atoms:
            atom.ins = hand
        return element("footnoteReference", id=key), line

    def saved(self) -> bytes:
        """Return the file with all that was written."""
        for line in self.lines.values():
            line.write()
        self._order_notes()
        parts = dict(self.parts)
        for part, root in (
            ("document.xml", self.body),
            ("footnotes.xml", self.notes),
            ("_rels/document.xml.rels", self.links),
        ):
            parts[f"word/{part}"] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                package.writestr(part, content)
        return made.getvalue()

    def _order_notes(self) -> None:
        """Count notes in the order of their marks, as Word does when it saves: LibreOffice trusts in it."""
        marks = list(self.body.iter(W + "footnoteReference"))
        place = {one.get(W + "id"): at for at, one in enumerate(marks)}
        marked = [one for one in self.notes if one.get(W + "id") in place]
        kept = sorted(int(one.get(W + "id")) for one in marked)
        ordered = sorted(marked, key=lambda one: place[one.get(W + "id")])
        self.notes[:] = [*(one for one in self.notes if one not in marked), *ordered]
        for number, mark, note in zip(kept, marks, ordered, strict=True):
            mark.set(W + "id", str(number))
            note.set(W + "id", str(number))
