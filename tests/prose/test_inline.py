"""The words of a paragraph: read in one way, and written in one form where they print the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsprogram.prose import inline
from handlingsprogram.prose.paragraphs import joined_paragraphs
from handlingsprogram.prose.signs import settle
from tests.documents.signs import TEXTS

SAME = [
    ("*x* er", "_x_ er"),
    ("**x** er", "__x__ er"),
    ("***x*** er", "_**x**_ er"),
    ("5 000\\* kr", "5 000* kr"),
    ("2 \\* 3", "2 * 3"),
    ("a\\_b\\_c", "a_b_c"),
    ("\\[sic\\] og \\(så\\)", "[sic] og (så)"),
    ("C:\\\\Windows", "C:\\Windows"),
    ("A \\& B, 5 \\< 6", "A & B, 5 < 6"),
    ("\\~5 prosent", "~5 prosent"),
    ("en to\ntre", "en\nto tre"),
    ("en  to", "en to"),
    ("et brudd  \nher", "et brudd\\\nher"),
    ("<https://example.org/a_b>", "[https://example.org/a_b](https://example.org/a_b)"),
    ("*se [her](#a)*", "_se [her](#a)_"),
]
OTHER = [
    ("*x*", "x"),
    ("*x*", "**x**"),
    ("x\\*y\\*", "x*y*"),
    ("\\*x\\*", "*x*"),
    ("[x](#a)", "[x](#b)"),
    ("\\[x](#a)", "[x](#a)"),
    ("a[^b]", "a\\[^b]"),
    ("a\\\nb", "a\nb"),
    ("&amp;", "\\&amp;"),
    ("![x](#a)", "\\![x](#a)"),
    ("\\\\*x*", "\\*x*"),
    ("~~x~~", "\\~~x~~"),
    ("<https://a.no>", "\\<https://a.no>"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_prints_the_same_has_one_form(one: str, other: str) -> None:
    assert inline.one_form(one) == inline.one_form(other)
    assert inline.read(one) == inline.read(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_prints_something_else_has_another_form(one: str, other: str) -> None:
    assert inline.one_form(one) != inline.one_form(other)
    assert inline.read(one) != inline.read(other)


SIGNS = (
    "*",
    "**",
    "_",
    "~~",
    "~",
    "[",
    "](#a)",
    "](https://a.no/b_c)",
    "[^n]",
    "\\",
    "`",
    "<",
    "&",
    ";",
    "!",
    "(",
)
WORDS = ("ord", " ", "Å", "5", ".", ":", "«", "»", "-", "\n", "  \n", "copy", "1.", "- ")
PIECES = st.lists(st.sampled_from(SIGNS + WORDS), max_size=12).map("".join)


@given(PIECES)
def test_the_short_way_reads_what_the_long_way_reads(text: str) -> None:
    short = inline._short(text)
    if short is not None:
        assert inline._joined(short) == inline._joined(inline._long(text))


@given(PIECES)
def test_the_one_form_is_read_as_what_it_was_made_of(text: str) -> None:
    form = inline.one_form(text)
    assert inline.one_form(form) == form
    assert inline.read(form) == inline.read(text)


@pytest.mark.parametrize("text", TEXTS)
def test_texts_that_look_like_marks_keep_their_words(text: str) -> None:
    for part in joined_paragraphs(settle(text).markdown):
        assert inline.read(part.tekst) == inline._joined(inline._long(part.tekst))
        assert inline.one_form(part.tekst) == part.tekst


@pytest.mark.parametrize("piece", ["*a ", "**a_ ", "_a ", "a [b", "a\\*", "[^a]"])
def test_time_is_in_proportion_to_the_text(piece: str) -> None:
    # A reader that began anew at each mark would take hours here.
    assert inline.one_form(piece * 10_000)
