"""What a comparison says of a drawing: each unit, event and point by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.review.report.things.drawn import contents, item_changes
from handlingsprogram.review.report.words import Slag

if TYPE_CHECKING:
    from handlingsprogram.review.report.model import Line

Items = list[dict[str, Any]]


def told(line: Line) -> str:
    marks = {Slag.UT: "-{}-", Slag.INN: "+{}+"}
    words = "".join(marks.get(bit.slag, "{}").format(bit.tekst) for bit in line.bits)
    return f"{line.name}: {words}"


def units(*top: str, **below: list[str]) -> Items:
    """Return a chart of units with those that stand below them."""
    return [
        {"navn": name, **({"under": [{"navn": one} for one in below[name]]} if name in below else {})}
        for name in top
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (units("Rådet"), units("Rådet", "Styret"), ["Ny enhet: +Styret+"]),
        (units("A", A=["B"]), units("A"), ["Fjernet enhet: -B, under A-"]),
        (units("A", A=["B"]), units("Å", Å=["B"]), ["Enhet: -A-+Å+"]),
        (units("A", "C", A=["B"]), units("A", "C", C=["B"]), ["Flyttet enhet: B, under -A-+C+"]),
        (units("A", A=["B"]), units("A", "B"), ["Flyttet enhet: B-, under A-"]),
        (units("A", "B", "C"), units("C", "A", "B"), [": C, A, B (rekkefølgen er endret)"]),
        (
            units("A", A=["B", "C"]),
            units("A", A=["C", "B"]),
            ["A: C, B (rekkefølgen er endret)"],
        ),
        (
            [{"navn": "A", "tekst": "ni ansatte"}],
            [{"navn": "A", "tekst": "ti ansatte"}],
            ["Enhet: A (-ni-+ti+ ansatte)"],
        ),
        (None, units("A"), ["Ny enhet: +A+"]),
    ],
)
def test_units_are_new_gone_renamed_and_moved(
    before: Items | None, after: Items, expected: list[str]
) -> None:
    assert [told(line) for line in item_changes(before, after, "organisasjonskart")] == expected


def test_events_and_points_have_their_time() -> None:
    before = [{"måned": 3, "navn": "Møte"}, {"fra": 5, "til": 8, "navn": "Høring"}]
    after = [{"fra": 5, "til": 9, "navn": "Høring"}, {"måned": 4, "navn": "Møte"}]
    assert [told(line) for line in item_changes(before, after, "årshjul")] == [
        "Hendelse: mai–-august-+september+: Høring",
        "Hendelse: -mars-+april+: Møte",
    ]
    points = [{"når": "2030", "navn": "Oppstart", "tekst": "ute"}]
    assert [told(line) for line in item_changes(points, [], "tidslinje")] == [
        "Fjernet punkt: -2030: Oppstart (ute)-"
    ]
    assert [told(line) for line in contents(points, "tidslinje")] == ["Punkt: 2030: Oppstart (ute)"]
