"""Prose in the comparison: another spelling is no change, and what a reader sees changed is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.prose import marks
from handlingsprogram.prose.signs import settle
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces import render
from tests.documents.signs import TEXTS
from tests.review.helpers import small

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison

    Place = Callable[[str], dict[str, Any]]


def in_prose(text: str) -> dict[str, Any]:
    return {"tekst": text}


def in_measure(text: str) -> dict[str, Any]:
    return {"tiltak": [{"id": "t", "tekst": text}]}


def in_bullet(text: str) -> dict[str, Any]:
    return {"tiltak": [{"id": "t", "tekst": "Tiltaket", "punkter": [f"Dette:\n\n{text}"]}]}


def programme(*blocks: dict[str, Any]) -> Program:
    return small(2029, json.dumps([{"id": "a", "tittel": "A", "innhold": list(blocks)}]))


def compared(one: str, other: str, place: Place = in_prose) -> Comparison:
    return compare(programme(place(one)), programme(place(other)))


def told(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return the changes of paragraphs: type, place and field."""
    return [(change.type, change.sti.rpartition(".")[2], change.felt) for change in comparison.endringer]


def report(comparison: Comparison) -> str:
    """Return the report as it stands on a terminal, its lines joined."""
    shown = render("text", comparison)
    assert isinstance(shown, str)
    return " ".join(shown.split())


# --- What is no change ----------------------------------------------------------------------------

SAME = [
    ("*x* og **y** er", "_x_ og __y__ er"),
    ("Vi:\n- en\n- to", "Vi:\n-\n  en\n-\n  to"),
    ("Vi:\n- en\n- to", "Vi:\n\n-   en\n-   to"),
    ("- en\n  - to\n  - tre", "-    en\n     -   to\n     -   tre"),
    ("a) en\nb) to", "a) en\n\nb)  to"),
    ("5 000\\* kr, 2 \\* 3, a\\_b", "5 000* kr, 2 * 3, a_b"),
    ("en to\ntre fire", "en\nto tre fire"),
    ("17\\. mai er\nfri", "17. mai er fri"),
    ("- en\n\n- to\n- tre", "- en\n- to\n\n- tre"),
    ("$5 her og 6$ der", "\\$5 her og 6$ der"),
]


@pytest.mark.parametrize("place", [in_prose, in_measure, in_bullet])
@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_spelling_is_no_change(one: str, other: str, place: Place) -> None:
    comparison = compared(one, other, place)
    assert (comparison.endringer, comparison.følger) == ((), ())


def respelt(text: str) -> str:
    """Return a text with a backslash before each of its signs that Markdown lets be escaped."""
    lines = text.split("\n")
    return "\n".join(
        "".join(f"\\{sign}" if sign in "*_~<>[]&$^#|" else sign for sign in line) for line in lines
    )


@pytest.mark.parametrize("text", [text for text in TEXTS if not set("\\`@:/.") & set(text)])
def test_signs_that_are_text_are_the_same_with_a_backslash(text: str) -> None:
    text = f"Ord. {text}"
    if not marks.faults(settle(text).markdown):
        assert compared(text, respelt(text)).endringer == ()


NOTES = "Ord[^a] og ord[^b].\n\nMer.\n\n[^a]: Note en.\n\n[^b]: Note to."


@pytest.mark.parametrize(
    "other",
    [
        NOTES.replace("[^a]", "[^ny]"),
        NOTES.replace("[^a]", "[^x]").replace("[^b]", "[^a]").replace("[^x]", "[^b]"),
        "Ord[^a] og ord[^b].\n\n[^b]: Note to.\n\n[^a]: Note\nen.\n\nMer.",
        "[^a]: Note en.\n\nOrd[^a] og ord[^b].\n[^b]: Note to.\n\nMer.",
    ],
)
def test_what_notes_are_called_and_where_they_stand_is_no_change(other: str) -> None:
    assert compared(NOTES, other).endringer == ()


def test_notes_that_change_places_are_a_change() -> None:
    comparison = compared(NOTES, NOTES.replace("[^a] og ord[^b]", "[^b] og ord[^a]"))
    assert told(comparison) == [("endret", "1", "tekst")]
    assert "Ord (fotnote «[-a-]{+b+}») og ord (fotnote «[-b-]{+a+}»)." in report(comparison)


def test_a_text_that_moves_does_not_change_with_what_stands_beside_it() -> None:
    # One dollar sign is only a sign; beside another, GitHub would reckon.
    one, two = "Vi får 5 $ for hver time vi går.", "De får 6 $ for hver time de går."
    assert told(compare(programme(in_prose(f"{one}\n\n{two}")), programme(in_prose(one)))) == [
        ("fjernet", "2", "")
    ]


