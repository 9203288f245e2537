"""Pages that are full: headings that begin one only where they need to, and what no page ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from handlingsprogram import cli
from tests.conftest import write
from tests.documents.page_report import FULL, page_report
from tests.documents.readers import lay_out
from tests.documents.test_page_breaks import PROGRAM
from tests.programmer import built_once

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.xdist_group("full_pages")

ROOM = (6, 12, 18)
"""After so many lines, a good deal more than 40 per cent of the page is left."""
NO_ROOM = (32, 36, 40)
"""After so many, less."""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where wished breaks stand after pages that are filled more and more."""
    files, names = {}, []
    for at in (*ROOM, *NO_ROOM):
        lines = "\n".join(f"{number}.\\" for number in range(at)) + "\nSlutt."
        first = {"id": f"f{at}", "tittel": f"fullZ{at}", "sideskift": True, "innhold": [{"tekst": lines}]}
        wished: dict[str, object] = {"id": f"w{at}", "tittel": f"ønskeZ{at}", "sideskift": "hvis det trengs"}
        wished["innhold"] = [{"tekst": "En setning.\n\nEn til."}]
        for chapter in (first, wished):
            names.append(str(chapter["id"]))
            files[f"kapitler/{names[-1]}.yaml"] = yaml.safe_dump(chapter, allow_unicode=True)
    files["program.yaml"] = f"{PROGRAM}kapitler: [{', '.join(names)}]\n"
    return write(tmp_path_factory.mktemp("fulle") / "content", 2026, files)


@pytest.fixture(scope="module")
def built(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ut")
    assert (
        cli.main(["build", "--content", str(content), "--format", "md,pdf,docx", "--out", str(folder)]) == 0
    )
    return folder


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_heading_begins_a_page_where_too_little_is_left_in_the_pdf_and_in_word_alike(
    built: Path, tmp_path: Path, form: str
) -> None:
    path = built / f"handlingsprogram-2026.{form}"
    pages = page_report(lay_out(path, tmp_path) if form == "docx" else path)
    openings = [page.opening for page in pages]
    for at in ROOM:
        assert not any(f"ønskeZ{at}" in opening for opening in openings), at
    for at in NO_ROOM:
        assert any(f"ønskeZ{at}" in opening for opening in openings), at
        full = next(page for page in pages if f"fullZ{at}" in page.opening)
        assert full.fill >= FULL


def test_a_wished_break_that_is_not_needed_moves_nothing(content: Path, tmp_path: Path) -> None:
    """The height that asks for room is taken back, to the point."""
    heights = []
    for said in ("hvis det trengs", "nei"):
        folder = tmp_path / said
        for file in sorted((content / "2026" / "kapitler").glob("w*.yaml")) if said == "nei" else ():
            file.write_text(file.read_text(encoding="utf-8").replace("sideskift: hvis det trengs\n", ""))
        command = ["build", "--content", str(content), "--format", "pdf", "--out", str(folder)]
        assert cli.main(command) == 0
        pages = page_report(folder / "handlingsprogram-2026.pdf")
        heights.append(
            [round(page.fill, 4) for page in pages if any(f"fullZ{n}" in page.opening for n in ROOM)]
        )
    assert heights[0] == heights[1]


def test_the_markdown_says_that_the_break_is_a_wish(built: Path) -> None:
    text = (built / "handlingsprogram-2026.md").read_text(encoding="utf-8")
    assert text.count("<!-- sideskift-ved-behov -->") == len(ROOM) + len(NO_ROOM)
    assert text.count("<!-- sideskift -->") == len(ROOM) + len(NO_ROOM)


@pytest.mark.parametrize("name", ["klima", "kommune", "region"])
def test_whole_programmes_have_no_bare_pages_and_nothing_left_alone(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    for path in sorted(built_once(tmp_path_factory, name).glob("*.pdf")):
        complaints = {page.number: page.complaints for page in page_report(path) if page.complaints}
        assert complaints == {}, path.name
