"""Content that is spoilt at random gives findings with a place, or documents that have all of its text.

`make fuzz` tries thousands of ways; each bug that it found has a case of its own in test_found.py.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlingsprogram.cli import CONTENT_ERRORS, GOOD, main
from handlingsprogram.read import load as loading
from handlingsprogram.read.goals import load_goals
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.edition.view import view
from tests.hostile.mutations import MUTATIONS, Files, Mutation, mutate
from tests.hostile.printed import shown, texts
from tests.read.remembered import BASE, remember

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("fuzz")

EXAMPLES = int(os.environ.get("FUZZ", "0"))
YEARS = ("2021", "2025")
number = st.integers(0, 2**20)
mutations = st.lists(st.tuples(st.sampled_from(MUTATIONS), number, number, number), min_size=1, max_size=3)


class Copy:
    """The content in a folder of its own, of which only what is spoilt is written anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._there: Files = {}

    def write(self, files: Files) -> None:
        for name in self._there.keys() - files.keys():
            (self.folder / name).unlink()
        for name, content in files.items():
            if self._there.get(name) != content:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(content)
        self._there = dict(files)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    folder = tmp_path_factory.mktemp("spoilt")
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDLINGSPROGRAM_DEBUG", "1")
        remember(patch)
        copy = Copy(Path("content"))
        copy.write(BASE)
        yield copy


def check(year: str) -> tuple[int, list[dict[str, Any]]]:
    """Check a year by the command line; a bug comes through as the exception that it is."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        code = main(["check", year, "--format", "json"])
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["check", year])
    return code, json.loads(output.getvalue())["funn"]


def assert_has_a_place(finding: dict[str, Any]) -> None:
    path = Path(finding["fil"])
    if not path.is_file():
        assert finding["regel"] == "fil-mangler"
        assert (finding["linje"], finding["kolonne"]) == (1, 1)
        return
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines() or [""]
    assert 1 <= finding["linje"] <= len(lines), finding
    assert 1 <= finding["kolonne"] <= len(lines[finding["linje"] - 1]) + 1, finding


def assert_nothing_is_lost(files: Files, year: str) -> None:
    program, _ = loading.load(Path("content") / year)
    goals, _ = load_goals(Path("content/baerekraftsmal.yaml"))
    assert program
    edition = shown(markdown(view(program, goals)))
    own = {name.removeprefix(f"{year}/"): content for name, content in files.items() if name.startswith(year)}
    lost = [
        (path, text)
        for path, text in texts({name: own[name] for name in own if name.endswith(".yaml")})
        if text not in edition
    ]
    assert not lost, lost


def assert_holds(copy: Copy, year: str, spoilt: list[Mutation]) -> None:
    files = dict(BASE)
    for mutation in spoilt:
        mutate(files, year, mutation)
    if not any(name.startswith(f"{year}/") for name in files):
        return
    copy.write(files)
    code, findings = check(year)
    for finding in findings:
        assert_has_a_place(finding)
    errors = [finding for finding in findings if finding["alvor"] == "feil"]
    assert code == (CONTENT_ERRORS if errors else GOOD)
    if not errors:
        assert_nothing_is_lost(files, year)


@pytest.mark.parametrize("year", YEARS)
@settings(
    max_examples=EXAMPLES or 8,
    derandomize=not EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
    suppress_health_check=list(HealthCheck),
)
@given(spoilt=mutations)
def test_spoilt_content_is_told_of_or_printed_whole(copy: Copy, year: str, spoilt: list[Mutation]) -> None:
    assert_holds(copy, year, spoilt)


@pytest.mark.parametrize("year", YEARS)
def test_the_content_as_it_is_has_nothing_lost(copy: Copy, year: str) -> None:
    copy.write(BASE)
    assert_nothing_is_lost(BASE, year)
    own = {name.removeprefix(f"{year}/"): content for name, content in BASE.items() if name.startswith(year)}
    assert len(list(texts(own))) > 200
