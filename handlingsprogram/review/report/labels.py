"""What the reports call fields and things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.compare.tree import field_name

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change, Comparison

FRAME = {
    "år": "År",
    "tittel": "Tittel",
    "organisasjon": "Organisasjon",
    "status": "Status",
    "dato": "Dato",
    "språk": "Språk",
    "emne": "Emne",
    "stikkord": "Stikkord",
    "omslag/tittel": "Tittel på forsiden",
    "omslag/undertittel": "Undertittel på forsiden",
    "omslag/avsender": "Avsender på forsiden",
    "innholdsfortegnelse/tittel": "Tittel på innholdsfortegnelsen",
    "innholdsfortegnelse/nivåer": "Nivåer i innholdsfortegnelsen",
    "nummerform": "Nummer foran overskriftene",
    "nummernivåer": "Nivåer av overskrifter med nummer",
    "kryssreferanse": "Form på kryssreferanser",
    "mål": "Mål på siden",
    "andre_språk": "Uttrykk på andre språk",
    "budsjett": "Budsjett",
    "budsjettfigurer": "Budsjettfigurer i alle formater",
}
"""The frame's fields."""
FIELDS = {
    "tekst": "Tekst",
    "merke": "Merke foran",
    "innrykk": "Nivå i listen",
    "punkter": "Punkt",
    "id": "Id",
    "viderefører": "Viderefører",
    "bærekraftsmål": "Bærekraftsmål",
    "tittel": "Tittel",
    "innholdstittel": "Tittel i innholdsfortegnelsen",
    "navn": "Navn",
    "overskrift": "Overskrift",
    "slag": "Slag",
    "verdier_fra": "Verdier fra",
    "fil": "Bilde",
    "alttekst": "Alternativ tekst",
    "bildetekst": "Bildetekst",
    "plassholder": "Plassholder",
    "avtrykk": "Bildet er byttet ut",
    "hode": "Tabellhode",
    "rader": "Rader",
    "enhet": "Enhet",
    "hjørne": "Tekst over postene",
    "noter": "Noter",
    "sum": "Sum av",
    "differanse": "Differanse mellom",
    "lik": "Lik",
    "avvik": "Trykt tall som avviker",
    "samme_som": "Samme som",
    "tall": "Tall",
    "tomme": "Tomme kolonner",
}
"""Other things' fields."""
FORM = {
    Ting.SEKSJON: {"sideskift", "i_innhold", "nummer", "nivå"},
    Ting.KOLONNE: {"bredde", "visning", "verdier_fra"},
    Ting.TILTAKSTABELL: {"foran", "mellom", "grupper"},
    Ting.TEKSTTABELL: {"bredder", "trykk_tittel"},
    Ting.TABELL: {"minus", "null", "figurer", "trykk_tittel", "trykk_enhet"},
    Ting.RAD: {"uthevet"},
    Ting.AVSNITT: {"skille"},
    Ting.PROGRAM: {
        "mål",
        "andre_språk",
        "nummerform",
        "nummernivåer",
        "kryssreferanse",
        "innholdsfortegnelse/nivåer",
        "budsjettfigurer",
    },
}
"""Fields that say how a thing looks, and not what it says."""
FORM_WORDS: dict[str, str | tuple[str, str]] = {
    "sideskift": ("Begynner ikke lenger på ny side", "Begynner på ny side"),
    "i_innhold": ("Står ikke lenger i innholdsfortegnelsen", "Står i innholdsfortegnelsen"),
    "nummer": ("Har ikke lenger nummer", "Har fått nummer"),
    "nivå": "Nivå",
    "bredde": "Kolonnebredde",
    "visning": "Hvordan flere ledd i en celle står",
    "verdier_fra": "Hvor lovlige verdier står",
    "foran": "Foran numrene på bærekraftsmål",
    "mellom": "Mellom numrene på bærekraftsmål",
    "grupper": "Grupper av bærekraftsmål",
    "bredder": "Kolonnebredder",
    "trykk_tittel": ("Tittelen står ikke lenger over tabellen", "Tittelen står over tabellen"),
    "trykk_enhet": ("Enheten står ikke lenger over tabellen", "Enheten står over tabellen"),
    "minus": "Minustegn",
    "null": "Hvordan null trykkes",
    "figurer": ("Har ikke lenger figurer", "Har andre figurer"),
    "budsjettfigurer": ("Figurene står bare på nettsiden", "Figurene står i alle formater"),
    "uthevet": ("Ikke lenger uthevet", "Uthevet"),
    "skille": ("Annen avstand mellom avsnitt", "Annen avstand mellom avsnitt"),
    "mål": ("Målene på siden er ikke lenger egne", "Har egne mål på siden"),
    "andre_språk": ("Ingen uttrykk er merket som andre språk", "Andre uttrykk er merket som andre språk"),
    "nummerform": "Nummer foran overskriftene",
    "nummernivåer": "Nivåer av overskrifter med nummer",
    "kryssreferanse": "Form på kryssreferanser",
    "innholdsfortegnelse/nivåer": "Nivåer i innholdsfortegnelsen",
}
"""What is said of a change of form: for not and for yes, or a name that the values are told after."""


def is_form(change: Change) -> bool:
    """Tell whether a change is one of form only."""
    return change.felt in FORM.get(change.ting, set())


class Columns:
    """Knows the headings of the measures tables' columns."""

    def __init__(self, comparison: Comparison) -> None:
        self._headings = {
            field_name(kolonne.felt): kolonne.overskrift
            for program in (comparison.gammel, comparison.ny)
            for kolonne in program.kolonner
        }

    def name(self, felt: str) -> str:
        """Return what a measure's field is called."""
        return self._headings.get(felt) or FIELDS.get(felt) or felt.removeprefix("egne_felt/").capitalize()
