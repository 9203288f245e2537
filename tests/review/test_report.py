"""The report of a comparison: every change told once, and the same numbers in every face."""

from __future__ import annotations

import json
import os
import random
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.tree import tree
from handlingsprogram.review.faces import render
from handlingsprogram.review.faces.front import front
from handlingsprogram.review.report.build import report
from handlingsprogram.review.report.labels import FORM, FRAME, NOUNS, subject
from handlingsprogram.review.report.model import TYPES, Subject
from tests.review.edits import Script, program, trees
from tests.review.helpers import ROOT, real, small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.report.model import Report

SCRIPTS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "60"))
YEARS = [("2021", "2025"), ("2025", "2021"), ("2021", "2021"), ("2025", "2025")]
Table = dict[str, dict[str, int]]
"""Numbers of changes by what they concern and type, with sums."""


def edited(seed: int) -> Comparison:
    """Return a year compared with itself after some random edits."""
    chance = random.Random(seed)
    year = chance.choice(["2021", "2025"])
    script = Script(year, chance)
    script.run(6)
    old = program({key: tree.data for key, tree in trees(year).items()}, year)
    return compare(old, script.program())


def changes(piece: Any, name: str = "") -> Iterator[int]:
    """Give the places of the changes that a report tells, as often as it tells them."""
    if name in {"changes", "appearance_changes"}:
        yield from piece
    elif is_dataclass(piece):
        for field in fields(piece):
            yield from changes(getattr(piece, field.name), field.name)
    elif isinstance(piece, tuple) and name != "charts":
        for part in piece:
            yield from changes(part)


def holds_together(told: Report, comparison: Comparison) -> None:
    """Every change is told once, and all numbers are those of the same things."""
    assert sorted(changes(told)) == list(range(len(comparison.endringer)))
    head = told.head
    assert head.total == sum(head.sums) == sum(row.total for row in head.counts)
    assert head.total == sum(chapter.count for chapter in told.chapters)
    assert all(chapter.count == sum(part.count for part in chapter.parts) for chapter in told.chapters)
    for i, number in enumerate(head.sums):
        assert number == sum(row.numbers[i] for row in head.counts)


@pytest.mark.parametrize(("fra", "til"), YEARS)
def test_every_change_of_the_real_years_is_told_once(fra: str, til: str) -> None:
    holds_together(report(real(fra, til)), real(fra, til))


def test_every_random_edit_is_told_once() -> None:
    for seed in range(SCRIPTS):
        comparison = edited(seed)
        holds_together(report(comparison), comparison)


