"""Of all that cannot be content, what somebody else has put into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.received.file.foreign import added, lost
from handlingsprogram.received.file.package import unpacked
from handlingsprogram.received.file.read import read
from tests.received.made import NAMESPACES, STYLES, word, word_parts, zipped
from tests.received.pieces import field, line, run
from tests.received.test_word import cell, drawing

if TYPE_CHECKING:
    from handlingsprogram.received.file.document import Received

RED, BODY = '<w:color w:val="FF0000"/>', '<w:pStyle w:val="Brdtekst"/>'
SUM = cell("a", '<w:shd w:fill="EEF2F6"/>')
OURS = (
    line(run("Status: ") + run("●", RED), form=BODY)
    + f"<w:tbl><w:tr>{SUM}</w:tr></w:tbl>"
    + line(field("DATE", run("1. mai")))
)


def told(theirs: Received, ours: Received) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in added(theirs, ours)]


def test_looks_that_ours_has_in_such_a_paragraph_are_ours() -> None:
    ours = word(OURS)
    assert told(ours, ours) == []
    assert told(word(OURS + line(run("●", RED), form=BODY)), ours) == []
    assert told(word(OURS + line(run("viktig", RED))), ours) == [("farge", "viktig")]
    blue = line(run("blått", '<w:color w:val="0000FF"/>'), form=BODY)
    assert told(word(OURS + blue), ours) == [("farge", "blått")]


def test_what_most_words_look_like_was_chosen_by_nobody() -> None:
    arial, red = '<w:rFonts w:ascii="Arial"/>', '<w:color w:val="FF0000"/>'
    ours = word("".join(line(run(f"ord {number}")) for number in range(20)))
    theirs = "".join(line(run(f"ord {number}", arial + (red if number == 3 else ""))) for number in range(20))
    assert told(word(theirs), ours) == [("farge", "ord 3")]


def test_backgrounds_that_a_style_gives_are_ours() -> None:
    fill = '<w:style w:type="table"><w:tcPr><w:shd w:fill="12365A"/></w:tcPr></w:style></w:styles>'
    styles = STYLES.replace("</w:styles>", fill)
    ours = read(unpacked(zipped({**word_parts(OURS), "word/styles.xml": styles}), "a"))
    rows = "".join(
        "<w:tr>" + cell(words, f'<w:shd w:fill="{colour}"/>') + "</w:tr>"
        for words, colour in (("b", "12365A"), ("c", "FFFF00"), ("d", "auto"))
    )
    assert told(word(f"{OURS}<w:tbl>{rows}</w:tbl>"), ours) == [("cellefarge", "c")]


def test_pictures_fields_and_headers_are_known_by_what_they_hold() -> None:
    def of(picture: bytes, header: str, name: str) -> Received:
        head = f"<w:hdr {NAMESPACES}>{line(run(header))}</w:hdr>"
        links = (("p", "image", "media/a.png"),)
        body = line(drawing('<a:blip r:embed="p"/>')) + line(field(name, run("x")))
        parts = word_parts(body, links, header=head.encode())
        return read(unpacked(zipped({**parts, "word/media/a.png": picture}), "a"))

    ours = of(b"1", "Utkast", "SEQ")
    assert told(of(b"1", "Utkast", "SEQ"), ours) == []
    assert told(of(b"2", "Til høring", "DATE"), ours) == [
        ("bilde", "Et kart"),
        ("felt", "x"),
        ("topptekst", "Til høring"),
    ]


def test_pictures_of_ours_that_are_gone_are_told() -> None:
    def of(*named: str) -> Received:
        body = "".join(line(drawing('<a:blip r:embed="p"/>', words)) for words in named)
        parts = word_parts(body, (("p", "image", "media/a.png"),))
        return read(unpacked(zipped({**parts, "word/media/a.png": b"1"}), "a"))

    ours = of("Et kart", "Et fjell")
    assert [one.words for one in lost(of("Et fjell"), ours)] == ["Et kart"]
    assert lost(ours, ours) == ()
