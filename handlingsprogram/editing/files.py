"""The files that the editor knows: which there may be, what they are of, and what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import is_folder
from handlingsprogram.read.form.written import settle
from handlingsprogram.read.limits import MAX_BYTES
from handlingsprogram.read.listing import FOLDERS, STATUS
from handlingsprogram.read.load import OPTIONAL
from handlingsprogram.read.text.decoded import RefusedError, named, unprintable
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.writing.dress import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED: Mapping[str, str] = {
    "partnere.yaml": "partnere",
    "tema.yaml": "tema",
    "baerekraftsmal.yaml": "baerekraftsmal",
}
"""The files that all years share, and their schemas."""
PICTURES = "figurer"
"""The folder of a year in which pictures that are brought in are laid."""
_PICTURE = re.compile(r"[a-z0-9][a-z0-9-]*\.(png|jpe?g|svg|webp)")
_KINDS = {**{folder: kind for kind, folder in FOLDERS.items()}, STATUS: STATUS}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.yaml")


def kind_of(file: str) -> str | None:
    """Return the schema's name for a content file, by its path below the content; None where it is none."""
    folder, _, name = file.rpartition("/")
    if not folder:
        return SHARED.get(name)
    year, _, part = folder.partition("/")
    if not is_folder(year) or not _NAME.fullmatch(name):
        return None
    if not part:
        stem = name.removesuffix(".yaml")
        return stem if stem in {"program", *OPTIONAL} else None
    return _KINDS.get(part)


def is_picture(file: str) -> bool:
    """Tell whether a picture may be laid at a place of the content."""
    year, _, rest = file.partition("/")
    folder, _, name = rest.partition("/")
    return is_folder(year) and folder == PICTURES and bool(_PICTURE.fullmatch(name))


def data_of(file: str, text: str) -> Any:
    """Return what a content file holds, its numbers as the schema asks for them.

    Raises:
        UserError: it is no sound YAML.
    """
    whole = plain(text)
    sign = unprintable(whole)
    if sign or len(text.encode()) > MAX_BYTES:
        raise UserError(f"{file} ville få {named(sign)}" if sign else f"{file} ville bli for stor")
    try:
        tree = parse(whole, file)
    except RefusedError as refusal:
        raise UserError(str(refusal.finding)) from refusal
    kind = kind_of(file)
    if kind:
        settle(tree, kind)
    return tree.data
