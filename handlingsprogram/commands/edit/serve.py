"""What `rediger` and `vis` share: which year, which port, and what is said while the server runs."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.parsing import add_years
from handlingsprogram.commands.terminal import say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.serving.editor import Editor
    from handlingsprogram.serving.run import Opened

_PACKAGES = ("starlette", "uvicorn", "watchfiles", "django_prose_editor")


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    years: list[str]
    """The year that is shown first; none means the newest."""
    port: int
    """Where the server listens; 0 for any free port."""
    browser: bool
    """Whether the browser is opened."""


def add_server(parser: Any) -> None:
    """Describe the arguments of a command that serves a year."""
    add_years(parser)
    parser.add_argument(
        "--port", type=_port, default=0, metavar="TALL", help="porten på maskinen; en ledig uten dette valget"
    )
    parser.add_argument(
        "--uten-nettleser",
        dest="browser",
        action="store_false",
        help="si bare adressen, og la være å åpne nettleseren",
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:  # noqa: PLR2004 — the largest there is
        raise UserError(f"--port skal være et tall fra 1 til 65535, men er «{text}»")
    return int(text)


def needed() -> None:
    """Tell whether what the server stands on is installed.

    Raises:
        UserError: something is missing.
    """
    missing = [name for name in _PACKAGES if not find_spec(name)]
    if missing:
        raise UserError(
            "redigering i nettleseren trenger noe mer; skriv «pip install 'handlingsprogram[rediger]'»"
        )


def chosen(content: Path, years: list[str]) -> str:
    """Return the year that is shown first: the one asked for, else the newest.

    Raises:
        UserError: there is no such year, or more than one is asked for.
    """
    if len(years) > 1:
        raise UserError(f"skriv ett år, ikke {len(years)}; de andre velger du på siden")
    return max(folders(content, years), key=lambda folder: folder.name[-4:]).name


def started(server: Opened, made: Editor, what: str, *, browser: bool) -> int:
    """Serve until it is broken off, and return the exit code."""
    from handlingsprogram.serving.run import serve, show

    server.gate.app = made.app(server.gate.mark)
    say(f"{what} er åpen på denne maskinen:\n    {server.address}\nAvslutt med Ctrl+C.")
    if browser:
        show(server.address)
    try:
        serve(server, made.office.end)
    finally:
        made.close()
    return GOOD
