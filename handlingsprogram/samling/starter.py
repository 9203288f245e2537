"""The small programme of an invented council that a new folder begins with."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.finding import UserError
from handlingsprogram.output import write_all
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGES = ("nb-NO", "nn-NO")
"""The languages that there is a starter in: each has a folder of templates beside `felles`."""
_TEMPLATES = "samling"
_KEPT = {".git"}
"""What may be in the folder already: a repository that was just made or cloned."""


class Wanted(NamedTuple):
    """What a new folder is to hold."""

    folder: Path
    språk: str
    """One of `LANGUAGES`."""
    år: int


def lay_out(wanted: Wanted) -> list[Path]:
    """Write a new folder: a whole programme, settings for editors and GitHub, and the schemas.

    Returns:
        The files, in the order of their names.

    Raises:
        UserError: the folder has something in it, or cannot be written.
    """
    from handlingsprogram.samling.schemas import schema_files

    _refuse_what_is_taken(wanted.folder)
    files = {wanted.folder / name: text.encode() for name, text in _texts(wanted).items()}
    content = wanted.folder / "content"
    write_all(files)
    schemas = schema_files(content)
    write_all(schemas)
    return sorted([*files, *schemas])


def _refuse_what_is_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder.as_posix()} er en fil; velg et navn på en mappe som ikke finnes")
    names = (path.name for path in folder.glob("*") if path.name not in _KEPT)
    taken = sorted(names, key=lambda name: (name.startswith("."), name))
    if taken:
        what = f"«{taken[0]}»" if len(taken) == 1 else f"«{taken[0]}» og {len(taken) - 1} til"
        raise UserError(
            f"mappen {folder.as_posix()} er ikke tom: der er {what}; velg en mappe som ikke finnes"
        )


def _texts(wanted: Wanted) -> dict[PurePosixPath, str]:
    """Return the files of a new folder by their place in it."""
    from importlib.metadata import version

    jinja, texts = _environment(), {}
    for part in ("felles", wanted.språk):
        root = resource_folder("templates") / _TEMPLATES / part
        for template in sorted(root.rglob("*.j2")):
            name = template.relative_to(root)
            source = f"{_TEMPLATES}/{part}/{name.as_posix()}"
            texts[_place(name, wanted.år)] = jinja.get_template(source).render(
                år=wanted.år, versjon=version("handlingsprogram")
            )
    return texts


def _environment() -> Environment:
    """Return the templates' environment with signs that neither YAML nor GitHub's workflows use."""
    from handlingsprogram.render.words.templates import environment

    return environment().overlay(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
    )


def _place(template: Path, år: int) -> PurePosixPath:
    """Return where a template's file goes: `dot_x` is `.x`, which git and packers would heed here."""
    names = [str(år) if name == "year" else name for name in template.parts]
    dotted = [f".{name.removeprefix('dot_')}" if name.startswith("dot_") else name for name in names]
    return PurePosixPath(*dotted).with_suffix("")
