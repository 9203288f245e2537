"""What a rolled budget's columns are called, and which of them have figures already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.read.rules.copied.frame import YEAR
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlingsprogram.read.model.budget import Budsjett, Tabell, Tallkolonne

_REFERENCE = re.compile(r"(?<![\w/-])([a-z][a-z0-9-]*)((?:/[a-z][a-z0-9-]*)+)(?![\w/-])")
_FORWARD = 10
"""So many years ahead a plan may reach."""


@record
class Columns:
    """A table's columns, a year or more later."""

    names: Mapping[str, str]
    """The new id of each, by its old one."""
    headings: Mapping[str, str]
    """The new heading of each, by its old id."""
    carried: Mapping[str, str]
    """The new ids whose figures last year's table has, each with the old id that has them."""
    own: str
    """The new id of the year's own column; empty where the table has none."""
    titles: Mapping[str, str]
    """The new words of what else names years: the table's title, headings above columns, charts' titles."""


@record
class Rolling:
    """From which year to which."""

    old: int
    new: int

    @property
    def step(self) -> int:
        """How many years."""
        return self.new - self.old

    def shifted(self, text: str) -> str:
        """Return a text with every year in it as many years later."""
        return YEAR.sub(lambda match: str(int(match[0]) + self.step), text)

    def spans(self, text: str) -> str:
        """Return a text whose spans that begin with the old year, «2026–2029», are as many years later."""
        pattern = rf"(?<!\d){self.old} ?[-–] ?(?:19|20)\d\d(?!\d)"
        return re.sub(pattern, lambda match: self.shifted(match[0]), text)


def columns(budsjett: Budsjett, rolling: Rolling) -> dict[str, Columns]:
    """Return the new columns of each table that moves with the year, by the table's id.

    A table moves where its columns are the years around its own, side by side; one of other years (a
    baseline, a target) stands as it is.
    """
    moved = {tabell.id: _columns(tabell, rolling) for tabell in budsjett.tabeller}
    return {name: found for name, found in moved.items() if found}


def _columns(tabell: Tabell, rolling: Rolling) -> Columns | None:
    typed = [kolonne for kolonne in tabell.kolonner if not kolonne.formel]
    years = sorted({year for kolonne in typed if (year := newest(kolonne))})
    if not years or not {rolling.old, rolling.old - 1} & set(years):
        return None
    if years != list(range(years[0], years[-1] + 1)) or not _is_near(years, rolling):
        return None
    names = {kolonne.id: _id(kolonne, rolling) for kolonne in tabell.kolonner}
    carried = {
        names[kolonne.id]: names[kolonne.id]
        for kolonne in typed
        if names[kolonne.id] in names and newest(kolonne) + rolling.step < rolling.new
    }
    own = [kolonne.id for kolonne in typed if newest(kolonne) == rolling.old]
    return Columns(
        names=names,
        headings={kolonne.id: rolling.shifted(kolonne.overskrift) for kolonne in tabell.kolonner},
        carried=carried,
        own=names[own[-1]] if own else "",
        titles={title: rolling.shifted(title) for title in _titles(tabell)},
    )


def _titles(tabell: Tabell) -> Iterator[str]:
    yield from (tabell.tittel, tabell.hjørne)
    yield from (gruppe.overskrift for gruppe in tabell.grupper_over)
    yield from (figur.tittel for figur in tabell.figurer)


def _is_near(years: list[int], rolling: Rolling) -> bool:
    return years[0] >= rolling.old - 3 and years[-1] <= rolling.old + _FORWARD


def newest(kolonne: Tallkolonne) -> int:
    """Return the newest year that a column's heading or id names; 0 where neither does."""
    shown = YEAR.findall(kolonne.overskrift) or YEAR.findall(kolonne.id)
    return max(map(int, shown), default=0)


def _id(kolonne: Tallkolonne, rolling: Rolling) -> str:
    """Return a column's id with its year, in full or by its last two figures, as many years later."""
    if YEAR.search(kolonne.id):
        return rolling.shifted(kolonne.id)
    last = f"{newest(kolonne) % 100:02}"
    return re.sub(rf"(?<!\d){last}(?!\d)", f"{(int(last) + rolling.step) % 100:02}", kolonne.id)


def renaming(budsjett: Budsjett, moved: Mapping[str, Columns]) -> dict[str, Mapping[str, str]]:
    """Return the new ids of columns by each row that has them."""
    return {rad.id: moved[tabell.id].names for tabell, rad in budsjett.rader() if tabell.id in moved}


def renamed(text: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return a text whose references to figures, `rad/kolonne`, lead to the columns by their new ids.

    Args:
        text: a content file, or a part of one.
        names: what columns are called, by row, as `renaming` gives it.
    """

    def anew(match: re.Match[str]) -> str:
        known = names.get(match[1])
        return match[0] if known is None else "/".join([match[1], *_each(match[2].split("/")[1:], known)])

    return _REFERENCE.sub(anew, text)


def _each(parts: Iterable[str], known: Mapping[str, str]) -> list[str]:
    return [known.get(part, part) for part in parts]
