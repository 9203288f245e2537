"""A Word file that has come back, as changes of the content files that lie here."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.applied import applied
from handlingsprogram.received.base import Base, base
from handlingsprogram.received.edited.edits import Edits
from handlingsprogram.received.edited.tokens import said
from handlingsprogram.received.file.document import paragraphs
from handlingsprogram.received.rebase import rebased
from handlingsprogram.received.rows import in_rows, parted
from handlingsprogram.records import record
from handlingsprogram.render.checked import read_shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.changes import Remark
    from handlingsprogram.received.file.document import Block, BlockPath, Received
    from handlingsprogram.received.rebase import Conflict
    from handlingsprogram.render.checked import Shared

_COMMIT = re.compile(r"\b[0-9a-f]{40,64}\b")
_STRANGE = 0.3
"""So much of a received file must be said in the year, or it is of another one."""


@record
class Outcome:
    """What a received file does to the content."""

    files: dict[Path, tuple[str, str]]
    """Content files that change: the text as it is, and as it is to be; with the line ends that they have."""
    remarks: tuple[Remark, ...]
    """What cannot be content."""
    conflicts: tuple[Conflict, ...]
    """What the content and the file have changed, each otherwise."""
    known: Received
    """The file as we built it."""
    places: dict[BlockPath, str]
    """What each paragraph of the received file is of, in words, by where it stood."""
    base: str
    """The commit that the file was built from; empty where it is held against the content as it lies here."""


@record
class _Home:
    """The year that a file has come back to."""

    content: Path
    year: str
    shared: Shared

    def base(self, content: Path) -> Base:
        """Return the year as it is in a content folder.

        Raises:
            UserError: the year has errors, or pandoc is missing.
        """
        return base(_trees(content / self.year), content / self.year, self.shared)


def returned(
    blocks: tuple[Block, ...], revision: str, content: Path, year: str, onto: Mapping[Path, str] | None = None
) -> Outcome:
    """Return what a received file does to the content of a year.

    Args:
        blocks: what the file says, with the changes that are taken; see `received.file.resolve`.
        revision: what it says that it was built from.
        content: the content folder.
        year: the year's folder in it.
        onto: texts that other received files have made of content files.

    Raises:
        UserError: the year has errors, the file is of something else, or pandoc is missing.
    """
    shared, _ = read_shared(content)
    if not shared:
        raise UserError("tema.yaml har feil; kjør «check», og rett dem først")
    home = _Home(content, year, shared)
    here = home.base(content)
    trees = here.trees
    sent, commit = _sent(blocks, revision, home, here)
    reading = Edits(sent, blocks)
    places = {key: Path(tree.file) for key, tree in trees.items()}
    texts = {key: _text(path, onto or {}) for key, path in places.items()}
    plain = {key: text.replace("\r\n", "\n") for key, text in texts.items()}
    now: dict[Key, Any] = {key: parse(text, str(places[key])).data for key, text in plain.items()}
    were: dict[Key, Any] = {key: _raw(tree) for key, tree in sent.trees.items()}
    rows, changes = parted(reading.changes, sent.trees)
    changes, conflicts = rebased(changes, were, now)
    made = applied(plain, now, changes)
    files = {
        places[key]: (texts[key], made[key].replace("\n", "\r\n") if "\r\n" in texts[key] else made[key])
        for key in places
        if made[key] != plain[key]
    }
    for name, cells in rows.items():
        path = content / year / name
        text = _text(path, onto or {})
        new, clashes = in_rows(text, cells)
        conflicts += clashes
        if new != text:
            files[path] = (text, new)
    return Outcome(files, tuple(reading.remarks), tuple(conflicts), sent.file, reading.named(), commit)


def _trees(folder: Path) -> dict[Key, Tree]:
    read = read_folder(folder)
    trees, findings = sound_trees(read)
    wrong = [finding for finding in [*read.findings, *findings] if has_errors([finding])]
    if wrong:
        raise UserError(f"{folder.as_posix()} har feil; kjør «check», og rett dem først ({wrong[0]})")
    return trees


def _raw(tree: Tree) -> Any:
    return parse("\n".join([*tree.lines, ""]), tree.file).data


def _text(path: Path, onto: Mapping[Path, str]) -> str:
    return onto[path] if path in onto else path.read_bytes().decode("utf-8-sig")


def _sent(blocks: tuple[Block, ...], revision: str, home: _Home, here: Base) -> tuple[Base, str]:
    """Return what was sent out: the content of the commit that the file tells, or that which lies here."""
    told = _COMMIT.search(revision)
    own = _alike(here, blocks)
    there = _committed(told[0], home) if told else None
    if told and there and _alike(there, blocks) > own:
        return there, told[0]
    if own < _STRANGE:
        raise UserError(f"filen har lite til felles med {home.year}; er den fra et annet år, så skriv --år")
    return here, ""


def _committed(commit: str, home: _Home) -> Base | None:
    """Return the year as a commit has it; None where git does not know it, or it cannot be read."""
    from handlingsprogram.review.sides.commit import Commit

    with TemporaryDirectory() as folder:
        try:
            known = Commit(home.content, commit, "", Path(folder))
            if home.year not in known.years():
                return None
            known.lay_out(home.year)
            known.lay_out_pictures(home.year)
            return home.base(Path(folder))
        except UserError:
            return None


def _alike(known: Base, blocks: tuple[Block, ...]) -> float:
    """Return how much of a file a base says in the same words."""
    own = {said(one) for one in paragraphs(known.blocks)}
    texts = [text for one in paragraphs(blocks) if (text := said(one))]
    return sum(text in own for text in texts) / len(texts) if texts else 0.0
