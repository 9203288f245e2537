"""Starts other programs. The only module that does: each has a time limit, and is ended with its children.

A program gets a group of its own, so that what it starts can be ended with it. It hears no Ctrl-C, then;
`workers` ends what still runs when the work is broken off.
"""

from __future__ import annotations

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, Self

from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LEAST, _PER_MEGABYTE = 120, 240
_MEGABYTE = 1_000_000
_running: set[Process] = set()
_IS_WINDOWS = os.name == "nt"
_OF_ITS_OWN: dict[str, Any] = {"creationflags": 0x200} if _IS_WINDOWS else {"process_group": 0}
"""Gives a program a group of its own; on Windows by CREATE_NEW_PROCESS_GROUP."""
_NEEDED = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if _IS_WINDOWS and name in os.environ}
"""Without these no program starts on Windows."""


class OvertimeError(UserError, TimeoutError):
    """A program had to be ended because it took too long."""


def patience(size: int) -> float:
    """Return how many seconds a program may take: ten times and more what it needs on a slow machine.

    Args:
        size: of what it is given, in bytes.
    """
    return _LEAST + _PER_MEGABYTE * size / _MEGABYTE


class Process:
    """A program that runs, with pipes to and from it.

    A context manager: when it is left the program has ended, by itself or, after a fault, by force.
    """

    def __init__(
        self, name: str, command: Sequence[str], seconds: float, environment: Mapping[str, str]
    ) -> None:
        """Start a program.

        Args:
            name: what messages call it.
            command: its file, and its arguments.
            seconds: how long it may take.
            environment: its environment variables.

        Raises:
            OSError: it cannot be started.
        """
        self._name = name
        self._seconds = seconds
        self._is_late = False
        self._because: Exception | None = None
        self._complaints = TemporaryFile()  # noqa: SIM115
        try:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env={**_NEEDED, **environment},
                **_OF_ITS_OWN,
            )
        except OSError:
            self._complaints.close()
            raise
        _running.add(self)
        self._timer = Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_exception: object) -> None:
        if kind:
            self.end()
        self.close()

    @property
    def input(self) -> IO[bytes]:
        """What the program reads."""
        assert self._process.stdin  # noqa: S101 — a pipe
        return self._process.stdin

    @property
    def output(self) -> IO[bytes]:
        """What the program writes."""
        assert self._process.stdout  # noqa: S101 — a pipe
        return self._process.stdout

    @property
    def code(self) -> int:
        """The exit code, or minus the signal that ended it; known when the program has ended."""
        return self._process.returncode

    def answer(self) -> bytes:
        """Return what it writes next, with the length on a line before; nothing where there is none."""
        head = self.output.readline()
        length = int(head or 0)
        content = self.output.read(length)
        if head.endswith(b"\r\n"):  # Windows makes two signs of each line feed that a program writes as text
            content = self._unfolded(content, length)
        return content if len(content) == length else b""

    def _unfolded(self, read: bytes, length: int) -> bytes:
        """Return as many bytes as were meant of what Windows has made longer."""
        while missing := length - len(read.replace(b"\r\n", b"\n")) + read.endswith(b"\r"):
            more = self.output.read(missing)
            if not more:
                break
            read += more
        return read.replace(b"\r\n", b"\n")

    def finish(self, given: bytes = b"") -> bytes:
        """Give the rest of what the program reads, wait for its end, return the rest of what it writes.

        Raises:
            OvertimeError: it took too long.
            Exception: why it was ended before its time.
        """
        if self.input.closed:
            self._process.stdin = None
        output, _ = self._process.communicate(given or None)
        self._stop()
        if self._because:
            raise self._because
        if self._is_late:
            raise OvertimeError(
                f"{self._name} ble stanset fordi det ikke var ferdig etter {self._seconds:.0f} sekunder; "
                "prøv igjen når maskinen har mindre å gjøre. Ingenting er endret."
            )
        return output

    def complaint(self) -> str:
        """Return what the program wrote to stderr."""
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")

    def end(self, because: Exception | None = None) -> None:
        """End the program and what it has started, unless it has been closed.

        Args:
            because: the fault elsewhere that makes its work useless; told to whoever waits for it.
        """
        if self._complaints.closed:
            return
        self._because = self._because or because
        with suppress(ProcessLookupError, PermissionError):  # there is nobody left
            if _IS_WINDOWS:
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def _expire(self) -> None:
        self._is_late = True
        self.end()

    def _stop(self) -> None:
        self._timer.cancel()
        _running.discard(self)

    def close(self) -> None:
        """Wait for the program's end; it has nothing more to read."""
        with suppress(BrokenPipeError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait()
        self._stop()
        self.output.close()
        self._complaints.close()


@contextmanager
def workers() -> Iterator[ThreadPoolExecutor]:
    """Give threads that wait for programs; when the work is broken off, the programs are ended."""
    with ThreadPoolExecutor() as pool:
        try:
            yield pool
        except BaseException as error:
            # Also those of a document that is made at the same time: they fail of the first fault.
            for process in list(_running):
                process.end(error if isinstance(error, Exception) else None)
            raise
