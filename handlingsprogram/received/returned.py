"""A Word file that has come back, as changes of the content files that lie here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError
from handlingsprogram.read import csv_tables
from handlingsprogram.read.load import BUDGET
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.agreed import without_agreed
from handlingsprogram.received.applied import applied
from handlingsprogram.received.edited.edits import Edits
from handlingsprogram.received.meanwhile.rebase import rebased
from handlingsprogram.received.rows import files as table_files
from handlingsprogram.received.rows import in_files
from handlingsprogram.received.sent import Home, sent_out
from handlingsprogram.records import record
from handlingsprogram.render.checked import read_shared
from handlingsprogram.writing.csv_rows import KIND
from handlingsprogram.writing.dress import dressed, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.base import Base
    from handlingsprogram.received.changes import Remark
    from handlingsprogram.received.file.document import Block, BlockPath, Received
    from handlingsprogram.received.meanwhile.rebase import Conflict


@record
class Outcome:
    """What a received file does to the content."""

    files: dict[Path, tuple[str, str]]
    """Content files that change: the text as it is, and as it is to be; with its order mark and line ends."""
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


def home_of(content: Path, year: str) -> Home:
    """Return the year that files have come back to.

    Raises:
        UserError: the theme has errors.
    """
    shared, _ = read_shared(content)
    if not shared:
        raise UserError("tema.yaml har feil; kjør «check», og rett dem først")
    return Home(content, year, shared)


def returned(home: Home, blocks: tuple[Block, ...], revision: str, onto: Mapping[Path, str]) -> Outcome:
    """Return what a received file does to the content of a year.

    Args:
        home: the year, which is built once for all files that come back to it.
        blocks: what the file says, with the changes that are taken; see `received.file.resolve`.
        revision: what it says that it was built from.
        onto: texts that other received files have made of content files.

    Raises:
        UserError: the year has errors, the file is of something else, or pandoc is missing.
    """
    here = home.here()
    sent = sent_out(blocks, revision, home, here)
    reading = Edits(sent.base, blocks)
    files = _Files(here, onto)
    were: dict[Key, Any] = {key: _raw(tree) for key, tree in sent.base.trees.items()}
    were |= table_files(sent.base.trees)
    placed = [in_files(change, sent.base.trees) for change in reading.changes]
    made, conflicts = rebased(placed, were, files.now)
    texts = applied(files.plain, files.now, made)
    money = parse(texts[BUDGET], "") if BUDGET in texts else None
    return Outcome(
        files.changed(texts),
        (*sent.remarks, *without_agreed(reading.remarks, money)),
        tuple(replace(one, fil=files.path(one.key, sent.base)) for one in conflicts),
        sent.base.file,
        reading.named(),
        sent.commit,
    )


class _Files:
    """A year's files as they are now: those of YAML, and the tables' own."""

    def __init__(self, here: Base, onto: Mapping[Path, str]) -> None:
        self._folder = here.folder
        self._paths = {key: Path(tree.file) for key, tree in here.trees.items()}
        self._paths |= {key: here.folder / key[1] for key in table_files(here.trees)}
        self._texts = {
            key: onto[path] if path in onto else path.read_bytes().decode()
            for key, path in self._paths.items()
        }
        self.plain = {key: plain(text) for key, text in self._texts.items()}
        self.now: dict[Key, Any] = {
            key: [cells for _, cells in csv_tables.rows(text)]
            if key[0] == KIND
            else parse(text, str(self._paths[key])).data
            for key, text in self.plain.items()
        }

    def path(self, key: Key, sent: Base) -> Path:
        """Return where a file lies that was sent out, or where it lay."""
        if key in self._paths or key[0] == KIND:
            return self._paths.get(key, self._folder / key[1])
        return self._folder / Path(sent.trees[key].file).relative_to(sent.folder)

    def changed(self, made: Mapping[Key, str]) -> dict[Path, tuple[str, str]]:
        """Return the files that are another, as they are and as they are to be."""
        return {
            path: (self._texts[key], dressed(self._texts[key], made[key]))
            for key, path in self._paths.items()
            if made[key] != self.plain[key]
        }


def _raw(tree: Tree) -> Any:
    return parse("\n".join([*tree.lines, ""]), tree.file).data
