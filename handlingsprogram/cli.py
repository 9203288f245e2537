"""The command line: arguments to one call of a command, and an exit code whatever happens.

Exit codes: 0 good, 1 the content has errors, 2 wrong use or something on the machine is missing.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import TYPE_CHECKING

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, WRONG_USE, terminal
from handlingsprogram.commands.parsing import parse
from handlingsprogram.commands.terminal import say
from handlingsprogram.finding import UserError, os_error

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CONTENT_ERRORS", "GOOD", "WRONG_USE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: what stands after the command's name; by default the process's own.

    Returns:
        The exit code.
    """
    debug = bool(os.environ.get("HANDLINGSPROGRAM_DEBUG"))
    # A run is short: looking for cycles, on the way and at its end, costs a tenth of it and frees nothing.
    gc.disable()
    atexit.register(gc.freeze)
    terminal.set_up()
    try:
        return parse(sys.argv[1:] if arguments is None else list(arguments))()
    except UserError as error:
        say(f"handlingsprogram: {error}")
    except ModuleNotFoundError as error:
        say(
            f"handlingsprogram: mangler Python-pakken «{error.name}»; "
            "installer verktøyet på nytt, eller kjør «make», som setter opp .venv"
        )
    except OSError as error:
        name = error.filename or "en midlertidig fil"
        say(f"handlingsprogram: {name}: {os_error(error)}. Ingenting er endret.")
    except KeyboardInterrupt:
        say("handlingsprogram: avbrutt; ingenting er endret")
    except Exception as error:
        if debug:
            raise
        what = f"{type(error).__name__}: {error}"
        say(f"handlingsprogram: uventet feil i verktøyet ({what}). Ingenting er endret.")
    return WRONG_USE
