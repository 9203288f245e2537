"""The budget reckons what the adopted document prints, and prints it as the document does."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.read.load import load
from handlingsprogram.read.model.budget import Avvik, Budsjett, Differanse, Henvisning, Lik, Rad, Sum, Tabell
from handlingsprogram.read.model.sheet import Regneark, SirkelError, skriv
from tests.read.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Formel, Verdi

pytestmark = pytest.mark.xdist_group("budget")

NBSP = "\u00a0"

# --- The real budget ----------------------------------------------------------------------------


def printed() -> list[list[list[str]]]:
    """Return the two budget tables of the source document, cell by cell, header rows first."""
    text = (ROOT / "tests/kilder/handlingsprogram-2025.txt").read_text(encoding="utf-8")
    plain = re.sub(r"</?[bu]>", "", text)
    rows = [line.split("\t") for line in plain.split("\n") if line.count("\t") == 5]
    starts = [number for number, row in enumerate(rows) if row[1] == "Budsjett 2024"]
    assert len(starts) == 2
    return [rows[: starts[1]], rows[starts[1] :]]


@pytest.fixture(scope="module")
def budget() -> Budsjett:
    program, _ = load(ROOT / "content" / "2025")
    assert program
    assert program.budsjett
    return program.budsjett


def cells(budget: Budsjett) -> Iterator[tuple[Tabell, Rad, str, str]]:
    """Give every cell with the figure that the document printed for it."""
    for table, source in zip(budget.tabeller, printed(), strict=True):
        for row, figures in zip(table.rader, source[1:], strict=True):
            for column, figure in zip(table.kolonner, figures[1:], strict=True):
                yield table, row, column.id, figure.replace(" ", NBSP)


def test_the_tables_have_the_printed_heads_and_posts(budget: Budsjett) -> None:
    for table, source in zip(budget.tabeller, printed(), strict=True):
        heads = [table.hjørne, *(column.overskrift for column in table.kolonner)]
        assert heads == source[0]
        assert [row.navn for row in table.rader] == [row[0] for row in source[1:]]


def test_every_cell_is_what_the_document_printed(budget: Budsjett) -> None:
    sheet = Regneark(budget)
    compared = list(cells(budget))
    assert len(compared) == 19 * 5 + 12 * 5
    for table, row, column, figure in compared:
        text = skriv(sheet.trykt(row.id, column), table, utregnet=sheet.er_utregnet(row.id, column))
        assert text == figure, f"{row.id}/{column}"


def test_sums_results_and_changes_are_reckoned_and_posts_are_not(budget: Budsjett) -> None:
    sheet = Regneark(budget)
    computed = [(row.id, column) for _, row, column, _ in cells(budget) if sheet.er_utregnet(row.id, column)]
    wholly = [
        "prosjekter",
        "sum-inntekter",
        "sum-driftsutgifter",
        "resultat",
        "utgaende",
        "prosjekter-totalt",
    ]
    for row in wholly:
        assert sum(name == row for name, _ in computed) == 5
    headings = {row.id for _, row in budget.rader() if row.er_overskrift}
    assert headings == {"inntekter-overskrift", "utgifter-overskrift"}
    rows = {row.id for _, row in budget.rader()} - headings
    assert {name for name, column in computed if column == "endring"} == rows
    posts = [cell for cell in computed if cell[0] not in wholly and cell[1] != "endring"]
    assert posts == [("inngaende", "budsjett-2025")]


def test_the_deviations_are_the_only_cells_that_differ_from_what_is_reckoned(budget: Budsjett) -> None:
    sheet = Regneark(budget)
    differing = {
        (row.id, column): (sheet.trykt(row.id, column), sheet.utregnet(row.id, column))
        for _, row, column, _ in cells(budget)
        if sheet.trykt(row.id, column) != sheet.utregnet(row.id, column)
    }
    assert differing == {
        ("sum-inntekter", "budsjett-2024"): (8096, 7896),
        ("prosjekter-totalt", "budsjett-2024"): (2530, 2390),
        ("prosjekter-totalt", "endring"): (-20, -60),
    }


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        pytest.param("seadito", "budsjett-2024", None, id="blank"),
        pytest.param("oslofjorden-forprosjekt", "prognose-2024", 0, id="nought"),
        pytest.param("prosjekt-lokale", "prognose-2024", "-", id="dash"),
        pytest.param("prosjekt-imdi", "endring", None, id="nothing from a blank side"),
        pytest.param("prosjekt-oslopolititan", "endring", 0, id="reckoned nought"),
        pytest.param("imdi-velkomsttjenester", "prognose-2024", None, id="blank beside figures"),
        pytest.param("inngaende", "budsjett-2025", 2151, id="from another cell"),
        pytest.param("prosjekter", "budsjett-2024", 2530, id="printed figure from another table"),
        pytest.param("prosjekter", "endring", -60, id="a change is reckoned in its own table"),
        pytest.param("resultat", "budsjett-2024", -2084, id="built on a printed figure"),
    ],
)
def test_blank_dash_and_nought_are_three_things(
    budget: Budsjett, row: str, column: str, value: Verdi
) -> None:
    found = Regneark(budget).trykt(row, column)
    assert (type(found), found) == (type(value), value)


# --- Reckoning ----------------------------------------------------------------------------------


@cache
def plain() -> Tabell:
    """Return a table whose parts the examples are made from: the real one."""
    program, _ = load(ROOT / "content" / "2025")
    assert program
    assert program.budsjett
    return program.budsjett.tabeller[0]


def row(name: str, formula: Formel | None = None, avvik: int | None = None, **figures: Any) -> Rad:
    """Make a row; `avvik` is what stands printed in its first column."""
    deviations = {} if avvik is None else {"a": Avvik(avvik, "fordi", plain().posisjon)}
    formulas = () if formula is None else (formula,)
    post = next(row for row in plain().rader if row.id == "kontingenter")
    return replace(post, id=name, navn=name, tall=figures, formler=formulas, avvik=deviations)


def table(*rows: Rad, minus: str = "-", null: str = "0", name: str = "t") -> Tabell:
    """Make a table with the columns a, b and c, where c is a less b."""
    figures = plain().kolonner[0]
    columns = (
        replace(figures, id="a"),
        replace(figures, id="b"),
        replace(figures, id="c", formler=(Differanse(("a", "b")),)),
    )
    return replace(plain(), id=name, minus=minus, null=null, kolonner=columns, rader=rows)


def values(name: str, *rows: Rad) -> list[Verdi]:
    """Return a row's three cells in a table with the rows."""
    sheet = Regneark(Budsjett((table(*rows),)))
    return [sheet.trykt(name, column) for column in "abc"]


