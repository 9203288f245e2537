"""What typst cannot yet say in a PDF: a budget's row headers, footnotes' references, properties of our own.

The only module that opens a finished PDF. Structure by ISO 32000-1, 14.8; properties by ISO 16684-1, in
fields that PDF/A knows without further description (ISO 19005-2, 6.6.2.3).
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name

from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.pages import leftward
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.edition.properties import Properties
    from handlingsprogram.render.pages.layout import Layout

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"


def write(layout: Layout, view: View, properties: Properties) -> bytes:
    """Return the finished PDF of a document.

    Args:
        layout: the document in pages.
        view: what it shows.
        properties: what the file says of itself.
    """
    with pikepdf.open(io.BytesIO(layout.pdf(properties.epoch))) as pdf:
        parts = list(_parts(pdf.Root.StructTreeRoot))
        _drop_empty_labels(parts)
        _refer(parts, fixed_words(view.program.språk)["fotnote"])
        tables = [part for part in view.deler if isinstance(part, Table)]
        for node, table in zip((part for part in parts if _kind(part) == "/Table"), tables, strict=True):
            _sort_rows(node, table)
            if table.tabelltittel:
                _adopt_caption(node)
            if table.tittel and not table.viser_tittel:
                node.A = Array([*node.get("/A", []), Dictionary(O=Name.Table, Summary=table.tittel)])
            if (table.slag in {"budsjett", "kort"} or table.radhode) and table.rader:
                _head_rows(node)
            if table.slag == "kort" and table.rader:
                _name_card(node)
            _empty_heads(node)
        leftward.tell(pdf)
        for name, value in properties.egne().items():
            pdf.docinfo[Name(f"/{name}")] = value
        metadata = pdf.Root.Metadata
        metadata.write(_described(metadata.read_bytes(), properties))
        finished = io.BytesIO()
        # PDF/A-2 allows tags to be packed, which halves the file.
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(finished, object_stream_mode=packed, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()


# --- Structure ----------------------------------------------------------------------------------


def _children(node: Any) -> list[Any]:
    """Return the elements right below one, without marks of its content."""
    kids = node.get("/K", [])
    listed = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def _kind(node: Any) -> str:
    """Return an element's structure type, `/P` for a paragraph."""
    return str(node.S)


def _parts(node: Any) -> Iterator[Any]:
    """Give every element below one in reading order, but not what is in tables."""
    for kid in _children(node):
        yield kid
        if _kind(kid) != "/Table":
            yield from _parts(kid)


def _drop_empty_labels(parts: list[Any]) -> None:
    """Take the labels away that items of a list without signs have: there is nothing in them."""
    for part in parts:
        if _kind(part) == "/LI":
            label, *rest = _children(part)
            if rest and _kind(label) == "/Lbl" and not label.get("/K"):
                part.K = Array(rest)


def _refer(parts: list[Any], name: str) -> None:
    """Make a reference of each footnote's mark in the text; typst calls it a label, as the note's own is.

    Args:
        parts: the document's elements in reading order.
        name: what a footnote is called, `Fotnote {nummer}`; typst knows it in English.
    """
    for part in parts:
        kids = _children(part)
        for mark, note in pairwise(kids):
            if _kind(mark) == "/Lbl" and _kind(note) == "/Note":
                mark.S = Name.Reference
                for link in _annotations(mark):
                    number = str(link.get("/Contents", "")).rpartition(" ")[2]
                    link.Contents = name.format(nummer=number)


