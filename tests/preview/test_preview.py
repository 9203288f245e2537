"""A year kept warm is shown as it is built anew, after each change; only what has changed is made again."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pypdf
import pytest

from handlingsprogram.finding import has_errors
from handlingsprogram.output import time_stamp
from handlingsprogram.preview.follow import follow
from handlingsprogram.preview.preview import Pages, Preview, StaleError, Web
from handlingsprogram.processes import workers
from handlingsprogram.read.lineage import Years
from handlingsprogram.read.load import draft, read_folder
from handlingsprogram.render.checked import check_year, read_shared
from handlingsprogram.render.documents import built, files_of, pictures, view_and_theme
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.pages import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
AREA, OTHER = "innsatsomrader/by-og-regionutvikling.yaml", "innsatsomrader/klima-miljo-natur.yaml"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="{}"/></svg>'
NEW = """
      - id: felles-turkart
        tekst: Lage et felles turkart for hele regionen
        partnere:
          - Kommuner
        resultatmål:
          - Kartet er på nett
"""


class Desk:
    """A copy of the real content, the year 2025 in it, and that year kept warm."""

    def __init__(self, content: Path) -> None:
        shutil.copytree(ROOT / "content", content)
        self.content, self.year = content, content / "2025"
        self.preview = Preview(content, "2025")
        self.web: Web | None = None
        self.pages: Pages | None = None

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.year / file).read_text(encoding="utf-8")
        assert old in text, file
        (self.year / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def look(self) -> tuple[set[str], set[int]]:
        """Show it, hold it against a fresh build, and return the sections and the pages that are new."""
        reading = self.preview.read()
        web, pages = self.preview.web(reading), self.preview.pages(reading)
        assert web
        assert pages
        page, drawings = fresh(self.content, "2025")
        assert web.page == page
        assert list(pages.drawings) == drawings
        sections = {
            name for name, text in web.sections.items() if not self.web or self.web.sections.get(name) != text
        }
        known = self.pages.digests if self.pages else ()
        changed = {
            number for number, one in enumerate(pages.digests, 1) if known[number - 1 : number] != (one,)
        }
        self.web, self.pages = web, pages
        return sections, changed


def fresh(content: Path, name: str) -> tuple[str, list[bytes]]:
    """Return the web page as `build` writes it, and the pages as they are set from what it sets."""
    shared, _ = read_shared(content)
    program = draft(read_folder(content / name))
    assert program
    assert shared
    made, _ = built(program, shared, content / name, frozenset({"html"}), time_stamp(program))
    shown = pictures(program, content / name, shared.theme)
    view, theme = view_and_theme(program, shared, shown)
    with workers() as pool:
        body = pandoc.translate(markdown(view), ["typst"], pool)["typst"].result()
    data = layout.data(view, theme, shared.goals, "utkast" if program.er_utkast else program.status)
    with layout.Sheets() as sheets:
        return made["html"].decode(), sheets.lay_out(body, data, files_of(program, shown))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path / "content")
    with found.preview:
        yield found


def test_each_change_is_shown_as_it_is_built_and_nothing_else_changes(desk: Desk) -> None:
    everything = desk.look()
    assert {"rammer", "innsatsomradene", "budsjett", "fotnoter_"} <= everything[0]
    assert len(everything[1]) > 15

    desk.edit("kapitler/rammer.yaml", "baserer seg på", "bygger på")
    assert desk.look() == ({"rammer"}, {3})

    measures = (desk.year / AREA).read_text(encoding="utf-8")
    (desk.year / AREA).write_text(measures.rstrip("\n") + "\n" + NEW, encoding="utf-8")
    sections, pages = desk.look()
    assert sections == {"innsatsomradene"}
    assert desk.pages
    assert desk.pages.place("felles-turkart")
    assert not pages & {1, 3}

    desk.edit(AREA, NEW, "")
    text = (desk.year / OTHER).read_text(encoding="utf-8")
    (desk.year / OTHER).write_text(text.rstrip("\n") + "\n" + NEW, encoding="utf-8")
    # A footnote before others gives those new numbers.
    desk.edit("kapitler/rammer.yaml", "bygger på", "bygger på[^ny]")
    desk.edit(
        "kapitler/rammer.yaml", "29. august 2024.\n", "29. august 2024.\n\n      [^ny]: En fotnote først.\n"
    )
    noted = {"rammer", "overordnede-strategier", "fotnoter_"}
    assert desk.look()[0] == {"innsatsomradene", *noted}

    desk.edit(
        "budsjett.yaml",
        "prognose-2024: 6987, budsjett-2025: 6987",
        "prognose-2024: 6987, budsjett-2025: 7001",
    )
    desk.edit("kapitler/budsjett.yaml", "tittel: Hovedtall", "tittel: Tallene i korte trekk")
    sections, pages = desk.look()
    assert "budsjett" in sections
    assert not sections & {"rammer", "innsatsomradene"}
    assert not pages & {1, 3}


def test_a_picture_that_is_drawn_anew_is_shown_anew(desk: Desk) -> None:
    (desk.year / "figurer").mkdir()
    drawing = desk.year / "figurer" / "kart.svg"
    drawing.write_text(PICTURE.format(10), encoding="utf-8")
    block = "innhold:\n  - figur:\n      id: kart\n      fil: figurer/kart.svg\n      alttekst: Et kart\n"
    desk.edit("kapitler/rammer.yaml", "innhold:\n", block)
    desk.look()
    drawing.write_text(PICTURE.format(39), encoding="utf-8")
    assert desk.look() == ({"rammer"}, {3})


def test_what_cannot_be_shown_leaves_what_could(desk: Desk) -> None:
    desk.look()
    shown, pages = desk.web, desk.pages
    for broken in ("tittel: [Rammer", "tittel: 12\nukjent: ja"):
        desk.edit("kapitler/rammer.yaml", "tittel: Rammer", broken)
        reading = desk.preview.read()
        assert not reading.program
        assert has_errors(list(reading.findings))
        assert desk.preview.web(reading) is shown
        assert desk.preview.pages(reading) is pages
        desk.edit("kapitler/rammer.yaml", broken, "tittel: Rammer")
    assert desk.look() == (set(), set())
    # What only rules have something against is shown, as far as it can be.
    desk.edit("kapitler/rammer.yaml", "baserer seg på", "baserer  seg på [det](#finnes-ikke)")
    reading = desk.preview.read()
    assert reading.program
    assert has_errors(desk.preview.findings())
    assert desk.preview.web(reading)
    assert desk.preview.pages(reading)
    desk.edit("kapitler/rammer.yaml", "baserer  seg på [det](#finnes-ikke)", "baserer seg på")
    assert desk.look() == (set(), set())


def test_findings_are_those_of_a_check(desk: Desk) -> None:
    def checked() -> list[object]:
        shared, found = read_shared(desk.content)
        return [*found, *check_year(read_folder(desk.year), shared, Years())[1]]

    assert desk.preview.findings() == checked()
    desk.edit(AREA, "partnere:", "partnerne:")
    assert desk.preview.findings() == checked()
    desk.edit(AREA, "partnerne:", "partnere:")
    # Also what is in another year, and what all years share.
    earlier = desk.content / "2021" / "innsatsomrader/areal-transport.yaml"
    earlier.write_text(
        earlier.read_text(encoding="utf-8").replace("id: areal-transport", "id: noe-annet"), encoding="utf-8"
    )
    assert any(finding.rule == "viderefører" for finding in desk.preview.findings())
    assert desk.preview.findings() == checked()
    theme = (desk.content / "tema.yaml").read_text(encoding="utf-8")
    (desk.content / "tema.yaml").write_text(theme + "ukjent: ja\n", encoding="utf-8")
    assert desk.preview.findings() == checked()
    (desk.content / "tema.yaml").write_text(theme, encoding="utf-8")
    assert desk.preview.findings() == checked()


def test_another_look_and_a_font_that_comes_are_seen_at_once(desk: Desk) -> None:
    desk.look()
    desk.edit("program.yaml", "utseende: klassisk", "utseende: varm")
    _, changed = desk.look()
    assert {1, 2, 3} <= changed
    folder = desk.content / "skrifter"
    folder.mkdir()
    assert not any(finding.rule == "skrift-fil" for finding in desk.preview.findings())
    (folder / "Min.ttf").write_bytes(b"no font")
    assert any(finding.rule == "skrift-fil" for finding in desk.preview.findings())


def test_nobody_changes_what_is_kept(desk: Desk) -> None:
    """What was read once is the same after all that is made of it."""
    before = read_folder(desk.year)
    desk.preview.findings()
    desk.preview.web(reading := desk.preview.read())
    desk.preview.pages(reading)
    kept = desk.preview.folder()
    assert {key: tree.data for key, tree in kept.trees.items()} == {
        key: tree.data for key, tree in before.trees.items()
    }


def test_a_table_in_a_file_beside_is_read_again(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/programmer/kommune/content", tmp_path / "content")
    year = tmp_path / "content" / "handlingsprogram-2026"
    with Preview(tmp_path / "content", year.name) as preview:
        before = preview.web(preview.read())
        table = year / "tabeller" / "folketal.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("0", "1"), encoding="utf-8")
        after = preview.web(preview.read())
        assert before
        assert after
        assert [name for name, text in after.sections.items() if before.sections[name] != text] == [
            "kommunen-i-tal"
        ]
        assert after.page == fresh(tmp_path / "content", year.name)[0]


def test_a_click_in_the_pages_finds_what_stands_there(desk: Desk, built: Path) -> None:
    pages = desk.preview.pages(desk.preview.read())
    assert pages
    program = desk.preview.read().program
    assert program
    assert {tiltak.id for tiltak in program.tiltak()} <= {one.id for one in pages.anchors}
    titles = {seksjon.id: seksjon.tittel for seksjon in program.seksjoner()}
    pdf = [lines(page) for page in pypdf.PdfReader(built / "handlingsprogram-2025.pdf").pages]
    found = [one for one in pages.anchors if one.id in titles]
    assert len(found) == len(titles)
    for one in found:
        near = [text for y, text in pdf[one.page - 1] if -3 < y - one.y < 12]
        assert any(titles[one.id].split()[0] in text for text in near), one
        assert titles[pages.nearest(one.page, one.y + 0.5)] == titles[one.id]
    measure = pages.place("byutvikling-webinarer")
    assert measure
    assert any("webinarer" in text for y, text in pdf[measure.page - 1] if 0 < y - measure.y < 12)
    assert pages.nearest(measure.page, measure.y + 8) == "byutvikling-webinarer"
    assert pages.nearest(1, 0) == ""


def lines(page: pypdf.PageObject) -> list[tuple[float, str]]:
    """Return the texts of a page with how many millimetres from its top they stand."""
    height, found = float(page.mediabox.height), []

    def note(text: str, outer: list[float], inner: list[float], *_rest: object) -> None:
        found.append(((height - (inner[5] * outer[3] + outer[5])) / 72 * 25.4, text))

    page.extract_text(visitor_text=note)
    return found


def test_what_is_no_longer_wanted_is_given_up(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    is_stale = Event()
    with Preview(tmp_path / "content", "2025", is_stale.is_set) as preview:
        reading = preview.read()
        is_stale.set()
        with pytest.raises(StaleError):
            preview.web(reading)
        is_stale.clear()
        assert preview.web(reading)


def test_memory_does_not_grow_with_the_edits(desk: Desk) -> None:
    def megabytes() -> int:
        return int(re.findall(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[0]) // 1024

    def edit(count: int) -> int:
        for number in range(count):
            desk.edit("kapitler/rammer.yaml", "på Strategiske", f"på {number} Strategiske")
            desk.preview.pages(desk.preview.read())
            desk.edit("kapitler/rammer.yaml", f"på {number} Strategiske", "på Strategiske")
        return megabytes()

    first = edit(10)
    assert edit(20) - first < 25


def test_what_changes_on_disk_is_told_but_nothing_hidden(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    stop, told = Event(), []

    def listen() -> None:
        for changed in follow(tmp_path / "content", stop):
            told.append(changed)
            if file in changed:
                stop.set()

    file = tmp_path / "content" / "2025" / "program.yaml"
    text = file.read_text(encoding="utf-8")
    listener = Thread(target=listen)
    listener.start()
    while listener.is_alive() and not told:  # one whose name is no text
        (file.parent / os.fsdecode(b"b\xe5t.png")).write_bytes(b"bilde")
        stop.wait(0.1)
    while listener.is_alive() and not stop.wait(0.1):  # until the listener has begun to listen
        (tmp_path / "content" / "2025" / ".program.yaml.swp").write_text(text, encoding="utf-8")
        file.write_text(text, encoding="utf-8")
    listener.join()
    assert [one for one in told if one] == [{file}]
