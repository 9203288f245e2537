"""An invented budget with everything odd: units, dashes, blanks, names like formulas, sums of nothing.

`check` would not let all of it pass: what is along the rows and what is below each other need not agree here.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl

from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.form import written
from handlingsprogram.read.model.budget import Budsjett
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.render.checked import read_shared
from handlingsprogram.tables.made import made
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.read.model.program import Program

BUDGET = """\
tabeller:
  - id: en
    tittel: "Bob's [drift]: «a/b» som har et ganske langt navn"
    enhet: tusen kroner
    minus: "−"
    "null": "-"
    kolonner:
      - {id: a, overskrift: "2025"}
      - {id: b, overskrift: "2026"}
      - {id: s, overskrift: Sum, sum: [a, b]}
      - {id: d, overskrift: D, differanse: [b, a]}
      - {id: p, overskrift: "%", prosent: [b, a]}
      - {id: n, overskrift: Andel, andel: {kolonne: b, av: total}, desimaler: 3}
    rader:
      - {id: x1, navn: "=SUM(A1)", tall: {a: 100, b: "-"}}
      - {id: x2, navn: "-minus", tall: {a: -250, b: 1234567}}
      - {id: x3, navn: "+pluss", tall: {a: 0}}
      - {id: tom, navn: Tom, tall: {b: 3}}
      - {id: over, navn: Overskrift}
      - {id: total, navn: Total, sum: [x1, x2, x3, tom]}
      - {id: noe, navn: Ulike, sum: [x1, x3, total, x2]}
      - {id: diff, navn: Diff, differanse: [total, x1, tom]}
      - {id: likt, navn: Likt, lik: x1}
      - {id: likt2, navn: Likt to, lik: total, tomme: [a]}
      - {id: null1, navn: Ingenting, differanse: [x2, x2]}
      - {id: fra, navn: Fra, tall: {a: {lik: mx/a}, b: {lik: kx/b}}}
      - {id: av, navn: Avvik, sum: [x1, x2], avvik: {a: {trykt: -151, begrunnelse: "=1+1 er trykt."}}}
      - {id: pa, navn: På avvik, sum: [av, x1]}
  - id: to
    tittel: "Bob's [drift]: «a/b» som har et ganske langt navn"
    enhet: millioner kroner
    desimaler: 1
    kolonner:
      - {id: a, overskrift: A}
      - {id: b, overskrift: B}
      - {id: s, overskrift: S, differanse: [a, b], desimaler: 0}
    rader:
      - {id: mx, navn: M, tall: {a: "0,1", b: "2,5"}}
      - {id: my, navn: M2, tall: {a: "0,2", b: "-0,3"}}
      - {id: mz, navn: M3, tall: {a: "-0,3"}}
      - {id: msum, navn: Sum, sum: [mx, my, mz, total, kx]}
      - {id: mzero, navn: Null i alt, sum: [mx, my, mz]}
      - {id: mlik, navn: Lik, lik: total}
      - {id: mlik2, navn: Lik to, lik: kx}
  - id: tre
    tittel: History
    enhet: kroner
    fortegn: inntekt-minus
    kolonner:
      - {id: a, overskrift: A}
      - {id: b, overskrift: B}
      - {id: c, overskrift: C}
      - {id: v, overskrift: V, prosent: [b, a]}
      - {id: t, overskrift: T, sum: [a, b, c]}
    rader:
      - {id: kx, navn: K, tall: {a: 1234567, b: 1249, c: 7}}
      - {id: ky, navn: K2, tall: {a: -100, b: -110}}
      - {id: kz, navn: K3, tall: {a: "-", b: "-"}}
      - {id: kt, navn: KT, sum: [kz]}
      - {id: kq, navn: Kommer, tall: {a: …, b: 5, c: …}}
      - {id: kqs, navn: KS, sum: [kx, kq, kz]}
      - {id: kqd, navn: KD, differanse: [kqs, ky]}
      - {id: kql, navn: KL, lik: kqd}
      - {id: tomsum, navn: TS, sum: [kn]}
      - {id: kn, navn: Ingen}
"""


CHANGES: Mapping[tuple[str, str], Verdi] = {
    ("x1", "a"): "-",
    ("x1", "b"): 5,
    ("x2", "a"): None,
    ("x3", "a"): 7,
    ("x3", "b"): 2,
    ("tom", "b"): None,
    ("mx", "a"): Decimal("3.5"),
    ("my", "b"): "-",
    ("kx", "b"): None,
    ("ky", "a"): "-",
    ("kq", "a"): 4,
}
"""What somebody types in the workbook: row and column, and what."""


def odd(program: Program, changes: Mapping[tuple[str, str], Verdi] | None = None) -> Program:
    """Return a programme with this budget instead of its own, and with what somebody types."""
    tree = strict_yaml.parse(BUDGET, "budsjett.yaml")
    written.settle(tree, "budsjett")
    made = budget(tree)
    rows = {rad.id: rad for _, rad in made.rader()}
    for (name, column), figure in (changes or {}).items():
        figures = {**rows[name].tall, column: figure}
        rows[name] = replace(rows[name], tall={key: one for key, one in figures.items() if one is not None})
    tables = (replace(table, rader=tuple(rows[rad.id] for rad in table.rader)) for table in made.tabeller)
    return replace(program, budsjett=Budsjett(tuple(tables)))


def changed(file: Path) -> openpyxl.Workbook:
    """Return the workbook of this budget, typed in by its hidden ids."""
    book: Any = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        columns = {cell.value: cell.column for cell in sheet[3]}
        for row in sheet.iter_rows(min_row=4):
            for (name, column), figure in CHANGES.items():
                if row[-1].value == name and column in columns:
                    sheet.cell(row[0].row, columns[column]).value = figure
    return book  # type: ignore[no-any-return]


def workbook(program: Program) -> bytes:
    """Return a programme's workbook."""
    shared, _ = read_shared(ROOT / "content")
    assert shared
    return made(program, shared, {"xlsx"}, 0)["xlsx"][".xlsx"]
