"""What continues from year to year: every `viderefører` names something that an earlier year has."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.files import read_inside, too_much
from handlingsprogram.read.limits import MAX_FILES
from handlingsprogram.read.schema import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from handlingsprogram.read.strict_yaml import Tree


def broken_links(trees: Iterable[Tree], year: Path) -> Iterator[Finding]:
    """Give a finding for each link to something that does not exist.

    Args:
        trees: the content files of a year, valid by their schemas.
        year: the year's folder; the other years lie beside it.
    """
    ids = cache(_ids)  # for one run: the files may have changed before the next
    for tree in trees:
        for path, link in tree.strings():
            if len(path) > 1 and path[-2] == "viderefører":
                message = _wrong(link, year, ids)
                if message:
                    yield Finding(tree.position(path), "viderefører", message)


def _wrong(link: str, year: Path, ids: Callable[[Path], frozenset[str] | None]) -> str:
    target, name = link.split("/")
    if target >= year.name:
        return f"«{link}» er ikke i et tidligere år enn {year.name}"
    if not (year.parent / target).is_dir():
        return f"finner ikke året {target} i {year.parent.as_posix()}"
    known = ids(year.parent / target)
    if known is None or name in known:
        return ""
    return f"{target} har ingenting med id-en «{name}»{suggestion(name, sorted(known))}"


def _ids(year: Path) -> frozenset[str] | None:
    """Return the ids of a year's sections and measures, or None where a file cannot be read.

    What cannot be read is reported when that year is checked itself.
    """
    if year.is_symlink():
        return None
    files = list(islice(year.rglob("[!.]*.yaml"), MAX_FILES + 1))
    if too_much(files):
        return None
    own = [file for file in files if file.name != "budsjett.yaml" or file.parent != year]
    trees = [read_inside(file, year.parent)[0] for file in own]
    if None in trees:
        return None
    return frozenset(
        text for tree in trees if tree for path, text in tree.strings() if path and path[-1] == "id"
    )
