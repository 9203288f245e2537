"""What pandoc writes of the pieces of an edition is, put together, what it writes of the whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlingsprogram.preview.pieces import Pieces, cut
from handlingsprogram.processes import workers
from handlingsprogram.read.load import draft, read_folder
from handlingsprogram.render.checked import read_shared
from handlingsprogram.render.documents import pictures, view_and_theme
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.edition.markdown import markdown

ROOT = Path(__file__).parents[2]
PROGRAMMES = (
    "content/2021",
    "content/2025",
    *(
        f"tests/programmer/{name}"
        for name in (
            "klima/content/klimaplan-2026",
            "kommune/content/handlingsprogram-2026",
            "region/content/strategi-2026",
            "region/content/handlingsprogram-2026",
        )
    ),
)
ANCHOR = re.compile(r'#metadata\(none\) #label\("([^"]*)"\)')


def edition(folder: Path) -> str:
    shared, _ = read_shared(folder.parent)
    program = draft(read_folder(folder))
    assert program
    assert shared
    return markdown(view_and_theme(program, shared, pictures(program, folder, shared.theme))[0])


def whole(text: str) -> tuple[str, str]:
    with workers() as pool:
        written = pandoc.translate(text, ["typst", "html"], pool)
        return written["typst"].result().decode(), written["html"].result().decode()


def without_anchors(typst: str) -> str:
    return ANCHOR.sub("", typst)


def assert_whole(text: str) -> None:
    expected_typst, expected_html = whole(text)
    pieces = Pieces()
    typst, html = (one.decode() for one in pieces.translate(text))
    pieces.close()
    assert html == expected_html
    assert without_anchors(typst) == without_anchors(expected_typst)
    # What a link leads to, and every row that has an id, has its place in the pages.
    assert set(ANCHOR.findall(typst)) >= {
        *ANCHOR.findall(expected_typst),
        *re.findall(r'<tr id="([^"]*)"', text),
    }


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_pieces_of_every_programme_are_the_whole(programme: str) -> None:
    text = edition(ROOT / programme)
    assert len(cut(text)) > 1
    assert_whole(text)


def test_landscape_pages_begin_where_they_do_in_the_whole() -> None:
    text = edition(ROOT / "content" / "2025")
    wide = re.sub(r'class="(tiltak|budsjett)"', r'class="\1 liggende"', text)
    some = re.sub(r'class="budsjett"', 'class="budsjett liggende"', text)
    for one in (wide, some):
        assert_whole(one)
        assert_whole(one.replace("<!-- sideskift -->\n", ""))
    assert len(cut(some)) > len(cut(wide.replace("<!-- sideskift -->\n", "")))


def test_notes_are_numbered_through_and_gathered_at_the_end() -> None:
    chapters = [
        f'## <a id="a{i}"></a>Kapittel\n\nTekst[^{2 * i}] og mer[^{2 * i + 1}].\n\n[^{2 * i}]: Note {i}.\n\n'
        f'[^{2 * i + 1}]: 1990 og\n\n    et avsnitt til.\n\n### <a id="b{i}"></a>Under\n\n[^{2 * i}x'
        for i in range(4)
    ]
    assert_whole("# Tittel\n\n" + "\n\n".join(chapters))


def test_a_link_that_is_defined_elsewhere_is_found() -> None:
    assert_whole(
        '# Tittel\n\n## <a id="a"></a>En\n\nSe [siden].\n\n## <a id="b"></a>To\n\n[siden]: https://a.no\n'
    )


def test_a_word_more_is_the_only_piece_that_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = edition(ROOT / "content" / "2025")
    pieces = Pieces()
    pieces.translate(text)
    read: list[str] = []
    translate = pandoc.Waiting.translate

    def noted(
        self: pandoc.Waiting, markdown: str, headings: list[int], formats: list[str]
    ) -> list[list[bytes]]:
        read.append(markdown)
        return translate(self, markdown, headings, formats)

    monkeypatch.setattr(pandoc.Waiting, "translate", noted)
    edited = text.replace("- Visjon", "- Visjonen")
    pieces.translate(edited)
    assert len(read) == 1
    assert len(read[0]) < len(text) / 10
    # Footnotes that get other numbers are no other text.
    pieces.translate(edited.replace("[^1]", "[^7]").replace("[^2]", "[^8]"))
    pieces.translate(edited)
    assert len(read) == 1
    pieces.close()


def test_a_pandoc_that_was_ended_starts_anew() -> None:
    waiting = pandoc.Waiting()
    text = '## <a id="a"></a>En'
    first = waiting.translate(text, [1], ["html"])
    assert waiting._process
    waiting._process.end()
    assert waiting.translate(text, [1], ["html"]) == first
    with pytest.raises(RuntimeError, match="unexpected HTML"):
        waiting.translate("<hr>", [0], ["html"])
    assert waiting.translate(text, [1], ["html"]) == first
    waiting.close()
