"""Charts as stacks, lines and waterfalls: drawn as figures say, told in words, and only where they can be."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from handlingsprogram.read.build import budget as reading
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.load import load
from handlingsprogram.read.rules.charts import charts as rule
from handlingsprogram.render.charts import charts, drawing, told
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import ROOT
from tests.documents.readers import squeeze
from tests.documents.test_charts import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.render.charts.model import Chart

WIDTHS = pytest.mark.parametrize("width", [drawing.PAGE_WIDTH, drawing.PAPER_WIDTH])
TABLE = """\
tabeller:
  - id: drift
    tittel: Drift
    enhet: tusen kroner
    fortegn: {fortegn}
    figurer:
      - {{id: figur, tittel: Penger, {figur}}}
    kolonner:
      - {{id: r24, overskrift: Regnskap 2024}}
      - {{id: b25, overskrift: "2025"}}
      - {{id: p27, overskrift: "2027"}}
      - {{id: sum, overskrift: Sum, sum: [r24, b25, p27]}}
      - {{id: del, overskrift: Andel, andel: {{kolonne: b25, av: inn}}}}
    rader:
      - {{id: skatt, navn: Skatt, tall: {{r24: {m}400, b25: {m}420, p27: {m}440}}}}
      - {{id: ramme, navn: "Ramme*", tall: {{r24: {m}200, b25: {m}210, p27: {m}260}}}}
      - {{id: gebyr, navn: Gebyr, tall: {{r24: {m}60, b25: {m}10, p27: "…"}}}}
      - {{id: inn, navn: Inntekter, sum: [skatt, ramme, gebyr]}}
      - {{id: lonn, navn: Lønn, tall: {{r24: 500, b25: 510, p27: 520}}}}
      - {{id: renter, navn: Renter, tall: {{r24: 90, p27: "-"}}}}
      - {{id: ut, navn: Utgifter, sum: [lonn, renter]}}
      - {{id: resultat, navn: Resultat, {resultat}}}
