"""A programme as a tree of things with fields, and back: what the comparison and `apply` work on.

`FIELDS` names every field of every dataclass of the programme and where the tree keeps it; a test holds it
to the dataclasses, so that a field that is added later cannot be forgotten.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.paragraphs import joined_paragraphs, one_form
from handlingsprogram.read.model.budget import Differanse, Henvisning, Lik, Rad, Sum
from handlingsprogram.read.model.program import (
    Budsjettabell,
    Figur,
    Tekst,
    Teksttabell,
    Tiltakstabell,
)
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Budsjettfigur, Formel, Tabell
    from handlingsprogram.read.model.program import Blokk, Celle, Kolonne, Ledd, Program, Seksjon, Tiltak

FLOW = {Ting.AVSNITT, Ting.TILTAKSTABELL, Ting.BUDSJETTABELL, Ting.TEKSTTABELL, Ting.FIGUR}
"""What makes a section's running content; these share one order."""
SEPARATORS = {" og ": "og", ", og ": "komma_og", " ": "mellomrom"}
"""What stands before an item -> the YAML's key for it; `, ` needs none."""
RESERVED = {"tekst", "punkter", "bærekraftsmål", "viderefører", "id"}
"""Fields of a measure that are not columns; a column of the same name is kept below `egne_felt/`."""


@dataclass(slots=True, eq=False)
class Node:
    """A thing: a section, a paragraph, a measure, a row."""

    ting: Ting
    id: str
    """The content's id, or a made name: `avsnitt.3`."""
    felt: dict[str, Any] = field(default_factory=dict)
    """Its own values by field name, as JSON data."""
    verdi: Any = field(default=None, repr=False)
    """The dataclass that it was made from (`Seksjon`, `Tiltak`, `Rad`, …); `Avsnitt` for a paragraph."""
    over: Node | None = field(default=None, repr=False)
    barn: list[Node] = field(default_factory=list, repr=False)
    sti: str = ""
    """Ids from the root, joined by `/`."""

    def alle(self) -> Iterator[Node]:
        """Give this thing and all below it, in reading order."""
        yield self
        for barn in self.barn:
            yield from barn.alle()

    def søsken(self, ting: Ting) -> list[Node]:
        """Return the children that share one order with a kind of thing."""
        kinds = FLOW if ting in FLOW else {ting}
        return [barn for barn in self.barn if barn.ting in kinds]

    @property
    def nr(self) -> int:
        """Its number among its siblings of the same order, from 1; 1 for the root."""
        return self.over.søsken(self.ting).index(self) + 1 if self.over else 1

    @property
    def rot(self) -> Node:
        """The root of the tree that it belongs to."""
        node = self
        while node.over:
            node = node.over
        return node

    @property
    def seksjon(self) -> Node | None:
        """The section that it stands in, or is; None for the frame and the budget."""
        node: Node | None = self
        while node and node.ting is not Ting.SEKSJON:
            node = node.over
        return node


def tree(program: Program) -> Node:
    """Return a programme as a tree."""
    root = Node(Ting.PROGRAM, "", _frame(program), program)
    root.barn = [
        *(
            Node(Ting.KOLONNE, f"kolonne.{kolonne.felt}", _column(kolonne), kolonne)
            for kolonne in program.kolonner
        ),
        *map(_section, program.kapitler),
        *map(_table, program.budsjett.tabeller if program.budsjett else ()),
    ]
    connect(root)
    return root


def connect(node: Node) -> None:
    """Set parents, made names and paths of all things below one."""
    connect_children(node)
    for barn in node.barn:
        connect(barn)


def connect_children(node: Node) -> None:
    """Set parent, made name and path of the things directly below one."""
    numbers: Counter[Ting] = Counter()
    taken: Counter[str] = Counter()
    base = node.over if node.ting is Ting.TILTAKSTABELL and node.over else node
    for barn in node.barn:
        barn.over = node
        numbers[barn.ting] += 1
        if barn.ting in {Ting.AVSNITT, Ting.TILTAKSTABELL, Ting.PUNKT}:
            barn.id = f"{barn.ting}.{numbers[barn.ting]}"
        path = f"{base.sti}/{barn.id}" if base.sti else barn.id
        taken[path] += 1
        # The same id twice is an error that check reports; here each thing still has a path of its own.
        barn.sti = path if taken[path] == 1 else f"{path}.{taken[path]}"


def _frame(program: Program) -> dict[str, Any]:
    names = (
        "år",
        "tittel",
        "organisasjon",
        "status",
        "dato",
        "språk",
        "emne",
        "nummerform",
        "nummernivåer",
        "kryssreferanse",
    )
    omslag, contents = program.omslag, program.innholdsfortegnelse
    return {
        **{name: getattr(program, name) for name in names},
        "stikkord": list(program.stikkord),
        "omslag/tittel": omslag.tittel,
        "omslag/undertittel": omslag.undertittel,
        "omslag/avsender": omslag.avsender,
        "innholdsfortegnelse/tittel": contents.tittel,
        "innholdsfortegnelse/nivåer": contents.nivåer,
        "mål": dict(program.mål),
        "andre_språk": {language: list(known) for language, known in program.andre_språk.items()},
        "budsjett": program.budsjett is not None,
        "budsjettfigurer": program.budsjettfigurer,
    }


def _column(kolonne: Kolonne) -> dict[str, Any]:
    names = ("overskrift", "bredde", "visning", "verdier_fra")
    return {name: getattr(kolonne, name) for name in names}


