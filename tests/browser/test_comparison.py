"""The comparison as a web page, in a real browser."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from handlingsprogram import cli
from handlingsprogram.read.load import load, load_theme
from handlingsprogram.review.compare import compare
from handlingsprogram.review.html import html
from handlingsprogram.review.model import Ting, Type
from handlingsprogram.review.shown import Reader
from tests.conftest import ROOT
from tests.review import edits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

    from handlingsprogram.read.program import Program
    from handlingsprogram.review.model import Change, Comparison

pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (320, 768, 1280)
EDITS = (
    *(edits.reword_measure, edits.move_measure, edits.add_measure, edits.drop_measure, edits.change_figure),
    *(edits.rename_area, edits.split_area, edits.add_post, edits.rename_post, edits.reword_paragraph),
    *(edits.drop_partner, edits.add_partner, edits.reword_bullet, edits.reorder_bullets),
    *(edits.change_frame, edits.change_result, edits.add_paragraph, edits.rename_measures_column),
)


@dataclass(frozen=True)
class Shown:
    """A comparison and the file with its page."""

    comparison: Comparison
    path: Path

    @property
    def url(self) -> str:
        return self.path.as_uri()


@pytest.fixture(scope="module")
def years() -> tuple[Program, Program]:
    """Return both real programmes."""
    old, new = (load(ROOT / "content" / year)[0] for year in ("2021", "2025"))
    assert old
    assert new
    return old, new


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def between_years(years: tuple[Program, Program], folder: Path) -> Shown:
    """Return the page of 2021 and 2025, made by the command line."""
    path = folder / "endringer-2021-2025.html"
    arguments = ["diff", "2021", "2025", "--format", "html", "--out", str(path)]
    assert cli.main([*arguments, "--content", str(ROOT / "content")]) == cli.GOOD
    return Shown(compare(*years), path)


@pytest.fixture(scope="module")
def revision(years: tuple[Program, Program], folder: Path) -> Shown:
    """Return the page of a revision of 2025 with an edit of every kind."""
    script = edits.Script("2025", Random(4))
    for edit in EDITS:
        assert edit(script) is not None
    return written(compare(years[1], script.program()), folder / "revision.html")


@pytest.fixture(scope="module", params=["between_years", "revision"])
def shown(request: pytest.FixtureRequest) -> Shown:
    found: Shown = request.getfixturevalue(request.param)
    return found


def written(comparison: Comparison, path: Path) -> Shown:
    theme, _ = load_theme(ROOT / "content" / "tema.yaml")
    assert theme
    path.write_text(html(comparison, theme), encoding="utf-8")
    return Shown(comparison, path)


# --- Accessibility ------------------------------------------------------------------------------

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_a_page_with_a_change_of_every_kind(
    browser: Browser, revision: Shown, width: int, scheme: Any
) -> None:
    assert axe(browser, revision, {"width": width, "scheme": scheme}) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_between_the_real_years(browser: Browser, between_years: Shown, width: int) -> None:
    # Contrast takes axe most of a minute here, and is measured above: both pages wear the same styles.
    rules = {"color-contrast": {"enabled": False}}
    assert axe(browser, between_years, {"width": width, "scheme": "light"}, rules) == []


def axe(browser: Browser, shown: Shown, screen: dict[str, Any], rules: Any = None) -> list[Any]:
    """Return what axe finds on a screen; axe runs in the page, so this one has JavaScript."""
    size = {"width": screen["width"], "height": 900}
    context = browser.new_context(viewport=size, color_scheme=screen["scheme"])  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(shown.url)
        options = {"runOnly": RULES, "resultTypes": ["violations"], "rules": rules or {}}
        results = Axe().run(page, options=options).response
        assert len(results["passes"]) > 25
        found: list[Any] = results["violations"]
        return found
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(page: Page, shown: Shown, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(shown.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_columns_on_a_wide_screen_and_one_on_a_telephone(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    columns = """() => {
        const sides = [...document.querySelector(".felt .rad").children];
        return sides.map(side => [side.getBoundingClientRect().left, side.getBoundingClientRect().top]);
    }"""
    (left, top), (right, same_top) = page.evaluate(columns)
    assert right > left + 300
    assert top == same_top
    page.set_viewport_size({"width": 320, "height": 700})
    (left, top), (right, below) = page.evaluate(columns)
    assert right == left
    assert below > top


def test_headings_and_landmarks_make_an_outline(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert len(levels) > 8
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.evaluate("document.documentElement.lang") == "nb-NO"
    for landmark in ("header", "nav", "main", "form", "footer"):
        assert page.locator(f"body {landmark}").count() == 1, landmark
    targets = page.evaluate("[...document.querySelectorAll('a')].map(link => link.hash.slice(1))")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(target => target.id)")
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_keyboard_skips_to_the_content_and_works_the_filter(page: Page, revision: Shown) -> None:
    page.goto(revision.url)
    page.keyboard.press("Tab")
    assert focused(page, "e => e.className") == "hopp"
    assert focused(page, "e => e.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#innhold")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "e => e.id") == "t-ny":
            break
    assert focused(page, "e => getComputedStyle(e.closest('label')).outlineStyle") == "solid"
    page.keyboard.press("Space")
    assert page.locator("#t-ny").is_checked()
    assert visible_types(page) == {"ny"}


def focused(page: Page, script: str) -> Any:
    return page.evaluate(f"({script})(document.activeElement)")


# --- The filter ---------------------------------------------------------------------------------


def visible_types(page: Page) -> set[str]:
    """Return the types of the changes that can be seen; rows that follow from others have none."""
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll("main [data-endring]")]
                .filter(e => e.checkVisibility() && e.closest(".velges").dataset.vis.split(" ").length === 1)
                .map(e => e.closest(".velges").dataset.vis.split("-")[0])"""
        )
    )


