"""The tool as a user has it: a wheel, installed where nothing of this project lies."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOWHERE = "http://127.0.0.1:9"
"""An address where nobody answers."""


def install(folder: Path) -> Path:
    """Build the wheel, install it in an environment of its own, and return the command.

    The packages that it needs are those of the tests' environment, by a path: to fetch them anew would take
    a network and minutes. The tool itself is not found that way: what a path leads to is not followed on.
    """
    _run(
        sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "wheel")
    )
    environment = folder / "miljø"
    _run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    (wheel,) = (folder / "wheel").glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "--python", str(environment / "bin/python"), "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return environment / "bin/handlingsprogram"


def call(command: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder, without network and without this project's settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HANDLINGSPROGRAM", "PYTHON"))
    }
    offline = ["unshare", "--map-root-user", "--net"] if _can_be_alone() else []
    return subprocess.run(
        [*offline, str(command), *arguments],
        cwd=folder,
        env={**kept, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE},
        check=False,
        capture_output=True,
        text=True,
    )


def _can_be_alone() -> bool:
    """Tell whether this machine lets a process run where there is no network at all."""
    try:
        return not subprocess.run(
            ["unshare", "--map-root-user", "--net", "true"], check=False, capture_output=True
        ).returncode
    except FileNotFoundError:
        return False


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
