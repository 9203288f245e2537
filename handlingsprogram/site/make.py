"""The whole site: years are gathered where they have changed, then what differs is printed."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import document_name, newest_before, ordered
from handlingsprogram.render.web.page import stylesheet
from handlingsprogram.resources import resource_folder
from handlingsprogram.site.gathered import entries, facts
from handlingsprogram.site.gathered.facts import digest
from handlingsprogram.site.gathered.lives import Lives
from handlingsprogram.site.gathered.years import newest_first
from handlingsprogram.site.printed import feeds, links, pages, pictures, registers
from handlingsprogram.site.printed.frame import INDEX, Common, measure_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handlingsprogram.site.folder import Folder
    from handlingsprogram.site.gathered.facts import Outline, Year
    from handlingsprogram.site.gathered.lives import Life
    from handlingsprogram.site.gathered.plan import Plan
    from handlingsprogram.site.gathered.read import Reader

CACHE = ".nettsted/"
"""Where the site keeps what it has gathered of each year."""


def make(plan: Plan, folder: Folder, tell: Callable[[str], None]) -> None:
    """Make the site.

    Args:
        plan: what it is made of.
        folder: where it goes.
        tell: says what goes on.
    """
    _Maker(plan, folder, tell).all()


class _Maker:
    def __init__(self, plan: Plan, folder: Folder, tell: Callable[[str], None]) -> None:
        self._plan, self._folder, self._tell = plan, folder, tell
        names = [frame.mappe for frame in plan.frames]
        self._names = ordered(names)
        self._before = {name: newest_before(name, names) for name in names}
        newest = next(frame for frame in plan.frames if frame.mappe == newest_first(names)[0])
        said = (newest.organisasjon, newest.språk, plan.adresse, plan.tool)
        self._common = Common(*said[:3], digest(said))
        self._was: dict[str, Any] = folder.facts.get("år", {})
        self._is: dict[str, Any] = {}
        self._reader: Reader | None = None

    def all(self) -> None:
        outlines = {name: self._gathered(name) for name in self._names}
        of = digest((self._common, [self._is[name]["av"] for name in self._names]))
        was = self._folder.facts.get("felles", {})
        if was.get("av") != of or not self._folder.keep(was["filer"]):
            was = {"av": of, "filer": self._shared(outlines)}
        self._folder.facts = {"år": self._is, "felles": was}

    def _shared(self, outlines: dict[str, Outline]) -> list[str]:
        """Let what is made of several years be part of the site; return its files."""
        self._tell("Skriver sidene …")
        from handlingsprogram.read.partners import NAME, load_partners
        from handlingsprogram.registers.register import of_volumes

        put = _Noted(self._folder)
        newest = [outlines[name] for name in newest_first(self._names)]
        volumes = (entries.read(self._folder.read(_entries(name))) for name in self._names)
        known, _ = load_partners(self._plan.content / NAME)
        register = of_volumes(volumes, known, self._plan.shared.goals)
        lives, partners = Lives(register, newest), registers.partners(register)
        for name in self._names:
            put.names += self._measures(name, outlines, lives, partners)
        registers.Registers(register, newest, self._common).put_all(put)
        self._whole(newest, put)
        return put.names

    # --- A year -----------------------------------------------------------------------------------

    def _gathered(self, name: str) -> Outline:
        """Return a year's outline; what is the year's own is part of the site then."""
        documents = [one for kind in ("html", *self._plan.formats) for one in self._files(name, kind)]
        states = [(path.name, *_state(path)) for path in documents]
        of = digest((self._plan.digest(name, {self._before[name]}), states, self._common))
        was = self._was.get(name)
        if was and was["av"] == of and self._folder.keep(was["filer"]):
            self._is[name] = was
            return facts.outline(was["omriss"])
        self._tell(f"Leser {name} …")
        put = _Noted(self._folder)
        year = self._gather(name, put)
        self._is[name] = {"av": of, "filer": put.names, "omriss": facts.plain(year.outline), "sider": []}
        gc.collect()  # a run collects nothing by itself, and trees of things know each other
        gc.freeze()  # what is left stays to the end, and need not be looked at again
        return year.outline

    def _gather(self, name: str, put: _Noted) -> Year:
        from handlingsprogram.site.gathered.read import Reader, read

        self._reader = self._reader or Reader()
        earlier, plan = self._before[name], self._plan
        found = read(plan.content, name, earlier, plan.shared, self._reader)
        files = [one for kind in plan.formats for one in self._files(name, kind)]
        year = replace(
            found.year,
            dokumenter=tuple(facts.Document(one.suffix[1:], one.name, one.stat().st_size) for one in files),
        )
        for one in year.dokumenter:
            path = plan.documents / one.fil
            put(f"{name}/{one.fil}", _state(path), path.read_bytes)
        old = found.before
        page = (plan.documents / f"{document_name(name)}.html").read_text(encoding="utf-8")
        ways = pages.ways(year, old)
        shown = (page, year.outline, ways, self._common)
        put(f"{name}/{INDEX}", shown, lambda: pages.document(page, year, self._common, ways))
        if found.page and old:
            told = found.page
            put(
                f"{name}/endringer/{INDEX}",
                (told, year.outline, self._common),
                lambda: pages.changes(told, year, old, self._common),
            )
        if found.statuses:
            from handlingsprogram.site.printed.status import put_reports

            put_reports(found, plan, self._common, put)
        _put(put, f"sok/{name}.js", feeds.words(year))
        _put(put, f"{name}/feed.xml", feeds.year_feed(year, self._common))
        below = f"{year.status.capitalize()} {year.datotekst}"
        card = (year.organisasjon, year.tittel, below, plan.shared.theme)
        put(f"{name}/kort.png", (card[:3], card[3]["farger"], plan.tool), lambda: pictures.card(*card))
        _put(put, _entries(name), entries.written(found.volume))
        _put(put, f"{CACHE}{name}.json", facts.written(year))
        return year

    def _files(self, name: str, kind: str) -> list[Path]:
        """Return the documents of a format: values have a file for each of their tables."""
        start = document_name(name)
        if kind == "csv":
            return sorted(self._plan.documents.glob(f"{start}-*.csv"))
        path = self._plan.documents / f"{start}.{kind}"
        return [path] if path.is_file() else []

    def _measures(
        self, name: str, outlines: dict[str, Outline], lives: Lives, partners: Mapping[str, Any]
    ) -> list[str]:
        """Let the pages of a year's measures be part of the site; return their files.

        What is remembered of each page is a digest of the whole life, which is known already, and one of what
        the page tells of it.
        """
        ids = [measure[0] for measure in outlines[name].tiltak]
        files = [measure_page(name), *(measure_page(name, one) for one in ids)]
        whose = [partners[f"{name}/{one}"] for one in ids]
        wholes = [f"{lives.digest(name, one)} {_known_as(own)}" for one, own in zip(ids, whose, strict=True)]
        was = self._is[name]["sider"] or [["", ""]] * len(ids)
        if wholes == [whole for whole, _ in was] and self._folder.keep(files):
            return files
        self._tell(f"Skriver tiltakene i {name} …")
        called = {other: pages.name_of(one, outlines[name]) for other, one in outlines.items()}
        year = cache(lambda: facts.year(self._folder.read(f"{CACHE}{name}.json")))
        of = (outlines[name], self._common)
        self._folder.put(files[0], of, lambda: pages.measures(year(), self._common))
        known = []
        for place, file in enumerate(files[1:]):
            if was[place][0] == wholes[place] and self._folder.keep([file]):
                known.append(was[place])
                continue
            life = lives.of(name, ids[place])
            known.append([wholes[place], digest((life, whose[place]))])
            if was[place][1] != known[-1][1] or not self._folder.keep([file]):
                extra = {"felles": self._common, "navn": called, "partnere": whose[place]}
                self._measure(year(), place, life, extra)
        self._is[name]["sider"] = known
        return files

    def _measure(self, year: Year, place: int, life: Life, extra: dict[str, Any]) -> None:
        one = year.tiltak[place]
        earlier = year.tiltak[place - 1] if place else None
        later = year.tiltak[place + 1] if place + 1 < len(year.tiltak) else None
        named = [beside and (beside.id, beside.tittel) for beside in (earlier, later)]
        frame = (year.mappe, year.tittel, year.organisasjon, year.språk, year.er_utkast, year.forrige)
        called = [
            extra["navn"].get(folder)
            for folder in (*(s.mappe for s in life.stasjoner), life.sluttet, year.forrige)
        ]
        of = (one, named, life, frame, called, extra["felles"], extra["partnere"])
        path = measure_page(year.mappe, one.id)
        self._folder.put(path, of, lambda: pages.measure(year, one, (earlier, later), life, extra))

    # --- What belongs to no year ------------------------------------------------------------------

    def _whole(self, years: list[Outline], put: _Noted) -> None:
        common, plan = self._common, self._plan
        known = {year.mappe: year for year in years}
        ways = {year.mappe: pages.ways(year, known.get(year.forrige)) for year in years}
        said = ([year.hode for year in years], ways, common)
        put(INDEX, said, lambda: pages.front(years, common, ways))
        put(f"sok/{INDEX}", said, lambda: pages.search(years, common, ways))
        put(f"tilgjengelighet/{INDEX}", common, lambda: pages.statement(common))
        put("404.html", common, lambda: pages.missing(common, feeds.server_path(common)))
        _put(put, "stil.css", self._style())
        _put(put, "sok/sok.js", (resource_folder("templates") / "nettsted" / "sok.js").read_bytes())
        for name, content in (
            ("feed.xml", feeds.site_feed(years, common)),
            ("robots.txt", feeds.robots(common)),
        ):
            _put(put, name, content)
        theme = plan.shared.theme
        title = pages.front_title(years, common)
        shown = (common.organisasjon, title, "")
        put("kort.png", (shown, theme["farger"], plan.tool), lambda: pictures.card(*shown, theme))
        put(
            "ikon.png", (shown, theme["farger"], plan.tool), lambda: pictures.icon(common.organisasjon, theme)
        )
        if common.adresse:
            listing = [name for name in put.names if name.startswith(links.FOLDER)]
            listed = feeds.sitemap(self._pages(years, listing), common)
            _put(put, "sitemap.xml", listed)

    def _style(self) -> bytes:
        values = {"bærekraftsmål": self._plan.shared.goals}
        return stylesheet("nettsted", values, {**self._plan.shared.theme, "logo": None}).encode()

    def _pages(self, years: list[Outline], others: list[str]) -> list[tuple[str, str]]:
        listed = [(INDEX, years[0].dato), (f"sok/{INDEX}", ""), (f"tilgjengelighet/{INDEX}", "")]
        for year in years:
            if not year.er_utkast:
                measures = [measure_page(year.mappe, one[0]) for one in year.tiltak]
                names = [*self._is[year.mappe]["filer"], measure_page(year.mappe), *measures]
                listed += [(name, year.dato) for name in names if name.endswith(INDEX)]
        return [*listed, *((name, "") for name in others)]


class _Noted:
    """Puts files into the folder, and notes which."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.names: list[str] = []

    def __call__(self, name: str, of: object, make: Callable[[], bytes]) -> None:
        self._folder.put(name, of, make)
        self.names.append(name)


def _put(put: _Noted, name: str, content: bytes) -> None:
    """Let a file be part of the site that costs nothing to make."""
    put(name, content, lambda: content)


@cache
def _known_as(partners: tuple[tuple[str, str], ...]) -> str:
    return digest(partners)


def _entries(name: str) -> str:
    """Return the file that keeps what the register has of a year."""
    return f"{CACHE}{name}.register.json"


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
