"""Figures that come back from spreadsheets: of our own making by ids, of others' by names, none by guess."""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from handlingsprogram import cli
from handlingsprogram.finding import UserError
from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.form import written
from handlingsprogram.read.load import load
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.tables.back import figures, own
from handlingsprogram.tables.back.opened import opened
from handlingsprogram.tables.back.proposal import proposal
from tests.conftest import ROOT, build
from tests.tables.conftest import CASES
from tests.test_revision import AUTHOR, git

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("tables")

BUDGET = Path("2025") / "budsjett.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Copy the content, so that it can be written in."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


@pytest.fixture(scope="module")
def program() -> Program:
    loaded, _ = load(ROOT / "content" / "2025")
    assert loaded
    return loaded


class Told:
    """Runs the command, and gives what it tells."""

    def __init__(self, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._content = content
        self._capsys = capsys

    def __call__(self, file: Path, *arguments: str, code: int = cli.GOOD) -> str:
        """Read a file, and return both streams."""
        self._capsys.readouterr()
        given = cli.main(["budsjett-fra-excel", str(file), "--content", str(self._content), *arguments])
        out, err = self._capsys.readouterr()
        assert given == code, out + err
        return out + err


@pytest.fixture
def told(content: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(content, capsys)


def changed(content: Path) -> list[tuple[str, str]]:
    """Return the lines of the budget's file that are others, as they were and as they are."""
    before, now = ((folder / BUDGET).read_text().split("\n") for folder in (ROOT / "content", content))
    assert len(before) == len(now)
    return [(old, new) for old, new in zip(before, now, strict=True) if old != new]


def section(text: str, title: str) -> list[str]:
    """Return the lines that stand below a title."""
    lines = text.split("\n")
    return [line.strip() for line in lines[lines.index(title) + 1 : lines.index("", lines.index(title))]]


# --- Our own workbook -----------------------------------------------------------------------------


@pytest.fixture
def edited(made: Path, tmp_path: Path) -> Callable[[Callable[[Any], object]], Path]:
    """Change our workbook in the way that somebody does, and give the file."""

    def make(edit: Callable[[Any], object]) -> Path:
        book = openpyxl.load_workbook(made / "handlingsprogram-2025.xlsx")
        edit(book)
        book.save(tmp_path / "fra-styret.xlsx")
        return tmp_path / "fra-styret.xlsx"

    return make


def test_what_libreoffice_has_opened_and_saved_changes_nothing(
    made: Path, reckoned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (made, reckoned):
        for case in CASES.values():
            assert Told(case.content, capsys)(folder / f"{case.name}.xlsx") in {
                "Ingen tall er endret\n",
                "Ingen tal er endra\n",
            }, case.name


def test_ten_figures_that_somebody_fills_in_are_ten_changes_of_the_content(
    content: Path, edited: Any, told: Told
) -> None:
    def fill(book: Any) -> None:
        for cell, figure in {"E7": 7100, "E8": "760", "E9": "1 200", "D7": -5, "B9": 12, "E16": 41}.items():
            book["Hovedtall"][cell] = figure
        for cell, figure in {"E5": 260, "E6": "-", "C6": 210, "E8": None}.items():
            book["Prosjektbudsjett"][cell] = figure

    shown = told(edited(fill), code=cli.CONTENT_ERRORS)
    assert "10 tall endres" in shown
    listed = section(shown, "Tall som endres:")
    assert len(listed) == 10
    assert "Hovedtall!E7: Kontingenter, Forslag budsjett 2025: 6\u00a0987 → 7\u00a0100" in listed
    assert "Prosjektbudsjett!E8: Klima, Budsjett 2025: 100 → tom" in listed
    assert "= Sum inntekter" in shown
    assert changed(content) == []

    told(edited(fill), "--skriv", code=cli.CONTENT_ERRORS)
    lines = changed(content)
    assert len(lines) == 7
    assert (
        "        tall: {budsjett-2024: 6834, revidert-2024: 6987, prognose-2024: 6987, budsjett-2025: 6987}",
        "        tall: {budsjett-2024: 6834, revidert-2024: 6987, prognose-2024: -5, budsjett-2025: 7100}",
    ) in lines
    assert (
        '        tall: {budsjett-2024: 160, revidert-2024: "-", prognose-2024: 169}',
        "        tall: {budsjett-2024: 160, revidert-2024: 210, prognose-2024: 169, budsjett-2025: '-'}",
    ) in lines
    assert (
        "        tall: {budsjett-2024: 12, revidert-2024: 100, prognose-2024: 100, budsjett-2025: 1200}"
        in {new for _, new in lines}
    )
    assert told(edited(fill)) == "Ingen tall er endret\n"


def test_a_figure_that_follows_from_others_is_held_against_them(edited: Any, told: Told) -> None:
    def overwrite(book: Any) -> None:
        book["Hovedtall"]["E20"] = 1250
        book["Hovedtall"]["B13"] = 8095

    said = " ".join(told(edited(overwrite)).split())
    for line in (
        "Hovedtall!B13: «Sum inntekter», «Budsjett 2024»: filen har 8 095, men innholdet sier at 8 096 er",
        "Hovedtall!E20: «Prosjekter», «Forslag budsjett 2025» regnes ut: filen har 1 250, men postene gir",
        "Ingen tall er endret, 2 er ikke tatt med",
    ):
        assert line in said


def test_rows_and_columns_may_move_and_what_is_strange_is_told_by_its_cell(edited: Any, told: Told) -> None:
    def disturb(book: Any) -> None:
        sheet = book["Prosjektbudsjett"]
        sheet.insert_cols(3)
        sheet["C4"], sheet["C5"] = "Merknad", "Til styret"
        sheet.insert_rows(6)
        sheet["A6"], sheet["F6"] = "Ny post", 77
        sheet["H10"] = sheet["H9"].value  # two rows with one id
        sheet["A12"] = "Klima"  # another post's name
        sheet["H13"] = "finnes-ikke"
        sheet["F8"] = 111

    shown = told(edited(disturb))
    assert section(shown, "Tall som endres:") == [
        "Prosjektbudsjett!F8: Areal og transport, Budsjett 2025: 100 → 111"
    ]
    for line in (
        "Prosjektbudsjett!A6: «Ny post» er ny; legg posten til i budsjett.yaml",
        "Prosjektbudsjett!A9: «Klima» står i flere rader, og ingen av dem er lest",
        "Prosjektbudsjett!A12: raden har navnet til «Klima», men id-en til «Oslopolititan»",
        "Prosjektbudsjett!A13: tabellen har ingen post «finnes-ikke» lenger",
        "Prosjektbudsjett!A3: «Strategiske næringsprosjekter» mangler i arket; tallene står som før",
    ):
        assert line in " ".join(shown.split())


def test_nothing_is_written_over_unsaved_work_and_a_branch_leaves_the_folder_alone(
    content: Path, edited: Any, told: Told
) -> None:
    file = edited(lambda book: book["Prosjektbudsjett"].__setitem__("E5", 251))
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], [*AUTHOR, "commit", "-qm", "a"]):
        git(content.parent, *arguments)
    git(content.parent, "config", "user.name", "Kari")
    git(content.parent, "config", "user.email", "kari@example.org")
    shown = told(file, "--gren", "tall")
    assert "Laget grenen «tall» med 1 commit" in shown
    assert changed(content) == []
    assert "budsjett-2025: 251" in git(content.parent, "diff", "main", "tall")
    with (content / BUDGET).open("a") as text:
        text.write("# min\n")
    assert "har endringer som ikke er lagret i git" in told(file, "--skriv", code=cli.WRONG_USE)
    assert "--vis kan ikke brukes sammen med --skriv" in told(file, "--skriv", "--vis", code=cli.WRONG_USE)


def test_a_copy_of_a_sheet_says_nothing_but_what_differs(edited: Any, told: Told) -> None:
    def copy(book: Any) -> None:
        book["Prosjektbudsjett"]["E7"] = 101
        book.copy_worksheet(book["Prosjektbudsjett"])["E5"] = 252

    shown = told(edited(copy))
    assert "1 tall endres, 1 er ikke tatt med" in shown
    assert (
        "Prosjektbudsjett Copy!E5: tallet er et annet i Prosjektbudsjett!E5, som er det som er lest" in shown
    )
    assert "Filen er laget av" not in shown
    assert "Filen er laget av 2025; tallene blir lest til 2021" in told(edited(copy), "--år", "2021")


def test_a_sheet_that_has_lost_its_ids_is_read_by_its_names(edited: Any, told: Told) -> None:
    def lose(book: Any) -> None:
        book["Prosjektbudsjett"].delete_cols(7)
        book["Prosjektbudsjett"]["E5"] = 251
        del book["Hovedtall"]

    assert section(told(edited(lose)), "Tall som endres:") == [
        "Prosjektbudsjett!E5: BEST-konferansen, Budsjett 2025: 250 → 251"
    ]


def test_the_next_year_is_filled_in_and_what_is_reckoned_is_known_when_it_is(
    content: Path, tmp_path: Path, told: Told
) -> None:
    """Figures that are still to come are so in the workbook, too, with all that follows from them."""
    year = ["--content", str(content)]
    assert cli.main(["nytt-år", "2026", "--fra", "2025", "--skriv", *year]) == cli.GOOD
    build(content, tmp_path / "out", "2026", "--format", "xlsx")
    name = tmp_path / "out" / "handlingsprogram-2026.xlsx"
    assert "Ingen tall er endret" in told(name)
    book: Any = openpyxl.load_workbook(name)
    shown: Any = openpyxl.load_workbook(name, data_only=True)
    cells = [cell for sheet in book.worksheets[-2:] for row in sheet.iter_rows() for cell in row]
    missing = [cell for cell in cells if cell.value == "…"]
    assert len(missing) > 50
    assert shown["Hovedtall"]["E13"].value == "…"
    for figure, cell in enumerate(missing, 100):
        cell.value = figure
    book.save(tmp_path / "utfylt.xlsx")
    assert f"{len(missing)} tall endres" in told(tmp_path / "utfylt.xlsx", "--skriv", code=cli.CONTENT_ERRORS)
    text = (content / "2026" / "budsjett.yaml").read_text()
    assert "…" not in text.partition("tabeller:")[2]
    # The year has errors now, in sums and in prose: figures that mend them can be read all the same.
    missing[0].value = 99
    book.save(tmp_path / "utfylt.xlsx")
    assert "1 tall endres" in told(tmp_path / "utfylt.xlsx")


def test_a_budget_that_cannot_be_reckoned_says_so(content: Path, edited: Any, told: Told) -> None:
    file = content / BUDGET
    text = file.read_text()
    file.write_text(text.replace("sum: [inngaende, resultat]", "sum: [inngaende, finnes-ikke]"))
    shown = told(edited(lambda _: None), code=cli.CONTENT_ERRORS)
    assert "finnes-ikke" in shown
    assert "Budsjettet har feil; rett dem først" in shown


@pytest.mark.parametrize("name", ["2025", "klima"])
def test_whatever_is_typed_is_what_the_content_has_behind_it(made: Path, tmp_path: Path, name: str) -> None:
    """Random figures, dashes, blanks and what is to come; `make fuzz` types more of them."""
    case, chance = CASES[name], random.Random(name)
    file = case.content / case.folder / "budsjett.yaml"
    data = strict_yaml.parse(file.read_text(encoding="utf-8"), "").data
    before = case.program.budsjett
    assert before
    known = Regneark(before)
    cells = [
        (tabell, rad, kolonne)
        for tabell, rad in before.rader()
        for kolonne in tabell.kolonner
        if rad.tall and not known.er_utregnet(rad.id, kolonne.id)
    ]
    for _ in range(1 + int(os.environ.get("FUZZ", "0")) // 50):
        book: Any = openpyxl.load_workbook(made / f"{case.name}.xlsx")
        typed: dict[str, dict[str, Any]] = {rad.id: dict(rad.tall) for _, rad in before.rader()}
        for tabell, rad, kolonne in chance.sample(cells, 30):
            figure = chance.choice([None, "-", "…", 0, Decimal(chance.randint(-(10**6), 10**6))])
            if isinstance(figure, Decimal):
                figure = figure.scaleb(-tabell.desimaler)
            sheet = next(
                one for one in book if one["A3"].value == f"handlingsprogram/{case.folder}/{tabell.id}"
            )
            row = next(cells[0].row for cells in sheet.iter_rows(min_row=4) if cells[-1].value == rad.id)
            sheet.cell(row, 2 + tabell.kolonner.index(kolonne)).value = figure
            typed[rad.id][kolonne.id] = figure
        book.save(tmp_path / "tall.xlsx")
        marks = [(sheet, own.marked(sheet)) for sheet in opened(tmp_path / "tall.xlsx").sheets]
        parts = [own.read(sheet, found, before) for sheet, found in marks if found]
        tree = strict_yaml.parse(proposal(before, parts, file, data).files[file][1], "")
        written.settle(tree, "budsjett")
        for _, rad in budget(tree).rader():
            assert rad.tall == {key: one for key, one in typed[rad.id].items() if one is not None}, rad.id


# --- Others' sheets -------------------------------------------------------------------------------


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Make a workbook of somebody else's, with a sheet of these rows."""

    def make(*rows: Sequence[object], name: str = "Ark1") -> Path:
        book = openpyxl.Workbook()
        made: Any = book.active
        made.title = name
        for row in rows:
            made.append(list(row))
        book.save(tmp_path / "regnskap.xlsx")
        return tmp_path / "regnskap.xlsx"

    return make


def typed(program: Program, table: int, column: str) -> list[tuple[str, int]]:
    """Return the posts of a table with their figures in a column."""
    assert program.budsjett
    rows = program.budsjett.tabeller[table].rader
    return [(rad.navn, rad.tall[column]) for rad in rows if isinstance(rad.tall.get(column), int)]  # type: ignore[misc]


def test_posts_and_columns_are_known_by_their_names_in_any_order(
    program: Program, sheet: Callable[..., Path], told: Told
) -> None:
    main = dict(typed(program, 0, "budsjett-2025"))
    main["Kontingenter"] = "7.100,0"  # type: ignore[assignment]
    projects = dict(typed(program, 1, "budsjett-2025")) | {"Klima": 120}
    del projects["SEADITO"]
    file = sheet(
        ["Forslag fra økonomi"],
        [],
        ["Konto", "Forslag  BUDSJETT 2025", "Post"],
        *([3000 + at, figure, name] for at, (name, figure) in enumerate(reversed(main.items()))),
        [4000, 1, "Ukjent post"],
        [],
        [None, "Budsjett 2025", "Prosjekter:"],
        *([None, figure, name] for name, figure in projects.items()),
        [None, 1350, "Totalt"],
    )
    shown = told(file, "--år", "2025", code=cli.CONTENT_ERRORS)
    assert section(shown, "Tall som endres:") == [
        f"Ark1!B{3 + len(main)}: Kontingenter, Forslag budsjett 2025: 6\u00a0987 → 7\u00a0100",
        f"Ark1!B{6 + len(main) + 3}: Klima, Budsjett 2025: 100 → 120",
    ]
    for line in (
        "Ark1!A3: tabellen «Hovedtall» har ingen kolonne «Konto»; den er ikke lest",
        "ingen post heter «Ukjent post»; den er ikke lest",
        "finner ikke «SEADITO», «Lokale utviklingsprosjekter»; tallene der står som før",
        "«Totalt», «Budsjett 2025» regnes ut: filen har 1 350, men postene gir",
    ):
        assert line in " ".join(shown.split())


def test_names_that_are_nearly_the_same_are_told_and_other_years_are_other_columns(
    program: Program, sheet: Callable[..., Path], told: Told
) -> None:
    rows = dict(typed(program, 0, "budsjett-2025"))
    rows["Lønn sekretariat, mv"] = rows.pop("Lønn sekretariatet, mv.") + 1
    file = sheet(
        ["", "Forslag budsjett 2025", "Forslag budsjett 2026"],
        *([name, one, 9] for name, one in rows.items()),
    )
    shown = told(file)
    assert f"Ark1!A{len(rows) + 1}: «Lønn sekretariat, mv» er lest som «Lønn sekretariatet, mv.»" in shown
    assert "har ingen kolonne «Forslag budsjett 2026»" in shown
    assert "1 tall endres" in shown


def test_kroner_in_a_table_of_thousands_are_known_by_the_figures_or_by_what_is_said_and_never_guessed(
    program: Program, sheet: Callable[..., Path], told: Told
) -> None:
    rows = dict(typed(program, 0, "budsjett-2025")) | {"Kontingenter": 7100}
    for told_so in ("", "Alle tall i hele kroner"):
        file = sheet(
            [told_so], ["Post", "Forslag budsjett 2025"], *([name, one * 1000] for name, one in rows.items())
        )
        shown = told(file, code=cli.CONTENT_ERRORS)
        assert "6\u00a0987 → 7\u00a0100" in shown
        assert "tallene til «Hovedtall» er lest som kroner, og avrundet til tusen kroner" in shown
    others = sheet(
        ["Post", "Forslag budsjett 2025"], *([name, 1_234_567 + at] for at, name in enumerate(rows))
    )
    assert "er av en helt annen størrelse" in told(others, code=cli.WRONG_USE)
    assert "→ 1\u00a0235" in told(others, "--enhet", "kroner", code=cli.CONTENT_ERRORS)


def test_what_cannot_be_read_is_told_by_its_cell_and_the_rest_is_read(
    program: Program, sheet: Callable[..., Path], told: Told
) -> None:
    rows: dict[str, object] = {**dict(typed(program, 0, "budsjett-2025"))}
    rows |= {"Klimasats": "1.234", "SEADITO": "ca. 20", "Kommunikasjon": "#REF!", "Kontingenter": None}
    rows |= {"Sekretariatet, andre utgifter": 350.6}
    twice = ["Møteutgifter administr. organer", 1]
    shown = told(sheet(["Post", "Forslag budsjett 2025"], *rows.items(), twice))
    told_of = section(shown + "\n\n", "Dette er ikke tatt med:")
    assert [line.partition(": ")[2][:32] for line in told_of if line.startswith("Ark1!B")] == [
        "cellen er tom; «Kontingenter» ha",
        "«1.234» kan leses på to måter; s",
        "«ca. 20» er ikke et tall",
        "cellen har feilen #REF!",
    ]
    assert "står også i Ark1!A13, og ingen av dem er lest" in shown
    assert "350,6 har flere desimaler enn tabellen; lest som 351" in shown


def test_a_csv_file_is_read_and_one_without_the_tables_says_what_is_missing(
    program: Program, tmp_path: Path, told: Told
) -> None:
    lines = [f"{name};{one + 1}" for name, one in typed(program, 1, "budsjett-2025")]
    file = tmp_path / "tall.csv"
    file.write_text("\n".join(["Prosjekt;Budsjett 2025", *lines]), encoding="cp1252")
    assert f"{len(lines)} tall endres" in told(file)
    file.write_text("a;b\n1;2\n")
    assert "finner ingen av tabellene til 2025" in told(file, code=cli.WRONG_USE)


# --- What somebody may send -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1 234", 1234),
        ("1.234.567", 1234567),
        ("1.234,5", "1234.5"),
        ("kr 1 200,-", 1200),
        ("(12)", -12),
        ("−7", -7),
        ("–", "-"),
        ("2,5", "2.5"),
        ("12 000 kr", 12000),
    ],
)
def test_figures_are_read_as_people_write_them(text: str, figure: int | str) -> None:
    assert str(figures.read(text)) == str(figure)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12e5", "2026-01-01", "=1", "1 2 3a", "--", "٣"])
