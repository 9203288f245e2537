"""A programme as JSON, as schemas/data.schema.json describes it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.written import listed
from handlingsprogram.read.model.blocks import (
    Boks,
    Budsjettabell,
    Figur,
    Figurgruppe,
    Oversikt,
    Tegning,
    Tekst,
    Teksttabell,
)
from handlingsprogram.read.model.budget import Andel, Differanse, Lik, Prosent, Sum
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.objectives import Laget, Målhierarki, Målsøk, Samlet, Tiltaksoversikt
from handlingsprogram.read.model.sheet import Regneark, is_figure
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.tables.csv_files import source
from handlingsprogram.tables.measures import Measures

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne, Verdi
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.objectives import Indikator, Mål, Målstruktur, Årstall
    from handlingsprogram.read.model.program import Blokk, Program, Seksjon
    from handlingsprogram.render.edition.properties import Properties

FORM = 1
"""Another number is another form: keys are added without it, and never change or go."""


def written(program: Program, said: Properties) -> bytes:
    """Return a programme as the bytes of a JSON file.

    Args:
        program: the programme.
        said: what its files say of themselves.
    """
    data = {
        "form": FORM,
        "år": program.år,
        "mappe": program.mappe,
        "tittel": program.tittel,
        "organisasjon": program.organisasjon,
        "status": program.status,
        "dato": program.dato,
        "språk": program.språk,
        "emne": program.emne,
        "stikkord": list(program.stikkord),
        "revisjon": said.revisjon,
        "sak": _case(said),
        **_Sections(program).all(),
        "budsjett": _budget(program),
        "målstruktur": _goals(program),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _case(said: Properties) -> dict[str, str] | None:
    sak = said.sak
    return {"nummer": sak.nummer, "arkivsak": sak.arkivsak, "lenke": sak.lenke} if sak else None


class _Sections:
    """Tells the sections of one programme, with all that stands in them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._measures = Measures(program, fixed_words(program.språk))
        self._search = Målsøk(program)
        self._numbers = {one.tiltak.id: one.number for one in self._measures.all}

    def all(self) -> dict[str, Any]:
        """Return the chapters, with the measures' fields explained."""
        fields = [{"navn": one.name, "overskrift": one.heading} for one in self._measures.fields]
        return {"felt": fields, "kapitler": [self._section(one) for one in self._program.kapitler]}

    def _section(self, seksjon: Seksjon) -> dict[str, Any]:
        return {
            "id": seksjon.id,
            "slag": seksjon.slag.value,
            "nummer": seksjon.nummertekst,
            "tittel": seksjon.tittel,
            "viderefører": list(seksjon.viderefører),
            "innhold": [self._block(one) for one in (seksjon.åpning, *seksjon.innhold) if one],
            "underseksjoner": [self._section(one) for one in seksjon.underseksjoner],
        }

    def _prose(self, tekst: Tekst) -> dict[str, str]:
        return {"markdown": tekst.markdown, "tekst": self._measures.text(tekst.markdown)}

    def _block(self, blokk: Blokk) -> dict[str, Any]:
        match blokk:
            case Tekst():
                return {"slag": "tekst", **self._prose(blokk)}
            case Tiltakstabell():
                return {"slag": "tiltak", "tiltak": [self._measure(one) for one in blokk.tiltak]}
            case Boks():
                return self._box(blokk)
        return self._list(blokk) if isinstance(blokk, Laget) else _block(blokk)

    def _list(self, blokk: Laget) -> dict[str, Any]:
        named = {"id": blokk.id, "tittel": blokk.tittel}
        if isinstance(blokk, Samlet):
            return {"slag": type(blokk).__name__.lower(), **named}
        if isinstance(blokk, Tiltaksoversikt):
            return {"slag": "tiltaksoversikt", **named, "etter": blokk.etter}
        kind = "mål" if isinstance(blokk, Målhierarki) else "indikatorer"
        return {"slag": kind, **named, "viser": [one.id for one in self._search.i(blokk)]}

    def _box(self, boks: Boks) -> dict[str, Any]:
        return {
            "slag": "boks",
            "boks": boks.slag,
            "id": boks.id,
            "tittel": boks.tittel,
            "linjer": dict(boks.felt),
            **(self._prose(boks.tekst) if boks.tekst else {}),
            "ledd": [{"navn": one.navn, "enhet": one.enhet, **self._prose(one.tekst)} for one in boks.ledd],
        }

    def _measure(self, tiltak: Tiltak) -> dict[str, Any]:
        fields = self._measures
        return {
            "id": tiltak.id,
            "nummer": self._numbers[tiltak.id],
            **self._prose(tiltak.tekst),
            "punkter": [self._prose(one) for one in tiltak.punkter],
            "felt": {name: fields.items(tiltak, name) for name in tiltak.felt},
            "bærekraftsmål": [list(group) for group in tiltak.bærekraftsmål],
            "viderefører": list(tiltak.viderefører),
        }


def _block(blokk: Budsjettabell | Teksttabell | Figur | Figurgruppe | Tegning | Oversikt) -> dict[str, Any]:
    match blokk:
        case Budsjettabell():
            return {"slag": "budsjettabell", "tabell": blokk.tabell}
        case Teksttabell():
            return _text_table(blokk)
        case Figur():
            return {"slag": "figur", **_figure(blokk)}
        case Figurgruppe():
            figures = [_figure(one) for one in blokk.figurer]
            return {"slag": "figurer", "bildetekst": blokk.bildetekst, "figurer": figures}
        case Oversikt():
            return {"slag": "oversikt", "av": blokk.listet}
        case Tegning():
            drawn = {"tegning": blokk.slag, "id": blokk.id, "bildetekst": blokk.bildetekst}
            return {"slag": "tegning", **drawn, "innhold": listed(blokk.ledd)}


