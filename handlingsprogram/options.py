"""What stands after the command's name, read into one record; help and messages in Norwegian."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from handlingsprogram.finding import UserError
from handlingsprogram.render.formats import FORMATS
from handlingsprogram.review.faces import FACES

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTS = ("text", "json", "github")
"""How findings can be shown."""


class Options(NamedTuple):
    """One call of the command line."""

    command: str
    """One of those that `handlingsprogram --help` lists."""
    content: Path
    """The folder that holds the years."""
    years: tuple[str, ...] = ()
    """The years asked for; none means all."""
    formats: frozenset[str] = frozenset(FORMATS)
    """What to build."""
    out: Path = Path("out")
    """Where the documents go."""
    report: str = "text"
    """How findings are shown: one of `REPORTS`."""
    accepted: bool = False
    """Whether findings that the content accepts are shown too."""
    notices: bool = False
    """Whether notices are shown too."""
    sides: tuple[str, str] = ("", "")
    """What is compared: from and to."""
    faces: tuple[str, ...] = ("text",)
    """How a comparison is shown: some of `FACES`."""
    file: str = ""
    """Where a comparison is written: a file, or a folder with a slash behind; empty for stdout."""
    base: str = ""
    """The revision that a branch is held against."""
    sammendrag: bool = True
    """Whether the Word report begins with a page that sums it up."""
    folder: Path = Path()
    """The folder to be made."""
    språk: str = "nb-NO"
    """The language of what is laid out in it."""
    år: int | None = None
    """The year of what is laid out in it; None for the next."""


def parse(arguments: list[str]) -> Options:
    """Read the arguments.

    Raises:
        UserError: an argument is unknown or cannot be understood.
        SystemExit: help was asked for and shown.
    """
    parser = _parser()
    commands = ("build", "check", "diff", "review", "ny-samling", "skjema")
    if arguments and not arguments[0].startswith("-") and arguments[0] not in commands:
        raise UserError(
            f"ukjent kommando «{arguments[0]}»{_near(arguments[0], commands)}; se «handlingsprogram --help»"
        )
    known, unknown = parser.parse_known_args(arguments)
    if unknown:
        raise UserError(f"ukjent valg «{unknown[0]}»; se «handlingsprogram {known.command} --help»")
    values = vars(known)
    if known.command == "diff":
        values["sides"] = (values.pop("old"), values.pop("new"))
    elif "years" in known:
        values["years"] = tuple(known.years)
    return Options(**values)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        # Left to itself, argparse loads shutil, which loads three compressors, also when no help is shown.
        super().__init__(prog, width=_width() - 2)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Bruk: " if prefix is None else prefix)


def _width() -> int:
    """Return how many columns the terminal has, or what COLUMNS says that it has."""
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        return 80


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        del message  # argparse speaks English; what a user needs to know stands in the help
        raise UserError(f"feil bruk; se «{self.prog} --help»")


def _parser() -> argparse.ArgumentParser:
    description = "Bygger, kontrollerer og sammenligner handlingsprogrammer."
    parser: argparse.ArgumentParser = _new(_Parser, prog="handlingsprogram", description=description)
    commands = parser.add_subparsers(title="Kommandoer", dest="command", metavar="KOMMANDO", required=True)
    _add_build(_years_command(commands, "build", "bygger dokumentene for ett eller flere år"))
    _add_check(_years_command(commands, "check", "kontrollerer innholdet og melder fra om feil"))
    _add_diff(_command(commands, "diff", "viser hva som er endret fra ett program til et annet"))
    _add_review(_command(commands, "review", "lager rapporter om alle år som en gren endrer"))
    _add_new_folder(commands)
    _command(commands, "skjema", "skriver skjemaene som VS Code foreslår og forklarer etter")
    return parser


def _add_build(build: Any) -> None:
    build.add_argument(
        "--format",
        dest="formats",
        type=_formats,
        default=frozenset(FORMATS),
        metavar="FORMATER",
        help=f"formatene som skal bygges, med komma mellom; {','.join(FORMATS)} uten dette valget",
    )
    _add_out(build, "dokumentene")


def _add_out(command: Any, what: str) -> None:
    command.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="MAPPE",
        help=f"hvor {what} legges; out uten dette valget",
    )


def _add_summary(command: Any) -> None:
    command.add_argument(
        "--uten-sammendrag",
        dest="sammendrag",
        action="store_false",
        help="la Word-rapporten begynne rett på dokumentet, uten siden som oppsummerer",
    )


def _add_check(check: Any) -> None:
    check.add_argument(
        "--format",
        dest="report",
        type=_report,
        default="text",
        metavar="FORMAT",
        help="text (til å lese), json (til andre verktøy) eller github (merker i en pull request)",
    )
    check.add_argument(
        "--merknader",
        dest="notices",
        action="store_true",
        help="vis også merknadene, for eksempel avvik i budsjettet",
    )
    check.add_argument(
        "--godtatt",
        dest="accepted",
        action="store_true",
        help="vis også det som er godtatt",
    )


def _add_diff(diff: Any) -> None:
    side = (
        "et år (2029), et år slik en git-revisjon har det (main:2029), eller slik en gren og den andre siden "
    )
    side += "sist var like (main...:2029)"
    diff.add_argument("old", metavar="FRA", help=f"det som var: {side}")
    diff.add_argument("new", metavar="TIL", help=f"det som er: {side}")
    diff.add_argument(
        "--format",
        dest="faces",
        type=_faces,
        default=("text",),
        metavar="FORMAT",
        help=f"{', '.join(FACES)}; text uten dette valget, og flere med komma mellom når --out er en mappe",
    )
    diff.add_argument(
        "--out",
        dest="file",
        default="",
        metavar="FIL",
        help="fil som skrives, eller en mappe (out/), der filene får navn etter det som sammenlignes",
    )
    _add_summary(diff)


def _add_review(review: Any) -> None:
    review.add_argument(
        "base",
        metavar="BASE",
        help="grenen som denne skal inn i, for eksempel main; det som er endret der siden, teller ikke",
    )
    _add_out(review, "rapportene, og kommentaren til en pull request,")
    _add_summary(review)


def _add_new_folder(commands: Any) -> None:
    what = "lager en mappe med et lite, ferdig program som dere kan bytte ut teksten i"
    parser = _new(commands.add_parser, "ny-samling", help=what, description=f"{what.capitalize()}.")
    parser._positionals.title = "Argumenter"
    parser.set_defaults(content=Path("content"))
    parser.add_argument("folder", type=Path, metavar="MAPPE", help="mappen som skal lages")
    parser.add_argument(
        "--språk",
        type=_language,
        default="nb-NO",
        metavar="SPRÅK",
        help="nb-NO (bokmål) eller nn-NO (nynorsk); nb-NO uten dette valget",
    )
    parser.add_argument(
        "--år", type=_year, metavar="ÅR", help="året programmet gjelder for; neste år uten dette valget"
    )


def _language(text: str) -> str:
    known = {
        "nb-NO": "nb-NO",
        "nn-NO": "nn-NO",
        "bokmål": "nb-NO",
        "nynorsk": "nn-NO",
        "nb": "nb-NO",
        "nn": "nn-NO",
    }
    if text not in known:
        raise UserError(f"ukjent språk «{text}»; skriv nb-NO (bokmål) eller nn-NO (nynorsk)")
    return known[text]


def _year(text: str) -> int:
    if not re.fullmatch("20[0-9][0-9]", text):
        raise UserError(f"--år skal være et årstall fra 2000 til 2099, men er «{text}»")
    return int(text)


def _new(factory: Callable[..., Any], *args: Any, **settings: Any) -> Any:
    """Make a parser whose help is Norwegian from the first word."""
    parser = factory(*args, formatter_class=_Formatter, add_help=False, allow_abbrev=False, **settings)
    parser._optionals.title = "Valg"
    parser.add_argument("-h", "--help", action="help", help="vis denne hjelpen")
    return parser


def _command(commands: Any, name: str, description: str) -> Any:
    parser = _new(commands.add_parser, name, help=description, description=f"{description.capitalize()}.")
    parser._positionals.title = "Argumenter"
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="MAPPE",
        help="mappen med innholdet; content uten dette valget",
    )
    return parser


def _years_command(commands: Any, name: str, description: str) -> Any:
    parser = _command(commands, name, description)
    parser.add_argument(
        "years", nargs="*", metavar="ÅR", help="årene det gjelder; alle uten dette argumentet"
    )
    return parser


def _formats(text: str) -> frozenset[str]:
    return frozenset(_known(text, FORMATS))


def _faces(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_known(text, tuple(FACES))))


def _known(text: str, known: tuple[str, ...]) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in known:
            raise UserError(f"ukjent format «{name}»{_near(name, known)}; formatene er {', '.join(known)}")
    return names


def _report(name: str) -> str:
    if name not in REPORTS:
        raise UserError(f"ukjent format «{name}»{_near(name, REPORTS)}; formatene er {', '.join(REPORTS)}")
    return name


def _near(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f" (mente du «{near[0]}»?)" if near else ""
