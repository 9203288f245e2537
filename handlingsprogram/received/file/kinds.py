"""What a received file is that is no Word file, told so that its sender can make one of it."""

from __future__ import annotations

_AGAIN = "åpne den i Word, lagre den som Word-dokument (.docx), og prøv igjen"
LOCKED = "er låst med passord; be om å få filen sendt uten passord"
OTHER_ZIP = "er ingen Word-fil; filen skal slutte på .docx eller .odt"
_OLD = f"er lagret i det gamle Word-formatet (.doc); {_AGAIN}"
_SHEET = "er et regneark; filen skal være Word-dokumentet som skal leses"
_SLIDES = "er en presentasjon; filen skal være Word-dokumentet som skal leses"
_OTHER_OFFICE = "er laget i et annet Office-program enn Word; filen skal slutte på .docx eller .odt"
_FLAT = f"er lagret som én XML-fil; {_AGAIN}"

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the files begin that Office wrote before 2007, and writes now around what is locked ([MS-CFB], 2.2)."""
_STREAMS = {
    b"EncryptedPackage": LOCKED,
    b"WordDocument": _OLD,
    b"Workbook": _SHEET,
    b"PowerPoint Document": _SLIDES,
}
_BEGINNINGS = {
    b"%PDF": "er en PDF; rettelser kan bare leses fra Word-filen (.docx) eller en .odt",
    b"{\\rtf": f"er lagret som rik tekst (.rtf); {_AGAIN}",
}
_MARKUP = {
    b"schemas.microsoft.com/office/word/2003": _FLAT,
    b"schemas.microsoft.com/office/2006/xmlPackage": _FLAT,
    b"oasis:names:tc:opendocument": _FLAT,
    b"<html": f"er en nettside; {_AGAIN}",
}
_NEAR_THE_BEGINNING = 4_000
_TEXT = "application/vnd.oasis.opendocument.text"


def told(content: bytes) -> str:
    """Return what a file is that is no zip, as what follows its name in a sentence."""
    if not content.strip(b"\0 \r\n\t"):
        return "er tom"
    if content.startswith(COMPOUND):
        found = (line for stream, line in _STREAMS.items() if stream.decode().encode("utf-16-le") in content)
        return next(found, _OTHER_OFFICE)
    for beginning, line in _BEGINNINGS.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(beginning):
            return line
    head = content[:_NEAR_THE_BEGINNING].replace(b"\0", b"")
    return next((line for sign, line in _MARKUP.items() if sign.lower() in head.lower()), OTHER_ZIP)


def of_mimetype(mimetype: bytes) -> str:
    """Return what an OpenDocument file is, in the same way; nothing for a text, which is read."""
    kind = mimetype.strip().decode("ascii", "replace")
    if kind.startswith(_TEXT) and not kind.startswith(f"{_TEXT}-web"):
        return ""
    if "spreadsheet" in kind:
        return _SHEET
    return _SLIDES if "presentation" in kind else OTHER_ZIP


def of_types(types: bytes) -> str:
    """Return what a file of Office is by its list of content types; nothing for a Word file."""
    if b"wordprocessingml" in types or b"ms-word" in types:
        return ""
    if b"spreadsheetml" in types or b"ms-excel" in types:
        return _SHEET
    return _SLIDES if b"presentationml" in types or b"ms-powerpoint" in types else OTHER_ZIP
