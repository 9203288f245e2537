"""What is left of a file when all that does not fit its schema is taken out.

A year with a mistake of form is not built, but the rest of it is checked all the same: whoever mends ten
mistakes wants to hear of them in one run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.form import schema
from handlingsprogram.read.text.strict_yaml import Path_, Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

STAND_INS: Mapping[str, Any] = {
    **dict.fromkeys(("begrunnelse", "navn", "organisasjon", "overskrift", "tekst", "tittel"), "…"),
    "bredde": 1,
    "dato": "2000-01-01",
    "enhet": "kroner",
    "innholdsfortegnelse": {"tittel": "…", "nivåer": 1},
    "nivåer": 1,
    "omslag": {"tittel": "…"},
    "språk": "nb-NO",
    "status": "utkast",
    "år": 2000,
}
"""What stands for a value that a thing cannot do without. Nothing is said of these: see `load`."""


def sound(tree: Tree, kind: str) -> Tree | None:
    """Return the part of a tree that fits its schema; None where there is none.

    What is left keeps its places in the file.

    Args:
        tree: the file.
        kind: the schema's name without ending.
    """
    left: Tree | None = tree
    while left and (misfits := schema.misfits(left, kind)):
        left = _mended(left, misfits)
    return left


def without(tree: Tree, gone: Collection[Path_]) -> Tree | None:
    """Return a tree without what stands at some paths; None where that is all of it."""
    return None if () in gone else _Copy(tree, gone, {}).tree


def _mended(tree: Tree, misfits: Collection[schema.Misfit]) -> Tree | None:
    """Return a tree whose misfits have been taken out, with stand-ins for what must be there."""
    gone = {misfit.path for misfit in misfits if not misfit.missing}
    needed: dict[Path_, dict[str, Any]] = {}
    for misfit in misfits:
        stand_ins = {"id": f"uten-id-{len(needed)}", **STAND_INS}
        if all(key in stand_ins for key in misfit.missing):
            needed[misfit.path] = {key: stand_ins[key] for key in misfit.missing}
        else:
            gone.add(misfit.path)
    return None if () in gone else _Copy(tree, gone, needed).tree


class _Copy:
    """A tree without some of its parts; the places of the rest follow them to their new paths."""

    def __init__(self, old: Tree, gone: Collection[Path_], needed: Mapping[Path_, Mapping[str, Any]]) -> None:
        """Copy a tree less what stands at some paths, with what mappings need besides, by their paths."""
        self._old = old
        self._gone = gone
        self._needed = needed
        self.tree = Tree(old.file, None, old.lines)
        self.tree = Tree(
            old.file, self._copied(old.data, (), ()), old.lines, self.tree.keys, self.tree.values
        )

    def _copied(self, value: Any, old: Path_, new: Path_) -> Any:
        self.tree.values[new] = self._old.position(old)
        if old in self._old.keys:
            self.tree.keys[new] = self._old.keys[old]
        if isinstance(value, dict):
            return self._copied_mapping(value, old, new)
        if isinstance(value, list):
            kept = [(i, item) for i, item in enumerate(value) if (*old, i) not in self._gone]
            return [self._copied(item, (*old, i), (*new, j)) for j, (i, item) in enumerate(kept)]
        return value

    def _copied_mapping(self, value: dict[str, Any], old: Path_, new: Path_) -> dict[str, Any]:
        kept = {}
        for key, item in value.items():
            if (*old, key) in self._gone:
                # What may come to stand for it is found where it stood.
                self.tree.values[*new, key] = self._old.position((*old, key))
            else:
                kept[key] = self._copied(item, (*old, key), (*new, key))
        for key, stand_in in self._needed.get(old, {}).items():
            kept[key] = stand_in
            self.tree.values[*new, key] = self._old.position((*old, key))
        return kept
