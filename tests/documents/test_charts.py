"""The budget's charts show what the budget says, in bars and in words, where they are asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pytest
from lxml import etree

from handlingsprogram import cli
from handlingsprogram.read.build import budget as reading
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.load import load
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.render.charts import charts, drawing, told
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import ROOT, build
from tests.documents.readers import html_page, pdf_pages, squeeze
from tests.documents.test_features import edit

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.render.charts.model import Chart

SHOWN = {
    2021: {"kontingent": ["figur-kontingent"], "profilering": ["figur-profilering"]},
    2025: {
        "hovedtall-tabell": ["figur-inntekter", "figur-utgifter"],
        "prosjektbudsjett": ["figur-prosjekter"],
    },
}
BOKMÅL = fixed_words("nb-NO")
CHARACTER = 6.5
"""How wide a character of 13 pixels is, in an ordinary font."""
PLAIN = {"stolpe": "#000", "bunn": "#fff", "tekst": "#111", "dempet": "#222"}


def budget(folder: Path) -> Budsjett:
    program, _ = load(folder)
    assert program
    assert program.budsjett
    return program.budsjett


def only(folder: Path, name: str) -> Chart:
    [chart] = [
        chart for found in charts.charts(budget(folder)).values() for chart in found if chart.id == name
    ]
    return chart


def shapes(chart: Chart, width: float = drawing.PAGE_WIDTH) -> tuple[list[Any], list[Any]]:
    """Draw a chart and return its bars, those of the legend left out, and its texts."""
    tree = etree.fromstring(drawing.draw(chart, PLAIN, width))
    bars = [
        {key: float(node.get(key) or 0) for key in ("x", "y", "width", "height")} | {"fill": node.get("fill")}
        for node in tree
        if node.tag.endswith("rect")
    ]
    return bars[1 + bool(chart.før) :], [node for node in tree if node.tag.endswith("text")]


def test_the_page_has_the_charts_that_the_budget_has_figures_for_each_before_its_table(
    built: Path, year: int
) -> None:
    page = html_page(built / f"handlingsprogram-{year}.html")
    found: dict[str, list[str]] = {}
    for figure in page.xpath("//figure[@class='diagram']"):
        [table] = figure.getparent().getnext().xpath(".//table")
        found.setdefault(table.get("id"), []).append(figure.get("id"))
    assert found == SHOWN[year]


def test_a_chart_says_in_words_what_it_shows() -> None:
    income = only(ROOT / "content" / "2025", "figur-inntekter")
    assert squeeze(told.describe(income, BOKMÅL)) == (
        "Stolpediagram: «Forslag budsjett 2025», holdt opp mot «Revidert juni 2024». "
        "Kontingenter er størst, med 6 987 av 7 937 tusen kroner (88 %). "
        "Så følger Klimasats (750), SEADITO (200), Oslofjorden - forprosjekt (0) og "
        "Forprosjektmidler til interreg-søknad (0). "
        "Til sammen er det 332 tusen kroner mindre enn i «Revidert juni 2024» (8 269). "
        "SEADITO går mest opp, fra 100 til 200. "
        "Forprosjektmidler til interreg-søknad går mest ned, fra 170 til 0."
    )
    fees = only(ROOT / "content" / "2021", "figur-kontingent")
    assert squeeze(told.describe(fees, BOKMÅL)) == (
        "Stolpediagram: «Kontingent 2020». "
        "Fylkeskommuner er størst, med 2 387 511 av 6 679 054 kroner (36 %). "
        "Så følger Kommuner (2 248 331) og Oslo (2 043 213)."
    )


def test_the_page_gives_the_words_to_those_who_do_not_see_the_chart(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2025.html")
    for figure in page.xpath("//figure[@class='diagram']"):
        [image] = figure.xpath("./*[@role='img']")
        assert image.get("aria-label") == told.describe(
            only(ROOT / "content" / "2025", figure.get("id")), BOKMÅL
        )


@pytest.mark.parametrize("name", ["figur-inntekter", "figur-utgifter", "figur-prosjekter"])
def test_bars_are_as_long_as_their_figures_and_every_figure_is_written(name: str) -> None:
    chart = only(ROOT / "content" / "2025", name)
    bars, texts = shapes(chart)
    amounts = [amount for bar in chart.poster for amount in (bar.nå, bar.før)]
    drawn = [amount for amount in amounts if amount.tall]
    assert len(bars) == len(drawn) > 5
    scale = bars[0]["width"] / drawn[0].tall
    for bar, amount in zip(bars, drawn, strict=True):
        assert bar["width"] == pytest.approx(amount.tall * scale, abs=0.2)
    written = " ".join(squeeze(text.text or "") for text in texts)
    for bar in chart.poster:
        assert bar.navn in written
    numbers = [squeeze(amount.skrevet) for amount in amounts]
    assert [squeeze(text.text or "") for text in texts if squeeze(text.text or "") in set(numbers)] == numbers


def test_now_and_before_are_told_apart_without_colour() -> None:
    bars, _ = shapes(only(ROOT / "content" / "2025", "figur-utgifter"))
    now, before = ([bar for bar in bars if bar["fill"] == PLAIN[name]] for name in ("stolpe", "bunn"))
    assert len(now) == len(before) == 6
    assert min(bar["height"] for bar in now) > max(bar["height"] for bar in before)


AWKWARD = """\
tabeller:
  - id: t
    tittel: Resultat
    enhet: kroner
    figurer:
      - {id: f, tittel: Resultat, rader: [minus, pluss, tom, strek, langt, ingenting], kolonne: a, mot: b}
    kolonner:
      - {id: a, overskrift: I år}
      - {id: b, overskrift: I fjor}
    rader:
      - {id: minus, navn: "Resultat*", tall: {a: -2084, b: 564}}
      - {id: pluss, navn: Reserve, tall: {a: 608, b: -900}}
      - {id: tom, navn: Uten tall i år, tall: {b: 3}}
      - {id: strek, navn: Strek, tall: {a: "-", b: 1}}
      - {id: langt, navn: Kommunikasjonssamarbeidsavtaleforhandlinger og mer enn linjen rommer, tall: {a: 1}}
      - {id: ingenting, navn: Ingenting, tall: {a: 0, b: 0}}
