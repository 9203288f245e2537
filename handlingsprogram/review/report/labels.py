"""What the reports call things, fields and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.prose import quotes
from handlingsprogram.prose.paragraphs import BULLET
from handlingsprogram.read.model.program import OMRÅDER, Slag
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.model import Subject

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change

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
    "omslag/bilde/fil": "Bilde på forsiden",
    "omslag/bilde/alttekst": "Alternativ tekst til bildet på forsiden",
    "omslag/bilde/avtrykk": "Bildet på forsiden",
    "sak/nummer": "Saksnummer",
    "sak/arkivsak": "Arkivsak",
    "sak/lenke": "Lenke til saken",
    "innholdsfortegnelse/tittel": "Tittel på innholdsfortegnelsen",
    "budsjett": "Budsjett",
    "målstruktur/nivåer": "Navn på nivåene av mål",
    "feltverdier": "Enheter og verdier i tiltakenes felt",
}
"""The frame's fields."""
FIELDS = {
    "tekst": "Tekst",
    "punkter": "Punkt",
    "id": "Id",
    "viderefører": "Viderefører",
    "bærekraftsmål": "Bærekraftsmål",
    "tittel": "Tittel",
    "innholdstittel": "Tittel i innholdsfortegnelsen",
    "navn": "Navn",
    "overskrift": "Overskrift",
    "slag": "Slag",
    "fil": "Bilde",
    "alttekst": "Alternativ tekst",
    "bildetekst": "Bildetekst",
    "plassholder": "Plassholder",
    "avtrykk": "Bildet",
    "hode": "Tabellhode",
    "rader": "Rad",
    "listet": "Lister opp",
    "enhet": "Enhet",
    "hjørne": "Tekst over postene",
    "noter": "Noter",
    "sum": "Sum av",
    "differanse": "Differanse mellom",
    "prosent": "Endring i prosent mellom",
    "andel": "Andel av",
    "note": "Note",
    "lik": "Lik",
    "avvik": "Trykt tall som avviker",
    "samme_som": "Samme som",
    "tall": "Tall",
    "tomme": "Tomme kolonner",
    "forklaring": "Forklaring",
    "nummer": "Nummer",
    "mål": "Mål",
    "desimaler": "Desimaler",
    "grunnlinje": "Grunnlinje",
    "målinger": "Måling",
    "måltall": "Måltall",
    "retning": "Skal gå",
    "kilde": "Kilde",
    "fra": "Fra målet",
    "nivåer": "Antall nivåer",
    "indikatorer": "Indikatorer",
    "etter": "Gruppert etter",
    "nivå": "Ned til nivå",
    "kolonner": "Kolonner",
    "ledd": "Ledd",
    "rolle": "Rolle",
    "sted": "Sted",
    "dato": "Dato",
    "organ": "Organ",
    "sak": "Sak",
    "bilde/fil": "Bilde",
    "bilde/alttekst": "Alternativ tekst",
    "bilde/avtrykk": "Bildet",
    "vis": "Viser",
    "penger": "Poster fra budsjettet",
}
"""Other things' fields."""
_LIES = ("Står ikke lenger på en liggende side", "Står på en liggende side")
_IS_PRINTED = ("Tittelen står ikke lenger over tabellen", "Tittelen står over tabellen")
FORM: dict[Ting, dict[str, str | tuple[str, str]]] = {
    Ting.SEKSJON: {
        "sideskift": "Begynner på ny side",
        "i_innhold": ("Står ikke lenger i innholdsfortegnelsen", "Står i innholdsfortegnelsen"),
        "nummer": ("Har ikke lenger nummer", "Har fått nummer"),
        "nivå": "Nivå",
    },
    Ting.KOLONNE: {
        "bredde": "Kolonnebredde",
        "visning": "Hvordan flere ledd i en celle står",
        "verdier_fra": "Hvor lovlige verdier står",
        "sum": ("Ikke lenger summert", "Summert"),
    },
    Ting.TILTAKSTABELL: {
        "foran": "Foran numrene på bærekraftsmål",
        "mellom": "Mellom numrene på bærekraftsmål",
        "grupper": "Grupper av bærekraftsmål",
        "oppsett": "Oppsett av tiltakstabellen",
    },
    Ting.TEKSTTABELL: {
        "bredder": "Kolonnebredder",
        "trykk_tittel": _IS_PRINTED,
        "liggende": _LIES,
        "justering": "Hvor teksten i kolonnene står",
        "radhode": ("Første kolonne er ikke lenger radhode", "Første kolonne er radhode"),
        "fil": "Filen cellene kommer fra",
    },
    Ting.TABELL: {
        "minus": "Minustegn",
        "null": "Hvordan null trykkes",
        "desimaler": "Antall desimaler",
        "fortegn": "Fortegn på inntekter",
        "grupper_over": (
            "Overskriftene over flere kolonner er borte",
            "Har andre overskrifter over flere kolonner",
        ),
        "figurer": ("Har ikke lenger figurer", "Har andre figurer"),
        "trykk_tittel": _IS_PRINTED,
        "liggende": _LIES,
        "trykk_enhet": ("Enheten står ikke lenger over tabellen", "Enheten står over tabellen"),
    },
    Ting.TILTAKSOVERSIKT: {"tell": ("Teller ikke lenger tiltakene", "Teller tiltakene")},
    Ting.MÅLFLISER: {"vis_tiltak": ("Viser ikke lenger tiltakene", "Viser tiltakene")},
    Ting.BOKS: {
        "farge": "Farge",
        "ikon/fil": "Ikon",
        "ikon/avtrykk": ("Ikonet mangler eller kan ikke leses", "Ikonet er byttet ut"),
    },
    Ting.FIGUR: {"bredde": "Bredde i prosent"},
    Ting.TALLKOLONNE: {"slag": "Hva tallene er", "desimaler": "Antall desimaler"},
    Ting.RAD: {
        "uthevet": ("Ikke lenger uthevet", "Uthevet"),
        "gruppe": ("Ikke lenger overskrift for en gruppe", "Overskrift for en gruppe"),
    },
    Ting.AVSNITT: {"skille": ("Annen avstand mellom avsnitt", "Annen avstand mellom avsnitt")},
    Ting.PROGRAM: {
        "tema": ("Året har ikke lenger et eget utseende", "Året har et eget utseende"),
        "andre_språk": ("Ingen uttrykk er merket som andre språk", "Andre uttrykk er merket som andre språk"),
        "nummerform": "Nummer foran overskriftene",
        "figurnummer": ("Figurene har ikke lenger nummer", "Figurene har nummer"),
        "tabellnummer": ("Tabellene har ikke lenger nummer", "Tabellene har nummer"),
        "nummernivåer": "Nivåer av overskrifter med nummer",
        "kryssreferanse": "Form på kryssreferanser",
        "innholdsfortegnelse/nivåer": "Nivåer i innholdsfortegnelsen",
        "tiltaksnummer": "Form på numrene til tiltakene",
        "oppsett": (
            "Tiltakstabellene er satt opp på vanlig måte",
            "Tiltakstabeller er satt opp på en annen måte",
        ),
        "felt": ("Ingen felt ved tiltakene har en type", "Felt ved tiltakene har fått andre typer"),
        "status_på_nettsiden": ("Nettsiden viser ikke lenger status", "Nettsiden viser status for tiltakene"),
        "budsjettfigurer": ("Figurene står bare på nettsiden", "Figurene står i alle formater"),
    },
}
"""Fields that say how a thing looks and not what it says, with what is said of them: for not and for yes, or
a name that the values are told after."""
_SUBJECTS = {
    Ting.TILTAK: Subject.MEASURES,
    Ting.PUNKT: Subject.MEASURES,
    Ting.TILTAKSTABELL: Subject.TEXT,
    Ting.AVSNITT: Subject.TEXT,
    Ting.TEKSTTABELL: Subject.TEXT,
    Ting.FIGUR: Subject.TEXT,
    Ting.FIGURGRUPPE: Subject.TEXT,
    Ting.TEGNING: Subject.TEXT,
    Ting.OVERSIKT: Subject.TEXT,
    Ting.MÅLHIERARKI: Subject.TEXT,
    Ting.INDIKATORTABELL: Subject.TEXT,
    Ting.TILTAKSOVERSIKT: Subject.TEXT,
    Ting.PROGRAMMET: Subject.TEXT,
    Ting.MÅLFLISER: Subject.TEXT,
    Ting.BOKS: Subject.TEXT,
    Ting.MÅL: Subject.GOALS,
    Ting.INDIKATOR: Subject.GOALS,
    Ting.TABELL: Subject.BUDGET,
    Ting.BUDSJETTABELL: Subject.BUDGET,
    Ting.TALLKOLONNE: Subject.BUDGET,
    Ting.RAD: Subject.BUDGET,
    Ting.PROGRAM: Subject.DOCUMENT,
    Ting.KOLONNE: Subject.DOCUMENT,
}
NOUNS = {
    Ting.PROGRAM: "Dokumentet",
    Ting.KOLONNE: "Kolonne i tiltakstabellene",
    Ting.SEKSJON: "Kapittel",
    Ting.AVSNITT: "Avsnitt",
    Ting.TILTAKSTABELL: "Tiltakstabell",
    Ting.TILTAK: "Tiltak",
    Ting.PUNKT: "Punkt",
    Ting.BUDSJETTABELL: "Budsjettabell",
    Ting.TEKSTTABELL: "Tabell",
    Ting.FIGUR: "Figur",
    Ting.FIGURGRUPPE: "Figurer ved siden av hverandre",
    Ting.TEGNING: "Tegning",
    Ting.OVERSIKT: "Oversikt",
    Ting.MÅLHIERARKI: "Målhierarki",
    Ting.INDIKATORTABELL: "Indikatortabell",
    Ting.TILTAKSOVERSIKT: "Tiltaksoversikt",
    Ting.PROGRAMMET: "Programmet på én side",
    Ting.MÅLFLISER: "Målfliser",
    Ting.BOKS: "Boks",
    Ting.MÅL: "Mål",
    Ting.INDIKATOR: "Indikator",
    Ting.TABELL: "Tabell",
    Ting.TALLKOLONNE: "Kolonne",
    Ting.RAD: "Post",
}
_NEUTER = {
    *(Ting.PROGRAM, Ting.SEKSJON, Ting.AVSNITT, Ting.TILTAK, Ting.PUNKT, Ting.MÅL, Ting.MÅLHIERARKI),
    Ting.PROGRAMMET,
}