def test_what_is_no_figure_or_two_is_none(text: str) -> None:
    with pytest.raises(figures.UnreadableError):
        figures.read(text)
    with pytest.raises(figures.UnreadableError):
        figures.read(10**300)


def spoilt(**parts: bytes) -> bytes:
    """Return a zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


TYPES = b'<Types><Override ContentType="x.spreadsheetml.sheet.main+xml"/></Types>'
WRONG = {
    "empty": (b"", "er tom"),
    "text": (b"hei", "er ikke et regneark"),
    "old": (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "gamle Excel-formatet"),
    "locked": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "låst med passord",
    ),
    "half": (b"PK\x03\x04 half", "er ødelagt"),
    "other zip": (spoilt(**{"a.txt": b"x"}), "er ikke et regneark"),
    "ods": (spoilt(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "(.ods)"),
    "word": (spoilt(**{"[Content_Types].xml": b"wordprocessingml"}), "fra-word"),
    "binary": (spoilt(**{"[Content_Types].xml": b"ms-excel.sheet.binary"}), "(.xlsb)"),
    "hollow": (spoilt(**{"[Content_Types].xml": TYPES}), "er ødelagt"),
    "entities": (
        spoilt(
            **{"[Content_Types].xml": TYPES, "xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
        ),
        "ikke er trygg",
    ),
    "bomb": (spoilt(**{"[Content_Types].xml": TYPES, "xl/big.xml": b" " * 40_000_000}), "er for stor"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, what: str, told: Told) -> None:
    content, words = WRONG[what]
    file = tmp_path / "sendt.xlsx"
    file.write_bytes(content)
    assert words in told(file, code=cli.WRONG_USE)


def test_a_part_that_is_larger_than_a_budget_is_not_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlingsprogram.tables.back.opened.MAX_SHEET_BYTES", 1_000)
    with pytest.raises(UserError, match="er for stor"):
        opened(made / "handlingsprogram-2025.xlsx")


def test_cells_at_the_far_corners_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    made: Any = book.active
    made["A1"], made["XFD1048576"] = "Post", 1
    book.save(tmp_path / "hjørner.xlsx")
    assert [len(one.cells) for one in opened(tmp_path / "hjørner.xlsx").sheets] == [1]
    made["GS2"] = 1
    book.save(tmp_path / "bred.xlsx")
    with pytest.raises(UserError, match="er for stor"):
        opened(tmp_path / "bred.xlsx")
