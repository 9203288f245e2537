"""`register`: the measures of all years by partner, goal, area and more; and a register of partners."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.parsing import add_content, add_formats, add_out, add_writing
from handlingsprogram.commands.terminal import Progress, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.malform import in_run
from handlingsprogram.output import write_all
from handlingsprogram.render.formats import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.registers.register import Year

EXAMPLES = (
    ("register", "legger tiltakene i alle årene i out/register, etter partner, mål, område og mer"),
    ("register --format csv", "skriver bare CSV-filer"),
    ("register --partnere", "viser et forslag til partnerregister, laget av det som står i programmene"),
    ("register --partnere --skriv", "skriver forslaget i content/partnere.yaml"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    formats: tuple[str, ...]
    """Some of `DATA`."""
    out: Path
    """Where the files go."""
    partners: bool
    """Whether a register of partners is proposed instead."""
    is_written: bool
    """Whether that is written, and not only shown."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    told = f"formatene som skal skrives, med komma mellom; {','.join(DATA)} uten dette valget"
    add_formats(parser, DATA, DATA, told)
    add_out(parser, "filene", "out/register")
    parser.add_argument(
        "--partnere",
        dest="partners",
        action="store_true",
        help="foreslå heller partnere som mangler i partnerregisteret, partnere.yaml",
    )
    add_writing(parser)


def run(options: Options) -> int:
    """Write the register, or propose partners."""
    if options.is_written and not options.partners:
        raise UserError("«--skriv» hører til «--partnere»; uten dem skrives registeret i mappen til --out")
    reading = _Reading(options.content)
    if options.partners:
        return _propose(reading, options)
    with Progress() as progress:
        progress.tell("Leser innholdet …")
        files = _files(reading, options)
    terminal.report(reading.findings)
    if not files:
        say("Programmene har ingen tiltak; ingenting er skrevet")
    write_all(files)
    for path in files:
        say(path.as_posix())
    if reading.findings:
        say("Registeret mangler det som har feil; rett det, og kjør kommandoen på nytt")
    return CONTENT_ERRORS if has_errors(reading.findings) else GOOD


def _propose(reading: _Reading, options: Options) -> int:
    """Propose what the register of partners lacks, where that can be read."""
    from handlingsprogram.commands.registers.partners import propose
    from handlingsprogram.registers.proposal import proposed
    from handlingsprogram.registers.register import register

    if not has_errors(reading.findings):
        proposal = proposed(register(reading.years(), reading.partners, reading.goals), reading.partners)
        terminal.report(reading.findings)
        propose(proposal, options.content, is_written=options.is_written)
    else:
        terminal.report(reading.findings)
    return CONTENT_ERRORS if has_errors(reading.findings) else GOOD


def _files(reading: _Reading, options: Options) -> dict[Path, bytes]:
    """Return the register as files: one, but for the values, which have one for each list."""
    from handlingsprogram.registers.lists import lists
    from handlingsprogram.registers.register import register

    whole = register(reading.years(), reading.partners, reading.goals)
    made: dict[Path, bytes] = {}
    if not whole.oppføringer:
        return made
    listed = lists(whole, in_run) if {"xlsx", "csv"} & {*options.formats} else ()
    if "xlsx" in options.formats and reading.theme:
        from handlingsprogram.registers.workbook import About, workbook

        front = tuple(map(in_run, ("Ark", "Innhold", "Linjer")))
        titles = in_run("Register over tiltak"), in_run("Om registeret")
        about = About(*titles, front, reading.stamp, reading.theme)
        made[options.out / "register.xlsx"] = workbook(listed, about)
    if "csv" in options.formats:
        from handlingsprogram.tables.csv_text import written

        for one in listed:
            head = [column.overskrift for column in one.kolonner]
            made[options.out / f"{one.fil}.csv"] = written(head, one.rader)
    if "json" in options.formats:
        from handlingsprogram.registers.json_data import data

        made[options.out / "register.json"] = data(whole)
    return made


class _Reading:
    """Reads what the register is of, and remembers what is wrong with it."""

    def __init__(self, content: Path) -> None:
        from handlingsprogram.read.goals import load_goals
        from handlingsprogram.read.partners import NAME, load_partners
        from handlingsprogram.read.theme.load import load_theme

        self._folders = folders(content, ())
        self.findings: list[Finding] = []
        self.stamp = 0
        """The newest programme's time stamp."""
        self.goals, found = load_goals(content / "baerekraftsmal.yaml")
        self.partners, wrong = load_partners(content / NAME)
        self.theme, amiss = load_theme(content / "tema.yaml")
        self.findings += [one for one in (*found, *wrong, *amiss) if has_errors([one])]

    def years(self) -> Iterator[Year]:
        """Give the years one after the other, as far as they can be read, each with its newest status."""
        from handlingsprogram.output import time_stamp
        from handlingsprogram.read.listing import statuses_in
        from handlingsprogram.registers.register import Year
        from handlingsprogram.review.sides.lenient import ContentError, read

        for folder in self._folders:
            try:
                program, left_out = read(folder)
            except ContentError as error:
                self.findings += error.findings
                continue
            self.findings += left_out
            with suppress(ValueError):  # a date that does not exist, which `check` tells of
                self.stamp = max(self.stamp, time_stamp(program))
            status = None
            if statuses_in(folder):
                from handlingsprogram.read.status import load_status

                statuses, found = load_status(folder, program)
                self.findings += (one for one in found if has_errors([one]))
                status = next(reversed(statuses.values()), None)
            yield Year(program, status)
