"""`build`: the documents of the years, each whole and only where something has changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.parsing import add_formats, add_out, add_years
from handlingsprogram.commands.terminal import Progress, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import Severity, has_errors
from handlingsprogram.read.folders import document_name, strays, years_in
from handlingsprogram.render.formats import DATA, FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.incremental.inputs import Inputs
    from handlingsprogram.incremental.record import Record
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.checked import Shared

EXAMPLES = (
    ("build", "bygger alle årene i alle formatene, der noe er endret"),
    ("build 2029 --format pdf,docx", "bygger PDF og Word for 2029"),
    ("build 2029 --format xlsx,csv,json", "lager regneark og data av budsjettet og tiltakene i 2029"),
    ("build --alt --out levering", "bygger alt på nytt, i mappen levering"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    years: list[str]
    """The years asked for; none means all."""
    formats: tuple[str, ...]
    """What to build: some of `FORMATS` and `DATA`."""
    out: Path
    """Where the documents go."""
    everything: bool
    """Whether what has not changed is built too."""


class Read(NamedTuple):
    """A year that can be built."""

    folder: Path
    program: Program
    of: tuple[str, frozenset[str]]
    """The digest of what it is read from, and the other years that it asked about."""
    warnings: int


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_years(parser)
    told = f"formatene som skal bygges, med komma mellom; {','.join(FORMATS)} uten dette valget, "
    add_formats(parser, (*FORMATS, *DATA), FORMATS, f"{told}og {','.join(DATA)} i tillegg")
    parser.add_argument(
        "--alt", dest="everything", action="store_true", help="bygg også det som ikke er endret siden sist"
    )
    add_out(parser, "dokumentene")


def run(options: Options) -> int:
    """Check the years and write their documents; of a year where anything is wrong, nothing."""
    from handlingsprogram.incremental.inputs import Inputs
    from handlingsprogram.incremental.record import Record

    asked = folders(options.content, options.years)
    inputs, record = Inputs(options.content), Record(options.out)
    current = [
        folder.name
        for folder in asked
        if not options.everything and record.is_current(folder.name, options.formats, inputs.digest)
    ]
    waiting = [folder for folder in asked if folder.name not in current]
    stray = [] if options.years else strays(options.content)
    terminal.report(stray)
    findings: list[Finding] = []
    left_out: list[str] = []
    if waiting:
        findings, left_out = build_years(waiting, options, inputs, record)
    if current:
        say(_unchanged(current, record, whole=not waiting))
    if has_errors(findings):
        from handlingsprogram.report import summary

        some = current or len(left_out) < len(waiting)
        what = f"{', '.join(left_out)} er ikke bygd" if some else "ingenting er bygd"
        say(f"{summary(findings)}; {what}")
    left = record.left_over(years_in(options.content))
    if left:
        say(_left_over(left, options))
    return CONTENT_ERRORS if has_errors([*stray, *findings]) else GOOD


def build_years(
    waiting: list[Path], options: Options, inputs: Inputs, record: Record
) -> tuple[list[Finding], list[str]]:
    """Build years: all that can be built is written together, or nothing is.

    Args:
        waiting: their folders.
        options: what of them, and where it goes; which years and whether all of it is not asked.
        inputs: what decides what is built.
        record: what has been built.

    Returns:
        What was found, and the names of the years that are left out.
    """
    from handlingsprogram.incremental.inputs import Inputs
    from handlingsprogram.output import write_all

    with Progress() as progress:
        shared, years, findings = _read(waiting, options.content, inputs, progress)
        progress.tell("")
        # What is accounted for is check's to tell.
        terminal.report(finding for finding in findings if finding.severity is not Severity.NOTICE)
        files: dict[Path, bytes] = {}
        lines: list[str] = []
        for year in years:
            assert shared  # noqa: S101 — without it no year is given
            progress.tell(f"Bygger {year.folder.name} …")
            start = time.perf_counter()
            made = _documents(year, shared._replace(revisjon=inputs.revision), options)
            seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
            files |= {options.out / name: content for one in made.values() for name, content in one.items()}
            record.note(year.folder.name, year.of, made, year.warnings)
            firsts = [next(iter(found)) for found in made.values() if found]
            lines += [f"{(options.out / first).as_posix()} ({seconds} s)" for first in firsts]
            if not all(made.values()):
                lines.append(f"{year.folder.name} har verken tiltak eller budsjett, og får ingen CSV-fil")
        if files:
            # What was changed meanwhile may be in them, or not: then they are built again.
            is_still = Inputs(options.content).digest
            record.doubt(lambda name, others, digest: is_still(name, others) == digest)
            write_all({**files, **record.as_file()})
    for line in lines:
        say(line)
    built = {year.folder for year in years}
    return findings, [folder.name for folder in waiting if folder not in built]


def _read(
    waiting: list[Path], content: Path, inputs: Inputs, progress: Progress
) -> tuple[Shared | None, list[Read], list[Finding]]:
    """Read what all years share, and years; those with errors are left out."""
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.render.checked import read_shared, read_years

    progress.tell("Leser innholdet …")
    shared, findings = read_shared(content)
    known = Years()
    years = []
    is_usable = shared and not has_errors(findings)
    for folder, (program, found) in zip(waiting, read_years(waiting, shared, known), strict=True):
        findings += found
        others = known.asked()
        if program and is_usable:
            warnings = sum(finding.severity is Severity.WARNING for finding in found)
            years.append(Read(folder, program, (inputs.digest(folder.name, others), others), warnings))
    return shared, years, findings


def _documents(year: Read, shared: Shared, options: Options) -> dict[str, dict[str, bytes]]:
    """Render a year: the files' names and bytes, by format; a format's own document comes first."""
    from handlingsprogram.output import time_stamp
    from handlingsprogram.render.documents import built

    program = year.program
    name, made = document_name(program.mappe), {}
    wanted = frozenset(options.formats)
    if wanted & {*FORMATS}:
        found, beside = built(program, shared, year.folder, wanted & {*FORMATS}, time_stamp(program))
        made = {one: {f"{name}.{one}": content} for one, content in found.items()}
        if "md" in made:
            made["md"] |= beside
    if wanted & {*DATA}:
        from handlingsprogram.tables.made import made as data_of

        data = data_of(program, shared, wanted, time_stamp(program))
        made |= {one: {name + end: content for end, content in all_.items()} for one, all_ in data.items()}
    return made


def _unchanged(current: list[str], record: Record, *, whole: bool) -> str:
    """Say which years are as they were; `check` has what was to be said of them."""
    warnings = sum(map(record.warnings, current))
    told = f" ({warnings} {'advarsel' if warnings == 1 else 'advarsler'}, se «handlingsprogram check»)"
    words = "Alt er oppdatert" if whole else f"Uendret siden sist: {', '.join(current)}"
    return words + (told if warnings else "")


def _left_over(left: list[Path], options: Options) -> str:
    out = options.out.as_posix()
    what = left[0].name if len(left) == 1 else f"{len(left)} filer ({left[0].name} …)"
    place = "" if out == "out" else f" --out {out}"
    return f"I {out} ligger {what} uten noe innhold lenger; «handlingsprogram rydd{place}» fjerner det"
