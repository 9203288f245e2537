"""Lays out a long document in a process of its own, which can be stopped and gives its memory back.

Nothing can interrupt typst, so what it is given in the tool's own process is never long. Started as a
program, this module answers what it is asked on stdin, a line each; the answer's length goes before it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NoReturn

from handlingsprogram.finding import UserError
from handlingsprogram.processes import Process, patience
from handlingsprogram.render.pages import typst
from handlingsprogram.render.pages.fonts import Needed

_MODULE = "handlingsprogram.render.pages.apart"
# One heap for all threads (mallopt(3)): what typst has let go of serves what follows.
_SPARING = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "65536"}
_ALL = "all"
_PACKAGE = Path(__file__).parents[3]


class Typesetter:
    """What typst makes of a folder's files, in another process."""

    def __init__(self, folder: Path, size: int, needed: Needed) -> None:
        """Start the process.

        Args:
            folder: its main.typ is the document.
            size: of the document in bytes, which says how long it may take.
            needed: the fonts that it takes.
        """
        # -P: what lies in the working folder is no part of the tool.
        command = [sys.executable, "-P", "-m", _MODULE, str(folder), _ALL if needed.everything else ""]
        command += needed.families
        environment = {**os.environ, **_SPARING, "PYTHONPATH": str(_PACKAGE)}
        self._process = Process("typst", command, patience(size), environment)

    def pages(self) -> str:
        """Return the pages of the headings, as JSON."""
        return self._ask("pages").decode()

    def pdf(self, epoch: int) -> bytes:
        """Return the PDF. It is the last thing that is asked for: what follows shall have the memory."""
        with self._process:
            return self._ask(f"pdf {epoch}")

    def close(self) -> None:
        """Let the process go, whatever it does."""
        self._process.end()
        self._process.close()

    def _ask(self, question: str) -> bytes:
        with suppress(BrokenPipeError):
            self._process.input.write(f"{question}\n".encode())
            self._process.input.flush()
        answer = self._process.answer()
        if not answer:
            self._process.finish()
            if self._process.code < 0:  # no fault of typst's: memory ran out, or someone ended it
                raise UserError(
                    f"typst ble stanset av maskinen (signal {-self._process.code}); "
                    "programmet er langt, og kan trenge mer minne enn maskinen har"
                )
            raise RuntimeError(self._process.complaint())
        return answer


def main(folder: str, fonts: str, *families: str) -> None:
    """Answer until nobody asks any more."""
    questions: SimpleQueue[str] = SimpleQueue()
    Thread(target=_listen, args=(questions,), daemon=True).start()
    setter = typst.Typesetter(Path(folder), Needed(families, everything=fonts == _ALL))
    while True:
        what, *more = questions.get().split()
        try:
            answer = setter.pdf(int(more[0])) if what == "pdf" else setter.pages().encode()
        except RuntimeError as error:
            sys.exit(str(error))
        sys.stdout.buffer.write(b"%d\n%b" % (len(answer), answer))
        sys.stdout.buffer.flush()


def _listen(questions: SimpleQueue[str]) -> NoReturn:
    for line in sys.stdin:
        questions.put(line)
    os._exit(0)  # also where whoever asked is gone, in the middle of an answer


if __name__ == "__main__":
    main(*sys.argv[1:])
