"""The folders of a content folder: a document's is called by its year, or by its name and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from handlingsprogram.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = re.compile(r"(?:([a-z][a-z0-9-]*)-)?([12][0-9]{3})")
"""`2029`, or `klimaplan-2029`: the name, if it has one, and the year."""
PLAIN = "handlingsprogram"
"""What the documents of a folder without a name are called."""
FONTS = "skrifter"
"""The folder of an organisation's own fonts, beside its theme."""
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
"""Letters that are no other letter with an accent."""
_LONGEST_ID = 40


def is_folder(name: str) -> bool:
    """Tell whether this is what a document's folder may be called."""
    return bool(FOLDER.fullmatch(name))


def parts(name: str) -> tuple[str, int]:
    """Return the name, empty where it has none, and the year of a document's folder."""
    match = FOLDER.fullmatch(name)
    return (match[1] or "", int(match[2])) if match else ("", 0)


def ordered(names: Iterable[str]) -> list[str]:
    """Return folders' names in order: plain years first, then each name's years one after the other."""
    return sorted(names, key=lambda name: (*parts(name), name))


def years_in(content: Path) -> list[str]:
    """Return the documents' folders that a content folder has, by name, in order."""
    return ordered(path.name for path in content.glob("*[12]*") if is_folder(path.name) and path.is_dir())


def before(year: Path) -> str:
    """Return the folder of the newest earlier year of the same document; empty where there is none."""
    return newest_before(year.name, years_in(year.parent))


def newest_before(folder: str, known: Iterable[str]) -> str:
    """Return the newest earlier one of the same document among the folders that are known; empty for none."""
    name, year = parts(folder)
    earlier = (one for one in known if parts(one)[0] == name and parts(one)[1] < year)
    return max(earlier, key=parts, default="")


def document_name(folder: str) -> str:
    """Return what the documents of a folder are called, without their endings."""
    return folder if parts(folder)[0] else f"{PLAIN}-{folder}"


def strays(content: Path) -> list[Finding]:
    """Return a finding for each folder that has a programme and a name that nothing reads."""
    folders = sorted(path for path in content.glob("[!.]*") if path.is_dir() and not is_folder(path.name))
    return [
        Finding(Position((path / _FRAME).as_posix(), 1, 1), "fil-plass", _how_to_name(path))
        for path in folders
        if (path / _FRAME).is_file()
    ]


_FRAME = "program.yaml"
_YEAR = r"(?<![0-9])[12][0-9]{3}(?![0-9])"


def _how_to_name(path: Path) -> str:
    with (path / _FRAME).open("rb") as file:
        head = file.read(4096).decode(errors="replace")
    typed = re.search(_YEAR, path.name) or re.search(rf"(?<=^år: ){_YEAR}", head, re.MULTILINE)
    name, year = as_id(re.sub(_YEAR, " ", path.name)), typed[0] if typed else "ÅR"
    return (
        f"mappen «{path.name}» blir ikke lest; mappen til et program heter årstallet, eller et navn og "
        f"årstallet: «{name}-{year}»"
    )


def as_id(name: str) -> str:
    """Return a name as an id may be written: its words without accents, as many as have room."""
    letters = normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(letter for letter in letters if not combining(letter))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")
    if len(words) > _LONGEST_ID:
        whole, _, _ = words[: _LONGEST_ID + 1].rpartition("-")
        words = whole or words[:_LONGEST_ID]
    return words.rstrip("-") or "ny"
