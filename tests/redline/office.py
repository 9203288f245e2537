"""Let LibreOffice itself accept or reject the changes of Word files, and read what it saves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tests.conftest import program_on_path
from tests.documents.readers import W

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCEPT, REJECT, OPEN = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges", ""
SCRIPT = Path(__file__).with_name("office_jobs.py")
TOGGLES = {None, "1", "on", "true"}


def python_with_uno() -> str:
    """Return the Python that LibreOffice can be spoken to with: the system's, not the one of the tests."""
    for folder in ("/usr/bin", *os.environ["PATH"].split(os.pathsep)):
        python = shutil.which("python3", path=folder)
        if (
            python
            and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return python
    pytest.fail("no Python knows UNO: install the Debian package python3-uno")


def run(jobs: list[tuple[str, Path, Path]], folder: Path) -> list[int]:
    """Run commands on files with one office, and return how many changes each file has left.

    Args:
        jobs: command, file, and the file to be written.
        folder: where the office may keep its own things.
    """
    soffice, python = program_on_path("soffice"), python_with_uno()
    pipe = f"handlingsprogram-{os.getpid()}-{folder.name}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = subprocess.Popen(
        [soffice, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        work = json.dumps([[command, str(source), str(target)] for command, source, target in jobs])
        done = subprocess.run([python, str(SCRIPT), pipe, work], capture_output=True, check=True, timeout=180)
        office.wait(60)
    finally:
        office.kill()
        office.wait()
    return list(json.loads(done.stdout))


def content(path: Path) -> list[Any]:
    """Return what LibreOffice saved: paragraphs with style, list, break and bold, tables by cell, notes.

    Empty paragraphs are left out: LibreOffice cannot remove the end of a paragraph before a table, and leaves
    it behind (see docs/architecture.md). The documents have none of their own.
    """
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith("word/footer")]
        texts = ["word/document.xml", "word/footnotes.xml", *sorted(names)]
        roots = [etree.fromstring(package.read(name)) for name in texts]
        lists = _lists(etree.fromstring(package.read("word/numbering.xml")))
    return [block for root in roots for block in _blocks(root, lists) if block != EMPTY]


EMPTY = ("paragraph", "")


def _blocks(parent: Any, lists: dict[str, dict[str, str]]) -> Iterator[Any]:
    for node in parent:
        if node.tag == f"{W}p":
            yield _paragraph(node, lists) if _text(node) else EMPTY
        elif node.tag == f"{W}tbl":
            yield "table"
            for row in node.iter(f"{W}tr"):
                yield [[*_span(cell), *_blocks(cell, lists)] for cell in row.iter(f"{W}tc")]
        elif node.tag == f"{W}footnote" and node.get(f"{W}type") is not None:
            continue
        elif node.tag in {f"{W}body", f"{W}sdt", f"{W}sdtContent", f"{W}footnote"}:
            yield from _blocks(node, lists)


def _span(cell: Any) -> list[str]:
    return [node.get(f"{W}val") for node in cell.iter(f"{W}gridSpan")]


def _paragraph(node: Any, lists: dict[str, dict[str, str]]) -> Any:
    style = [found.get(f"{W}val") for found in node.iterfind(f"{W}pPr/{W}pStyle")]
    items = [
        lists[found.find(f"{W}numId").get(f"{W}val")][found.find(f"{W}ilvl").get(f"{W}val")]
        for found in node.iterfind(f"{W}pPr/{W}numPr")
    ]
    breaks = _is_on(node.find(f"{W}pPr/{W}pageBreakBefore"))
    bold = "".join(_text(run) for run in node.iter(f"{W}r") if _is_on(run.find(f"{W}rPr/{W}b")))
    return "paragraph", style, items, breaks, bold, _text(node)


def _is_on(node: Any) -> bool:
    return node is not None and node.get(f"{W}val") in TOGGLES


def _text(node: Any) -> str:
    """Return the text, with a sign for each note and picture; the number of the last page is not content."""
    signs = {f"{W}footnoteReference": "[^]", f"{W}drawing": "[bilde]", f"{W}tab": "\t"}
    parts = []
    is_page = False
    for part in node.iter():
        if part.tag == f"{W}instrText":
            is_page = (part.text or "").strip() == "PAGE"
        elif part.tag == f"{W}t" and not is_page:
            parts.append(part.text or "")
        elif part.getparent().tag == f"{W}r":
            parts.append(signs.get(part.tag, ""))
    return "".join(parts)


def _lists(root: Any) -> dict[str, dict[str, str]]:
    """Return how each list counts at each level."""
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}
    return {
        instance.get(f"{W}numId"): {
            level.get(
                f"{W}ilvl"
            ): f"{level.find(f'{W}numFmt').get(f'{W}val')} {level.find(f'{W}lvlText').get(f'{W}val')}"
            for level in kinds[instance.find(f"{W}abstractNumId").get(f"{W}val")].iter(f"{W}lvl")
        }
        for instance in root.iter(f"{W}num")
    }
