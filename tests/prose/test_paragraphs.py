"""Prose as paragraphs: where one begins, and which line ends mean nothing."""

from __future__ import annotations

import pytest

from handlingsprogram.prose.paragraphs import Skille, joined_paragraphs, mark, one_form, without_mark
from handlingsprogram.prose.signs import settle

CASES = {
    "et avsnitt\nover to linjer": ["et avsnitt over to linjer"],
    "ett\n\nto\n\n\ntre": ["ett", "to", "tre"],
    "Vi skal:\n- gå\n  langt\n- hvile": ["Vi skal:", "- gå langt", "- hvile"],
    "- gå\n\n  og hvile\n- spise": ["- gå", "  og hvile", "- spise"],
    "- ute\n  - skog\n  - fjell\n- inne": ["- ute", "  - skog", "  - fjell", "- inne"],
    "1. gå\n2. hvile\n   litt": ["1. gå", "2. hvile litt"],
    "a) gå\n\nb) hvile\n   litt": ["a) gå", "b) hvile litt"],
    "Møtet er\n18. desember i år": ["Møtet er 18. desember i år"],
    "Møtet er\n1. mars i år": ["Møtet er 1. mars i år"],
    "1. mai er fristen.\n\n17. mai feires.": [r"1\. mai er fristen.", r"17\. mai feires."],
    "+ 3 prosent\nog * 2": [r"\+ 3 prosent og * 2"],
    "- Møtet er\n  18. desember i år": ["- Møtet er 18. desember i år"],
    "Se note[^a].\n[^a]: En note\n    over to linjer": ["Se note[^a].", "[^a]: En note over to linjer"],
    "et brudd  \nher\\\nog her": ["et brudd  \nher\\\nog her"],
    "   \n": [],
    "": [],
}


@pytest.mark.parametrize("markdown", CASES, ids=repr)
def test_paragraphs_begin_where_a_reader_of_markdown_says(markdown: str) -> None:
    settled = settle(markdown).markdown
    assert [part.tekst for part in joined_paragraphs(settled)] == CASES[markdown]
    assert settle(one_form(settled)).markdown == one_form(one_form(settled)) == one_form(settled)


@pytest.mark.parametrize("text", ["Møtet er 18. desember", "Vi øker + 3 og - 2 prosent", "Se 3) og b) der"])
def test_where_lines_end_is_no_change(text: str) -> None:
    words = text.split(" ")
    for i in range(1, len(words)):
        broken = settle(" ".join(words[:i]) + "\n" + " ".join(words[i:])).markdown
        assert one_form(broken) == one_form(settle(text).markdown) == text


def test_paragraphs_know_what_parts_them_from_the_one_before() -> None:
    parts = [part.skille for part in joined_paragraphs("Vi skal:\n- gå\n- hvile\n\nSlutt")]
    assert parts == [Skille.BLOKK, Skille.LINJE, Skille.LINJE, Skille.AVSNITT]
    assert one_form("Vi\nskal:\n- gå\n\n\nSlutt\n") == "Vi skal:\n- gå\n\nSlutt"


@pytest.mark.parametrize(
    ("text", "sign", "rest"),
    [
        ("- gå", "-", "gå"),
        ("  12. gå", "12.", "gå"),
        ("b) gå", "b)", "gå"),
        ("2025 er nå", "", "2025 er nå"),
        ("", "", ""),
    ],
)
def test_an_item_of_a_list_has_a_mark(text: str, sign: str, rest: str) -> None:
    assert (mark(text), without_mark(text)) == (sign, rest)
