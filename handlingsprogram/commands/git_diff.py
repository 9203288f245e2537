"""`git-diff`: lets `git diff` tell in words what has changed in the content, in this clone."""

from __future__ import annotations

from typing import Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.terminal import say

EXAMPLES = (
    ("git-diff", "setter det opp i denne klonen; skriv så «git diff» som ellers"),
    ("git-diff --av", "lar git vise linjer igjen"),
)


class Options(NamedTuple):
    """What is asked for."""

    off: bool
    """Whether git is to show lines again."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    parser.add_argument("--av", dest="off", action="store_true", help="la git vise linjer igjen")


def run(options: Options) -> int:
    """Set git up, or let it be as it was."""
    from handlingsprogram import gitdiff

    if options.off:
        gitdiff.switch_off()
        say("«git diff» viser linjer igjen.")
    else:
        gitdiff.set_up()
        say("«git diff» forteller nå med ord hva som er endret i innholdet.")
    return GOOD
