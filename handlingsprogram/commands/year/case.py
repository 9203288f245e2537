"""`saksfremlegg`: the papers of the case in which a programme is treated, with numbered attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.compared import encoded, not_compared
from handlingsprogram.commands.parsing import add_content, add_formats, add_out, complete_years
from handlingsprogram.commands.terminal import Progress, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import Severity, UserError, has_errors
from handlingsprogram.read.folders import before, document_name
from handlingsprogram.render.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.papers.case import Case
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.faces import Sources

EXAMPLES = (
    ("saksfremlegg 2030", "lager papirene til saken om 2030, med det som er nytt siden året før"),
    (
        "saksfremlegg 2030 --mot utkast-1:2030",
        "det nye er siden utkastet som er merket utkast-1 i git",
    ),
)
_USUAL = ("docx", "pdf")
"""What a board gets."""


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    year: str
    against: str
    """What it is compared with; empty for the year before."""
    formats: tuple[str, ...]
    out: Path
    """Where the folder with the papers goes."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    parser.add_argument("year", metavar="ÅR", help="året saken gjelder").completer = complete_years
    parser.add_argument(
        "--mot",
        dest="against",
        default="",
        metavar="HVA",
        help="det som er nytt, er nytt siden dette: et år, eller en git-revisjon og året (main:2030); "
        "året før uten dette valget",
    ).completer = complete_years
    told = f"formatene, med komma mellom; {','.join(_USUAL)} uten dette valget"
    add_formats(parser, FORMATS, _USUAL, told)
    add_out(parser, "mappen med papirene")


def run(options: Options) -> int:
    """Make the case, the budget note, and the attachments, all in one folder, or nothing."""
    from handlingsprogram.output import write_all
    from handlingsprogram.review.sides.lenient import ContentError

    [year] = folders(options.content, [options.year])
    if options.against == year.name:
        raise UserError(f"{year.name} kan ikke være nytt siden seg selv; skriv et annet år etter --mot")
    shared, program, said, findings = _read(options.content, year)
    terminal.report(one for one in findings if one.severity is not Severity.NOTICE)
    if shared is None or program is None or has_errors(findings):
        from handlingsprogram.report import summary

        say(f"{summary(findings)}; ingenting er laget")
        return CONTENT_ERRORS
    work = _Work(options, year, program, shared, said)
    try:
        with Progress() as progress:
            progress.tell(f"Lager papirene til {year.name} …")
            files = work.files(options.against or before(year))
    except ContentError as error:
        return not_compared(error.findings)
    write_all(files)
    for path in files:
        say(path.as_posix())
    return GOOD


def _read(content: Path, year: Path) -> tuple[Shared | None, Program | None, dict[str, Any], list[Any]]:
    """Read what all years share, a year, and what its case says; and what was found."""
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.load import CASE, read_folder
    from handlingsprogram.render.checked import check_year, read_shared
    from handlingsprogram.revision import revision

    shared, findings = read_shared(content)
    folder = read_folder(year)
    program, found = check_year(folder, shared, Years())
    said = folder.beside[CASE].data if CASE in folder.beside else {}
    shared = shared and shared._replace(revisjon=revision(content))
    return shared, program, said, findings + found


class _Work(NamedTuple):
    """Makes the papers of one year."""

    options: Options
    year: Path
    program: Program
    shared: Shared
    said: dict[str, Any]

    def files(self, against: str) -> dict[Path, bytes]:
        """Return all papers by their paths.

        Args:
            against: what the year is compared with; empty for nothing.
        """
        if not against:
            return self._laid(self._papers(None, ""), {})
        from handlingsprogram.review import faces
        from handlingsprogram.review.report.build import report
        from handlingsprogram.review.sides.side import compare_sides, opened

        names = [name for name in self.options.formats if name in faces.FACES]
        given = against, self.year.name
        with (
            opened(given, self.options.content) as sides,
            faces.sources(names, sides, self.options.content, sammendrag=True) as sources,
        ):
            comparison = compare_sides(*sides)
            papers = self._papers(report(comparison).head, against)
            return self._laid(papers, self._changes(names, comparison, sources))

    def _changes(self, names: list[str], comparison: Comparison, sources: Sources) -> dict[str, str | bytes]:
        from handlingsprogram.review import faces

        return faces.render_all(names, comparison, sources) if names else {}

    def _papers(self, news: Any, against: str) -> tuple[Case, list[Program]]:
        """Return the case, and the papers: itself, the programme, and the budget note where there is one."""
        from handlingsprogram.papers.case import Case, budget_note, case_document, has_budget

        case = Case(self.program, self.said, news, against)
        notes = [budget_note(case)] if has_budget(self.program) else []
        return case, [case_document(case), self.program, *notes]

    def _laid(self, papers: tuple[Case, list[Program]], changes: dict[str, str | bytes]) -> dict[Path, bytes]:
        """Return the files, the attachments called by their numbers."""
        _, printed = papers
        folder = self.options.out / f"saksfremlegg-{self.program.mappe}"
        files: dict[Path, bytes] = {}
        for number, paper in enumerate(printed):
            called = paper.filnavn or document_name(paper.mappe)
            stem = f"vedlegg-{number}-{called}" if number else called
            files |= {folder / file: content for file, content in self._built(paper, stem).items()}
        ending = f"vedlegg-{len(printed)}-endringer"
        files |= {folder / f"{ending}.{face}": encoded(content) for face, content in changes.items()}
        return files

    def _built(self, paper: Program, stem: str) -> dict[str, bytes]:
        """Build a paper; its pictures, for Markdown, come beside it."""
        from handlingsprogram.output import time_stamp
        from handlingsprogram.render.documents import built

        formats = frozenset(self.options.formats)
        found, beside = built(paper, self.shared, self.year, formats, time_stamp(paper))
        return {f"{stem}.{name}": content for name, content in found.items()} | beside
