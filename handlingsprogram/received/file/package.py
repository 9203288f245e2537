"""A file that somebody sent: opened only where it is what it should be, and never larger than it may be.

Word files and LibreOffice's are zips of XML (ISO/IEC 29500-2 and 26300-3). Nothing in them is trusted: sizes
are counted while unpacking, documents that declare a type of their own are refused, and nothing that they
point to outside themselves is fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.received.file import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

MAX_FILE_BYTES = 100_000_000
"""Of the file: a programme with many photographs."""
MAX_PARTS = 4_000
"""How many parts a file may have."""
MAX_XML_BYTES = 32_000_000
"""Of one part that is read as XML, unpacked: a hundred times a real year as LibreOffice writes it."""
MAX_PICTURE_BYTES = 60_000_000
"""Of one other part, unpacked."""
MAX_BYTES = 250_000_000
"""Of all parts that are read, unpacked together."""
MAX_RATIO, SMALL = 250, 2_000_000
"""How many times smaller than unpacked a part may be, where it is not small; XML gets to a hundred."""
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
# What ISO/IEC 29500-1 calls the namespaces that 29500-4 and all the world call otherwise.
_TRANSITIONAL = {
    _STRICT + strict: _USUAL + usual
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"drawingml/", b"drawingml/2006/"),
        (b"officeDocument/", b"officeDocument/2006/"),
    )
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What zipfile says of a zip that is broken, locked or packed in a way of its own."""


class Parts(Mapping[str, bytes]):
    """The parts of a file by name, unpacked when they are asked for."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        """Take a zip whose entries have been looked over.

        Args:
            name: the file's, for messages.
            archive: the zip.
        """
        self._name = name
        self._archive = archive
        self._entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        self._read: dict[str, bytes] = {}
        self._left = MAX_BYTES

    def __getitem__(self, part: str) -> bytes:
        if part not in self._read:
            self._read[part] = self._unpacked(self._entries[part])
        return self._read[part]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        most = min(MAX_XML_BYTES if _is_xml(entry.filename) else MAX_PICTURE_BYTES, self._left)
        # What the zip says of its sizes need not be so.
        if entry.file_size > most or (
            entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        ):
            raise _too_large(self._name)
        try:
            with self._archive.open(entry) as packed:
                content = packed.read(most + 1)
        except _BROKEN as error:
            raise _broken(self._name) from error
        if len(content) > most:
            raise _too_large(self._name)
        self._left -= len(content)
        return content


class Package:
    """A received file."""

    def __init__(self, name: str, kind: Literal["docx", "odt"], parts: Mapping[str, bytes]) -> None:
        """Take what has been opened.

        Args:
            name: the file's, as the user would type it.
            kind: which of the two it is.
            parts: its parts.
        """
        self.name = name
        self.kind = kind
        self.parts = parts

    def xml(self, part: str) -> Element | None:
        """Return the root of a part; None where there is no such part.

        Raises:
            UserError: it is no XML, declares a type, or is nested too deep.
        """
        if part not in self.parts:
            return None
        content = self.parts[part]
        if declares_a_type(content):
            raise _unsafe(self.name)
        if _STRICT in content:
            for strict, usual in _TRANSITIONAL.items():
                content = content.replace(strict, usual)
        try:
            root = etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise _broken(self.name) from error
        info: Any = root.getroottree().docinfo
        if info.doctype:
            raise _unsafe(self.name)
        return root


def opened(path: Path) -> Package:
    """Open a file that somebody sent.

    Raises:
        UserError: it cannot be read, is no Word file and no LibreOffice text, is locked, broken or too large.
    """
    name = path.as_posix()
    return unpacked(content_of(path, name), name)


def unpacked(content: bytes, name: str) -> Package:
    """Open a file's content in the same way.

    Args:
        content: the file.
        name: what it is called, for messages.

    Raises:
        UserError: as `opened`.
    """
    if not content.startswith(b"PK"):
        raise UserError(f"{name} {kinds.told(content)}")
    return _told_apart(name, looked_over(content, name))


def looked_over(content: bytes, name: str) -> Parts:
    """Return the parts of a zip whose list of them is as it should be, whatever they are.

    Args:
        content: the file.
        name: what it is called, for messages.

    Raises:
        UserError: it is broken, locked or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise _broken(name) from error
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise _too_large(name)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise _broken(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserError(f"{name} {kinds.LOCKED}")
    return Parts(name, archive)


def content_of(path: Path, name: str) -> bytes:
    """Return what is in a file.

    Raises:
        UserError: it cannot be read, or is too large.
    """
    try:
        if not path.is_file() and path.exists() and not path.is_dir():
            raise UserError(f"{name} er ingen vanlig fil")
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        is_folder = path.is_dir()
        raise UserError(
            f"kan ikke lese {name}: {'det er en mappe' if is_folder else os_error(error)}"
        ) from error
    except ValueError as error:  # a name that no file can have
        raise UserError(f"kan ikke lese {name!r}: den finnes ikke") from error
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(name)
    return content


def _told_apart(name: str, parts: Parts) -> Package:
    if "mimetype" in parts:
        told = kinds.of_mimetype(parts["mimetype"])
        if told:
            raise UserError(f"{name} {told}")
        package = Package(name, "odt", parts)
        manifest = package.xml("META-INF/manifest.xml")
        if manifest is not None and any(
            str(node.tag).endswith("}encryption-data") for node in manifest.iter()
        ):
            raise UserError(f"{name} {kinds.LOCKED}")
        if "content.xml" not in parts:
            raise _broken(name)
        return package
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise UserError(f"{name} {kinds.OTHER_ZIP}")
    told = kinds.of_types(parts["[Content_Types].xml"])
    if told:
        raise UserError(f"{name} {told}")
    return Package(name, "docx", parts)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def declares_a_type(content: bytes) -> bool:
    """Tell whether XML has a document type, in which entities are made, before anything reads it."""
    sign = "<!DOCTYPE"
    return any(sign.encode(encoding) in content for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels", ".rdf"))


def _unsafe(name: str) -> UserError:
    return UserError(f"{name} er bygget opp på en måte som ikke er trygg, og blir ikke lest")


def _too_large(name: str) -> UserError:
    return UserError(f"{name} er for stor; den kan ikke være laget av et handlingsprogram")


def _broken(name: str) -> UserError:
    return UserError(f"{name} er ødelagt; be om å få filen sendt på nytt")
