"""What stands in a Word file, piece by piece, as Word and its likes write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import UserError
from handlingsprogram.received.file.document import Paragraph, Run, Table, page_of
from handlingsprogram.received.file.package import unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted
from tests.received import pieces
from tests.received.made import NAMESPACES, STYLES, word, word_parts, zipped
from tests.received.pieces import comment, field, run

if TYPE_CHECKING:
    from handlingsprogram.received.file.document import Received

FALLBACK = "<mc:Fallback><w:t>b</w:t></mc:Fallback>"
PICTURE = b"\x89PNG\r\n\x1a\n"


def line(runs: str, properties: str = "") -> str:
    return pieces.line(runs, form=properties)


def one(body: str, links: tuple[tuple[str, str, str], ...] = (), **parts: str | bytes) -> Paragraph:
    [paragraph] = word(body, links, **parts).blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_our_contents_are_known_whatever_their_style_has_become() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = line(run("Innhold")) + line(run("Rammer\t3"))
    body = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{contents}</w:sdtContent></w:sdt>"
    assert [one.style for one in word(body + line(run("Rammer"))).blocks if isinstance(one, Paragraph)] == [
        "TOC1",
        "TOC1",
        "Normal",
    ]


# --- Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:t>Hei</w:t>", "Hei"),
        ("<w:t> Hei </w:t>", "Hei"),
        ('<w:t xml:space="preserve"> Hei\n du </w:t>', " Hei  du "),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/>", "a\tb\t"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/>", "a\nb\n"),
        (
            '<w:t>a</w:t><w:br w:type="page"/><w:br w:type="column"/><w:lastRenderedPageBreak/><w:t>b</w:t>',
            "ab",
        ),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>", "a\u2011b\u00adc"),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Symbol" w:char="F0B7"/>', "→•"),
        ('<w:sym w:font="Calibri" w:char="00E6"/>', "æ"),
        (f"<mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice>{FALLBACK}</mc:AlternateContent>", "a"),
        (f"<mc:AlternateContent>{FALLBACK}</mc:AlternateContent>", "b"),
        ("<mc:AlternateContent/>", ""),
        (
            "<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby>",
            "a",
        ),
    ],
)
def test_signs_of_a_run(inner: str, text: str) -> None:
    assert one(f"<w:p><w:r>{inner}</w:r></w:p>").text == text


def test_what_only_wraps_words_is_opened() -> None:
    wrapped = (
        f"<w:smartTag>{run('a')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{run('c')}</w:customXml><w:bdo>{run('d')}</w:bdo><w:proofErr/><w:hva>{run('e')}</w:hva>"
    )
    body = f"<w:sdt><w:sdtContent><w:customXml>{line(wrapped)}</w:customXml></w:sdtContent></w:sdt>"
    assert one(body).runs == (Run("abcde"),)


def test_a_prompt_that_nobody_has_written_over_is_no_text() -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klikk her')}</w:sdtContent></w:sdt>"
    )
    assert one(line(control + run("a"))).text == "a"


@pytest.mark.parametrize(
    ("name", "properties", "is_bold"),
    [
        ("Brdtekst", "", False),
        ("Brdtekst", "<w:b/>", True),
        ("Brdtekst", '<w:b w:val="0"/>', False),
        ("Brdtekst", '<w:b w:val="false"/>', False),
        ("Brdtekst", '<w:rStyle w:val="Sterk"/>', True),
        ("Brdtekst", '<w:rStyle w:val="Sterk"/><w:b w:val="0"/>', False),
        ("Overskrift1", "", False),
        ("Overskrift1", "<w:b/>", False),
        ("Overskrift1", '<w:b w:val="0"/>', False),
        ("Overskrift1", '<w:rStyle w:val="Sterk"/>', False),
    ],
)
def test_bold_is_what_is_bolder_than_its_style(name: str, properties: str, is_bold: bool) -> None:  # noqa: FBT001
    assert [part.bold for part in one(line(run("a", properties), style(name))).runs] == [is_bold]


def test_italics_and_raised_words() -> None:
    words = (
        run("a", "<w:i/>")
        + run("b", '<w:vertAlign w:val="superscript"/>')
        + run("c", '<w:vertAlign w:val="subscript"/>')
        + run("d", '<w:rStyle w:val="Hevet"/>')
    )
    assert one(line(words)).runs == (
        Run("a", italic=True),
        Run("b", script="super"),
        Run("c", script="sub"),
        Run("d", script="super"),
    )


def test_runs_that_look_the_same_are_one() -> None:
    words = (
        run("a", "<w:b/><w:lang w:val='nb-NO'/>") + "<w:proofErr/>" + run("b", "<w:b/><w:bCs/>") + run("c")
    )
    assert one(line(words)).runs == (Run("ab", bold=True), Run("c"))


def test_a_head_is_bold_in_any_case() -> None:
    row = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr>"
    cell = line(run("a", "<w:b/>"))
    [table] = word(f"<w:tbl>{row.format(cell, cell)}</w:tbl>").blocks
    assert isinstance(table, Table)
    assert [row.is_head for row in table.rows] == [True, False]
    assert "bold=True" not in repr(table.rows[0])
    assert "bold=True" in repr(table.rows[1])


# --- Links and fields -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "link"),
    [
        (f'<w:hyperlink r:id="x">{run("a")}</w:hyperlink>', "https://a.no/?b=c"),
        (f'<w:hyperlink r:id="x" w:anchor="d">{run("a")}</w:hyperlink>', "https://a.no/?b=c#d"),
        (f'<w:hyperlink w:anchor="d">{run("a")}</w:hyperlink>', "#d"),
        (f'<w:hyperlink r:id="mangler">{run("a")}</w:hyperlink>', ""),
        (field(' HYPERLINK "https://a.no/" ', run("a")), "https://a.no/"),
        (field(" HYPERLINK https://a.no/ \\o &quot;Et tips&quot; \\t _blank", run("a")), "https://a.no/"),
        (field(' hyperlink "https://a.no/" \\l "d"', run("a")), "https://a.no/#d"),
        (field(' HYPERLINK \\l "d" \\h', run("a")), "#d"),
        (
            f'<w:fldSimple w:instr=" HYPERLINK &quot;https://a.no/&quot; ">{run("a")}</w:fldSimple>',
            "https://a.no/",
        ),
    ],
)
def test_links_of_every_kind(words: str, link: str) -> None:
    received = word(line(words), (("x", "hyperlink", "https://a.no/?b=c"),))
    assert received.blocks == (Paragraph((Run("a", link=link),)),)
    assert received.foreign == ()


def test_what_a_field_shows_is_text_and_its_instructions_are_not() -> None:
    inner = field("PAGE", run("7"))
    words = run("a") + field(f"IF {inner} = 1", run("b")) + run("c")
    nested = words.replace("<w:instrText>IF ", "<w:instrText>IF </w:instrText></w:r>").replace(
        " = 1</w:instrText></w:r>", "<w:r><w:instrText> = 1</w:instrText></w:r>"
    )
    received = word(line(nested))
    assert received.blocks == (Paragraph((Run("abc"),)),)
    assert [(part.kind, part.value) for part in received.foreign] == [("felt", "PAGE"), ("felt", "IF")]


def test_our_own_contents_may_reach_over_paragraphs() -> None:
    start, end = field("TOC \\o", "@").split("@")
    page = field(" PAGEREF _Toc1 \\h ", run("4"))
    received = word(line(start + run("En") + page) + line(run("To") + page + end) + line(run("Tre")))
    assert [block.text for block in received.blocks if isinstance(block, Paragraph)] == ["En4", "To4", "Tre"]
    assert received.foreign == ()


@pytest.mark.parametrize("edge", ["begin", "separate", "end"])
def test_fields_in_pieces_never_take_text_away(edge: str) -> None:
    broken = f'<w:r><w:fldChar w:fldCharType="{edge}"/></w:r>'
    body = line(run("a") + broken + run("b")) + line(run("c"))
    assert [block.text for block in word(body).blocks if isinstance(block, Paragraph)] == ["ab", "c"]


def test_fields_that_people_insert_are_told_of() -> None:
    [found] = word(line(run("Den ") + field("DATE \\@", run("1. mai")))).foreign
    assert (found.kind, found.value, found.words, found.where) == ("felt", "DATE", "1. mai", (0,))


# --- Paragraphs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "form"),
    [
        ("", ("Normal", 0, "", 0)),
        (style("Brdtekst"), ("BodyText", 0, "", 0)),
        (style("finnes-ikke"), ("Normal", 0, "", 0)),
        (style("Overskrift1"), ("Heading1", 1, "", 0)),
        (style("Overskrift1") + '<w:outlineLvl w:val="9"/>', ("Heading1", 0, "", 0)),
        ('<w:outlineLvl w:val="2"/>', ("Normal", 3, "", 0)),
        ('<w:outlineLvl w:val="tre"/>', ("Normal", 0, "", 0)),
        (style("Punktliste"), ("ListBullet", 0, "bullet", 1)),
        (style("Mitt"), ("ListBullet", 0, "bullet", 1)),
        (style("Punktliste") + '<w:numPr><w:numId w:val="0"/></w:numPr>', ("ListBullet", 0, "", 0)),
        (style("Punktliste") + '<w:numPr><w:ilvl w:val="1"/></w:numPr>', ("ListBullet", 0, "bullet", 2)),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>', ("Normal", 0, "ordered", 1)),
        ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>', ("Normal", 0, "ordered", 2)),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>', ("Normal", 0, "bullet", 1)),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>', ("Normal", 0, "", 0)),
        (style("Overskrift1") + '<w:numPr><w:numId w:val="2"/></w:numPr>', ("Heading1", 1, "", 0)),
    ],
)
def test_what_a_paragraph_is(properties: str, form: tuple[str, int, str, int]) -> None:
    assert one(line(run("a"), properties)).form == form


def test_styles_that_are_made_from_each_other_come_to_an_end() -> None:
    circle = STYLES.replace(
        '<w:name w:val="Mitt eget"/>\n<w:basedOn w:val="Punktliste"/>', '<w:basedOn w:val="Mitt"/>'
    )
    assert circle != STYLES
    parts = {**word_parts(line(run("a"), style("Mitt"))), "word/styles.xml": circle}
    assert [block.style for block in read(unpacked(zipped(parts), "a")).blocks] == ["Normal"]


def test_a_file_without_styles_and_lists_is_read() -> None:
    parts = word_parts(line(run("a", "<w:b/>"), style("Heading2")))
    del parts["word/styles.xml"], parts["word/numbering.xml"]
    assert read(unpacked(zipped(parts), "a")).blocks == (Paragraph((Run("a", bold=True),)),)


def bookmark(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def test_bookmarks_belong_to_the_paragraph_that_they_begin_in() -> None:
    end = '<w:bookmarkEnd w:id="{}"/>'
    empty = line(bookmark(6, "tom") + end.format(6))
    body = (
        bookmark(1, "kapittel")
        + line(bookmark(2, "a") + run("En") + bookmark(3, "b") + run("to") + end.format(2) + end.format(3))
        + bookmark(4, "tabell")
        + f"<w:tbl><w:tr>{bookmark(5, 'rad')}<w:tc>{empty}</w:tc></w:tr></w:tbl>"
        + line(run("Tre") + bookmark(7, "neste"))
        + line(run("Fire") + end.format(7) + end.format(1) + bookmark(8, "_GoBack") + bookmark(9, "a"))
    )
    received = word(body)
    first, table, third, fourth = received.blocks
    assert isinstance(table, Table)
    inner = table.rows[0].cells[0].blocks[0]
    found = [part.anchors for part in (first, inner, third, fourth) if isinstance(part, Paragraph)]
    assert found == [("kapittel", "a", "b"), ("tabell", "rad", "tom"), (), ("neste",)]


def test_a_bookmark_that_begins_again_began_where_it_did_first() -> None:
    """LibreOffice writes the beginning of those around whole sections a second time, at their end."""
    found = word(line(bookmark(1, "a") + run("En")) + line(run("To") + bookmark(2, "a") + run("."))).blocks
    assert [part.anchors for part in found if isinstance(part, Paragraph)] == [("a",), ()]


def test_a_bookmark_that_begins_twice_in_one_paragraph_ends_once() -> None:
    """LibreOffice writes that of an empty paragraph."""
    edges = "".join(f'<w:bookmarkStart w:id="{number}" w:name="_hp1"/>' for number in (1, 2))
    blocks = word(line(f'{edges}<w:bookmarkEnd w:id="2"/>') + line(run("Rammer"))).blocks
    assert [one.anchors for one in blocks if isinstance(one, Paragraph)] == [("_hp1",), ()]


def test_where_a_section_ends_is_no_paragraph_of_its_own() -> None:
    section = "<w:sectPr/>"
    body = (
        line(run("a"), section)
        + line("", section)
        + line(drawing("<wps:wsp/>"), section)
        + line("")
        + section
    )
    assert [block.paths for block in word(body).blocks if isinstance(block, Paragraph)] == [
        ((0,),),
        ((1,),),
        ((2,),),
    ]


def test_notes_are_read_where_they_are_referred_to() -> None:
    first = line("<w:r><w:footnoteRef/></w:r>" + run(" ") + run("Se ") + run("her", "<w:i/>"))
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{first}'
        f"{line(run('Og der'))}</w:footnote>"
    )
    endnotes = f'<w:endnote w:id="2">{line(run("Slutt"))}</w:endnote>'
    words = (
        run("a")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("b")
        + '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'
    )
    found = one(line(words), footnotes=footnotes, endnotes=endnotes)
    note = (Paragraph((Run("Se "), Run("her", italic=True))), Paragraph((Run("Og der"),)))
    assert found.runs == (Run("a"), Run(note=note), Run("b"), Run(note=(Paragraph((Run("Slutt"),)),)))


def test_a_note_that_refers_to_itself_comes_to_an_end() -> None:
    inner = line(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    found = one(inner, footnotes=f'<w:footnote w:id="2">{inner}</w:footnote>')
    assert found.runs == (Run("a"), Run(note=(Paragraph((Run("a"),)),)))


# --- Tables -----------------------------------------------------------------------------------------


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(run(words))}</w:tc>"


def test_cells_that_reach_over_others_are_there_once() -> None:
    rows = [
        cell("a", '<w:vMerge w:val="restart"/>') + cell("b", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("c") + cell("d"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("e") + cell("f", "<w:vMerge/>"),
    ]
    table = word(
        '<w:tbl><w:tblPr><w:tblCaption w:val="Tall"/></w:tblPr>'
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    ).blocks[0]
    assert isinstance(table, Table)
    assert table.title == "Tall"
    told = [
        [(part.blocks[0].text, part.column, part.span, part.rows) for part in row.cells]  # type: ignore[union-attr]
        for row in table.rows
    ]
    assert told == [
        [("a", 0, 1, 2), ("b", 1, 2, 1)],
        [("c", 1, 1, 1), ("d", 2, 1, 1)],
        [("e", 1, 1, 1), ("f", 2, 1, 1)],
    ]


def test_a_cell_that_continues_nothing_is_a_cell_of_its_own() -> None:
    properties = ('<w:vMerge w:val="restart"/>', "", "<w:vMerge/>")
    rows = "".join("<w:tr>" + cell("a", one) + "</w:tr>" for one in properties)
    [table] = word(f"<w:tbl>{rows}</w:tbl>").blocks
    assert isinstance(table, Table)
    assert [[part.rows for part in row.cells] for row in table.rows] == [[1], [1], [1]]


def test_spans_that_nobody_means_do_no_harm() -> None:
    cells = cell("a", '<w:gridSpan w:val="9999999999"/>') + cell("b", '<w:gridSpan w:val="-1"/>')
    table = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").blocks[0]
    assert isinstance(table, Table)
    assert [part.span for part in table.rows[0].cells] == [1, 1]


def test_tables_in_tables_and_wrapped_rows() -> None:
    inner = f"<w:tbl><w:tr>{cell('b')}</w:tr></w:tbl>"
    wrapped = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    outer = wrapped.format(f"<w:tc>{line(run('a'))}{inner}{line(run('c'))}</w:tc>")
    table = word(f"<w:tbl>{wrapped.format(f'<w:tr>{outer}</w:tr>')}</w:tbl>").blocks[0]
    assert isinstance(table, Table)
    first, second, third = table.rows[0].cells[0].blocks
    assert isinstance(second, Table)
    deepest = second.rows[0].cells[0].blocks[0]
    told = [(part.text, part.paths) for part in (first, deepest, third) if isinstance(part, Paragraph)]
    assert told == [("a", ((0, 0, 0, 0),)), ("b", ((0, 0, 0, 1, 0, 0, 0),)), ("c", ((0, 0, 0, 2),))]


def test_tables_may_be_nested_and_no_deeper_than_anybody_means() -> None:
    def nested(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + line(run("a")) + "</w:tc></w:tr></w:tbl>" * depth

    assert repr(accepted(word(nested(20)))).count("Table(") == 20
    with pytest.raises(UserError, match="er ødelagt"):
        word(nested(22))


# --- What cannot be content -------------------------------------------------------------------------


def drawing(inner: str, words: str = "Et kart") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{words}"/>{inner}</wp:inline></w:drawing></w:r>'
    )


BOX = f"<w:txbxContent>{line(run('Husk') + run('ikke', tag='delText'))}{line(run('dette'))}</w:txbxContent>"
BOX_TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
    f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r>"
)
OLD_PICTURE = '<v:shape alt="Et kart"><v:imagedata r:id="p"/></v:shape>'
FORMULA = "<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"
THINGS = {
    "picture": (drawing('<a:blip r:embed="p"/>'), ("bilde", "Et kart", "")),
    "old picture": (f"<w:r><w:pict>{OLD_PICTURE}</w:pict></w:r>", ("bilde", "Et kart", "")),
    "chart": (drawing('<c:chart r:id="c"/>'), ("diagram", "Et kart", "")),
    "shape": (drawing("<wps:wsp/>"), ("objekt", "Et kart", "")),
    "box": (BOX_TWICE, ("tekstboks", "Husk dette", "")),
    "formula": (FORMULA, ("ligning", "x=1", "")),
    "part of another file": ('<w:subDoc r:id="x"/>', ("objekt", "før", "")),
    "object": ("<w:r><w:object/></w:r>", ("objekt", "før", "")),
    "unknown sign": ('<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>', ("tegn", "før", "Webdings F0AA")),
    "colour": (run("rødt", '<w:color w:val="ff0000"/>'), ("farge", "rødt", "FF0000")),
    "marked": (run("gult", '<w:highlight w:val="yellow"/>'), ("merking", "gult", "FFFF00")),
    "background": (run("gult", '<w:shd w:val="clear" w:fill="FFFF00"/>'), ("merking", "gult", "FFFF00")),
    "size": (run("stort", '<w:sz w:val="33"/>'), ("størrelse", "stort", "16,5")),
    "font": (run("fint", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), ("skrift", "fint", "Arial")),
    "line below": (run("viktig", '<w:u w:val="single"/>'), ("understreking", "viktig", "")),
    "struck": (run("bort", "<w:strike/>"), ("gjennomstreking", "bort", "")),
    "capitals": (run("stort", "<w:caps/>"), ("versaler", "stort", "")),
    "hidden": (run("skjult", "<w:vanish/>"), ("skjult", "skjult", "")),
}  # fmt: skip


@pytest.mark.parametrize("kind", THINGS)
def test_what_cannot_be_content_is_told_with_its_place(kind: str) -> None:
    words, told = THINGS[kind]
    received = word(
        line(run("a")) + line(run("før") + words + run(" etter")), (("p", "image", "media/kart.PNG"),)
    )
    found = [(part.kind, part.words, part.value) for part in received.foreign]
    assert found == [told]
    assert received.foreign[0].where == (1,)


def test_pictures_come_with_their_file() -> None:
    parts = word_parts(line(drawing('<a:blip r:embed="p"/>')), (("p", "image", "media/kart.PNG"),))
    [found] = read(unpacked(zipped({**parts, "word/media/kart.PNG": PICTURE}), "a")).foreign
    assert (found.data, found.suffix) == (PICTURE, ".png")


def test_looks_that_the_style_has_in_any_case_are_nothing_new() -> None:
    same = '<w:color w:val="1c2329"/><w:sz w:val="22"/><w:color w:val="auto"/><w:u w:val="none"/>'
    body = line(run("a", same)) + line(run("b", '<w:color w:val="12365A"/>'), style("Overskrift1"))
    assert word(body).foreign == ()


def test_links_have_a_colour_of_their_own() -> None:
    blue = '<w:color w:val="0563C1"/><w:u w:val="single"/>'
    link = f'<w:hyperlink w:anchor="a">{run("a", blue)}</w:hyperlink>'
    assert word(line(link)).foreign == ()


def test_one_look_over_several_runs_is_told_once() -> None:
    red, bold = '<w:color w:val="FF0000"/>', "<w:b/>"
    words = run("en ", red) + run("to", red + bold) + run(" tre") + run(" fire", red)
    assert [part.words for part in word(line(words)).foreign] == ["en to", "fire"]


def test_what_was_deleted_is_not_told_of() -> None:
    gone = '<w:del w:id="1" w:author="A">{}</w:del>'
    things = (
        drawing('<a:blip r:embed="p"/>') + run("b", '<w:color w:val="FF0000"/>') + field("DATE", run("c"))
    )
    words = run("a") + gone.format(things)
    assert word(line(words)).foreign == ()


def test_what_somebody_put_in_has_their_name() -> None:
    words = f'<w:ins w:id="1" w:author="Kari" w:date="2025-01-01T00:00:00Z">{drawing("<wps:wsp/>")}</w:ins>'
    [found] = word(line(words)).foreign
    assert found.author is not None
    assert found.author.navn == "Kari"


def test_headers_are_told_without_the_numbers_of_pages() -> None:
    header = f"<w:hdr {NAMESPACES}>{line(run('Utkast ') + field('PAGE', run('7')))}</w:hdr>"
    number = '<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>"
    simple = f"<w:ftr {NAMESPACES}>{line(number)}</w:ftr>"
    received = word(line(run("a")), header=header.encode(), footer=simple.encode())
    assert [(part.kind, part.words, part.where) for part in received.foreign] == [("topptekst", "Utkast", ())]


def test_long_words_are_cut_where_they_only_help_to_find_the_place() -> None:
    [found] = word(line(run("ord " * 100, '<w:color w:val="FF0000"/>'))).foreign
    assert len(found.words) <= 120
    assert found.words.endswith("…")


def test_cells_with_a_background() -> None:
    red = '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>'
    [found] = word(f"<w:tbl><w:tr>{cell('a')}{cell('b', red)}</w:tr></w:tbl>").foreign
    assert (found.kind, found.words, found.value, found.where) == ("cellefarge", "b", "FF0000", (0, 0, 1, 0))


# --- Comments ---------------------------------------------------------------------------------------


def remarked(**more: bytes) -> Received:
    edge = '<w:commentRange{} w:id="{}"/>'
    reference = '<w:r><w:commentReference w:id="{}"/></w:r>'
    body = (
        line(run("Før"))
        + line(
            run("a ")
            + edge.format("Start", 1)
            + edge.format("Start", 2)
            + run("b")
            + edge.format("End", 1)
            + run(" c"),
        )
        + line(
            run("d")
            + edge.format("End", 2)
            + reference.format(1)
            + reference.format(2)
            + run(" e")
            + reference.format(3)
        )
    )
    comments = (
        comment(1, "Kari", "Hvorfor?|Og når?", "A")
        + comment(2, "Ola", "Fordi", "B")
        + comment(3, "Kari", "Ja", "C")
        + comment(4, "Per", "Uten sted", "D")
    )
    return word(body, (("x", "commentsExtended", "mer.xml"),) if more else (), comments=comments, **more)


def test_comments_have_their_words_and_their_place() -> None:
    found = [(part.author.navn, part.text, part.block, part.words) for part in remarked().comments]
    assert found == [
        ("Kari", "Hvorfor?\nOg når?", (1,), "b"),
        ("Ola", "Fordi", (1,), "b c d"),
        ("Kari", "Ja", (2,), ""),
        ("Per", "Uten sted", (), ""),
    ]
    assert remarked().authors == ("Kari", "Ola", "Per")
    assert remarked().comments[0].author.tid == "2025-02-03T04:05:06Z"


def test_replies_stand_below_what_they_reply_to() -> None:
    more = (
        f'<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId="A1" w15:done="1"/>'
        '<w15:commentEx w15:paraId="B0" w15:paraIdParent="A1"/>'
        '<w15:commentEx w15:paraId="C0" w15:paraIdParent="C0"/></w15:commentsEx>'
    )
    found = remarked(mer=more.encode()).comments
    assert [(part.author.navn, part.done) for part in found] == [
        ("Kari", True),
        ("Kari", False),
        ("Per", False),
    ]
    assert [reply.text for reply in found[0].replies] == ["Fordi"]


def test_much_of_everything_is_read_all_the_same() -> None:
    edges = "".join(f'<w:commentRangeStart w:id="{i}"/>' for i in range(2_000))
    runs = "".join(run("a", f'<w:color w:val="{i % 2}00000"/>') for i in range(5_000))
    comments = "".join(comment(i, "Kari", "Hva?", f"{i}x") for i in range(2_000))
    received = word(line(edges + runs + field("DATE", run("nå")) * 500), comments=comments)
    [paragraph] = received.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "a" * 5_000 + "nå" * 500
    assert len(received.comments) == 2_000
    assert len(received.foreign) == 5_500


def test_a_note_is_read_where_it_is_referred_to_first() -> None:
    """Were it read again each time, a small file could grow without end."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = one(
        line(reference + run("a") + reference),
        footnotes=f'<w:footnote w:id="2">{line(run("b"))}</w:footnote>',
    )
    assert found.runs == (Run(note=(Paragraph((Run("b"),)),)), Run("a"))