# --- Sections -----------------------------------------------------------------------------------


def _section(seksjon: Seksjon) -> Node:
    names = ("tittel", "innholdstittel", "nivå", "i_innhold", "sideskift")
    values = {name: getattr(seksjon, name) for name in names}
    values |= {
        "slag": seksjon.slag.value,
        "nummer": list(seksjon.nummer),
        "viderefører": list(seksjon.viderefører),
    }
    node = Node(Ting.SEKSJON, seksjon.id, values, seksjon)
    for blokk in seksjon.innhold:
        node.barn += _block(blokk)
    node.barn += map(_section, seksjon.underseksjoner)
    return node


def _block(blokk: Blokk) -> Iterator[Node]:
    match blokk:
        case Tekst():
            for part in joined_paragraphs(blokk.markdown):
                values = {"tekst": part.tekst, "merke": part.merke, "innrykk": part.innrykk}
                yield Node(Ting.AVSNITT, "", {**values, "skille": part.skille.value}, part)
        case Tiltakstabell():
            form = blokk.målform
            values = {"foran": form.foran, "mellom": form.mellom, "grupper": form.grupper}
            yield Node(Ting.TILTAKSTABELL, "", values, blokk, barn=list(map(_measure, blokk.tiltak)))
        case Budsjettabell():
            yield Node(Ting.BUDSJETTABELL, f"budsjettabell.{blokk.tabell}", {"tabell": blokk.tabell}, blokk)
        case Teksttabell():
            yield Node(Ting.TEKSTTABELL, blokk.id, _text_table(blokk), blokk)
        case Figur():
            names = ("fil", "alttekst", "bildetekst", "plassholder", "avtrykk")
            yield Node(Ting.FIGUR, blokk.id, {name: getattr(blokk, name) for name in names}, blokk)


def _text_table(tabell: Teksttabell) -> dict[str, Any]:
    return {
        "tittel": tabell.tittel,
        "trykk_tittel": tabell.trykk_tittel,
        "bredder": list(tabell.bredder),
        "hode": [list(map(_cell, row)) for row in tabell.hode],
        "rader": [list(map(_cell, row)) for row in tabell.rader],
    }


def _cell(celle: Celle) -> str | dict[str, Any]:
    return celle.tekst if celle.over == 1 else {"tekst": celle.tekst, "over": celle.over}


def _measure(tiltak: Tiltak) -> Node:
    values: dict[str, Any] = {"tekst": one_form(tiltak.tekst.markdown)}
    values |= {field_name(name): list(map(_item, ledd)) for name, ledd in tiltak.felt.items()}
    values |= {
        "bærekraftsmål": [list(group) for group in tiltak.bærekraftsmål],
        "viderefører": list(tiltak.viderefører),
    }
    bullets = [Node(Ting.PUNKT, "", {"tekst": one_form(punkt.markdown)}, punkt) for punkt in tiltak.punkter]
    return Node(Ting.TILTAK, tiltak.id, values, tiltak, barn=bullets)


def field_name(name: str) -> str:
    """Return what the tree calls a column's field of a measure."""
    return f"egne_felt/{name}" if name in RESERVED else name


def _item(ledd: Ledd) -> str | dict[str, str]:
    key = SEPARATORS.get(ledd.skille)
    return {key: ledd.navn} if key else ledd.navn


# --- Budget -------------------------------------------------------------------------------------


def _table(tabell: Tabell) -> Node:
    names = ("tittel", "trykk_tittel", "enhet", "trykk_enhet", "hjørne", "minus", "null")
    node = Node(Ting.TABELL, tabell.id, {name: getattr(tabell, name) for name in names}, tabell)
    node.felt["noter"] = list(tabell.noter)
    node.felt["figurer"] = list(map(_chart, tabell.figurer))
    for kolonne in tabell.kolonner:
        pair = kolonne.differanse
        values = {"overskrift": kolonne.overskrift, "differanse": [pair.fra, pair.trekk] if pair else None}
        node.barn.append(Node(Ting.TALLKOLONNE, f"kolonne.{kolonne.id}", values, kolonne))
    node.barn += [Node(Ting.RAD, rad.id, _row(rad), rad) for rad in tabell.rader]
    return node


def _chart(figur: Budsjettfigur) -> dict[str, Any]:
    names = ("id", "tittel", "sum", "kolonne", "mot")
    return {**{name: getattr(figur, name) for name in names}, "rader": list(figur.rader)}


def _row(rad: Rad) -> dict[str, Any]:
    values: dict[str, Any] = {"navn": rad.navn, "uthevet": rad.uthevet}
    values |= {f"tall/{column}": _figure(value) for column, value in rad.tall.items()}
    for formel in rad.formler:
        values |= _formula(formel)
    values["tomme"] = sorted(rad.tomme)
    for column, avvik in rad.avvik.items():
        values[f"avvik/{column}"] = {"trykt": avvik.trykt, "begrunnelse": avvik.begrunnelse}
    return values | {f"samme_som/{column}": link for column, link in rad.samme_som.items()}


def _figure(value: int | str | Henvisning) -> Any:
    return {"lik": f"{value.rad}/{value.kolonne}"} if isinstance(value, Henvisning) else value


def _formula(formel: Formel) -> dict[str, Any]:
    match formel:
        case Sum(ledd):
            return {"sum": list(ledd)}
        case Differanse(fra, trekk):
            return {"differanse": [fra, trekk]}
        case Lik(rad):
            return {"lik": rad}