def _text_table(tabell: Teksttabell) -> dict[str, Any]:
    rows = [
        [{"tekst": one.tekst, "over": one.over, "ned": one.ned} for one in row]
        for row in (*tabell.hode, *tabell.rader)
    ]
    head = len(tabell.hode)
    return {
        "slag": "tabell",
        "id": tabell.id,
        "tittel": tabell.tittel,
        "hode": rows[:head],
        "rader": rows[head:],
    }


def _figure(figur: Figur) -> dict[str, Any]:
    return {
        "id": figur.id,
        "fil": figur.fil,
        "alttekst": figur.alttekst,
        "bildetekst": figur.bildetekst,
        "kilde": figur.kilde,
    }


# --- The budget -----------------------------------------------------------------------------------


def _budget(program: Program) -> list[dict[str, Any]]:
    if not program.budsjett:
        return []
    sheet = Regneark(program.budsjett, fixed_words(program.språk)["desimaltegn"])
    return [_table(sheet, tabell) for tabell in program.budsjett.tabeller]


def _table(sheet: Regneark, tabell: Tabell) -> dict[str, Any]:
    return {
        "id": tabell.id,
        "tittel": tabell.tittel,
        "enhet": tabell.enhet,
        "desimaler": tabell.desimaler,
        "fortegn": tabell.fortegn,
        "noter": list(tabell.noter),
        "kolonner": [
            {
                "id": one.id,
                "overskrift": one.overskrift,
                "slag": one.slag,
                "enhet": "prosent" if one.er_andel else tabell.enhet,
                **_formula(one),
            }
            for one in tabell.kolonner
        ],
        "grupper_over": [
            {"overskrift": one.overskrift, "kolonner": list(one.kolonner)} for one in tabell.grupper_over
        ],
        "rader": [_row(sheet, tabell, rad) for rad in tabell.rader],
    }


def _row(sheet: Regneark, tabell: Tabell, rad: Rad) -> dict[str, Any]:
    return {
        "id": rad.id,
        "navn": rad.navn,
        "uthevet": rad.uthevet,
        "gruppe": rad.gruppe,
        "note": rad.note,
        **_formula(rad),
        "celler": {
            kolonne.id: _cell(sheet, tabell, rad, kolonne)
            for kolonne in tabell.kolonner
            if sheet.trykt(rad.id, kolonne.id) is not None
        },
    }


def _cell(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> dict[str, Any]:
    figure, avvik = sheet.trykt(rad.id, kolonne.id), rad.avvik.get(kolonne.id)
    data = {
        "tall": _number(figure),
        "trykt": sheet.skrevet(tabell, rad.id, kolonne.id),
        "kilde": source(sheet, rad.id, kolonne.id),
    }
    if avvik:
        data["utregnet"] = _number(sheet.utregnet(rad.id, kolonne.id))
        data["begrunnelse"] = avvik.begrunnelse
    return data


def _number(figure: Verdi) -> int | float | None:
    """Return a figure as JSON has it; a dash is none."""
    if not is_figure(figure):
        return None
    return float(figure) if isinstance(figure, Decimal) else figure


def _formula(one: Rad | Tallkolonne) -> dict[str, Any]:
    """Return how a row or a column is reckoned, as the content writes it."""
    match one.formel:
        case Sum(ledd):
            return {"formel": {"sum": list(ledd)}}
        case Differanse(ledd):
            return {"formel": {"differanse": list(ledd)}}
        case Prosent(ledd):
            return {"formel": {"prosent": list(ledd)}}
        case Andel(kolonne, of):
            return {"formel": {"andel": {"kolonne": kolonne, "av": of}}}
        case Lik(rad):
            return {"formel": {"lik": rad}}
    return {}


# --- Goals ----------------------------------------------------------------------------------------


def _goals(program: Program) -> dict[str, Any] | None:
    structure = program.målstruktur
    if not structure:
        return None
    return {
        "nivåer": list(structure.nivåer),
        "mål": [_goal(structure, one) for one in structure.mål],
        "indikatorer": [_indicator(one) for one in structure.indikatorer],
    }


def _goal(structure: Målstruktur, mål: Mål) -> dict[str, Any]:
    return {
        "id": mål.id,
        "nummer": mål.trykt_nummer,
        "nivå": structure.nivå(mål),
        "tekst": mål.tekst,
        "forklaring": mål.forklaring.markdown if mål.forklaring else "",
        "bærekraftsmål": list(mål.bærekraftsmål),
        "under": [_goal(structure, one) for one in mål.under],
    }


def _indicator(one: Indikator) -> dict[str, Any]:
    return {
        "id": one.id,
        "navn": one.navn,
        "mål": list(one.mål),
        "enhet": one.enhet,
        "retning": one.retning,
        "kilde": one.kilde,
        "grunnlinje": _figure_of(one.grunnlinje) if one.grunnlinje else None,
        "målinger": [_figure_of(value) for value in one.målinger],
        "måltall": [_figure_of(value) for value in one.måltall],
    }


def _figure_of(value: Årstall) -> dict[str, Any]:
    return {"år": value.år, "verdi": _number(value.verdi)}
