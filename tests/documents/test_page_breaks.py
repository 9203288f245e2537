"""Where tables go on over a page, in the PDF and in Word: nothing that belongs to a row stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from handlingsprogram import cli
from tests.conftest import write
from tests.documents.readers import lay_out, page_texts

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("page_breaks")

PROGRAM = """\
år: 2026
tittel: Plan
organisasjon: Storvik kommune
status: vedtatt
dato: 2025-11-01
språk: nn-NO
omslag: {tittel: Plan}
innholdsfortegnelse: {tittel: Innhald, nivåer: 1}
nummerering: {nivåer: 1, form: "{nummer}", kryssreferanse: "kapittel {nummer}"}
felt: {tema: {type: tekst}, kostnad: {type: beløp, enhet: kroner}}
tiltakstabell:
  grupper: tema
  kolonner:
    - {felt: tiltak, overskrift: Tiltak, bredde: 80}
    - {felt: kostnad, overskrift: Kostnad, bredde: 20, sum: true}
"""
LINES = range(26, 42)
"""So many lines stand above the tables, each a little longer way down the page."""
ROWS = {
    "tekst": ("tittel", "hode", "rad1", "rad2", "rad3", "rad4", "rad5", "rad6"),
    "to": ("tittel", "hode", "rad1", "rad2"),
    "tiltak": ("hode", "tema1", "rad1", "rad2", "tema2", "rad3", "rad4", "sum"),
    "budsjett": ("tittel", "hode", "navn1", "navn2", "rad1", "rad2", "navn3", "rad3", "rad4", "sum", "note"),
}
"""What stands in each kind of table, from above."""
TOGETHER = {
    "tekst": (("tittel", "hode", "rad1"), ("rad5", "rad6")),
    "to": (("tittel", "hode", "rad1", "rad2"),),
    "tiltak": (("hode", "tema1", "rad1"), ("tema2", "rad3"), ("rad4", "sum")),
    "budsjett": (("tittel", "hode", "navn1", "navn2", "rad1"), ("navn3", "rad3"), ("rad4", "sum")),
}
"""What must be on one page."""
UNMARKED = {("tiltak", "hode"): "Kostnad", ("tiltak", "sum"): "Sum"}
"""Words that all tables of a kind have in such a row."""


def block(kind: str, at: int) -> dict[str, object]:
    """Return a table whose rows' names are found nowhere else: `rad1Z26tekst`."""

    def name(row: str) -> str:
        return f"{row}Z{at}{kind}"

    rows = [row for row in ROWS[kind] if row.startswith("rad")]
    if kind in {"tekst", "to"}:
        table = {"id": f"t{at}{kind}", "tittel": name("tittel"), "hode": [[name("hode"), "B"]]}
        return {"tabell": {**table, "rader": [[name(row), "b"] for row in rows]}}
    if kind == "budsjett":
        return {"budsjettabell": f"b{at}"}
    themes = {row: name("tema1" if row < "rad3" else "tema2") for row in rows}
    return {
        "tiltak": [
            {"id": f"m{at}-{row}", "tekst": name(row), "kostnad": at, "egne_felt": {"tema": themes[row]}}
            for row in rows
        ]
    }


def budget(at: int) -> dict[str, object]:
    def row(kind: str, **more: object) -> dict[str, object]:
        return {"id": f"{kind}-{at}", "navn": f"{kind}Z{at}budsjett", **more}

    figures = {f"k{at}": at}
    return {
        "id": f"b{at}",
        "tittel": f"tittelZ{at}budsjett",
        "enhet": "kroner",
        "hjørne": f"hodeZ{at}budsjett",
        "kolonner": [{"id": f"k{at}", "overskrift": "2026"}],
        "rader": [
            row("navn1", uthevet=True),
            row("navn2", gruppe=True),
            row("rad1", tall={**figures}),
            row("rad2", tall={**figures}),
            row("navn3", gruppe=True),
            row("rad3", tall={**figures}),
            row("rad4", tall={**figures}),
            row("sum", sum=[f"{name}-{at}" for name in ("rad1", "rad2", "rad3", "rad4")], uthevet=True),
        ],
        "noter": [f"noteZ{at}budsjett."],
    }


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = [f"k{at}-{kind}" for kind in ROWS for at in LINES]
    tables = {"tabeller": [budget(at) for at in LINES]}
    files = {
        "program.yaml": f"{PROGRAM}kapitler: [{', '.join(names)}]\n",
        "budsjett.yaml": yaml.safe_dump(tables, allow_unicode=True),
    }
    for kind in ROWS:
        for at in LINES:
            lines = "\n".join(f"{number}.\\" for number in range(at)) + "\nSlutt."
            chapter = {
                "id": f"k{at}-{kind}",
                "tittel": "Kapittel",
                "sideskift": True,
                "innhold": [{"tekst": lines}],
                "underkapitler": [
                    {"id": f"u{at}-{kind}", "tittel": f"overskriftZ{at}{kind}", "innhold": [block(kind, at)]}
                ],
            }
            files[f"kapitler/k{at}-{kind}.yaml"] = yaml.safe_dump(chapter, allow_unicode=True)
    return write(tmp_path_factory.mktemp("sideskift") / "content", 2026, files)


@pytest.fixture(scope="module", params=["pdf", "docx"])
def pages(
    content: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> list[str]:
    folder = tmp_path_factory.mktemp("ut")
    form = str(request.param)
    assert cli.main(["build", "--content", str(content), "--format", form, "--out", str(folder)]) == 0
    path = folder / f"handlingsprogram-2026.{form}"
    pdf = lay_out(path, folder) if form == "docx" else path
    return page_texts(pdf)


@pytest.mark.parametrize("kind", ROWS)
def test_no_part_of_a_table_is_left_alone_at_a_page_s_end_or_beginning(pages: list[str], kind: str) -> None:
    parted = 0
    for at in LINES:
        heading = where(pages, f"overskriftZ{at}{kind}")
        places: dict[str, int] = {}
        for row in ROWS[kind]:
            words = UNMARKED.get((kind, row), f"{row}Z{at}{kind}")
            places[row] = where(pages, words, at_least=max(places.values(), default=heading))
        assert places[ROWS[kind][0]] == heading, (at, "heading")
        for rows in TOGETHER[kind]:
            assert len({places[row] for row in rows}) == 1, (at, places)
        parted += places[ROWS[kind][-1]] != heading
    assert parted or kind == "to"  # some of the tables did go over a page


def where(pages: list[str], words: str, at_least: int = 1) -> int:
    """Return the first page with some words, from 1; the contents are before the first."""
    return next(number for number, page in enumerate(pages, 1) if number >= at_least and words in page)
