"""What stands in an OpenDocument text, piece by piece."""

from __future__ import annotations

import pytest

from handlingsprogram.received.file.document import Author, Block, Paragraph, Run, Table, paragraphs
from handlingsprogram.received.file.package import unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted, rejected
from tests.received.made import ODT_NAMESPACES, odt, odt_parts, zipped

WHEN = "2025-02-03T04:05:06"
KARI, OLA = Author("Kari", WHEN), Author("Ola", WHEN)
PICTURE = b"\x89PNG\r\n\x1a\n"
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Text_20_body">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'
    + "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
        for name, said in (
            ("T1", 'fo:font-weight="bold"'),
            ("T2", 'fo:font-style="italic"'),
            ("T3", 'fo:font-weight="normal"'),
            ("T4", 'style:text-position="super 58%"'),
            ("T5", 'fo:color="#ff0000" fo:font-size="16.5pt"'),
        )
    )
    + '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1"/>'
    '<text:list-level-style-number text:level="3" style:num-format=""/></text:list-style>'
)


def line(inner: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def runs(inner: str, style: str = "Text_20_body") -> tuple[Run, ...]:
    [paragraph] = odt(line(inner, style), AUTOMATIC).blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs


def lines(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("\n   Hei \n\t du ", "Hei du "),
        ("a <text:s/>b<text:s text:c='3'/>c", "a  b   c"),
        ("<text:s/>a", " a"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        (f"a {span(' b', 'T1')} c", "a b c"),
        ("a<text:s text:c='99999999'/>b", "a b"),
        ("a<text:soft-page-break/>b<text:hva>c</text:hva>d", "abcd"),
        ("<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>", "a"),
        ("a<!-- b -->c", "ac"),
    ],
)
def test_blanks_and_signs(inner: str, text: str) -> None:
    assert "".join(run.text for run in runs(inner)) == text


def test_bold_is_what_is_bolder_than_its_style() -> None:
    assert runs(f"a{span('b', 'T1')}{span('c', 'Strong_20_Emphasis')}") == (Run("a"), Run("bc", bold=True))
    assert runs(f"a{span('b', 'T3')}", "P1") == (Run("a", bold=True), Run("b"))
    assert runs(f"a{span('b', 'T1')}", "P2") == (Run("ab"),)
    assert runs(span(span("a", "T2") + "b", "T1")) == (Run("a", bold=True, italic=True), Run("b", bold=True))
    assert runs(span("a", "T4")) == (Run("a", script="super"),)


def test_links_notes_and_bookmarks() -> None:
    inner = f"<text:note-body>{line('<text:s/>Se')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{inner}</text:note>"
    mark = '<text:bookmark{} text:name="{}"/>'
    body = (
        mark.format("-start", "før")
        + line(
            mark.format("-start", "a")
            + '<text:a xlink:href="https://a.no/">b</text:a>'
            + mark.format("-end", "a")
            + '<text:a xlink:href="#c|outline">d</text:a>'
            + note
            + mark.format("", "tom")
        )
        + line("e" + mark.format("-start", "neste"))
        + line("f" + mark.format("-end", "neste"))
    )
    first, second, third = (block for block in odt(body).blocks if isinstance(block, Paragraph))
    assert first.runs == (
        Run("b", link="https://a.no/"),
        Run("d", link="#c"),
        Run(note=(Paragraph((Run("Se"),), "BodyText"),)),
    )
    assert [one.anchors for one in (first, second, third)] == [("før", "a", "tom"), (), ("neste",)]


def test_headings_and_lists() -> None:
    item = "<text:list-item>{}</text:list-item>"
    deeper = f"<text:list>{item.format(line('d'))}</text:list>"
    inner = f"<text:list>{item.format(line('c') + deeper)}</text:list>"
    body = (
        '<text:h text:style-name="P2" text:outline-level="1">a</text:h>'
        f'<text:list text:style-name="L1">{item.format(line("b") + line("b2") + inner)}'
        f"<text:list-header>{line('e')}</text:list-header></text:list>"
    )
    found = [
        (block.text, block.style, block.level, block.list, block.depth)
        for block in odt(body, AUTOMATIC).blocks
        if isinstance(block, Paragraph)
    ]
    assert found == [
        ("a", "Heading1", 1, "", 0),
        ("b", "BodyText", 0, "bullet", 1),
        ("b2", "BodyText", 0, "", 0),
        ("c", "BodyText", 0, "ordered", 2),
        ("d", "BodyText", 0, "", 0),
        ("e", "BodyText", 0, "", 0),
    ]


def test_tables() -> None:
    cell = "<table:table-cell {}>{}</table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('', line('c'))}</table:table-row></table:table>"
    body = (
        "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell.format('table:number-columns-spanned="2"', line(span("a", "T1")))
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        + "<table:table-rows><table:table-row>"
        + cell.format('table:number-rows-spanned="2" table:number-columns-repeated="99999999"', line("b"))
        + cell.format("", inner)
        + "</table:table-row></table:table-rows></table:table>"
    )  # fmt: skip
    [table] = odt(body, AUTOMATIC).blocks
    assert isinstance(table, Table)
    first, second = table.rows
    assert (first.is_head, second.is_head) == (True, False)
    assert (first.cells[0].span, second.cells[0].rows, second.cells[1].column) == (2, 2, 1)
    assert first.cells[0].blocks == (Paragraph((Run("a"),), "BodyText"),)
    assert isinstance(second.cells[1].blocks[0], Table)


def regions(**changes: str) -> str:
    info = f"<office:change-info><dc:creator>{{}}</dc:creator><dc:date>{WHEN}</dc:date></office:change-info>"
    made = "".join(
        f'<text:changed-region xml:id="{name}" text:id="{name}">'
        + (change if change.startswith("<") else f"<text:insertion>{info.format(change)}</text:insertion>")
        .replace("KARI", info.format("Kari"))
        .replace("OLA", info.format("Ola"))
        + "</text:changed-region>"
        for name, change in changes.items()
    )
    return f"<text:tracked-changes>{made}</text:tracked-changes>"


def start(name: str) -> str:
    return f'<text:change-start text:change-id="{name}"/>'


def end(name: str) -> str:
    return f'<text:change-end text:change-id="{name}"/>'


def gone(name: str) -> str:
    return f'<text:change text:change-id="{name}"/>'


def deletion(*texts: str, who: str = "KARI") -> str:
    return f"<text:deletion>{who}{''.join(map(line, texts))}</text:deletion>"


def test_words_that_came_and_went() -> None:
    received = odt(
        regions(a="Kari", b=deletion("skal", who="OLA"))
        + line(f"Vi {gone('b')}{start('a')}vil{end('a')} det")
    )
    [paragraph] = received.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (Run("Vi "), Run("skal", deleted=OLA), Run("vil", inserted=KARI), Run(" det"))
    assert received.authors == ("Ola", "Kari")
    assert lines(accepted(received)) == ["Vi vil det"]
    assert lines(accepted(received, only="Ola")) == ["Vi  det"]


@pytest.mark.parametrize(
    ("changes", "body", "after", "before"),
    [
        ({"a": "Kari"}, line(f"a{start('a')}") + line(f"{end('a')}b"), ["a", "b"], ["ab"]),
        (
            {"a": "Kari"},
            line(f"a{start('a')}") + line(f"b{end('a')}") + line("c"),
            ["a", "b", "c"],
            ["a", "c"],
        ),
        ({"a": deletion("", "")}, line(f"a{gone('a')}b"), ["ab"], ["a", "b"]),
        ({"a": deletion("x", "")}, line(f"{gone('a')}b"), ["b"], ["x", "b"]),
        ({"a": deletion("", "x", "y")}, line(f"a{gone('a')}b"), ["ab"], ["a", "x", "yb"]),
        ({"a": deletion("x", "")}, line("a") + gone("a") + line("b"), ["a", "b"], ["a", "x", "b"]),
        ({"a": deletion("x")}, line(f"a{gone('a')}b{gone('a')}c"), ["abc"], ["axbc"]),
        ({"a": deletion("x")}, line(f"a{gone('mangler')}b{start('mangler')}{end('b')}"), ["ab"], ["ab"]),
    ],
)
def test_ends_of_paragraphs(changes: dict[str, str], body: str, after: list[str], before: list[str]) -> None:
    received = odt(regions(**changes) + body)
    assert (lines(accepted(received)), lines(rejected(received))) == (after, before)


def test_a_paragraph_is_what_it_was_when_the_end_before_it_comes_back() -> None:
    """LibreOffice lets what is left be what the first was, and keeps beside it what the last one was."""
    heading = '<text:h text:outline-level="1">{}</text:h>'
    gone_ends = f"<text:deletion>KARI{heading.format('x')}{line('y')}</text:deletion>"
    received = odt(regions(a=gone_ends) + heading.format(gone("a")))
    assert [one.level for one in paragraphs(accepted(received))] == [1]
    assert [(one.text, one.level) for one in paragraphs(rejected(received))] == [("x", 1), ("y", 0)]


def test_a_table_that_is_gone() -> None:
    cell = f"<table:table-cell>{line('t')}</table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    received = odt(
        regions(a=f"<text:deletion>KARI{line('x')}{table}{line('')}</text:deletion>") + line(f"{gone('a')}b")
    )
    assert lines(accepted(received)) == ["b"]
    assert [type(block) for block in rejected(received)] == [Paragraph, Table, Paragraph]


