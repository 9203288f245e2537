"""`budsjett-fra-excel`: the figures of a spreadsheet, as changes of the budget."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.parsing import add_content, add_writing, complete_years, known_word
from handlingsprogram.commands.terminal import Progress, answer, is_coloured, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError
from handlingsprogram.read.model.budget import KRONER

if TYPE_CHECKING:
    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.tables.back.opened import Book
    from handlingsprogram.tables.back.proposal import Proposal

EXAMPLES = (
    ("budsjett-fra-excel handlingsprogram-2029.xlsx", "viser hvilke tall som er endret, uten å endre noe"),
    ("budsjett-fra-excel handlingsprogram-2029.xlsx --skriv", "skriver tallene inn i budsjett.yaml"),
    ("budsjett-fra-excel regnskap.xlsx --år 2029 --enhet kroner", "leser et regneark fra økonomisystemet"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    file: Path
    """The spreadsheet."""
    year: str
    """The year that it is of; empty for what it says itself."""
    unit: str | None
    """What its figures are in; None for what it says itself."""
    is_written: bool
    """Whether the content is changed."""
    branch: str | None
    """The branch that the changes are put on; None for none."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    what = "regnearket med tallene (.xlsx, .xlsm, .csv)"
    parser.add_argument("file", type=Path, metavar="REGNEARK", help=what)
    year = "året tallene er til; uten dette valget det filen selv sier, eller det nyeste"
    parser.add_argument("--år", dest="year", default="", metavar="ÅR", help=year).completer = complete_years
    parser.add_argument(
        "--enhet",
        dest="unit",
        type=lambda text: known_word(text, [*KRONER], "enhet", "enhetene"),
        metavar="ENHET",
        help=f"hva tallene i filen er i, når den ikke sier det: {', '.join(KRONER)}",
    ).completer = lambda **_: [*KRONER]
    add_writing(parser, "legg endringene på en ny gren")


def run(options: Options) -> int:
    """Show, or write, the figures that a spreadsheet has otherwise than the budget."""
    from handlingsprogram.commands.budget import shown
    from handlingsprogram.commands.word import branch
    from handlingsprogram.commands.word.tried import tried
    from handlingsprogram.tables.back.opened import opened

    if options.branch is not None:
        branch.check_name(options.content, options.branch)
    with Progress() as progress:
        progress.tell("Leser regnearket …")
        book = opened(options.file)
        year = _year(options, book)
        proposal = _proposal(options, book, year)
        if proposal is None:
            return CONTENT_ERRORS
        outcome = None
        if proposal.files:
            outcome = tried(proposal.files, options.file.name, options.content, year)
    if outcome:
        answer(outcome.told)
        lines = [
            *shown.figures(proposal),
            "",
            *shown.unified(proposal.files, coloured=is_coloured(sys.stdout)),
        ]
        answer("\n".join(["", *lines]))
    answer("\n".join(shown.lines(proposal, book)))
    if outcome and outcome.findings:
        answer(f"\n{outcome.findings}")
    say(shown.count(proposal))
    if proposal.files:
        _carry_out(options, proposal)
    return CONTENT_ERRORS if outcome and outcome.has_errors else GOOD


def _proposal(options: Options, book: Book, year: str) -> Proposal | None:
    """Return what the file does to the year; None, and what is wrong told, where its budget has errors."""
    from handlingsprogram.read.load import BUDGET, read_folder
    from handlingsprogram.tables.back import foreign, own
    from handlingsprogram.tables.back.proposal import proposal

    folder = read_folder(options.content / year)
    if BUDGET not in folder.trees and BUDGET not in folder.unsound:
        raise UserError(f"{year} har ikke noe budsjett å skrive tallene i; lag {year}/budsjett.yaml først")
    budsjett = _reckoned(folder)
    if not budsjett:
        say("Budsjettet har feil; rett dem først")
        return None
    marks = [(sheet, mark) for sheet in book.sheets if (mark := own.marked(sheet))]
    parts = [own.read(sheet, mark, budsjett) for sheet, mark in marks]
    if not parts:
        # Of a file that we have made, nothing else is read: on other sheets somebody has reckoned.
        parts = [part for sheet in book.sheets for part in foreign.read(sheet, budsjett)]
    if not parts:
        first = budsjett.tabeller[0]
        posts = (rad.navn for rad in first.rader if rad.tall)
        raise UserError(
            f"finner ingen av tabellene til {year} i {book.name}; arket må ha postene nedover og kolonnene "
            f"bortover, med navnene de har i budsjettet, for eksempel «{next(posts, first.tittel)}» og "
            f"«{first.kolonner[0].overskrift}»"
        )
    file = options.content / year / "budsjett.yaml"
    return proposal(budsjett, parts, file, folder.trees[BUDGET].data, options.unit or "")


def _reckoned(folder: Folder) -> Budsjett | None:
    """Return a year's budget; None, and its errors told, where it cannot be reckoned.

    What is wrong elsewhere is no hindrance: new figures may be what mends it.
    """
    from handlingsprogram.read.build.budget import budget
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.load import BUDGET, check_folder
    from handlingsprogram.read.model.sheet import Regneark, SirkelError

    if BUDGET not in folder.unsound:
        budsjett = budget(folder.trees[BUDGET])
        sheet = Regneark(budsjett)
        with suppress(SirkelError, KeyError):
            for tabell, rad in budsjett.rader():
                for kolonne in tabell.kolonner:
                    sheet.trykt(rad.id, kolonne.id)
            return budsjett
    _, findings = check_folder(folder, Years())
    terminal.report(one for one in findings if one.position.file.endswith("/budsjett.yaml"))
    return None


def _year(options: Options, book: Book) -> str:
    """Return the year that is asked for, or that the file is of, or the newest."""
    from handlingsprogram.tables.back import own

    marks = filter(None, map(own.marked, book.sheets))
    named = list(dict.fromkeys(mark.folder for mark in marks))
    if options.year:
        year = folders(options.content, [options.year])[0].name
        if named not in ([], [year]):
            say(f"Filen er laget av {', '.join(named)}; tallene blir lest til {year}")
        return year
    if len(named) > 1:
        raise UserError(f"arkene er av hvert sitt år ({', '.join(named)}); velg ett med --år")
    known = folders(options.content, named)
    year = known[-1].name
    if len(known) > 1:
        say(f"Leser det som {year}; er det et annet år, så skriv --år")
    return year


def _carry_out(options: Options, proposal: Proposal) -> None:
    """Write what is asked for."""
    if not options.is_written and options.branch is None:
        return
    from handlingsprogram.commands.word import branch
    from handlingsprogram.output import write_all
    from handlingsprogram.received.several import Step

    branch.check_saved(options.content, proposal.files)
    if options.branch is not None:
        files = {path: new for path, (_, new) in proposal.files.items()}
        step = Step("", f"Tall fra regneark: {options.file.name}", files)
        say(branch.make(options.content, options.branch, [step], []))
        return
    write_all({path: new.encode() for path, (_, new) in proposal.files.items()})
    for path in proposal.files:
        say(path.as_posix())
