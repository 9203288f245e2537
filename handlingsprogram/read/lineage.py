"""What continues from year to year: every `viderefører` names something that an earlier year has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read import strict_yaml
from handlingsprogram.read.schema import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handlingsprogram.read.strict_yaml import Tree


def broken_links(trees: Iterable[Tree], year: Path) -> Iterator[Finding]:
    """Give a finding for each link to something that does not exist.

    Args:
        trees: the content files of a year, valid by their schemas.
        year: the year's folder; the other years lie beside it.
    """
    for tree in trees:
        for path, link in tree.strings():
            if len(path) > 1 and path[-2] == "viderefører":
                message = _wrong(link, year)
                if message:
                    yield Finding(tree.position(path), "viderefører", message)


def _wrong(link: str, year: Path) -> str:
    target, name = link.split("/")
    if target >= year.name:
        return f"«{link}» er ikke i et tidligere år enn {year.name}"
    known = _ids(year.parent / target)
    if not known:
        return f"finner ikke året {target} i {year.parent.as_posix()}"
    return (
        "" if name in known else f"{target} har ingenting med id-en «{name}»{suggestion(name, sorted(known))}"
    )


@cache
def _ids(year: Path) -> frozenset[str]:
    """Return every id of a year; a file that cannot be read has none, and is reported with its own year."""
    trees = [strict_yaml.read(file, file.as_posix())[0] for file in year.rglob("[!.]*.yaml")]
    return frozenset(
        text for tree in trees if tree for path, text in tree.strings() if path and path[-1] == "id"
    )
