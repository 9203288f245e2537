"""Time a long year and weigh its memory: of all processes at one moment, as Linux counts it.

Run by `make bench`. The promises for 3,000 new measures of a line each: four formats in 500 MB, the Word
report in 1 GB, time in proportion. Measures as full as the real ones are three times the text.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.long_year import EDITED, LONG, ROOT, SHORT, write
from tests.memory import cost

WORD = ["--format", "docx", "--out", "rapport.docx"]
COMMANDS = {
    "md, docx, pdf, html": ["build", LONG, "--alt"],
    "Word-rapport, gammelt år til langt": ["diff", SHORT, LONG, *WORD],
    "Word-rapport, langt år til omarbeidet": ["diff", LONG, EDITED, *WORD],
}


def main() -> None:
    """Print seconds, megabytes, and both for each hundred measures."""
    for measures, full in ((500, False), (1000, False), (3000, False), (3000, True)):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), measures, full=full)
            kind = "fulle tiltak" if full else "tiltak"
            for name, command in COMMANDS.items():
                seconds, megabytes, code = cost(
                    [sys.executable, str(ROOT / "build.py"), *command], Path(folder)
                )
                assert code == 0, "the year cannot be built; run check"
                each = f"{100 * seconds / measures:.2f} s per 100"
                print(f"{f'{measures} {kind}: {name}':60} {seconds:6.1f} s {megabytes:5.0f} MB  {each}")


if __name__ == "__main__":
    main()
