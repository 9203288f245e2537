"""What every file says of itself, the same in all formats: PDF's Info and XMP, Word's properties."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Program, Sak
    from handlingsprogram.render.edition.revision import Revision


@record
class Properties:
    """The properties of a programme's files."""

    tittel: str
    organisasjon: str
    emne: str
    stikkord: tuple[str, ...]
    språk: str
    status: str
    """In the document's own words."""
    dato: str
    """ISO date of the adoption or the draft."""
    revisjon: str
    """What the content is called in git, and whether it has changes since; empty where that is not known."""
    sak: Sak | None
    epoch: int
    """The files' time stamp, in seconds since 1970."""

    @property
    def tidspunkt(self) -> str:
        """The files' time stamp as ISO 8601 writes it."""
        return datetime.fromtimestamp(self.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def egne(self) -> dict[str, str]:
        """Give what no format has a field of its own for, by the name that the reader sees."""
        named = {
            "Organisasjon": self.organisasjon,
            "Status": self.status,
            "Dato": self.dato,
            "Språk": self.språk,
            "Revisjon": self.revisjon,
            "Sak": self.sak.nummer if self.sak else "",
            "Arkivsak": self.sak.arkivsak if self.sak else "",
        }
        return {name: value for name, value in named.items() if value}


_STATUSES = {
    "utkast": "status_utkast",
    "høring": "status_høring",
    "vedtatt": "status_vedtatt",
    "rapport": "status_rapport",
}


def properties(program: Program, revisjon: Revision, epoch: int) -> Properties:
    """Return what a programme's files say of themselves.

    Args:
        program: the programme.
        revisjon: what its content is called in git.
        epoch: the files' time stamp, in seconds since 1970.
    """
    words = fixed_words(program.språk)
    return Properties(
        tittel=program.tittel,
        organisasjon=program.organisasjon,
        emne=program.emne,
        stikkord=program.stikkord,
        språk=program.språk,
        status=words[_STATUSES[program.status]],
        dato=program.dato,
        revisjon=revisjon.skrevet(words),
        sak=program.sak,
        epoch=epoch,
    )
