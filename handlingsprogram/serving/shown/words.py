"""The words that the scripts of the page say; they hold none themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = {
    "page": {
        "saved": "Alt er lagret i filene.",
        "kept": "Det du har skrevet, er tatt vare på, men ikke lagret i filene ennå ({antall} filer).",
        "kept_one": "Det du har skrevet, er tatt vare på, men ikke lagret i filene ennå (1 fil).",
        "writing": "Skriver …",
        "held": "Noe du har skrevet, er ikke tatt vare på. Se feltet som er merket.",
        "lost": "Ingen kontakt med programmet. Det du skriver nå, er ikke tatt vare på.",
        "clashing": "Noen andre har endret det samme. Velg hva som skal gjelde.",
        "nothing_to_save": "Det er ikke noe å lagre.",
        "nothing_to_undo": "Det er ikke noe mer å angre.",
        "undone": "Angret:",
        "redone": "Gjort om igjen:",
        "removed": "{navn} er fjernet. Angre med Ctrl+Z.",
        "moved": "{navn} er flyttet.",
        "uploaded": "Bildet er lagt i {navn}.",
        "gone": "Dette er fjernet eller flyttet.",
        "failed": "Noe gikk galt. Last siden på nytt.",
        "not_done": "Det gikk ikke",
        "close": "Lukk",
        "clash": "Noen andre har endret det samme",
        "own": "Du skrev",
        "other": "Der står nå",
        "keep_own": "Behold det jeg skrev",
        "keep_other": "Behold det som står der",
        "choose": "Se og velg",
        "file_clash": "{fil} er endret av noen andre på samme sted som her.",
        "not_shown": "Visningen venter: {antall} feil må rettes først.",
        "page": "Side {nummer}",
        "writes_here": "{navn} skriver her",
        "somebody": "Noen andre",
    },
    "outline": {},
    "lines": {
        "add": "Legg til",
        "remove": "Fjern",
        "item": "Ledd",
        "og": "og",
        "komma_og": ", og",
        "mellomrom": "(mellomrom)",
    },
}


def words(si: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """Return the words by part of the page, as `si` says them."""
    return {part: {key: si(text) for key, text in told.items()} for part, told in _WORDS.items()}
