"""`skjema`: writes the schemas that editors read beside the content, and mends lines that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import GOOD
from handlingsprogram.commands.parsing import add_content
from handlingsprogram.commands.terminal import say
from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (("skjema", "fornyer mappen schemas, så VS Code foreslår det som står i innholdet nå"),)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)


def run(options: Options) -> int:
    """Write the schemas, then the first lines that lead elsewhere."""
    from handlingsprogram.output import write_all
    from handlingsprogram.samling.first_lines import set_right
    from handlingsprogram.samling.schemas import schema_files

    if not options.content.is_dir():
        raise UserError(f"finner ikke mappen {options.content.as_posix()}")
    schemas = schema_files(options.content)
    write_all(schemas)
    lines = set_right(options.content)
    write_all(lines)
    for path in lines:
        say(f"{path.as_posix()}:1: rettet linjen som viser til skjemaet")
    say(
        f"{len(schemas)} skjemaer er skrevet"
        if schemas
        else "Skjemaene er verktøyets egne, og står som de er"
    )
    return GOOD
