"""The only module that starts pandoc. It reads the Markdown once; every format is written from that tree."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

# The Markdown that content may use and GitHub shows alike, plus HTML, which the templates write.
READER = "commonmark+fancy_lists+footnotes+raw_html+strikeout"


def translate(markdown: str, formats: Sequence[str], pool: Executor) -> dict[str, Future[bytes]]:
    """Read the Markdown once, and write it in several formats.

    Args:
        markdown: the Markdown edition.
        formats: what is wanted, first what is waited for first: `json` (the tree, for `write_docx`), `typst`
            (calls of the functions in `dokument.typ`), `html` (the text of the web page: sections with the
            content's ids, tables, figures and footnotes).
        pool: waits for pandoc.

    Returns:
        Each format's text, as soon as it is there.

    Raises:
        UserError: pandoc is missing.
    """
    written: dict[str, Future[bytes]] = {name: Future() for name in formats}
    writer = ["-t", _script("skriv"), "-V", f"formater={','.join(formats)}"]
    process, complaints = _start(["-f", READER, "-L", _script("les"), *writer])
    pool.submit(_converse, process, complaints, markdown.encode(), list(written.values()))
    return written


def write_docx(tree: bytes, epoch: int) -> bytes:
    """Return a Word file in pandoc's own dress, to be finished.

    Word files hold pictures, so this is a process of its own: pandoc's sandbox does not hold what a script
    writes, as in `translate`.

    Args:
        tree: the parsed document, as JSON.
        epoch: the time stamp of the file's parts, in seconds since 1970.
    """
    return _run(["-f", "json", "-t", "docx", "-L", _script("docx"), "-o", "-"], tree, epoch)


def _run(arguments: list[str], content: bytes, epoch: int = 0) -> bytes:
    process, complaints = _start(arguments, epoch)
    with complaints:
        output, _ = process.communicate(content)
        _must_have_succeeded(process, complaints)
    return output


def _converse(
    process: Popen[bytes], complaints: IO[bytes], text: bytes, answers: Sequence[Future[bytes]]
) -> None:
    """Give pandoc its text and hand on its answers; templates/pandoc/skriv.lua puts a length before each."""
    try:
        with complaints:
            with process, suppress(BrokenPipeError):
                assert process.stdin and process.stdout  # noqa: S101, PT018 — pipes
                process.stdin.write(text)
                process.stdin.close()
                for answer in answers:
                    length = int(process.stdout.readline() or 0)
                    content = process.stdout.read(length)
                    if length and len(content) == length:
                        answer.set_result(content)
            _must_have_succeeded(process, complaints)
        missing: Exception = RuntimeError("pandoc: no answer")
    except Exception as error:  # noqa: BLE001 — told to those who wait
        missing = error
    for answer in answers:
        if not answer.done():
            answer.set_exception(missing)


def _start(arguments: list[str], epoch: int = 0) -> tuple[Popen[bytes], IO[bytes]]:
    """Start pandoc; return the process, and the file that it complains in, to be closed by the caller."""
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    command = [_program(), "--sandbox", *arguments]
    complaints = TemporaryFile()  # noqa: SIM115
    try:
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=complaints, env=environment), complaints
    except OSError as error:
        complaints.close()
        raise UserError(f"kan ikke starte pandoc ({os_error(error)}); kjør «make» på nytt") from error


def _must_have_succeeded(process: Popen[bytes], complaints: IO[bytes]) -> None:
    if process.returncode < 0:  # no fault of pandoc's: memory ran out, or someone ended it
        raise UserError(f"pandoc ble stanset av maskinen (signal {-process.returncode}); prøv igjen")
    if process.returncode:
        complaints.seek(0)
        raise RuntimeError(f"pandoc: {complaints.read().decode(errors='replace')}")


def _script(name: str) -> str:
    return str(resource_folder("templates") / "pandoc" / f"{name}.lua")


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
