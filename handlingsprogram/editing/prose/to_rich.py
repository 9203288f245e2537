"""Our Markdown as a document for an editor of rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.editing.prose.documents import MARKS
from handlingsprogram.editing.prose.leaves import BULLET, LINK
from handlingsprogram.editing.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.editing.prose.leaves import Leaf, Prose, Run

    _Notes = dict[str, tuple[Run, ...]]

_NAMES = {sign: name for name, sign in MARKS.items()}


def to_rich(markdown: str) -> dict[str, object]:
    """Return a text of the content as a document in JSON, as Tiptap and ProseMirror have them.

    Its nodes are `paragraph`, `bulletList` and `orderedList` (`loose`: blank lines between the items; `mark`:
    what the first begins with) of `listItem`, `blockquote`, `raw` (`source`: what the editor has no form for,
    kept as it is), `text`, `hardBreak`, `footnote` (`name`, and its text as `content`) and `reference` (`id`,
    and the author's own words as `text`); its marks `bold`, `italic`, `strike` and `link` (`href`).

    Args:
        markdown: the text as it is typed.
    """
    text, _ = read(markdown)
    return _document(text)


def _document(text: Prose) -> dict[str, object]:
    """Return a text as a document in JSON."""
    notes = {note.name: note.runs for note in text.notes}
    content, _ = _nodes(text.leaves, 0, 0, notes)
    return {"type": "doc", "content": content or [{"type": "paragraph"}]}


def _nodes(leaves: Sequence[Leaf], at: int, depth: int, notes: _Notes) -> tuple[list[object], int]:
    """Return what stands at a depth from a leaf on, and the number of the leaf after it."""
    found: list[object] = []
    while at < len(leaves) and leaves[at].depth >= depth:
        leaf = leaves[at]
        if leaf.kind == "punkt":
            node, at = _list_node(leaves, at, notes)
            found.append(node)
            continue
        at += 1
        if leaf.kind == "rå":
            found.append({"type": "raw", "attrs": {"source": leaf.runs[0].text}})
        elif leaf.kind == "avsnitt":
            found.append(_paragraph(leaf.runs, notes))
        else:
            content = [_paragraph(leaf.runs, notes)]
            while at < len(leaves) and leaves[at].kind == "sitat" and not leaves[at].begins:
                content.append(_paragraph(leaves[at].runs, notes))
                at += 1
            found.append({"type": "blockquote", "content": content})
    return found, at


def _list_node(leaves: Sequence[Leaf], at: int, notes: _Notes) -> tuple[dict[str, object], int]:
    first = leaves[at]
    items: list[object] = []
    while (
        at < len(leaves)
        and (leaves[at].kind, leaves[at].depth) == ("punkt", first.depth)
        and (not items or not leaves[at].begins)
    ):
        head = _paragraph(leaves[at].runs, notes)
        below, at = _nodes(leaves, at + 1, first.depth + 1, notes)
        items.append({"type": "listItem", "content": [head, *below]})
    if first.mark == BULLET:
        return {"type": "bulletList", "attrs": {"loose": first.loose}, "content": items}, at
    attributes = {"mark": first.mark, "loose": first.loose}
    return {"type": "orderedList", "attrs": attributes, "content": items}, at


def _paragraph(runs: Sequence[Run], notes: _Notes) -> dict[str, object]:
    return {"type": "paragraph", **({"content": _inline(runs, notes)} if runs else {})}


def _inline(runs: Sequence[Run], notes: _Notes) -> list[dict[str, object]]:
    found = []
    for run in runs:
        node: dict[str, object]
        match run.kind:
            case "ord":
                node = {"type": "text", "text": run.text}
            case "linje":
                node = {"type": "hardBreak"}
            case "note":
                content = _inline(notes[run.text], notes) if run.text in notes else None
                node = {"type": "footnote", "attrs": {"name": run.text, "content": content}}
            case "vis":
                node = {"type": "reference", "attrs": {"id": run.target, "text": run.text}}
        if run.marks:
            node["marks"] = [
                {"type": _NAMES[sign], **({"attrs": {"href": href}} if sign == LINK else {})}
                for sign, href in run.marks
            ]
        found.append(node)
    return found