def _annotations(node: Any) -> Iterator[Any]:
    """Give the annotations, links for instance, that belong to an element."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if "/Obj" in kid:
                yield kid.Obj
            elif "/S" in kid:
                yield from _annotations(kid)


def _adopt_caption(table: Any) -> None:
    """Make the paragraph before a table its caption; typst has captions of figures only."""
    siblings = table.P.K
    place = next(i for i, sibling in enumerate(siblings) if sibling.objgen == table.objgen)
    caption = siblings[place - 1]
    del siblings[place - 1]
    caption.S, caption.P = Name.Caption, table
    table.K = Array([caption, *table.K])


def _sort_rows(table: Any, shown: Table) -> None:
    """Let a table have one head and one body.

    To typst, what names rows below it is a head among others, and the last rows, kept together, are a foot.
    """
    head, *bodies = _children(table)
    heads = len(shown.hode)
    named = _children(head)[heads:]
    if not named and [_kind(body) for body in bodies] in ([], ["/TBody"]):
        return
    whole, *_ = bodies
    rows = named + [row for body in bodies for row in _children(body)]
    for number, (row, data) in enumerate(zip(rows, shown.rader, strict=True)):
        row.P = whole
        for cell in _children(row):
            if data.gruppe:
                _head_group(cell)
            elif number < len(named) and not data.navner:
                _become(cell, Name.TD, **_spans(cell))
    whole.S, whole.K = Name.TBody, Array(rows)
    head.K, table.K = Array(_children(head)[:heads]), Array([head, whole])


def _spans(cell: Any) -> dict[str, Any]:
    """Return how many columns and rows a cell spans, as attributes."""
    told = {str(key)[1:]: value for entry in cell.get("/A", []) for key, value in entry.items()}
    return {key: told[key] for key in ("ColSpan", "RowSpan") if key in told}


def _head_group(cell: Any) -> None:
    """Make a cell a header of the rows below it, where it is none to typst: in a table's foot."""
    if _kind(cell) == "/TD" and cell.get("/K"):
        cell.S = Name.TH
        for entry in cell.get("/A", []):
            if entry.get("/O") == "/Table":
                entry.Scope = Name.Column


def _head_rows(table: Any) -> None:
    """Say of a budget table, or a card, that the first cell of each row tells what the row's others are.

    Scopes are enough in so regular a table; lists of header cells would hide the rows' headers.
    """
    for group in _children(table):
        for row in _children(group) if _kind(group) not in {"/THead", "/Caption"} else ():
            first, *others = _children(row)
            if any(cell.get("/K") for cell in others):
                _become(first, Name.TH, Scope=Name.Row)
                for cell in others:
                    _become(cell, Name.TD)
            else:
                # A row without a single figure is one cell, not a header of so many blanks.
                row.K = Array([first])
                _become(first, Name.TD, ColSpan=1 + len(others))


def _name_card(table: Any) -> None:
    """Make the one cell at a card's head its caption: it names the whole, and heads no column."""
    head, *rest = _children(table)
    [cell] = _children(_children(head)[0])
    _become(cell, Name.Caption)
    cell.P = table
    table.K = Array([cell, *rest])


def _empty_heads(table: Any) -> None:
    """Say of a table that an empty cell at its head, such as the corner, heads nothing."""
    for group in _children(table):
        for row in _children(group) if _kind(group) == "/THead" else ():
            for cell in _children(row):
                if not cell.get("/K"):
                    _become(cell, Name.TD)


def _become(cell: Any, kind: Name, **attributes: Any) -> None:
    """Make a cell a header or data, with these attributes as a table's cell and no others."""
    kept = [entry for entry in cell.get("/A", []) if entry.get("/O") != "/Table"]
    if attributes:
        kept.append(Dictionary(O=Name.Table, **attributes))
    cell.S = kind
    cell.A = Array(kept)


# --- Properties ---------------------------------------------------------------------------------


def _described(packet: bytes, properties: Properties) -> bytes:
    """Return an XMP packet with what PDF's own fields have no place for."""
    root = etree.fromstring(packet)
    description = root.find(f".//{{{_RDF}}}Description")
    assert description is not None  # noqa: S101 — typst writes one
    for namespace, name, kind, values in (
        (_DC, "publisher", "Bag", [properties.organisasjon]),
        (_DC, "date", "Seq", [properties.dato]),
        (_DC, "subject", "Bag", list(properties.stikkord)),
        (_XMP, "Label", "", [properties.status]),
        (_XMP_MM, "VersionID", "", [properties.revisjon]),
    ):
        if any(values):
            _add(description, f"{{{namespace}}}{name}", kind, values)
    return etree.tostring(root.getroottree(), encoding="UTF-8")


def _add(description: Any, name: str, kind: str, values: list[str]) -> None:
    field = etree.SubElement(description, name)
    if not kind:
        field.text = values[0]
        return
    listing = etree.SubElement(field, f"{{{_RDF}}}{kind}")
    for value in values:
        etree.SubElement(listing, f"{{{_RDF}}}li").text = value
