"""Take the README's pictures of the web page, as a reader sees it. Run by `make pictures`.

Usage: python -m tests.pictures PAGE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.conftest import program_on_path

SCREENS: dict[str, tuple[int, Any, str]] = {
    "nettside": (1180, "light", "#budsjettrammer"),
    "nettside-telefon": (390, "dark", "#budsjettrammer"),
}
"""Name -> width, colour scheme, and the place of the page that is shown."""
HEIGHT = 844


def take(page: Path, folder: Path) -> None:
    """Write a picture of each screen."""
    with sync_playwright() as playwright:
        path = program_on_path("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, (width, scheme, place) in SCREENS.items():
            shown = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
            shown.goto(page.resolve().as_uri() + place)
            shown.screenshot(path=folder / f"{page.stem.rpartition('-')[2]}-{name}.png")
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
