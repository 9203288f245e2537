"""A programme as a tree of things with fields: what the comparison works on.

A thing's fields are its dataclass's own, written the way the content's YAML writes them; so what is added to
a dataclass is compared by itself. Where a field becomes several, `_SPREAD` says how.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from handlingsprogram.prose.marks import FOOTNOTE
from handlingsprogram.prose.paragraphs import Avsnitt, joined_paragraphs, one_form
from handlingsprogram.read.build.measures import NOT_COLUMNS
from handlingsprogram.read.build.written import FORMULAS, compared, listed, said, written
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
from handlingsprogram.read.model.budget import (
    Budsjett,
    Rad,
    Tabell,
    Tallkolonne,
)
from handlingsprogram.read.model.measures import Kolonne, Oppsett, Tiltak, Tiltakstabell
from handlingsprogram.read.model.objectives import (
    Indikator,
    Indikatortabell,
    Mål,
    Målfliser,
    Målhierarki,
    Målstruktur,
    Programmet,
    Tiltaksoversikt,
)
from handlingsprogram.read.model.program import Blokk, Omslag, Program, Seksjon
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from handlingsprogram.read.model.objectives import Årstall
    from handlingsprogram.read.model.values import Felttype
    from handlingsprogram.review.compare.model import Json

KINDS: Mapping[type, Ting] = {
    Program: Ting.PROGRAM,
    Kolonne: Ting.KOLONNE,
    Seksjon: Ting.SEKSJON,
    Avsnitt: Ting.AVSNITT,
    Tiltakstabell: Ting.TILTAKSTABELL,
    Tiltak: Ting.TILTAK,
    Tekst: Ting.PUNKT,
    Budsjettabell: Ting.BUDSJETTABELL,
    Teksttabell: Ting.TEKSTTABELL,
    Figur: Ting.FIGUR,
    Figurgruppe: Ting.FIGURGRUPPE,
    Tegning: Ting.TEGNING,
    Oversikt: Ting.OVERSIKT,
    Målhierarki: Ting.MÅLHIERARKI,
    Indikatortabell: Ting.INDIKATORTABELL,
    Tiltaksoversikt: Ting.TILTAKSOVERSIKT,
    Programmet: Ting.PROGRAMMET,
    Målfliser: Ting.MÅLFLISER,
    Boks: Ting.BOKS,
    Mål: Ting.MÅL,
    Indikator: Ting.INDIKATOR,
    Tabell: Ting.TABELL,
    Tallkolonne: Ting.TALLKOLONNE,
    Rad: Ting.RAD,
}
"""What each dataclass is; a section's prose is taken apart into paragraphs."""
FLOW = {Ting.AVSNITT, *(KINDS[kind] for kind in get_args(Blokk) if kind is not Tekst)}
"""What makes a section's running content; these share one order."""
_BELOW: Mapping[type, tuple[str, ...]] = {
    Program: ("kolonner", "kapitler", "målstruktur", "budsjett"),
    Seksjon: ("åpning", "innhold", "underseksjoner"),
    Tiltakstabell: ("tiltak",),
    Tiltak: ("punkter",),
    Figurgruppe: ("figurer",),
    Boks: ("tekst",),
    Mål: ("under",),
    Tabell: ("kolonner", "rader"),
}
"""The fields of a thing that are the things below it."""
NUMBERED = {Ting.AVSNITT, Ting.TILTAKSTABELL, Ting.PUNKT}
"""What is called by its number: `avsnitt.3`."""
NAMELESS = {Ting.PROGRAM, Ting.BUDSJETTABELL, *NUMBERED}
"""What has no id of its own in the content."""
_NAMES = ("tittel", "navn", "overskrift")
"""Fields that are what a thing is called."""


