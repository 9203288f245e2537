"""Let LibreOffice itself accept or reject the changes of Word files, and read what it saves."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

from tests.conftest import program_on_path
from tests.documents.readers import W

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCEPT, REJECT, OPEN = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges", ""
MACRO = Path(__file__).with_name("office_jobs.bas")
TOGGLES = {None, "1", "on", "true"}


MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""


def run(jobs: list[tuple[str, Path, Path]], folder: Path) -> list[int]:
    """Run commands on files with one office, and return how many changes each file has left.

    Args:
        jobs: command, file, and the file to be written.
        folder: where the office may keep its own things.
    """
    profile = folder / "profile"
    office = [program_on_path("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    # The first start fills the profile, with a module for macros that is empty.
    subprocess.run([*office, "--terminate_after_init"], capture_output=True, check=True, timeout=60)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    assert module.is_file()
    module.write_text(MODULE.format(escape(MACRO.read_text(encoding="utf-8"))), encoding="utf-8")
    work = folder / "jobs"
    lines = [f"{command}\t{source.as_uri()}\t{target.as_uri()}\n" for command, source, target in jobs]
    work.write_text("".join(lines), encoding="utf-8")
    command = [*office, "--norestore", f'macro:///Standard.Module1.Main("{work.as_uri()}")']
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    said = work.with_suffix(".left").read_text(encoding="utf-8").splitlines()
    assert len(said) == len(jobs), said
    return [int(number) for number in said]


def content(path: Path) -> list[Any]:
    """Return what LibreOffice saved: paragraphs with style, list, break and bold, tables by cell, notes.

    Empty paragraphs are left out: LibreOffice cannot remove the end of a paragraph before a table, and leaves
    it behind (see docs/why/word-report.md). The documents have none of their own.
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
