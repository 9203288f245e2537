"""Findings that have one cure: it makes the finding go, and brings no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.editing.changes import Made, read
from handlingsprogram.editing.mends import mend
from handlingsprogram.read.load import read_folder
from tests.rules.example import Example, check, content, news, spoilt
from tests.rules.groups import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.editing.mends import Mend
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Tree

CONTENT = Path("content")
MENDS: dict[str, tuple[str, ...]] = {
    "skjema-ukjent-nøkkel": ("Skriv «tittel»",),
    "skjema-form": ("Skriv «2024-12-18»", "Skriv «-5800»"),
    "skjema-type": ("Skriv «false»", "", ""),
    "figur-fil": ("", "", "", "", ""),
    "fil-mangler": ("Skriv «rammer»",),
    "fil-to-ganger": ("Slett linjen",),
    "ikke-trykt": ("Slett den", "", "", ""),
    "partner-ukjent": ("Skriv «NHO»",),
    "tiltak-kolonne": ("Skriv «resultatmål»", "Skriv «partnere»"),
    "tiltak-verdi": ("Skriv «1200»",),
    "mål-ukjent": ("Skriv «kollektiv»", "Skriv «reiser»", ""),
    "referanse-mål": ("Skriv «internasjonal-profilering»", "", ""),
    "referanse-tekst": ("Skriv [](#konkurransekraft)",),
    "referanse-utrykt": ("", "Skriv [{tittel}](#konkurransekraft)"),
    "viderefører": ("Skriv «interessepolitisk-arbeid»",),
    "prosa-lenke": ("Slett mellomrommet",),
    "prosa-tegn": ("", "", "", ""),
    "tegn-ligatur": ("Skriv «fi»",),
    "tegn-usynlig": ("Slett tegnet",),
    "tekst-merke": ("Skriv «strategier»", ""),
    "budsjett-avvik": ("Slett avviket", ""),
    "budsjett-henvisning": ("Skriv «budsjett-2025»", "Skriv «lonn»"),
    "budsjett-utregnet": ("Slett tallet",),
    "andre-språk": ("Slett linjen",),
    "språk-anførselstegn": ("Skriv «…»", ""),
    "språk-dobbelt-mellomrom": ("Behold ett mellomrom",),
    "språk-dobbelt-ord": ("Slett det ene ordet",),
    "språk-komma": ("Slett mellomrommet", "Sett inn mellomrommet"),
    "språk-orddeling": ("",),
    "språk-punktum": ("Sett punktum",),
    "språk-skrivemåte": ("Skriv «havneselskap»",),
    "språk-verdi": ("Skriv «Skape møteplasser og nettverk»",),
    "status-tiltak": ("Skriv «prosjektverksted»",),
    "status-post": ("Skriv «seadito»", ""),
    "godtatt-dobbel": ("Slett punktet",),
    "godtatt-ubrukt": ("Slett punktet",),
}
"""What the button says for each example of a rule, in their order; empty where somebody has to think."""
OF_RULES = [[one for group in GROUPS for one in group.examples if one.rule == rule] for rule in MENDS]
EXAMPLES = [
    (example, label)
    for examples, labels in zip(OF_RULES, MENDS.values(), strict=True)
    for example, label in zip(examples, labels, strict=True)
]


@pytest.fixture(autouse=True)
def copy() -> Iterator[None]:
    """Work in a folder with a copy of the real content."""
    with content():
        yield


def trees(year: int) -> dict[str, Tree]:
    folder = read_folder(CONTENT / str(year))
    return {tree.file: tree for tree in (*folder.trees.values(), *folder.statuses.values())}


def mends(example: Example) -> list[tuple[Finding, Mend]]:
    """Return the mends of what an example finds; the content is spoilt already."""
    expected = set(news(example.year))
    known = trees(example.year)
    found = []
    for one in check(example.year):
        tree = known.get(one.position.file)
        if str(one) in expected and tree and (own := mend(one, tree)):
            found.append((one, own))
    return found


def apply(own: Mend) -> None:
    """Make the changes of a mend, as the editor does."""
    made = Made(lambda file: (CONTENT / file).read_text(encoding="utf-8"))
    for change in read(list(own.changes)):
        made.make(change)
    assert not made.clashes
    assert made.texts
    for file, text in made.texts.items():
        assert text is not None
        (CONTENT / file).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("example", "label"), EXAMPLES, ids=[one.rule for one, _ in EXAMPLES])
def test_a_mend_makes_its_finding_go_and_brings_no_other(example: Example, label: str) -> None:
    assert spoilt(example)
    own = mends(example)
    assert {one.label for _, one in own} == ({label} if label else set())
    for _, one in own[:1]:
        apply(one)
        assert news(example.year) == []
