"""`status`: a report of how a year goes, and what is new in it since another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.compared import encoded, not_compared
from handlingsprogram.commands.parsing import add_content, add_formats, add_out, complete_years, near
from handlingsprogram.commands.terminal import Progress, answer, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import Severity, UserError, has_errors
from handlingsprogram.read.listing import statuses_in
from handlingsprogram.render.formats import FORMATS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.render.checked import Shared

COMPARED = ("md", "html", "docx", "json")
"""The formats of a comparison where none is asked for; one of the command line, text, is asked for."""
EXAMPLES = (
    ("status 2029", "lager rapporten for den siste datoen i status-mappen"),
    ("status 2029 --per 2029-07-31 --format pdf,docx", "lager rapporten per 31. juli som PDF og Word"),
    ("status 2029 --fra 2029-07-31", "forteller hva som er nytt i den siste statusen siden 31. juli"),
    ("status 2029 --ny 2029-12-31 --skriv", "lager en statusfil å fylle ut, med alle tiltakene"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    year: str
    """The year; empty for the newest that has a status."""
    date: str
    """The status that is reported; empty for the newest."""
    since: str
    """The status that it is compared with; empty where it is not."""
    formats: tuple[str, ...]
    """What is made; none for all that is usual."""
    out: Path
    """Where the documents go."""
    new: str
    """The date of a status that is begun; empty where none is."""
    is_written: bool
    """Whether a status that is begun is written, and not only shown."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    from handlingsprogram.review.faces import FACES

    add_content(parser)
    parser.add_argument("year", metavar="ÅR", help="året det gjelder").completer = complete_years
    for option, name, what in (
        ("--per", "date", "datoen til statusen, åååå-mm-dd; den siste uten dette valget"),
        ("--fra", "since", "datoen til en tidligere status; rapporten forteller hva som er nytt siden da"),
        ("--ny", "new", "vis en statusfil å fylle ut, for denne datoen; --skriv lager den"),
    ):
        parser.add_argument(
            option, dest=name, default="", metavar="DATO", help=what
        ).completer = _complete_dates
    known = tuple(dict.fromkeys((*FORMATS, *FACES)))
    told = f"formatene, med komma mellom; {','.join(FORMATS)} uten dette valget, og med --fra "
    add_formats(parser, known, (), f"{told}{','.join(COMPARED)} (text gir svaret i kommandovinduet)")
    parser.add_argument("--skriv", dest="is_written", action="store_true", help="skriv filen som --ny viser")
    add_out(parser, "rapporten")


def _complete_dates(parsed_args: Namespace, **_: Any) -> list[str]:
    return [file.stem for file in statuses_in(parsed_args.content / str(parsed_args.year))]


def run(options: Options) -> int:
    """Make the report, tell what is new since another, or begin a new status."""
    [folder] = folders(options.content, [options.year])
    _refuse_what_does_not_go_together(options)
    if options.new:
        from handlingsprogram.commands.year import begin

        return begin.run(folder, options.new, is_written=options.is_written)
    dates = [file.stem for file in statuses_in(folder)]
    date = _asked(options.date, dates, folder) if options.date else _newest(dates, folder)
    since = _asked(options.since, dates, folder) if options.since else ""
    if since and since >= date:
        raise UserError(f"{since} er ikke før {date}; skriv den eldste datoen i --fra, den nyeste i --per")
    with Progress() as progress:
        progress.tell("Leser innholdet …")
        shared, program, statuses, findings = _read(options.content, folder)
        wrong = [one for one in findings if one.severity is not Severity.NOTICE]
        asked = {name: statuses.get(name) for name in (date, since) if name}
        if shared is None or program is None or None in asked.values() or has_errors(findings):
            if since:
                return not_compared(wrong)
            return _not_made(wrong)
        terminal.report(wrong)
        work = _Work(options, folder, program, shared)
        progress.tell("Lager rapporten …")
        files, told = (
            work.compared(statuses[since], statuses[date]) if since else (work.made(statuses[date]), "")
        )
    answer(told)
    if files:
        from handlingsprogram.output import write_all

        write_all(files)
    for path in files:
        say(path.as_posix())
    return GOOD


def _not_made(findings: list[Finding]) -> int:
    from handlingsprogram.report import summary

    terminal.report(findings)
    say(f"{summary(findings)}; rapporten er ikke laget")
    return CONTENT_ERRORS


