"""A chart, whatever form it has: posts with figures in one column, or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import STOLPER
from handlingsprogram.read.model.sheet import is_figure
from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.read.model.rounding import Tall


@record
class Amount:
    """A figure, and how it is printed."""

    verdi: Verdi
    skrevet: str

    @property
    def tall(self) -> Tall:
        """The figure as a number; a blank and a dash are 0."""
        return self.verdi if is_figure(self.verdi) else 0


@record
class Bar:
    """A post with a figure."""

    navn: str
    nå: Amount
    før: Amount
    hel: bool = False
    """In a waterfall: whether it is what the posts above come to, and so begins at zero."""


@record
class Series:
    """A post with a figure in each column."""

    navn: str
    nå: tuple[Amount, ...]
    før: tuple[Amount, ...]
    """What it was in the same columns before; none where there is no before."""


@record
class Chart:
    """Posts with their figures now, and before where there is a before."""

    id: str
    tittel: str
    enhet: str
    nå: str = ""
    """What the figures now are called; empty where they stand alone and the columns have names."""
    før: str = ""
    """What the figures before are called; empty where there are none."""
    poster: tuple[Bar, ...] = ()
    i_alt: Bar | None = None
    """What the posts are together; None where they are not parts of one sum."""
    desimaler: int = 0
    """How many the figures have."""
    form: str = STOLPER
    kolonner: tuple[str, ...] = ()
    """What the columns are called, of a form that goes over several."""
    rekker: tuple[Series, ...] = ()
    """The posts of such a form."""
    summer: Series | None = None
    """What the posts are together in each column; None where they are not added."""

    @property
    def beløp(self) -> tuple[tuple[Amount, Amount], ...]:
        """Every figure of a post now, with what it was before."""
        over = (
            pair
            for rekke in self.rekker
            for pair in zip(rekke.nå, rekke.før or (INGENTING,) * len(rekke.nå), strict=True)
        )
        return (*((bar.nå, bar.før) for bar in self.poster), *over)


INGENTING = Amount(None, "")