def test_fields_that_never_end_take_no_text_away() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
    received = word("".join(line(begun + run(f"{i}")) for i in range(500)))
    assert [block.text for block in received.blocks if isinstance(block, Paragraph)] == list(
        map(str, range(500))
    )


def test_the_page_is_the_one_that_word_has_noted_or_that_of_the_heading_in_the_contents() -> None:
    ended = "<w:r><w:lastRenderedPageBreak/><w:t>Mer</w:t></w:r>"
    noted = word(
        pieces.line(run("Først"))
        + pieces.line(ended)
        + pieces.line(run("Midt i ") + ended)
        + pieces.line(run("Så"))
    )
    assert [page_of(noted, (at,)) for at in range(4)] == [1, 2, 2, 3]
    toc = '<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style></w:styles>'
    body = (
        pieces.line("<w:r><w:t>Mål</w:t><w:tab/><w:t>14</w:t></w:r>", form='<w:pStyle w:val="INNH1"/>')
        + pieces.line(run("Foran"))
        + pieces.line(run("Mål"), form='<w:pStyle w:val="Overskrift1"/>')
        + pieces.line(run("Ord"))
    )
    parts = {**word_parts(body), "word/styles.xml": STYLES.replace("</w:styles>", toc)}
    listed = read(unpacked(zipped(parts), "a"))
    assert [page_of(listed, (at,)) for at in range(1, 4)] == [0, 14, 14]