"""


def awkward(content: Path, text: str = AWKWARD) -> Chart:
    (content / "2025" / "budsjett.yaml").write_text(text, encoding="utf-8")
    tree, findings = read_valid(content / "2025" / "budsjett.yaml", "budsjett", content / "2025")
    assert tree
    assert not findings
    [[chart]] = charts.charts(reading.budget(tree)).values()
    return chart


@pytest.mark.parametrize("width", [drawing.PAGE_WIDTH, drawing.PAPER_WIDTH])
def test_minus_blanks_and_long_names_stay_inside_the_drawing(content: Path, width: float) -> None:
    chart = awkward(content)
    bars, texts = shapes(chart, width)
    zero = max(bar["x"] for bar in bars)
    left = [bar for bar in bars if bar["x"] < zero - 1]
    assert [round(bar["width"] / left[1]["width"], 2) for bar in left] == [round(2084 / 900, 2), 1.0]
    for bar in left:
        assert bar["x"] + bar["width"] == pytest.approx(zero, abs=0.2)
    for bar in bars:
        assert bar["x"] >= 0
        assert bar["x"] + bar["width"] <= width
    for text in texts:
        length = len(text.text or "") * CHARACTER
        start = float(text.get("x") or 0) - (length if text.get("text-anchor") == "end" else 0)
        assert start >= -1
        assert start + length <= width + 1
    names = " ".join(text.text or "" for text in texts)
    assert "forhandlinger og" in names
    assert "Resultat*" not in names


def test_words_for_posts_that_are_no_parts_of_a_sum(content: Path) -> None:
    assert squeeze(told.describe(awkward(content), BOKMÅL)) == (
        "Stolpediagram: «I år», holdt opp mot «I fjor». Resultat er -2 084 kroner. "
        "Så følger Reserve (608), Strek (-) og "
        "Kommunikasjonssamarbeidsavtaleforhandlinger og mer enn linjen rommer (1). "
        "Reserve går mest opp, fra -900 til 608. Resultat går mest ned, fra 564 til -2 084."
    )


def test_drawings_hold_shapes_and_text_only() -> None:
    for name in ("figur-inntekter", "figur-prosjekter"):
        text = drawing.draw(only(ROOT / "content" / "2025", name), drawing.INLINE, drawing.PAGE_WIDTH)
        tree = etree.fromstring(text)
        assert {etree.QName(node).localname for node in tree.iter()} == {"svg", "rect", "text"}
        attributes = {key for node in tree.iter() for key in node.attrib}
        assert not attributes & {"id", "style", "class", "href", "clip-path"}


def test_two_budgets_are_held_against_each_other() -> None:
    after = budget(ROOT / "content" / "2025")
    before = budget(ROOT / "content" / "2025")
    [income, spending, projects] = charts.between(before, after)
    assert [chart.id for chart in (income, spending, projects)] == [
        "figur-inntekter",
        "figur-utgifter",
        "figur-prosjekter",
    ]
    sheet = Regneark(after)
    for bar in spending.poster:
        assert bar.nå == bar.før
    assert income.i_alt
    assert income.i_alt.før.verdi == sheet.trykt("sum-inntekter", "budsjett-2025")
    assert charts.between(budget(ROOT / "content" / "2021"), after) == ()


def with_charts(content: Path) -> None:
    edit(content / "2025" / "program.yaml", "omslag:\n", "budsjettfigurer: true\n\nomslag:\n")


def test_one_line_shows_them_in_every_format(content: Path) -> None:
    with_charts(content)
    out = build(content, content.parent / "out", "2025")
    chart = only(content / "2025", "figur-inntekter")
    words = told.describe(chart, BOKMÅL)
    text = (out / "handlingsprogram-2025.md").read_text(encoding="utf-8")
    assert text.count("<!-- budsjettfigur -->") == 3
    assert (
        (out / "handlingsprogram-2025-budsjettfigurer" / "figur-inntekter.svg")
        .read_text(encoding="utf-8")
        .startswith("<svg ")
    )
    document = docx.Document(str(out / "handlingsprogram-2025.docx"))
    described = [node.get("descr") for node in document.element.body.iter() if node.tag.endswith("}docPr")]
    assert [squeeze(text) for text in described][:1] == [squeeze(words)]
    assert len(described) == 3
    pages = squeeze(" ".join(pdf_pages(out / "handlingsprogram-2025.pdf")))
    assert "Hvor pengene kommer fra (tusen kroner)" in pages
    page = html_page(out / "handlingsprogram-2025.html")
    assert len(page.xpath("//figure")) == len(page.xpath("//figure[@class='diagram']")) == 3
    assert not page.xpath("//img")


def test_without_that_line_the_reproduced_documents_have_none(built: Path, year: int) -> None:
    assert "budsjettfigur" not in (built / f"handlingsprogram-{year}.md").read_text(encoding="utf-8")
    assert not list(built.glob("*budsjettfigurer*"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "sum: sum-inntekter\n        kolonne",
            "sum: sum-inntekt\n        kolonne",
            "tabellen har ingen rad «sum-inntekt»; mente du «sum-inntekter»?",
        ),
        (
            "sum: sum-inntekter\n        kolonne: budsjett-2025",
            "sum: sum-inntekter\n        kolonne: budsjett-2015",
            "tabellen har ingen kolonne «budsjett-2015»; mente du «budsjett-2025»?",
        ),
        (
            "sum: sum-inntekter\n        kolonne",
            "sum: kontingenter\n        kolonne",
            "raden «kontingenter» har ikke sum; skriv radene under rader",
        ),
        (
            "sum: sum-inntekter\n        kolonne",
            "sum: sum-inntekter\n        rader: [lonn]\n        kolonne",
            "figuren «Hvor pengene kommer fra» skal ha enten sum eller rader",
        ),
    ],
)
def test_a_chart_of_what_is_not_there_is_a_finding(
    content: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    edit(content / "2025" / "budsjett.yaml", old, new)
    assert cli.main(["check", "2025", "--content", str(content)]) == cli.CONTENT_ERRORS
    [finding] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    assert re.search(r"budsjett\.yaml:\d+:\d+: feil: ", finding)
    assert finding.endswith(f"feil: {message} [budsjett-figur]")
