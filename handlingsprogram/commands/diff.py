"""`diff`: what has changed from one programme to another."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.compared import encoded, not_compared
from handlingsprogram.commands.parsing import add_content, add_summary, complete_years, known_formats
from handlingsprogram.commands.terminal import Progress, answer, is_coloured, say
from handlingsprogram.finding import UserError
from handlingsprogram.review.faces import FACES

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("md", "html", "docx", "json")
"""What a folder gets where no format is asked for."""
EXAMPLES = (
    ("diff 2028 2029", "forteller i kommandovinduet hva som er endret"),
    ("diff 2028 2029 --out out/", "legger rapportene i out, som Markdown, nettside, Word og JSON"),
    ("diff main...:2029 2029", "viser hva du har endret siden grenen din ble laget fra main"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    old: str
    """The side that was."""
    new: str
    """The side that is."""
    faces: tuple[str, ...]
    """How the comparison is shown: some of `FACES`; none for what suits the place."""
    file: str
    """Where it is written: a file, or a folder with a slash behind; empty for stdout."""
    sammendrag: bool
    """Whether the Word report begins with a page that sums it up."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    side = (
        "et år (2029), et år slik en git-revisjon har det (main:2029), eller slik en gren og den andre siden "
    )
    side += "sist var like (main...:2029)"
    for name, shown, what in (("old", "FRA", "det som var"), ("new", "TIL", "det som er")):
        parser.add_argument(name, metavar=shown, help=f"{what}: {side}").completer = complete_years
    parser.add_argument(
        "--format",
        dest="faces",
        type=lambda text: known_formats(text, tuple(FACES)),
        default=(),
        metavar="FORMAT",
        help=f"{', '.join(FACES)}, og flere med komma mellom når --out er en mappe; "
        f"uten dette valget text, og {','.join(FILES)} i en mappe",
    ).completer = lambda **_: FACES
    parser.add_argument(
        "--out",
        dest="file",
        default="",
        metavar="FIL",
        help="fil som skrives, eller en mappe med skråstrek bak (out/), der filene får navn etter det som "
        "sammenlignes",
    )
    add_summary(parser)


def run(options: Options) -> int:
    """Tell what has changed from one programme to another."""
    from handlingsprogram.output import is_folder, places, write_all
    from handlingsprogram.review import faces
    from handlingsprogram.review.sides.lenient import ContentError
    from handlingsprogram.review.sides.side import compare_sides, opened, report_name

    names = options.faces or (FILES if is_folder(options.file) else ("text",))
    given = options.old, options.new
    files = places(options.file, report_name(*given), names)
    coloured = not files and is_coloured(sys.stdout)
    try:
        with (
            Progress() as progress,
            opened(given, options.content) as sides,
            faces.sources(names, sides, options.content, sammendrag=options.sammendrag) as sources,
        ):
            progress.tell(f"Sammenligner {options.old} og {options.new} …")
            printed = faces.render_all(names, compare_sides(*sides), sources, coloured=coloured)
    except ContentError as error:
        return not_compared(error.findings)
    if not files:
        _hand_over(printed[names[0]])
        return GOOD
    write_all({files[face]: encoded(content) for face, content in printed.items()})
    for path in files.values():
        say(path.as_posix())
    return GOOD


def _hand_over(content: str | bytes) -> None:
    """Write a report to stdout; what is no text only where it does not land on a terminal."""
    if isinstance(content, str):
        answer(content.removesuffix("\n"))
    elif sys.stdout is None:
        raise UserError("det er ikke noe sted å skrive dette formatet; skriv det til en fil med --out")
    elif sys.stdout.isatty():
        raise UserError("dette formatet kan ikke vises i et kommandovindu; skriv det til en fil med --out")
    else:
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
