"""The budget as a grid: it shows what is printed, and what is typed or pasted changes those lines only."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from difflib import ndiff
from html import unescape
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.editing.cells import Done, pasted, typed
from handlingsprogram.editing.changes import Made, RefusedChangeError, read
from handlingsprogram.editing.grid import Column, Grid, grid
from handlingsprogram.editing.posts import added, asked, removed
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.load import load, read_folder
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.edition.view import view
from handlingsprogram.tables.back.figures import UnreadableError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Tree
YEARS = (
    "content/2025",
    "content/2021",
    "tests/programmer/kommune/content/handlingsprogram-2026",
    "tests/programmer/klima/content/klimaplan-2026",
)
MAIN, PROJECTS = "hovedtall-tabell", "prosjektbudsjett"
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
FILE = "2025/budsjett.yaml"
WHOLE, DECIMALS = Column("a", "A", 0), Column("a", "A", 1)


def tree_of(file: Path) -> Tree:
    tree, _ = read_valid(file, "budsjett", file.parents[1])
    assert tree
    return tree


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "2025").mkdir()
    shutil.copy(ROOT / "content" / FILE, tmp_path / "2025")
    return tmp_path / FILE


def shown(file: Path, table: str = MAIN) -> Grid:
    return grid(tree_of(file), table)


def apply(file: Path, done: Done) -> list[str]:
    """Make the changes as the editor does; return the lines that go and come."""
    before = file.read_text(encoding="utf-8")
    made = Made(lambda name: (file.parents[1] / name).read_text(encoding="utf-8"))
    for change in read(list(done.changes)):
        made.make(change)
    assert not made.clashes
    after = made.texts.get(FILE, before)
    assert after is not None
    file.write_text(after, encoding="utf-8")
    assert read_valid(file, "budsjett", file.parents[1])[1] == []
    return [line for line in ndiff(before.split("\n"), after.split("\n")) if line[0] in "+-"]


def printed(grid: Grid, key: str) -> list[str]:
    return [cell.printed.replace("\xa0", " ") for row in grid.rows if row.key == key for cell in row.cells]


@pytest.mark.parametrize("year", YEARS)
def test_every_table_shows_what_the_document_prints(year: str) -> None:
    program, _ = load(ROOT / year)
    assert program
    assert program.budsjett
    tree = tree_of(ROOT / year / "budsjett.yaml")
    lines = re.findall(r'<tr id="([^"]+)"[^>]*>(.*?)</tr>', markdown(view(program, {})), re.DOTALL)
    document = {
        name: [unescape(re.sub("<[^>]+>", "", cell)) for cell in CELL.findall(line)] for name, line in lines
    }
    for at, tabell in enumerate(program.budsjett.tabeller):
        own = grid(tree, at, program)
        assert own == grid(tree, tabell.id, program) == grid(tree, f"@{tabell.id}", program)
        assert own.path == f"tabeller/@{tabell.id}"
        assert [one.heading for one in own.columns] == [one.overskrift for one in tabell.kolonner]
        for row in own.rows:
            assert [cell.printed for cell in row.cells] == document[row.id][1:]
            assert all(cell.follows for cell in row.cells if cell.kind != "typed")


def test_a_figure_that_is_not_typed_says_what_it_follows_from(file: Path) -> None:
    main, projects = shown(file), shown(file, PROJECTS)
    cells = {
        (row.id, column.id): cell
        for row in main.rows
        for column, cell in zip(main.columns, row.cells, strict=True)
    }
    assert cells["resultat", "budsjett-2025"].follows == "«Sum inntekter» minus «Sum driftsutgifter*»."
    assert cells["prosjekter", "budsjett-2025"].follows == "Hentet fra «Totalt» i «Prosjektbudsjett»."
    assert cells["lonn", "endring"].follows == "«Forslag budsjett 2025» minus «Revidert juni 2024»."
    link = cells["inngaende", "budsjett-2025"]
    assert (link.kind, link.printed, link.value) == ("link", "2\xa0151", {"lik": "utgaende/prognose-2024"})
    assert link.follows == "Hentet fra «Utgående mindreforbruk», «Regnskap 2024 prognoser pr. 29.11.2024»."
    assert cells["sum-inntekter", "budsjett-2024"].deviation.startswith("Resultat (-2 084)")
    # A blank, a dash and a zero are three things.
    blank, dash, zero = (
        projects.rows[1].cells[3],
        projects.rows[1].cells[1],
        cells["oslofjorden-forprosjekt", "budsjett-2025"],
    )
    assert [one.value for one in (blank, dash, zero)] == [None, "-", 0]
    assert [one.printed for one in (blank, dash, zero)] == ["", "-", "0"]


def test_findings_stand_in_their_cells_and_what_can_be_reckoned_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    text = text.replace("budsjett-2025: 5800", "budsjett-2025: 5800.5").replace(
        "[inngaende, resultat]", "[inngaende, resultatt]"
    )
    file.write_text(text.replace("prognose-2024: 5513", "prognose-2024: ca. 5513"), encoding="utf-8")
    shutil.copytree(
        ROOT / "content" / "2025", file.parent, dirs_exist_ok=True, ignore=lambda *_: ["budsjett.yaml"]
    )
    program, findings = load(file.parent)
    assert program is None
    folder = read_folder(file.parent)
    own = grid(folder.trees["budsjett", "budsjett"], MAIN, None, findings)
    pay, out = (next(row for row in own.rows if row.id == name) for name in ("lonn", "utgaende"))
    assert [len(cell.findings) for cell in pay.cells] == [0, 0, 1, 1, 0]
    assert pay.cells[2].printed == "ca. 5513"
    assert {cell.printed for cell in out.cells[:4]} == {"?"}
    assert printed(own, "@sum-inntekter")[1:4] == ["8 269", "7 849", "7 937"]
    with pytest.raises(LookupError):
        grid(folder.trees["budsjett", "budsjett"], "ukjent")


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("6 987", WHOLE, 6987),
        ("6\xa0987", WHOLE, 6987),
        ("1.234.567", WHOLE, 1234567),
        ("−118", WHOLE, -118),
        ("- 118", WHOLE, -118),
        ("(118)", WHOLE, -118),
        ("kr 250,-", WHOLE, 250),
        ("1 250,0", WHOLE, 1250),
        ("1 250,5", DECIMALS, Decimal("1250.5")),
        ("1250.5", DECIMALS, Decimal("1250.5")),
        ("-", WHOLE, "-"),
        ("–", WHOLE, "-"),
        ("0", WHOLE, 0),
        ("…", WHOLE, "…"),
        ("...", WHOLE, "…"),
        ("", WHOLE, None),
        (" ", WHOLE, None),
    ],
)
def test_figures_are_read_as_people_write_them(text: str, column: Column, value: object) -> None:
    found = typed(text, column)
    assert (found.value, type(found.value), found.told) == (value, type(value), "")


def test_what_can_be_read_two_ways_is_refused_and_what_is_rounded_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"\A«6\.987» kan leses på to måter; skriv 6987 hvis"):
        typed("6.987", WHOLE)
    for text in ("ca. 5", "1e5", "=1+1", "5 tusen", "9" * 16):
        with pytest.raises(UnreadableError):
            typed(text, WHOLE)
    rounded = typed("1 250,5", WHOLE)
    assert (rounded.value, rounded.told) == (
        1251,
        "«1 250,5» har én desimal, men kolonnen har 0; skrevet som 1251",
    )


def test_typing_changes_the_line_alone_and_sums_follow(file: Path) -> None:
    lines = apply(file, pasted(shown(file), "@klimasats", "budsjett-2025", "800"))
    assert len(lines) == 2
    assert (
        lines[1]
        == "+         tall: {budsjett-2024: 762, revidert-2024: 762, prognose-2024: 762, budsjett-2025: 800}"
    )
    assert printed(shown(file), "@sum-inntekter")[3:] == ["7 987", "-282"]
    # A blank cell gets its key, and an emptied one loses it.
    assert apply(file, pasted(shown(file), "@seadito", "budsjett-2024", "0"))[1].endswith(
        "budsjett-2025: 200, budsjett-2024: 0}"
    )
    assert apply(file, pasted(shown(file), "@seadito", "budsjett-2024", ""))[1].endswith(
        "budsjett-2025: 200}"
    )
    assert pasted(shown(file), "@seadito", "budsjett-2025", "200,0").changes == ()


def test_a_post_without_figures_gets_them_in_brackets_as_the_others(file: Path) -> None:
    lines = apply(file, pasted(shown(file), "@utgifter-overskrift", "budsjett-2024", "1\t\t3"))
    assert lines == ["+         tall: {budsjett-2024: 1, prognose-2024: 3}"]
    lines = apply(file, pasted(shown(file), "@utgifter-overskrift", "budsjett-2024", "\t\t"))
    assert lines == ["-         tall: {budsjett-2024: 1, prognose-2024: 3}"]


def test_an_area_is_pasted_as_excel_has_it_and_reckoned_cells_are_left_alone(file: Path) -> None:
    text = '"7 000"\t8,0\r\n1\t"9\n"\r\n'
    done = pasted(shown(file), "@kontingenter", "prognose-2024", text)
    assert [one["value"] for one in done.changes] == [7000, 8, 1, 9]
    wide = pasted(shown(file), "@kommunikasjon", "prognose-2024", "321\t251\t-999\n775\t350\t-420")
    assert [one["path"].rpartition("/")[2] for one in wide.changes] == ["prognose-2024", "budsjett-2025"]
    assert wide.told == (
        "«Kommunikasjon», «Endring iff revidert budsjett 2024» regnes ut og er 0: «-999» er ikke skrevet inn",
    )
    assert "1 celle er tom nå" in pasted(shown(file), "@kommunikasjon", "prognose-2024", "\t251").told
    assert len(apply(file, wide)) == 2


@pytest.mark.parametrize(
    ("row", "column", "text", "message"),
    [
        (
            "@kommunikasjon",
            "budsjett-2025",
            "1\nfem\n3",
            "ingenting er limt inn: «Sekretariatet, andre utgifter», «F.*: «fem»",
        ),
        ("@lonn", "budsjett-2025", "1\t2\t3", "ingenting er limt inn: det er 3 kolonner, men plass til 2"),
        ("@utgaende", "budsjett-2024", "1\n2", "ingenting er limt inn: det er 2 rader, men plass til 1"),
        ("@lonn", "budsjett-2025", "fem", r"\A«fem» er ikke et tall\Z"),
        (
            "@lonn",
            "endring",
            "5",
            r"kan ikke skrives inn: «Forslag budsjett 2025» minus «Revidert juni 2024»\Z",
        ),
        ("@inngaende", "budsjett-2025", "5", "kan ikke skrives inn: hentet fra «Utgående mindreforbruk»"),
        ("@borte", "budsjett-2025", "5", "finnes ikke lenger"),
        ("@lonn", "budsjett-2025", "1" * 300_000, "for mye"),
    ],
)
def test_nothing_is_written_unless_all_can_be(
    file: Path, row: str, column: str, text: str, message: str
) -> None:
    with pytest.raises(RefusedChangeError, match=message):
        pasted(shown(file), row, column, text)


def test_a_link_goes_only_where_it_alone_is_emptied(file: Path) -> None:
    kept = pasted(shown(file), "@inngaende", "prognose-2024", "\t")
    assert [one["path"].rpartition("/")[2] for one in kept.changes] == ["prognose-2024"]
    (gone,) = pasted(shown(file), "@inngaende", "budsjett-2025", "").changes
    assert gone["was"] == {"lik": "utgaende/prognose-2024"}
    assert gone["value"] is None


def test_decimals_are_written_as_the_others(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    file = tmp_path / FILE
    shutil.copy(ROOT / "tests/programmer/klima/content/klimaplan-2026/budsjett.yaml", file)
    lines = apply(file, pasted(shown(file, "utslippsbudsjett"), "@jordbruk", "ramme-2026", "8,5"))
    assert lines[1].strip("+ ") == (
        "tall: {utslipp-2009: 8.9, utslipp-2023: 8.4, ramme-2026: 8.5, ramme-2028: 7.9, ramme-2030: 7.6}"
    )


def test_a_new_post_has_an_id_of_its_own_and_is_in_the_sum(file: Path) -> None:
    tree = tree_of(file)
    done = added(tree, grid(tree, MAIN), "@klimasats", " Klimasats  ", {"klimasats-2"})
    assert done.told == ("«Klimasats» er med i «Sum inntekter»",)
    apply(file, done)
    new = shown(file)
    assert [row.key for row in new.rows][3:5] == ["@klimasats", "@klimasats-3"]
    apply(file, pasted(new, "@klimasats-3", "budsjett-2025", "63"))
    assert printed(shown(file), "@sum-inntekter")[3] == "8 000"
    first = added(tree, grid(tree, MAIN), "@inntekter-overskrift", "Gaver")
    assert first.changes[1]["at"] == 0
    tree = tree_of(file)
    lines = apply(file, added(tree, grid(tree, PROJECTS), "@prosjekt-imdi", "Turkart"))
    assert [line[1:].strip() for line in lines] == ["- id: turkart", "navn: Turkart", "", "- turkart"]
    tree = tree_of(file)
    assert [line[0] for line in apply(file, removed(tree, grid(tree, PROJECTS), "@turkart"))] == ["-"] * 4
    with pytest.raises(RefusedChangeError, match="må ha et navn"):
        added(tree, grid(tree, MAIN), "@klimasats", "  ")


def test_a_post_that_goes_leaves_its_sum_and_one_that_others_need_stays(file: Path) -> None:
    tree = tree_of(file)
    own = grid(tree, MAIN)
    done = removed(tree, own, "@klimasats")
    assert done.told == ("«Klimasats» er tatt ut av «Sum inntekter»",)
    for row, owner in (("@sum-inntekter", "Resultat"), ("@utgaende", "Inngående")):
        with pytest.raises(RefusedChangeError, match=owner):
            removed(tree, own, row)
    with pytest.raises(RefusedChangeError, match="Hva prosjektmidlene går til"):
        removed(tree, grid(tree, PROJECTS), "@prosjekter-totalt")
    apply(file, done)
    assert printed(shown(file), "@sum-inntekter")[3] == "7 187"


def test_a_request_that_is_none_is_refused(file: Path) -> None:
    tree = tree_of(file)
    own = grid(tree, MAIN)
    assert asked(tree, own, {"row": "@lonn", "column": "budsjett-2025", "text": "5"}).changes[0]["value"] == 5
    assert asked(tree, own, {"action": "add", "row": "@lonn", "text": "Ny"}).changes[0]["op"] == "insert"
    assert asked(tree, own, {"action": "remove", "row": "@lonn"}).changes[-1]["op"] == "remove"
    for given in ({"row": 5}, {}, {"row": "@lonn", "column": ["x"], "text": "5"}):
        with pytest.raises(RefusedChangeError):
            asked(tree, own, given)
