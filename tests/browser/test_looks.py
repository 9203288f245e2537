"""Programmes in each of the tool's looks, on screens of all widths and on paper."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import axe_options
from tests.conftest import ROOT, build
from tests.documents.test_features import png
from tests.programmer import HERE
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("edition")

LOOKS = json.loads((ROOT / "schemas" / "tema.schema.json").read_text(encoding="utf-8"))
LOOKS = LOOKS["properties"]["utseende"]["enum"]
SENDER = "  avsender: Vikfjord kommune\n"


def _in_looks(folder: Path) -> None:
    for look in LOOKS:
        content = shutil.copytree(HERE / "kommune" / "content", folder / look / "content")
        (content / "tema.yaml").write_text(f"utseende: {look}\n", encoding="utf-8")
        program = content / "handlingsprogram-2026" / "program.yaml"
        text = program.read_text(encoding="utf-8")
        assert text.count(SENDER) == 1
        pictured = SENDER + "  bilde: {fil: figurer/fjord.png, alttekst: Fjorden}\n"
        program.write_text(text.replace(SENDER, pictured), encoding="utf-8")
        (program.parent / "figurer").mkdir(exist_ok=True)
        (program.parent / "figurer" / "fjord.png").write_bytes(png(160, 90))
        build(content, folder / look, "--format", "html")


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with a folder for each look, which has the municipality's programme."""
    return once(tmp_path_factory, "looks-on-the-web", _in_looks)


@pytest.fixture(params=LOOKS)
def seen(request: pytest.FixtureRequest, scripted: Page, looks: Path) -> Page:
    """Give the programme in each look, with JavaScript."""
    scripted.goto((looks / request.param / "handlingsprogram-2026.html").as_uri())
    return scripted


def test_axe_finds_nothing_in_any_look_and_nothing_scrolls_sideways(seen: Page) -> None:
    for width in (320, 768, 1920, 1180):
        seen.set_viewport_size({"width": width, "height": 900})
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
    schemes: tuple[Any, ...] = ("light", "dark")
    for scheme in schemes:
        seen.emulate_media(color_scheme=scheme)
        assert Axe().run(seen, options=axe_options(contrast=True)).response["violations"] == [], scheme


def test_the_looks_fonts_are_those_that_it_is_shown_in(seen: Page) -> None:
    used = "[...document.fonts].map(font => [font.family.replaceAll('\"', ''), font.weight, font.status])"
    loaded = {(family, weight) for family, weight, status in seen.evaluate(used) if status == "loaded"}
    assert {("Programtekst", "400"), ("Programtekst", "700")} <= loaded
    named = seen.evaluate("getComputedStyle(document.querySelector('main h2')).fontFamily").split(",")[0]
    assert (named.strip('"'), "700") in loaded


def test_measures_are_a_table_where_it_has_room(seen: Page) -> None:
    shown = "[...document.querySelectorAll('table.tiltak')].map(table => getComputedStyle(table).display)"
    for width, display in ((1180, {"table"}), (700, {"table"}), (600, {"block"})):
        seen.set_viewport_size({"width": width, "height": 900})
        assert set(seen.evaluate(shown)) == display, width


def test_it_prints_across_the_page_with_heads_on_every_sheet_and_nothing_cut(
    seen: Page, tmp_path: Path
) -> None:
    seen.pdf(path=tmp_path / "utskrift.pdf", prefer_css_page_size=True)
    with pymupdf.open(tmp_path / "utskrift.pdf") as pdf:  # type: ignore[no-untyped-call]
        sheets = [(sheet.get_text(), sheet.rect.width, sheet.get_text("words")) for sheet in pdf]
    across = []
    for text, width, words in sheets:
        left, right = min(word[0] for word in words), max(word[2] for word in words)
        assert left > 0 < width - right
        if re.search(r"^3\.\d\.\d+$", text, re.MULTILINE):
            assert {"Nr.", "Tiltak"} <= set(text.split())
        prose = [word[2] for word in words if word[4] in {"fleire", "færre"}]
        across += [(right - max(prose), width) for _ in prose[:1] if "Folketalet har vore" in text]
        # A heading with a line or two is no sheet.
        assert len(text.split()) > 8
    [(left_over, width)] = across
    assert left_over < width / 4
