"""Prose in the reports: its words as they are printed, and what else is seen where only that differs."""

from __future__ import annotations

import json

import pytest

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces import render
from handlingsprogram.review.report.reader import Reader, printed
from tests.review.helpers import real, small


def reader() -> Reader:
    return Reader(real().ny)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("- **Fet** og *kursiv*, ***begge*** og ~~strøket~~", "• Fet og kursiv, begge og strøket"),
        ("pro**sjekt**er, _under_ og snake_case_navn", "prosjekter, under og snake_case_navn"),
        (r"2 * 3 * 4, a\*b\*c og 5 000\*", "2 * 3 * 4, a*b*c og 5 000*"),
        ("se [siden](https://example.org/a_b_c) og <https://example.org>", "se siden og https://example.org"),
        ("En KPI[^kpi] for hver.", "En KPI (fotnote) for hver."),
        ("[^kpi]: Se [](#internasjonal-profilering).", "Fotnote: Se kapittel 5.5."),
        ("A &amp; B på\\\nto linjer", "A & B på\nto linjer"),
        ("Vi skal:\n- gå\n\n  langt\n- hvile", "Vi skal:\n• gå\nlangt\n• hvile"),
        ("a) gå\n\nb) hvile", "a) gå\nb) hvile"),
        ("To\navsnitt.\n\nHer.", "To avsnitt.\nHer."),
        ("[tittelen: {tittel}](#budsjett)", "tittelen: Budsjett"),
        ("1. Første", "1. Første"),
        (
            "[](#budsjett) først (jf. [](#budsjett)), og så:\n- **[](#budsjett)** i et punkt. [](#budsjett)",
            "Kapittel 7 først (jf. kapittel 7), og så:\n• Kapittel 7 i et punkt. Kapittel 7",
        ),
    ],
)
def test_prose_is_read_as_it_is_printed(markdown: str, words: str) -> None:
    assert reader().plain(markdown) == words


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Det *skal* gjøres", "Det **skal** gjøres", ("Det skal (kursiv) gjøres", "Det skal (fet) gjøres")),
        (
            "se [her](https://example.org/a)",
            "se [her](https://example.org/b)",
            ("se her (lenke til https://example.org/a)", "se her (lenke til https://example.org/b)"),
        ),
        ("Tall[^a]", "Tall[^b]", ("Tall (fotnote «a»)", "Tall (fotnote «b»)")),
        ("- Kraft", "Kraft", ("• Kraft", "Kraft")),
        ("En. To.", "En.\n\nTo.", ("En. To.", "En. (nytt avsnitt) To.")),
        ("En\\\nto", "En to", ("En (ny linje) to", "En to")),
        ("- en\n- to", "- en\n\n- to", ("• en (ny linje) • to", "• en (nytt avsnitt) • to")),
        ("- en\n- to", "- en\n  - to", ("• en (ny linje) • to", "• en (ny linje) • (nivå 2) to")),
        ("5 000", "5\u00a0000", ("5 000", "5 (hardt mellomrom) 000")),
        (
            "[her](#budsjett)",
            "[her](#organisering)",
            ("her (lenke til «Budsjett»)", "her (lenke til «Osloregionens organisering»)"),
        ),
    ],
)
def test_what_is_no_change_of_words_is_said_in_words(before: str, after: str, shown: tuple[str, str]) -> None:
    assert printed(before, after, (reader(), reader())) == shown


@pytest.mark.parametrize("piece", ["*a ", "**a_ ", "_a ", "a [b"])
def test_marks_that_nothing_closes_are_printed(piece: str) -> None:
    # A pattern that began anew at each mark would take many minutes here.
    text = piece * 30_000
    assert reader().plain(text) == text.strip()


def test_no_report_shows_markdown_for_words_that_are_printed_without() -> None:
    content = {"tekst": "Styret vedtar **to** tall[^a], se [siden](https://example.org/x).\n\n[^a]: Note."}
    old = small(2029, json.dumps([{"id": "a", "tittel": "A", "innhold": [{"tekst": "Noe annet."}]}]))
    new = small(2029, json.dumps([{"id": "a", "tittel": "A", "innhold": [content]}]))
    comparison = compare(old, new)
    for face in ("text", "md", "html"):
        shown = render(face, comparison)
        assert isinstance(shown, str)
        text = shown.replace("\\", "")
        assert "vedtar to tall (fotnote), se siden." in " ".join(text.split())
        assert "[^a]" not in text
        assert "example.org/x" not in text


def test_an_amount_is_read_as_the_figure_that_it_prints() -> None:
    assert reader().plain("Vi får [](#kontingenter/budsjett-2025) tusen.") == "Vi får 6 987 tusen."
    assert reader().plain("Vi får [](#kontingenter/ukjent) tusen.") == "Vi får kontingenter/ukjent tusen."
