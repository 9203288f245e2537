"""The only module that starts pandoc. It reads the Markdown once; every format is written from that tree."""

from __future__ import annotations

import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.resources import resource_folder

# The Markdown that content may use and GitHub shows alike, plus HTML, which the templates write.
_READER = "commonmark+fancy_lists+footnotes+raw_html+strikeout"


def parse(markdown: str) -> bytes:
    """Return the parsed document as pandoc's JSON."""
    return _run(["-f", _READER, "-t", "json", "-L", _filter("les")], markdown.encode())


def write_typst(tree: bytes) -> bytes:
    """Return the body of the Typst document, as calls of the functions in `dokument.typ`."""
    return _run(["-f", "json", "-t", "typst", "-L", _filter("typst")], tree)


def write_docx(tree: bytes, epoch: int) -> bytes:
    """Return a Word file in pandoc's own dress, to be finished.

    Args:
        tree: the parsed document.
        epoch: the time stamp of the file's parts, in seconds since 1970.
    """
    return _run(["-f", "json", "-t", "docx", "-L", _filter("docx"), "-o", "-"], tree, epoch)


def write_html(tree: bytes) -> str:
    """Return the text of the web page: sections with the content's ids, tables, figures and footnotes."""
    settings = ["-f", "json", "-t", "html5", "-L", _filter("html"), "--section-divs", "--wrap=none"]
    return _run(settings, tree).decode()


def _filter(name: str) -> str:
    return str(resource_folder("templates") / "pandoc" / f"{name}.lua")


def _run(arguments: list[str], content: bytes, epoch: int = 0) -> bytes:
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    command = [_program(), "--sandbox", *arguments]
    try:
        result = subprocess.run(command, input=content, capture_output=True, check=False, env=environment)
    except OSError as error:
        raise UserError(f"kan ikke starte pandoc ({os_error(error)}); kjør «make» på nytt") from error
    if result.returncode < 0:  # no fault of pandoc's: memory ran out, or someone ended it
        raise UserError(f"pandoc ble stanset av maskinen (signal {-result.returncode}); prøv igjen")
    if result.returncode:
        raise RuntimeError(f"pandoc: {result.stderr.decode(errors='replace')}")
    return result.stdout


@cache
def _program() -> str:
    """Find pypandoc's pandoc without importing pypandoc, which costs more than pandoc's own start."""
    spec = find_spec("pypandoc")
    bundled = Path(spec.origin).parent / "files" / "pandoc" if spec and spec.origin else None
    if bundled and bundled.exists():
        return str(bundled)
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise UserError(
            "finner ikke pandoc; kjør «make» på nytt, eller «pip install pypandoc_binary»"
        ) from error
