"""What people send that is no Word file, is broken, or means harm: one clear line, and nothing more."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import UserError
from handlingsprogram.received.file import package as packages
from handlingsprogram.received.file.package import opened, unpacked
from handlingsprogram.received.file.read import read
from tests.received.made import NAMESPACES, RELS, odt_parts, rels, word, word_parts, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
AGAIN = "åpne den i Word, lagre den som Word-dokument (.docx), og prøv igjen"
BROKEN = "er ødelagt; be om å få filen sendt på nytt"
LARGE = "er for stor; den kan ikke være laget av et handlingsprogram"
UNSAFE = "er bygget opp på en måte som ikke er trygg, og blir ikke lest"
LOCKED = "er låst med passord; be om å få filen sendt uten passord"
NO_WORD = "er ingen Word-fil; filen skal slutte på .docx eller .odt"
NO_TEXT = "har ingen tekst; filen er ødelagt eller ingen Word-fil"
SHEET = "er et regneark; tallene i det leses med «handlingsprogram budsjett-fra-excel»"
SLIDES = "er en presentasjon; filen skal være Word-dokumentet som skal leses"
FLAT = f"er lagret som én XML-fil; {AGAIN}"
GOOD = word_parts("<w:p><w:r><w:t>Hei</w:t></w:r></w:p>")
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**GOOD, name: content})


def with_type(declared: str, said: str = "") -> str:
    text = f"<w:body><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:body>"
    return f"{declared}<w:document {NAMESPACES}>{text}</w:document>"


def types(kind: str) -> bytes:
    return zipped(
        {
            **GOOD,
            "[Content_Types].xml": f"<Types>application/vnd.openxmlformats-officedocument.{kind}</Types>",
        }
    )


def of_mimetype(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"})


def locked_zip() -> bytes:
    content = bytearray(zipped(GOOD, zipfile.ZIP_STORED))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            content[start + offset] |= 1
            start += 4
    return bytes(content)


def lying_about_its_size() -> bytes:
    content = bytearray(with_part("word/document.xml", with_type("", "a" * 9_000_000)))
    name = b"word/document.xml"
    place = content.rfind(name) - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    content[place + 24 : place + 28] = struct.pack("<I", 1_000)
    return bytes(content)


def doubled() -> bytes:
    buffer = io.BytesIO(zipped(GOOD))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<other/>")
    return buffer.getvalue()


def damaged() -> bytes:
    content = bytearray(zipped(GOOD, zipfile.ZIP_STORED))
    place = content.find(b"<w:t>Hei")
    content[place + 5] ^= 1
    return bytes(content)


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(10))
INPUTS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty": (b"", "er tom"),
    "nothing but zeros": (b"\0" * 5_000, "er tom"),
    "blanks": (b" \r\n", "er tom"),
    "pdf": (
        b"%PDF-1.7\n%\xe2\xe3",
        "er en PDF; rettelser kan bare leses fra Word-filen (.docx) eller en .odt",
    ),
    "rich text": (b"{\\rtf1\\ansi hei}", f"er lagret som rik tekst (.rtf); {AGAIN}"),
    "old word": (
        COMPOUND + "WordDocument".encode("utf-16-le"),
        f"er lagret i det gamle Word-formatet (.doc); {AGAIN}",
    ),
    "locked word": (
        COMPOUND + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"),
        LOCKED,
    ),
    "old sheet": (COMPOUND + "Workbook".encode("utf-16-le"), SHEET),
    "old slides": (COMPOUND + "PowerPoint Document".encode("utf-16-le"), SLIDES),
    "old something": (
        COMPOUND,
        "er laget i et annet Office-program enn Word; filen skal slutte på .docx eller .odt",
    ),
    "web page": (b"<!DOCTYPE html>\n<HTML lang=no>", f"er en nettside; {AGAIN}"),
    "word 2003": (
        b'<?xml version="1.0"?><w:x xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
        FLAT,
    ),
    "flat word": (b'<p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage">', FLAT),
    "flat odt": (b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', FLAT),
    "words": ("Kjære alle, her er rettelsene".encode(), NO_WORD),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, NO_WORD),
    "sheet": (types("spreadsheetml.sheet.main+xml"), SHEET),
    "slides": (types("presentationml.presentation.main+xml"), SLIDES),
    "drawing": (types("drawing"), NO_WORD),
    "odf sheet": (of_mimetype("spreadsheet"), SHEET),
    "odf slides": (of_mimetype("presentation"), SLIDES),
    "odf drawing": (of_mimetype("graphics"), NO_WORD),
    "zip with a word file": (zipped({"handlingsprogram.docx": zipped(GOOD)}), NO_WORD),
    "locked zip": (locked_zip(), LOCKED),
    "locked odt": (zipped({**odt_parts(""), "META-INF/manifest.xml": MANIFEST}), LOCKED),
    "cut off": (zipped(GOOD)[:-200], BROKEN),
    "only a beginning": (b"PK\x03\x04", BROKEN),
    "one letter changed": (damaged(), BROKEN),
    "same part twice": (doubled, BROKEN),
    "same part in other letters": (zipped({**GOOD, "word/Document.xml": "<a/>"}), BROKEN),
    "lies about a size": (lying_about_its_size, BROKEN),
    "no xml": (with_part("word/document.xml", "hei"), BROKEN),
    "xml cut off": (with_part("word/document.xml", with_type("")[:-20]), BROKEN),
    "styles broken": (with_part("word/styles.xml", "<w:styles"), BROKEN),
    "unknown encoding": (
        with_part("word/document.xml", '<?xml version="1.0" encoding="x-hei"?><a/>'),
        BROKEN,
    ),
    "odt without text": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), BROKEN),
    "nested deep": (lambda: with_part("word/document.xml", "<a>" * 60_000 + "</a>" * 60_000), BROKEN),
    "tables in tables": (
        lambda: zipped(word_parts("<w:tbl><w:tr><w:tc>" * 600 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 600)),
        BROKEN,
    ),
    "bomb": (lambda: with_part("word/document.xml", b" " * 40_000_000), LARGE),
    "packed too well": (lambda: with_part("word/document.xml", b" " * 9_000_000), LARGE),
    "bomb beside": (lambda: with_part("word/styles.xml", b" " * 40_000_000), LARGE),
    "many parts": (lambda: zipped({**GOOD, **{f"word/{i}.xml": "" for i in range(4_000)}}), LARGE),
    "entity": (with_part("word/document.xml", with_type('<!DOCTYPE a [<!ENTITY b "hei">]>', "&b;")), UNSAFE),
    "laughs": (with_part("word/document.xml", with_type(f"<!DOCTYPE a [{LAUGHS}]>", "&a9;")), UNSAFE),
    "file from outside": (
        with_part(
            "word/document.xml", with_type('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "&b;")
        ),
        UNSAFE,
    ),
    "type in two bytes": (
        with_part(
            "word/document.xml",
            with_type(
                '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "hei">]>', "&b;"
            ).encode("utf-16"),
        ),
        UNSAFE,
    ),
    "type in four bytes": (
        with_part("word/document.xml", with_type("<!DOCTYPE a>").encode("utf-32")),
        UNSAFE,
    ),
    "type in links": (with_part("word/_rels/document.xml.rels", "<!DOCTYPE a><a/>"), UNSAFE),
    "type in an odt": (
        zipped({**odt_parts(""), "content.xml": "<!DOCTYPE a SYSTEM 'http://x.invalid/a.dtd'><a/>"}),
        UNSAFE,
    ),
    "no body": (with_part("word/document.xml", f"<w:document {NAMESPACES}/>"), NO_TEXT),
    "text elsewhere": (
        with_part("_rels/.rels", rels(("rId1", "officeDocument", "../../etc/passwd"))),
        NO_TEXT,
    ),
    "text outside": (
        with_part("_rels/.rels", rels(("rId1", "officeDocument", "https://x.invalid/"))),
        NO_TEXT,
    ),
    "another root": (with_part("word/document.xml", "<html><body><p>Hei</p></body></html>"), NO_TEXT),
    "odt with a sheet in it": (
        zipped({**odt_parts(""), "content.xml": "<office:a xmlns:office='urn:x'/>"}),
        NO_TEXT,
    ),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_what_cannot_be_read_is_told_in_one_line(kind: str) -> None:
    content, line = INPUTS[kind]
    with pytest.raises(UserError) as told:
        read(unpacked(content() if callable(content) else content, "mappe/svar.docx"))
    assert str(told.value) == f"mappe/svar.docx {line}"


def test_files_that_cannot_be_opened_are_told_of(tmp_path: Path) -> None:
    missing = tmp_path / "svar.docx"
    for path, line in {
        missing: f"kan ikke lese {missing.as_posix()}: den finnes ikke",
        tmp_path: f"kan ikke lese {tmp_path.as_posix()}: det er en mappe",
        Path(os.devnull): f"{os.devnull} er ingen vanlig fil",
        Path("a\0b.docx"): "kan ikke lese 'a\\x00b.docx': den finnes ikke",
    }.items():
        with pytest.raises(UserError) as told:
            opened(path)
        assert str(told.value) == line


def test_a_file_may_be_so_large_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(zipped(GOOD))
    monkeypatch.setattr(packages, "MAX_FILE_BYTES", file.stat().st_size)
    assert read(opened(file)).blocks
    monkeypatch.setattr(packages, "MAX_FILE_BYTES", file.stat().st_size - 1)
    with pytest.raises(UserError, match="er for stor"):
        opened(file)


def test_all_that_is_read_counts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"<w:p><w:r><w:t>{i} {i * i}</w:t></w:r></w:p>" for i in range(2_000))
    monkeypatch.setattr(packages, "MAX_BYTES", 90_000)
    with pytest.raises(UserError, match="er for stor"):
        read(unpacked(zipped(word_parts(text)), "svar.docx"))


def test_nothing_outside_a_file_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked for something outside")

    file = tmp_path / "svar.docx"
    links = (
        ("rId1", "image", "https://x.invalid/spor.png"),
        ("rId2", "attachedTemplate", "https://x.invalid/a"),
    )
    picture = '<w:p><w:r><w:drawing><a:blip r:link="rId1"/></w:drawing></w:r></w:p>'
    file.write_bytes(zipped(word_parts(picture, links)))
    package = opened(file)
    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    [found] = read(package).foreign
    assert (found.kind, found.data, found.suffix) == ("bilde", None, "")


def test_macros_are_told_of_and_never_stop_the_reading() -> None:
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    content = zipped(
        {
            **GOOD,
            "[Content_Types].xml": types,
            "word/vbaProject.bin": b"\0",
        }
    )
    received = read(unpacked(content, "svar.docm"))
    assert [one.kind for one in received.foreign] == ["makro"]
    assert len(received.blocks) == 1


def test_files_saved_in_the_strict_form_are_read_the_same() -> None:
    usual = word_parts(
        '<w:p><w:hyperlink r:id="x"><w:r><w:t>Hei</w:t></w:r></w:hyperlink></w:p>',
        (("x", "hyperlink", "https://a.no/"),),
    )
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in usual.items()
    }
    assert strict != usual
    one, other = (read(unpacked(zipped(parts), "a")) for parts in (usual, strict))
    assert one == other
    assert "https://a.no/" in repr(one)


def test_text_may_lie_under_any_name() -> None:
    parts = dict(GOOD)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = rels(("rId1", "officeDocument", "/word/document2.xml"))
    received = read(unpacked(zipped(parts), "a"))
    assert received == word("<w:p><w:r><w:t>Hei</w:t></w:r></w:p>")
    assert RELS in str(parts["_rels/.rels"])
