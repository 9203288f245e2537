"""A short programme, for tests that do not care what is built."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.read.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """\
år: {year}
tittel: Prøveprogram
organisasjon: Prøverådet
status: utkast
dato: {year}-01-15
språk: nb-NO
omslag: {{tittel: Prøveprogram}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
kapitler: [kort]
"""


def write_year(content: Path, folder: str, chapter: str = "") -> Path:
    """Write a programme of one chapter, and the theme where there is none; return the chapter's file."""
    year = folder.rpartition("-")[2]
    file = content / folder / "kapitler/kort.yaml"
    file.parent.mkdir(parents=True)
    (content / folder / "program.yaml").write_text(PROGRAM.format(year=year), encoding="utf-8", newline="\n")
    text = f"id: kort\ntittel: Kort\n{chapter}"
    file.write_text(text, encoding="utf-8", newline="\n")
    if not (content / "tema.yaml").exists():
        shutil.copy2(ROOT / "content/tema.yaml", content)
        for logo in (ROOT / "content").glob("*.png"):
            shutil.copy2(logo, content)
    return file
