"""The editor, put together: the office, what it shows, and the addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.desk import Desk
from handlingsprogram.finding import Severity
from handlingsprogram.serving.app import Addresses
from handlingsprogram.serving.office import Office, Onlooker

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.applications import Starlette

    from handlingsprogram.finding import Finding


class Editor:
    """A content folder that is open in browsers."""

    def __init__(self, office: Office, first: str, *, edits: bool) -> None:
        """Prepare it; `first` is the year that is shown first."""
        self.office = office
        self._first = first
        self._edits = edits

    def app(self, mark: str) -> Starlette:
        """Return the application; `mark` is what its page sends along with what changes anything."""
        return Addresses(self.office, mark, self._first, edits=self._edits).app()

    def close(self) -> None:
        """Let go of everything."""
        self.office.close()


def editor(content: Path, year: str) -> Editor:
    """Return the editor of a content folder.

    Raises:
        UserError: its working copy cannot be made.
    """
    return Editor(Office(content, Desk, told), year, edits=True)


def viewer(content: Path, year: str) -> Editor:
    """Return what shows a content folder and follows its files, and writes nothing."""
    return Editor(Office(content, Onlooker, told), year, edits=False)


def told(findings: list[Finding]) -> dict[str, Any]:
    """Return what browsers are told of findings: how many of each kind there are."""
    open_ = [one for one in findings if one.severity is not Severity.NOTICE and not one.accepted]
    errors = sum(one.severity is Severity.ERROR for one in open_)
    return {"errors": errors, "warnings": len(open_) - errors, "text": f"({len(open_)})" if open_ else ""}
