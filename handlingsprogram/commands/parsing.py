"""What stands after the command's name, read into one call; help and messages in Norwegian."""

from __future__ import annotations

import argparse
import os
import re
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from handlingsprogram.commands import COMMANDS
from handlingsprogram.finding import UserError
from handlingsprogram.malform import choose, in_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_CONTENT = Path("content")
"""Where the years are looked for, where nothing else is said."""
_COMPLETING = "_ARGCOMPLETE"
"""The environment variable that a shell sets when it asks what Tab can put in."""
_PROBLEMS = (
    (re.compile(r"^the following arguments are required: (.+)$"), "mangler {}"),
    (re.compile(r"^argument (\S+): expected .*$"), "mangler en verdi til {}"),
    (re.compile(r"^argument (\S+): not allowed with argument (\S+)$"), "{} kan ikke brukes sammen med {}"),
)
"""What argparse says, in English, and what is told instead."""


def parse(arguments: list[str]) -> Callable[[], int]:
    """Return the command that the arguments ask for, ready to run.

    Raises:
        UserError: an argument is unknown or cannot be understood.
        SystemExit: help was asked for and shown.
    """
    choose(_CONTENT)
    if _COMPLETING in os.environ:
        import argcomplete

        argcomplete.autocomplete(_parser(COMMANDS), always_complete_options="long")
    name = arguments[0] if arguments else ""
    if name and not name.startswith("-") and name not in COMMANDS:
        raise UserError(f"ukjent kommando «{name}»{near(name, COMMANDS)}; se «handlingsprogram --help»")
    parser = _parser([name])
    known, unknown = parser.parse_known_args(arguments)
    if unknown:
        options = [option.removeprefix("--") for option in known.options if option.startswith("--")]
        see = f"se «handlingsprogram {name} --help»"
        if not unknown[0].startswith("-"):
            raise UserError(f"et argument for mye: «{unknown[0]}»; {see}")
        hint = near(unknown[0].lstrip("-"), options, "--")
        raise UserError(f"ukjent valg «{unknown[0]}»{hint}; {see}")
    values = {key: value for key, value in vars(known).items() if key not in {"command", "options"}}
    choose(values.get("content", _CONTENT), values.get("years", ()))
    module = import_module(f"handlingsprogram.commands.{COMMANDS[name].module}")
    return partial(module.run, module.Options(**values))


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # Left to itself, argparse loads shutil, which loads three compressors, also when no help is shown.
        super().__init__(prog, width=_width() - 2)

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and in_run(heading))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(in_run(text), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return super()._fill_text(in_run(text), width, indent)

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
        found = (
            told.format(*match.groups()) for english, told in _PROBLEMS if (match := english.search(message))
        )
        raise UserError(f"{next(found, 'feil bruk')}; se «{self.prog} --help»")


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"handlingsprogram {version('handlingsprogram')}")  # noqa: T201 — what was asked for
        parser.exit()


def _parser(filled: Iterable[str]) -> Any:
    """Return the parser of the command line.

    Args:
        filled: the commands whose arguments are needed; the others are known by name only.
    """
    description = "Bygger, kontrollerer og sammenligner handlingsprogrammer."
    epilog = "«handlingsprogram KOMMANDO --help» forteller mer om en kommando, med eksempler."
    parser = _new(_Parser, prog="handlingsprogram", description=description, epilog=epilog)
    parser.add_argument(
        "--version",
        action=_Version,
        nargs=0,
        dest=argparse.SUPPRESS,
        default=argparse.SUPPRESS,
        help="vis hvilken versjon dette er",
    )
    commands = parser.add_subparsers(title="Kommandoer", dest="command", metavar="KOMMANDO", required=True)
    for name, command in COMMANDS.items():
        description = f"{command.does[0].upper()}{command.does[1:]}."
        added = _new(commands.add_parser, name, help=command.does, description=description)
        added._positionals.title = "Argumenter"
        if name in filled:
            module = import_module(f"handlingsprogram.commands.{command.module}")
            module.add(added)
            added.epilog = _examples(module.EXAMPLES)
            added.set_defaults(options=list(added._option_string_actions))
    return parser


