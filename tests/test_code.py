"""The code keeps the project's own limits: layers point one way, files and functions stay small."""

from __future__ import annotations

import ast
import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("code")

# Folder -> what it may import from the package. `render` and `review` know `read`, never the other way.
LAYERS = {
    "": {
        "cli",
        "commands",
        "comment",
        "finding",
        "git",
        "malform",
        "output",
        "processes",
        "prose",
        "read",
        "records",
        "render",
        "report",
        "resources",
        "review",
        "revision",
    },
    "commands": {
        "commands",
        "comment",
        "editing",
        "finding",
        "gitdiff",
        "incremental",
        "malform",
        "output",
        "papers",
        "read",
        "received",
        "records",
        "registers",
        "render",
        "report",
        "review",
        "revision",
        "samling",
        "serving",
        "site",
        "tables",
        "writing",
        "yearly",
    },
    "malform": {"finding", "malform", "read", "resources"},
    "editing": {
        "editing",
        "finding",
        "output",
        "prose",
        "read",
        "received",
        "records",
        "render",
        "resources",
        "samling",
        "tables",
        "writing",
    },
    "preview": {"finding", "preview", "prose", "read", "records", "render", "resources"},
    "drafts": {"drafts", "finding", "git", "output", "read", "records", "review"},
    "serving": {
        "drafts",
        "editing",
        "finding",
        "malform",
        "preview",
        "read",
        "records",
        "render",
        "resources",
        "review",
        "serving",
    },
    "incremental": {"finding", "read", "resources", "revision"},
    "papers": {"papers", "prose", "read", "records", "render", "review"},
    "prose": {"prose", "records"},
    "read": {"finding", "prose", "read", "records", "resources"},
    "received": {
        "finding",
        "prose",
        "read",
        "received",
        "records",
        "render",
        "resources",
        "review",
        "writing",
    },
    "registers": {"read", "records", "registers", "render", "review", "tables"},
    "render": {"finding", "processes", "prose", "read", "records", "render", "resources"},
    "site": {
        "finding",
        "output",
        "papers",
        "prose",
        "read",
        "records",
        "registers",
        "render",
        "resources",
        "review",
        "site",
    },
    "yearly": {"read", "records", "render", "yearly", "writing", "prose"},
    "tables": {
        "finding",
        "prose",
        "read",
        "received",
        "records",
        "render",
        "resources",
        "review",
        "tables",
        "writing",
    },
    "writing": {"read", "writing"},
    "samling": {"finding", "output", "read", "render", "resources", "samling"},
    "review": {
        "finding",
        "git",
        "malform",
        "output",
        "processes",
        "prose",
        "read",
        "records",
        "render",
        "report",
        "resources",
        "review",
    },
}
# Folder -> its rooms, lowest first: each knows those before it, and the folder's own modules know them all.
ROOMS = {
    "site": ("gathered", "printed"),
    "render": ("words", "charts", "drawings", "edition", "pages", "web", "word"),
    "review": ("compare", "sides", "report", "redline", "faces"),
}
# Each of these is used by these modules only: one reads YAML and two ask it where things stand, one calls
# typst, one opens a finished PDF, one starts programs.
SOLE_USERS = {
    "yaml": ["read/text/strict_yaml.py", "writing/edits.py", "writing/places.py"],
    "typst": ["render/pages/typst.py"],
    "pikepdf": ["render/pages/leftward.py", "render/pages/pdf.py"],
    "subprocess": ["processes.py"],
}
LONGEST_FILE, LONGEST_FUNCTION = 350, 50
MOST_MODULES = 13
"""In one folder, its own `__init__` included."""
CROWDED = {
    "handlingsprogram/read/rules",
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


def test_rooms_know_only_what_is_below_them(modules: dict[str, ast.Module]) -> None:
    for folder, rooms in ROOMS.items():
        storeys = {f"{folder}/{room}": storey for storey, room in enumerate(rooms)} | {folder: len(rooms)}
        inside = {
            name: "/".join(name.split("/")[:-1][:2]) for name in modules if name.startswith(f"{folder}/")
        }
        for name, room in inside.items():
            for other in set(imported(modules[name], modules)) & set(inside):
                assert storeys[inside[other]] <= storeys[room], f"{name} -> {other}"


def test_no_modules_import_each_other(modules: dict[str, ast.Module]) -> None:
    known = {name: set(imported(module, modules, types=False)) for name, module in modules.items()}
    reached = {name: reach(name, known) for name in known}
    circles = {
        frozenset(other for other in found if name in reached[other])
        for name, found in reached.items()
        if name in found
    }
    assert not circles


def imported(module: ast.Module, modules: dict[str, ast.Module], *, types: bool = True) -> Iterator[str]:
    """Give the package's modules that a module imports, those for types only where asked for."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if types or not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "handlingsprogram":
            path = (node.module or "").replace(".", "/").partition("/")[2]
            for name in node.names:
                inside = f"{path}/{name.name}".lstrip("/")
                files = (f"{inside}.py", f"{inside}/__init__.py", f"{path}.py", f"{path}/__init__.py")
                yield next((file for file in files if file in modules), "__init__.py")


def reach(name: str, known: dict[str, set[str]]) -> set[str]:
    """Return all that a module imports, and what that imports."""
    found: set[str] = set()
    new = known[name]
    while new:
        found |= new
        new = {further for other in new for further in known[other]} - found
    return found


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
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files = [path for path in found if path.suffix not in {".pyc", ".woff2"}]
    years = [path.parent.name for path in (root / "content").glob("*/program.yaml")]
    assert len(files) > 30
    for path in [*files, root / "build.py"]:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in [*years, "Osloregionen"] if word in text], path


def test_a_face_says_nothing_of_its_own(modules: dict[str, ast.Module]) -> None:
    said = []
    for name, module in modules.items():
        if name.startswith("review/faces/"):
            nodes = list(ast.walk(module))
            docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            strings = (
                node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings
            )
            texts = (str(node.value) for node in strings)
            said += [text for text in texts if re.search(r"[a-zæøå]{2,} [a-zæøå]{2,}", text)]
    # What no other face has to say: there is always room elsewhere.
    assert [text for text in said if "plass" not in text] == []


def test_a_group_of_tests_is_one_to_those_who_share_them_out(request: pytest.FixtureRequest) -> None:
    """If it were not, everything that a module builds would be built by each worker, without a word."""
    is_shared_out = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@code") is is_shared_out


def test_what_a_module_builds_is_built_by_one_worker(root: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py")}
    builders = {
        path for path, text in texts.items() if re.search(r"fixture\(scope=.(?:module|session)", text)
    }
    assert len(builders) > 30
    assert not {
        path for path in builders if not re.search(r"^pytestmark = .*xdist_group", texts[path], re.MULTILINE)
    }
