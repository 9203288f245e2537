"""The command line in a process of its own for each call, forked from one that has it loaded already.

To start Python takes longer than to check a year. Each call has its own memory and its own end all the same.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds: what hangs is stopped. How fast the tool is, is measured in tests/bench."""


@dataclass(frozen=True)
class Done:
    """What a call came to."""

    code: int
    """The exit code, or minus the signal that ended it."""
    told: bytes
    """On stdout."""
    said: list[str]
    """On stderr."""
    memory: int
    """Bytes, at the most, what was loaded before included."""


class Tool:
    """The tool, waiting to be called."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.tool"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str) -> Done:
        """Call the tool in the working folder, and leave what it printed there."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f"{json.dumps([str(Path.cwd()), arguments])}\n")
        self._server.stdin.flush()
        code, memory = json.loads(self._server.stdout.readline())
        said = Path("stderr").read_bytes().decode().splitlines()
        return Done(code, Path("stdout").read_bytes(), said, memory)

    def close(self) -> None:
        """Let it go."""
        self._server.communicate()


def serve() -> None:
    """Load what a check needs, and let a fork answer each line of stdin."""
    from handlingsprogram import cli

    # Not a year with pictures: to judge these starts threads, which a fork would not have.
    with contextlib.redirect_stderr(io.StringIO()):
        assert cli.main(["check", "2025"]) == cli.GOOD
    for line in sys.stdin:
        folder, arguments = json.loads(line)
        child = os.fork()
        if not child:
            _answer(folder, arguments)
        _, status, usage = os.wait4(child, 0)
        memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        print(json.dumps([os.waitstatus_to_exitcode(status), memory]), flush=True)  # noqa: T201


def _answer(folder: str, arguments: list[str]) -> NoReturn:
    from handlingsprogram import cli

    signal.alarm(PATIENCE)
    os.chdir(folder)
    for handle, name in enumerate(("/dev/null", "stdout", "stderr")):
        flags = os.O_RDONLY if handle == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags), handle)
    code = 70
    try:
        code = cli.main(arguments)
    except BaseException:  # noqa: BLE001 — the process ends here, and says why
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
