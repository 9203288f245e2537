"""What the tests of received files share: what a file is held against is built once for each content."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.received import sent
from handlingsprogram.received.base import Base, base
from handlingsprogram.received.tracer import Traced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.render.checked import Shared

_known: dict[str, Base] = {}


@pytest.fixture(scope="package", autouse=True)
def bases() -> Iterator[None]:
    """Let copies of a year in several folders share what is built of it: half of what reading back takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sent, "base", _built)
        yield


def _built(trees: dict[Key, Tree], folder: Path, shared: Shared) -> Base:
    """Return what `base` returns for a year; it is built if none that says the same has been."""
    pictures = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".yaml")
    said = pickle.dumps(
        (
            [(key, tree.lines) for key, tree in trees.items()],
            [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in pictures],
            shared,
        )
    )
    name = hashlib.sha256(said).hexdigest()
    if name not in _known:
        _known[name] = base(trees, folder, shared)
    known = _known[name]
    data = {key: replace(trees[key], data=tree.data) for key, tree in known.traced.trees.items()}
    return replace(known, folder=folder, trees=trees, traced=Traced(data, known.traced.places))
