"""The pictures of a year, made ready once: again only where their files have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from handlingsprogram.read.pictures.picture import Picture, picture

if TYPE_CHECKING:
    from pathlib import Path

    Stamp = tuple[str, int, int, int]


class KeptPictures:
    """Pictures by their files. In a `with`, a programme's are read; those that it lacks then are let go."""

    def __init__(self) -> None:
        self._kept: dict[Stamp, Picture] = {}
        self._asked: dict[Stamp, Picture] = {}

    def __enter__(self) -> Self:
        self._asked = {}
        return self

    def __exit__(self, kind: object, *_exception: object) -> None:
        if not kind:
            self._kept = self._asked

    def read(self, folder: Path, name: str) -> Picture:
        """Return a picture as the documents show it.

        Args:
            folder: the year's folder.
            name: the file below it, as the content names it.

        Raises:
            UnusableError: it cannot be used.
        """
        try:
            about = (folder / name).lstat()
        except OSError:  # written in another way than it is called: it is found all the same
            return picture(folder, name)
        stamp = (name, about.st_mtime_ns, about.st_size, about.st_ino)
        self._asked[stamp] = self._kept.get(stamp) or self._asked.get(stamp) or picture(folder, name)
        return self._asked[stamp]
