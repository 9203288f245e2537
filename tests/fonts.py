"""Cut the tool's own fonts for web pages: `make skrifter`. `documents/test_web_fonts.py` holds them to it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from handlingsprogram.render.pages.fonts import SHIPPED
from handlingsprogram.render.web import font_cuts
from handlingsprogram.render.web.fonts import CUTS, FOLDER, file_name
from handlingsprogram.resources import resource_folder


def cut_anew() -> dict[str, bytes]:
    """Return all cuts by the names of their files."""
    made = {}
    for family, package in SHIPPED.items():
        spec = find_spec(package)
        assert spec
        assert spec.origin
        folder = Path(spec.origin).parent / "files"
        # TrueType first, which is smaller where a font has both; and no variable one beside those.
        files = [*sorted(folder.glob("*.ttf")), *sorted(folder.glob("*.otf"))]
        contents = tuple(file.read_bytes() for file in files if "Variable" not in file.name)
        for one, content in font_cuts.cuts(family, contents, CUTS).items():
            made[file_name(family, one)] = content
    return made


if __name__ == "__main__":
    shown = resource_folder("templates") / FOLDER
    shown.mkdir(exist_ok=True)
    for name, content in cut_anew().items():
        (shown / name).write_bytes(content)
