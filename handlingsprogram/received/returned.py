"""A Word file that has come back, as changes of the content files that lie here."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.read import csv_tables
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.applied import applied
from handlingsprogram.received.base import Base, base
from handlingsprogram.received.edited.edits import edits
from handlingsprogram.received.edited.tokens import said
from handlingsprogram.received.file.document import paragraphs
from handlingsprogram.received.rebase import rebased
from handlingsprogram.received.rows import files as table_files
from handlingsprogram.received.rows import in_files
from handlingsprogram.records import record
from handlingsprogram.render.checked import read_shared
from handlingsprogram.writing.csv_rows import KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.changes import Remark
    from handlingsprogram.received.file.document import Block
    from handlingsprogram.received.rebase import Conflict
    from handlingsprogram.render.checked import Shared

_COMMIT = re.compile(r"\b[0-9a-f]{40,64}\b")
_ORDER = "\ufeff"
"""The mark of the order of bytes, which Excel sets."""
_UNKNOWN = (
    "git her har ikke revisjonen som filen ble laget av, så filen er holdt mot innholdet slik det er nå; kjør "
    "«git fetch», eller se at det som er endret siden, ikke er satt tilbake"
)
_NO_YEAR = (
    "revisjonen som filen ble laget av, har ikke dette året, så filen er holdt mot innholdet slik det er nå; se "
    "at det som er endret siden, ikke er satt tilbake"
)
_UNSOUND = (
    "revisjonen som filen ble laget av, kan ikke leses av denne versjonen av verktøyet, så filen er holdt mot "
    "innholdet slik det er nå; se at det som er endret siden, ikke er satt tilbake"
)
_CHANGED = (
    "filen ble laget av innhold med endringer som ikke var lagret i git; den er holdt mot revisjonen den ble "
    "laget av, så de endringene kan se ut som skrevet i Word"
)
_CHANGED_HERE = (
    "filen ble laget av innhold med endringer som ikke var lagret i git; den er holdt mot innholdet slik det er "
    "nå, så se at det som er endret siden, ikke er satt tilbake"
)
_STRANGE = 0.3
"""So much of a received file must be said in the year, or it is of another one."""


@record
class Outcome:
    """What a received file does to the content."""

    files: dict[Path, tuple[str, str]]
    """Content files that change: the text as it is, and as it is to be; with their byte order marks and line ends."""
    remarks: tuple[Remark, ...]
    """What cannot be content."""
    conflicts: tuple[Conflict, ...]
    """What the content and the file have changed, each otherwise."""
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
    sent = _sent(blocks, revision, home, here)
    changes, remarks = edits(sent.base, blocks)
    files = _Files(here, onto or {})
    were: dict[Key, Any] = {key: _raw(tree) for key, tree in sent.base.trees.items()}
    were |= table_files(sent.base.trees)
    placed = [in_files(change, sent.base.trees) for change in changes]
    made, conflicts = rebased(placed, were, files.now)
    return Outcome(
        files.changed(applied(files.plain, files.now, made)),
        (*sent.remarks, *remarks),
        tuple(replace(one, fil=files.path(one.key, sent.base)) for one in conflicts),
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
        self.plain = {key: _plain(text) for key, text in self._texts.items()}
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
            path: (self._texts[key], _dressed(self._texts[key], made[key]))
            for key, path in self._paths.items()
            if made[key] != self.plain[key]
        }


def _plain(text: str) -> str:
    return text.removeprefix(_ORDER).replace("\r\n", "\n")


def _dressed(before: str, new: str) -> str:
    """Return a text with the byte order mark and the line ends that its lines had before."""
    mark = _ORDER if before.startswith(_ORDER) else ""
    lines = before.removeprefix(_ORDER).split("\n")
    if "\r\n" not in before:
        return mark + new
    usual = "\r" if before.count("\r\n") * 2 > before.count("\n") else ""
    fresh = new.split("\n")
    ends = [usual] * (len(fresh) - 1) + [""]
    bare = [line.removesuffix("\r") for line in lines]
    for block in SequenceMatcher(None, bare, fresh, autojunk=False).get_matching_blocks():
        for k in range(block.size):
            if block.b + k < len(fresh) - 1 and block.a + k < len(lines) - 1:
                ends[block.b + k] = "\r" if lines[block.a + k].endswith("\r") else ""
    return mark + "\n".join(line + end for line, end in zip(fresh, ends, strict=True))


def _trees(folder: Path) -> dict[Key, Tree]:
    read = read_folder(folder)
    trees, findings = sound_trees(read)
    wrong = [finding for finding in [*read.findings, *findings] if has_errors([finding])]
    if wrong:
        raise UserError(f"{folder.as_posix()} har feil; kjør «check», og rett dem først ({wrong[0]})")
    return trees


def _raw(tree: Tree) -> Any:
    return parse("\n".join([*tree.lines, ""]), tree.file).data


# --- What was sent out ----------------------------------------------------------------------------


@record
class _Sent:
    """What a received file is held against."""

    base: Base
    commit: str = ""
    remarks: tuple[Remark, ...] = ()


def _sent(blocks: tuple[Block, ...], revision: str, home: _Home, here: Base) -> _Sent:
    """Return what was sent out: the content of the commit that the file tells, or that which lies here."""
    told = _COMMIT.search(revision)
    name = told[0] if told else ""
    there = _committed(name, home, blocks) if name else None
    if isinstance(there, Base):
        is_whole = revision.strip() == name
        if is_whole or _alike(there, blocks) > _alike(here, blocks):
            why = () if is_whole else (Remark(_CHANGED, name),)
            return _Sent(there, name, why)
        return _Sent(here, "", (Remark(_CHANGED_HERE, name),))
    if _alike(here, blocks) < _STRANGE:
        raise UserError(f"filen har lite til felles med {home.year}; er den fra et annet år, så skriv --år")
    return _Sent(here, "", (Remark(there, name),) if there else ())


def _committed(commit: str, home: _Home, blocks: tuple[Block, ...]) -> Base | str:
    """Return the year as a commit has it; a line that says why not where that cannot be."""
    from handlingsprogram.review.sides.commit import Commit

    with TemporaryDirectory() as folder:
        try:
            known = Commit(home.content, commit, "", Path(folder))
        except UserError:
            return _UNKNOWN
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
        likeness, best = max(((_alike(one, blocks), i) for i, one in enumerate(bases)), default=(0, 0))
        return bases[best] if likeness >= _STRANGE else wrong


def _alike(known: Base, blocks: tuple[Block, ...]) -> float:
    """Return how much of a file a base says in the same words."""
    own = {said(one) for one in paragraphs(known.blocks)}
    texts = [text for one in paragraphs(blocks) if (text := said(one))]
    return sum(text in own for text in texts) / len(texts) if texts else 0.0
