"""The real programmes: read as built, as Word saves them again, and as our own report of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest

from handlingsprogram.received.file.document import Paragraph, Table, paragraphs
from handlingsprogram.received.file.foreign import added
from handlingsprogram.received.file.package import opened, unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted, rejected
from handlingsprogram.received.file.styles import OTHER
from tests.documents.readers import W, read_docx, squeeze
from tests.received.as_word import resaved
from tests.received.programmes import ADOPTED, document, shown, word_files
from tests.redline.reports import CHANGED, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.received.file.document import Block, Received

pytestmark = pytest.mark.xdist_group("received_programmes")

PROGRAMMES = (
    *ADOPTED,
    "klima-klimaplan-2026",
    "kommune-handlingsprogram-2026",
    "region-handlingsprogram-2026",
    "region-strategi-2026",
)


@pytest.fixture(scope="module")
def files(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return word_files(built, tmp_path_factory)


@pytest.fixture(scope="module")
def read_once(files: dict[str, Path]) -> dict[str, Received]:
    return {name: read(opened(path)) for name, path in files.items()}


def test_all_programmes_are_here(files: dict[str, Path]) -> None:
    assert tuple(files) == PROGRAMMES


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_words_are_those_that_others_read(
    name: str, files: dict[str, Path], read_once: dict[str, Received]
) -> None:
    theirs = read_docx(files[name])
    library = docx.Document(str(files[name]))
    raw: Any = library.element.body
    own_contents = set(raw.iterfind(f"{W}sdt/{W}sdtContent/{W}p"))
    texts = [
        "".join(node.text or "\n" for node in one.iter(f"{W}t", f"{W}br"))
        for one in raw.iter(f"{W}p")
        if one not in own_contents
    ]
    blocks = [
        block
        for block in read_once[name].blocks
        if not isinstance(block, Paragraph) or not block.style.startswith("TOC")
    ]
    found = list(paragraphs(blocks))
    # Where a long word of a narrow column may be parted is in no text of theirs.
    words = [word for one in found for word in one.text.replace("\u00ad", "").split()]
    assert words == " ".join(texts).split()
    if not list(raw.iter(f"{W}vMerge")):  # python-docx has the words of such cells in each row
        assert words == theirs.words
    notes = [run.note for one in found for run in one.runs if run.note]
    assert [squeeze(" ".join(one.text for one in note)) for note in notes] == theirs.notes
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tables) == len(theirs.tables)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_style_is_known_and_nothing_is_changed(
    name: str, files: dict[str, Path], read_once: dict[str, Received]
) -> None:
    received = read_once[name]
    found = list(paragraphs(received.blocks))
    library = docx.Document(str(files[name]))
    used = {str(one.style.style_id) for one in library.paragraphs if one.style is not None and one.text}
    assert {one.style for one in found if one.text} >= used
    assert not [one.text for one in found if one.style == OTHER and one.text]
    assert [one.level for one in found if one.style.startswith("Heading")] == [
        int(one.style[7]) for one in found if one.style.startswith("Heading")
    ]
    assert accepted(received) == rejected(received) == received.blocks
    assert (received.comments, received.authors) == ((), ())
    assert received.title
    assert added(received, received) == ()


def test_what_our_own_files_have_of_looks(read_once: dict[str, Received]) -> None:
    """The budget's sums stand on a background, and signs of status have a font and a colour."""
    kinds = {name: {one.kind for one in received.foreign} for name, received in read_once.items()}
    assert kinds["handlingsprogram-2025"] == {"cellefarge", "bunntekst"}
    assert kinds["klima-klimaplan-2026"] >= {"bilde", "farge", "skrift", "bunntekst"}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_word_saving_it_again_changes_nothing(
    name: str, files: dict[str, Path], read_once: dict[str, Received]
) -> None:
    for seed in range(3):
        again = read(unpacked(resaved(files[name].read_bytes(), seed), "igjen.docx"))
        assert shown(accepted(again)) == shown(accepted(read_once[name]))
        assert list(map(anchors, accepted(again))) == list(map(anchors, accepted(read_once[name])))
        assert added(again, read_once[name]) == ()
        assert again.revision == read_once[name].revision


def anchors(block: Block) -> list[list[str]]:
    return [sorted(one.anchors) for one in paragraphs((block,))]


@pytest.mark.parametrize("pair", CHANGED)
def test_our_own_report_read_back_is_both_documents(
    pair: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    report = report_of(tmp_path_factory, pair)
    old, new = (read(unpacked(content, "a")) for content in (report.old, report.new))
    for content in (report.file, resaved(report.file, 1)):
        received = read(unpacked(content, "rapport.docx"))
        assert shown(document(accepted(received))) == shown(new.blocks)
        assert shown(document(rejected(received))) == shown(old.blocks)
        assert "handlingsprogram: nytt" in received.authors
        moved = {one.moved for one in paragraphs(received.blocks) if one.moved}
        assert moved or "moved" not in pair
