"""A programme as a tree of things with fields: what the comparison works on.

A thing's fields are its dataclass's own, written the way the content's YAML writes them; so what is added to
a dataclass is compared by itself. Where the YAML writes a field otherwise, `_WRITTEN` and `_SPREAD` say how.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

from handlingsprogram.prose.marks import FOOTNOTE
from handlingsprogram.prose.paragraphs import Avsnitt, joined_paragraphs, one_form
from handlingsprogram.read.build.measures import NOT_COLUMNS, SEPARATORS
from handlingsprogram.read.model import budget, objectives
from handlingsprogram.read.model.blocks import Budsjettabell, Celle, Figur, Tekst, Teksttabell
from handlingsprogram.read.model.measures import Kolonne, Ledd, Oppsett, Tiltak, Tiltakstabell
from handlingsprogram.read.model.program import Blokk, Program, Seksjon
from handlingsprogram.read.model.values import Felttype, Valg
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from handlingsprogram.read.model.objectives import Årstall
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
    objectives.Målhierarki: Ting.MÅLHIERARKI,
    objectives.Indikatortabell: Ting.INDIKATORTABELL,
    objectives.Tiltaksoversikt: Ting.TILTAKSOVERSIKT,
    objectives.Mål: Ting.MÅL,
    objectives.Indikator: Ting.INDIKATOR,
    budget.Tabell: Ting.TABELL,
    budget.Tallkolonne: Ting.TALLKOLONNE,
    budget.Rad: Ting.RAD,
}
"""What each dataclass is; a section's prose is taken apart into paragraphs."""
FLOW = {Ting.AVSNITT, *(KINDS[kind] for kind in get_args(Blokk) if kind is not Tekst)}
"""What makes a section's running content; these share one order."""
_BELOW: Mapping[type, tuple[str, ...]] = {
    Program: ("kolonner", "kapitler", "målstruktur", "budsjett"),
    Seksjon: ("innhold", "underseksjoner"),
    Tiltakstabell: ("tiltak",),
    Tiltak: ("punkter",),
    objectives.Mål: ("under",),
    budget.Tabell: ("kolonner", "rader"),
}
"""The fields of a thing that are the things below it."""
NUMBERED = {Ting.AVSNITT, Ting.TILTAKSTABELL, Ting.PUNKT}
"""What is called by its number: `avsnitt.3`."""
NAMELESS = {Ting.PROGRAM, Ting.BUDSJETTABELL, *NUMBERED}
"""What has no id of its own in the content."""
_SEPARATORS = {separator: key for key, separator in SEPARATORS.items()}
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
        case budget.Tallkolonne():
            return f"kolonne.{value.id}"
        case Budsjettabell():
            return f"budsjettabell.{value.tabell}"
    return str(getattr(value, "id", ""))


def _below(value: Any) -> Iterator[Any]:
    """Give the things directly below one, in reading order."""
    for name in _BELOW.get(type(value), ()):
        for one in _things(getattr(value, name)):
            if isinstance(one, Tekst) and isinstance(value, Seksjon):
                yield from joined_paragraphs(one.markdown)
            else:
                yield one


def _things(value: Any) -> Iterable[Any]:
    match value:
        case budget.Budsjett():
            return value.tabeller
        case objectives.Målstruktur():
            return (*value.mål, *value.indikatorer)
    return value or ()


def _compared(kind: type) -> list[str]:
    return [one.name for one in fields(kind) if one.compare]


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


# --- Values as the YAML writes them --------------------------------------------------------------


def written(value: Any) -> Json:
    """Return a value as plain data."""
    kind = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[no-any-return]
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    if isinstance(value, Enum):
        return str(value.value)
    return {name: written(getattr(value, name)) for name in _compared(kind)}


def _listed(values: Iterable[Any]) -> list[Json]:
    return [written(value) for value in values]


def _item(ledd: Ledd) -> Json:
    if ledd.lik:
        return {"lik": ledd.lik}
    key = _SEPARATORS.get(ledd.skille)
    return {key: ledd.navn} if key else ledd.navn


def _by_year(name: str, values: Iterable[Årstall]) -> Mapping[str, Json]:
    """Spread an indicator's figures over a field for each year: `måltall/2030`."""
    return {f"{name}/{value.år}": written(value.verdi) for value in values}


