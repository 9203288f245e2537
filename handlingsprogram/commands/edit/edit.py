"""`rediger`: opens the programme in the browser, to write in it with the document beside."""

from __future__ import annotations

from typing import Any

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.edit.serve import Options, add_server, chosen, needed, started
from handlingsprogram.commands.terminal import say
from handlingsprogram.editing.kept import NAME
from handlingsprogram.serving.run import alone, opened, show

EXAMPLES = (
    ("rediger", "åpner det nyeste programmet i nettleseren, til å skrive i"),
    ("rediger 2029", "åpner programmet for 2029"),
    ("rediger --port 8123 --uten-nettleser", "sier bare hvilken adresse det åpnes med"),
)


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_server(parser)


def run(options: Options) -> int:
    """Serve until it is broken off."""
    needed()
    from handlingsprogram.serving.editor import editor

    year = chosen(options.content, options.years)
    with alone(options.content / NAME) as (other, note):
        if other:
            say(f"Innholdet er åpent i nettleseren fra før: {other}")
            if options.browser:
                show(other)
            return GOOD
        server = opened(options.port)
        note(server.address)
        return started(server, editor(options.content, year), "Redigeringen", browser=options.browser)
