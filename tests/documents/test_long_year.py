"""A long programme is read in parts and laid out apart: it says the same, and takes little more memory."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.options import FORMATS
from handlingsprogram.render import pandoc, typst
from tests.conftest import ROOT, build
from tests.long_year import EDITED, LONG, write
from tests.memory import cost

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = 500


def test_a_programme_in_parts_is_the_same_as_in_one(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "LONGEST", 6000)
    monkeypatch.setattr(typst, "LONGEST", 6000)
    out = build(ROOT / "content", tmp_path / "out")
    for year in (2021, 2025):
        text = (out / f"handlingsprogram-{year}.md").read_text(encoding="utf-8")
        parts = list(pandoc.parts(text))
        assert len(parts) > 5
        assert "".join(parts) == text
        for ending in FORMATS:
            name = f"handlingsprogram-{year}.{ending}"
            assert (out / name).read_bytes() == (built / name).read_bytes(), name


def test_a_text_that_cannot_be_cut_is_one_part() -> None:
    assert list(pandoc.parts("x" * (pandoc.LONGEST + 1))) == ["x" * (pandoc.LONGEST + 1)]


def test_parts_are_cut_only_where_the_templates_begin_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "LONGEST", 1)
    text = (
        '# Tittel\n\n<!-- sideskift -->\n## <a id="a"></a>A\n\nEn.[^1]\n\n[^1]: Note.\n\n- x\n\n- y\n\n'
        '<!-- nytt -->\n- z\n\n<table class="tiltak">\n</table>\n\n<!-- tabellnote -->\nNote\n'
    )
    assert [part.strip().split("\n")[0] for part in pandoc.parts(text)] == [
        "# Tittel",
        "<!-- sideskift -->",
        "<!-- nytt -->",
        '<table class="tiltak">',
        "<!-- tabellnote -->",
    ]


@pytest.mark.parametrize(
    ("most", "command"),
    [
        (350, ["build", LONG]),
        (400, ["diff", LONG, EDITED, "--format", "docx", "--out", "rapport.docx"]),
    ],
    ids=["build", "report"],
)
def test_a_long_year_takes_little_memory(most: int, command: list[str], tmp_path: Path) -> None:
    """Megabytes of all processes at one moment; with the whole text in one process 500 and 800 of them."""
    write(tmp_path, MEASURES)
    taken = cost([sys.executable, str(ROOT / "build.py"), *command], tmp_path)
    assert taken.code == 0
    assert taken.megabytes < most
