"""What is told of a measure's life: what each year's measure came from, and what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handlingsprogram.registers.model import Kobling, Liv, Steg


def told(liv: Liv, si: Callable[[str], str] = str) -> Iterator[tuple[Steg, str, str]]:
    """Give each step of a life, with what it came from and what it became, in words.

    Args:
        liv: the life.
        si: says the tool's words as the programmes are written.
    """
    steps = {steg.oppføring.nøkkel: steg for steg in liv.steg}
    for steg in liv.steg:
        yield steg, si(_came_from(steg, steps)), si(_became(steg, steps))


def _came_from(steg: Steg, steps: dict[str, Steg]) -> str:
    """Say what a measure came from; nothing where there is no earlier programme."""
    if not steg.fra:
        return "" if steg.er_første else "nytt"
    if len(steg.fra) > 1:
        return f"slått sammen av {_listed(link.fra for link in steg.fra)}{_gaps(steg.fra)}"
    [link] = steg.fra
    others = [one.til for one in steps[link.fra].til if one != link]
    text = f"{'skilt ut' if others else 'videreført'} fra {link.fra}"
    text += ", med annen tekst" if link.er_endret else ", uendret"
    return text + (f", ved siden av {_listed(iter(others))}" if others else "") + _gaps(steg.fra)


def _became(steg: Steg, steps: dict[str, Steg]) -> str:
    """Say what a measure became; nothing of those in the newest programme."""
    if not steg.til:
        return f"ikke videreført i {steg.neste}" if steg.neste else ""
    names = _listed(link.til for link in steg.til)
    if len(steg.til) > 1:
        return f"delt i {names}"
    is_merged = len(steps[steg.til[0].til].fra) > 1
    return f"gikk inn i {names}" if is_merged else f"videreført som {names}"


def _gaps(links: Sequence[Kobling]) -> str:
    passed = dict.fromkeys(name for link in links for name in link.uten)
    return f"; ikke med i {_listed(iter(passed))}" if passed else ""


def _listed(names: Iterator[str]) -> str:
    *rest, last = names
    return f"{', '.join(rest)} og {last}" if rest else last
