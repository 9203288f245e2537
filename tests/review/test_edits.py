"""Known edits of the real content: the comparison finds exactly those, and they make the new from the old."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.sides import lenient
from tests.oracle.apply import apply, canonical
from tests.review.edits import EDITS, ROOT, Script, facts, program, trees

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

SCRIPTS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "150"))
"""How many scripts are run; `make fuzz` runs many more."""
BATCH = 25
YEARS = ("2021", "2025")


def original(year: str) -> Program:
    return program({key: tree.data for key, tree in trees(year).items()}, year)


@pytest.mark.parametrize("batch", range(-(-SCRIPTS // BATCH)))
def test_exactly_the_edits_are_found_and_applying_them_gives_the_edited_year(batch: int) -> None:
    originals = {year: original(year) for year in YEARS}
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        chance = random.Random(seed)
        script = Script(chance.choice(YEARS), chance)
        script.run(chance.randint(1, 8))
        old, new = originals[script.year], script.program()
        comparison = compare(old, new)
        assert facts(comparison) == script.expected, (seed, script.log)
        assert apply(old, [*comparison.endringer, *comparison.følger]) == canonical(new), (seed, script.log)


def test_every_edit_is_tried() -> None:
    done = set()
    for seed in range(SCRIPTS):
        chance = random.Random(seed)
        script = Script(chance.choice(YEARS), chance)
        script.run(chance.randint(1, 8))
        done |= {line.split(":")[0] for line in script.log}
    assert done == {edit.__name__ for edit in EDITS}


@pytest.mark.parametrize("year", YEARS)
def test_a_year_compared_with_itself_has_no_change(year: str) -> None:
    comparison = compare(original(year), original(year))
    assert (comparison.endringer, comparison.følger) == ((), ())


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("style", [{"width": 40}, {"width": 4000}, {"default_flow_style": True}], ids=str)
def test_yaml_written_in_another_way_is_no_change(
    year: str, style: Mapping[str, Any], tmp_path: Path
) -> None:
    for (kind, name), tree in trees(year).items():
        folder = tmp_path / year / FOLDERS.get(kind, "")
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(reflowed(tree.data), allow_unicode=True, sort_keys=True, **style)
        (folder / f"{name}.yaml").write_text(f"# Skrevet på nytt\n{text}", encoding="utf-8")
    rewritten, left_out = lenient.read(tmp_path / year)
    assert left_out == []
    comparison = compare(original(year), rewritten)
    assert (comparison.endringer, comparison.følger) == ((), ())


def reflowed(value: Any) -> Any:
    """Return data in which the lines of prose end elsewhere."""
    if isinstance(value, dict):
        return {key: reflowed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [reflowed(item) for item in value]
    if not isinstance(value, str) or "\n" not in value:
        return value
    paragraphs = value.split("\n\n")
    return "\n\n".join(
        part if "\n- " in f"\n{part}" or "[^" in part else longer_lines(part) for part in paragraphs
    )


def longer_lines(paragraph: str) -> str:
    """Return a paragraph with every other line end taken away, where a line does not begin a list."""
    first, *rest = paragraph.split("\n")
    text = first
    for i, line in enumerate(rest):
        begins = not line.strip() or not line.strip()[0].isalpha() or line.strip()[1:2] in {")", "."}
        text += "\n" + line if begins or i % 2 else " " + line.strip()
    return text


def test_the_edits_are_of_the_content_that_is_there() -> None:
    assert {path.name for path in (ROOT / "content").iterdir() if path.is_dir()} >= set(YEARS)