# --- What is told ---------------------------------------------------------------------------------

LISTS = [
    ("1. en\n2. to", "a) en\n\nb) to", "merke", "1", "listen har fått bokstaver i stedet for tall"),
    ("i) en\nii) to", "a) en\n\nb) to", "merke", "1", "listen har fått bokstaver i stedet for romertall"),
    ("- en\n- to", "1. en\n2. to", "merke", "1", "listen har fått tall i stedet for punkttegn"),
    ("1. en\n2. to", "4. en\n5. to", "merke", "1", "listen begynner med «4.» i stedet for «1.»"),
    ("1. en\n2. to", "1) en\n2) to", "merke", "1", "listen begynner med «1)» i stedet for «1.»"),
    ("- en\n- to\n- tre", "- en\n  - to\n  - tre", "innrykk", "2", "flyttet inn til nivå 2 i listen"),
    ("- en\n  1. to\n  2. tre", "- en\n- to\n- tre", "innrykk", "2", "flyttet ut til nivå 1 i listen"),
    ("- en\n\n  mer\n- to", "- en\n- to\n\nmer", "innrykk", "3", "hører ikke lenger til punktet over"),
]


@pytest.mark.parametrize(("one", "other", "felt", "nr", "words"), LISTS)
def test_a_list_that_looks_otherwise_is_told_once_in_words(
    one: str, other: str, felt: str, nr: str, words: str
) -> None:
    comparison = compared(one, other)
    assert [entry for entry in told(comparison) if entry[2] == felt] == [("endret", nr, felt)]
    assert report(comparison).count(words) == 1
    for place in (in_measure, in_bullet):
        assert "endret tekst" in {f"{c.type} {c.felt}" for c in compared(one, other, place).endringer}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("1. en\n2. to", "4. en\n5. to", "[-1. en / 2-]{+4. en / 5+}. to"),
        ("- en gang\n- to", "- en gang\n  - to", "• en gang (ny linje) • {+(nivå 2) +}to"),
        ("En setning. To.", "En setning.\n\nTo.", "En setning. {+(nytt avsnitt) +}To."),
        ("En setning.\\\nTo.", "En setning. To.", "En setning. [-(ny linje) -]To."),
        ("En.\n\nTo.", "En.\n\nTo _her_.", "En. / To{+ her+}."),
    ],
)
def test_a_measures_lists_paragraphs_and_lines_are_told_in_words(one: str, other: str, words: str) -> None:
    assert words in report(compared(one, other, in_measure))


def test_items_that_are_no_list_any_more_are_told() -> None:
    comparison = compared("- en\n- to", "en\n\nto")
    assert told(comparison) == [("endret", "1", "merke"), ("endret", "2", "merke")]
    assert report(comparison).count("punktet er blitt et vanlig avsnitt") == 2
    assert "avsnittet er blitt et punkt i en liste" in report(compared("en\n\nto", "- en\n- to"))


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "- "])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_new_item_is_new_and_those_behind_it_count_on(mark: str, at: int) -> None:
    items = ["gå på tur", "hvile mye", "sove lenge"]

    def numbered(items: list[str]) -> str:
        return "\n".join(mark.format(i) + item for i, item in enumerate(items, 1))

    comparison = compared(numbered(items), numbered([*items[:at], "danse vals", *items[at:]]))
    assert [entry[0] for entry in told(comparison)] == ["ny"]
    assert comparison.endringer[0].til["tekst"] == "danse vals"
    back = compared(numbered([*items[:at], "danse vals", *items[at:]]), numbered(items))
    assert [entry[0] for entry in told(back)] == ["fjernet"]


def test_an_item_does_not_swallow_the_next_with_its_own_paragraphs() -> None:
    comparison = compared("- gå på tur\n- hvile mye", "- gå på tur\n\n  og komme hjem\n\n- hvile mye")
    assert [entry for entry in told(comparison) if entry[2] != "skille"] == [("ny", "2", "")]
    assert "og komme hjem" in report(comparison)


def test_a_looser_list_is_one_change_of_looks() -> None:
    comparison = compared("- en\n- to\n- tre\n- fire", "- en\n\n- to\n\n- tre\n\n- fire")
    assert [change.felt for change in comparison.endringer] == ["skille"]
    assert "Annen avstand mellom avsnitt" in report(comparison)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_other_words_is_told_and_without_them_is_not(text: str) -> None:
    one = programme(in_prose(text), in_measure(text))
    assert compare(one, programme(in_prose(text), in_measure(text))).endringer == ()
    changed = text.replace("gå", "løpe") if "gå" in text else f"Nå: {text}"
    found = compare(one, programme(in_prose(changed), in_measure(changed))).endringer
    assert {"avsnitt", "tiltak"} <= {change.ting for change in found}
