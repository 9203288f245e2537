"""The workflows are sound: actionlint and zizmor find nothing in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BINARIES = Path(sys.executable).parent
CHECKERS = {
    "actionlint": [str(BINARIES / "actionlint")],
    "zizmor": [str(BINARIES / "zizmor"), "--offline", "--no-progress", "--quiet"],
}
# Who finds it -> a mistake: a key that GitHub does not know, and a command that a title can take over.
WRONG = {
    "actionlint": ("timeout-minutes: 15", "timeout-minuts: 15"),
    "zizmor": ("run: make setup", 'run: echo "${{ github.event.pull_request.title }}"'),
}


def found(checker: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*CHECKERS[checker], *map(str, files)], check=False, capture_output=True, text=True)


@pytest.mark.parametrize("checker", CHECKERS)
def test_nothing_is_found_in_the_workflows(checker: str, root: Path) -> None:
    files = sorted((root / ".github/workflows").glob("*.yml"))
    assert [file.name for file in files] == [
        "handlingsprogram.yml",
        "kommentar.yml",
        "nettsted.yml",
        "tester.yml",
    ]
    result = found(checker, *files)
    assert result.returncode == 0, result.stdout + result.stderr


def test_nothing_is_found_in_what_keeps_the_packages_new(root: Path, tmp_path: Path) -> None:
    file = root / ".github/dependabot.yml"
    assert found("zizmor", file).returncode == 0
    spoilt = tmp_path / ".github/dependabot.yml"
    spoilt.parent.mkdir()
    spoilt.write_text(
        file.read_text(encoding="utf-8").replace("interval: monthly", "interval: x"), encoding="utf-8"
    )
    assert found("zizmor", spoilt).returncode != 0


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_mistake_would_be_found(checker: str, root: Path, tmp_path: Path) -> None:
    text = (root / ".github/workflows/handlingsprogram.yml").read_text(encoding="utf-8")
    old, new = WRONG[checker]
    assert text.count(old) == 1
    spoilt = tmp_path / ".github/workflows/handlingsprogram.yml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text(text.replace(old, new), encoding="utf-8")
    assert found(checker, spoilt).returncode != 0


def test_only_what_runs_nothing_of_a_pull_request_may_write(root: Path) -> None:
    runs, comments = (
        (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        for name in ("handlingsprogram", "kommentar")
    )
    runs += (root / ".github/workflows/tester.yml").read_text(encoding="utf-8")
    assert "write" not in [
        word for line in runs.split("\n") if not line.lstrip().startswith("#") for word in line.split()
    ]
    assert "secrets." not in runs + comments
    assert comments.count("ref: ${{ github.event.repository.default_branch }}") == comments.count(
        "actions/checkout@"
    )
