"""Starts the server on this machine, and opens the browser."""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.serving.gate import KEY, Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import uvicorn

LOOPBACK = "127.0.0.1"
"""The only address that is listened to: nobody else's machine reaches it."""


class Opened(NamedTuple):
    """A server that listens."""

    socket: socket.socket
    gate: Gate
    address: str
    """The address to open, with the key."""


def opened(port: int) -> Opened:
    """Take a port and stand ready; the gate has nothing behind it yet.

    Args:
        port: which; 0 for any that is free.

    Raises:
        UserError: the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()  # a browser that is quicker than the server waits
    except (OSError, OverflowError) as error:
        listening.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = (
            "porten er i bruk" if taken else os_error(error) if isinstance(error, OSError) else "ugyldig port"
        )
        raise UserError(f"kan ikke lytte på port {port}: {why}; velg en annen med --port") from error
    own = listening.getsockname()[1]
    gate = Gate(own)
    return Opened(listening, gate, f"http://{LOOPBACK}:{own}/?{KEY}={gate.key}")


def serve(server: Opened, ending: Callable[[], None]) -> None:
    """Answer until somebody breaks it off.

    Args:
        server: what listens.
        ending: lets those go who listen to events; else they would be cut off.
    """
    server_of(server, ending).run(sockets=[server.socket])


def server_of(server: Opened, ending: Callable[[], None]) -> uvicorn.Server:
    """Return what answers, before it does; see `serve`."""
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            ending()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        server.gate,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=False,  # nobody stands between
        timeout_graceful_shutdown=1,
        http="h11",
        ws="none",
    )
    return Server(config)


def show(address: str) -> bool:
    """Open an address in the user's browser; tell whether there is one."""
    import webbrowser

    return webbrowser.open(address)


@contextmanager
def alone(place: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Be the only one that edits a folder, before anything of it is touched.

    Args:
        place: the folder's working copy, in which the server notes its address for those who come later.

    Returns:
        The address of the one that is there before, if any, and what notes one's own.

    Raises:
        UserError: the working copy cannot be written.
    """
    path = place / "adresse.txt"
    try:
        place.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UserError(f"kan ikke skrive til {path.as_posix()}: {os_error(error)}") from error
    try:
        if not _locked(handle):
            with path.open(encoding="utf-8") as noted:
                yield noted.read().strip() or "?", _ignore
            return
        os.ftruncate(handle, 0)
        yield "", partial(_note, handle)
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _ignore(_address: str) -> None:
    """Note nothing."""


def _note(handle: int, address: str) -> None:
    os.write(handle, address.encode())


def _locked(handle: int) -> bool:
    """Take a lock that the system gives back when this process ends, however; tell whether it was free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the address, which others read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
