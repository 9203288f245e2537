"""What the cover says below its title: where the programme stands, and what it says besides."""

from __future__ import annotations

import re

from handlingsprogram.read.rules.copied.frame import DAY

_STANDS = re.compile(
    r"(?i)utkast|høring|høyring|forslag|fr[ae]mlegg|vedtatt|vedteke|draft|adopted|evttohus|mearriduvvon"
)
"""Words for where a programme stands."""


def restated(former: str, stands: str) -> str:
    """Return the line with another statement of where the programme stands; its other parts stay.

    Args:
        former: the line, its parts with commas between: «2029–2032, høringsutkast 15. mai 2029».
        stands: where it stands now: «Vedtatt av rådet 18.12.2029».
    """
    parts = former.split(", ")
    kept = [part for part in parts if not DAY.search(part) and not _STANDS.search(part)]
    if not former or len(parts) == 1 or not kept:
        return stands
    return ", ".join([*kept, stands[:1].lower() + stands[1:]])
