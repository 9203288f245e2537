"""`fra-word`: what somebody has written in a Word file, as changes of the content."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD
from handlingsprogram.commands.parsing import add_content, add_out, complete_years, near
from handlingsprogram.commands.terminal import Progress, answer, is_coloured, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.commands.word.tried import Tried
    from handlingsprogram.received.file.document import Received
    from handlingsprogram.received.several import Proposal

EXAMPLES = (
    ("fra-word kari.docx", "viser hva Kari har skrevet, uten å endre noe"),
    ("fra-word kari.docx ola.docx --skriv", "skriver det begge har endret, inn i YAML-filene"),
    ("fra-word kari.docx --skriv --avvis-fra 'Ola Hansen'", "lar være å ta med det Ola har sporet"),
    (
        "fra-word styret.docx --gren innspill-styret",
        "lager en gren med én commit for hver som har endret noe",
    ),
)
_CONFLICTS = (
    "Ingenting skrives, for noe er endret både i innholdet og i filen. Skriv det som skal stå, i YAML-filen; "
    "--uten-konflikter skriver resten"
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    files: list[Path]
    """What has come back."""
    year: str
    """The year that the files are of; empty for what they say themselves."""
    is_shown: bool
    """Whether the content is to stay as it is, whatever else is asked for."""
    is_written: bool
    """Whether the content is changed."""
    branch: str | None
    """The branch that the changes are put on; None for none."""
    rejected: list[str]
    """Those whose tracked changes are not taken."""
    is_partial: bool
    """Whether the rest is written where something is in conflict."""
    comments: bool
    """Whether the comments are given as lines for a pull request."""
    out: Path
    """Where pictures that came along are saved."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="MOTTATT",
        help="Word-filer som har kommet tilbake (.docx, .odt)",
    )
    year = "året filene er av; uten dette valget det de selv sier"
    parser.add_argument("--år", dest="year", default="", metavar="ÅR", help=year).completer = complete_years
    for option, name, what in (
        ("--vis", "is_shown", "vis endringene uten å skrive dem (som uten dette valget)"),
        ("--skriv", "is_written", "skriv endringene inn i YAML-filene: alle eller ingen"),
        (
            "--uten-konflikter",
            "is_partial",
            "skriv resten der noe er i konflikt; der blir det stående som innholdet har",
        ),
        (
            "--kommentarer",
            "comments",
            "gi kommentarene som punkter til en pull request; med --gren står de i den siste commiten",
        ),
    ):
        parser.add_argument(option, dest=name, action="store_true", help=what)
    branch = "legg endringene på en ny gren, med én commit for hver som har sporet noe"
    parser.add_argument("--gren", dest="branch", metavar="NAVN", help=branch)
    parser.add_argument(
        "--avvis-fra",
        dest="rejected",
        action="append",
        default=[],
        metavar="NAVN",
        help="ikke ta med det denne har sporet; kan gis flere ganger",
    )
    add_out(parser, "bilder som fulgte med,")


def run(options: Options) -> int:
    """Show, or write, what files that have come back do to a year."""
    from handlingsprogram.commands.word import shown
    from handlingsprogram.received import several

    if options.is_shown + options.is_written + (options.branch is not None) > 1:
        raise UserError("velg én av --vis, --skriv og --gren")
    if options.branch is not None:
        from handlingsprogram.commands.word import branch

        branch.check_name(options.content, options.branch)
    with Progress() as progress:
        progress.tell("Leser filene …")
        files = several.received(options.files)
        year = _year(options, several.years_of(files.values(), options.content))
        _check_authors(options.rejected, [name for one in files.values() for name in one.authors])
        progress.tell(f"Holder dem mot {year} …")
        proposal = several.proposal(files, options.content, year, options.rejected)
        outcome = _tried(proposal, options.content, year)
    if outcome:
        answer(outcome.told)
        answer("\n".join(["", *shown.unified(proposal.files, coloured=is_coloured(sys.stdout))]))
    answer("\n".join(shown.lines(proposal)))
    remarks = shown.remarks(proposal) if options.comments else []
    answer("\n".join(["", *remarks] if remarks else []))
    if outcome and outcome.findings:
        answer(f"\n{outcome.findings}")
    say(shown.count(proposal))
    is_done = _carry_out(options, proposal, files, year, remarks)
    return GOOD if is_done and not (outcome and outcome.has_errors) else CONTENT_ERRORS


def _tried(proposal: Proposal, content: Path, year: str) -> Tried | None:
    if not proposal.files:
        return None
    from handlingsprogram.commands.word.tried import tried

    return tried(proposal.files, ", ".join(one.name for one in proposal.sent), content, year)


def _carry_out(
    options: Options, proposal: Proposal, files: dict[Path, Received], year: str, remarks: list[str]
) -> bool:
    """Write what is asked for; tell whether nothing is in the way."""
    if proposal.has_conflicts and not options.is_partial:
        say(_CONFLICTS)
        return False
    if not options.is_written and options.branch is None:
        return True
    from handlingsprogram.commands.word import branch
    from handlingsprogram.output import write_all
    from handlingsprogram.received import several

    branch.check_saved(options.content, proposal.files)
    written = _pictures(options.out, proposal)
    if options.is_written:
        written = {path: new.encode() for path, (_, new) in proposal.files.items()} | written
    elif options.branch and proposal.files:
        steps = several.steps(files, options.content, year, options.rejected)
        say(branch.make(options.content, options.branch, steps, remarks))
    write_all(written)
    for path in written:
        say(path.as_posix())
    return True


def _pictures(out: Path, proposal: Proposal) -> dict[Path, bytes]:
    """Return where the pictures of the files are saved; two files may have the same name."""
    found: dict[Path, bytes] = {}
    numbers: Counter[str] = Counter()
    for sent in proposal.sent:
        stem = Path(sent.name).stem
        for one in sent.foreign:
            if one.data is not None:
                numbers[stem] += 1
                found[out / "mottatt" / f"{stem}-{numbers[stem]}{one.suffix}"] = one.data
    return found


def _year(options: Options, named: Sequence[str]) -> str:
    """Return the year that is asked for, or that the files are called by, or the newest."""
    if options.year:
        return folders(options.content, [options.year])[0].name
    if len(named) > 1:
        raise UserError(f"filene er av hvert sitt år ({', '.join(named)}); les ett år om gangen")
    year = folders(options.content, named)[-1].name
    if len(years_in(options.content)) > 1:
        say(f"Leser det som {year}; er det et annet år, så skriv --år")
    return year


def _check_authors(rejected: Sequence[str], known: Sequence[str]) -> None:
    for name in rejected:
        if name not in known:
            there = visible(", ".join(dict.fromkeys(known))) or "ingen"
            raise UserError(f"«{name}» har ikke sporet noe i filene{near(name, known)}; det har {there}")
