"""`nettsted`: all programmes as a folder of web pages that any server can show, or that opens from a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, build
from handlingsprogram.commands.parsing import add_content, add_out
from handlingsprogram.commands.terminal import Progress, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.render.formats import DATA

if TYPE_CHECKING:
    from handlingsprogram.finding import Finding
    from handlingsprogram.incremental.inputs import Inputs
    from handlingsprogram.incremental.record import Record
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.site.gathered.years import Frame

EXAMPLES = (
    ("nettsted", "lager nettstedet i out/nettsted; åpne index.html der"),
    ("nettsted --adresse https://www.eksempel.no/program/", "forteller hvor nettstedet skal ligge"),
    (
        "nettsted --med-utkast --out forhåndsvisning",
        "tar med programmer som ikke er vedtatt, og sier at de ikke er det",
    ),
)
_BESIDE = ("pdf", "docx", *DATA)
"""The documents that lie beside the pages, in the order they are shown."""
_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(?:/[^\s?#\"<>]*)?")


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    out: Path
    """Where the site goes."""
    documents: Path
    """Where the documents lie, and are built."""
    adresse: str
    """Where it will be on the web; empty where nobody says."""
    drafts: bool
    """Whether programmes that are not adopted are on it."""
    pages_only: bool
    """Whether no documents are built beside the pages."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    add_out(parser, "nettstedet", "out/nettsted")
    parser.add_argument(
        "--dokumenter",
        dest="documents",
        type=Path,
        default=Path("out"),
        metavar="MAPPE",
        help="hvor dokumentene ligger, og blir bygd der noe er endret; out uten dette valget",
    )
    parser.add_argument(
        "--adresse",
        default="",
        metavar="ADRESSE",
        help="hvor nettstedet skal ligge, for eksempel https://www.eksempel.no/program/; trengs til kart "
        "over sidene for søkemotorer og til kortene som vises når noen deler en lenke",
    )
    parser.add_argument(
        "--med-utkast", dest="drafts", action="store_true", help="ta med programmer som ikke er vedtatt"
    )
    parser.add_argument(
        "--bare-sider",
        dest="pages_only",
        action="store_true",
        help="lag nettsidene uten PDF og Word ved siden av",
    )


def run(options: Options) -> int:
    """Build what has changed, and make the site of it."""
    from handlingsprogram.incremental.inputs import Inputs
    from handlingsprogram.incremental.record import Record
    from handlingsprogram.site.folder import Folder
    from handlingsprogram.site.gathered.plan import Plan
    from handlingsprogram.site.gathered.years import frames
    from handlingsprogram.site.make import make

    adresse = _address(options.adresse)
    names = [folder.name for folder in folders(options.content, [])]
    known = frames(options.content, names)
    shown = [frame for frame in known if options.drafts or not frame.er_utkast]
    if not shown:
        raise UserError("ingen av programmene er vedtatt; ta med utkastene med --med-utkast")
    inputs, record = Inputs(options.content), Record(options.documents)
    folder = Folder(options.out)
    formats = () if options.pages_only else _BESIDE
    findings = _build(shown, options, formats, inputs, record)
    shared, usable = _usable(options, shown, inputs, record)
    if shared and usable:
        with Progress() as progress, folder:
            plan = Plan(
                options.content,
                options.documents,
                usable,
                formats,
                adresse,
                shared,
                inputs.shared,
                inputs.digest,
            )
            make(plan, folder, progress.tell)
        say(_told(options, folder))
    drafts = [frame.mappe for frame in known if frame.er_utkast and frame not in shown]
    if drafts:
        say(f"Ikke vedtatt, og derfor ikke med: {', '.join(drafts)} (tas med av --med-utkast)")
    left_out = [frame.mappe for frame in shown if frame not in usable] + sorted(
        set(names) - {frame.mappe for frame in known}
    )
    if left_out:
        say(f"Har feil, og er derfor ikke med: {', '.join(left_out)}; se «handlingsprogram check»")
    return CONTENT_ERRORS if has_errors(findings) or left_out else GOOD


def _address(typed: str) -> str:
    """Return an address with a slash at its end.

    Raises:
        UserError: it is none that a site can have.
    """
    if typed and not _ADDRESS.fullmatch(typed):
        raise UserError(
            f"«{typed}» er ikke en adresse et nettsted kan ha; skriv den som https://www.eksempel.no/program/"
        )
    return typed if not typed or typed.endswith("/") else f"{typed}/"


def _build(
    shown: list[Frame], options: Options, formats: tuple[str, ...], inputs: Inputs, record: Record
) -> list[Finding]:
    """Build the programmes' documents where something has changed, one year after the other."""
    findings: list[Finding] = []
    for frame in shown:
        lacking = [
            one for one in ("html", *formats) if not record.is_current(frame.mappe, (one,), inputs.digest)
        ]
        if lacking:
            asked = build.Options(options.content, [], tuple(lacking), options.documents, everything=False)
            findings += build.build_years([options.content / frame.mappe], asked, inputs, record)[0]
    return findings


def _usable(
    options: Options, shown: list[Frame], inputs: Inputs, record: Record
) -> tuple[Shared | None, list[Frame]]:
    """Return what all years share, and the programmes whose documents are as they should be."""
    from handlingsprogram.render.checked import read_shared

    shared, found = read_shared(options.content)
    if has_errors(found):
        return None, []
    shared = shared and shared._replace(revisjon=inputs.revision)
    return shared, [frame for frame in shown if record.is_current(frame.mappe, ("html",), inputs.digest)]


def _told(options: Options, folder: Any) -> str:
    start = (options.out / "index.html").as_posix()
    if not folder.written and not folder.removed:
        return f"Nettstedet er oppdatert: {start}"
    changes = (
        [f"{folder.written} {'fil' if folder.written == 1 else 'filer'} skrevet"] if folder.written else []
    )
    changes += [f"{folder.removed} fjernet"] if folder.removed else []
    return f"{start} ({', '.join(changes)})"
