"""Signs that follow a text through a document, so that each word is known by where it was written."""

from __future__ import annotations

import unicodedata

TRACES = tuple(chr(code) for code in range(0x2E00, 0x2E30) if unicodedata.category(chr(code)) == "Po")
"""Signs of punctuation that nobody types: beside them, stars and lines are emphasis as at a word's edge."""
_NONE = dict.fromkeys(map(ord, TRACES))


def untraced(text: str) -> str:
    """Return a text that is said again elsewhere than in its place: what is changed there changes nothing."""
    return text.translate(_NONE)
