"""Plain data as a `Program`: what a paper says, in the shape of the content files, printed as content is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.build import year
from handlingsprogram.read.text.strict_yaml import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.build.year import Trees
    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.model.program import Program

RAPPORT = "rapport"
"""The status of what is no programme, and neither draft nor adopted; its name is a fixed word."""


class Paper(NamedTuple):
    """A paper as plain data."""

    navn: str
    """What its files are called, without endings: no year's documents have that name."""
    ramme: dict[str, Any]
    """As program.yaml, but for `kapitler` and what `frame` gives."""
    kapitler: Sequence[dict[str, Any]]
    """Each as a chapter's file, with an `id`."""
    budsjett: Budsjett | None = None


def made(paper: Paper) -> Program:
    """Return a paper as a programme that `render/documents` prints.

    The data is to fit the schemas of the content; ids are unique in it.
    """
    names = [chapter["id"] for chapter in paper.kapitler]
    trees: Trees = {("program", "program"): _tree("program", {**paper.ramme, "kapitler": names})}
    trees |= {("kapittel", one["id"]): _tree(one["id"], one) for one in paper.kapitler}
    return replace(year.program(trees), budsjett=paper.budsjett, navn="", filnavn=paper.navn)


def _tree(name: str, data: dict[str, Any]) -> Tree:
    return Tree(f"{name}.yaml", data)


def frame(program: Program) -> dict[str, Any]:
    """Return what a paper about a programme has from it: its sender, its language, its look."""
    shared: dict[str, Any] = {
        "år": program.år,
        "organisasjon": program.organisasjon,
        "språk": program.språk,
        "stikkord": list(program.stikkord),
        "innholdsfortegnelse": {"tittel": program.innholdsfortegnelse.tittel, "nivåer": 2},
        "nummerering": {"nivåer": 1, "kryssreferanse": "{tittel}"},
    }
    if program.tema:
        shared["tema"] = dict(program.tema)
    if program.andre_språk:
        shared["andre_språk"] = {name: list(words) for name, words in program.andre_språk.items()}
    return shared