def test_rows_of_which_all_words_came_or_went_came_or_went() -> None:
    """The format has no mark for rows, and LibreOffice marks their words."""
    cell = "<table:table-cell>{}</table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    new, old, half = (
        row.format(line(f"{start('a')}a"), line(f"b{end('a')}")),
        row.format(line(gone("b")), line(gone("c"))),
        row.format(line(gone("d")), line("e")),
    )
    changes = regions(a="Kari", b=deletion("c"), c=deletion("d"), d=deletion("e"))
    received = odt(f"{changes}<table:table>{new}{old}{half}</table:table>")
    assert [len(block.rows) for block in accepted(received) if isinstance(block, Table)] == [2]
    assert [len(block.rows) for block in rejected(received) if isinstance(block, Table)] == [2]
    [table] = received.blocks
    assert isinstance(table, Table)
    assert [(one.inserted, one.deleted) for one in table.rows] == [(KARI, None), (None, KARI), (None, None)]


def test_comments_their_replies_and_their_place() -> None:
    def remark(name: str, who: str, text: str, more: str = "") -> str:
        return (
            f'<office:annotation office:name="{name}" {more}><dc:creator>{who}</dc:creator>'
            f"<dc:date>{WHEN}</dc:date>"
            f"<text:p>{text}</text:p><text:p>Takk</text:p></office:annotation>"
        )

    body = line("a") + line(
        "b "
        + remark("1", "Kari", "Hva?", 'loext:resolved="true"')
        + "c"
        + '<office:annotation-end office:name="1"/>'
        + remark("2", "Ola", "Dette", 'loext:parent-name="1"')
        + " d"
    )
    received = odt(body)
    [found] = received.comments
    assert (found.author, found.text, found.block, found.words, found.done) == (
        KARI,
        "Hva?\nTakk",
        (1,),
        "c",
        True,
    )
    assert [(reply.author, reply.text) for reply in found.replies] == [(OLA, "Dette\nTakk")]
    assert lines(received.blocks) == ["a", "b c d"]


