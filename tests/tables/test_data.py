"""A programme as data: what a workbook, CSV and JSON have is what the documents print."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from handlingsprogram.read.model.sheet import Regneark, is_figure
from handlingsprogram.tables import csv_text
from tests.conftest import ROOT, build
from tests.tables import odd
from tests.tables.conftest import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell, Tallkolonne

pytestmark = pytest.mark.xdist_group("tables")

ALL = pytest.mark.parametrize("name", CASES)


def workbook(file: Path, *, data_only: bool = False) -> Any:
    """Return a workbook as other eyes than ours read it."""
    return openpyxl.load_workbook(file, data_only=data_only)


def tables(book: Any, budsjett: Budsjett) -> Iterator[tuple[Any, Tabell]]:
    """Give the sheets of the budget's tables, which are the last: their titles are in A1."""
    for sheet, tabell in zip(book.worksheets[-len(budsjett.tabeller) :], budsjett.tabeller, strict=True):
        assert sheet["A1"].value == tabell.tittel
        yield sheet, tabell


def cells(sheet: Any, tabell: Tabell) -> Iterator[tuple[Rad, Tallkolonne, Any]]:
    """Give the cells of a table's sheet, found by what a reader sees: posts' names and headings in order."""
    head = next(
        row[0].row for row in sheet.iter_rows(max_row=6) if row[1].value == tabell.kolonner[0].overskrift
    )
    for at, rad in enumerate(tabell.rader, head + 1):
        assert str(sheet.cell(at, 1).value).startswith(rad.navn)
        for column, kolonne in enumerate(tabell.kolonner, 2):
            assert sheet.cell(head, column).value == kolonne.overskrift
            yield rad, kolonne, sheet.cell(at, column)


# --- The budget in a workbook ---------------------------------------------------------------------


def exactly(there: Any) -> Any:
    """Return what a cell has, a number without any binary fraction's rounding."""
    return Decimal(repr(there)) if isinstance(there, float) else there


@pytest.mark.parametrize("who", ["written", "reckoned"])
@pytest.mark.parametrize("name", [*CASES, "odd"])
def test_every_figure_is_the_one_that_the_documents_print(
    made: Path, reckoned: Path, name: str, who: str
) -> None:
    case = CASES["2025" if name == "odd" else name]
    file = "odd" if name == "odd" else case.name
    book = workbook((made if who == "written" else reckoned) / f"{file}.xlsx", data_only=True)
    budsjett = odd.odd(case.program).budsjett if name == "odd" else case.program.budsjett
    assert budsjett
    figures = Regneark(budsjett)
    compared = 0
    for sheet, tabell in tables(book, budsjett):
        for rad, kolonne, cell in cells(sheet, tabell):
            there, printed = exactly(cell.value), figures.trykt(rad.id, kolonne.id)
            assert (there or None) == (printed or None), cell.coordinate
            compared += 1
    assert compared > 90


def test_formulas_follow_what_is_typed_as_the_documents_do(reckoned: Path) -> None:
    """Dashes and blanks too, where figures were when the workbook was made."""
    budsjett = odd.odd(CASES["2025"].program, odd.CHANGES).budsjett
    assert budsjett
    figures = Regneark(budsjett)
    for sheet, tabell in tables(workbook(reckoned / "odd-changed.xlsx", data_only=True), budsjett):
        for rad, kolonne, cell in cells(sheet, tabell):
            printed = figures.trykt(rad.id, kolonne.id)
            assert (exactly(cell.value) or None) == (printed or None), (rad.id, kolonne.id, cell.coordinate)


@ALL
def test_what_follows_from_other_figures_is_a_formula_and_what_is_typed_is_not(made: Path, name: str) -> None:
    case = CASES[name]
    book = workbook(made / f"{case.name}.xlsx")
    budsjett = case.program.budsjett
    assert budsjett
    figures = Regneark(budsjett)
    kinds = set()
    for sheet, tabell in tables(book, budsjett):
        for rad, kolonne, cell in cells(sheet, tabell):
            follows = figures.er_utregnet(rad.id, kolonne.id) and kolonne.id not in rad.avvik
            assert (cell.data_type == "f") is follows, cell.coordinate
            if kolonne.id in rad.avvik:
                assert rad.avvik[kolonne.id].begrunnelse in cell.comment.text
                assert str(figures.utregnet(rad.id, kolonne.id))[-3:] in cell.comment.text
            kinds |= set(re.findall(r"[A-Z]{3,}", cell.value)) if follows else set()
    assert "SUM" in kinds


