"""What the user sees: what was asked for on stdout, the rest on stderr."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, Self, TextIO

from handlingsprogram.malform import in_run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.finding import Finding

_IS_WINDOWS = os.name == "nt"
_COLOURED_WINDOWS = ("WT_SESSION", "TERM_PROGRAM", "ANSICON", "ConEmuANSI", "TERM")
"""A console of Windows that sets one of these shows colours; the oldest print their codes."""


def say(line: str) -> None:
    """Tell how it goes, in the written form of the programmes."""
    _write(sys.stderr, in_run(line))


def answer(line: str) -> None:
    """Print what was asked for, where it can be piped on."""
    if line:
        _write(sys.stdout, line)


def report(findings: Iterable[Finding]) -> None:
    """Tell what keeps a command from its work, beside what it was asked for."""
    from handlingsprogram.report import text

    findings = list(findings)
    if findings:
        _write(sys.stderr, text(findings, coloured=is_coloured(sys.stderr)))


def is_coloured(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal that shows colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if _IS_WINDOWS and not any(map(os.environ.get, _COLOURED_WINDOWS)):
        return False
    return not plain and stream is not None and stream.isatty()


def set_up() -> None:
    """Let both streams take what is printed: UTF-8 and plain line feeds, whatever the machine's own are."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_utf_8 = stream.encoding.lower() == "utf-8"
            if not is_utf_8 or os.linesep != "\n":
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _write(stream: TextIO | None, line: str) -> None:
    """Write a line; a reader that has gone misses nothing."""
    if stream is None:
        return
    with contextlib.suppress(BrokenPipeError, ValueError):
        # A file's name may hold bytes that are no text.
        print(line.encode(errors="replace").decode(), file=stream, flush=True)


class Progress:
    """A line that says what goes on, for who watches a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._width = 0
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, words: str) -> None:
        """Put these words where the last ones stood; none leaves the line empty."""
        if self._is_seen and (words or self._width):
            words = in_run(words)
            with contextlib.suppress(BrokenPipeError, ValueError):
                sys.stderr.write(f"\r{words:{self._width}}" + ("" if words else "\r"))
                sys.stderr.flush()
            self._width = len(words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tell("")
