"""`check`: everything that is wrong with the years."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram import report
from handlingsprogram.commands import CONTENT_ERRORS, GOOD
from handlingsprogram.commands.parsing import add_years, known_word
from handlingsprogram.commands.terminal import Progress, answer, is_coloured, say
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import Severity, has_errors
from handlingsprogram.read.folders import strays
from handlingsprogram.samling.age import is_old

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding

REPORTS = ("text", "json", "github")
"""How findings can be shown."""
EXAMPLES = (
    ("check", "kontrollerer alle årene"),
    ("check 2029 --merknader", "viser også merknadene i programmet for 2029"),
    ("check > funn.txt", "legger funnene i en fil"),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    years: list[str]
    """The years asked for; none means all."""
    report: str
    """How findings are shown: one of `REPORTS`."""
    notices: bool
    """Whether notices are shown too."""
    accepted: bool
    """Whether findings that the content accepts are shown too."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_years(parser)
    parser.add_argument(
        "--format",
        dest="report",
        type=lambda text: known_word(text, REPORTS),
        default="text",
        metavar="FORMAT",
        help="text (til å lese), json (til andre verktøy) eller github (merker i en pull request)",
    ).completer = lambda **_: REPORTS
    parser.add_argument(
        "--merknader",
        dest="notices",
        action="store_true",
        help="vis også merknadene, for eksempel avvik i budsjettet",
    )
    parser.add_argument("--godtatt", dest="accepted", action="store_true", help="vis også det som er godtatt")


def run(options: Options) -> int:
    """Report everything that is wrong with the years."""
    from handlingsprogram.render.checked import read_shared, read_years

    shared, findings = read_shared(options.content)
    findings += [] if options.years else strays(options.content)
    asked = folders(options.content, options.years)
    with Progress() as progress:
        for folder, (_, found) in zip(asked, read_years(asked, shared), strict=True):
            findings += found
            progress.tell(f"Har kontrollert {folder.name} …")
    match options.report:
        case "json":
            answer(report.as_json(findings))
        case "github":
            answer(report.github([one for one in findings if options.accepted or not one.accepted]))
        case _:
            shown = [finding for finding in findings if _is_asked_for(finding, options)]
            answer(report.text(shown, coloured=is_coloured(sys.stdout)))
            if is_old(options.content):
                say("Skjemaene er fra en annen utgave av verktøyet; «handlingsprogram skjema» fornyer dem")
    say(report.summary(findings) + (_hint(findings, options) if options.report == "text" else ""))
    return CONTENT_ERRORS if has_errors(findings) else GOOD


def _is_asked_for(finding: Finding, options: Options) -> bool:
    """Tell whether a finding is printed for people: what is accounted for would hide what is to be mended."""
    if finding.accepted:
        return options.accepted
    return options.notices or finding.severity is not Severity.NOTICE


def _hint(findings: list[Finding], options: Options) -> str:
    """Say how to see the findings that are only counted; nothing where there are none."""
    hidden = {finding.accepted for finding in findings if not _is_asked_for(finding, options)}
    ways = ["--godtatt" if accepted else "--merknader" for accepted in sorted(hidden)]
    return f" (vises med {' og '.join(ways)})" if ways else ""
