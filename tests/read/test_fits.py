"""Whether data fits its schema is told alike by the quick validator and by the one that explains."""

from __future__ import annotations

import copy
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlingsprogram.cli import main
from handlingsprogram.read.form import fits, schema
from handlingsprogram.read.text import strict_yaml
from tests.hostile.mutations import MUTATIONS, Mutation, mutate
from tests.read.helpers import ROOT, copy_content
from tests.read.remembered import BASE
from tests.read.test_schemas import CONTENT, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_

pytestmark = pytest.mark.xdist_group("fits")

EXAMPLES = int(os.environ.get("FUZZ", "0"))
SETTINGS = settings(
    max_examples=EXAMPLES or 200,
    derandomize=not EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
    suppress_health_check=list(HealthCheck),
)
BLANKS = "\u00a0\u1680\u2007\u2028\u2029\u202f\u3000\u180e\u200b\n\t "
"""What one dialect of patterns takes for blank and another does not; what no file may have is left out."""
VALUES: tuple[Any, ...] = (
    *(True, False, None, 0, 1, -1, 17, 18, 10**18 - 1, -(10**17), 0.1, 1.0, 1.5, 6834.0, -0.0, 1e300),
    *(float("inf"), float("nan"), [], [[]], ["x"], ["x", "x"], [1], [1.0], [None], {}, {"a": 1}, {"": 1}),
    *({"id": "x"}, "", "-", "a" * 40, "a" * 41, "a-b" * 20, "a-" * 2000, "a" * 5000 + "!", "x " * 6000),
    *("x\n", "\nx", "x\ny", "é" * 1000, "é" * 1001, "😀" * 1000, "x" * 10_001, "#ff00AA\n", "nn-NO"),
    *("2021/x", "2021/x/y\n", "figurer/x.svg\n", "2025-01-01", "1979-01-01", "{nummer}", "kroner", "17"),
)
values = st.sampled_from(VALUES) | st.builds(
    "".join, st.lists(st.sampled_from(["a", "å", "1-", *BLANKS]), max_size=4)
)
number = st.integers(0, 2**20)


def assert_both_agree(data: Any, kind: str) -> None:
    explained = any(schema._validator(kind).iter_errors(data))
    assert fits.fits(data, kind) is not (explained or fits._has_odd_number(data))


@cache
def content(file: Path) -> Any:
    tree, _ = strict_yaml.read(file, file.name)
    assert tree
    return tree.data


def parts(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Give the path of everything in a value."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in entries:
        yield (*path, key)
        yield from parts(item, (*path, key))


@SETTINGS
@given(file=st.sampled_from(CONTENT), where=number, value=values)
def test_both_agree_on_any_value_in_any_place(file: Path, where: int, value: Any) -> None:
    data = copy.deepcopy(content(file))
    paths = list(parts(data))
    *way, last = paths[where % len(paths)]
    inside = data
    for step in way:
        inside = inside[step]
    inside[last] = value
    assert_both_agree(data, kind_of(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt")


@SETTINGS
@given(
    year=st.sampled_from(("2021", "2025")),
    mutation=st.tuples(st.sampled_from(MUTATIONS), number, number, number),
)
def test_both_agree_on_spoilt_files(folder: Path, year: str, mutation: Mutation) -> None:
    spoilt = dict(BASE)
    mutate(spoilt, year, mutation)
    for name in (name for name in spoilt if spoilt[name] != BASE.get(name) and name in BASE):
        (folder / "x.yaml").write_bytes(spoilt[name])
        tree, _ = strict_yaml.read(folder / "x.yaml", name)
        if tree:
            assert_both_agree(tree.data, kind_of(Path(name)))


@pytest.mark.parametrize("value", [6834.0, -0.0, 1e300, float("inf"), float("nan")])
def test_a_number_that_only_json_schema_takes_for_an_integer_is_left_to_be_explained(value: float) -> None:
    budget = copy.deepcopy(content(ROOT / "content/2025/budsjett.yaml"))
    assert fits.fits(budget, "budsjett")
    budget["tabeller"][0]["rader"][0]["tall"] = {"budsjett-2024": value}
    assert not fits.fits(budget, "budsjett")


def test_what_fits_does_not_wait_for_the_validator_that_explains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_validator", None)
    for file in CONTENT:
        tree, _ = strict_yaml.read(file, file.name)
        assert tree
        assert not schema.validate(tree, kind_of(file))
        assert not schema.misfits(tree, kind_of(file))


@pytest.mark.parametrize("years", [(), ("2025",)])
def test_a_file_is_read_once_whatever_years_ask_for_it(
    years: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    read: list[str] = []
    whole = strict_yaml.read

    def noted(path: Path, shown_as: str) -> Any:
        read.append(shown_as)
        return whole(path, shown_as)

    monkeypatch.setattr(strict_yaml, "read", noted)
    assert main(["check", *years]) == 0
    # The later year asks for the ids of the earlier one, whether that is checked itself or not.
    assert {Path(name).parts[1] for name in read} >= {"2021", "2025"}
    assert sorted(read) == sorted(set(read))
