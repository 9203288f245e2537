"""What changes on disk, for those who show a content folder while somebody writes in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from watchfiles import Change

_TOGETHER = 50
"""Milliseconds that changes may be apart and be told at once."""
_STEP = 10


def follow(content: Path, stop: Event) -> Iterator[set[Path]]:
    """Give the files of a content folder that have changed, as often as some have.

    Args:
        content: the folder. What is hidden in it, and what lies in hidden folders, is not told.
        stop: set it, and it ends.
    """
    root = content.resolve()

    def is_content(_change: Change, path: str) -> bool:
        return not any(part.startswith(".") for part in Path(path).relative_to(root).parts)

    changed = partial(watch, watch_filter=is_content, debounce=_TOGETHER, step=_STEP, rust_timeout=200)
    while not stop.is_set():
        try:
            for changes in changed(root, stop_event=stop):
                yield {content / Path(path).relative_to(root) for _, path in changes}
        except RuntimeError:  # a file whose name is no text, as some unpack them; all is looked through
            yield set()
