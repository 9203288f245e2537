"""Read a file of the real content once, however often a test copies the content to spoil another file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read import load as loading
from handlingsprogram.read.files import link_on_the_way, read_valid
from tests.read.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BASE = {
    path.relative_to(ROOT / "content").as_posix(): path.read_bytes()
    for path in (ROOT / "content").rglob("*.yaml")
}
"""The real content, by the paths in its folder."""
_known: dict[tuple[Path, str], Any] = {}


def remember(patch: pytest.MonkeyPatch) -> None:
    """Let what is as it was be read once; what reading gives depends on its path and bytes alone."""
    patch.setattr(loading, "read_valid", _read)


def _read(file: Path, kind: str, content: Path) -> Any:
    if not file.is_file() or link_on_the_way(file, content):
        return read_valid(file, kind, content)
    if BASE.get(file.relative_to(content).as_posix()) != file.read_bytes():
        return read_valid(file, kind, content)
    if (file, kind) not in _known:
        _known[file, kind] = read_valid(file, kind, content)
    tree, findings = _known[file, kind]
    return tree, list(findings)
