"""The content that a received file was built from: as git has it, or as it lies here."""

from __future__ import annotations

import re
from dataclasses import field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received.base import Base, base
from handlingsprogram.received.changes import Remark
from handlingsprogram.received.edited.tokens import said
from handlingsprogram.received.file.document import paragraphs
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.file.document import Block
    from handlingsprogram.render.checked import Shared

_COMMIT = re.compile(r"\b[0-9a-f]{40,64}\b")
_HERE = "så filen er holdt mot innholdet slik det er nå; se at det som er endret siden, ikke er satt tilbake"
_UNKNOWN = f"git har ikke revisjonen som filen ble laget av (kjør «git fetch»), {_HERE}"
_NO_YEAR = f"revisjonen som filen ble laget av, har ikke dette året, {_HERE}"
_UNSOUND = f"revisjonen som filen ble laget av, passer ikke lenger med skjemaene, {_HERE}"
_CHANGED_HERE = f"filen ble laget av innhold med endringer som ikke var lagret i git, {_HERE}"
_CHANGED = (
    "filen ble laget av innhold med endringer som ikke var lagret i git; den er holdt mot revisjonen som de "
    "ble gjort i, så de kan se ut som skrevet i Word"
)
_ROW = 4
"""So many words in a row hardly stand in two programmes by chance."""
_STRANGE = 0.3
"""So much of a received file must be said in the year, or it is of another one."""


class StrangeError(UserError):
    """A received file is of something else."""


@record
class Home:
    """The year that a file has come back to."""

    content: Path
    year: str
    shared: Shared
    built: dict[str, tuple[list[Base], str]] = field(default_factory=dict)
    """What has been built already, as `_bases` gives it, by commit; empty for what lies here."""

    def here(self) -> Base:
        """Return the year as it lies here; raises as `base`."""
        if "" not in self.built:
            self.built[""] = [self.base(self.content)], ""
        return self.built[""][0][0]

    def base(self, content: Path) -> Base:
        """Return the year as it is in a content folder.

        Raises:
            UserError: the year has errors, or pandoc is missing.
        """
        return base(_trees(content / self.year), content / self.year, self.shared)


@record
class Sent:
    """What a received file is held against."""

    base: Base
    commit: str = ""
    remarks: tuple[Remark, ...] = ()


def sent_out(blocks: tuple[Block, ...], revision: str, home: Home, here: Base) -> Sent:
    """Return what was sent out: the content of the commit that the file tells, or that which lies here.

    Args:
        blocks: what the received file says.
        revision: what it says that it was built from.
        home: the year.
        here: the year as it lies here.

    Raises:
        StrangeError: the file is of something else.
    """
    told = _COMMIT.search(revision)
    name = told[0] if told else ""
    there = _committed(name, home, blocks) if name else None
    if isinstance(there, Base):
        is_whole = revision.strip() == name
        if is_whole or _alike(there, blocks) > _alike(here, blocks):
            why = () if is_whole else (Remark(_CHANGED, name),)
            return Sent(there, name, why)
        return Sent(here, "", (Remark(_CHANGED_HERE, name),))
    if _alike(here, blocks) < _STRANGE:
        raise StrangeError(
            f"filen har lite til felles med {home.year}; er den fra et annet år, så skriv --år"
        )
    return Sent(here, "", (Remark(there, name),) if there else ())


def _committed(commit: str, home: Home, blocks: tuple[Block, ...]) -> Base | str:
    """Return the year as a commit has it; a line that says why not where that cannot be."""
    if commit not in home.built:
        home.built[commit] = _bases(commit, home)
    bases, wrong = home.built[commit]
    likeness, best = max(((_alike(one, blocks), i) for i, one in enumerate(bases)), default=(0, 0))
    return bases[best] if likeness >= _STRANGE else wrong


def _bases(commit: str, home: Home) -> tuple[list[Base], str]:
    """Return what a commit has that the year may have been, and what is told where it is none of that."""
    from handlingsprogram.review.sides.commit import Commit

    with TemporaryDirectory() as folder:
        try:
            known = Commit(home.content, commit, "", Path(folder))
        except UserError:
            return [], _UNKNOWN
        is_there = home.year in known.years()
        gone = [one for one in known.years() if not (home.content / one).is_dir()]
        bases: list[Base] = []
        wrong = _NO_YEAR
        for name in [home.year] if is_there else gone:  # its folder may have had another name
            try:
                known.lay_out(name)
                known.lay_out_pictures(name)
                bases.append(replace(home, year=name).base(Path(folder)))
            except UserError:
                wrong = _UNSOUND
        return bases, wrong


def _alike(known: Base, blocks: tuple[Block, ...]) -> float:
    """Return how much of a file a base says in the same words, a few in a row."""
    own = {few for one in paragraphs(known.blocks) for few in _few(said(one).split())}
    found = [few for one in paragraphs(blocks) for few in _few(said(one).split())]
    return sum(few in own for few in found) / len(found) if found else 0.0


def _few(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the words that stand beside each other; of a short text, all of it."""
    return (tuple(words[at : at + _ROW]) for at in range(max(len(words) - _ROW, 0) + bool(words)))


def _trees(folder: Path) -> dict[Key, Tree]:
    read = read_folder(folder)
    trees, findings = sound_trees(read)
    wrong = [finding for finding in [*read.findings, *findings] if has_errors([finding])]
    if wrong:
        raise UserError(f"{folder.as_posix()} har feil; kjør «check», og rett dem først ({wrong[0]})")
    return trees
