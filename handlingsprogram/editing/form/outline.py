"""A year as an outline: what there is to open, in the order of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.files import SHARED
from handlingsprogram.editing.form.form import name_of
from handlingsprogram.editing.places import Place, written
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.load import Folder

LISTED = {
    "kapitler": "kapittel",
    "vedlegg": "vedlegg",
    "innsatsområder": "innsatsomrade",
    "tverrgående_temaer": "tverrgaende-tema",
}
"""The lists of ids that name files, and what kind those are."""
_BESIDE = {
    "mal": "Mål og indikatorer",
    "godtatt": "Godtatte funn",
    "saksfremlegg": "Saksfremlegg",
    "vedtak": "Vedtak",
}
_OF_ALL = {"partnere": "Partnere", "tema": "Utseende", "baerekraftsmal": "FNs bærekraftsmål"}


@record
class Node:
    """Something that can be opened."""

    title: str
    kind: str
    """`program`, `seksjon`, `tiltak`, `budsjettabell`, `fil` or `gruppe`; the last cannot be opened."""
    place: Place
    id: str = ""
    """What the preview knows it by."""
    listed: Place | None = None
    """The list that it can be moved in, and out of; None where it cannot."""
    item: str = ""
    """Its own place in that list."""
    index: int = 0
    """Which of that list it is."""
    adds: tuple[tuple[str, Place], ...] = ()
    """What can be made below it: what that is called, and the list that it is put in."""
    children: tuple[Node, ...] = ()

    def all(self) -> Iterator[Node]:
        """Give it and all below it."""
        yield self
        for child in self.children:
            yield from child.all()


def outline(folder: Folder, shared: Mapping[str, Any]) -> tuple[Node, ...]:
    """Return what there is in a year.

    Args:
        folder: the year as it was read; what is wrong in it is passed over.
        shared: what the files hold that all years share, by kind.
    """
    return _Outline(folder).nodes(shared)


class _Outline:
    def __init__(self, folder: Folder) -> None:
        self._year = folder.path.name
        self._data = {key: tree.data for key, tree in folder.trees.items() if isinstance(tree.data, dict)}
        self._beside = {kind: tree.data for kind, tree in folder.beside.items()}
        self._statuses = sorted(folder.statuses)
        self._shapeless = [file.relative_to(folder.path).as_posix() for file in folder.unreadable]
        self._shapeless += [
            f"{FOLDERS[kind]}/{name}.yaml" if kind in FOLDERS else f"{name}.yaml"
            for kind, name in folder.trees
            if (kind, name) not in self._data and kind != "program"
        ]
        self._seen: set[tuple[str, str]] = set()

    def nodes(self, shared: Mapping[str, Any]) -> tuple[Node, ...]:
        program = self._data.get(("program", "program"), {})
        place = Place(f"{self._year}/program.yaml", "")
        adds = (("Nytt kapittel", place.below("kapitler")), ("Nytt vedlegg", place.below("vedlegg")))
        nodes = [Node("Om programmet", "program", place, adds=adds)]
        nodes += self._files(place, program, "kapitler")
        nodes += self._files(place, program, "vedlegg")
        nodes += self._left()
        nodes += self._budget()
        for kind, title in _BESIDE.items():
            if (kind, kind) in self._data or kind in self._beside:
                nodes.append(Node(title, "fil", Place(f"{self._year}/{kind}.yaml", "")))
        nodes += [
            Node(f"Status {name}", "fil", Place(f"{self._year}/status/{name}.yaml", ""))
            for name in self._statuses
        ]
        nodes += [Node(file, "fil", Place(f"{self._year}/{file}", "")) for file in self._shapeless]
        common = [
            Node(_OF_ALL[kind], "fil", Place(file, "")) for file, kind in SHARED.items() if kind in shared
        ]
        if common:
            nodes.append(Node("Felles for alle år", "gruppe", Place("", ""), children=tuple(common)))
        return tuple(nodes)

    def _files(self, above: Place, data: Mapping[str, Any], key: str) -> Iterator[Node]:
        """Give the files that a list names."""
        kind = LISTED[key]
        listed = data.get(key)
        names: Sequence[Any] = listed if isinstance(listed, list) else ()
        for index, name in enumerate(names):
            own = self._data.get((kind, str(name)))
            if own is not None and (kind, name) not in self._seen:
                self._seen.add((kind, str(name)))
                place = Place(f"{self._year}/{FOLDERS[kind]}/{name}.yaml", "")
                yield self._section(place, own, above.below(key), above.below(key, index).path, index)

    def _left(self) -> Iterator[Node]:
        """Give the files that nothing names, so that they can be opened and listed."""
        for (kind, name), data in self._data.items():
            if kind in FOLDERS and (kind, name) not in self._seen:
                yield self._section(Place(f"{self._year}/{FOLDERS[kind]}/{name}.yaml", ""), data, None, "", 0)

    def _section(
        self, place: Place, data: Mapping[str, Any], listed: Place | None, item: str, index: int
    ) -> Node:
        children = [*self._blocks(place, data)]
        below = data.get("underkapitler")
        for number, one in enumerate(below if isinstance(below, list) else ()):
            if isinstance(one, dict):
                inner = place.below("underkapitler", written(below, (number,)))
                children.append(self._section(inner, one, place.below("underkapitler"), inner.path, number))
        for key in ("innsatsområder", "tverrgående_temaer"):
            children += self._files(place, data, key)
        title = str(data.get("tittel") or data.get("id") or place.file)
        id_ = str(data.get("id", ""))
        adds = (*self._measure_lists(place, data), ("Nytt underkapittel", place.below("underkapitler")))
        for key, label in (
            ("innsatsområder", "Nytt innsatsområde"),
            ("tverrgående_temaer", "Nytt tverrgående tema"),
        ):
            adds += ((label, place.below(key)),) if key in data else ()
        return Node(title, "seksjon", place, id_, listed, item, index, adds, tuple(children))

    def _measure_lists(self, place: Place, data: Mapping[str, Any]) -> tuple[tuple[str, Place], ...]:
        """Return where a new measure goes: into the last table of the section, or a new one."""
        blocks = data.get("innhold")
        known = blocks if isinstance(blocks, list) else []
        at = [i for i, block in enumerate(known) if isinstance(block, dict) and "tiltak" in block]
        where = (
            place.below("innhold", at[-1], "tiltak") if at else place.below("innhold", len(known), "tiltak")
        )
        return (("Nytt tiltak", where),)

    def _blocks(self, place: Place, data: Mapping[str, Any]) -> Iterator[Node]:
        """Give the measures of a section, and the budget's tables that stand in it."""
        blocks = data.get("innhold")
        for number, block in enumerate(blocks if isinstance(blocks, list) else ()):
            measures = block.get("tiltak") if isinstance(block, dict) else None
            if isinstance(measures, list):
                listed = place.below("innhold", number, "tiltak")
                for index, one in enumerate(measures):
                    if isinstance(one, dict):
                        own = Place(place.file, f"{listed.path}/{written(measures, (index,))}")
                        id_ = str(one.get("id", ""))
                        yield Node(
                            name_of(one.get("tekst")) or id_, "tiltak", own, id_, listed, own.path, index
                        )

    def _budget(self) -> Iterator[Node]:
        data = self._data.get(("budsjett", "budsjett"), {})
        found = data.get("tabeller")
        tables = found if isinstance(found, list) else []
        place = Place(f"{self._year}/budsjett.yaml", "")
        children = tuple(
            Node(
                f"{one.get('tittel') or one.get('id')}",
                "budsjettabell",
                Place(place.file, f"tabeller/{written(tables, (number,))}"),
                str(one.get("id", "")),
            )
            for number, one in enumerate(tables)
            if isinstance(one, dict)
        )
        if ("budsjett", "budsjett") in self._data:
            yield Node("Tall i budsjettet", "fil", place, children=children)