def is_form(change: Change) -> bool:
    """Tell whether a change is one of form only."""
    return change.felt in FORM.get(change.ting, {})


def subject(ting: Ting, slag: Slag | None = None) -> Subject:
    """Return what a change of a thing concerns; of a section, by its kind."""
    if ting is Ting.SEKSJON:
        return Subject.AREAS if slag in OMRÅDER else Subject.CHAPTERS
    return _SUBJECTS[ting]


def came_or_went(type_: Type, ting: Ting, *, ended: bool = False) -> str:
    """Return the word for a thing that has come or gone: «ny», «nytt», «fjernet», «avsluttet».

    Args:
        type_: NY or FJERNET.
        ting: what it is.
        ended: whether a measure that is gone belonged to another year.
    """
    if type_ is Type.NY:
        return "nytt" if ting in _NEUTER else "ny"
    return "avsluttet" if ended and ting is Ting.TILTAK else "fjernet"


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its words: «1 endring», «3 endringer»."""
    return f"{number} {one if number == 1 else several}"


# --- Lists ---

_ROMAN = set("ivxlcdm")


def list_change(change: Change, mark: str) -> str:
    """Say what a change of a paragraph's `merke` or `innrykk` means, in words that begin with a small letter.

    Args:
        change: the change.
        mark: the mark that the paragraph has now; empty where it is no item of a list.
    """
    if change.felt == "innrykk":
        return _level(change.fra, change.til, mark)
    before, after = _kind(change.fra), _kind(change.til)
    if before == after == "fotnote":
        return "hører nå til et annet notetegn"
    if {"", "fotnote", "sitat"} & {before, after}:
        return f"{_AS.get(before, 'punktet')} er blitt {_NOW.get(after, 'et punkt i en liste')}"
    if before != after:
        return f"listen har fått {after} i stedet for {before}"
    return f"listen begynner med «{change.til}» i stedet for «{change.fra}»"


_AS = {"": "avsnittet", "fotnote": "fotnoten", "sitat": "sitatet"}
_NOW = {"": "et vanlig avsnitt", "fotnote": "en fotnote", "sitat": "et sitat"}


def _kind(mark: str) -> str:
    """Return what sort of marks a list has, by one of them; nothing for what is no item."""
    word = mark.strip(".)").lower()
    if mark.startswith("[^") or mark == quotes.MARK:
        return "sitat" if mark == quotes.MARK else "fotnote"
    if mark in {"", BULLET}:
        return "punkttegn" if mark else ""
    if word.isdigit():
        return "tall"
    return "romertall" if word == "i" or (len(word) > 1 and set(word) <= _ROMAN) else "bokstaver"


def _level(before: int, after: int, mark: str) -> str:
    if mark:
        return f"flyttet {'inn' if after > before else 'ut'} til nivå {after + 1} i listen"
    return "hører nå til punktet over" if after > before else "hører ikke lenger til punktet over"
