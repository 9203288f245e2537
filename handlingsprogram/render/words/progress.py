"""What a document calls the statuses of measures and their risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHOUT = "uten-status"
"""The status of a measure that nothing is said of."""
_STATUSES = {
    "ikke-startet": "tiltak_ikke_startet",
    "i-rute": "tiltak_i_rute",
    "forsinket": "tiltak_forsinket",
    "ferdig": "tiltak_ferdig",
    "stoppet": "tiltak_stoppet",
    WITHOUT: "tiltak_uten_status",
}
_RISKS = {"lav": "risiko_lav", "middels": "risiko_middels", "høy": "risiko_høy"}


def status_word(status: str, words: Mapping[str, str]) -> str:
    """Return what a status is called within a sentence: «i rute».

    Args:
        status: one of `STATUSER`, or `WITHOUT`.
        words: the document's fixed words.
    """
    return words[_STATUSES[status]]


def risk_word(risk: str, words: Mapping[str, str]) -> str:
    """Return what a risk, one of `RISIKOER`, is called within a sentence: «middels»."""
    return words[_RISKS[risk]]