def test_a_sheet_looks_as_the_table_does(made: Path) -> None:
    book = workbook(made / "handlingsprogram-2025.xlsx")
    assert book.sheetnames == ["Om filen", "Tiltak", "Tiltak og verdier", "Hovedtall", "Prosjektbudsjett"]
    about = [str(cell.value) for row in book["Om filen"].iter_rows() for cell in row if cell.value]
    assert "vedtatt" in about
    assert "Hovedtall – Tall i tusen kroner" in about
    sheet = book["Prosjektbudsjett"]
    assert sheet["A2"].value == "Tall i tusen kroner"
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$1:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.row_dimensions[3].hidden
    assert sheet.column_dimensions["G"].hidden
    assert sheet["G5"].value == "prosjekt-best"
    # A blank between thousands, the table's own minus, and its own sign for a reckoned zero.
    assert sheet["F5"].number_format == "[$-414]#,##0;[$-414]\\-\\\u00a0#,##0;\\-"
    assert sheet["B5"].number_format == "[$-414]#,##0;[$-414]\\-\\\u00a0#,##0"
    assert sheet["C6"].value == "-"
    assert sheet["C6"].alignment.horizontal == "right"
    assert sheet["A16"].font.bold
    assert book.properties.title == "Handlingsprogram 2025"
    assert book.properties.creator == "Osloregionen"
    named = {one.name: one.value for one in book.custom_doc_props.props}
    assert named["Språk"] == "nb-NO"


def test_workbooks_are_valid_and_say_so_to_who_asks(made: Path) -> None:
    for name in ("handlingsprogram-2025", "odd"):
        result = OpenXmlValidator().validate(str(made / f"{name}.xlsx"))
        assert result.is_valid, [str(error) for error in result.errors]


def test_groups_notes_decimals_and_landscape_are_the_tables(made: Path) -> None:
    book = workbook(made / "handlingsprogram-2026.xlsx")
    sheet = book["Løyvingsoversyn drift (1A)"]
    assert sheet.page_setup.orientation == "landscape"
    assert [str(one) for one in sheet.merged_cells.ranges] == ["D4:G4"]
    assert sheet["D4"].value == "Økonomiplan"
    assert sheet["A7"].value == "Rammetilskot¹"
    assert sheet["A7"].row in {row for row, one in sheet.row_dimensions.items() if one.outlineLevel == 1}
    below = [str(row[0].value) for row in sheet.iter_rows(min_row=24) if row[0].value]
    assert below[0] == "¹ Etter framlegget til statsbudsjett for 2026."
    assert sheet["H7"].number_format.startswith("[$-414]#,##0.0;")
    assert book["Årsverk per område"]["B5"].number_format.startswith("[$-414]#,##0.0;")
    about = [str(cell.value) for row in book["Om fila"].iter_rows() for cell in row if cell.value]
    assert "HØYRINGSUTKAST" in about
    assert "Programmet er på høyring og kan bli endra." in about


# --- The measures ---------------------------------------------------------------------------------


@ALL
def test_every_measure_is_a_row_in_the_workbook_and_in_csv_and_told_in_json(made: Path, name: str) -> None:
    case = CASES[name]
    expected = [tiltak.id for tiltak in case.program.tiltak()]
    sheet = workbook(made / f"{case.name}.xlsx")["Tiltak"]
    head = [cell.value for cell in sheet[2]]
    rows = [dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=3)]
    assert [row["Id"] for row in rows] == expected
    in_csv = list(table(made / f"{case.name}-tiltak.csv"))
    assert [row["id"] for row in in_csv] == expected
    assert [row["tiltak"] for row in in_csv] == [row["Tiltak"] for row in rows]
    assert [one["id"] for one in told_measures(json_of(made, name))] == expected
    assert sheet.auto_filter.ref


def test_values_are_what_they_are(made: Path) -> None:
    sheet = workbook(made / "klimaplan-2026.xlsx")["Tiltak"]
    head = [str(cell.value) for cell in sheet[2]]
    rows = [dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=3)]
    measures = list(CASES["klima"].program.tiltak())
    amount = next(name for name in head if name.startswith("Kostnad"))
    assert [row[amount] for row in rows] == [
        int(tiltak.felt["kostnad"][0].navn) if "kostnad" in tiltak.felt else None for tiltak in measures
    ]
    days = [row[next(name for name in head if name.startswith("Frist"))] for row in rows]
    assert days[0].date() == date(2029, 10, 1)
    assert {row["Status"] for row in rows} <= {"I gang", "Ikke startet", "Ferdig", "Stanset", None}
    with_several = next(tiltak for tiltak in measures if len(tiltak.felt.get("partnere", ())) > 1)
    row = next(row for row in rows if row["Id"] == with_several.id)
    assert row["Sammen med"] == "; ".join(ledd.navn for ledd in with_several.felt["partnere"])
    told = told_measures(json_of(made, "klima"))[0]
    assert told["felt"]["kostnad"][0]["tall"] == rows[0][amount]
    assert told["markdown"]
    in_csv = next(table(made / "klimaplan-2026-tiltak.csv"))
    assert (in_csv["frist"], in_csv["kostnad"]) == ("2029-10-01", "96000")


