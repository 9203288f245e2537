"""The way back: what a programme holds, as the YAML writes it."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.paragraphs import one_form
from handlingsprogram.read.build.measures import SEPARATORS
from handlingsprogram.read.model.blocks import Boksledd, Celle, Tegningsledd, Tekst
from handlingsprogram.read.model.budget import Andel, Differanse, Henvisning, Lik, Prosent, Sum
from handlingsprogram.read.model.measures import Ledd
from handlingsprogram.read.model.values import Valg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SEPARATORS = {separator: key for key, separator in SEPARATORS.items()}


def compared(kind: type) -> list[str]:
    """Return the names of the fields of a dataclass that count in a comparison."""
    return [one.name for one in fields(kind) if one.compare]


def written(value: Any) -> Any:
    """Return a value as plain data."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    if isinstance(value, Enum):
        return str(value.value)
    return {name: written(getattr(value, name)) for name in compared(kind)}


def listed(values: Iterable[Any]) -> list[Any]:
    """Return values as plain data."""
    return [written(value) for value in values]


def _item(ledd: Ledd) -> Any:
    if ledd.lik:
        return {"lik": ledd.lik}
    key = _SEPARATORS.get(ledd.skille)
    return {key: ledd.navn} if key else ledd.navn


_PLAIN = {str, int, float, bool, type(None)}
_WRITTEN: Mapping[type, Callable[[Any], Any]] = {
    tuple: listed,
    frozenset: lambda names: listed(sorted(names)),
    dict: lambda values: {key: written(value) for key, value in values.items()},
    Tekst: lambda tekst: one_form(tekst.markdown),
    Ledd: _item,
    Decimal: lambda figure: int(figure) if figure == int(figure) else float(figure),
    Celle: lambda celle: said(celle) if celle.over > 1 or celle.ned > 1 or celle.uthevet else celle.tekst,
    Henvisning: lambda cell: {"lik": f"{cell.rad}/{cell.kolonne}"},
    Sum: lambda formel: listed(formel.ledd),
    Differanse: lambda formel: listed(formel.ledd),
    Prosent: lambda formel: listed(formel.ledd),
    Andel: lambda formel: {"kolonne": formel.kolonne, "av": formel.rad},
    Lik: lambda formel: formel.rad,
    Boksledd: lambda ledd: {**said(ledd)},
    Tegningsledd: lambda ledd: {**said(ledd)},
    Valg: lambda valg: {"id": valg.id, **said(valg)},
}
"""What has a form of its own in the YAML."""
FORMULAS = {Sum: "sum", Differanse: "differanse", Lik: "lik", Prosent: "prosent", Andel: "andel"}


def said(value: Any) -> dict[str, Any]:
    """Return the fields that are not as they are where nothing is said, columns left out."""
    named = ((one, getattr(value, one.name)) for one in fields(value) if one.compare)
    own = {one.name: what for one, what in named if what != one.default and one.name != "kolonner"}
    return {name: written(what) for name, what in own.items()}
