"""A status as a report: counts, what is done area by area, deviations, the budget beside the accounts."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from handlingsprogram.papers.made import RAPPORT, Paper, frame, made
from handlingsprogram.prose import inline, signs
from handlingsprogram.read.folders import document_name
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.values import day
from handlingsprogram.read.status.accounts import accounts
from handlingsprogram.read.status.model import AVVIK, LYS, RISIKOER, STATUSER
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.progress import WITHOUT, risk_word, status_word
from handlingsprogram.render.words.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.program import Program, Seksjon
    from handlingsprogram.read.status.model import Status

_LONGEST = 120
"""How many characters call a measure."""


def report(program: Program, status: Status) -> Program:
    """Return the report of how a year goes on a date, as a programme that `render/documents` prints.

    Args:
        program: the year.
        status: how it goes, without errors.
    """
    return made(_Report(program, status).paper())


def report_name(program: Program, dato: str) -> str:
    """Return what the files of a report are called, without endings: `status-2029-07-31`."""
    name = f"status-{dato}"
    return f"{document_name(program.mappe)}-{name}" if program.navn else name


class _Report:
    """Makes the paper of one status."""

    def __init__(self, program: Program, status: Status) -> None:
        self._program = program
        self._status = status
        self._words = fixed_words(program.språk)
        self._date = day(status.dato, "kort", self._words)
        self._references = References(program)
        self._numbers = dict(numbers(program))
        self._areas = [
            (seksjon, measures) for seksjon in program.seksjoner() if (measures := [*seksjon.tiltak()])
        ]
        all_known = all(tiltak.id in status.tiltak for _, measures in self._areas for tiltak in measures)
        self._without = () if all_known else (WITHOUT,)
        self._budget = accounts(program, status, self._columns())

    def paper(self) -> Paper:
        """Return the paper."""
        chapters = [self._summary(), self._chapter_of_areas(), *self._deviations(), *self._economy()]
        name = report_name(self._program, self._status.dato)
        return Paper(name, self._frame(), chapters, self._budget)

    def _columns(self) -> dict[str, str]:
        words = self._words
        return {
            "regnskap": words["rapport_regnskap"].format(dato=self._date),
            "prognose": words["rapport_prognose"].format(år=self._program.år),
            "avvik": words["rapport_avvik_tall"],
            "avvik-prosent": words["rapport_avvik_prosent"],
        }

    def _frame(self) -> dict[str, Any]:
        words = self._words
        called = _lowered(self._program.tittel)
        title = words["rapport_tittel"].format(tittel=called)
        more = words["rapport_med_økonomi" if self._budget else "rapport_per"].format(dato=self._date)
        return {
            **frame(self._program),
            "tittel": f"{title} {_lowered(more)}",
            "status": RAPPORT,
            "dato": self._status.dato,
            "emne": words["rapport_emne"].format(tittel=self._program.tittel, dato=self._date),
            "omslag": {
                "tittel": title,
                "undertittel": more,
                "avsender": self._program.omslag.avsender or self._program.organisasjon,
            },
            "budsjettfigurer": True,
            "felt": self._fields(),
            "tiltakstabell": {"kolonner": list(self._table_columns())},
        }

    def _fields(self) -> dict[str, Any]:
        words = self._words
        lights = {
            name: {"tekst": _raised(status_word(name, words)), "tegn": sign, "farge": colour}
            for name, (sign, colour) in LYS.items()
        }
        return {
            "status": {
                "type": "valg",
                "verdier": {**lights, WITHOUT: {"tekst": _raised(status_word(WITHOUT, words))}},
            },
            "gjort": {"type": "prosa"},
            "risiko": {
                "type": "valg",
                "verdier": {name: {"tekst": _raised(risk_word(name, words))} for name in RISIKOER},
            },
        }

    def _table_columns(self) -> Iterator[dict[str, Any]]:
        words = self._words
        if any(self._numbers.values()):
            yield {"felt": "nummer", "overskrift": words["rapport_nummer"], "bredde": 6}
        yield {"felt": "tiltak", "overskrift": words["rapport_tiltak"], "bredde": 33}
        yield {"felt": "status", "overskrift": words["rapport_status"], "bredde": 15}
        yield {"felt": "gjort", "overskrift": words["rapport_gjort"], "bredde": 42, "visning": "avsnitt"}
        if any(one.risiko for one in self._status.tiltak.values()):
            yield {"felt": "risiko", "overskrift": words["rapport_risiko"], "bredde": 10}

    # --- The summary ---

    def _summary(self) -> dict[str, Any]:
        words = self._words
        counts = self._counts([tiltak for _, measures in self._areas for tiltak in measures])
        figures = [
            {"tall": str(count), "tekst": f"{_sign(name)}{status_word(name, words)}"}
            for name, count in counts.items()
        ]
        box = {"id": "rapport-tall", "tittel": words["rapport_antall"], "tall": figures}
        parts: list[dict[str, Any]] = [{"nøkkeltall": box}]
        if self._status.sammendrag:
            parts.append({"tekst": self._status.sammendrag})
        if len(self._areas) > 1:
            parts.append({"tabell": self._overview(counts)})
        title = words["rapport_sammendrag"]
        return {"id": "rapport-sammendrag", "tittel": title, "sideskift": True, "innhold": parts}

    def _counts(self, measures: list[Tiltak]) -> dict[str, int]:
        """Return how many measures have each status, and how many have none where the year has any such."""
        found = [self._light(tiltak) for tiltak in measures]
        return {name: found.count(name) for name in (*STATUSER, *self._without)}

    def _light(self, tiltak: Tiltak) -> str:
        one = self._status.tiltak.get(tiltak.id)
        return one.status if one else WITHOUT

    def _overview(self, whole: Mapping[str, int]) -> dict[str, Any]:
        """Return a table of how many measures of each area have each status."""
        words = self._words
        heads = [_raised(status_word(name, words)) for name in whole]
        rows = [
            [seksjon.tittel, *(str(counts[name] or "–") for name in whole), str(len(measures))]
            for seksjon, measures in self._areas
            if (counts := self._counts(measures))
        ]
        total = [words["sum"], *(str(whole[name]) for name in whole), str(sum(whole.values()))]
        return {
            "id": "rapport-oversikt",
            "tittel": words["rapport_oversikt"],
            "bredder": [40, *(12 for _ in whole), 10],
            "justering": ["venstre", *("høyre" for _ in (*whole, ""))],
            "radhode": True,
            "hode": [[words["rapport_område"], *heads, words["sum"]]],
            "rader": [*rows, [{"tekst": cell, "uthevet": True} for cell in total]],
        }

    # --- The measures ---

    def _chapter_of_areas(self) -> dict[str, Any]:
        areas = [
            {
                "id": seksjon.id,
                "tittel": seksjon.tittel,
                "innhold": [{"tiltak": [self._measure(tiltak) for tiltak in measures]}],
            }
            for seksjon, measures in self._areas
        ]
        return {
            "id": "rapport-tiltak",
            "tittel": self._words["rapport_tiltakene"],
            "sideskift": True,
            "underkapitler": areas,
        }

    def _measure(self, tiltak: Tiltak) -> dict[str, Any]:
        made_: dict[str, Any] = {"id": tiltak.id, "tekst": self._short(tiltak), "status": self._light(tiltak)}
        if number := self._numbers.get(tiltak.id):
            made_["nummer"] = number
        one = self._status.tiltak.get(tiltak.id)
        if one:
            result = one.resultat and self._words["rapport_resultat"].format(resultat=one.resultat)
            own = {"gjort": list(filter(None, (one.gjort, result))), "risiko": one.risiko}
            made_["egne_felt"] = {name: value for name, value in own.items() if value}
        return made_

    def _short(self, tiltak: Tiltak) -> str:
        """Return a measure's first paragraph, its references as the programme prints them."""
        typed = signs.typed(tiltak.tekst.markdown, tiltak.tekst.tilføyd)
        first = re.split(r"\n[ \t]*\n", typed.strip(), maxsplit=1)[0]
        first = re.sub(r":\s*\Z", " …", first)
        return self._references.filled(first)

    # --- Deviations and accounts ---

    def _deviations(self) -> Iterator[dict[str, Any]]:
        boxes: list[dict[str, Any]] = [
            {"faktaboks": self._deviation(tiltak, seksjon)}
            for seksjon, measures in self._areas
            for tiltak in measures
            if self._light(tiltak) in AVVIK
        ]
        words = self._words
        parts = boxes or [{"tekst": words["rapport_ingen_avvik"]}]
        yield {"id": "rapport-avvik", "tittel": words["rapport_avvik"], "sideskift": True, "innhold": parts}

    def _deviation(self, tiltak: Tiltak, seksjon: Seksjon) -> dict[str, Any]:
        one = self._status.tiltak[tiltak.id]
        light = f"**{_sign(one.status)}{_raised(status_word(one.status, self._words))}.**"
        number = self._numbers.get(tiltak.id, "")
        why = one.avvik or self._words["rapport_uforklart"]
        return {
            "id": f"avvik-{tiltak.id}",
            "tittel": f"{number} {_called(tiltak)}".strip(),
            "tekst": f"{light} [{{tittel}}](#{seksjon.id})\n\n{why}",
        }

    def _economy(self) -> Iterator[dict[str, Any]]:
        comment = self._status.regnskap.kommentar if self._status.regnskap else ""
        parts: list[dict[str, Any]] = [{"tekst": comment}] if comment else []
        parts += [{"budsjettabell": tabell.id} for tabell in _tables(self._budget)]
        if parts:
            title = self._words["rapport_økonomi"]
            yield {"id": "rapport-okonomi", "tittel": title, "sideskift": True, "innhold": parts}


def _tables(budget: Budsjett | None) -> Iterator[Any]:
    yield from budget.tabeller if budget else ()


def _called(tiltak: Tiltak) -> str:
    """Return what a measure is called above what is told of it: its first words, without marks."""
    words = "".join(bit.tekst for bit in inline.read(tiltak.tekst.markdown) if bit.slag == "ord").split()
    room = accumulate(len(word) + 1 for word in words)
    shown = [word for word, taken in zip(words, room, strict=True) if taken <= _LONGEST]
    return " ".join(shown).rstrip(",;:.") + (" …" if len(shown) < len(words) else "")


def _sign(status: str) -> str:
    """Return a status's sign with a space behind; nothing where it has none."""
    return f"{LYS[status][0]}\u00a0" if status in LYS else ""


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """Return words as they stand in a sentence: a word in capitals, or a name of several, stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
