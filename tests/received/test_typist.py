"""The generator of edits, proved without what it is made for: what is intended prints what was written."""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from handlingsprogram.read.build import year
from handlingsprogram.read.form import schema
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.render.checked import read_shared
from handlingsprogram.render.documents import pictures, word_without_pages
from tests.conftest import ROOT
from tests.received.as_word import resaved
from tests.received.hand.bound import Bound
from tests.received.hand.paper import W
from tests.received.hand.same import same
from tests.received.hand.shown import Shown, paragraphs, shown
from tests.received.programmes import word_of
from tests.received.typist import MODES, Script, script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.pictures.picture import Picture
    from handlingsprogram.render.checked import Shared

pytestmark = pytest.mark.xdist_group("received_typist")

SEEDS = range(14 if "HANDLINGSPROGRAM_SCRIPTS" in os.environ else 3)


class Year(NamedTuple):
    folder: Path
    trees: dict[Key, Any]
    shared: Shared
    docx: bytes = b""
    pictures: Mapping[str, Picture] = MappingProxyType({})

    def build(self, trees: Mapping[Key, Any]) -> bytes:
        """Return the Word file; on which pages things are is left out."""
        return word_without_pages(year.program(dict(trees)), self.shared, self.pictures)

    def trees_of(self, intended: Mapping[Key, Any]) -> dict[Key, Any]:
        """Return data as the trees that its files are read as."""
        trees = dict(self.trees)
        for key, data in intended.items():
            if key not in trees or trees[key].data != data:
                file = trees[key].file if key in trees else f"{self.folder}/{key[1]}.yaml"
                text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
                trees[key] = strict_yaml.parse(text, file)
                assert not schema.validate(trees[key], key[0])
        return trees


def read(folder: Path) -> Year:
    shared, _ = read_shared(folder.parent)
    assert shared
    trees, _ = sound_trees(read_folder(folder))
    drawn = pictures(year.program(trees), folder, shared.theme)
    made = Year(folder, trees, shared, pictures=drawn)
    return made._replace(docx=word_of(folder))


@pytest.fixture(scope="module")
def programme() -> Year:
    return read(ROOT / "content" / "2025")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_intended_content_prints_what_was_written(programme: Year, seed: int, mode: str) -> None:
    made = script(programme.docx, programme.trees, seed, mode)
    assert_prints(programme, made)
    if mode == "tracked":
        assert shown(made.docx, accept=False) == shown(programme.docx)
    assert shown(resaved(made.docx, seed)) == shown(made.docx)  # nothing is lost in a file saved again


@pytest.mark.parametrize(
    "folder",
    [
        "content/2021",
        "tests/programmer/klima/content/klimaplan-2026",
        "tests/programmer/kommune/content/handlingsprogram-2026",
        "tests/programmer/region/content/handlingsprogram-2026",
    ],
)
def test_other_programmes_print_what_was_written(folder: str) -> None:
    other = read(ROOT / folder)
    assert_prints(other, script(other.docx, other.trees, 1, "mixed"))


def assert_prints(programme: Year, made: Script) -> None:
    trees = programme.trees_of(made.intended)
    assert same(made.intended, trees) == []
    built = programme.build(trees)
    written, intended = shown(made.docx), shown(built)
    assert len(written) == len(intended), "\n".join([*made.told, *_lost(written, intended)])
    reckoned = _reckoned(built, trees)
    differ = [
        f"{one}\n{other}"
        for at, (one, other) in enumerate(zip(written, intended, strict=True))
        if at not in reckoned and _figures(one) != _figures(other)
    ]
    assert differ == [], "\n".join(made.told)


def _lost(written: list[Shown], intended: list[Shown]) -> list[str]:
    """Return what one file has and the other has not."""
    return [
        *(f"- {one}" for one in written if one not in intended),
        *(f"+ {one}" for one in intended if one not in written),
    ]


def _reckoned(docx: bytes, trees: Mapping[Key, Any]) -> set[int]:
    """Return which paragraphs print figures that follow from others: the Word file has the old ones."""
    bound = Bound(docx, trees)
    known = [one.line.node for one in bound.figures if not one.is_typed]
    for table in bound.tables:
        rows = table.node.findall(f"{W}tr")
        cells = [row.findall(f"{W}tc") for row in rows]
        if "nummer" in table.columns:
            at = table.columns.index("nummer")
            known += [node for row in cells for cell in row[at : at + 1] for node in cell]
        if rows[-1] is not table.rows[-1].node:  # a row of sums
            known += [node for cell in cells[-1] for node in cell]
    return {at for at, node in enumerate(paragraphs(bound.paper.body)) if node in known}


def _figures(one: Shown) -> Shown:
    """Return a paragraph with its figure as a number, however that was typed."""
    digits = re.sub(r"[^\d-]", "", one.words.replace("−", "-"))
    is_figure = digits and not one.words.strip("0123456789 -−")
    return one._replace(words=digits, bold="") if is_figure else one
