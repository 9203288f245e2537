"""Time what a new user waits for: from the installed wheel to a folder of one's own and its first PDF.

Run by `make bench`. The promise: 3 s on two cores, the first time as well as later.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.samling.installed import call, install

RUNS = 3


def main() -> None:
    """Print the seconds of each run, the first with nothing of the tool in memory or compiled."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = install(folder)
        for run in range(1, RUNS + 1):
            new = folder / f"råd {run}"
            start = time.perf_counter()
            for where, arguments in ((folder, ["ny-samling", new.name]), (new, ["build", "--format", "pdf"])):
                done = call(command, where, *arguments)
                assert done.returncode == 0, done.stderr
            seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
            print(f"fra installert til første PDF, gang {run}: {seconds} s")
            assert list((new / "out").glob("*.pdf"))


if __name__ == "__main__":
    main()
