"""Every field of the programme is compared: one that is added later cannot be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.finding import Position
from handlingsprogram.read.model.blocks import Boks, Figur
from handlingsprogram.read.model.budget import Avvik, Differanse, Henvisning, Kolonnegruppe
from handlingsprogram.read.model.measures import Ledd, Målform, Oppsett
from handlingsprogram.read.model.program import Program, Sak, Slag
from handlingsprogram.read.model.values import Felttype, Valg
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.report.build import report
from tests.oracle.apply import apply, canonical
from tests.review.edits import program, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Path_ = tuple[str | int, ...]
NOWHERE = Position("", 1, 1)
FRIST = Felttype("dato", form="kort")
FERDIG = Valg("ferdig", "Ferdig", "●", "#1d6b3a")
LEVEL = ("Seksjon", "nivå")
"""Follows from where a section stands."""


@cache
def real(year: str) -> Program:
    """Return a real year, with a figure that has a file, and a row that repeats another year's figure."""
    return program({key: tree.data for key, tree in trees(year).items()}, year)


def nodes(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Give every dataclass in a value, with the way to it."""
    if is_dataclass(value):
        yield path, value
        for field in fields(value):
            if field.compare:
                yield from nodes(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from nodes(item, (*path, i))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from nodes(item, (*path, key))


def with_value(owner: Any, path: Path_, value: Any) -> Any:
    """Return a copy of something in which the value at a path is another."""
    if not path:
        return value
    step, *rest = path
    if isinstance(owner, tuple):
        assert isinstance(step, int)
        return (*owner[:step], with_value(owner[step], tuple(rest), value), *owner[step + 1 :])
    if isinstance(owner, Mapping):
        return {**owner, step: with_value(owner[step], tuple(rest), value)}
    return replace(owner, **{str(step): with_value(getattr(owner, str(step)), tuple(rest), value)})


def another(owner: Any, name: str, value: Any) -> Any:
    """Return another value that a field could have; the same one where the field must have other company."""
    special = SPECIAL.get((type(owner).__name__, name))
    if special:
        return special(owner)
    if value is None or is_dataclass(value):
        return value
    for kind, change in ANOTHER.items():
        if isinstance(value, kind):
            return f"{value}-x" if kind is str and name in NAMES else change(value)
    raise AssertionError(f"{type(owner).__name__}.{name}: how does one change a {type(value).__name__}?")


def other_tuple(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if value and (is_dataclass(value[0]) or isinstance(value[0], tuple)):
        return value[:-1]
    return (*value, 7 if value and isinstance(value[0], int) else "x")


ANOTHER: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    Decimal: lambda value: value + 1,
    str: lambda value: f"{value} x",
    # What a chapter is follows from where it stands.
    Slag: lambda value: Slag.TVERRGÅENDE_TEMA if value is Slag.INNSATSOMRÅDE else value,
    frozenset: lambda value: value ^ {"x"},
    tuple: other_tuple,
}
NAMES = {"id", "tabell", "felt", "fra", "trekk", "rad", "kolonne"}
"""Fields that hold an id."""
SPECIAL: dict[tuple[str, str], Any] = {
    ("Program", "tema"): lambda _: {"mål": {"brødtekst": 12.5}},
    ("Program", "andre_språk"): lambda _: {"se-NO": ("sámi allaskuvla",)},
    ("Program", "budsjett"): lambda _: None,
    ("Program", "sak"): lambda _: Sak("45/25", "2025/1"),
    ("Program", "målstruktur"): lambda _: None,
    ("Omslag", "bilde"): lambda _: Figur("omslag.bilde", "figurer/x.svg", "Utsikt", "", "", NOWHERE),
    ("Mål", "forklaring"): lambda _: None,
    ("Indikator", "grunnlinje"): lambda _: None,
    ("Program", "oppsett"): lambda owner: {**owner.oppsett, "ny": Oppsett("ny", (), "kort", grupper="frist")},
    ("Program", "felttyper"): lambda _: {"frist": FRIST, "status": Felttype("valg", verdier=(FERDIG,))},
    ("Program", "stikkord"): lambda owner: (*owner.stikkord, "turer"),
    ("Tiltak", "felt"): lambda owner: {**owner.felt, "frist": (Ledd("mai", ", ", NOWHERE),)},
    ("Tiltak", "bærekraftsmål"): lambda owner: (*owner.bærekraftsmål, (3,)),
    ("Tiltak", "punkter"): lambda owner: (owner.tekst, *owner.punkter),
    ("Ledd", "skille"): lambda owner: " " if owner.skille != " " else ", ",
    ("Seksjon", "åpning"): lambda owner: Boks(f"åpning-{owner.id}", "åpning", {}, felt={"farge": "#1d4f7c"}),
    ("Seksjon", "sideskift"): lambda owner: "hvis det trengs" if owner.sideskift == "alltid" else "alltid",
    ("Seksjon", "underseksjoner"): lambda owner: owner.underseksjoner[:-1],
    ("Seksjon", "innhold"): lambda owner: owner.innhold[:-1],
    ("Seksjon", "nummer"): lambda owner: () if owner.nummer else (9,),
    ("Tallkolonne", "formler"): lambda owner: () if owner.formler else (Differanse(("a", "b")),),
    ("Tallkolonne", "desimaler"): lambda _: 2,
    ("Tabell", "fortegn"): lambda _: "inntekt-minus",
    ("Tabell", "grupper_over"): lambda owner: (
        Kolonnegruppe("Plan", tuple(kolonne.id for kolonne in owner.kolonner[:2]), NOWHERE),
    ),
    ("Tegning", "slag"): lambda owner: "årshjul" if owner.slag == "tidslinje" else "tidslinje",
    ("Rad", "tall"): lambda owner: dict.fromkeys(owner.tall, 17),
    ("Rad", "formler"): lambda owner: owner.formler[1:],
    ("Rad", "avvik"): lambda owner: dict.fromkeys(owner.tall, Avvik(1, "x", NOWHERE)),
    ("Rad", "samme_som"): lambda owner: dict.fromkeys(owner.tall, "2000/a/b"),
    ("Tabell", "enhet"): lambda owner: "kroner" if owner.enhet != "kroner" else "tusen kroner",
    ("Celle", "over"): lambda owner: owner.over + 1,
    ("Teksttabell", "bredder"): lambda owner: (*owner.bredder[:-1], owner.bredder[-1] + 1),
}
"""What makes another value where the type alone does not say."""


@cache
def places() -> dict[tuple[str, str], tuple[str, Path_, Any]]:
    """Return one place of every field of every dataclass: the year, the way to it, another value."""
    found: dict[tuple[str, str], tuple[str, Path_, Any]] = {}
    for year in ("2025", "2021"):
        for path, node in nodes(real(year)):
            for field in compared(node):
                key = type(node).__name__, field.name
                value = getattr(node, field.name)
                new = value if key == LEVEL else another(node, field.name, value)
                if new != value and key not in found:
                    found[key] = year, (*path, field.name), new
    return found


def changed(year: str, path: Path_, value: Any) -> Program:
    """Return a real year with another value at a path, and what follows from it."""
    return canonical(with_value(real(year), path, value))


@cache
def unchanged(year: str) -> Program:
    """Return a real year in the form in which changed ones are."""
    return canonical(real(year))


def compared(node: Any) -> list[Field[Any]]:
    return [field for field in fields(node) if field.compare]


def test_there_is_a_place_of_every_field_that_counts() -> None:
    kinds = {type(node) for year in ("2021", "2025") for _, node in nodes(real(year))}
    assert {kind.__name__ for kind in kinds} > {
        "Program",
        "Seksjon",
        "Tiltak",
        "Ledd",
        "Rad",
        "Avvik",
        "Celle",
        "Figur",
    }
    wanted = {(kind.__name__, field.name) for kind in kinds for field in fields(kind) if field.compare}
    # These hold one dataclass each, whose own fields are changed.
    holders = {
        ("Program", "omslag"),
        ("Program", "innholdsfortegnelse"),
        ("Tiltak", "tekst"),
        ("Tiltakstabell", "målform"),
    }
    assert wanted - holders - {LEVEL} == set(places())


@pytest.mark.parametrize("key", sorted(places()), ids=".".join)
def test_a_change_of_any_field_is_found_and_can_be_applied(key: tuple[str, str]) -> None:
    year, path, value = places()[key]
    old, new = real(year), changed(year, path, value)
    assert new != unchanged(year)
    comparison = compare(old, new)
    assert comparison.endringer or comparison.følger
    assert apply(old, [*comparison.endringer, *comparison.følger]) == new
    # How goals are written counts where they are shown, see below.
    if key[0] != "Målform" and key != ("Ledd", "skille"):
        assert comparison.endringer


def test_a_section_that_goes_below_another_takes_its_level_and_number_from_there() -> None:
    old = real("2025")
    path, chapter = next(
        (path, node) for path, node in nodes(old) if type(node).__name__ == "Seksjon" and node.underseksjoner
    )
    *others, above, last = chapter.underseksjoner
    below = replace(above, underseksjoner=(*above.underseksjoner, replace(last, slag=Slag.UNDERKAPITTEL)))
    new = changed("2025", (*path, "underseksjoner"), (*others, below))
    comparison = compare(old, new)
    told = [(change.type.value, change.felt) for change in comparison.følger if change.sti.endswith(last.id)]
    assert ("endret", "nivå") in told
    assert [change.type.value for change in comparison.endringer] == ["flyttet"]
    assert apply(old, [*comparison.endringer, *comparison.følger]) == new


def test_a_figure_with_a_file_is_compared_too() -> None:
    old = real("2021")
    path, figure = next((path, node) for path, node in nodes(old) if isinstance(node, Figur))
    new = with_value(old, path, replace(figure, plassholder="", fil="figurer/a.svg", alttekst="Kart"))
    found = [(change.ting.value, change.felt, change.til) for change in compare(old, new).endringer]
    assert found == [
        ("figur", "fil", "figurer/a.svg"),
        ("figur", "alttekst", "Kart"),
        ("figur", "plassholder", ""),
    ]


def test_a_reference_to_another_cell_is_compared_as_the_yaml_writes_it() -> None:
    old = real("2025")
    path = next(path for path, node in nodes(old) if isinstance(node, Henvisning))
    new = with_value(old, path, 2151)
    [change] = compare(old, new).endringer
    assert (change.felt, change.fra, change.til) == (
        "tall/budsjett-2025",
        {"lik": "utgaende/prognose-2024"},
        2151,
    )


def test_numbers_for_one_level_more_are_one_change_of_the_frame() -> None:
    data = {key: tree.data for key, tree in trees("2025").items()}
    old = program(data, "2025")
    numbered = {
        **data["program", "program"],
        "nummerering": {"nivåer": 3, "kryssreferanse": "kapittel {nummer}"},
    }
    new = program({**data, ("program", "program"): numbered}, "2025")
    comparison = compare(old, new)
    assert [(change.sti, change.felt, change.fra, change.til) for change in comparison.endringer] == [
        ("", "nummernivåer", 2, 3)
    ]
    assert {change.felt for change in comparison.følger} == {"nummer"}
    assert apply(old, [*comparison.endringer, *comparison.følger]) == canonical(new)
    [sentence] = report(comparison).appearance
    assert sentence == "Nivåer av overskrifter med nummer (før 2, nå 3)"


@pytest.mark.parametrize(("year", "counts"), [("2021", True), ("2025", False)])
def test_how_goals_are_written_counts_where_they_are_shown(year: str, counts: bool) -> None:  # noqa: FBT001
    old = real(year)
    path = next(path for path, node in nodes(old) if isinstance(node, Målform))
    new = with_value(old, path, Målform("SDG ", " + ", "linje"))
    comparison = compare(old, new)
    assert bool(comparison.endringer) is counts
    assert apply(old, [*comparison.endringer, *comparison.følger]) == canonical(new)
