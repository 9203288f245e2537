"""`diff --format docx`: from the working tree and from git, and what it says when a side cannot be built."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from tests.conftest import ROOT, build
from tests.documents.test_logo import ALT, WIDE, with_logo
from tests.redline.edited import edited
from tests.redline.revisions import Package, outline

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content with 2025 edited, in a git repository that has it as it is."""
    year = edited(tmp_path / "content")
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "As it is"]):
        person = ["-c", "user.name=Kari", "-c", "user.email=kari@example.org"]
        subprocess.run(["git", *person, *command], cwd=tmp_path, check=True)
    return year.parent


def diff(content: Path, old: str, new: str, file: Path) -> int:
    return cli.main(["diff", old, new, "--format", "docx", "--content", str(content), "--out", str(file)])


def test_a_report_is_called_by_what_it_compares(tmp_path: Path) -> None:
    assert diff(ROOT / "content", "2021", "2025", tmp_path) == cli.GOOD
    assert [path.name for path in tmp_path.iterdir()] == ["endringer-2021-2025.docx"]


def test_a_side_from_git_has_its_pictures(content: Path, tmp_path: Path) -> None:
    chapter = content / "2025" / "kapitler" / "oppfolging.yaml"
    text = chapter.read_text(encoding="utf-8")
    figure = next(line for line in text.splitlines() if "figur:" in line)
    chapter.write_text(text.replace(f"{figure}\n\n", ""), encoding="utf-8")
    assert diff(content, "HEAD:2025", "2025", tmp_path / "report.docx") == cli.GOOD
    report = Package((tmp_path / "report.docx").read_bytes())
    picture = (content / "2025" / "figurer" / "hjul.png").read_bytes()
    assert [name for name, part in report.parts.items() if part == picture]
    assert report.body.find(".//{*}del//{*}drawing") is not None
    assert report.resolve(accept=True).body.find(".//{*}drawing") is None


def test_a_side_that_shows_its_charts_everywhere_has_them(content: Path, tmp_path: Path) -> None:
    program = content / "2025" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(f"{text}budsjettfigurer: true\n", encoding="utf-8")
    assert diff(content, "HEAD:2025", "2025", tmp_path / "report.docx") == cli.GOOD
    content_of_file = (tmp_path / "report.docx").read_bytes()
    after, before = (
        len(list(Package(content_of_file).resolve(accept=accept).body.iter("{*}drawing")))
        for accept in (True, False)
    )
    assert after == before + 3


def test_accepting_and_rejecting_keep_the_logo(content: Path, tmp_path: Path) -> None:
    with_logo(content, "logo.svg", WIDE)
    (content / "2025" / "program.yaml").write_text(
        (content / "2025" / "program.yaml")
        .read_text(encoding="utf-8")
        .replace("  avsender: Osloregionen\n", ""),
        encoding="utf-8",
    )
    report = tmp_path / "report.docx"
    assert diff(content, "HEAD:2025", "2025", report) == cli.GOOD
    build(content, tmp_path / "new", "2025", "--format", "docx")
    subprocess.run(["git", "checkout", "--quiet", "HEAD", "2025"], cwd=content, check=True)
    build(content, tmp_path / "old", "2025", "--format", "docx")
    assert OpenXmlValidator().validate(str(report)).errors == []
    for side, accept in (("new", True), ("old", False)):
        document = Package((tmp_path / side / "handlingsprogram-2025.docx").read_bytes())
        told = Package(report.read_bytes()).resolve(accept=accept)
        assert outline(told) == outline(document)
        assert next(node.get("descr") for node in told.body.iter("{*}docPr")) == ALT


def test_what_cannot_be_built_is_told_and_nothing_is_written(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = content / "2025" / "kapitler" / "rammer.yaml"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("      - Visjon\n", "      - [Visjon](#fins-ikke)\n"), encoding="utf-8")
    assert diff(content, "HEAD:2025", "2025", tmp_path / "report.docx") == cli.CONTENT_ERRORS
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"{chapter.as_posix()}:16:9: feil: kryssreferansen viser til «fins-ikke»")
    assert said[-1] == "1 feil, 0 advarsler, 0 merknader; ingenting er sammenlignet"
    assert not (tmp_path / "report.docx").exists()
