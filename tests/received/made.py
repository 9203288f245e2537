"""Small Word files and OpenDocument texts, made for a test."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from handlingsprogram.received.file.package import unpacked
from handlingsprogram.received.file.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.received.file.document import Received

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": _W,
        "r": _R,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    }.items()
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:color w:val="1C2329"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="12365A"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Brdtekst"><w:name w:val="Body Text"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Punktliste"><w:name w:val="List Bullet"/><w:basedOn w:val="Brdtekst"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Mitt"><w:name w:val="Mitt eget"/>
<w:basedOn w:val="Punktliste"/>
</w:style>
<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hevet"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign
 w:val="superscript"/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {NAMESPACES}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt
 w:val="bullet"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"""


def zipped(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with parts in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def rels(*links: tuple[str, str, str]) -> str:
    """Return relationships: id, kind and target, which lies outside where it has a scheme."""
    nodes = (
        f'<Relationship Id="{one}" Type="{_KINDS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for one, kind, target in links
    )
    return f'<Relationships xmlns="{RELS}">{"".join(nodes)}</Relationships>'


def word_parts(
    body: str, links: tuple[tuple[str, str, str], ...] = (), **parts: str | bytes
) -> dict[str, bytes | str]:
    """Return the parts of a Word file.

    Args:
        body: what stands in `w:body`.
        links: further relationships of the text.
        parts: the inner XML of `word/NAME.xml`, in an element of that name; bytes as they are.
    """
    made = {
        name: content if isinstance(content, bytes) else f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
        for name, content in parts.items()
    }
    own = [(f"r-{name}", name, f"{name}.xml") for name in (*made, "styles", "numbering")]
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": rels(*own, *links),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **{f"word/{name}.xml": content for name, content in made.items()},
    }


def word(body: str, links: tuple[tuple[str, str, str], ...] = (), **parts: str | bytes) -> Received:
    """Return what is read of a Word file with such parts."""
    return read(unpacked(zipped(word_parts(body, links, **parts)), "fil.docx"))


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{name}="{_ODF}:{name}:1.0"'
            for name in ("office", "text", "table", "style", "meta", "manifest")
        ),
        f'xmlns:draw="{_ODF}:drawing:1.0"',
        f'xmlns:svg="{_ODF}:svg-compatible:1.0"',
        f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)
ODT_STYLES = f"""<office:document-styles {ODT_NAMESPACES}><office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:color="#1c2329" fo:font-size="11pt"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style>
</office:styles></office:document-styles>"""


def odt_parts(text: str, automatic: str = "", **parts: str | bytes) -> dict[str, bytes | str]:
    """Return the parts of an OpenDocument text: what stands in it, and the styles made by hand."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODT_NAMESPACES}>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        "styles.xml": ODT_STYLES,
        **{f"{name}.xml": content for name, content in parts.items()},
    }


def odt(text: str, automatic: str = "", **parts: str | bytes) -> Received:
    """Return what is read of such a text."""
    return read(unpacked(zipped(odt_parts(text, automatic, **parts)), "fil.odt"))
