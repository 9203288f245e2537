"""`rediger`: opens the programme in the browser, to write in it with the document beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands.edit.serve import add_server, chosen, needed, started
from handlingsprogram.editing.kept import NAME
from handlingsprogram.serving.run import alone, opened, show

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (
    ("rediger", "åpner det nyeste programmet i nettleseren, til å skrive i"),
    ("rediger 2029", "åpner programmet for 2029"),
    ("rediger --port 8123 --uten-nettleser", "sier bare hvilken adresse det åpnes med"),
)


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


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_server(parser)


def run(options: Options) -> int:
    """Serve until it is broken off."""
    needed()
    from handlingsprogram.serving.editor import editor

    year = chosen(options.content, options.years)
    place = options.content / NAME
    made = editor(options.content, year)
    try:
        server = opened(options.port, made.app)
        with alone(place, server.address) as other:
            if other:
                from handlingsprogram.commands.terminal import say

                say(f"Innholdet er åpent i nettleseren fra før: {other}")
                if options.browser:
                    show(other)
                return 0
            return started(server, "Redigeringen", browser=options.browser)
    finally:
        made.close()
