"""Installed from the wheel, the tool makes a folder of one's own and everything in it, without network."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.samling.installed import call, install

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

pytestmark = pytest.mark.xdist_group("installed")


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("installert"))


@pytest.fixture(scope="module")
def above(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("Rådet på øya æ")


@pytest.fixture(scope="module")
def run(command: Path, above: Path) -> Callable[..., CompletedProcess[str]]:
    """Run the installed command in the new folder, which has two years."""
    folder = above / "Vårt råd"
    for year in ("2033", "2034"):
        made = call(command, above, "ny-samling", f"Vårt råd {year}", "--år", year)
        assert made.returncode == 0, made.stderr
    (above / "Vårt råd 2033").rename(folder)
    shutil.move(above / "Vårt råd 2034/content/2034", folder / "content")

    def run(*arguments: str) -> CompletedProcess[str]:
        return call(command, folder, *arguments)

    return run


def test_what_runs_is_what_was_installed(command: Path) -> None:
    where = call(
        command.with_name("python"), command.parent, "-c", "import handlingsprogram as h; print(h.__file__)"
    )
    assert where.stdout.startswith(str(command.parents[1]))


def test_a_new_folder_is_built_in_every_format(
    run: Callable[..., CompletedProcess[str]], above: Path
) -> None:
    built = run("build")
    assert built.returncode == 0, built.stderr
    out = above / "Vårt råd/out"
    begin = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html>", "md": b"# "}
    for year in ("2033", "2034"):
        for ending, start in begin.items():
            assert (out / f"handlingsprogram-{year}.{ending}").read_bytes().startswith(start), ending


def test_a_new_folder_has_no_findings(run: Callable[..., CompletedProcess[str]]) -> None:
    checked = run("check", "2033", "--merknader")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "0 feil, 0 advarsler, 0 merknader" in checked.stderr
    # The starter of another year beside it has the same figures, as a copied year has.
    copied = run("check", "2034", "--merknader")
    assert set(re.findall(r"\[([a-z]+-[a-zæøå]+)\]$", copied.stdout, re.MULTILINE)) == {"budsjett-uendret"}


def test_two_years_are_compared_in_every_face(run: Callable[..., CompletedProcess[str]], above: Path) -> None:
    compared = run("diff", "2033", "2034", "--format", "md,html,docx,json", "--out", "out/")
    assert compared.returncode == 0, compared.stderr
    names = {f"endringer-2033-2034.{ending}" for ending in ("md", "html", "docx", "json")}
    assert names <= {path.name for path in (above / "Vårt råd/out").iterdir()}


def test_the_schemas_are_renewed(run: Callable[..., CompletedProcess[str]], above: Path) -> None:
    schema = above / "Vårt råd/schemas/kapittel.schema.json"
    schema.unlink()
    assert run("skjema").returncode == 0
    assert schema.is_file()
