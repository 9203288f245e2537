"""Prose as paragraphs: where one begins, and which line ends mean nothing."""

from __future__ import annotations

import pytest

from handlingsprogram.prose.paragraphs import (
    Avsnitt,
    Skille,
    joined_paragraphs,
    one_form,
    paragraphs,
    together,
)
from handlingsprogram.prose.signs import settle

CASES: dict[str, list[tuple[str, int, str]]] = {
    "et avsnitt\nover to linjer": [("", 0, "et avsnitt over to linjer")],
    "ett\n\nto\n\n\ntre": [("", 0, "ett"), ("", 0, "to"), ("", 0, "tre")],
    "Vi skal:\n- gå\n  langt\n- hvile": [("", 0, "Vi skal:"), ("•", 0, "gå langt"), ("•", 0, "hvile")],
    "- gå\n\n  og hvile\n- spise": [("•", 0, "gå"), ("", 1, "og hvile"), ("•", 0, "spise")],
    "- ute\n  - skog\n  - fjell\n- inne": [
        ("•", 0, "ute"),
        ("•", 1, "skog"),
        ("•", 1, "fjell"),
        ("•", 0, "inne"),
    ],
    "- ute\n  1. skog\n\n     og mark\n  2. fjell": [
        ("•", 0, "ute"),
        ("1.", 1, "skog"),
        ("", 2, "og mark"),
        ("2.", 1, "fjell"),
    ],
    "-\n  ute\n-\n  inne": [("•", 0, "ute"), ("•", 0, "inne")],
    "- - ute\n- inne": [("•", 0, ""), ("•", 1, "ute"), ("•", 0, "inne")],
    "- ute\n-\n- inne": [("•", 0, "ute"), ("•", 0, ""), ("•", 0, "inne")],
    "1. gå\n2. hvile\n   litt": [("1.", 0, "gå"), ("2.", 0, "hvile litt")],
    "a) gå\n\nb) hvile\n   litt": [("a)", 0, "gå"), ("b)", 0, "hvile litt")],
    "Møtet er\n18. desember i år": [("", 0, "Møtet er 18. desember i år")],
    "Møtet er\n1. mars i år": [("", 0, "Møtet er 1. mars i år")],
    "1. mai er fristen.\n\n17. mai feires.": [
        ("", 0, r"1\. mai er fristen."),
        ("", 0, r"17\. mai feires."),
    ],
    "+ 3 prosent\nog * 2": [("", 0, r"\+ 3 prosent og * 2")],
    "- Møtet er\n  18. desember i år": [("•", 0, "Møtet er 18. desember i år")],
    "Se note[^a].\n[^a]: En note\n    over to linjer": [
        ("", 0, "Se note[^a]."),
        ("[^a]:", 0, "En note over to linjer"),
    ],
    "[^b]: Først.\n\nSe[^a] og[^b].\n\n  [^a]: Ett.\n\n    To.\n\nSlutt.": [
        ("", 0, "Se[^a] og[^b]."),
        ("", 0, "Slutt."),
        ("[^a]:", 0, "Ett."),
        ("", 1, "To."),
        ("[^b]:", 0, "Først."),
    ],
    "et brudd  \nher\\\nog her": [("", 0, "et brudd\\\nher\\\nog her")],
    "Han sa:\n\n> Vi må\n> gå.\n>\n> Nå.\n\n> Eller ikke.\n\nSlutt.": [
        ("", 0, "Han sa:"),
        (">", 0, "Vi må gå."),
        (">", 0, "Nå."),
        (">", 0, "Eller ikke."),
        ("", 0, "Slutt."),
    ],
    "> Et\\\n> brudd[^a].\n\n[^a]: En note": [(">", 0, "Et\\\nbrudd[^a]."), ("[^a]:", 0, "En note")],
    "   \n": [],
    "": [],
}


@pytest.mark.parametrize("markdown", CASES, ids=repr)
def test_paragraphs_begin_where_a_reader_of_markdown_says(markdown: str) -> None:
    parts = joined_paragraphs(settle(markdown).markdown)
    assert [(part.merke, part.innrykk, part.tekst) for part in parts] == CASES[markdown]
    assert joined_paragraphs(settle(together(parts)).markdown) == parts


@pytest.mark.parametrize("text", ["Møtet er 18. desember", "Vi øker + 3 og - 2 prosent", "Se 3) og b) der"])
def test_where_lines_end_is_no_change(text: str) -> None:
    words = text.split(" ")
    for i in range(1, len(words)):
        broken = settle(" ".join(words[:i]) + "\n" + " ".join(words[i:])).markdown
        assert one_form(broken) == one_form(settle(text).markdown) == text


SAME = [
    ("Vi skal:\n- gå\n- hvile", "Vi skal:\n\n-   gå\n-   hvile"),
    ("- gå\n- hvile", "-\n  gå\n-\n  hvile"),
    ("- gå\n\n- hvile\n- stå", "- gå\n- hvile\n\n- stå"),
    ("a) gå\nb) hvile", "a) gå\n\nb)  hvile"),
    ("Se[^a].\n\nSlutt.\n\n[^a]: Note.", "[^a]: Note.\n\nSe[^a].\n\n\nSlutt."),
    ("17. mai er fri.", "17\\. mai er fri."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_prints_the_same_has_one_form(one: str, other: str) -> None:
    assert one_form(settle(one).markdown) == one_form(settle(other).markdown)


def test_paragraphs_know_what_parts_them_from_the_one_before() -> None:
    parts = [part.skille for part in joined_paragraphs("Vi skal:\n- gå\n- hvile\n\nSlutt")]
    assert parts == [Skille.BLOKK, Skille.AVSNITT, Skille.LINJE, Skille.AVSNITT]
    assert one_form("Vi\nskal:\n- gå\n\n\nSlutt\n") == "Vi skal:\n\n- gå\n\nSlutt"
    assert Avsnitt("gå", merke="•", innrykk=3).markdown == "- gå"


def test_the_checks_find_each_paragraph_in_its_place() -> None:
    markdown = "Vi [skal](https://a.no):\n\n1. gå\n   - langt\n\n     bort\n2. hvile[^a].\n\n[^a]: En\nnote."
    pieces = list(paragraphs(markdown))
    assert [piece.tekst for piece in pieces] == [
        "Vi [skal" + "]" * len("](https://a.no)") + ":",
        *("gå", "langt", "bort", "hvile[^a].", "En\nnote."),
    ]
    assert [piece.i_liste for piece in pieces] == [False, True, True, True, True, False]
    assert all(markdown.startswith(piece.tekst, piece.start) for piece in pieces[1:])
