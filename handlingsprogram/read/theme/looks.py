"""The looks that the tool has, each a whole theme below `templates/temaer`; what is said goes before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL = "klassisk"
"""The look of who names none."""
BESIDE = ("logo", "skriftfiler", "skriftsteder")
"""What is the organisation's whatever the look is, and no part of one."""


@cache
def look(name: str) -> Mapping[str, Any]:
    """Return a look as plain data, every key of the schema's set; nobody may change it.

    Args:
        name: one of `utseende` in schemas/tema.schema.json.
    """
    file = resource_folder("templates") / "temaer" / f"{name}.yaml"
    return {"utseende": name, **parse(file.read_text(encoding="utf-8"), file.name).data}


def theme(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole theme of what is said of one: of the look that it names, with its own before that.

    Args:
        said: as in tema.yaml, valid by its schema.
    """
    return _with(look(said.get("utseende", USUAL)), said)


def of_year(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the theme of a year.

    A year that names its look has that and nothing else of tema.yaml, but for the logo: so what is adopted
    stays as it was printed when an organisation changes its theme.

    Args:
        shared: the theme of all years.
        own: as in `Program.tema`.
    """
    if "utseende" not in own:
        return _with(shared, own)
    return {**{key: shared[key] for key in BESIDE if key in shared}, **theme(own)}


def pinned(said: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a year must say to keep its look, whatever is said of all years later.

    Args:
        said: as in tema.yaml.
        own: as in `Program.tema`.
    """
    if "utseende" in own:
        return dict(own)
    shared = {key: value for key, value in said.items() if key not in BESIDE}
    return {"utseende": USUAL, **_with({**{key: {} for key in own}, **shared}, own)}


def _with(base: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a theme with what is said besides: groups key by key, all else as a whole."""
    groups = {
        key: {**base[key], **value} if isinstance(value, dict) and key not in BESIDE else value
        for key, value in said.items()
    }
    return {**base, **groups}
