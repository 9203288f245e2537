"""The names of picture files: any that every system can hold, found in whichever form the disk has it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handlingsprogram.read.files import link_on_the_way
from handlingsprogram.read.pictures.kinds import ENDINGS
from handlingsprogram.read.pictures.raster import UnusableError

if TYPE_CHECKING:
    from pathlib import Path

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
"""What Windows takes for machines, whatever ending they have
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""
_LONGEST = 200
"""Bytes: systems have room for 255, and the documents put a word before a logo's."""
_PICTURES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".webp",
    ".svg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".heic",
}
"""Endings that a published picture's own takes the place of."""
_SPACES = dict.fromkeys((0xA0, 0x202F, 0x2007), " ")
"""macOS puts no-break spaces into the names of screenshots, which nobody can see."""


def find(folder: Path, name: str) -> Path:
    """Return the file that the content names, where its name will do on every system.

    A letter like å may lie on the disk in one piece or, as macOS has it, in two
    (https://unicode.org/reports/tr15/).

    Args:
        folder: the folder that the name is seen from.
        name: as the schema lets it be written.

    Raises:
        UnusableError: there is none, it is reached by a link, or it must be called something else.
    """
    asked = folder / unicodedata.normalize("NFC", name)
    if why := _wrong(asked.name):
        raise UnusableError(f"{why}; gi filen et annet navn")
    if link_on_the_way(asked, folder):
        raise UnusableError("er en snarvei; legg selve filen i mappen")
    there = _inside(asked.parent)
    same = [other for other in there if _plain(other) == _plain(asked.name)]
    if not same:
        raise UnusableError(f"kan ikke leses: den finnes ikke{_suggestion(asked, folder, there)}")
    if len(same) > 1:
        raise UnusableError("finnes to ganger, med navn som ser like ut; slett den ene")
    clash = [other for other in there if folded(other) == folded(asked.name) and other != same[0]]
    if clash:
        why = f"har samme navn som «{clash[0]}», på store og små bokstaver nær"
        raise UnusableError(f"{why}; gi en av dem et annet navn")
    if link_on_the_way(asked.with_name(same[0]), folder):
        raise UnusableError("er en snarvei; legg selve filen i mappen")
    return asked.with_name(same[0])


def published(name: str, kind: str) -> str:
    """Return what a file is called in the documents: by its own name, with the ending of what it is."""
    path = PurePosixPath(unicodedata.normalize("NFC", name).translate(_SPACES))
    ending = ENDINGS[kind]
    return str(
        path.with_suffix(ending) if path.suffix.lower() in _PICTURES else path.with_name(path.name + ending)
    )


def folded(name: str) -> str:
    """Return a name as systems see it that do not tell capitals from small letters."""
    return _plain(name).casefold()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).translate(_SPACES)


def _wrong(name: str) -> str:
    """Say what in a name Windows, macOS or Linux cannot hold, or nothing."""
    if found := _FORBIDDEN.search(name):
        return f"har {found[0]} i navnet, som Windows ikke tillater"
    if name != name.strip() or name.endswith("."):
        return "har et navn som begynner eller slutter med mellomrom eller punktum, som Windows ikke tillater"
    if _RESERVED.fullmatch(name):
        return "har et navn som Windows bruker til noe annet"
    return "har et altfor langt navn" if len(name.encode(errors="replace")) > _LONGEST else ""


def _inside(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


def _suggestion(asked: Path, folder: Path, there: list[str]) -> str:
    """Say where a file that is not there may be: by nearly the same name, or in the wrong place."""
    from handlingsprogram.read.form.schema import nearest

    known = {folded(PurePosixPath(other).stem): other for other in there}
    if near := nearest(folded(PurePosixPath(asked.name).stem), list(known)):
        return f"; mente du «{asked.relative_to(folder).with_name(known[near[0]])}»?"
    if asked.parent == folder:
        return ""
    place = asked.parent.name
    other = next((one for one in _inside(folder) if folded(one) == folded(place) and one != place), "")
    if other:
        return f"; gi mappen «{other}» navnet «{place}»"
    beside = asked.name in map(_plain, _inside(folder))
    return f"; den ligger utenfor mappen «{place}», så flytt den dit" if beside else ""
