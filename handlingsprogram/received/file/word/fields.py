"""Fields (ISO/IEC 29500-1, 17.16): what they show is text, what they are made of is not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OWN = {"TOC", "PAGEREF", "HYPERLINK", ""}
"""Those that our own files have, or that are links."""
_PAGE_NUMBERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass(slots=True)
class Field:
    """A field that is being read."""

    start: int
    """How many pieces of text there were before it."""
    instructions: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its instructions have ended, and what follows is what it shows."""
    name: str = ""
    link: str = ""
    is_deleted: bool = False

    def show(self) -> None:
        """Take the end of the instructions."""
        self.shows = True
        self.name, self.link = told("".join(self.instructions))

    @property
    def is_strange(self) -> bool:
        """Tell whether it is something that cannot be content."""
        return self.name not in _OWN and not self.is_deleted

    @property
    def is_page_number(self) -> bool:
        """Tell whether it shows the number of a page."""
        return self.name in _PAGE_NUMBERS


def told(instructions: str) -> tuple[str, str]:
    """Return a field's name, and where it leads where it is a link."""
    parts = [quoted.replace("\\\\", "\\") or plain for quoted, plain in _PART.findall(instructions)]
    name = parts[0].upper() if parts else ""
    if name != "HYPERLINK":
        return name, ""
    address, place, i = "", "", 1
    while i < len(parts):
        if parts[i] in {"\\l", "\\o", "\\t", "\\m"}:
            place = parts[i + 1] if parts[i] == "\\l" and i + 1 < len(parts) else place
            i += 2 if parts[i] != "\\m" else 1
            continue
        address = address or ("" if parts[i].startswith("\\") else parts[i])
        i += 1
    return name, f"{address}#{place}" if place else address
