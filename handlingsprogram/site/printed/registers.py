"""The registers as pages: a list of groups for each way to look, a page for each, and a matrix of goals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.folders import as_id
from handlingsprogram.registers import groups
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.site.printed.frame import INDEX, Page, measure_page
from handlingsprogram.site.printed.links import FOLDER, GOALS, PARTNERS
from handlingsprogram.site.printed.pages import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.registers.model import Gruppe, Oppføring, Register
    from handlingsprogram.site.gathered.facts import Outline
    from handlingsprogram.site.printed.frame import Common


class Way(NamedTuple):
    """A way to look at the measures."""

    navn: str
    """Of its folder."""
    tittel: str
    grupper: tuple[Gruppe, ...]


class Row(NamedTuple):
    """A measure in a list."""

    sti: str
    tittel: str
    hvor: str


Rows = list[tuple[str, list[Row]]]
"""Measures by programme."""
_MOST = 300
"""Measures on a page."""


class Registers:
    """Prints the registers of a site."""

    def __init__(self, register: Register, years: Sequence[Outline], common: Common) -> None:
        """Note what all pages need.

        Args:
            register: the measures of all years.
            years: the programmes, the newest first.
            common: what all pages say.
        """
        self._register, self._years, self._common = register, years, common
        self._words = fixed_words(common.språk)
        self._titles = {f"{year.mappe}/{name}": title for year in years for name, title, _ in year.tiltak}
        self._order = {year.mappe: (place, year.tittel) for place, year in enumerate(years)}
        self._ways = list(self._all_ways())

    def put_all(self, put: Any) -> None:
        """Let every page be part of the site."""
        for way in self._ways:
            self._way(way, put)
        matrices = list(self._matrices(put))
        self._areas(put)
        listed = [
            (way.tittel, way.navn, sum(bool(one.oppføringer) for one in way.grupper)) for way in self._ways
        ]
        title, lead = self._words["nettsted_registre"], self._words["nettsted_registre_ingress"]
        page = Page(f"{FOLDER}/{INDEX}", self._common.språk, title, lead, her="registre")
        heading = {"tittel": title, "overtittel": self._common.organisasjon, "ingress": lead}
        shown = {"veier": listed, "matriser": matrices, **heading}
        self._print(put, "registre", page, shown)

    def _all_ways(self) -> Iterator[Way]:
        register, words = self._register, self._words
        known = {
            PARTNERS: ("nettsted_register_partnere", groups.by_partner),
            GOALS: ("nettsted_register_baerekraftsmal", groups.by_un_goal),
            "mal": ("nettsted_register_mal", groups.by_own_goal),
            "ansvarlige": ("nettsted_register_ansvarlige", groups.by_responsible),
            "status": ("nettsted_register_status", groups.by_status),
        }
        for name, (called, grouped) in known.items():
            yield from _sound(Way(name, words[called], grouped(register)))
        taken = {*known, "omrader", "matrise"}
        for field, (heading, found) in groups.own_registers(register).items():
            name = as_id(field)
            yield from _sound(Way(f"{name}-felt" if name in taken else name, heading, found))

    # --- A way to look, and its groups ------------------------------------------------------------

    def _way(self, way: Way, put: Any) -> None:
        listed = [
            (one.navn, f"{one.id}/{INDEX}" if one.oppføringer else "", len(one.oppføringer), self._about(one))
            for one in way.grupper
        ]
        page = self._page(f"{FOLDER}/{way.navn}/{INDEX}", way.tittel)
        shown = {"grupper": listed, **self._heading(page)}
        self._print(put, "grupper", page, shown)
        for group in filter(lambda one: one.oppføringer, way.grupper):
            self._group(way, group, put)

    def _group(self, way: Way, group: Gruppe, put: Any) -> None:
        """Let a group's page be part of the site; where it is long, each programme has a page of its own."""
        place = f"{FOLDER}/{way.navn}/{group.id}"
        page = self._page(f"{place}/{INDEX}", group.navn, way)
        shown = {"om": self._about(group), "lenke": group.lenke, **self._heading(page, way.tittel)}
        rows = self._rows(group.oppføringer)
        if len(group.oppføringer) <= _MOST:
            shown["programmer"] = [(self._order[name][1], found) for name, found in rows]
            self._print(put, "gruppe", page, shown)
            return
        titles = [self._order[name][1] for name, _ in rows]
        shown["grupper"] = [
            (title, f"{name}/{INDEX}", len(found), "")
            for title, (name, found) in zip(titles, rows, strict=True)
        ]
        self._print(put, "grupper", page, shown)
        for title, (name, found) in zip(titles, rows, strict=True):
            self._part((way, group), f"{place}/{name}/{INDEX}", [(title, found)], put)

    def _part(self, of: tuple[Way, Gruppe], place: str, rows: Rows, put: Any) -> None:
        way, group = of
        page = self._page(place, group.navn, way, group)
        shown = {"om": "", "lenke": "", "programmer": rows, **self._heading(page, way.tittel)}
        self._print(put, "gruppe", page, shown)

    def _about(self, group: Gruppe) -> str:
        return self._order[group.om][1] if group.om in self._order else group.om

    def _rows(self, entries: Sequence[Oppføring]) -> Rows:
        """Return measures by programme, in the site's order of these."""
        found: dict[str, list[Row]] = defaultdict(list)
        for entry in entries:
            title = self._titles[entry.nøkkel]
            row = Row(path(entry), f"{entry.nummer} {title}".strip(), entry.område.tittel)
            found[entry.årgang.mappe].append(row)
        return [(name, found[name]) for name in sorted(found, key=self._order.__getitem__)]

    def _areas(self, put: Any) -> None:
        """Let the list of areas be part of the site: each is a heading in its year's list of measures."""
        counted: dict[tuple[str, str], tuple[str, int]] = {}
        for entry in self._register.oppføringer:
            key = (entry.årgang.mappe, entry.område.id)
            counted[key] = (entry.område.tittel, counted.get(key, ("", 0))[1] + 1)
        programmes = [
            (
                year.tittel,
                [
                    (title, f"{measure_page(year.mappe)}#{name}", count)
                    for (folder, name), (title, count) in counted.items()
                    if folder == year.mappe
                ],
            )
            for year in self._years
        ]
        page = self._page(f"{FOLDER}/omrader/{INDEX}", self._words["nettsted_register_omrader"])
        shown = {"programmer": [one for one in programmes if one[1]], **self._heading(page)}
        self._print(put, "omrader", page, shown)

    # --- Measures and goals -----------------------------------------------------------------------

    def _matrices(self, put: Any) -> Iterator[tuple[str, str]]:
        """Let a matrix be part of the site for each programme with goals; give title and path of each."""
        entries: dict[str, list[Oppføring]] = defaultdict(list)
        for entry in self._register.oppføringer:
            if groups.served(entry):
                entries[entry.årgang.mappe].append(entry)
        for year in self._years:
            found = entries.get(year.mappe)
            if found:
                yield self._matrix(year, found, put)

    def _matrix(self, year: Outline, entries: list[Oppføring], put: Any) -> tuple[str, str]:
        goals = self._register.mål
        numbers = sorted({number for entry in entries for number in groups.served(entry)})
        rows = [
            (
                Row(path(entry), self._titles[entry.nøkkel], entry.område.tittel),
                [
                    1 if number in entry.bærekraftsmål else 2 if number in entry.gjennom_mål else 0
                    for number in numbers
                ],
            )
            for entry in entries
        ]
        title = self._words["nettsted_matrise"].format(tittel=year.tittel)
        page = self._page(f"{FOLDER}/matrise/{year.mappe}/{INDEX}", title)
        heads = [(number, goals[number].tittel if number in goals else "") for number in numbers]
        shown = {"rader": rows, "mål": heads, **self._heading(page)}
        self._print(put, "matrise", page, shown)
        return title, page.sted

    # --- Frames -----------------------------------------------------------------------------------

    def _print(self, put: Any, template: str, page: Page, shown: Mapping[str, Any]) -> None:
        """Let a page be part of the site."""
        put(page.sted, (shown, self._common), lambda: printed(template, page, self._common, shown))

    def _page(self, place: str, title: str, way: Way | None = None, group: Gruppe | None = None) -> Page:
        above = [(self._words["nettsted_registre"], f"{FOLDER}/{INDEX}")]
        if way:
            above.append((way.tittel, f"{FOLDER}/{way.navn}/{INDEX}"))
        if way and group:
            above.append((group.navn, f"{FOLDER}/{way.navn}/{group.id}/{INDEX}"))
        return Page(place, self._common.språk, title, smuler=tuple(above), her="registre")

    def _heading(self, page: Page, above: str = "") -> dict[str, Any]:
        return {"tittel": page.tittel, "overtittel": above or self._words["nettsted_registre"]}


def path(entry: Oppføring) -> str:
    """Return the path of a measure's page."""
    return measure_page(entry.årgang.mappe, entry.id)


def partners(register: Register) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return how each measure's partners are spelt and their ids, empty for what is no certain partner."""
    ids = {name: one.id if one else "" for name, one in register.partnere.items()}
    return {
        entry.nøkkel: tuple((name, ids[name]) for name in entry.partnere) for entry in register.oppføringer
    }


def _sound(way: Way) -> Iterator[Way]:
    if any(one.oppføringer for one in way.grupper):
        yield way
