"""What a request brings, before anybody believes it."""

from __future__ import annotations

import json
from typing import Any

from handlingsprogram.read.text.decoded import composed

_DEEPEST = 100
"""So deep may what a request brings be nested: more than twice as deep as content and prose ever are."""


def read(body: bytes) -> Any:
    """Return what a request brings; None where it is no JSON, or has what no file can hold.

    That is halves of signs, what is no number and what is too great for one, and too much in each other.
    """
    try:
        given = json.loads(composed(body.decode()) or "")
        json.dumps(given, ensure_ascii=False, allow_nan=False).encode()
        return given if _is_flat(given) else None
    except (ValueError, RecursionError):
        return None


def _is_flat(given: Any) -> bool:
    """Tell whether what a request brings is nested no deeper than anything that is written here."""
    level = [given] if isinstance(given, dict | list) else []
    for _ in range(_DEEPEST):
        inside = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in inside for one in values if isinstance(one, dict | list)]
    return not level
