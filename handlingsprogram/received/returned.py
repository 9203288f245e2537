"""A Word file that has come back, as changes of the content files that lie here."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.applied import applied
from handlingsprogram.received.base import Base, base
from handlingsprogram.received.edits import edits
from handlingsprogram.received.file.resolve import accepted
from handlingsprogram.received.pairs import paragraphs
from handlingsprogram.received.rebase import rebased
from handlingsprogram.received.rows import in_rows, parted
from handlingsprogram.received.tokens import said
from handlingsprogram.records import record
from handlingsprogram.render.checked import read_shared

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.changes import Remark
    from handlingsprogram.received.file.document import Block, Received
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
    base: str
    """The commit that the file was built from; empty where it is held against the content as it lies here."""


def returned(
    received: Received,
    content: Path,
    year: str,
    *,
    rejected: Collection[str] = (),
    only: str | None = None,
    onto: Mapping[Path, str] | None = None,
) -> Outcome:
    """Return what a received file does to the content of a year.

    Args:
        received: the file, read.
        content: the content folder.
        year: the year's folder in it.
        rejected: the authors whose tracked changes are not taken.
        only: the author whose tracked changes alone are taken; None for all, and what is not tracked.
        onto: texts that other received files have made of content files.

    Raises:
        UserError: the year has errors, the file is of something else, or pandoc is missing.
    """
    shared, _ = read_shared(content)
    trees = _trees(content / year)
    if not shared:
        raise UserError("tema.yaml har feil; kjør «check», og rett dem først")
    blocks = accepted(received, rejected, only)
    with ExitStack() as stack:
        sent, commit = _sent(received, blocks, content, year, trees, shared, stack)
        changes, remarks = edits(sent, blocks)
    places = {key: Path(tree.file) for key, tree in trees.items()}
    texts = {key: _text(path, onto or {}) for key, path in places.items()}
    plain = {key: text.replace("\r\n", "\n") for key, text in texts.items()}
    now: dict[Key, Any] = {key: parse(text, str(places[key])).data for key, text in plain.items()}
    were: dict[Key, Any] = {key: _raw(tree) for key, tree in sent.trees.items()}
    rows, changes = parted(changes, sent.trees)
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
    return Outcome(files, tuple(remarks), tuple(conflicts), commit)


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


def _sent(
    received: Received,
    blocks: tuple[Block, ...],
    content: Path,
    year: str,
    trees: dict[Key, Tree],
    shared: Shared,
    stack: ExitStack,
) -> tuple[Base, str]:
    """Return what was sent out: the content of the commit that the file tells, or that which lies here."""
    here = base(trees, content / year, shared)
    told = _COMMIT.search(received.revision)
    own = _alike(here, blocks)
    if told:
        there = _committed(told[0], content, year, shared, stack)
        if there and _alike(there, blocks) > own:
            return there, told[0]
    if own < _STRANGE:
        raise UserError(f"filen har lite til felles med {year}; er den fra et annet år, så skriv --år")
    return here, ""


def _committed(commit: str, content: Path, year: str, shared: Shared, stack: ExitStack) -> Base | None:
    """Return the year as a commit has it; None where git does not know it, or it cannot be read."""
    import tempfile

    from handlingsprogram.review.sides.commit import Commit

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    try:
        known = Commit(content, commit, "", folder)
        if year not in known.years():
            return None
        known.lay_out(year)
        known.lay_out_pictures(year)
        return base(_trees(folder / year), folder / year, shared)
    except UserError:
        return None


def _alike(known: Base, blocks: tuple[Block, ...]) -> float:
    """Return how much of a file a base says in the same words."""
    own = {said(one) for one in paragraphs(known.blocks)}
    texts = [text for one in paragraphs(blocks) if (text := said(one))]
    return sum(text in own for text in texts) / len(texts) if texts else 0.0
