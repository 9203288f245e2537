"""Whether data fits its schema at all, told by a validator that is quick to load: most files fit.

What does not fit is for `schema` to explain, with jsonschema, which is loaded for that only. Where the two
could differ, this one says no: then it is jsonschema that judges.
"""

from __future__ import annotations

import json
from functools import cache
from math import isfinite
from typing import Any
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, Registry

from handlingsprogram.resources import resource_folder

SHARED = ("felles.schema.json", "tema.schema.json")
"""The schemas that others refer to."""


def fits(data: Any, kind: str) -> bool:
    """Tell whether data fits a schema; what has a whole number written with decimals is said not to.

    Args:
        data: as `Tree.data`.
        kind: the schema's name without ending.
    """
    return not _has_odd_number(data) and _validator(kind).is_valid(data)


def _has_odd_number(data: Any) -> bool:
    """Tell whether there is 6834.0, to JSON Schema an integer but not to us, or a number without end."""
    waiting = [data]
    for value in waiting:
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, float) and (value.is_integer() or not isfinite(value)):
            return True
    return False


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(load_schema(f"{kind}.schema.json"), registry=_registry(), offline=True)


@cache
def _registry() -> Registry:
    return Registry([(name, load_schema(name)) for name in SHARED])


def load_schema(name: str) -> Any:
    """Read a schema from its file; what it refers to is an address, and so has æøå as an address has them."""
    text = (resource_folder("schemas") / name).read_text(encoding="utf-8")
    return json.loads(text, object_hook=_with_an_address)


def _with_an_address(part: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    return part | {"$ref": quote(reference, safe="#/$")} if isinstance(reference, str) else part