def _refuse_what_does_not_go_together(options: Options) -> None:
    if options.is_written and not options.new:
        raise UserError("--skriv hører til --ny; skriv datoen til den nye statusen")
    if options.new and (options.date or options.since or options.formats):
        raise UserError("--ny lager en statusfil, og kan ikke brukes sammen med --per, --fra og --format")
    known = (*COMPARED, "text") if options.since else FORMATS
    for name in options.formats:
        if name not in known:
            what = "en sammenligning" if options.since else "rapporten"
            raise UserError(f"{what} kan ikke være {name}; formatene er {', '.join(known)}")


def _newest(dates: list[str], folder: Path) -> str:
    if not dates:
        raise UserError(
            f"{folder.as_posix()} har ingen status; "
            f"lag en med «handlingsprogram status {folder.name} --ny DATO»"
        )
    return dates[-1]


def _asked(date: str, dates: list[str], folder: Path) -> str:
    if date not in dates:
        there = f"; der er {', '.join(dates)}" if dates else ""
        raise UserError(f"{folder.as_posix()} har ingen status {date}{near(date, dates)}{there}")
    return date


def _read(
    content: Path, folder: Path
) -> tuple[Shared | None, Program | None, dict[str, Status], list[Finding]]:
    """Read what all years share, a year, and how it goes."""
    from handlingsprogram.read.status import load_status
    from handlingsprogram.render.checked import read_shared, read_years
    from handlingsprogram.revision import revision

    shared, findings = read_shared(content)
    [(program, found)] = read_years([folder], shared)
    if shared is None or program is None:
        return None, None, {}, findings + found
    statuses, _ = load_status(folder, program)  # what is wrong with them the year has told
    return shared._replace(revisjon=revision(content)), program, statuses, findings + found


class _Work(NamedTuple):
    """Makes the documents of one year's statuses."""

    options: Options
    folder: Path
    program: Program
    shared: Shared

    def made(self, status: Status) -> dict[Path, bytes]:
        """Return the files of a report."""
        from handlingsprogram.output import time_stamp
        from handlingsprogram.papers.status import report
        from handlingsprogram.render.documents import built

        paper = report(self.program, status)
        formats = frozenset(self.options.formats or FORMATS)
        found, beside = built(paper, self.shared, self.folder, formats, time_stamp(paper))
        files = {f"{paper.filnavn}.{name}": content for name, content in found.items()} | beside
        return {self.options.out / name: content for name, content in files.items()}

    def compared(self, before: Status, after: Status) -> tuple[dict[Path, bytes], str]:
        """Return the files that tell what is new in a status, and what is told on the command line."""
        from dataclasses import replace

        from handlingsprogram.papers.status import report
        from handlingsprogram.read.model.values import day
        from handlingsprogram.render.words.fixed_words import fixed_words
        from handlingsprogram.review import faces
        from handlingsprogram.review.compare.compare import compare

        old, new = report(self.program, before), report(self.program, after)
        names = self.options.formats or COMPARED
        words = fixed_words(new.språk)
        fra, til = (day(one.dato, "lang", words) for one in (before, after))
        comparison = replace(
            compare(old, new), fra=before.dato, til=after.dato, fra_beskrevet=fra, til_beskrevet=til
        )
        sources = faces.Sources(self.options.content, lambda: self._documents(old, new))
        printed = faces.render_all(names, comparison, sources)
        told = str(printed.pop("text", "")).removesuffix("\n")
        name = f"{new.filnavn}-fra-{before.dato}"
        return {
            self.options.out / f"{name}.{one}": encoded(content) for one, content in printed.items()
        }, told

    def _documents(self, old: Program, new: Program) -> Any:
        """Return two reports as finished Word files, and the later one's time stamp."""
        from handlingsprogram.output import time_stamp
        from handlingsprogram.review.redline.report import edition

        before, after = (edition(material) for material in self._materials(old, new))
        return before, after, time_stamp(new)

    def _materials(self, *papers: Program) -> Iterator[Any]:
        from handlingsprogram.output import time_stamp
        from handlingsprogram.render.documents import pictures
        from handlingsprogram.review.redline.report import Material

        for paper in papers:
            shown = pictures(paper, self.folder, self.shared.theme)
            yield Material(paper, self.shared, shown, time_stamp(paper))