POSTS = (row("x", a=5, b=3), row("y", a=2), row("z", a="-", b="-"), row("tom"))
FORMULAS: dict[str, tuple[Any, list[Verdi]]] = {
    "a sum": (Sum(("x", "x")), [10, 6, 4]),
    "a sum skips blanks": (Sum(("x", "y")), [7, 3, 4]),
    "a sum counts a dash as nought": (Sum(("y", "z")), [2, 0, 2]),
    "a sum of dashes is nought": (Sum(("z",)), [0, 0, 0]),
    "a sum of blanks is blank": (Sum(("tom", "tom")), [None, None, None]),
    "a difference": (Differanse(("y", "x")), [-3, None, None]),
    "a difference from a blank is blank": (Differanse(("tom", "x")), [None, None, None]),
    "a difference less a blank is blank": (Differanse(("x", "tom")), [None, None, None]),
    "a difference counts a dash as nought": (Differanse(("z", "x")), [-5, -3, -2]),
    "another row's figures": (Lik("x"), [5, 3, 2]),
    "another row's dashes stay dashes": (Lik("z"), ["-", "-", 0]),
    "another row's blanks stay blank": (Lik("y"), [2, None, None]),
}


@pytest.mark.parametrize("case", FORMULAS)
def test_a_formula_gives(case: str) -> None:
    formula, expected = FORMULAS[case]
    assert values("r", *POSTS, row("r", formula)) == expected


def test_a_cell_may_be_fetched_from_another_table() -> None:
    first = table(row("x", a=Henvisning("y", "c")))
    second = table(row("y", a=7, b=2), name="u")
    assert Regneark(Budsjett((first, second))).trykt("x", "a") == 5


def test_what_builds_on_a_deviation_uses_the_printed_figure() -> None:
    rows = (*POSTS, row("s", Sum(("x", "y")), avvik=100), row("r", Differanse(("s", "x"))))
    assert values("s", *rows) == [100, 3, 97]
    assert values("r", *rows) == [95, 0, 95]
    assert Regneark(Budsjett((table(*rows),))).utregnet("s", "a") == 7


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((row("r", Sum(("r",))),), id="itself"),
        pytest.param((row("r", Lik("s")), row("s", Differanse(("x", "r")))), id="each other"),
        pytest.param((row("r", a=Henvisning("r", "c"), b=1),), id="its own change"),
    ],
)
def test_a_figure_that_depends_on_itself_cannot_be_reckoned(rows: tuple[Rad, ...]) -> None:
    sheet = Regneark(Budsjett((table(*POSTS, *rows),)))
    for _ in range(2):
        with pytest.raises(SirkelError):
            sheet.trykt("r", "a")
    assert sheet.trykt("x", "c") == 2


def test_a_chain_that_meets_again_is_no_circle() -> None:
    assert values("r", *POSTS, row("s", Lik("x")), row("t", Lik("x")), row("r", Sum(("s", "t")))) == [
        10,
        6,
        4,
    ]


# --- Printing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("-", "-"),
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, f"1{NBSP}000"),
        (2692, f"2{NBSP}692"),
        (1234567, f"1{NBSP}234{NBSP}567"),
        (-20, "-20"),
        (-2084, f"-2{NBSP}084"),
    ],
)
def test_a_figure_is_printed_the_norwegian_way(value: Verdi, text: str) -> None:
    assert skriv(value, table(), utregnet=False) == text


@pytest.mark.parametrize(
    ("minus", "text"),
    [
        ("-", f"-1{NBSP}350"),
        ("- ", f"-{NBSP}1{NBSP}350"),
        ("−", f"−1{NBSP}350"),
        ("− ", f"−{NBSP}1{NBSP}350"),
    ],
)
def test_minus_is_written_as_the_table_says(minus: str, text: str) -> None:
    assert skriv(-1350, table(minus=minus), utregnet=True) == text


@pytest.mark.parametrize(
    ("null", "computed", "text"), [("-", True, "-"), ("-", False, "0"), ("0", True, "0")]
)
def test_only_a_reckoned_nought_is_written_as_the_table_says(null: str, computed: bool, text: str) -> None:  # noqa: FBT001
    assert skriv(0, table(null=null), utregnet=computed) == text
