"""What the views of a year are made of: its files as they are, what describes them, what was found."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from handlingsprogram.editing.files import SHARED, kind_of
from handlingsprogram.editing.form.outline import outline
from handlingsprogram.editing.form.schemas import Schemas
from handlingsprogram.finding import Severity, UserError
from handlingsprogram.malform import spoken
from handlingsprogram.preview.files import KeptFiles
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.load import read_folder

if TYPE_CHECKING:
    from handlingsprogram.editing.form.outline import Node
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.serving.office import Room


class Sources:
    """A year of a draft, as its files are whenever something is asked."""

    def __init__(self, room: Room) -> None:
        """Look at a room."""
        self.room = room
        self.desk = room.desk
        self.year = room.desk.folder / room.year
        self._schemas: tuple[int, Schemas] | None = None
        self._kept = KeptFiles()
        self._lock = RLock()

    def si(self, text: str) -> str:
        """Say something in the programme's written form."""
        return spoken.in_file(self.year / "program.yaml", text)

    def folder(self) -> Folder:
        """Return the year as it stands; nobody may change what is in it."""
        with self._lock:
            folder = read_folder(self.year, reader=self._kept.read)
            self._kept.let_go()
            return folder

    def tree(self, file: str) -> Tree:
        """Return a file as it stands now.

        Raises:
            UserError: it cannot be read.
        """
        tree, findings = read_valid(self.desk.folder / file, str(kind_of(file)), self.desk.folder)
        if not tree:
            raise UserError(f"{file} kan ikke vises som skjema: {findings[0].message}")
        return tree

    def schemas(self, *, anew: bool = True) -> Schemas:
        """Return what describes the fields, with proposals from the content."""
        if self._schemas is None or (anew and self._schemas[0] != self.desk.version):
            self._schemas = (self.desk.version, Schemas(self.desk.folder))
        return self._schemas[1]

    def program(self) -> Program | None:
        """Return the programme, where it could be made of what the files held last."""
        return self.room.studio.program

    def ids(self) -> set[str]:
        """Return the ids that the year has."""
        trees = self.folder().trees.values()
        return {text for tree in trees for path, text in tree.strings() if path[-1:] == ("id",)}

    def nodes(self) -> tuple[Node, ...]:
        """Return the outline."""
        shared = {kind: True for file, kind in SHARED.items() if (self.desk.folder / file).is_file()}
        return outline(self.folder(), shared)

    def relative(self, file: str) -> str:
        """Return a file's path below the content folder."""
        try:
            return Path(file).relative_to(self.desk.folder).as_posix()
        except ValueError:
            return file

    def findings_in(self, file: str) -> list[Finding]:
        """Return what was found in a file."""
        return [one for one in self.told() if self.relative(one.position.file) == file]

    def told(self) -> list[Finding]:
        """Return what was found, last time that was asked, and is not accounted for."""
        found = self.room.studio.findings
        return [one for one in found if one.severity is not Severity.NOTICE and not one.accepted]

    def sound(self, file: str) -> Tree | None:
        """Return a file as it stands now, where it can be read."""
        try:
            return self.tree(file) if kind_of(file) else None
        except UserError:
            return None
