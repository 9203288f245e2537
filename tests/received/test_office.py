"""Files that LibreOffice itself has saved: as Word files, as OpenDocument texts, and there and back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.received.file.document import Block, Paragraph, Received, paragraphs
from handlingsprogram.received.file.foreign import added
from handlingsprogram.received.file.package import opened, unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted, rejected
from tests.received.programmes import document, shown, word_files
from tests.received.reviewed import reviewed
from tests.redline import office
from tests.redline.reports import Report, report_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("received_office")

PROGRAMMES = ("klima-klimaplan-2026",)
SAVED = ("{}.docx", "{}.odt", "{}-back.docx")
"""What is made of each file: saved again, as a text, and that text as a Word file."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory, "2021-2025")


@pytest.fixture(scope="module")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory, report: Report) -> Path:
    """Give a folder with built files in `built`, and what LibreOffice has made of them in `saved`."""
    folder = tmp_path_factory.mktemp("office")
    sent, saved = folder / "built", folder / "saved"
    sent.mkdir()
    saved.mkdir()
    files = word_files(built, tmp_path_factory)
    for name in PROGRAMMES:
        shutil.copy(files[name], sent / f"{name}.docx")
    (sent / "reviewed.docx").write_bytes(reviewed())
    (sent / "report.docx").write_bytes(report.file)
    jobs = []
    for path in sorted(sent.iterdir()):
        again, text, back = (saved / name.format(path.stem) for name in SAVED)
        jobs += [(office.OPEN, path, again), (office.OPEN, path, text), (office.OPEN, text, back)]
    office.run(jobs, folder)
    return folder


def of(folder: Path, name: str) -> Received:
    return read(opened(folder / name))


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_is_the_same(name: str, saved: str, folder: Path) -> None:
    base, again = of(folder, f"built/{name}.docx"), of(folder, f"saved/{saved.format(name)}")
    known = {anchor for one in paragraphs(again.blocks) for anchor in one.anchors}
    # LibreOffice loses a bookmark around a whole section, and what leads there leads nowhere.
    assert shown(again.blocks) == shown(base.blocks, known)
    assert added(again, base) == ()
    assert (again.revision, again.title, again.authors) == (base.revision, base.title, ())


def lines(blocks: Iterable[Block]) -> list[str]:
    return [one.text for one in paragraphs(blocks) if one.text]


def test_our_report_as_an_opendocument_text_is_both_documents(folder: Path, report: Report) -> None:
    """Accepted and rejected, word for word: also rows, which the format cannot mark."""
    received = of(folder, "saved/report.odt")
    old, new = (read(unpacked(content, "a")) for content in (report.old, report.new))
    assert lines(document(accepted(received))) == lines(new.blocks)
    assert lines(document(rejected(received))) == lines(old.blocks)


@pytest.mark.parametrize("saved", SAVED)
def test_what_two_reviewers_did_is_read_the_same(saved: str, folder: Path) -> None:
    base, again = of(folder, "built/reviewed.docx"), of(folder, f"saved/{saved.format('reviewed')}")
    for one, other in ((accepted(base), accepted(again)), (rejected(base), rejected(again))):
        assert bare(other) == bare(one)
    assert bare(accepted(again, only="Ola")) == bare(accepted(base, only="Ola"))
    assert again.authors == base.authors == ("Kari", "Ola")
    [remark] = again.comments
    assert (remark.text, remark.words, remark.author.navn) == ("Hvorfor?\nOg når?", "merknad", "Kari")
    there = [one for one in paragraphs(again.blocks) if remark.block in one.paths]
    assert [one.text for one in there] == ["Med merknad her, og rødt, gult, Arial, stort, strek"]
    told = [(one.kind, one.value, one.suffix) for one in again.foreign if one.kind != "felt"]
    assert told == [(one.kind, one.value, one.suffix) for one in base.foreign if one.kind != "felt"]
    assert [one.kind for one in again.foreign if one.words == "rødt"] == ["farge"]
    assert [one.kind for one in again.foreign].count("felt") == 1


def bare(blocks: tuple[Block, ...]) -> list[object]:
    """Return blocks but for the words that a field shows, which LibreOffice makes anew."""
    return [
        replace(block, runs=()) if isinstance(block, Paragraph) and block.text.startswith("Fil: ") else block
        for block in shown(blocks)
    ]
