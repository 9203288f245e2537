"""A site of the real programmes, with a status, as a user would make it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import lxml.html

from handlingsprogram import cli
from tests.conftest import ROOT
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

ADDRESS = "https://www.eksempel.no/program/"
DATE = "2025-07-31"
STATUS = """\
tiltak:
  jernbanesatsing:
    status: forsinket
    gjort: Holdt **to møter** om Rikstunnelen.
    resultat: Saken er løftet.
    avvik: Utredningen venter på tall, se [kapitlet](#transport-mobilitet).
    risiko: høy
"""


def content(folder: Path) -> Path:
    """Copy the real content, with a status of the newer programme."""
    copied = folder / "content"
    shutil.copytree(ROOT / "content", copied)
    status = copied / "2025/status"
    status.mkdir()
    (status / f"{DATE}.yaml").write_text(STATUS, encoding="utf-8")
    return copied


def publish(folder: Path, *arguments: str, code: int = cli.GOOD) -> Path:
    """Make the site of the content in a folder, below a folder of its own, and return it."""
    site = folder / "under/sti"
    places = ["--content", folder / "content", "--out", site, "--dokumenter", folder / "out"]
    assert cli.main(["nettsted", *map(str, places), *arguments]) == code
    return site


def whole(factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the content and the site of both programmes, which nobody may change."""

    def fill(folder: Path) -> None:
        content(folder)
        publish(folder, "--med-utkast", "--adresse", ADDRESS)

    return once(factory, "site", fill)


def pages(site: Path) -> Iterator[Path]:
    """Give every page of a site but the one for what is not there, whose links are the server's."""
    yield from (path for path in sorted(site.rglob("*.html")) if path.name != "404.html")


def parsed(path: Path) -> lxml.html.HtmlElement:
    """Read a page."""
    return lxml.html.document_fromstring(path.read_bytes())
