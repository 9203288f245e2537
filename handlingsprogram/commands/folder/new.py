"""`ny-samling`: lays out a folder of one's own, with a small programme that can be built as it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.terminal import say
from handlingsprogram.finding import UserError
from handlingsprogram.malform import choose

EXAMPLES = (
    ("ny-samling vårt-råd", "lager mappen vårt-råd med et program på bokmål for neste år"),
    ("ny-samling vårt-råd --språk nn-NO --år 2030", "lager et program på nynorsk for 2030"),
)
_LANGUAGES = {"nb-NO": "nb-NO", "nn-NO": "nn-NO", "bokmål": "nb-NO", "nynorsk": "nn-NO"}
"""The starter's language by what may be typed for it."""


class Options(NamedTuple):
    """What is asked for."""

    folder: Path
    """The folder to be made."""
    språk: str
    """The starter's language."""
    år: int | None
    """The starter's year; None for the next."""


def add(parser: Any) -> None:
    """Describe the arguments."""
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
    if text not in _LANGUAGES:
        raise UserError(f"ukjent språk «{text}»; skriv nb-NO (bokmål) eller nn-NO (nynorsk)")
    return _LANGUAGES[text]


def _year(text: str) -> int:
    if not re.fullmatch("20[0-9][0-9]", text):
        raise UserError(f"--år skal være et årstall fra 2000 til 2099, men er «{text}»")
    return int(text)


def run(options: Options) -> int:
    """Lay out the folder, and say what to do in it."""
    from datetime import UTC, datetime

    from handlingsprogram.samling.starter import Wanted, lay_out

    år = options.år or datetime.now(UTC).year + 1
    lay_out(Wanted(options.folder, options.språk, år))
    choose(options.folder / "content")
    say(f"Laget {options.folder.as_posix()} med et program for {år}. Gå til mappen, og skriv:")
    say("    handlingsprogram build")
    return GOOD
