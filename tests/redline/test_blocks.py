"""Any run of paragraphs and tables beside any other: accepted it is the one, rejected the other."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsprogram.render.word.xml import element
from handlingsprogram.review.redline.align import align_blocks
from handlingsprogram.review.redline.ends import settle
from handlingsprogram.review.redline.flow import Writer
from handlingsprogram.review.redline.marks import Marks
from handlingsprogram.review.redline.source import Block
from tests.documents.readers import W
from tests.redline.revisions import resolve

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORDS = ("vi", "skal", "bygge", "en", "gangvei", "langs", "elva", "og", "merke", "stien", ",", ".")
STYLES = ("BodyText", "ListBullet", "Heading2")
Sample = tuple[str, str, tuple[tuple[str, bool], ...]] | tuple[tuple[tuple[str, ...], ...], str]

runs = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), st.booleans()),
    max_size=3,
)
paragraphs = st.tuples(st.just("p"), st.sampled_from(STYLES), runs.map(tuple))
tables = st.tuples(
    st.just("tbl"),
    st.sampled_from(("Tabell", "Budsjettabell")),
    st.lists(
        st.tuples(st.sampled_from("abcd"), runs.map(tuple), runs.map(tuple)),
        min_size=1,
        max_size=3,
        unique_by=lambda row: row[0],
    ),
)
texts = st.lists(st.one_of(paragraphs, paragraphs, tables), min_size=1, max_size=7)


def block(sample: Any) -> Block:
    kind, style, content = sample
    if kind == "p":
        return Block(paragraph(style, content))
    table = element("tbl")
    table.append(element("tblPr"))
    table.append(element("tblGrid"))
    table[0].append(element("tblStyle", val=style))
    rows = []
    for name, *cells in content:
        row = element("tr")
        table.append(row)
        for said in cells:
            cell = element("tc")
            cell.extend([element("tcPr"), paragraph("Tabelltekst", said)])
            row.append(cell)
        rows.append(Block(row, name, ("", "1", "1")))
    return Block(table, shape=("tiltak", style), rows=rows)


def paragraph(style: str, said: tuple[tuple[str, bool], ...]) -> Element:
    node, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val=style))
    node.append(properties)
    for words, is_bold in said:
        run, text = element("r"), element("t")
        if is_bold:
            look = element("rPr")
            look.append(element("b"))
            run.append(look)
        text.text = words
        run.append(text)
        node.append(run)
    return node


def body(nodes: list[Any]) -> Any:
    root = element("body")
    root.extend(deepcopy(nodes))
    return root


def shown(root: Any) -> list[Any]:
    """Return blocks with their styles, and every letter with its look."""
    found: list[Any] = []
    for node in root:
        if node.tag == f"{W}p":
            style = node.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            letters = [
                (letter, run.find(f"{W}rPr/{W}b") is not None)
                for run in node.iter(f"{W}r")
                for part in run.iter(f"{W}t")
                for letter in part.text or ""
            ]
            found.append((style, letters))
        elif node.tag == f"{W}tbl":
            found.append([[shown(cell) for cell in row.iter(f"{W}tc")] for row in node.iter(f"{W}tr")])
    return found


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_any_two_texts_can_be_told_from_their_report(old: list[Any], new: list[Any]) -> None:
    before, after = list(map(block, old)), list(map(block, new))
    pairs = frozenset((name, name) for name in "abcd")
    writer = Writer(Marks(0), pairs, {}, {}, {})
    written = list(writer.flow(settle(align_blocks(before, after, pairs))))
    for side, accept in ((before, False), (after, True)):
        root = body(written)
        resolve(root, accept=accept)
        told = shown(root)
        if not side[-1].is_paragraph and told[-1] == (told[-1][0], []):
            told.pop()  # behind a table, Word ends in an empty paragraph in any case
        assert told == shown(body([item.node for item in side]))
    last = written[-1]
    if last.tag == f"{W}p" and after[-1].is_paragraph and before[-1].is_paragraph:
        assert last.find(f"{W}pPr/{W}rPr") is None, "the end of the text is a revision"
