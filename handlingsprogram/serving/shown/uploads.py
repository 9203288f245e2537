"""Pictures that are brought in: looked at before they are laid beside the programme."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handlingsprogram.editing.files import PICTURES, is_picture
from handlingsprogram.editing.history import Step
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import as_id
from handlingsprogram.read.pictures import picture as pictures

if TYPE_CHECKING:
    from handlingsprogram.serving.office import Room


def put_picture(room: Room, name: str, given: bytes, guest: str) -> str:
    """Lay a picture beside the programme, and return what the content calls it.

    Raises:
        UserError: it is no picture that can be used.
    """
    stem, _, ending = name.rpartition(".")
    file = f"{PICTURES}/{as_id(stem)}.{ending.lower()}"
    if not is_picture(f"{room.year}/{file}"):  # before anything is written by this name
        raise UserError(f"«{name[:100]}» kan ikke være navnet på et bilde")
    with TemporaryDirectory() as folder:
        trial = Path(folder) / PICTURES
        trial.mkdir()
        (trial / file.rpartition("/")[2]).write_bytes(given)
        wrong = pictures.wrong(Path(folder), file)
    if wrong:
        raise UserError(f"bildet {name} {wrong[0]}")
    with room.desk.alone():
        number, free = 1, file
        while room.desk.holds(f"{room.year}/{free}") not in {None, given}:  # another picture is called so
            number += 1
            free = f"{PICTURES}/{as_id(stem)}-{number}.{ending.lower()}"
        room.desk.put(f"{room.year}/{free}", given, Step(guest, name))
    return free
