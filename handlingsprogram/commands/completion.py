"""`fullføring`: lets Tab complete commands, options and years in the shells that people use.

argcomplete knows how each shell asks, and answers from the parser itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.parsing import known_word
from handlingsprogram.commands.terminal import answer

SHELLS = ("bash", "zsh", "fish", "powershell")
EXAMPLES = (
    ("fullføring bash >> ~/.bashrc", "bash: legger det i oppstarten"),
    ("fullføring zsh >> ~/.zshrc", "zsh: legger det i oppstarten"),
    ("fullføring fish > ~/.config/fish/completions/handlingsprogram.fish", "fish: legger det der fish leter"),
    ("fullføring powershell >> $PROFILE", "PowerShell: legger det i profilen"),
)


class Options(NamedTuple):
    """What is asked for."""

    shell: str
    """One of `SHELLS`."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "shell",
        type=lambda text: known_word(text, SHELLS, "skall", "skallene"),
        metavar="SKALL",
        help=f"{', '.join(SHELLS)}; skriver det skallet trenger, så det kan legges i oppstarten",
    ).completer = lambda **_: SHELLS


def run(options: Options) -> int:
    """Print what a shell must be told."""
    from argcomplete.shell_integration import shellcode

    answer(shellcode(["handlingsprogram"], shell=options.shell).strip())
    return GOOD
