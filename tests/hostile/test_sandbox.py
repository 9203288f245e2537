"""Were code to get through all the same, pandoc and typst would find nothing to read and nobody to call."""

from __future__ import annotations

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.pages import typst

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"hemmelig-1234"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "hemmelig.txt"
    file.write_bytes(SECRET)
    return file


def tree(block: object) -> bytes:
    """Return a document of one block, as pandoc's JSON."""
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [block]}).encode()


def test_pandoc_puts_no_file_of_the_machine_into_a_word_file(secret: Path) -> None:
    picture = {"t": "Image", "c": [["", [], []], [{"t": "Str", "c": "x"}], [str(secret), ""]]}
    content = pandoc.write_docx(tree({"t": "Para", "c": [picture]}), 0)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert SECRET not in b"".join(map(package.read, package.namelist()))


def test_pandoc_puts_no_file_of_the_machine_into_a_text(secret: Path) -> None:
    text = pandoc._run(["-f", "rst", "-t", "plain"], f".. include:: {secret}\n".encode())
    assert SECRET not in text


@pytest.mark.parametrize(
    "html",
    [
        '<table><tr><td><iframe src="{}"></iframe></td></tr></table>',
        '<table><tr><td><img src="{}" alt="x"></td></tr></table>',
    ],
)
def test_pandoc_puts_no_file_of_the_machine_into_what_it_writes_together(secret: Path, html: str) -> None:
    formats = ["json", "typst", "html"]
    with ThreadPoolExecutor() as pool:
        for address in (secret.as_uri(), str(secret)):
            written = pandoc.translate(html.format(address), formats, pool)
            assert not [name for name in formats if SECRET in written[name].result()]


READS = ('#read("{}")', '#image("{}")', '#include "{}"', '#import "{}": *', '#plugin("{}")', '#json("{}")')


@pytest.mark.parametrize("call", READS)
@pytest.mark.parametrize("up", [0, 1, 12], ids=["by its name", "beside the folder", "above all"])
def test_typst_sees_only_the_files_that_it_was_given(secret: Path, call: str, up: int) -> None:
    path = "../" * up + str(secret).lstrip("/") if up else str(secret)
    with pytest.raises(RuntimeError):
        typst._once(call.format(path), {}, format="pdf")


def test_typst_sees_the_files_that_it_was_given() -> None:
    assert typst._once('#read("x.txt")', {"x.txt": b"x"}, format="pdf").startswith(b"%PDF")