def test_what_cannot_be_content_is_told_with_its_place() -> None:
    frame = "<draw:frame><svg:desc>Et kart</svg:desc>{}</draw:frame>"
    body = (
        line("a" + frame.format('<draw:image xlink:href="Pictures/1.png"/>'))
        + line(frame.format(f"<draw:text-box>{line('Husk')}</draw:text-box>"))
        + line(
            frame.format(
                '<draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/1"/>'
            )
        )
        + line(frame.format('<draw:object xlink:href="./Object 2"/>'))
        + line(f"Rødt: {span('ord', 'T5')}")
        + line("Dato: <text:date>1. mai</text:date>")
        + line("<draw:line/>")
    )
    parts = {
        **odt_parts(body, AUTOMATIC),
        "Pictures/1.png": PICTURE,
        "Object 1/content.xml": "<math/>",
        "Object 2/content.xml": "<a><chart:chart/></a>",
        "Basic/Standard/Module1.xml": "<a/>",
    }
    received = read(unpacked(zipped(parts), "a"))
    assert [(one.kind, one.where, one.words, one.value) for one in received.foreign] == [
        ("bilde", (0,), "Et kart", ""),
        ("tekstboks", (1,), "Husk", ""),
        ("ligning", (2,), "Et kart", ""),
        ("diagram", (3,), "Et kart", ""),
        ("farge", (4,), "ord", "FF0000"),
        ("størrelse", (4,), "ord", "16,5"),
        ("felt", (5,), "1. mai", "DATE"),
        ("objekt", (6,), "", ""),
        ("makro", (), "", ""),
    ]
    assert (received.foreign[0].data, received.foreign[0].suffix) == (PICTURE, ".png")
    assert lines(received.blocks)[5] == "Dato: 1. mai"


def test_the_title_the_revision_and_what_stands_on_each_page() -> None:
    meta = (
        f"<office:document-meta {ODT_NAMESPACES}><office:meta><dc:title>Plan</dc:title>"
        '<meta:user-defined meta:name="Revisjon">abc</meta:user-defined></office:meta></office:document-meta>'
    )
    pages = (
        f"<office:document-styles {ODT_NAMESPACES}><style:master-page><style:header><text:p>Utkast "
        "<text:page-number>7</text:page-number></text:p></style:header><style:footer/></style:master-page>"
        "</office:document-styles>"
    )
    received = odt(line("a"), meta=meta, styles=pages)
    assert (received.title, received.revision) == ("Plan", "abc")
    assert [(one.kind, one.words) for one in received.foreign] == [("topptekst", "Utkast")]


def test_our_own_contents_are_paragraphs_and_what_makes_them_is_not() -> None:
    body = (
        f"<text:table-of-content><text:table-of-content-source>{line('x')}</text:table-of-content-source>"
        f"<text:index-body><text:index-title>{line('Innhold')}</text:index-title>{line('Kapittel')}</text:index-body>"
        f"</text:table-of-content><text:section>{line('b')}</text:section>"
    )
    assert lines(odt(body).blocks) == ["Innhold", "Kapittel", "b"]
