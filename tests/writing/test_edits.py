"""Values of every real content file are changed, and nothing else is: every value of it by `make fuzz`."""

from __future__ import annotations

import copy
import os
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.read.text import strict_yaml
from handlingsprogram.writing import edits
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_

FILES = sorted([*(ROOT / "content").rglob("*.yaml"), *(ROOT / "tests" / "programmer").rglob("*.yaml")])
STEP = 1 if "HANDLINGSPROGRAM_SCRIPTS" in os.environ else 5
"""Of so many values, one is tried; of the files side by side not the same."""
NAMES = [file.relative_to(ROOT).as_posix() for file in FILES]
WORDS = (
    "Ny tekst",
    "ja: nei, kanskje",
    "# ingen kommentar",
    "12",
    "- et punkt",
    "'sitert' og \"sitert\"",
    "å, {æ} [ø]",
)
"""What may stand in a text, and what YAML takes for something else."""


def data(text: str) -> Any:
    return strict_yaml.parse(text, "fil.yaml").data


def paths(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    yield path, value
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, key))


def some(value: Any, name: str) -> Iterator[tuple[Path_, Any]]:
    """Give the places of a file that are tried, with what stands there."""
    return islice(paths(value), NAMES.index(name) % STEP, None, STEP)


def at(value: Any, path: Path_) -> Any:
    for step in path:
        value = value[step]
    return value


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines of a text that another one does not have in their place."""
    old, new = before.split("\n"), after.split("\n")
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {block.a + i for block in blocks for i in range(block.size)}
    return [line for i, line in enumerate(old) if i not in kept]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_another_and_nothing_else_changes(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    read = data(before)
    for number, (path, value) in enumerate(some(read, name)):
        if not path or isinstance(value, (dict, list)):
            continue
        words = WORDS[number % len(WORDS)]
        new = words if not isinstance(value, str) else _reworded(value, words, number)
        after = edits.replace(before, path, new)
        expected = copy.deepcopy(read)
        at(expected, path[:-1])[path[-1]] = new
        assert data(after) == expected, path
        assert len(changed_lines(before, after)) <= (2 if isinstance(value, str) and "\n" in value else 1), (
            path
        )


@pytest.mark.parametrize("name", NAMES)
def test_an_item_can_come_anywhere_in_every_list(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    read = data(before)
    for path, value in some(read, name):
        if not isinstance(value, list):
            continue
        for index in {0, len(value) // 2, len(value)}:
            new = copy.deepcopy(value[index - 1])
            after = edits.insert(before, path, index, new)
            expected = copy.deepcopy(read)
            at(expected, path).insert(index, new)
            assert data(after) == expected, (path, index)
            assert len(changed_lines(before, after)) <= (index == 0 or is_flow(before, path)), path


@pytest.mark.parametrize("name", NAMES)
def test_everything_can_be_taken_out(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    read = data(before)
    for path, value in some(read, name):
        if not path or len(at(read, path[:-1])) == 1:
            continue
        after = edits.remove(before, path)
        expected = copy.deepcopy(read)
        del at(expected, path[:-1])[path[-1]]
        assert data(after) == expected, path
        assert len(changed_lines(after, before)) <= 1, (path, value)


@pytest.mark.parametrize("name", NAMES)
def test_an_item_can_be_moved_as_it_is_written(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    read = data(before)
    for path, value in some(read, name):
        if not isinstance(value, list) or len(value) < 2 or is_flow(before, path):
            continue
        item = edits.lift(before, (*path, 0))
        after = edits.lay(edits.remove(before, (*path, 0)), path, len(value) - 1, item)
        expected = copy.deepcopy(read)
        at(expected, path).append(at(expected, path).pop(0))
        assert data(after) == expected, path
        assert words_of(after) == words_of(before), path


@pytest.mark.parametrize("name", NAMES)
def test_every_mapping_can_have_another_key(name: str) -> None:
    before = (ROOT / name).read_text(encoding="utf-8")
    read = data(before)
    for path, value in some(read, name):
        if not isinstance(value, dict):
            continue
        for below in ((), tuple(value)[1:2]):
            after = edits.put(before, path, "ny", ["En", "to\ntre\n"], below)
            expected = copy.deepcopy(read)
            at(expected, path)["ny"] = ["En", "to\ntre\n"]
            assert data(after) == expected, path
            assert len(changed_lines(before, after)) <= is_flow(before, path), path


def words_of(text: str) -> list[str]:
    """Return the words of a file, comments and all, without their order and without dashes."""
    return sorted(word for word in text.split() if word != "-")


def is_flow(text: str, path: Path_) -> bool:
    """Tell whether a list or a mapping stands between brackets."""
    position = strict_yaml.parse(text, "").position(path)
    return text.split("\n")[position.line - 1][position.column - 1] in "[{"


def _reworded(value: str, words: str, number: int) -> str:
    if "\n" not in value:
        return f"{value} {words}" if number % 2 else words
    lines = value.split("\n")
    at_line = number % (len(lines) - 1)
    lines[at_line] = f"{lines[at_line]} {words}".strip()
    return "\n".join(lines)
