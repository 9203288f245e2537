"""What a site is made of, as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.render.checked import Shared
    from handlingsprogram.site.gathered.years import Frame


class Plan(NamedTuple):
    """What the site is made of."""

    content: Path
    documents: Path
    """Where `build` has put the documents."""
    frames: list[Frame]
    """The programmes that are on it."""
    formats: tuple[str, ...]
    """The documents that lie beside the pages."""
    adresse: str
    """Where it will be; empty where nobody has said."""
    shared: Shared
    tool: str
    """Changes with the tool and all that years share."""
    digest: Callable[[str, set[str]], str]
    """Gives what decides a year's pages, by its folder and the others that it is held against."""
