"""`rydd`: takes away documents that were built of content that is gone."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.parsing import add_content, add_out
from handlingsprogram.commands.terminal import say
from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (
    ("rydd", "fjerner dokumentene i out som er bygd av år som er slettet eller har fått et annet navn"),
    ("rydd --vis", "viser hva som ville blitt fjernet"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    out: Path
    """Where the documents are."""
    shown: bool
    """Whether it is only shown what would be taken away."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    add_out(parser, "dokumentene")
    parser.add_argument("--vis", dest="shown", action="store_true", help="vis det bare, uten å fjerne noe")


def run(options: Options) -> int:
    """Take away what was built, is as it was built, and belongs to no year any more."""
    from handlingsprogram.incremental.record import Record
    from handlingsprogram.output import write_all
    from handlingsprogram.read.folders import years_in

    if not options.content.is_dir():
        raise UserError(f"finner ikke mappen {options.content.as_posix()}")
    years, record = years_in(options.content), Record(options.out)
    left = record.left_over(years)
    for path in left:
        if not options.shown:
            path.unlink()
            with suppress(OSError):  # a folder of pictures goes with the last of them
                if path.parent != options.out:
                    path.parent.rmdir()
        say(f"{'ville fjernet' if options.shown else 'fjernet'} {path.as_posix()}")
    if not left:
        say(f"Det er ingenting å rydde i {options.out.as_posix()}")
    elif not options.shown:
        record.forget(years, left)
        write_all(record.as_file())
    return GOOD
