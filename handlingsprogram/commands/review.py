"""`review`: what a branch does to the years, as reports and as the comment on its pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import GOOD, terminal
from handlingsprogram.commands.compared import encoded, not_compared
from handlingsprogram.commands.parsing import add_content, add_out, add_summary

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (
    ("review main", "viser hva grenen din endrer, siden den ble laget fra main"),
    ("review main --out kontroll", "legger rapportene og kommentaren i mappen kontroll"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    base: str
    """The revision that the branch is held against."""
    out: Path
    """Where the reports go."""
    sammendrag: bool
    """Whether the Word reports begin with a page that sums them up."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    parser.add_argument(
        "base",
        metavar="BASE",
        help="grenen som denne skal inn i, for eksempel main; det som er endret der siden, teller ikke",
    )
    add_out(parser, "rapportene, og kommentaren til en pull request,")
    add_summary(parser)


def run(options: Options) -> int:
    """Make the reports of all years that a branch changes, and the comment on its pull request."""
    from handlingsprogram.comment import COMPARED, FINDINGS, comment
    from handlingsprogram.output import write_all
    from handlingsprogram.review.pull_request import review as reviewed
    from handlingsprogram.review.sides.lenient import ContentError

    try:
        with terminal.Progress() as progress:
            progress.tell(f"Sammenligner med {options.base} …")
            made = reviewed(options.base, options.content, sammendrag=options.sammendrag)
    except ContentError as error:
        return not_compared(error.findings)
    terminal.report(made.findings)
    folder = options.out / "kommentar"
    told = {folder / f"{year}.md": text.encode() for year, text in made.told.items()}
    for old in {*folder.glob("*.md"), folder / FINDINGS} - told.keys():
        old.unlink(missing_ok=True)
    write_all({**told, folder / COMPARED: f"{' '.join(made.years)}\n".encode()})
    files = {options.out / name: encoded(content) for name, content in made.reports.items()}
    write_all({**files, options.out / "kommentar.md": comment(folder).encode()})
    for path in (*files, options.out / "kommentar.md"):
        terminal.say(path.as_posix())
    return GOOD