"""
PLUS = {"fortegn": "inntekt-pluss", "m": "", "resultat": "differanse: [inn, ut]"}
MINUS = {"fortegn": "inntekt-minus", "m": "-", "resultat": "sum: [inn, ut]"}
FALL = "form: foss, rader: [skatt, ramme, gebyr, inn, lonn, renter, resultat], kolonne: r24"
STACK = "form: stablet, sum: inn, kolonner: [r24, b25, p27]"
LINES = "form: linje, rader: [skatt, ramme, gebyr, renter], kolonner: [r24, b25, p27]"


def budget(folder: Path, figur: str, table: dict[str, str]) -> Budsjett:
    path = folder / "budsjett.yaml"
    path.write_text(TABLE.format(figur=figur, **table), encoding="utf-8")
    tree, findings = read_valid(path, "budsjett", folder)
    assert tree
    assert not findings
    return reading.budget(tree)


def chart(folder: Path, figur: str, table: dict[str, str]) -> Chart:
    [[found]] = charts.charts(budget(folder, figur, table)).values()
    return found


class Drawn:
    """A drawing read back: its shapes and texts, with the numbers that say where they are."""

    def __init__(self, of: Chart, width: float) -> None:
        self.tree = etree.fromstring(drawing.draw(of, PLAIN, width))
        self.width, self.height = float(self.tree.get("width") or 0), float(self.tree.get("height") or 0)
        self.bars = [self._numbers(node) for node in self._named("rect") if node.get("stroke") != "none"]
        self.texts = [
            (squeeze(node.text or ""), float(node.get("x") or 0), float(node.get("y") or 0), node)
            for node in self._named("text")
        ]
        self.paths = [
            [
                tuple(map(float, pair.split(",")))
                for pair in re.findall(r"[\d.-]+,[\d.-]+", node.get("d") or "")
            ]
            for node in self._named("path")
        ]

    def _named(self, name: str) -> list[Any]:
        return [node for node in self.tree if etree.QName(node).localname == name]

    @staticmethod
    def _numbers(node: Any) -> dict[str, Any]:
        return {key: float(node.get(key) or 0) for key in ("x", "y", "width", "height")} | {
            "fill": node.get("fill")
        }

    def said(self) -> list[str]:
        return [text for text, *_ in self.texts]


@WIDTHS
@pytest.mark.parametrize("table", [PLUS, MINUS], ids=["pluss", "minus"])
def test_a_stack_s_parts_are_as_broad_as_their_figures_and_told_from_their_neighbours(
    tmp_path: Path, width: float, table: dict[str, str]
) -> None:
    shown = chart(tmp_path, STACK, table)
    assert [rekke.navn for rekke in shown.rekker] == ["Skatt", "Ramme", "Gebyr"]
    drawn = Drawn(shown, width)
    keys, parts = drawn.bars[:3], drawn.bars[3:]
    figures = [400, 200, 60, 420, 210, 10, 440, 260]
    scale = parts[0]["width"] / 400
    assert [round(part["width"] / scale) for part in parts] == pytest.approx(figures, abs=4)
    assert parts[1]["x"] == pytest.approx(parts[0]["x"] + parts[0]["width"], abs=0.2)
    # Solid, hatched (hollow with strokes) and hollow.
    assert [key["fill"] for key in keys] == [PLAIN["stolpe"], PLAIN["bunn"], PLAIN["bunn"]]
    strokes = [path for path in drawn.paths if len(path) > 4]
    assert len(strokes) == 1 + 3  # Ramme, in the list of posts and in each column
    said = drawn.said()
    assert [text for text in said if text[:1] in "ABC" and text[2:] in {"Skatt", "Ramme", "Gebyr"}] == [
        "A Skatt",
        "B Ramme",
        "C Gebyr",
    ]
    for total in ("660", "640", "…"):
        assert total in said


@WIDTHS
def test_a_line_s_points_are_as_high_as_their_figures_and_a_blank_breaks_it(
    tmp_path: Path, width: float
) -> None:
    shown = chart(tmp_path, LINES, MINUS)
    drawn = Drawn(shown, width)
    rounds = [node for node in drawn.tree if node.tag.endswith("circle")]
    # Skatt is round and solid, Renter round and hollow; others are square. A narrow drawing lists them first.
    listed = 0 if width == drawing.PAPER_WIDTH else 1
    solid, hollow = (
        [float(node.get("cy") or 0) for node in rounds if node.get("fill") == PLAIN[name]]
        for name in ("stolpe", "bunn")
    )
    assert len(solid) == 3 + listed
    assert len(hollow) == 2 + listed  # 90 and the dash, which is nothing; the blank is no point
    skatt, renter = sorted(solid)[listed:], sorted(hollow)[listed:]
    assert max(skatt) > max(renter) > min(renter)  # all incomes are below nothing, and 90 above
    (dash, ninety), (least, *_, most) = sorted(renter, reverse=True), skatt
    assert (most - dash) / (least - dash) == pytest.approx(440 / 400, abs=0.02)
    assert (dash - ninety) / (least - dash) == pytest.approx(90 / 400, abs=0.02)
    long = [path for path in drawn.paths if len(path) == 2 and abs(path[0][0] - path[1][0]) > 20]
    joined = [path for path in long if abs(path[0][1] - path[1][1]) > 0.5]
    assert joined
    said = drawn.said()
    for figure in ("-400", "-440", "90", "-", "…"):
        assert figure in said, figure
    assert said.count("-") == 1


def test_years_are_as_far_apart_as_they_are(tmp_path: Path) -> None:
    shown = chart(tmp_path, "form: linje, rader: [skatt], kolonner: [r24, b25, p27]", PLUS)
    drawn = Drawn(shown, drawing.PAPER_WIDTH)
    dots = sorted(float(node.get("cx") or 0) for node in drawn.tree if node.tag.endswith("circle"))
    assert len(dots) == 3
    assert (dots[2] - dots[1]) / (dots[1] - dots[0]) == pytest.approx(2, abs=0.01)
    heights = [float(node.get("cy") or 0) for node in drawn.tree if node.tag.endswith("circle")]
    assert (heights[0] - heights[1]) / (heights[1] - heights[2]) == pytest.approx(1, abs=0.05)


@WIDTHS
@pytest.mark.parametrize("table", [PLUS, MINUS], ids=["pluss", "minus"])
def test_a_waterfall_goes_up_by_incomes_and_down_by_expenses_whatever_the_sign(
    tmp_path: Path, width: float, table: dict[str, str]
) -> None:
    shown = chart(tmp_path, FALL, table)
    figures = [(bar.navn, bar.nå.tall, bar.hel) for bar in shown.poster]
    assert figures == [
        ("Skatt", 400, False),
        ("Ramme", 200, False),
        ("Gebyr", 60, False),
        ("Inntekter", 660, True),
        ("Lønn", -500, False),
        ("Renter", -90, False),
        ("Resultat", 70, True),
    ]
    drawn = Drawn(shown, width)
    scale = drawn.bars[3]["width"] / 660
    assert [round(bar["width"] / scale) for bar in drawn.bars] == [400, 200, 60, 660, 500, 90, 70]
    ends = [(round((bar["x"] - drawn.bars[0]["x"]) / scale), bar) for bar in drawn.bars]
    assert [start for start, _ in ends] == [0, 400, 600, 0, 160, 70, 0]
    assert [bar["fill"] for bar in drawn.bars] == [
        *[PLAIN["bunn"]] * 3,
        PLAIN["stolpe"],
        *[PLAIN["bunn"]] * 2,
        PLAIN["stolpe"],
    ]
    assert [text for text in drawn.said() if re.fullmatch(r"-?\d+", text)] == [
        "400",
        "200",
        "60",
        "660",
        "-500",
        "-90",
        "70",
    ]
    tops = [bar["y"] for bar in drawn.bars]
    assert all(above < below for above, below in pairwise(tops))


def test_a_waterfall_keeps_what_is_nothing_and_what_is_to_come_apart_from_blanks(tmp_path: Path) -> None:
    rows = "rader: [skatt, ramme, gebyr, lonn, renter, resultat]"
    shown = chart(tmp_path, f"form: foss, {rows}, kolonne: p27", PLUS)
    assert [(bar.navn, squeeze(bar.nå.skrevet)) for bar in shown.poster] == [
        ("Skatt", "440"),
        ("Ramme", "260"),
        ("Gebyr", "…"),
        ("Lønn", "-520"),
        ("Renter", "-"),
        ("Resultat", "…"),
    ]
    assert len(Drawn(shown, drawing.PAPER_WIDTH).bars) == 3
    blank = chart(tmp_path, f"form: foss, {rows}, kolonne: b25", PLUS)
    assert [bar.navn for bar in blank.poster] == ["Skatt", "Ramme", "Gebyr", "Lønn", "Resultat"]


def test_a_sum_as_a_waterfall_ends_in_the_sum(tmp_path: Path) -> None:
    shown = chart(tmp_path, "form: foss, sum: inn, kolonne: r24", MINUS)
    assert [(bar.navn, bar.nå.tall) for bar in shown.poster] == [
        ("Skatt", 400),
        ("Ramme", 200),
        ("Gebyr", 60),
        ("Inntekter", 660),
    ]


@pytest.mark.parametrize(
    ("figur", "language", "words"),
    [
        (
            FALL,
            "nb-NO",
            (
                "Fossediagram: «Regnskap 2024», tall i tusen kroner. Postene er Skatt (400), Ramme "
                "(200) og Gebyr "
                "(60). Inntekter blir 660. Postene er Lønn (-500) og Renter (-90). Resultat blir 70."
            ),
        ),
        (
            STACK,
            "nn-NO",
            (
                "Stabla stolpediagram: «Regnskap 2024», «2025» og «2027», tal i tusen kroner. "
                "Regnskap 2024: 660 i "
                "alt, fordelt på Skatt (400), Ramme (200) og Gebyr (60). 2025: 640 i alt, fordelt "
                "på Skatt (420), "
                "Ramme (210) og Gebyr (10). 2027: … i alt, fordelt på Skatt (440), Ramme (260) og Gebyr (…)."
            ),
        ),
        (
            LINES,
            "en-GB",
            (
                "Line chart: from “Regnskap 2024” to “2027”, figures in thousand kroner. Skatt: "
                "Regnskap 2024 "
                "(-400), 2025 (-420) and 2027 (-440). Ramme: Regnskap 2024 (-200), 2025 (-210) and "
                "2027 (-260). "
                "Gebyr: Regnskap 2024 (-60), 2025 (-10) and 2027 (…). Renter: Regnskap 2024 (90) "
                "and 2027 (-)."
            ),
        ),
        (
            "form: linje, rader: [skatt, ramme], kolonner: [del, del]",
            "se-NO",
            (
                "Linnjádiagrámma: «Andel» rájes «Andel» rádjái, logut proseanta. Skatt: Andel "
                "(65,6) ja Andel "
                "(65,6). Ramme: Andel (32,8) ja Andel (32,8)."
            ),
        ),
    ],
    ids=["foss", "stablet", "linje", "prosent"],
)
def test_a_chart_says_in_words_what_it_shows(tmp_path: Path, figur: str, language: str, words: str) -> None:
    assert squeeze(told.describe(chart(tmp_path, figur, MINUS), fixed_words(language))) == words


LONG = "Kommunikasjonssamarbeidsavtaleforhandlinger og mer enn linjen rommer"


@WIDTHS
@pytest.mark.parametrize("figur", [FALL, STACK, LINES, LINES.replace("r24, ", "")], ids=range(4))
def test_everything_stays_inside_and_is_shapes_and_text(tmp_path: Path, width: float, figur: str) -> None:
    shown = chart(tmp_path, figur, MINUS)
    long = etree.fromstring(
        drawing.draw(_with_long_names(shown), PLAIN, width).encode()  # names are wrapped, not cut
    )
    assert {etree.QName(node).localname for node in long.iter()} <= {"svg", "rect", "text", "path", "circle"}
    attributes = {key for node in long.iter() for key in node.attrib}
    assert not attributes & {"id", "style", "class", "href", "clip-path"}
    height = float(long.get("height") or 0)
    for node in long:
        if node.tag.endswith("text"):
            length = len(node.text or "") * 6.5
            anchor = {"end": 1.0, "middle": 0.5}.get(node.get("text-anchor") or "", 0.0)
            start = float(node.get("x") or 0) - length * anchor
            assert start >= -1, node.text
            assert start + length <= width + 1, node.text
            assert 8 <= float(node.get("y") or 0) <= height, node.text
        elif node.tag.endswith("rect"):
            assert float(node.get("x") or 0) >= -0.1
            assert float(node.get("x") or 0) + float(node.get("width") or 0) <= width + 0.1
    words = "".join(node.text or "" for node in long if node.tag.endswith("text"))
    assert "forhandlinger" in words.replace("\n", "")


def _with_long_names(shown: Chart) -> Chart:
    return replace(
        shown,
        poster=tuple(replace(bar, navn=f"{LONG} {bar.navn}") for bar in shown.poster),
        rekker=tuple(replace(rekke, navn=f"{LONG} {rekke.navn}") for rekke in shown.rekker),
    )


# --- Held against another budget ------------------------------------------------------------------


def test_columns_are_held_against_those_of_the_same_heading(tmp_path: Path) -> None:
    old = budget(tmp_path, STACK, MINUS)
    text = TABLE.format(figur=STACK, **MINUS).replace(
        'id: b25, overskrift: "2025"', 'id: b25, overskrift: "2026"'
    )
    (tmp_path / "budsjett.yaml").write_text(text.replace("b25: -420", "b25: -430"), encoding="utf-8")
    tree, _ = read_valid(tmp_path / "budsjett.yaml", "budsjett", tmp_path)
    assert tree
    [held] = charts.between(old, reading.budget(tree))
    assert held.summer
    assert [amount.skrevet for amount in held.summer.før] == ["660", "640", "…"]
    assert [amount.skrevet for amount in held.summer.nå] == ["660", "650", "…"]
    shifted = text.replace("b25", "b26").replace("p27", "q25").replace('"2027"', '"2025"')
    (tmp_path / "budsjett.yaml").write_text(shifted, encoding="utf-8")
    tree, _ = read_valid(tmp_path / "budsjett.yaml", "budsjett", tmp_path)
    assert tree
    [held] = charts.between(old, reading.budget(tree))
    assert held.kolonner == ("Regnskap 2024", "2026", "2025")
    assert held.summer
    assert [amount.skrevet for amount in held.summer.før] == ["660", "", "640"]


def test_a_waterfall_is_held_against_another_as_bars(tmp_path: Path) -> None:
    old, new = budget(tmp_path, FALL, PLUS), budget(tmp_path, FALL, MINUS)
    [held] = charts.between(old, new)
    assert held.form == "stolper"
    figures = [(bar.navn, bar.nå.tall, bar.før.tall) for bar in held.poster]
    assert figures[3:] == [
        ("Inntekter", 660, 660),
        ("Lønn", -500, -500),
        ("Renter", -90, -90),
        ("Resultat", 70, 70),
    ]
    assert charts.between(budget(tmp_path, STACK, PLUS), new) == ()


# --- What cannot be shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figur", "message"),
    [
        ("form: stablet, sum: inn, kolonne: r24", "en figur med «form: stablet» skal ha «kolonner»"),
        ("sum: inn", "en figur med «form: stolper» skal ha «kolonne»"),
        ("sum: inn, kolonner: [r24]", "en figur med «form: stolper» skal ha «kolonne»"),
        (f"{STACK}, kolonne: r24", "en figur med «form: stablet» har «kolonner»; slett «kolonne»"),
        (
            f"{FALL}, mot: b25",
            "bare en figur med «form: stolper» holdes opp mot en annen kolonne; slett «mot»",
        ),
        (
            "form: linje, sum: inn, kolonner: [r24, b26]",
            "tabellen har ingen kolonne «b26»",
        ),
        (
            "form: linje, sum: inn, kolonner: [r24]",
            "en linje går over to kolonner eller flere; skriv flere, eller velg «form: stolper»",
        ),
        (
            "form: linje, sum: inn, kolonner: [r24, b25, r24]",
            "kolonnen «r24» står to ganger i figuren; slett den ene",
        ),
        (
            "form: linje, sum: inn, kolonner: [b25, del]",
            "figuren blander prosent og tusen kroner; lag en figur av hver",
        ),
        ("sum: inn, kolonne: b25, mot: del", "figuren blander prosent og tusen kroner; lag en figur av hver"),
        (
            "form: stablet, sum: inn, kolonner: [del]",
            "prosenter kan ikke legges sammen; velg «form: stolper» eller «form: linje»",
        ),
        (
            "form: stablet, sum: inn, kolonner: [r24, b25, sum]",
            "kolonnen «Sum» regnes ut av andre kolonner i figuren; ta den ut",
        ),
        (
            "form: stablet, rader: [lonn, skatt], kolonner: [r24]",
            (
                "«Skatt» er -400 i «Regnskap 2024», og poster med ulikt fortegn kan ikke stables; "
                "velg «form: foss» "
                "eller «form: stolper»"
            ),
        ),
        (
            "form: stablet, rader: [inn, skatt], kolonner: [r24]",
            "«Skatt» er en del av «Inntekter» og ville telle to ganger; ta ut den ene",
        ),
        (
            "form: linje, rader: [skatt, ramme, gebyr, inn, lonn, renter, ut], kolonner: [r24, b25]",
            "figuren har 7 poster, og med «form: linje» kan høyst 6 skilles fra hverandre; velg færre",
        ),
        (
            "form: foss, rader: [skatt, ramme, inn], kolonne: r24",
            (
                "en foss ender i en rad som regnes ut av radene over, og det gjør ikke «Inntekter»; figuren "
                "mangler «Gebyr»"
            ),
        ),
        (
            "form: foss, rader: [skatt, ramme, skatt, gebyr, inn], kolonne: r24",
            "raden «skatt» står to ganger i figuren; slett den ene",
        ),
        (
            "form: foss, rader: [skatt, lonn], kolonne: r24",
            "en foss ender i en rad som regnes ut av radene over, og det gjør ikke «Lønn»",
        ),
        (
            "form: foss, rader: [lonn, skatt, ramme, gebyr, inn], kolonne: r24",
            "«Lønn» inngår ikke i «Inntekter», der fossen ender; ta raden ut",
        ),
        (
            "form: foss, rader: [skatt, ramme, gebyr, lonn, renter, ut, resultat], kolonne: r24",
            "«Utgifter» er ikke det radene over blir til sammen, så den bryter fossen; ta raden ut",
        ),
    ],
)
def test_what_a_form_cannot_show_is_one_finding_at_its_place(
    tmp_path: Path, figur: str, message: str
) -> None:
    program, _ = load(ROOT / "content" / "2025")
    assert program
    [finding] = rule(replace(program, budsjett=budget(tmp_path, figur, MINUS)))
    assert (finding.rule, finding.message) == ("budsjett-figur", message)
    assert finding.position.line == 1 + TABLE[: TABLE.index("id: figur")].count("\n")
