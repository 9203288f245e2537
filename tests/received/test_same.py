"""What `same` takes for the same content, and what not."""

from __future__ import annotations

import pytest

from tests.received.hand.same import same

KEY = ("kapittel", "rammer")


def _chapter(text: str, title: str = "Rammer") -> dict[tuple[str, str], object]:
    return {KEY: {"id": "rammer", "tittel": title, "innhold": [{"tekst": text}]}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("To ord og\nen linje til", "To ord og en linje til\n"),
        ("Stjerne \\* her", "Stjerne * her"),
        ("Et **fett ord** her", "Et **fett** **ord** her"),
        ("Før:\n\n- ett\n- to", "Før:\n- ett\n\n- to\n"),
        ("Ord[^a].\n\n[^a]: Noten.", "Ord[^b].\n\n[^b]: Noten.\n"),
        ("Et [lenket](https://a.no) ord", "Et [lenket](https://a.no)  ord"),
        ("1\\. januar", "1. januar"),
    ],
)
def test_texts_that_print_the_same_are_the_same(one: str, other: str) -> None:
    assert same(_chapter(one), _chapter(other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Et ord", "Et annet ord"),
        ("Et **fett** ord", "Et fett ord"),
        ("Et *skrått* ord", "Et **skrått** ord"),
        ("Ett avsnitt.\n\nTo.", "Ett avsnitt. To."),
        ("Før:\n\n- ett\n- to", "Før:\n\n- ett to"),
        ("- ett\n- to", "- to\n- ett"),
        ("1. ett\n2. to", "- ett\n- to"),
        ("Ord[^a].\n\n[^a]: Noten.", "Ord[^a].\n\n[^a]: En annen note."),
        ("Ord[^a].\n\n[^a]: Noten.", "Ord."),
        ("Et [lenket](https://a.no) ord", "Et [lenket](https://b.no) ord"),
        ("Et [lenket](https://a.no) ord", "Et lenket ord"),
        ("Se [](#rammer).", "Se kapittel 1."),
        ("a\u00a0b", "a b"),
        ("Stjerne \\* her", "Stjerne her"),
    ],
)
def test_texts_that_say_different_things_differ(one: str, other: str) -> None:
    assert len(same(_chapter(one), _chapter(other))) == 1
    assert len(same(_chapter(other), _chapter(one))) == 1


def test_data_that_differs_is_told_with_its_place() -> None:
    intended = {KEY: {"id": "rammer", "tittel": "Rammer", "underkapitler": [{"id": "a", "tittel": "A"}]}}
    found = {KEY: {"id": "rammer", "tittel": "Ramme", "underkapitler": []}, ("kapittel", "ny"): {}}
    told = same(intended, found)
    assert [line.split(":")[:2] for line in told] == [
        ["kapittel/ny", " er ny"],
        ["kapittel/rammer", " tittel"],
        ["kapittel/rammer", " underkapitler"],
    ]
    assert same(found, intended)[0].startswith("kapittel/ny: mangler")
    assert same(intended, intended) == []
