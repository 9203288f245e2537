"""Every word that the tool's messages, its help and its schemas' descriptions have."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_MESSAGES = {
    "malform/nynorsk.py",
    "read/rules/debris.py",
    "received/file/word/body.py",
    "render/charts/drawing.py",
    "render/pages/fonts.py",
    "render/web/html.py",
}
"""Modules whose strings are patterns, or names of fonts, or parts of pages."""
_NO_PATTERN = re.compile(r"«[^«»]*»|\[\^\{\}\]|\*\*")
"""What stands in messages, and looks like one: what they quote, footnotes, emphasis."""
_NOT_TOLD = {f"{name}.schema.json" for name in ("data", "endringer", "funn", "register")}
"""Schemas of what the tool writes."""
_PATTERN = re.compile(r"[\\^$*]|\(\?|^\[|=|;$")
_WORD = re.compile(r"(?<![\w./-])[^\W\d_]+(?![\w/-]|\.\w)")


@cache
def messages() -> tuple[str, ...]:
    """Return all that the tool may say, with {} where something is filled in."""
    package = ROOT / "handlingsprogram"
    found = [
        text
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).as_posix() not in _NO_MESSAGES
        for text in _strings(path)
        if not _PATTERN.search(_NO_PATTERN.sub("", text))
    ]
    for path in sorted((ROOT / "templates" / "html").rglob("*.j2")):
        found += re.findall(r"""\bsi\(["']([^"']+)["']\)""", path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.json")):
        if path.name not in _NOT_TOLD:
            found += _descriptions(json.loads(path.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(found))


def words(text: str) -> list[str]:
    """Return the words of a message, in small letters, those that it quotes left out."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"«[^«»]*»", " ", text)
    return [word.casefold() for word in _WORD.findall(re.sub(r"\{[^}]*\}", "{}", text))]


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            apart |= {
                id(inner)
                for part in node.values
                if isinstance(part, ast.FormattedValue) and part.format_spec
                for inner in ast.walk(part.format_spec)
            }
    for node in ast.walk(tree):
        if id(node) in apart:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _descriptions(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [text for part in schema for text in _descriptions(part)]
    if not isinstance(schema, dict):
        return []
    own = [text] if isinstance(text := schema.get("description"), str) else []
    return own + [text for key, part in schema.items() if key != "enum" for text in _descriptions(part)]
