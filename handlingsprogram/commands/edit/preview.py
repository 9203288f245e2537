"""`vis`: shows in the browser what a year becomes, and follows the files as they are changed elsewhere."""

from __future__ import annotations

from typing import Any

from handlingsprogram.commands.edit.serve import Options, add_server, chosen, needed, started

EXAMPLES = (
    ("vis", "viser det nyeste programmet i nettleseren, og følger filene"),
    ("vis 2029", "viser programmet for 2029"),
)


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_server(parser)


def run(options: Options) -> int:
    """Serve until it is broken off."""
    needed()
    from handlingsprogram.serving.editor import viewer
    from handlingsprogram.serving.run import opened

    made = viewer(options.content, chosen(options.content, options.years))
    return started(opened(options.port), made, "Visningen", browser=options.browser)