@dataclass(slots=True, eq=False)
class Node:
    """A thing: a section, a paragraph, a measure, a row."""

    ting: Ting
    id: str
    """The content's id, or a made name: `avsnitt.3`."""
    felt: dict[str, Json] = field(default_factory=dict)
    """Its own values by field name, as JSON data; readers outside the comparison have `verdi`."""
    verdi: Any = field(default=None, repr=False)
    """The dataclass that it was made from (`Seksjon`, `Tiltak`, `Rad`, …); `Avsnitt` for a paragraph."""
    over: Node | None = field(default=None, repr=False)
    barn: list[Node] = field(default_factory=list, repr=False)
    sti: str = ""
    """Ids from the root, joined by `/`."""

    @property
    def navn(self) -> str:
        """What it is called: title, name or heading; empty for what has none."""
        names = ("tekst",) if self.ting is Ting.MÅL else _NAMES
        return next((str(self.felt[name]) for name in names if name in self.felt), "")

    @property
    def tekst(self) -> str:
        """The words of a paragraph, a measure or a bullet; empty for others."""
        return "" if self.ting is Ting.MÅL else str(self.felt.get("tekst", ""))

    @property
    def ord(self) -> str:
        """Its words without footnotes' names, which are not printed."""
        return FOOTNOTE.sub("[^]", self.tekst)

    @property
    def er_note(self) -> bool:
        """Whether it is the text of a footnote."""
        return str(self.felt.get("merke", "")).startswith("[^")

    def alle(self) -> Iterator[Node]:
        """Give this thing and all below it, in reading order."""
        yield self
        for barn in self.barn:
            yield from barn.alle()

    def søsken(self, ting: Ting) -> list[Node]:
        """Return the children that share one order with a kind of thing."""
        order = order_of(ting)
        return [barn for barn in self.barn if order_of(barn.ting) is order]

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


def order_of(ting: Ting) -> Ting:
    """Return the kind that stands for all that share an order: one for a section's running content."""
    return Ting.AVSNITT if ting in FLOW else ting


def is_name(ting: Ting, felt: str) -> bool:
    """Tell whether a field is what a thing is called: to change it is to rename the thing."""
    if ting is Ting.MÅL:
        return felt == "tekst"
    return felt in _NAMES and ting is not Ting.PROGRAM


def tree(program: Program) -> Node:
    """Return a programme as a tree."""
    root = _node(program)
    connect(root)
    return root


def _node(value: Any) -> Node:
    felt: dict[str, Json] = {}
    for name, spread in _PLANS[type(value)]:
        one = getattr(value, name)
        if spread:
            felt |= spread(one)
        else:
            felt[name] = written(one)
    return Node(KINDS[type(value)], _id(value), felt, value, barn=[_node(below) for below in _below(value)])


def _id(value: Any) -> str:
    match value:
        case Kolonne():
            return ".".join(filter(None, ("kolonne", value.oppsett, value.felt)))
        case Tallkolonne():
            return f"kolonne.{value.id}"
        case Budsjettabell():
            return f"budsjettabell.{value.tabell}"
    return str(getattr(value, "id", ""))


def _below(value: Any) -> Iterator[Any]:
    """Give the things directly below one, in reading order."""
    for name in _BELOW.get(type(value), ()):
        for one in _things(getattr(value, name)):
            if isinstance(one, Tekst) and isinstance(value, Seksjon | Boks):
                yield from joined_paragraphs(one.markdown)
            else:
                yield one


def _things(value: Any) -> Iterable[Any]:
    match value:
        case Budsjett():
            return value.tabeller
        case Målstruktur():
            return (*value.mål, *value.indikatorer)
        case Tekst() | Boks():
            return (value,)
    return value or ()


def connect(node: Node) -> None:
    """Set parents, made names and paths of all things below one."""
    if node.barn:
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
        if barn.ting in NUMBERED:
            numbers[barn.ting] += 1
            barn.id = f"{barn.ting}.{numbers[barn.ting]}"
        path = f"{base.sti}/{barn.id}" if base.sti else barn.id
        taken[path] += 1
        # The same id twice is an error that check reports; here each thing still has a path of its own.
        barn.sti = path if taken[path] == 1 else f"{path}.{taken[path]}"


# --- Fields as the YAML writes them --------------------------------------------------------------


def _by_year(name: str, values: Iterable[Årstall]) -> Mapping[str, Json]:
    """Spread an indicator's figures over a field for each year: `måltall/2030`."""
    return {f"{name}/{value.år}": written(value.verdi) for value in values}


def field_name(name: str) -> str:
    """Return what the tree calls a column's field of a measure."""
    return f"egne_felt/{name}" if name in NOT_COLUMNS else name


