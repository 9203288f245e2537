"""What is a list: only what an author can have meant as one; what could be either is told."""

from __future__ import annotations

import pytest

from handlingsprogram.prose.lists import read
from handlingsprogram.prose.signs import settle, typed, typed_offset

# A text -> its items' marks, and those that are text and may have been meant as items.
READ = {
    "1. mai er fristen.\n\n17. mai feires.": ("", ""),
    "1. januar\n2. februar": ("", ""),
    "Møtet er\n18. desember i år": ("", ""),
    "2025. Et godt år.\n\n2026. Et dårlig år.": ("", ""),
    "a) og b) gjelder.": ("", ""),
    "+ 3 prosent": ("", ""),
    "* gjelder bare i år": ("", ""),
    "1. gå": ("", ""),
    "1. gå\n2. hvile": ("1. 2.", ""),
    "Vi skal\n1. gå\n2. hvile": ("1. 2.", ""),
    "4. gå\n5. hvile": ("4. 5.", ""),
    "1. gå\n\n   langt\n\n2. hvile\n\nSlutt": ("1. 2.", ""),
    "1. gå\nlangt\n2. hvile\n17. mai\n3. stå": ("1. 2. 3.", ""),
    "1. gå\n2. hvile\n4. stå": ("1. 2.", "4."),
    "1. gå\n1. hvile": ("", "1."),
    "3. gå\n5. hvile": ("", ""),
    "a) gå\n\nb) hvile": ("a) b)", ""),
    "i) gå\nii) hvile": ("i) ii)", ""),
    "h) gå\ni) hvile": ("h) i)", ""),
    "i) gå\nj) hvile": ("", "j)"),
    "(1) gå\n(2) hvile": ("", "(2)"),
    "- gå": ("-", ""),
    "Vi skal:\n- gå": ("-", ""),
    "**Vi skal:**\n- gå": ("-", ""),
    "Vi skal\n- gå": ("", "-"),
    "Vi skal\n- gå\n- hvile": ("- -", ""),
    "- 5 grader": ("", "-"),
    "- 5 kommuner\n- 3 fylker": ("- -", ""),
    "- ute\n  - skog\n- inne": ("- - -", ""),
    "- gå\n- hvile\n1. en\n2. to": ("- - 1. 2.", ""),
    "* gå\n* hvile": ("", "*"),
    "- gå\n* hvile": ("-", "*"),
    "1. gå\n2. hvile\n\n1. stå\n2. gå": ("1. 2.", "1. 2."),
    "1. gå\n2. hvile\n\na) stå\nb) gå": ("1. 2. a) b)", ""),
    "y) gå\nz) hvile\næ) stå": ("y) z)", "æ)"),
    "Å. Berg leder.": ("", ""),
    "A. gå\nB. hvile": ("", "B."),
    "Etter pbl. § 11-9 nr.\n2. og\n3. skal kommunen bidra.": ("", "3."),
    "- 1. halvår\n- 2. halvår": ("- -", ""),
    "Tekst.[^a]\n\n[^a]: 1. mai er fristen.": ("", ""),
    "Tekst.[^a]\n\n[^a]: Vi skal:\n    - gå\n    - hvile": ("- -", ""),
}


@pytest.mark.parametrize("text", READ, ids=repr)
def test_only_what_an_author_can_have_meant_as_a_list_is_one(text: str) -> None:
    reading = read(text)
    items = " ".join(item.mark.text for item in reading.items)
    assert (items, " ".join(mark.text for mark in reading.doubtful())) == READ[text]


@pytest.mark.parametrize("text", READ, ids=repr)
def test_what_is_settled_stays_settled_and_is_found_where_it_was_typed(text: str) -> None:
    settled = settle(text)
    assert settle(settled.markdown).markdown == settled.markdown
    assert typed(settled.markdown, settled.added) == text
    for at, character in enumerate(settled.markdown):
        if at not in settled.added:
            assert text[typed_offset(at, settled.added)] == character


def test_a_bullet_of_a_measure_needs_no_sign_of_its_own() -> None:
    assert [item.mark.text for item in read("- gå").items] == ["-"]
    assert [mark.text for mark in read("- gå", in_item=True).doubtful()] == ["-"]


def test_many_lines_are_read_in_time_in_proportion() -> None:
    # A list whose end was looked for anew at each of its lines would take minutes.
    for lines in ("- gå\n1. hvile\n", "1. gå\n17. mai\n", "* gå\n", "- gå\n  - hvile\n"):
        assert read(lines * 5_000).typed or read(lines * 5_000).items
