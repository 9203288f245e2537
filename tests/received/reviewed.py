"""A Word file in which two people have done all that a reviewer does, for LibreOffice to save."""

from __future__ import annotations

import io

from PIL import Image

from tests.received.made import TYPES, word_parts, zipped
from tests.received.pieces import MARK, comment, field, gone, ins, line, run

BODY, HEADING, BULLET = (f'<w:pStyle w:val="{name}"/>' for name in ("Brdtekst", "Overskrift1", "Punktliste"))
DEEPER = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OVERRIDES = "".join(
    f'<Override PartName="/word/{name}.xml" ContentType="{_PART}{name}+xml"/>'
    for name in ("styles", "numbering", "comments", "footnotes")
)
_TYPES = TYPES.replace(
    "</Types>",
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="png" ContentType="image/png"/>{_OVERRIDES}</Types>',
)
_PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="100000" cy="100000"/>'
    '<wp:docPr id="1" name="b" descr="Et kart"/><a:graphic><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="b"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="100000"'
    ' cy="100000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    f'</w:footnote><w:footnote w:id="2">{line("<w:r><w:footnoteRef/></w:r>" + run(" Se her."))}</w:footnote>'
)


def reviewed() -> bytes:
    """Return the file."""
    links = (("x", "hyperlink", "https://a.no/"), ("p", "image", "media/kart.png"))
    comments = comment(1, "Kari", "Hvorfor?|Og når?", "0000000A")
    parts = word_parts(
        _text() + _lists() + _things() + _table() + line(run("Slutt"), form=BODY),
        links,
        comments=comments,
        footnotes=_NOTES,
    )
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(picture, "png")
    return zipped({**parts, "[Content_Types].xml": _TYPES, "word/media/kart.png": picture.getvalue()})


def _text() -> str:
    reworded = (
        run("Vi ") + gone("skal") + ins(run("vil")) + run(" gjøre det ")
        + run("nå", "<w:b/>") + run(" og ") + run("snart", "<w:i/>") + run(".")
    )  # fmt: skip
    return (
        line(run("Kapittel"), form=HEADING)
        + line(reworded, form=BODY)
        + line(run("Første del."), "ins", BODY, "Ola")
        + line(run("Andre del."), form=BODY)
        + line(run("Bli ett"), "del", BODY)
        + line(run(" med dette."), form=BODY)
        + line(gone("Helt borte."), "del", BODY)
        + line(ins(run("Helt nytt.")), "ins", BODY)
    )


def _lists() -> str:
    return (
        line(run("Punkt en"), form=BULLET)
        + line(run("Under"), form=BULLET + DEEPER)
        + line(gone("Punkt to"), "del", BULLET)
        + line(ins(run("Punkt tre")), "ins", BULLET)
        + line(run("Tall en"), form=BODY + COUNTED)
    )


def _things() -> str:
    looks = {
        "rødt": '<w:color w:val="FF0000"/>',
        "gult": '<w:highlight w:val="yellow"/>',
        "Arial": '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>',
        "stort": '<w:sz w:val="40"/>',
        "strek": '<w:u w:val="single"/>',
    }
    remarked = (
        '<w:commentRangeStart w:id="1"/>' + run("merknad") + '<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    link = f'<w:hyperlink r:id="x">{run("oss")}</w:hyperlink>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return (
        line(
            run("Med ") + remarked + run(" her, og ") + run(", ").join(run(*look) for look in looks.items()),
            form=BODY,
        )
        + line(run("Lenke til ") + link + run(" og  to  blanke.") + note, form=BODY)
        + line(run("Bilde: ") + _PICTURE, form=BODY)
        + line(run("Fil: ") + field(" FILENAME ", run("fil.docx")), form=BODY)
    )


def _table() -> str:
    size = '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
    rows = [
        ("", run("a"), run("b")),
        (MARK.format("del", "Kari"), gone("c"), gone("d")),
        (MARK.format("ins", "Ola"), ins(run("e"), "Ola"), ins(run("f"), "Ola")),
        ("", run("g"), gone("h") + ins(run("i"))),
    ]
    made = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr>"
        + "".join(f"<w:tc>{size}{line(words, form=BODY)}</w:tc>" for words in cells)
        + "</w:tr>"
        for mark, *cells in rows
    )
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>{grid}{made}</w:tbl>'
