"""What the page sorts by: types of change, and what a change concerns; with the words for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.labels import is_form

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change

SLUGS = {
    Type.NY: "ny",
    Type.FJERNET: "fjernet",
    Type.ENDRET: "endret",
    Type.FLYTTET: "flyttet",
    Type.OMDØPT: "omdopt",
    Type.DELT: "delt",
    Type.SLÅTT_SAMMEN: "sammen",
}
"""Types as the page's ids and styles spell them, in the order of filter and summary."""
TYPES = {slug: type_.value.capitalize() for type_, slug in SLUGS.items()}
"""What the reader calls them."""
SUBJECTS = {
    "tiltak": "Tiltak",
    "tekst": "Tekst",
    "kapittel": "Kapitler og områder",
    "budsjett": "Budsjett",
    "dokument": "Dokumentet",
    "oppsett": "Oppsett",
}
"""What a change concerns, as a reader sees it."""
_SUBJECT = {
    Ting.SEKSJON: "kapittel",
    Ting.AVSNITT: "tekst",
    Ting.TEKSTTABELL: "tekst",
    Ting.FIGUR: "tekst",
    Ting.TILTAK: "tiltak",
    Ting.PUNKT: "tiltak",
    Ting.TILTAKSTABELL: "tiltak",
    Ting.TABELL: "budsjett",
    Ting.BUDSJETTABELL: "budsjett",
    Ting.TALLKOLONNE: "budsjett",
    Ting.RAD: "budsjett",
    Ting.PROGRAM: "dokument",
    Ting.KOLONNE: "dokument",
}
NOUNS = {
    Ting.PROGRAM: "Dokumentet",
    Ting.KOLONNE: "Kolonne i tiltakstabellene",
    Ting.SEKSJON: "Kapittel",
    Ting.AVSNITT: "Tekst",
    Ting.TILTAKSTABELL: "Tiltakstabell",
    Ting.TILTAK: "Tiltak",
    Ting.PUNKT: "Punkt",
    Ting.BUDSJETTABELL: "Budsjettabell",
    Ting.TEKSTTABELL: "Tabell",
    Ting.FIGUR: "Figur",
    Ting.TABELL: "Tabell",
    Ting.TALLKOLONNE: "Kolonne",
    Ting.RAD: "Post",
}
FEMININE = {
    *(Ting.KOLONNE, Ting.TILTAKSTABELL, Ting.BUDSJETTABELL, Ting.TEKSTTABELL, Ting.FIGUR, Ting.TABELL),
    *(Ting.TALLKOLONNE, Ting.RAD),
}
"""What is «ny»; the rest is «nytt»."""


def subject(change: Change) -> str:
    """Return what a change concerns: one of `SUBJECTS`."""
    return "oppsett" if is_form(change) else _SUBJECT[change.ting]


def token(change: Change) -> str:
    """Return what a change is to the filter: `ny-tiltak`."""
    return f"{SLUGS[change.type]}-{subject(change)}"
