"""The comparison as a Word file: both programmes rendered as finished documents, and set in one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity, has_errors
from handlingsprogram.processes import workers
from handlingsprogram.records import record
from handlingsprogram.render.checked import read_shared, read_years
from handlingsprogram.render.documents import documents, pictures
from handlingsprogram.render.edition.view import view
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.redline.merge import redline
from handlingsprogram.review.redline.source import Edition
from handlingsprogram.review.sides.lenient import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml.etree import _Element as Element

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.pictures.picture import Picture
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.redline.align import Pairs
    from handlingsprogram.review.sides.side import Side

Documents = tuple[Edition, Edition, int]
"""The old and the new document, and the new one's time stamp: the file's and the changes'."""
_NAMED = {
    *(Ting.SEKSJON, Ting.TILTAK, Ting.TEKSTTABELL, Ting.TABELL, Ting.RAD),
    *(Ting.PROGRAMMET, Ting.MÅLFLISER),
    *(Ting.BOKS, Ting.MÅLHIERARKI, Ting.INDIKATORTABELL, Ting.TILTAKSOVERSIKT, Ting.MÅL, Ting.INDIKATOR),
}
"""What the finished document knows by its id."""


@record
class Material:
    """What a programme's documents are made of."""

    program: Program
    """The programme, with nothing wrong in it."""
    shared: Shared
    """What all years have in common."""
    pictures: Mapping[str, Picture]
    """The pictures by the name that the content gives them."""
    epoch: int
    """The time stamp, in seconds since 1970."""


@contextmanager
def begun(
    sides: Sequence[Side], content: Path, epoch: Callable[[Program], int]
) -> Iterator[Callable[[], Documents]]:
    """Build the documents of two sides beside whatever else goes on; what is given waits for them.

    A comparison reads what it can, a document needs all of a side. What is given raises ContentError where
    one cannot be built, and UserError where pandoc or a font is missing, or git lacks something.

    Args:
        sides: the old and the new side.
        content: the working tree's content folder, whose colours, fonts and goals both sides get.
        epoch: gives a programme's time stamp, in seconds since 1970.
    """
    folders = [side.whole() / side.year for side in sides]
    with workers() as pool:

        def build() -> Documents:
            old, new = _materials(sides, folders, content, epoch)
            before = pool.submit(edition, old)
            after = edition(new)
            return before.result(), after, new.epoch

        yield pool.submit(build).result


def _materials(
    sides: Sequence[Side], folders: Sequence[Path], content: Path, epoch: Callable[[Program], int]
) -> Iterator[Material]:
    """Read sides as a build does."""
    shared, findings = read_shared(content)
    if shared is None or has_errors(findings):
        raise ContentError(findings)
    read = read_years(folders, shared)
    for side, folder, (program, findings) in zip(sides, folders, read, strict=True):
        if not program:
            errors = [finding for finding in findings if finding.severity is Severity.ERROR]
            raise ContentError([side.named(finding) for finding in errors])
        yield Material(program, shared, pictures(program, folder, shared.theme), epoch(program))


def report(comparison: Comparison, documents: Documents, front: Sequence[Element] = ()) -> bytes:
    """Return the comparison as a Word file with tracked changes, in the new programme's dress.

    Args:
        comparison: what is paired with what.
        documents: both documents, as `begun` gives them.
        front: what stands before the document, with its own sections.
    """
    old, new, epoch = documents
    return redline(old, new, ids(comparison), epoch, front)


def edition(material: Material) -> Edition:
    """Return a programme as a finished Word file."""
    program, shared = material.program, material.shared
    files = documents(program, shared, material.pictures, frozenset({"docx"}), material.epoch)
    return Edition(files["docx"], view(program, shared.goals))


def ids(comparison: Comparison) -> Pairs:
    """Return what is paired with what, as far as the finished documents know it."""
    return frozenset((pair.gammel.id, pair.ny.id) for pair in comparison.par if pair.gammel.ting in _NAMED)
