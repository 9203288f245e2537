"""The only module that starts pandoc. It reads the Markdown once; every format is written from that tree."""

from __future__ import annotations

import re
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.processes import Process, patience
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

# The Markdown that content may use and GitHub shows alike, plus HTML, which the templates write.
READER = "commonmark+fancy_lists+footnotes+raw_html+strikeout"

LONGEST = 150_000
"""Of what pandoc reads at a time, in characters: many times a real year. It takes 300 bytes for each."""
# Where the templates begin a block; content cannot hold HTML. What it says of the next block goes with that.
_BORDER = re.compile(r"\n\n(?=<!-- (?!apning -->)[\w -]+ -->\n|#+ <a id=|<table)")
_BLOCKS = b'"blocks":['


def translate(markdown: str, formats: Sequence[str], pool: Executor) -> dict[str, Future[bytes]]:
    """Read the Markdown once, and write it in several formats.

    A long text is read in parts and written in one format after the other: pandoc takes hundreds of times the
    memory that the text does.

    Args:
        markdown: the Markdown edition.
        formats: what is wanted, first what is waited for first: `json` (the tree, for `write_docx`), `typst`
            (calls of the functions in `templates/typst`), `html` (the text of the web page: sections with the
            content's ids, tables, figures and footnotes).
        pool: waits for pandoc.

    Returns:
        Each format's text, as soon as it is there.

    Raises:
        UserError: pandoc is missing.
    """
    written: dict[str, Future[bytes]] = {name: Future() for name in formats}
    if is_long(markdown):
        pool.submit(_write_long, markdown, written)
    else:
        process = _start([*_reading(), *_writing(formats)], len(markdown))
        pool.submit(_converse, process, markdown.encode(), list(written.values()))
    return written


def is_long(markdown: str) -> bool:
    """Tell whether a text is read in parts."""
    return len(markdown) > LONGEST


def write_docx(tree: bytes, epoch: int) -> bytes:
    """Return a Word file in pandoc's own dress, to be finished.

    Word files hold pictures, so this is a process of its own: pandoc's sandbox does not hold what a script
    writes, as in `translate`.

    Args:
        tree: the parsed document, as JSON.
        epoch: the time stamp of the file's parts, in seconds since 1970.
    """
    return _run(["-f", "json", "-t", "docx", "-L", _script("docx"), "-o", "-"], tree, epoch)


class Waiting:
    """A pandoc that waits for pieces of Markdown: most of what a short one takes is to begin.

    It starts when it is asked; after a while it is ended, as all programs are, and then starts anew. For one
    caller at a time.
    """

    def __init__(self) -> None:
        """Prepare it; nothing is started yet."""
        self._process: Process | None = None

    def translate(self, markdown: str, headings: Sequence[int], formats: Sequence[str]) -> list[list[bytes]]:
        """Read Markdown once, and write it piece by piece, with an anchor for each row that has an id.

        Args:
            markdown: one or more pieces of a Markdown edition.
            headings: how many headings with an id each piece has.
            formats: what is wanted, as in the function `translate`.

        Returns:
            Of each piece what is wanted, in order; Typst ends with an empty comment, «//», so that what
            stands between two pieces is there.

        Raises:
            UserError: pandoc is missing, or was stopped.
        """
        text = f"{markdown}\n".encode()
        question = f"{len(text)} {','.join(map(str, headings))} {','.join(formats)}\n".encode() + text
        waited = self._process is not None
        answers = self._ask(question, len(headings) * len(formats))
        if answers is None and waited:  # its time was out
            self.close()
            answers = self._ask(question, len(headings) * len(formats))
        if answers is None:
            self._tell()
        each = len(formats)
        return [answers[at : at + each] for at in range(0, len(answers), each)] if answers else []

    def close(self) -> None:
        """Let it go."""
        if self._process:
            self._process.end()
            self._process.close()
            self._process = None

    def _ask(self, question: bytes, count: int) -> list[bytes] | None:
        """Return so many answers; None where it has ended."""
        self._process = self._process or _begin(["lua", _script("vent"), READER], LONGEST)
        try:
            self._process.input.write(question)
            self._process.input.flush()
            answers = [self._process.answer() for _ in range(count)]
            return answers if self._process.answer() == b"." else None
        except OSError:
            return None

    def _tell(self) -> NoReturn:
        """Say why it has ended."""
        process, self._process = self._process, None
        assert process  # noqa: S101 — it was just asked
        with process:
            process.finish()
            _must_have_succeeded(process)
        raise RuntimeError("pandoc: no answer")


