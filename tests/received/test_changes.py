"""Changes of a received file, accepted and rejected one author at a time, as Word would do it."""

from __future__ import annotations

import pytest

from handlingsprogram.received.file.document import (
    Author,
    Block,
    Form,
    Kept,
    KeptForm,
    Look,
    Paragraph,
    Received,
    Run,
    Table,
)
from handlingsprogram.received.file.resolve import accepted, rejected
from tests.received.made import word
from tests.received.pieces import MARK, WHEN, WHO, gone, ins, line, run

KARI, OLA = Author("Kari", WHEN), Author("Ola", WHEN)


def lines(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def both(body: str) -> tuple[list[str], list[str]]:
    received = word(body)
    return lines(accepted(received)), lines(rejected(received))


def test_words_that_came_and_went() -> None:
    received = word(line(run("Vi ") + gone("skal") + ins(run("vil")) + run(" gjøre det")))
    assert received.blocks == (
        Paragraph((Run("Vi "), Run("skal", deleted=KARI), Run("vil", inserted=KARI), Run(" gjøre det"))),
    )
    assert received.authors == ("Kari",)
    assert accepted(received) == (Paragraph((Run("Vi vil gjøre det"),)),)
    assert rejected(received) == (Paragraph((Run("Vi skal gjøre det"),)),)


def test_what_one_put_in_and_another_took_away() -> None:
    received = word(line(run("a") + ins(gone("b", "Ola"), "Kari") + run("c")))
    assert received.blocks == (Paragraph((Run("a"), Run("b", inserted=KARI, deleted=OLA), Run("c"))),)
    assert lines(accepted(received)) == ["ac"]
    assert lines(rejected(received)) == ["ac"]
    assert lines(accepted(received, rejected=["Ola"])) == ["abc"]
    assert lines(accepted(received, only="Kari")) == ["abc"]
    assert lines(accepted(received, only="Ola")) == ["ac"]


def test_one_author_at_a_time() -> None:
    received = word(line(ins(run("a"), "Kari") + ins(run("b"), "Ola") + gone("c", "Ola") + run("d")))
    assert lines(accepted(received)) == ["abd"]
    assert lines(accepted(received, rejected=["Ola"])) == ["acd"]
    assert lines(accepted(received, rejected=["Ola", "Kari"])) == lines(rejected(received)) == ["cd"]
    assert lines(accepted(received, only="Ola")) == ["bd"]
    assert lines(accepted(received, rejected=["Ola"], only="Ola")) == ["cd"]


@pytest.mark.parametrize(
    ("body", "after", "before"),
    [
        # Two made one: the first one's end is gone.
        (line(run("a"), "del") + line(run("b")), ["ab"], ["a", "b"]),
        (line(run("a"), "del") + line(run("b"), "del") + line(run("c")), ["abc"], ["a", "b", "c"]),
        # One made two.
        (line(run("a"), "ins") + line(run("b")), ["a", "b"], ["ab"]),
        # One gone, and one that has come.
        (line(gone("a"), "del") + line(run("b")), ["b"], ["a", "b"]),
        (line(ins(run("a")), "ins") + line(run("b")), ["a", "b"], ["b"]),
        (line(run("a"), "ins") + line(ins(run("b"))), ["a", "b"], ["a"]),
        # An empty one that has come.
        (line(run("a")) + line("", "ins") + line(run("b")), ["a", "", "b"], ["a", "b"]),
        # What came was gone before anybody saw it.
        (line(ins(gone("a")), "ins") + line(run("b")), ["", "b"], ["b"]),
        # The last one's end, which nothing follows.
        (line(run("a")) + line(gone("b"), "del"), ["a"], ["a", "b"]),
        (line(run("a")) + line(run("b"), "del"), ["a", "b"], ["a", "b"]),
        (line(gone("a"), "del"), [], ["a"]),
    ],
)
def test_ends_of_paragraphs(body: str, after: list[str], before: list[str]) -> None:
    assert both(body) == (after, before)


def test_paragraphs_that_become_one_are_what_the_last_one_is() -> None:
    heading, text = '<w:pStyle w:val="Overskrift1"/>', '<w:pStyle w:val="Brdtekst"/>'
    start = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>'
    received = word(
        line(start.format(1, "a") + run("a"), "del", heading)
        + line(start.format(2, "b") + gone("b"), "del", heading)
        + line(start.format(3, "c") + run("c"), "", text)
    )
    [joined] = accepted(received)
    assert joined == Paragraph((Run("ac"),), "BodyText", anchors=("a", "c"))
    assert isinstance(joined, Paragraph)
    assert joined.paths == ((0,), (1,), (2,))
    assert [part.anchors for part in rejected(received) if isinstance(part, Paragraph)] == [
        ("a",),
        ("b",),
        ("c",),
    ]


def test_words_before_a_table_keep_an_end_of_their_own() -> None:
    table = f"<w:tbl><w:tr><w:tc>{line(run('t'))}</w:tc></w:tr></w:tbl>"
    received = word(line(run("a"), "del") + line(gone("b"), "del") + table)
    assert [type(block) for block in accepted(received)] == [Paragraph, Table]
    assert lines(accepted(received)) == ["a"]


def test_moved_paragraphs_stand_where_they_went_and_know_where_they_came_from() -> None:
    def edge(way: str, which: str) -> str:
        return f'<w:move{way}Range{which} w:id="7" w:name="flytting1" {WHO.format("Kari")[8:]}/>'

    body = (
        line(edge("From", "Start") + gone("a", tag="moveFrom"), "moveFrom")
        + line(gone("b", tag="moveFrom"), "moveFrom")
        + edge("From", "End")
        + line(run("c"))
        + line(edge("To", "Start").replace('"7"', '"8"') + ins(run("a"), tag="moveTo"), "moveTo")
        + line(ins(run("b"), tag="moveTo") + edge("To", "End").replace('"7"', '"8"'), "moveTo")
        + line(run("d") + ins(run("e")))
    )
    received = word(body)
    assert [part.moved for part in received.blocks if isinstance(part, Paragraph)] == [
        *["flytting1"] * 2,
        "",
        *["flytting1"] * 2,
        "",
    ]
    assert lines(accepted(received)) == ["c", "a", "b", "de"]
    assert lines(rejected(received)) == ["a", "b", "c", "d"]
    assert [part.moved for part in accepted(received) if isinstance(part, Paragraph)] == [
        "",
        "flytting1",
        "flytting1",
        "",
    ]


def row(words: str, mark: str = "", who: str = "Kari", cells: str = "") -> str:
    properties = f"<w:trPr>{MARK.format(mark, who)}</w:trPr>" if mark else ""
    return f"<w:tr>{properties}<w:tc>{line(words)}</w:tc>{cells}</w:tr>"


def table_lines(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [
        [text for cell in row.cells for text in lines(cell.blocks)]
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_rows_that_came_and_went() -> None:
    received = word(
        "<w:tbl>" + row(gone("a"), "del") + row(ins(run("b")), "ins", "Ola") + row(run("c")) + "</w:tbl>"
    )
    assert table_lines(accepted(received)) == [["b"], ["c"]]
    assert table_lines(rejected(received)) == [["a"], ["c"]]
    assert table_lines(accepted(received, rejected=["Ola"])) == [["c"]]


def test_a_table_whose_rows_are_all_gone_is_gone() -> None:
    received = word(line(run("a")) + f"<w:tbl>{row(gone('b'), 'del')}</w:tbl>" + line(run("c")))
    assert [type(block) for block in accepted(received)] == [Paragraph, Paragraph]
    assert [type(block) for block in rejected(received)] == [Paragraph, Table, Paragraph]


def test_cells_that_came_and_went() -> None:
    def cell(words: str, mark: str) -> str:
        return f"<w:tc><w:tcPr>{MARK.format(mark, 'Kari')}</w:tcPr>{line(words)}</w:tc>"

    cells = cell(ins(run("b")), "cellIns") + cell(gone("c"), "cellDel")
    received = word(f"<w:tbl>{row(run('a'), cells=cells)}</w:tbl>")
    assert table_lines(accepted(received)) == [["a", "b"]]
    assert table_lines(rejected(received)) == [["a", "c"]]


def test_a_cell_that_was_emptied_has_an_empty_paragraph() -> None:
    received = word(f"<w:tbl>{row(gone('a'))}</w:tbl>")
    assert table_lines(accepted(received)) == [[""]]
    [table] = accepted(word(f"<w:tbl><w:tr><w:tc>{line(gone('a'), 'del')}</w:tc></w:tr></w:tbl>"))
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].blocks == (Paragraph(),)


def test_looks_alone_that_somebody_changed() -> None:
    change = f"<w:b/><w:rPrChange {WHO.format('Kari')}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    received = word(line(run("a ") + run("b", change)))
    changed = Run("b", bold=True, former=Kept(KARI, Look(italic=True)))
    assert received.blocks == (Paragraph((Run("a "), changed)),)
    assert accepted(received) == (Paragraph((Run("a "), Run("b", bold=True))),)
    assert rejected(received) == (Paragraph((Run("a "), Run("b", italic=True))),)
    assert accepted(received, rejected=["Kari"]) == rejected(received)


def test_a_look_that_only_changed_in_what_is_no_content_is_no_change() -> None:
    change = f'<w:lang w:val="nb-NO"/><w:rPrChange {WHO.format("Kari")}><w:rPr/></w:rPrChange>'
    assert word(line(run("a", change))).blocks == (Paragraph((Run("a"),)),)


def test_paragraphs_that_somebody_made_something_else_of() -> None:
    form = (
        f'<w:pStyle w:val="Punktliste"/><w:pPrChange {WHO.format("Kari")}><w:pPr><w:pStyle w:val="Brdtekst"/>'
        "</w:pPr></w:pPrChange>"
    )
    received = word(f"<w:p><w:pPr>{form}</w:pPr>{run('a')}</w:p>")
    former = KeptForm(KARI, Form("BodyText"))
    assert received.blocks == (Paragraph((Run("a"),), "ListBullet", 0, "bullet", 1, former=former),)
    assert accepted(received) == (Paragraph((Run("a"),), "ListBullet", 0, "bullet", 1),)
    assert rejected(received) == (Paragraph((Run("a"),), "BodyText"),)


def test_notes_that_came_and_notes_that_changed() -> None:
    notes = (
        f'<w:footnote w:id="1">{line(run("Ny"))}</w:footnote>'
        f'<w:footnote w:id="2">{line(gone("Gammel") + ins(run("Endret")))}</w:footnote>'
    )
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = line(run("a") + ins(reference.format(1)) + run("b") + reference.format(2))
    received = word(body, footnotes=notes)
    [after], [before] = accepted(received), rejected(received)
    assert isinstance(after, Paragraph)
    assert isinstance(before, Paragraph)
    assert after.runs == (
        Run("a"),
        Run(note=(Paragraph((Run("Ny"),)),)),
        Run("b"),
        Run(note=(Paragraph((Run("Endret"),)),)),
    )
    assert before.runs == (Run("ab"), Run(note=(Paragraph((Run("Gammel"),)),)))


def test_what_has_no_changes_is_as_it_was_read() -> None:
    received = word(line(run("a") + run("b", "<w:b/>")) + f"<w:tbl>{row(run('c'))}</w:tbl>")
    assert accepted(received) == rejected(received) == received.blocks
    assert Received(()).blocks == accepted(Received(()))
