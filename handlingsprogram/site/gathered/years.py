"""Which programmes are on the site, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.files import read_valid
from handlingsprogram.read.folders import parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Frame(NamedTuple):
    """What has to be known of a programme before it is read."""

    mappe: str
    organisasjon: str
    språk: str
    er_utkast: bool


def frames(content: Path, names: Iterable[str]) -> list[Frame]:
    """Return what is known of programmes whose program.yaml can be read.

    Args:
        content: the content folder.
        names: the programmes' folders.
    """
    found = []
    for name in names:
        tree, _ = read_valid(content / name / "program.yaml", "program", content)
        data = tree.data if tree and isinstance(tree.data, dict) else {}
        if {"organisasjon", "språk", "status"} <= data.keys():
            found.append(
                Frame(name, str(data["organisasjon"]), str(data["språk"]), data["status"] != "vedtatt")
            )
    return found


def newest_first(names: Iterable[str]) -> list[str]:
    """Return folders in the order of the front page: the newest year's, then the rest, the newest first."""
    ordered = sorted(names, key=lambda name: (-parts(name)[1], parts(name)[0]))
    plain = [name for name in ordered if not parts(name)[0]][:1]
    return [*plain, *(name for name in ordered if name not in plain)]
