"""The programme as a web page, in a real browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import CUT_WORDS, DIVIDED, WIDTHS, axe_options
from tests.conftest import ROOT, build
from tests.documents.facts import TITLES
from tests.documents.test_escaping import HOSTILE, programme
from tests.documents.test_logo import ALT, with_logo
from tests.documents.test_logo import WIDE as LOGO
from tests.documents.test_scripts import fill
from tests.read.helpers import edited
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("edition")

# What both years' pages do by the same means is tried on one of them.
one_year = pytest.mark.parametrize("year", [2025], indirect=True)
THEME = ROOT / "content" / "tema.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content, for a test to change."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


NARROW = """\
    - {felt: ansvarlig, overskrift: Ansvarlig, bredde: 20}
    - {felt: frist, overskrift: Frist, bredde: 25}
    - {felt: kostnad, overskrift: Kostnad, bredde: 20}
    - {felt: status, overskrift: Status, bredde: 20}
"""


def _narrow(folder: Path) -> None:
    year = shutil.copytree(ROOT / "content", folder / "content") / "2025"
    after = "      visning: avsnitt\n"
    first = "      - id: teamoslo\n"
    fields = (
        "ansvarlig: [Kommunedirektøren]",
        "frist: 31.12.2026",
        "kostnad: 12 500 000 kroner",
        "status: I gang",
    )
    more = "".join(f"        {field}\n" for field in fields)
    for name, old, new in (
        ("program.yaml", after, after + NARROW),
        (
            "tverrgaende-temaer/internasjonal-profilering.yaml",
            first,
            first + more,
        ),
    ):
        text = (year / name).read_text(encoding="utf-8")
        (year / name).write_text(edited(text, old, new), encoding="utf-8")
    build(folder / "content", folder, "2025", "--format", "html")


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with a programme that has words that fit nowhere."""
    return once(tmp_path_factory, "odd", fill)


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with a programme whose tables of measures have seven columns."""
    return once(tmp_path_factory, "narrow", _narrow)


@pytest.fixture(scope="module")
def url(year: int, built: Path) -> str:
    return (built / f"handlingsprogram-{year}.html").as_uri()


@pytest.fixture
def opened(page: Page, url: str) -> Page:
    """Give the page, open on a wide screen and without JavaScript."""
    page.goto(url)
    return page


@pytest.fixture
def read_aloud(scripted: Page, url: str) -> Page:
    """Give the page, open with JavaScript."""
    scripted.goto(url)
    return scripted


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (768, "light"), (1280, "light"), (1280, "dark")]
)
def test_axe_finds_nothing(read_aloud: Page, width: int, scheme: Any) -> None:
    read_aloud.set_viewport_size({"width": width, "height": 900})
    read_aloud.emulate_media(color_scheme=scheme)
    results = Axe().run(read_aloud, options=axe_options(contrast=width == 1280)).response
    assert len(results["passes"]) > 40
    assert results["violations"] == []


def test_the_page_never_scrolls_sideways(opened: Page) -> None:
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_words_that_fit_nowhere_and_narrow_columns_do_not_make_it_scroll(
    page: Page, odd: Path, narrow: Path
) -> None:
    for folder in (odd, narrow):
        page.goto((folder / "handlingsprogram-2025.html").as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_date_is_on_one_line_in_the_narrowest_column(page: Page, narrow: Path) -> None:
    page.goto((narrow / "handlingsprogram-2025.html").as_uri())
    dates = page.get_by_text("31.12.2026", exact=True)
    assert dates.count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert dates.evaluate("e => e.getClientRects().length") == 1


@one_year
def test_the_keyboard_skips_to_the_text_and_reaches_what_scrolls(opened: Page) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    opened.keyboard.press("Tab")
    assert focused(opened, "e => e.textContent") == "Hopp til innholdet"
    assert focused(opened, "e => e.getBoundingClientRect().top") >= 0
    opened.keyboard.press("Enter")
    assert focused(opened, "e => e.tagName") == "MAIN"
    regions = opened.locator("[role=region]").count()
    reached = set()
    for _ in range(40):
        opened.keyboard.press("Tab")
        reached.add(focused(opened, "e => e.getAttribute('role') === 'region' ? e.ariaLabel : null"))
    reached.discard(None)
    assert len(reached) == regions >= 2
    assert "Tabell: Hovedtall" in reached


@one_year
def test_a_budget_table_scrolls_in_its_frame_and_keeps_its_names_in_sight(opened: Page) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    frame = opened.get_by_role("region", name="Tabell: Hovedtall")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
    frame.focus()
    left = "e => e.querySelector('tbody th').getBoundingClientRect().left"
    before = frame.evaluate(left)
    frame.evaluate("e => { e.scrollLeft = 100 }")
    assert frame.evaluate("e => e.scrollLeft") > 70
    assert frame.evaluate(left) == before


@pytest.mark.parametrize("width", [320, 375, 480])
def test_a_telephone_shows_the_posts_and_the_years_own_figures_whole(
    opened: Page, program: Program, width: int
) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    assert program.budsjett
    for tabell, own in zip(program.budsjett.tabeller, OWN[program.år], strict=True):
        seen = opened.locator(f"[id='{tabell.id}']").evaluate(SEEN)
        for place in ("start", "end"):
            assert seen[place]["whole"][0] == 0, (tabell.id, place)
            assert seen[place]["part"] == [], (tabell.id, place)
        assert own in [tabell.kolonner[number - 1].overskrift for number in seen["start"]["whole"] if number]


OWN = {
    2021: ["Forslag Budsjett 2021", "Kontingent 2020", "Forslag budsjett 2020"],
    2025: ["Forslag budsjett 2025", "Budsjett 2025"],
}
"""The columns that are the years' own."""
SEEN = """table => {
    const frame = table.closest(".rull"), head = [...table.querySelectorAll("thead tr > *")], seen = {};
    const columns = () => {
        const {left, right} = frame.getBoundingClientRect(), found = {whole: [], part: []};
        head.forEach((cell, number) => {
            const box = cell.getBoundingClientRect(), y = box.top + 5, out = {whole: true, any: false};
            for (const x of [box.left + 3, box.left + box.width / 2, box.right - 3]) {
                const inside = x > left && x < right;
                const top = inside && document.elementFromPoint(x, y);
                const own = top && cell.contains(top);
                out.whole &&= own; out.any ||= own;
            }
            if (out.whole) found.whole.push(number); else if (out.any) found.part.push(number);
        });
        return found;
    };
    frame.scrollIntoView({block: "start"}); seen.start = columns();
    frame.scrollLeft = 1000; seen.end = columns();
    return seen;
}"""
"""The columns that can be seen of a table, whole and in part, before and after it is scrolled."""