def visible_changes(page: Page) -> set[int]:
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll("[data-endring]")]
                .filter(e => e.checkVisibility()).map(e => +e.dataset.endring)"""
        )
    )


def test_nothing_is_hidden_before_a_choice(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    assert visible_changes(page) == set(range(len(shown.comparison.endringer)))


@pytest.mark.parametrize("kind", list(Type))
def test_the_filter_shows_exactly_the_chosen_kind(page: Page, between_years: Shown, kind: Type) -> None:
    page.goto(between_years.url)
    changes = between_years.comparison.endringer
    box = page.get_by_role("checkbox", name=re.compile(f"^{kind.value}", re.IGNORECASE))
    wanted = {nr for nr, change in enumerate(changes) if change.type is kind}
    if not wanted:
        assert box.count() == 0
        return
    box.check()
    seen = visible_changes(page)
    assert wanted <= seen
    # A post that is renamed and has another figure is one row of a table.
    assert all(changes[nr].ting in {Ting.RAD, Ting.TALLKOLONNE, Ting.TABELL} for nr in seen - wanted)
    assert shown_number(page, kind) == len(
        {(change.ting, change.sti, change.fra_sti) for change in changes if change.type is kind}
    )
    page.get_by_role("button", name="Vis alt").click()
    assert len(visible_changes(page)) == len(changes)


def shown_number(page: Page, kind: Type) -> int:
    label = page.locator("label", has=page.locator("input:checked"))
    assert label.count() == 1, kind
    return int(re.findall(r"\d+", label.inner_text())[-1])


def test_both_filters_together_leave_no_empty_chapter(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    page.get_by_label("Flyttet").check()
    page.get_by_label("Tiltak", exact=False).first.check()
    changes = between_years.comparison.endringer
    wanted = {
        nr
        for nr, change in enumerate(changes)
        if change.type is Type.FLYTTET and change.ting in {Ting.TILTAK, Ting.PUNKT}
    }
    assert visible_changes(page) == wanted
    empty = """() => {
        const seen = e => e.checkVisibility();
        const parts = [...document.querySelectorAll(".kapittel, .gruppe, .par")].filter(seen);
        return parts.filter(part => ![...part.querySelectorAll("[data-endring]")].some(seen)).length;
    }"""
    assert page.evaluate(empty) == 0


# --- What the page says -------------------------------------------------------------------------

READ = """() => Object.fromEntries([...document.querySelectorAll("[data-endring]")].map(bearer => {
    const text = selector => [...bearer.querySelectorAll(selector)].map(e => e.textContent).join(" ");
    return [bearer.dataset.endring, {
        fra: text(".for .ord, .fra"), til: text(".etter .ord, .til"), alt: bearer.textContent,
        ut: text("del"), inn: text("ins"),
    }];
}))"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_every_change_stands_on_the_page_once(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    numbers = page.evaluate("[...document.querySelectorAll('[data-endring]')].map(e => +e.dataset.endring)")
    assert sorted(numbers) == list(range(len(shown.comparison.endringer)))