def test_everything_that_can_change_has_a_name_and_is_counted() -> None:
    kinds = {*Ting} - {Ting.SEKSJON}
    assert {kind: subject(kind) for kind in kinds}.keys() == kinds
    assert set(NOUNS) == {*Ting}
    assert set(TYPES) == {*Type}
    frame = tree(real().ny).felt.keys()
    assert frame - FRAME.keys() == FORM[Ting.PROGRAM].keys()
    schema = json.loads((ROOT / "schemas/endringer.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["endringer"]["items"]["properties"]["ting"]["enum"] == [*Ting]


# --- Faces --------------------------------------------------------------------------------------


def in_json(content: str) -> Table:
    found = json.loads(content)["rapport"]
    rows = {
        row["gjelder"]: {name: row[name] for name in row if name != "gjelder"} for row in found["telling"]
    }
    assert found["antall"] == sum(chapter["antall"] for chapter in found["kapitler"])
    return rows


def in_markdown(content: str) -> Table:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(content)
    if not any(token.type == "table_open" for token in tokens):
        return {}
    at = next(i for i, token in enumerate(tokens) if token.type == "table_open")
    end = next(i for i, token in enumerate(tokens) if token.type == "table_close")
    cells: list[list[str]] = []
    for token in tokens[at:end]:
        if token.type == "tr_open":
            cells.append([])
        elif token.type == "inline":
            cells[-1].append(token.content)
    return table(cells)


def in_text(content: str) -> Table:
    lines = content.split("\n")
    names = {*Subject, "I alt"}
    rows = [line for line in lines if any(re.fullmatch(rf"{name} +[\d ·]+", line) for name in names)]
    if not rows:
        return {}
    at = lines.index(rows[0])
    heads = lines[at - 1].split()
    # Names of two words stand on two lines.
    heads = ["slått sammen" if head == "sammen" else "i alt" if head == "alt" else head for head in heads]
    split = [re.fullmatch(r"(.*?) +([\d ·]+)", row) for row in rows]
    return table([["", *heads], *([row[1], *row[2].split()] for row in split if row)])


def in_html(content: str) -> Table:
    found = re.search(r'<table class="antall">.*?</table>', content, re.DOTALL)
    if not found:
        return {}
    rows = re.findall(r"<tr.*?</tr>", found[0], re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return table([[" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in row] for row in cells])


def in_word(content: str) -> Table:
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    tables = [
        [
            ["".join(map(str, cell.itertext())) for cell in row.iter(f"{name}tc")]
            for row in found.iter(f"{name}tr")
        ]
        for found in etree.fromstring(content).iter(f"{name}tbl")
    ]
    return next((table(cells) for cells in tables if cells[0][-1] == "I alt"), {})


def table(cells: list[list[str]]) -> Table:
    heads = [head.lower() for head in cells[0][1:]]
    rows = {
        row[0]: dict(zip(heads, (int(cell) if cell.isdigit() else 0 for cell in row[1:]), strict=True))
        for row in cells[1:]
    }
    together = rows.pop("I alt")
    for head in heads:
        assert together[head] == sum(row[head] for row in rows.values())
    return rows


CHAPTERS = {
    "text": re.compile(r"\((\d+)\)\n─"),
    "html": re.compile(r'<h2 id="[^"]*_t">.*?</h2>\s*<span class="tall">(\d+)'),
}
"""Where a face has the chapters' counts."""
READERS = {"json": in_json, "md": in_markdown, "text": in_text, "html": in_html, "docx": in_word}


def first_page(comparison: Comparison) -> str:
    """Return the page that sums up in the Word report; the rest of it is the documents themselves."""
    body = etree.Element("body")
    body.extend(front(report(comparison).head))
    return etree.tostring(body, encoding="unicode")


def faces_agree(comparison: Comparison) -> Table:
    """Read the numbers back from every face, and return them when they are the same."""
    contents = {name: render(name, comparison) for name in READERS if name != "docx"}
    contents["docx"] = first_page(comparison)
    tables = {name: READERS[name](content) for name, content in contents.items() if isinstance(content, str)}
    assert len(tables) == len(READERS)
    head = report(comparison).head
    words = {name: re.sub(r"\*\*|<[^>]*>", "", str(contents[name])) for name in ("text", "md", "html")}
    for number, what in head.figures:
        assert all(re.search(rf"\b{number}\s+{what}", said) for said in words.values()), what
    for name, counts in CHAPTERS.items():
        assert sum(map(int, counts.findall(str(contents[name])))) == head.total, name
    assert all(found == tables["json"] for found in tables.values()), tables
    return tables["json"]


@pytest.mark.parametrize(("fra", "til"), YEARS)
def test_every_face_has_the_same_numbers_for_the_real_years(fra: str, til: str) -> None:
    numbers = faces_agree(real(fra, til))
    assert bool(numbers) is (fra != til)


def test_every_face_has_the_same_numbers_for_random_edits() -> None:
    seen = set()
    for seed in range(SCRIPTS // 2):
        numbers = faces_agree(edited(seed))
        seen |= set(numbers)
    assert len(seen) >= len(Subject) - 1


def test_a_reworded_bullet_is_one_changed_measure_everywhere() -> None:
    script = Script("2025", random.Random(0))
    old = script.program()
    data = {key: json.loads(json.dumps(tree.data)) for key, tree in trees("2025").items()}
    [measure, *_] = [
        measure
        for tree in data.values()
        for block in tree.get("innhold") or ()
        for measure in block.get("tiltak") or ()
        if measure.get("punkter")
    ]
    measure["punkter"][0] += " og litt til"
    comparison = compare(old, program(data, "2025"))
    assert faces_agree(comparison) == {"Tiltak": {"endret": 1, "i alt": 1}}
    assert report(comparison).head.figures == ((1, "tiltak endret"),)
    for told in (first_page(comparison), *(render(face, comparison) for face in ("text", "md", "html"))):
        assert "1 tiltak endret" in re.sub(r"\*\*|<[^>]*>", "", str(told))


# --- What a reader would not believe --------------------------------------------------------------


def told(old: Program, new: Program) -> str:
    return " ".join(str(render("text", compare(old, new))).split())


AREA = "- id: bane\n  tittel: Jernbane\n  innhold: [{{tiltak: [{}]}}]\n"
TRACKS = ["{id: en, tekst: Bygge spor}", "{id: to, tekst: Bygge bru}", "{id: tre, tekst: Måle vei}"]


def test_an_area_that_lives_on_under_its_id_is_not_what_was_split_off_from_it() -> None:
    before = small(2029, AREA.format(", ".join(TRACKS)))
    new = "- id: kart\n  tittel: Kart og måling\n  viderefører: [2029/bane]\n  innhold: [{{tiltak: [{}]}}]\n"
    after = small(2030, AREA.format(", ".join(TRACKS[:2])) + new.format(TRACKS[2]))
    said = told(before, after)
    assert "«Jernbane» er delt i «Jernbane» og «Kart og måling»." in said
    assert "skilt ut fra «Jernbane»" in said
    assert "het før" not in said


DRIFT = """
- id: drift
  tittel: Drift
  enhet: {}
  kolonner: [{{id: budsjett, overskrift: Budsjett}}]
  rader:
    - {{id: gaver, navn: Gaver, tall: {{budsjett: {}}}}}
    - {{id: salg, navn: Salg, tall: {{{}}}}}
    - {{id: sum, navn: Resultat, differanse: [gaver, salg]}}
"""
PLACE = "[{id: a, tittel: A, innhold: [{budsjettabell: drift}]}]"


def test_figures_in_another_unit_are_held_against_each_other_in_one() -> None:
    before = small(2029, PLACE, DRIFT.format("tusen kroner", 40, "budsjett: 10"))
    after = small(2029, PLACE, DRIFT.format("kroner", 50_000, "budsjett: 10000"))
    said = told(before, after)
    assert "Gaver 40 000 50 000 +10 000 +25,0 %" in said
    assert "Resultat: 30 000 → 40 000 kroner" in said


def test_a_column_has_no_figures_only_where_all_of_it_is_empty() -> None:
    before = small(2029, PLACE, DRIFT.format("kroner", 40, ""))
    said = told(before, small(2029, PLACE, DRIFT.format("kroner", 40, "budsjett: 10")))
    assert "har ingen tall" not in said
    assert "Salg 10" in said


def test_a_list_is_told_with_what_stands_between_its_items() -> None:
    def year(last: str) -> Program:
        return small(
            2029,
            f"[{{id: a, tittel: A, innhold: [{{tiltak: [{{id: b, tekst: Gå, partnere: [KS, {last}]}}]}}]}}]",
        )

    assert "{+, og+} NHO" in told(year("NHO"), year("{komma_og: NHO}"))