@pytest.mark.parametrize("width", [320, 375])
def test_no_word_is_cut_and_a_divided_one_has_its_hyphen(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate(CUT_WORDS) == []
    divided = opened.evaluate(DIVIDED)
    assert len(divided) > 5
    assert [part for part, has_hyphen in divided if not has_hyphen] == []


def test_words_that_may_be_divided_are_found_copied_and_read_out_whole(read_aloud: Page) -> None:
    read_aloud.set_viewport_size({"width": 320, "height": 900})
    read_aloud.evaluate("getSelection().removeAllRanges()")
    word = "Representantskapet"
    assert read_aloud.evaluate(f"find('{word}', true)")
    assert read_aloud.evaluate("getSelection().toString()") == word
    read_aloud.evaluate("getSelection().selectAllChildren(document.body)")
    assert "\u00ad" not in read_aloud.evaluate("getSelection().toString()")
    heard = read_aloud.locator("body").aria_snapshot()
    assert word in heard
    assert "\u00ad" not in heard


@one_year
def test_measures_are_stacked_on_a_telephone_with_their_columns_names(opened: Page, program: Program) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    row = opened.locator("table.tiltak tbody tr").first
    names = "e => [...e.children].map(c => getComputedStyle(c, '::before').content.split('\"')[1])"
    assert row.evaluate(names) == [kolonne.overskrift for kolonne in program.kolonner]
    places = "e => [...e.children].map(c => [c.getBoundingClientRect().left, c.getBoundingClientRect().top])"
    stacked = row.evaluate(places)
    assert len({left for left, _ in stacked}) == 1
    assert [top for _, top in stacked] == sorted({top for _, top in stacked})
    table = opened.locator("table.tiltak").first
    assert table.get_attribute("role") == "table"
    assert table.get_by_role("columnheader").count() == len(program.kolonner)
    assert table.get_by_role("cell").count() >= len(program.kolonner)
    opened.set_viewport_size({"width": 768, "height": 700})
    assert len({top for _, top in row.evaluate(places)}) == 1


@one_year
def test_text_can_be_twice_as_large(opened: Page) -> None:
    opened.set_viewport_size({"width": 640, "height": 900})
    opened.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 640


@one_year
def test_charts_are_as_large_as_the_text_and_follow_from_light_to_dark(opened: Page) -> None:
    sizes = []
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        scale = "e => e.getBoundingClientRect().width / e.viewBox.baseVal.width"
        sizes.append(opened.locator(".diagram svg").first.evaluate(scale) * 13)
    assert min(sizes) > 11
    assert max(sizes) < 18
    fill = "e => getComputedStyle(e).fill"
    light = opened.locator(".diagram rect").first.evaluate(fill)
    opened.emulate_media(color_scheme="dark")
    assert opened.locator(".diagram rect").first.evaluate(fill) != light


def test_nothing_is_asked_for_and_nothing_refused(browser: Browser, url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(url)
    assert (asked, said) == ([url], [])
    context.close()


LONG = "x" * 300


def test_content_stays_text_and_long_words_break_no_layout(browser: Browser, tmp_path: Path) -> None:
    texts = [
        *HOSTILE,
        "<script>window.truffet = 1</script>",
        '"><img src=x onerror="window.truffet=1">',
        LONG,
    ]
    for name, text in {**programme(texts), "../tema.yaml": THEME.read_text(encoding="utf-8")}.items():
        path = tmp_path / "content" / "2031" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    out = build(tmp_path / "content", tmp_path / "out", "--format", "html")
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto((out / "handlingsprogram-2031.html").as_uri())
    assert page.evaluate("window.truffet") is None
    assert page.locator("main script, main img, main style, main [onerror]").count() == 0
    assert (page.locator("main").text_content() or "").count(LONG) == 4
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_a_logo_is_whole_on_a_white_ground_and_axe_finds_nothing(scripted: Page, content: Path) -> None:
    with_logo(content, "logo.svg", LOGO, 90)
    out = build(content, content.parent / "out", "2025", "--format", "html")
    scripted.set_viewport_size({"width": 320, "height": 700})
    scripted.goto((out / "handlingsprogram-2025.html").as_uri())
    schemes: tuple[Any, ...] = ("light", "dark")
    for scheme in schemes:
        scripted.emulate_media(color_scheme=scheme)
        logo = scripted.get_by_role("img", name=ALT, exact=True)
        assert logo.evaluate("image => image.complete && image.naturalWidth > 0")
        shown = logo.bounding_box()
        assert shown
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= 320
        assert shown["width"] / shown["height"] == pytest.approx(4, rel=0.02)
        ground = logo.locator("xpath=..").evaluate("plate => getComputedStyle(plate).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        assert scripted.evaluate("document.documentElement.scrollWidth") == 320
        assert Axe().run(scripted, options=axe_options(contrast=False)).response["violations"] == []


def test_it_prints_with_contents_and_page_numbers_and_a_draft_says_so_on_every_sheet(
    scripted: Page, url: str, program: Program, tmp_path: Path
) -> None:
    scripted.emulate_media(color_scheme="dark")
    scripted.goto(url)
    scripted.pdf(path=tmp_path / "utskrift.pdf", prefer_css_page_size=True)
    with pymupdf.open(tmp_path / "utskrift.pdf") as pdf:  # type: ignore[no-untyped-call]
        sheets = [sheet.get_text() for sheet in pdf]
    assert 10 < len(sheets) < 25
    assert TITLES[program.år].casefold() in sheets[0].casefold()
    assert "Innhold" in sheets[0]
    assert "Hopp til innholdet" not in sheets[0]
    for number, sheet in enumerate(sheets, 1):
        assert str(number) in sheet.split()
        assert ("UTKAST" in sheet) is program.er_utkast
        assert "\u00ad" not in sheet
    # Notes stand below what they belong to, and never on a sheet of their own.
    assert [len(sheet.split()) > 60 for sheet in sheets if "Fotnoter" in sheet] == [True]
    assert "utgifter" in " ".join(sheets)  # two letters that a font may draw as one


def focused(page: Page, script: str) -> Any:
    return page.evaluate(f"({script})(document.activeElement)")
