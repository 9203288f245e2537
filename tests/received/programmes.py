"""The real programmes as Word files, and what a reader compares of two of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build import year
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received import returned as module
from handlingsprogram.received.file.document import Paragraph, Table, paragraphs
from handlingsprogram.received.file.package import Package
from handlingsprogram.received.file.read import read
from handlingsprogram.render.checked import read_shared
from handlingsprogram.render.documents import pictures, word_without_pages
from handlingsprogram.render.word import package
from tests.conftest import YEARS
from tests.programmer import built_once

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    import pytest

    from handlingsprogram.received.file.document import Block, Received, Run
    from handlingsprogram.received.returned import Outcome

ADOPTED = tuple(f"handlingsprogram-{year}" for year in YEARS)
PROGRAMMES = (
    "content/2025",
    "content/2021",
    "tests/programmer/klima/content/klimaplan-2026",
    "tests/programmer/kommune/content/handlingsprogram-2026",
    "tests/programmer/region/content/handlingsprogram-2026",
)
OTHERS = ("klima", "kommune", "region")


def word_files(adopted: Path, factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the Word files of the adopted programmes and of the whole ones of others, by name.

    Args:
        adopted: where the documents of the adopted ones are.
        factory: pytest's own.
    """
    folders = {"": adopted, **{name: built_once(factory, name) for name in OTHERS}}
    return {
        f"{name}-{path.stem}".strip("-"): path
        for name, folder in folders.items()
        for path in sorted(folder.glob("*.docx"))
    }


def shown(blocks: tuple[Block, ...], known: Container[str] | None = None) -> list[Any]:
    """Return what is the same of a document however it was saved.

    Bookmarks may have other names: a link within the document leads to the words that it leads to.

    Args:
        blocks: the document.
        known: the bookmarks that are left of it, where some are not.
    """
    said = {anchor: one.text for one in paragraphs(blocks) for anchor in one.anchors}
    if known is not None:
        said = {anchor: text for anchor, text in said.items() if anchor in known}

    def look(run: Run) -> Run:
        link = f"#{said.get(run.link[1:], '')}" if run.link.startswith("#") else run.link
        return replace(run, link=link, note=tuple(flat(run.note)))

    def flat(blocks: Iterable[Block]) -> Iterator[Any]:
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield [(cell.column, cell.span, cell.rows, list(flat(cell.blocks))) for cell in row.cells]
            else:
                runs = tuple(look(run) for run in block.runs)
                yield replace(block, anchors=(), moved="", paths=(), runs=runs)

    return list(flat(blocks))


def document(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a report's document, without the page before it."""
    start = next(
        i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.style == "Title"
    )
    return blocks[start:]


@cache
def word_of(folder: Path) -> bytes:
    """Return the Word file of a year that no test changes, without page numbers in its table of contents."""
    shared, _ = read_shared(folder.parent)
    assert shared
    program = year.program(sound_trees(read_folder(folder))[0])
    return word_without_pages(program, shared, pictures(program, folder, shared.theme))


def received(docx: bytes) -> Received:
    """Return what a Word file says."""
    return read(Package("", "docx", package.read(docx)))


def returned(
    blocks: tuple[Block, ...], revision: str, content: Path, year: str, onto: Mapping[Path, str] | None = None
) -> Outcome:
    """Return what a received file does to a year that nothing else has come back to."""
    return module.returned(module.home_of(content, year), blocks, revision, onto or {})