_PLAIN = {str, int, float, bool, type(None)}
_WRITTEN: Mapping[type, Callable[[Any], Json]] = {
    tuple: _listed,
    frozenset: lambda names: _listed(sorted(names)),
    dict: lambda values: {key: written(value) for key, value in values.items()},
    Tekst: lambda tekst: one_form(tekst.markdown),
    Ledd: _item,
    Decimal: lambda figure: int(figure) if figure == int(figure) else float(figure),
    Celle: lambda celle: celle.tekst if celle.over == 1 else {"tekst": celle.tekst, "over": celle.over},
    budget.Henvisning: lambda cell: {"lik": f"{cell.rad}/{cell.kolonne}"},
    budget.Sum: lambda formel: _listed(formel.ledd),
    budget.Differanse: lambda formel: [formel.fra, formel.trekk],
    budget.Lik: lambda formel: formel.rad,
    Valg: lambda valg: {"id": valg.id, **_said(valg)},
}
"""What has a form of its own in the YAML."""
_FORMULAS = {budget.Sum: "sum", budget.Differanse: "differanse", budget.Lik: "lik"}


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


def _layouts(layouts: Mapping[str, Oppsett]) -> Mapping[str, Json]:
    """Return what is said of layouts besides their columns, which are things of their own."""
    said = {name: _said(one) for name, one in layouts.items()}
    return {"oppsett": {name: what for name, what in said.items() if what}}


def _field_types(types: Mapping[str, Felttype]) -> Mapping[str, Json]:
    """Return what fields hold; what of it is printed, such as units, once more by itself."""
    printed: dict[str, Json] = {
        name: kind.enhet or [valg.tekst for valg in kind.verdier] for name, kind in types.items()
    }
    return {
        "felt": {name: _said(kind) for name, kind in types.items()},
        "feltverdier": {name: words for name, words in printed.items() if words},
    }


def _said(value: Any) -> dict[str, Json]:
    """Return the fields that are not as they are where nothing is said, columns left out."""
    named = ((one, getattr(value, one.name)) for one in fields(value) if one.compare)
    said = {one.name: what for one, what in named if what != one.default and one.name != "kolonner"}
    return {name: written(what) for name, what in said.items()}


_SPREAD: Mapping[tuple[type, str], Callable[[Any], Mapping[str, Json]]] = {
    (Program, "omslag"): _under("omslag"),
    (Program, "innholdsfortegnelse"): _under("innholdsfortegnelse"),
    (Program, "budsjett"): lambda budsjett: {"budsjett": budsjett is not None},
    (Program, "målstruktur"): lambda goals: {"målstruktur/nivåer": _listed(goals.nivåer)} if goals else {},
    (objectives.Indikator, "målinger"): lambda values: _by_year("målinger", values),
    (objectives.Indikator, "måltall"): lambda values: _by_year("måltall", values),
    (Program, "oppsett"): _layouts,
    (Program, "felttyper"): _field_types,
    (Tekst, "markdown"): lambda markdown: {"tekst": one_form(markdown)},
    (Tiltakstabell, "målform"): lambda form: {name: getattr(form, name) for name in _compared(type(form))},
    (Tiltak, "felt"): lambda felt: {field_name(name): _listed(items) for name, items in felt.items()},
    (Tiltak, "nummer"): lambda nummer: {"nummer": nummer} if nummer else {},
    (Tiltakstabell, "oppsett"): lambda name: {"oppsett": name} if name else {},
    (Kolonne, "felt"): lambda _: {},  # its id
    (Kolonne, "sum"): lambda is_summed: {"sum": True} if is_summed else {},
    (budget.Rad, "tall"): _under("tall"),
    (budget.Rad, "formler"): lambda formler: {_FORMULAS[type(formel)]: written(formel) for formel in formler},
    (budget.Rad, "avvik"): _under("avvik"),
    (budget.Rad, "samme_som"): _under("samme_som"),
}
"""The fields that become several, or others than they are called."""
_PLANS: Mapping[type, list[tuple[str, Callable[[Any], Mapping[str, Json]] | None]]] = {
    kind: [
        (name, _SPREAD.get((kind, name)))
        for name in _compared(kind)
        if (name != "id" and name not in _BELOW.get(kind, ())) or (kind, name) in _SPREAD
    ]
    for kind in KINDS
}
"""The fields that count of each kind of thing, each with what spreads it over several, if any."""