def _under(name: str) -> Callable[[Any], Mapping[str, Json]]:
    """Return what spreads a field over one for each value in it: `tall/budsjett`."""

    def spread(value: Any) -> Mapping[str, Json]:
        data = written(value)
        assert isinstance(data, dict)  # noqa: S101 — only such fields are spread
        return {f"{name}/{key}": one for key, one in data.items()}

    return spread


def _picture(name: str, bilde: Figur | None) -> Mapping[str, Json]:
    """Return what is said of a picture that is part of another thing."""
    return {f"{name}/{key}": getattr(bilde, key) for key in ("fil", "alttekst", "avtrykk")} if bilde else {}


def _formulas(formler: Iterable[Any]) -> Mapping[str, Json]:
    return {FORMULAS[type(formel)]: written(formel) for formel in formler}


def _layouts(layouts: Mapping[str, Oppsett]) -> Mapping[str, Json]:
    """Return what is said of layouts besides their columns, which are things of their own."""
    own = {name: said(one) for name, one in layouts.items()}
    return {"oppsett": {name: what for name, what in own.items() if what}}


def _field_types(types: Mapping[str, Felttype]) -> Mapping[str, Json]:
    """Return what fields hold; what of it is printed, such as units, once more by itself."""
    printed: dict[str, Json] = {
        name: kind.enhet or [valg.tekst for valg in kind.verdier] for name, kind in types.items()
    }
    return {
        "felt": {name: said(kind) for name, kind in types.items()},
        "feltverdier": {name: words for name, words in printed.items() if words},
    }


_SPREAD: Mapping[tuple[type, str], Callable[[Any], Mapping[str, Json]]] = {
    (Program, "omslag"): lambda cover: {
        **{f"omslag/{key}": getattr(cover, key) for key in compared(Omslag) if key != "bilde"},
        **_picture("omslag/bilde", cover.bilde),
    },
    (Program, "innholdsfortegnelse"): _under("innholdsfortegnelse"),
    (Program, "sak"): lambda case: _under("sak")(case) if case else {},
    (Program, "budsjett"): lambda budsjett: {"budsjett": budsjett is not None},
    (Program, "målstruktur"): lambda goals: {"målstruktur/nivåer": listed(goals.nivåer)} if goals else {},
    (Indikator, "målinger"): lambda values: _by_year("målinger", values),
    (Indikator, "måltall"): lambda values: _by_year("måltall", values),
    (Program, "oppsett"): _layouts,
    (Program, "felttyper"): _field_types,
    (Tekst, "markdown"): lambda markdown: {"tekst": one_form(markdown)},
    (Tiltakstabell, "målform"): lambda form: {name: getattr(form, name) for name in compared(type(form))},
    (Tiltak, "felt"): lambda felt: {field_name(name): listed(items) for name, items in felt.items()},
    (Tiltak, "nummer"): lambda nummer: {"nummer": nummer} if nummer else {},
    (Tiltakstabell, "oppsett"): lambda name: {"oppsett": name} if name else {},
    (Kolonne, "felt"): lambda _: {},  # its id
    (Kolonne, "sum"): lambda is_summed: {"sum": True} if is_summed else {},
    (Boks, "felt"): dict,
    (Boks, "ledd"): lambda items: {"ledd": listed(items)} if items else {},
    (Boks, "bilde"): lambda bilde: _picture("bilde", bilde),
    (Boks, "ikon"): lambda ikon: {"ikon/fil": ikon.fil, "ikon/avtrykk": ikon.avtrykk} if ikon else {},
    (Rad, "tall"): _under("tall"),
    (Rad, "formler"): _formulas,
    (Tallkolonne, "formler"): _formulas,
    (Rad, "avvik"): _under("avvik"),
    (Rad, "samme_som"): _under("samme_som"),
}
"""The fields that become several, or others than they are called."""
_PLANS: Mapping[type, list[tuple[str, Callable[[Any], Mapping[str, Json]] | None]]] = {
    kind: [
        (name, _SPREAD.get((kind, name)))
        for name in compared(kind)
        if (name != "id" and name not in _BELOW.get(kind, ())) or (kind, name) in _SPREAD
    ]
    for kind in KINDS
}
"""The fields that count of each kind of thing, each with what spreads it over several, if any."""
