"""The code keeps the project's own limits: layers point one way, files and functions stay small."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Folder -> what it may import from the package. `render` and `review` know `read`, never the other way.
LAYERS = {
    "": {
        "comment",
        "finding",
        "git",
        "options",
        "output",
        "processes",
        "prose",
        "read",
        "render",
        "report",
        "resources",
        "review",
        "revision",
    },
    "prose": {"prose"},
    "read": {"finding", "prose", "read", "resources"},
    "render": {"finding", "options", "processes", "prose", "read", "render", "resources"},
    "review": {
        "finding",
        "git",
        "output",
        "processes",
        "prose",
        "read",
        "render",
        "report",
        "resources",
        "review",
    },
}
# Each of these is used by these modules only: one reads YAML, one calls typst, one opens a finished PDF, one
# starts programs.
SOLE_USERS = {
    "yaml": ["read/text/strict_yaml.py"],
    "typst": ["render/typst.py"],
    "pikepdf": ["render/leftward.py", "render/pdf.py"],
    "subprocess": ["processes.py"],
}
LONGEST_FILE, LONGEST_FUNCTION = 350, 50
MOST_MODULES = 14
"""In one folder, its own `__init__` included."""
CROWDED = {
    "handlingsprogram/render",
    "handlingsprogram/review/html",
    "handlingsprogram/review/redline",
}
"""Folders that have more, and shall have fewer."""


@pytest.fixture(scope="module")
def modules(root: Path) -> dict[str, ast.Module]:
    package = root / "handlingsprogram"
    paths = sorted(package.rglob("*.py"))
    return {
        path.relative_to(package).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths
    }


def imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "handlingsprogram":
                yield from (f"handlingsprogram.{name.name}" for name in node.names)


def test_imports_point_one_way(modules: dict[str, ast.Module]) -> None:
    assert len(modules) > 15
    for name, module in modules.items():
        layer = name.split("/")[0] if "/" in name else ""
        own = {path.split(".")[1] for path in imports(module) if path.startswith("handlingsprogram.")}
        assert own <= LAYERS[layer], name


def test_what_must_be_done_in_one_place_is(modules: dict[str, ast.Module]) -> None:
    for library, places in SOLE_USERS.items():
        users = [
            name
            for name, module in modules.items()
            if library in {path.split(".")[0] for path in imports(module)}
        ]
        assert users == places


def test_folders_can_be_surveyed(root: Path) -> None:
    folders = [path.parent for path in (root / "handlingsprogram").rglob("__init__.py")]
    crowded = {
        folder.relative_to(root).as_posix()
        for folder in folders
        if len(list(folder.glob("*.py"))) > MOST_MODULES
    }
    assert crowded == CROWDED


def test_files_and_functions_are_short(modules: dict[str, ast.Module]) -> None:
    for name, module in modules.items():
        length = max((getattr(node, "end_lineno", 0) or 0 for node in ast.walk(module)), default=0)
        assert length <= LONGEST_FILE, name
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{name}: {node.name}"


def test_no_year_and_no_organisation_is_in_code_templates_or_schemas(root: Path) -> None:
    folders = [root / name for name in ("handlingsprogram", "templates", "schemas")]
    files = [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    ]
    years = [path.parent.name for path in (root / "content").glob("*/program.yaml")]
    assert len(files) > 30
    for path in [*files, root / "build.py"]:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in [*years, "Osloregionen"] if word in text], path