def _examples(examples: Sequence[tuple[str, str]]) -> str:
    lines = [f"  handlingsprogram {typed}\n      {does}" for typed, does in examples]
    return "\n".join(["Eksempler:", *lines])


def _new(factory: Callable[..., Any], *args: Any, **settings: Any) -> Any:
    """Make a parser whose help is Norwegian from the first word."""
    parser = factory(*args, formatter_class=_Formatter, add_help=False, allow_abbrev=False, **settings)
    parser._optionals.title = "Valg"
    parser.add_argument("-h", "--help", action="help", help="vis denne hjelpen")
    return parser


# --- What several commands ask for --------------------------------------------------------------


def add_content(parser: Any) -> None:
    """Ask for the folder that holds the years."""
    parser.add_argument(
        "--content",
        type=Path,
        default=_CONTENT,
        metavar="MAPPE",
        help="mappen med innholdet; content uten dette valget",
    )


def add_years(parser: Any) -> None:
    """Ask for years, and the folder that holds them."""
    add_content(parser)
    parser.add_argument(
        "years",
        nargs="*",
        metavar="ÅR",
        help="årene det gjelder, eller mapper (klimaplan-2029); alle uten dette argumentet",
    ).completer = complete_years


def complete_years(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the years that Tab can put in."""
    from handlingsprogram.read.folders import years_in

    return years_in(parsed_args.content)


def add_out(parser: Any, what: str, folder: str = "out") -> None:
    """Ask for the folder that something is written to.

    Args:
        parser: of the command.
        what: what is written there, as a message says it.
        folder: where it goes where nothing else is said.
    """
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(folder),
        metavar="MAPPE",
        help=f"hvor {what} legges; {folder} uten dette valget",
    )


def add_formats(parser: Any, known: Sequence[str], usual: Sequence[str], told: str) -> None:
    """Ask for the formats of what is written.

    Args:
        parser: of the command.
        known: those that there are.
        usual: those that are written where nothing else is said.
        told: what the help says of them.
    """
    parser.add_argument(
        "--format",
        dest="formats",
        type=lambda text: known_formats(text, known),
        default=usual,
        metavar="FORMATER",
        help=told,
    ).completer = lambda **_: known


def add_writing(parser: Any, branch: str = "") -> None:
    """Ask whether what a command would write is only shown, which it is if nothing is said, or written.

    Args:
        parser: of the command.
        branch: what is said of putting it on a branch instead; empty where that cannot be.
    """
    group = parser.add_mutually_exclusive_group()
    shown = "vis hva som blir skrevet, uten å skrive det (som uten dette valget)"
    group.add_argument("--vis", dest="is_written", action="store_false", default=False, help=shown)
    written = "skriv det: alt eller ingenting"
    group.add_argument("--skriv", dest="is_written", action="store_true", help=written)
    if branch:
        group.add_argument("--gren", dest="branch", metavar="NAVN", help=branch)


def add_summary(parser: Any) -> None:
    """Ask whether a Word report begins with a page that sums it up."""
    parser.add_argument(
        "--uten-sammendrag",
        dest="sammendrag",
        action="store_false",
        help="la Word-rapporten begynne rett på dokumentet, uten siden som oppsummerer",
    )


def known_formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that a text names, with a comma between; raises as `known_word`."""
    return tuple(dict.fromkeys(known_word(name.strip(), known) for name in text.split(",")))


def known_word(word: str, known: Sequence[str], one: str = "format", all_: str = "formatene") -> str:
    """Return a word that is one of those known.

    Args:
        word: what was typed.
        known: the words that there are.
        one: what messages call one of them.
        all_: what messages call them all.

    Raises:
        UserError: it is none of them.
    """
    if word not in known:
        raise UserError(f"ukjent {one} «{word}»{near(word, known)}; {all_} er {', '.join(known)}")
    return word


def near(word: str, known: Iterable[str], before: str = "") -> str:
    """Return a hint at the word that was meant, with what stands before it; nothing where none is like it."""
    from difflib import get_close_matches

    found = get_close_matches(word, known, n=1)
    return f" (mente du «{before}{found[0]}»?)" if found else ""
