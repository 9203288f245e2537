"""What changes on disk, for those who show a content folder while somebody writes in it."""

from __future__ import annotations

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

    for changes in watch(
        root, watch_filter=is_content, debounce=_TOGETHER, step=_STEP, stop_event=stop, rust_timeout=200
    ):
        yield {content / Path(path).relative_to(root) for _, path in changes}