def test_the_long_form_has_a_row_for_each_partner(made: Path) -> None:
    sheet = workbook(made / "handlingsprogram-2025.xlsx")["Tiltak og verdier"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for tiltak in CASES["2025"].program.tiltak():
        named = [ledd.navn for ledd in tiltak.felt.get("partnere", ())]
        assert [row[5] for row in rows if row[2] == tiltak.id and row[4] == "Potensielle partnere"] == named
    assert len(rows) > 100


# --- CSV and JSON ---------------------------------------------------------------------------------


def table(file: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV file as Excel in Norwegian and Python's own reader have them."""
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")


def json_of(made: Path, name: str) -> Any:
    return json.loads((made / f"{CASES[name].name}.json").read_text(encoding="utf-8"))


def told_measures(data: Any) -> list[Any]:
    """Return all measures of a programme, in reading order."""
    waiting, found = [*data["kapitler"]], []
    while waiting:
        section = waiting.pop(0)
        found += [one for block in section["innhold"] for one in block.get("tiltak", ())]
        waiting = [*section["underseksjoner"], *waiting]
    return found


@ALL
def test_the_budget_in_csv_and_json_is_what_the_documents_print(made: Path, name: str) -> None:
    case = CASES[name]
    program = case.program
    assert program.budsjett
    figures = Regneark(program.budsjett)
    rows = {(row["post_id"], row["kolonne_id"]): row for row in table(made / f"{case.name}-budsjett.csv")}
    told = {
        (row["id"], column): cell
        for tabell in json_of(made, name)["budsjett"]
        for row in tabell["rader"]
        for column, cell in row["celler"].items()
    }
    assert rows.keys() == told.keys()
    for tabell, rad in program.budsjett.rader():
        for kolonne in tabell.kolonner:
            printed, figure = figures.skrevet(tabell, rad.id, kolonne.id), figures.trykt(rad.id, kolonne.id)
            row, cell = rows.get((rad.id, kolonne.id)), told.get((rad.id, kolonne.id))
            if row is None or cell is None:
                assert printed == ""
                continue
            assert (row["trykt"], cell["trykt"]) == (printed, printed)
            number = Decimal(row["tall"].replace(",", ".")) if row["tall"] else None
            assert number == (figure if is_figure(figure) else None)
            assert row["kilde"] == cell["kilde"]
            assert ("utregnet" in cell) is (cell["kilde"] == "avvik")


def test_json_is_as_its_schema_says(made: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "data.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for name in CASES:
        assert list(validator.iter_errors(json_of(made, name))) == []
    spoilt = json_of(made, "2025")
    spoilt["budsjett"][0]["rader"][0]["celler"]["budsjett-2024"]["tall"] = "2 692"
    assert len(list(validator.iter_errors(spoilt))) == 1


def test_prose_is_told_as_markdown_and_as_a_reader_sees_it(made: Path) -> None:
    data = json_of(made, "2025")
    texts = [
        block
        for chapter in data["kapitler"]
        for section in [chapter, *chapter["underseksjoner"]]
        for block in section["innhold"]
        if block["slag"] == "tekst"
    ]
    pointing = [block for block in texts if "](#" in block["markdown"]]
    assert pointing
    assert not [block for block in texts if "](" in block["tekst"] or "**" in block["tekst"]]


@pytest.mark.parametrize("text", ["=1+1", "+47 22 00", "-fjern", "@navn", "\tx", "＝A1"])
def test_a_text_that_begins_as_a_formula_is_a_text_in_csv(text: str) -> None:
    assert csv_text.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-", "-1\u00a0200", "- 100", "-12,5", "vanlig", "a=b"])
def test_figures_and_other_texts_stay_as_they_are_in_csv(text: str) -> None:
    assert csv_text.harmless(text) == text


def test_content_that_looks_like_formulas_is_text_in_every_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    area = content / "2025" / "kapitler" / "overordnede-strategier.yaml"
    before = area.read_text(encoding="utf-8")
    text = before.replace("tekst: Videreutvikle", "tekst: =HYPERLINK(1)+Videreutvikle")
    assert text != before
    area.write_text(text, encoding="utf-8")
    out = build(content, tmp_path / "out", "2025", "--format", "xlsx,csv,json")
    sheet = workbook(out / "handlingsprogram-2025.xlsx")["Tiltak"]
    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(found) == 1
    assert found[0].data_type == "s"
    in_csv = [row["tiltak"] for row in table(out / "handlingsprogram-2025-tiltak.csv")]
    assert next(text for text in in_csv if "HYPERLINK" in text).startswith("'=")


def test_the_same_content_gives_the_same_bytes_and_the_usual_formats_stay_four(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = build(ROOT / "content", tmp_path, "2025", "--format", "xlsx,csv,json")
    names = sorted(path.name for path in again.glob("h*"))
    assert len(names) == 4
    for name in names:
        assert (again / name).read_bytes() == (made / name).read_bytes(), name
    capsys.readouterr()
    build(ROOT / "content", tmp_path, "2025", "--format", "csv")
    assert "Alt er oppdatert" in capsys.readouterr().err
    assert cli.main(["build", "2025", "--format", "xls", "--out", str(tmp_path)]) == cli.WRONG_USE
    assert "formatene er md, docx, pdf, html, xlsx, csv, json" in capsys.readouterr().err
