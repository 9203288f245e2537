"""Many changes of one content file, made together: the file is looked at once, and they are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.writing.edits import putting, replacing
from handlingsprogram.writing.places import MissingError, compose, found_in, spliced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.writing.places import Splice
    from handlingsprogram.writing.values import Value


class Batch:
    """Collects changes of a text; the paths are those of the text as it was."""

    def __init__(self, text: str) -> None:
        """Take the text of a file."""
        self._text = text
        self._root = compose(text)
        self._splices: list[Splice] = []

    def has(self, path: Path_) -> bool:
        """Tell whether something stands at a place."""
        try:
            found_in(self._root, path)
        except MissingError:
            return False
        return True

    def replace(self, path: Path_, value: Value) -> None:
        """Give a value another one; raises as `edits.replace`."""
        self._splices.append(replacing(self._text, found_in(self._root, path), value))

    def put(self, path: Path_, key: str, value: Value, before: Sequence[str] = ()) -> None:
        """Put a key that a mapping does not have; raises as `edits.put`."""
        self._splices.append(putting(self._text, found_in(self._root, path), key, value, before))

    def done(self) -> str:
        """Return the text with all changes."""
        text = self._text
        ordered = sorted(enumerate(self._splices), key=lambda one: (one[1].start, one[0]), reverse=True)
        for _, splice in ordered:
            text = spliced(text, *splice)
        return text
