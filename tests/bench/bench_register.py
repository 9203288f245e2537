"""Time the register of many years, and weigh its memory. Run by `make bench`.

The promise for fifty years of 400 measures: five seconds, and memory in proportion.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from tests.long_year import EDITED, LONG, ROOT, SHORT, write
from tests.memory import cost

FIRST = 2030
COUNTS = (10, 50)
COMMANDS = {"JSON": ["--format", "json"], "CSV": ["--format", "csv"], "alt": []}


def years(folder: Path, count: int, measures: int) -> None:
    """Write a content folder with so many years, each like the one before but for what is edited."""
    write(folder, measures)
    content = folder / "content"
    for number in range(count):
        year = content / str(FIRST + number)
        shutil.copytree(content / (EDITED if number % 2 else LONG), year)
        program = year / "program.yaml"
        text = program.read_text(encoding="utf-8")
        text = re.sub(r"^år: .*$", f"år: {year.name}", text, flags=re.MULTILINE)
        program.write_text(text, encoding="utf-8")
    for name in (SHORT, LONG, EDITED):
        shutil.rmtree(content / name)


def main() -> None:
    """Print seconds and megabytes, and seconds for each year."""
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            years(Path(folder), count, 400)
            for name, options in COMMANDS.items():
                command = [sys.executable, str(ROOT / "build.py"), "register", *options]
                seconds, megabytes, code = cost(command, Path(folder))
                assert code == 0, "the years cannot be read; run check"
                each = f"{seconds / count:.2f} s for each"
                print(
                    f"{f'{count} år med 400 tiltak: {name}':40} {seconds:6.1f} s {megabytes:5.0f} MB  {each}"
                )


if __name__ == "__main__":
    main()
