"""Read a PDF's tags with pypdf: the tree that a screen reader walks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Tag:
    """An element of the structure tree."""

    kind: str
    """`H1`, `TD` …, as the file says."""
    attributes: dict[str, Any]
    """Of all owners together: `Scope`, `ListNumbering` …"""
    id: str
    children: list[Tag] = field(default_factory=list)
    has_content: bool = False
    """Whether it marks something on a page itself."""
    annotations: list[Any] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Give this tag and those below it in reading order; of these kinds, where any are named."""
        if not kinds or self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)

    @property
    def says_something(self) -> bool:
        """Whether it or anything below it has content."""
        return any(tag.has_content for tag in self.all())


def read_tags(path: Path) -> Tag:
    """Return the document's tag, with the whole tree below it."""
    root: Any = pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    kids = root["/K"].get_object()
    (document,) = kids if isinstance(kids, ArrayObject) else [kids]
    return _tag(document.get_object())


def _tag(node: Any) -> Tag:
    attributes: dict[str, Any] = {}
    for owner in node.get("/A", []):
        attributes |= {key[1:]: value for key, value in owner.get_object().items() if key != "/O"}
    tag = Tag(node["/S"][1:], attributes, str(node.get("/ID", "")))
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        target = kid.get_object()
        if not isinstance(target, DictionaryObject) or target.get("/Type") == "/MCR":
            tag.has_content = True
        elif target.get("/Type") == "/OBJR":
            tag.annotations.append(target["/Obj"].get_object())
        else:
            tag.children.append(_tag(target))
    return tag
