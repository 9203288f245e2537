"""The rules in the groups and the order of the user guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.rules import (
    accepted,
    budget,
    drafts,
    files,
    form,
    language,
    objectives,
    prose,
    references,
    status,
    structure,
)

if TYPE_CHECKING:
    from tests.rules.example import Example


class Group(NamedTuple):
    """Rules that belong together."""

    title: str
    examples: tuple[Example, ...]


GROUPS = (
    Group("Form", form.EXAMPLES),
    Group("Filer og figurer", files.EXAMPLES),
    Group("Program, tiltak og tabeller", (*structure.EXAMPLES, *objectives.EXAMPLES)),
    Group("Henvisninger", references.EXAMPLES),
    Group("Tekst", prose.EXAMPLES),
    Group("Budsjett", budget.EXAMPLES),
    Group("Språk", language.EXAMPLES),
    Group("Status", status.EXAMPLES),
    Group("Utkast", drafts.EXAMPLES),
    Group("Godtatte funn og vedtatte år", accepted.EXAMPLES),
)
