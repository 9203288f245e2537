"""A picture that is replaced under the same name is a change of its figure, wherever the sides come from."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.cli import GOOD, main
from handlingsprogram.review.sides.side import compare_sides, opened
from tests.oracle.apply import apply, canonical
from tests.read.helpers import YEAR, edit
from tests.review.repository import commit, repository

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from tests.review.repository import Git

CHAPTER = "kapitler/rammer.yaml"
PICTURE = YEAR / "figurer/kart.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="{}" height="9"/></svg>'
FIGURE = """innhold:
  - figur:
      id: kart
      fil: figurer/kart.svg
      alttekst: Kart over regionen
"""


@pytest.fixture(autouse=True)
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Work in a repository whose last revision has one picture and its working tree another."""
    git = repository(tmp_path, monkeypatch)
    text = (YEAR / CHAPTER).read_text(encoding="utf-8")
    assert text.count("innhold:\n") == 1
    edit(((CHAPTER, "innhold:\n", FIGURE),))
    draw(4)
    commit(git)
    draw(5)
    return git


def draw(width: int) -> None:
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(DRAWING.format(width), encoding="utf-8")


def compared(old: str, new: str) -> Comparison:
    with opened((old, new), Path("content")) as sides:
        return compare_sides(*sides)


def face(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> str:
    assert main(["diff", "HEAD:2025", "2025", "--format", name]) == GOOD
    return capfdbinary.readouterr().out.decode()


def test_it_is_one_change_that_can_be_applied() -> None:
    comparison = compared("HEAD:2025", "2025")
    [change] = comparison.endringer
    assert (change.type, change.ting, change.sti, change.felt) == (
        "endret",
        "figur",
        "rammer/kart",
        "avtrykk",
    )
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", change.fra)
    assert change.fra != change.til
    assert not comparison.følger
    assert apply(comparison.gammel, comparison.endringer) == canonical(comparison.ny)


def test_the_same_picture_is_no_change_in_git_or_in_the_working_tree() -> None:
    assert not compared("2025", "2025").endringer
    assert not compared("HEAD:2025", "HEAD:2025").endringer
    draw(4)
    assert not compared("HEAD:2025", "2025").endringer


def test_another_file_is_told_as_that_alone() -> None:
    PICTURE.rename(PICTURE.with_name("nytt.svg"))
    edit(((CHAPTER, "figurer/kart.svg", "figurer/nytt.svg"),))
    comparison = compared("HEAD:2025", "2025")
    assert [change.felt for change in comparison.endringer] == ["fil"]
    assert [change.felt for change in comparison.følger] == ["avtrykk"]


def test_every_face_says_so(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "Figur (bildet er byttet ut): Kart over regionen" in face("text", capfdbinary)
    assert "*Figur, bildet er byttet ut:* Kart over regionen" in face("md", capfdbinary)
    assert [change["felt"] for change in json.loads(face("json", capfdbinary))["endringer"]] == ["avtrykk"]
    page = re.sub(r"<[^>]+>|\s+", " ", face("html", capfdbinary))
    assert "bildet er byttet ut" in page
    assert "sha256" not in page


def test_a_new_figure_shows_its_name_and_no_numbers_of_its_picture(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    PICTURE.with_name("nytt.svg").write_text(DRAWING.format(3), encoding="utf-8")
    edit(((CHAPTER, FIGURE, FIGURE + FIGURE.partition("\n")[2].replace("kart", "nytt")),))
    page = face("html", capfdbinary)
    assert "figurer/nytt.svg" in page
    assert "sha256:" not in page


def test_the_same_picture_under_a_name_in_other_letters_is_no_change(git: Git) -> None:
    """As when a folder has been on a Mac, where å is a and a ring."""
    PICTURE.rename(PICTURE.with_name(unicodedata.normalize("NFC", "båt på Øyeren (1).SVG")))
    edit(((CHAPTER, "figurer/kart.svg", "figurer/båt på Øyeren (1).SVG"),))
    commit(git)
    assert not compared("HEAD:2025", "2025").endringer
    PICTURE.with_name("båt på Øyeren (1).SVG").rename(
        PICTURE.with_name(unicodedata.normalize("NFD", "båt på Øyeren (1).SVG"))
    )
    assert not compared("HEAD:2025", "2025").endringer
    PICTURE.with_name(unicodedata.normalize("NFD", "båt på Øyeren (1).SVG")).write_text(
        DRAWING.format(6), encoding="utf-8"
    )
    assert [change.felt for change in compared("HEAD:2025", "2025").endringer] == ["avtrykk"]


def test_a_picture_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    PICTURE.rename(tmp_path / "annet.svg")
    PICTURE.symlink_to(tmp_path / "annet.svg")
    [change] = compared("HEAD:2025", "2025").endringer
    assert (change.felt, change.til) == ("avtrykk", "")


def test_many_pictures_are_read_from_git_each_by_its_own_name(git: Git) -> None:
    figures = FIGURE
    for number in range(12):
        PICTURE.with_name(f"{number}.svg").write_text(DRAWING.format(number + 1), encoding="utf-8")
        figures += FIGURE.partition("\n")[2].replace("kart", str(number)).replace("id: ", "id: k")
    edit(((CHAPTER, FIGURE, figures),))
    commit(git)
    assert not compared("HEAD:2025", "2025").endringer
    PICTURE.with_name("7.svg").write_text(DRAWING.format(99), encoding="utf-8")
    assert [change.sti for change in compared("HEAD:2025", "2025").endringer] == ["rammer/k7"]