def test_old_and_new_words_are_read_back(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    read = page.evaluate(READ)
    readers = Reader(shown.comparison.gammel), Reader(shown.comparison.ny)
    checked: Counter[str] = Counter()
    for nr, change in enumerate(shown.comparison.endringer):
        said = read[str(nr)]
        if change.type in {Type.NY, Type.FJERNET} and change.ting in {Ting.AVSNITT, Ting.TILTAK, Ting.RAD}:
            data, reader = (change.til, readers[1]) if change.type is Type.NY else (change.fra, readers[0])
            expected = words(" ".join(reader.plain(text) for text in texts(change, data)))
            assert not Counter(expected) - Counter(words(said["alt"])), change
            checked["hele"] += 1
        elif change.felt == "tekst":
            sides = [
                words(reader.plain(text))
                for reader, text in zip(readers, (change.fra, change.til), strict=True)
            ]
            for side, name in zip(sides, ("fra", "til"), strict=True):
                assert side[-1:] == words(said[name])[-1:]
                assert not Counter(words(said[name])) - Counter(side), change
                assert len(side) - len(words(said[name])) <= 2  # the mark of an item of a list
            assert not Counter(words(said["ut"])) - Counter(sides[0])
            assert not Counter(words(said["inn"])) - Counter(sides[1])
            checked["ord"] += 1
        elif change.type is Type.OMDØPT:
            assert (words(said["fra"]), words(said["til"])) == (words(change.fra), words(change.til))
            checked["navn"] += 1
    assert min(checked["hele"], checked["ord"], checked["navn"]) >= 1


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
    row = page.locator("tr", has=page.locator(f"[data-endring='{nr}']"))
    before, after, difference, per_cent = row.locator("td.hoyre").all_inner_texts()
    figures = [int(re.sub(r"[^\d-]", "", text)) for text in (before, after, difference)]
    assert figures == [change.fra, change.til, change.til - change.fra]
    assert per_cent.endswith("%")
    lengths = [float(row.locator(f"rect.{side}").get_attribute("width") or 0) for side in ("foer", "etter")]
    assert (lengths[1] > lengths[0]) == (change.til > change.fra)
    assert page.locator("table[role=table] caption").count() == page.locator("table[role=table]").count()


def test_likeness_is_said_in_words(page: Page, between_years: Shown) -> None:
    page.goto(between_years.url)
    probable = [change for change in between_years.comparison.endringer if change.sannsynlig]
    assert probable
    assert page.get_by_text("Trolig samme").count() == len({(c.ting, c.sti) for c in probable})


def test_two_programmes_that_are_the_same_have_no_changes(
    page: Page, years: tuple[Program, Program], folder: Path
) -> None:
    shown = written(compare(years[1], years[1]), folder / "like.html")
    page.goto(shown.url)
    assert "Det er ingen endringer" in page.locator("main").inner_text()
    assert page.locator("form, table, .kapittel").count() == 0


# --- Nothing gets in or out ---------------------------------------------------------------------


def test_the_page_is_the_same_with_and_without_scripts(browser: Browser, between_years: Shown) -> None:
    pages = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(between_years.url)
        pages.append(page.locator("body").inner_text())
        context.close()
    assert pages[0] == pages[1]


def test_the_page_asks_for_nothing(browser: Browser, between_years: Shown) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(between_years.url)
    assert requests == [between_years.url]
    assert messages == []
    assert page.locator("script, link, iframe, object, img").count() == 0
    assert page.locator("main").inner_text().count("Nye tiltak") == 1
    context.close()


HOSTILE = (
    "<script>window.truffet = 1</script>",
    '"><img src=x onerror="window.truffet = 1">',
    "</style><style>body{display:none}",
    "{{ 7 * 7 }} {% raw %}",
    "x" * 300,
)


def test_content_stays_text_and_long_words_break_no_layout(browser: Browser, folder: Path) -> None:
    script = edits.Script("2025", Random(1))
    area = script.areas(2)[0]
    row = edits.rows_of(area)[0]
    row["tekst"] = "Følg [lenken](javascript:window.truffet=1) " + " ".join(HOSTILE)
    row["partnere"] = list(HOSTILE)
    area["tittel"] = " ".join(HOSTILE)
    _, post = edits.budget_rows(script)[0]
    post["navn"] = " ".join(HOSTILE)
    shown = written(compare(load(ROOT / "content" / "2025")[0], script.program()), folder / "fiendtlig.html")
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(shown.url)
    assert page.evaluate("window.truffet") is None
    assert page.locator("main script, main img, main style, main a:not([href^='#'])").count() == 0
    text = page.locator("main").inner_text()
    assert all(text.count(part) >= 3 for part in HOSTILE)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_the_page_prints_without_what_only_a_screen_needs(
    browser: Browser, revision: Shown, folder: Path
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(revision.url)
    path = folder / "revisjon.pdf"
    page.pdf(path=path, print_background=False, prefer_css_page_size=True)
    context.close()
    with path.open("rb") as file:
        text = " ".join(sheet.extract_text() for sheet in PdfReader(file).pages)
    assert "Oppsummering" in text
    assert "Vis bare" not in text
    assert "Gå til" not in text