# --- Long texts ---------------------------------------------------------------------------------


def _write_long(markdown: str, answers: Mapping[str, Future[bytes]]) -> None:
    """Read a text in parts, join the trees, and write one format after the other from the whole tree."""
    try:
        tree = _joined([_one([*_reading(), *_writing(["json"])], part.encode()) for part in parts(markdown)])
        for name, answer in answers.items():
            answer.set_result(tree if name == "json" else _one(["-f", "json", *_writing([name])], tree))
    except Exception as error:  # noqa: BLE001 — told to those who wait
        _fail(answers.values(), error)


def parts(markdown: str) -> Iterator[str]:
    """Cut a text where a heading, a table or a comment of the templates' begins; each part is a whole text.

    Args:
        markdown: the Markdown edition.
    """
    start = end = 0
    for border in _BORDER.finditer(markdown):
        # A comment and what it is about are one: no border is between them, since no blank line is.
        if border.end() - start > LONGEST and end > start:
            yield markdown[start:end]
            start = end
        end = border.end()
    if len(markdown) - start > LONGEST and end > start:
        yield markdown[start:end]
        start = end
    yield markdown[start:]


def _joined(trees: Sequence[bytes]) -> bytes:
    """Return the documents, as JSON, as one: what is around the blocks is the same in all."""
    head = trees[0][: trees[0].index(_BLOCKS) + len(_BLOCKS)]
    contents = (tree[tree.index(_BLOCKS) + len(_BLOCKS) : -2] for tree in trees)
    return head + b",".join(content for content in contents if content) + b"]}"


def _one(arguments: list[str], text: bytes) -> bytes:
    answer: Future[bytes] = Future()
    _converse(_start(arguments, len(text)), text, [answer])
    return answer.result()


# --- The process --------------------------------------------------------------------------------


def _run(arguments: list[str], content: bytes, epoch: int = 0) -> bytes:
    with _start(arguments, len(content), epoch) as process:
        output = process.finish(content)
        _must_have_succeeded(process)
    return output


def _converse(process: Process, text: bytes, answers: Sequence[Future[bytes]]) -> None:
    """Give pandoc its text and hand on its answers; templates/pandoc/skriv.lua puts a length before each."""
    missing: Exception = RuntimeError("pandoc: no answer")
    try:
        with process:
            with suppress(BrokenPipeError):
                process.input.write(text)
                process.input.close()
            for answer in answers:
                content = process.answer()
                if content:
                    answer.set_result(content)
            process.finish()
            _must_have_succeeded(process)
    except Exception as error:  # noqa: BLE001 — told to those who wait
        missing = error
    _fail(answers, missing)


def _fail(answers: Iterable[Future[bytes]], error: Exception) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(error)


def _start(arguments: list[str], size: int, epoch: int = 0) -> Process:
    """Start pandoc.

    Args:
        arguments: what it shall do.
        size: of what it will read, which says how long it may take.
        epoch: the time stamp of what it writes, in seconds since 1970.
    """
    return _begin(["--sandbox", *arguments], size, epoch)


def _begin(arguments: list[str], size: int, epoch: int = 0) -> Process:
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    try:
        return Process("pandoc", [_program(), *arguments], patience(size), environment)
    except OSError as error:
        raise UserError(f"kan ikke starte pandoc ({os_error(error)}); kjør «make» på nytt") from error


def _must_have_succeeded(process: Process) -> None:
    if process.code < 0:  # no fault of pandoc's: memory ran out, or someone ended it
        raise UserError(f"pandoc ble stanset av maskinen (signal {-process.code}); prøv igjen")
    if process.code:
        raise RuntimeError(f"pandoc: {process.complaint()}")


def _reading() -> list[str]:
    return ["-f", READER, "-L", _script("les")]


def _writing(formats: Sequence[str]) -> list[str]:
    return ["-t", _script("skriv"), "-V", f"formater={','.join(formats)}"]


def _script(name: str) -> str:
    return str(resource_folder("templates") / "pandoc" / f"{name}.lua")


@cache
def _program() -> str:
    """Find pypandoc's pandoc without importing pypandoc, which costs more than pandoc's own start."""
    spec = find_spec("pypandoc")
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    for bundled in (folder / "pandoc", folder / "pandoc.exe") if folder else ():
        if bundled.is_file():
            return str(bundled)
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise UserError(
            "finner ikke pandoc; kjør «make» på nytt, eller «pip install pypandoc_binary»"
        ) from error
