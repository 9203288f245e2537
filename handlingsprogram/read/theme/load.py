"""Read tema.yaml with what lies beside it: the logo, and fonts of an organisation's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Position, has_errors
from handlingsprogram.read import plain_text
from handlingsprogram.read.files import exists, read_valid
from handlingsprogram.read.folders import FONTS
from handlingsprogram.read.theme import contrast, looks

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Tree


def load_theme(path: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Read colours, fonts and measures.

    Args:
        path: tema.yaml.

    Returns:
        The whole theme as plain data, what the file leaves out as its look has it, or None where it has
        errors; and the findings. Its `logo`, where it has one, is a `Logo`; `skriftfiler` are the fonts that
        lie beside it (`Skriftfil`), where there are any; `skriftsteder` is where its fonts are said.
    """
    if not exists(path):
        message = "filen mangler; den gir farger, skrifter og mål til dokumentene"
        return None, [Finding(Position(path.as_posix(), 1, 1), "fil-mangler", message)]
    tree, findings = read_valid(path, "tema", path.parent)
    if not tree or has_errors(findings):
        return None, findings
    theme = looks.theme(tree.data)
    theme["skriftsteder"] = {key: tree.position(("skrift", key)) for key in theme["skrift"]}
    findings += contrast.check(theme["farger"], tree, ())
    findings += plain_text.marks("tema", tree)
    for found, amiss in (_logo(tree, path.parent), _fonts(path.parent)):
        theme |= found
        findings += amiss
    return (None if has_errors(findings) else theme), findings


def _logo(tree: Tree, folder: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Return a theme's logo, read, and what is wrong with that."""
    data = tree.data.get("logo")
    if not data:
        return {}, []
    from handlingsprogram.read.theme.logo import logo

    shown, findings = logo(folder, data, tree.position(("logo", "fil")))
    return ({"logo": shown} if shown else {}), findings


def _fonts(folder: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Return the fonts that lie beside a theme, and what is wrong with those."""
    if not exists(folder / FONTS):
        return {}, []
    from handlingsprogram.read.theme import own_fonts

    files, findings = own_fonts.read(folder)
    return {"skriftfiler": files}, findings
