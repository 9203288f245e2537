"""What a secretary writes on an odd day is printed as it is written, or has one finding at its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.render.checked import read_shared, read_years
from tests.conftest import ROOT, build
from tests.documents.odd_day import DAY, Row
from tests.documents.readers import lay_out
from tests.documents.test_signs import FENCED, FORMATS, YEAR, bare, markdown, pdf, web, word
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("odd_day")
"""One worker makes what they share."""

PROGRAM = f"""\
år: {YEAR}
tittel: Prøve
organisasjon: Prøverådet
status: utkast
dato: 2030-12-01
språk: nb-NO
omslag: {{tittel: Prøve}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
tiltakstabell:
  kolonner:
    - {{felt: tiltak, overskrift: Tiltak, bredde: 1}}
    - {{felt: frist, overskrift: Frist, bredde: 1}}
    - {{felt: resultatmål, overskrift: Resultat, bredde: 1, visning: avsnitt}}
kapitler: [kapittel]
"""
Numbered = tuple[int, Row]
END = 990_000
"""What stands behind a figure, and tells where it ends."""


def section(number: int, row: Row) -> str:
    """Return a section on one line of YAML, with what was written between fences."""
    first, last = f"fra{number}fra", f"til{number}til"
    if row.place == "tekst":
        block: str = json.dumps({"tekst": f"{first}\n\n{row.written}\n\n{last}"}, ensure_ascii=False)
    elif row.place == "celle":
        table = {"id": f"c{number}", "tittel": "Celle", "bredder": [1], "hode": [[first]]}
        block = json.dumps({"tabell": {**table, "rader": [[row.written], [last]]}}, ensure_ascii=False)
    else:
        block = _measure(number, row, first, last)
    return f'  - {{"id": "s{number}", "tittel": "Del", "innhold": [{block}]}}'


def _measure(number: int, row: Row, first: str, last: str) -> str:
    """Return a measure with the fences in its own row: a table's head may stand between two rows."""
    quoted = json.dumps(row.written, ensure_ascii=False)
    fields = {
        "punkt": f"tekst: {first}, punkter: [{quoted}], resultatmål: [{last}]",
        "linje": f"tekst: Tiltak, resultatmål: [{first}, {quoted}, {last}]",
        "frist": f"tekst: {first}, frist: {row.written}, resultatmål: [{last}]",
    }[row.place]
    return f"{{tiltak: [{{id: t{number}, {fields}}}]}}"


def write(content: Path, rows: Iterable[Numbered]) -> dict[tuple[str, int], Numbered]:
    """Write a programme; return each row by the file and line that it stands in."""
    folder = content / str(YEAR)
    (folder / "kapitler").mkdir(parents=True, exist_ok=True)
    (content / "tema.yaml").write_bytes((ROOT / "content" / "tema.yaml").read_bytes())
    (folder / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    texts = [row for row in rows if row[1].place != "tall"]
    figures = [row for row in rows if row[1].place == "tall"]
    chapter = ["id: kapittel", "tittel: Kapittel", "innhold: [{budsjettabell: b}]", "underkapitler:"]
    budget = ["tabeller:", "- id: b", "  tittel: B", "  enhet: kroner", "  rader:"]
    places = {("kapittel.yaml", len(chapter) + i): row for i, row in enumerate(texts, 1)}
    places |= {("budsjett.yaml", len(budget) + i): row for i, row in enumerate(figures, 1)}
    chapter += [section(*row) for row in texts]
    budget += [
        f"  - {{id: r{n}, navn: fra{n}fra, tall: {{a: {row.written}, b: {END + n}}}}}" for n, row in figures
    ]
    budget += ["  kolonner: [{id: a, overskrift: A}, {id: b, overskrift: B}]"]
    (folder / "kapitler" / "kapittel.yaml").write_text("\n".join(chapter) + "\n", encoding="utf-8")
    (folder / "budsjett.yaml").write_text("\n".join(budget) + "\n", encoding="utf-8")
    return places


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """Return the rules of the findings of each row, by its number."""
    content = tmp_path_factory.mktemp("odd") / "content"
    places = write(content, list(enumerate(DAY)))
    shared, _ = read_shared(content)
    [(_, findings)] = read_years([content / str(YEAR)], shared)
    rules: dict[int, list[str]] = {number: [] for number in range(len(DAY))}
    for finding in findings:
        file, line = finding.position.file.rpartition("/")[2], finding.position.line
        assert (file, line) in places, finding
        if re.search(r"(fra|til)\d+\1", finding.message):
            continue  # the fences end without a full stop
        rules[places[file, line][0]].append(finding.rule)
    return rules


@pytest.mark.parametrize("number", range(len(DAY)), ids=[f"{row.place}: {row.written!r}" for row in DAY])
def test_each_has_the_finding_that_it_must_and_no_other(number: int, found: dict[int, list[str]]) -> None:
    assert found[number] == ([DAY[number].rule] if DAY[number].rule else [])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build what has no error."""

    def fill(folder: Path) -> None:
        content = folder / "content"
        rows = list(enumerate(DAY))
        places = write(content, rows)
        shared, _ = read_shared(content)
        [(_, findings)] = read_years([content / str(YEAR)], shared)
        wrong = {
            places[finding.position.file.rpartition("/")[2], finding.position.line]
            for finding in findings
            if finding.severity is Severity.ERROR
        }
        write(content, [row for row in rows if row not in wrong])
        out = build(content, folder / "out")
        lay_out(out / f"handlingsprogram-{YEAR}.docx", folder)

    return once(tmp_path_factory, "odd-day", fill)


@pytest.mark.parametrize("form", FORMATS)
def test_what_has_no_finding_is_printed_as_it_is_written(form: str, folder: Path) -> None:
    text = bare({"md": markdown, "pdf": pdf, "docx": word, "html": web}[form](folder))
    between = {int(number): words for number, words in FENCED.findall(text)}
    for number, row in enumerate(DAY):
        if row.place == "tall" and (figure := re.search(rf"fra{number}fra(.*?){END + number}", text)):
            between[number] = figure[1]
    for number, row in enumerate(DAY):
        if not row.rule:
            printed = bare(row.printed or row.written)
            # LibreOffice draws Word's own hyphen with the font's other one.
            assert between[number] == (printed.replace("\u2011", "-") if form == "docx" else printed), row
