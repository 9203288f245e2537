"""The record in the folder of the documents: what was written there, and of what it was built.

It is a hint and no more: a document counts as built only where its own bytes are the ones that were written,
and a record that cannot be read is none.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

NAME = ".bygg.json"
"""Hidden: it is nobody's document."""
_FORM = 1
"""Another number is another form, which this cannot read."""


class Record:
    """What is known of the folder of the documents."""

    def __init__(self, out: Path) -> None:
        """Read the record of a folder; an empty one where there is none that can be used."""
        self._out = out
        self._built: dict[str, dict[str, dict[str, Any]]] = {}
        self._written: dict[str, str] = {}
        try:
            data = json.loads((out / NAME).read_bytes())
            if data["form"] == _FORM:
                self._built, self._written = _sound(data["bygd"]), _names(data["skrevet"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            pass

    def is_current(
        self, folder: str, formats: Collection[str], digest: Callable[[str, Iterable[str]], str]
    ) -> bool:
        """Tell whether a year's documents are there as they would be built now.

        Args:
            folder: the name of the year's folder.
            formats: the formats asked for.
            digest: gives what decides them, by the year and the other years that it asked about.
        """
        built = self._built.get(folder, {})
        entries = [built.get(one) for one in formats]
        return all(
            entry is not None
            and entry["av"] == digest(folder, entry["andre"])
            and all(self._is_as_written(name) for name in entry["filer"])
            for entry in entries
        )

    def warnings(self, folder: str) -> int:
        """Return how many warnings there were when a year was built."""
        return max((entry["advarsler"] for entry in self._built.get(folder, {}).values()), default=0)

    def note(
        self,
        folder: str,
        of: tuple[str, Iterable[str]],
        files: Mapping[str, Mapping[str, bytes]],
        warnings: int,
    ) -> None:
        """Note what is about to be written.

        Args:
            folder: the name of the year's folder.
            of: the digest of what it was built of, and the other years that it asked about.
            files: the files' names and bytes, by format.
            warnings: how many warnings there were.
        """
        digest, others = of
        for one, written in files.items():
            self._built.setdefault(folder, {})[one] = {
                "av": digest,
                "andre": sorted(others),
                "filer": sorted(written),
                "advarsler": warnings,
            }
            self._written |= {name: sha256(content).hexdigest() for name, content in written.items()}

    def doubt(self, is_right: Callable[[str, Iterable[str], str], bool]) -> None:
        """Let what was built of something else than what there is be built again.

        Args:
            is_right: tells, by the year, the other years that it asked about, and the digest.
        """
        for folder, formats in self._built.items():
            for entry in formats.values():
                if not is_right(folder, entry["andre"], entry["av"]):
                    entry["av"] = ""

    def left_over(self, folders: Collection[str]) -> list[Path]:
        """Return the files that were written here, are as they were written, and belong to no year any more.

        Args:
            folders: the names of the years' folders that there are.
        """
        kept: set[str] = {
            name
            for folder, formats in self._built.items()
            if folder in folders
            for entry in formats.values()
            for name in entry["filer"]
        }
        return [self._out / name for name in sorted(self._written.keys() - kept) if self._is_as_written(name)]

    def forget(self, folders: Collection[str], files: Iterable[Path]) -> None:
        """Strike out files that are taken away, and years that are no more."""
        for path in files:
            self._written.pop(path.relative_to(self._out).as_posix(), None)
        self._built = {folder: built for folder, built in self._built.items() if folder in folders}

    def as_file(self) -> dict[Path, bytes]:
        """Return the record as a file to write."""
        data = {"form": _FORM, "bygd": self._built, "skrevet": self._written}
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        return {self._out / NAME: f"{text}\n".encode()}

    def _is_as_written(self, name: str) -> bool:
        path = self._out / name
        try:
            return (
                path.resolve() == self._out.resolve() / name  # no link leads elsewhere
                and path.is_file()
                and sha256(path.read_bytes()).hexdigest() == self._written.get(name)
            )
        except OSError:
            return False


def _sound(built: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what a record says of years, or raise where it has another form."""
    for formats in built.values():
        for entry in formats.values():
            lists = (entry["andre"], entry["filer"])
            is_sound = all(isinstance(one, list) and all(map(_is_name, one)) for one in lists)
            if not is_sound or not isinstance(entry["av"], str) or not isinstance(entry["advarsler"], int):
                raise TypeError
    return dict(built)


def _names(written: Any) -> dict[str, str]:
    if not all(_is_name(name) and isinstance(digest, str) for name, digest in written.items()):
        raise TypeError
    return dict(written)


def _is_name(name: Any) -> bool:
    """Tell whether it names a file below the folder: who edits the record gets at no other."""
    is_odd = not isinstance(name, str) or {"\\", "\0", ":"} & set(name)
    return not is_odd and not {"", ".", ".."} & set(name.split("/"))
