"""What a comparison says on its page: every change once, with its old and its new words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.render.charts.charts import charts
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.reader import Reader
from tests.browser.shown import unfolded, written
from tests.review import edits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Page

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Change, Comparison
    from tests.browser.shown import Shown

pytestmark = pytest.mark.xdist_group("comparison")

READ = """() => Object.fromEntries([...document.querySelectorAll("[data-endring]")].flatMap(bearer => {
    const text = e => e?.textContent ?? "";
    const sides = [...bearer.querySelectorAll(".felt"), bearer].map(
        felt => [text(felt.querySelector(".for .ord, .fra")), text(felt.querySelector(".etter .ord, .til"))]);
    const read = {sider: sides, alt: text(bearer)};
    return bearer.dataset.endring.split(" ").map(nr => [nr, read]);
}))"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def stands_once(page: Page, comparison: Comparison) -> None:
    told = page.evaluate("[...document.querySelectorAll('[data-endring]')].map(e => e.dataset.endring)")
    numbers = [int(number) for numbers in told for number in numbers.split()]
    assert sorted(numbers) == list(range(len(comparison.endringer)))


def test_every_change_stands_on_the_page_once(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    stands_once(page, shown.comparison)


def test_every_random_edit_stands_on_the_page_once(page: Page, folder: Path) -> None:
    for seed in range(12):
        script = edits.Script("2025", Random(seed))
        old = script.program()
        script.run(6)
        shown = written(compare(old, script.program()), folder / f"tilfeldig-{seed}.html")
        page.goto(shown.url)
        stands_once(page, shown.comparison)


def test_old_and_new_words_are_read_back(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    read = page.evaluate(READ)
    readers = Reader(shown.comparison.gammel), Reader(shown.comparison.ny)
    nodes = {(node.ting, node.sti): node for node in shown.comparison.nytt_tre.alle()}
    checked: Counter[str] = Counter()
    for nr, change in enumerate(shown.comparison.endringer):
        said = read[str(nr)]
        sides = [(words(before), words(after)) for before, after in said["sider"]]
        if change.type in {Type.NY, Type.FJERNET} and change.ting in {Ting.AVSNITT, Ting.TILTAK, Ting.RAD}:
            data, reader = (change.til, readers[1]) if change.type is Type.NY else (change.fra, readers[0])
            expected = words(" ".join(reader.plain(text) for text in texts(change, data)))
            assert not Counter(expected) - Counter(words(said["alt"])), change
            checked["hele"] += 1
        elif change.felt == "tekst":
            printed = shown.comparison.tekst(nodes[change.ting, change.sti], change)
            before, after = (words(reader.plain(text)) for reader, text in zip(readers, printed, strict=True))
            if before != after:
                assert any(ends(before, old) and ends(after, new) for old, new in sides), change
                checked["ord"] += 1
        elif change.type is Type.OMDØPT and change.ting is Ting.SEKSJON:
            assert " ".join(words(change.fra)) in " ".join(words(said["alt"]))
        elif change.type is Type.OMDØPT:
            assert (words(change.fra), words(change.til)) in sides
            checked["navn"] += 1
    assert min(checked["hele"], checked["ord"], checked["navn"]) >= 1


def ends(whole: list[str], shown: list[str]) -> bool:
    """Tell whether what is shown is the whole, apart from the mark of an item of a list."""
    return 0 <= len(whole) - len(shown) <= 2 and whole[len(whole) - len(shown) :] == shown


def texts(change: Change, data: dict[str, Any]) -> Iterable[str]:
    """Give the texts of a thing that came or went."""
    if change.ting is Ting.RAD:
        return [data["navn"]]
    lists = [data.get(name) or () for name in ("punkter", "partnere", "resultatmål", "roller")]
    items = [item for found in lists for item in found]
    return [
        re.sub(r"^\[\^.*?\]:|^\s*([-*]|\w+[.)])\s", "", data["tekst"]),
        *map(str, (next(iter(i.values())) if isinstance(i, dict) else i for i in items)),
    ]


def test_words_that_came_and_went_are_told_apart_without_colour(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    lines = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("del").first.evaluate(lines) == "line-through"
    assert page.locator("ins").first.evaluate(lines) == "underline"
    bars = "e => getComputedStyle(e).fill"
    assert page.locator("rect.foer").first.evaluate(bars) != page.locator("rect.etter").first.evaluate(bars)


def test_changed_figures_stand_in_a_table_with_bars(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    changed = next(
        (nr, change)
        for nr, change in enumerate(revision.comparison.endringer)
        if change.felt.startswith("tall/") and isinstance(change.fra, int)
    )
    nr, change = changed
    row = page.locator(f"tr[data-endring~='{nr}']")
    before, after, difference, per_cent = row.locator("td.hoyre").all_inner_texts()
    figures = [int(re.sub(r"[^\d-]", "", text)) for text in (before, after, difference)]
    assert figures == [change.fra, change.til, change.til - change.fra]
    assert per_cent.endswith("%")
    lengths = [float(row.locator(f"rect.{side}").get_attribute("width") or 0) for side in ("foer", "etter")]
    assert (lengths[1] > lengths[0]) == (change.til > change.fra)
    assert page.locator("table[role=table] caption").count() == page.locator("table[role=table]").count()


def test_charts_hold_the_budget_against_the_one_before(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    chart = page.locator("figure.diagram").first
    title = chart.locator("figcaption").inner_text().partition(" tusen")[0]
    assert "Forslag budsjett 2025, nå" in chart.inner_text()
    assert "Forslag budsjett 2025, før" in chart.inner_text()
    old, new = (
        next(found for table in charts(program.budsjett).values() for found in table if found.tittel == title)
        for program in (revision.comparison.gammel, revision.comparison.ny)
        if program.budsjett
    )
    drawn = "".join((chart.locator("svg").text_content() or "").split())
    for side in (old, new):
        assert all("".join(bar.nå.skrevet.split()) in drawn for bar in side.poster)
    described = chart.locator("div[role=img]").get_attribute("aria-label") or ""
    assert described.startswith("Stolpediagram: «Forslag budsjett 2025, nå»")
    assert old.i_alt
    assert new.i_alt
    assert old.i_alt.nå.skrevet in described
    assert new.i_alt.nå.skrevet in described


def test_a_budget_without_figures_before_is_drawn_against_its_own_last_year(
    page: Page, between_years: Shown
) -> None:
    unfolded(page, between_years)
    titles = page.locator("figure.diagram figcaption").all_inner_texts()
    names = ("Hvor pengene kommer fra", "Hva pengene går til", "Hva prosjektmidlene går til")
    assert titles == [f"{name} tusen kroner" for name in names]
    assert "Revidert juni 2024" in page.locator("figure.diagram").first.inner_text()


def test_no_chart_where_nothing_in_it_has_changed(
    page: Page, years: tuple[Program, Program], folder: Path
) -> None:
    new = replace(years[1], tittel="Et annet program")
    shown = written(compare(years[1], new), folder / "tittel.html")
    page.goto(shown.url)
    assert page.locator("main .kapittel").count() == 1
    assert page.locator("figure.diagram").count() == 0


def test_columns_that_have_come_are_shown_with_their_figures(page: Page, between_years: Shown) -> None:
    unfolded(page, between_years)
    table = page.locator("table", has=page.locator("caption", has_text="nye kolonner"))
    heads = table.locator("thead th").all_inner_texts()
    assert heads == ["Post", "Revidert juni 2024", "Regnskap 2024 prognoser pr. 29.11.2024"]
    numbers = table.locator("caption").get_attribute("data-endring") or ""
    told = [between_years.comparison.endringer[int(nr)] for nr in numbers.split()]
    assert [(change.type, change.ting) for change in told] == [(Type.NY, Ting.TALLKOLONNE)] * 2
    row = table.locator("tr", has_text="Lønn sekretariatet")
    assert [text.split() for text in row.locator("td").all_inner_texts()] == [["5", "105"], ["5", "513"]]


def test_likeness_is_said_in_words_and_explained_once(page: Page, folder: Path) -> None:
    script = edits.Script("2025", Random(2))
    old = script.program()
    assert sum(edits.new_id(script) is not None for _ in range(9)) > 1
    page.goto(written(compare(old, script.program()), folder / "ny-id.html").url)
    said = page.get_by_text("trolig samme som «").all_inner_texts()
    assert len(said) > 1
    assert ["gjenkjent på ordene" in text for text in said] == [True, *[False] * (len(said) - 1)]


def test_two_programmes_that_are_the_same_have_no_changes(
    page: Page, years: tuple[Program, Program], folder: Path
) -> None:
    shown = written(compare(years[1], years[1]), folder / "like.html")
    page.goto(shown.url)
    assert "Ingen endringer" in page.locator("main").inner_text()
    assert page.locator("form, table, .kapittel").count() == 0


def test_a_section_that_was_split_off_says_what_from(page: Page, between_years: Shown) -> None:
    unfolded(page, between_years)
    note = page.locator(".del", has=page.get_by_role("heading", name="Grønn næringstransport"))
    assert "Skilt ut fra «Areal, transport, mobilitet og logistikk»" in note.inner_text()
