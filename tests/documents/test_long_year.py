"""A long programme is read in parts and laid out apart: it says the same, and takes little more memory."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.formats import FORMATS
from handlingsprogram.render.pages import layout
from tests.conftest import ROOT, build
from tests.long_year import EDITED, LONG, write
from tests.memory import cost

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("long_year")
"""One worker makes what they share."""

MEASURES = 500


def test_a_programme_in_parts_is_the_same_as_in_one(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "LONGEST", 6000)
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


def test_what_is_not_measured_is_laid_out_as_if_it_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells that are plainly small are spared the measuring; long words and tall rows are among these."""
    write(tmp_path, 5, full=True)
    area = tmp_path / "content" / LONG / "innsatsomrader" / "omrade-0.yaml"
    more = ""
    for sign, words in (("regionutviklingsprogram", "ord "), ("i", "ORDET VÅRT ")):
        for size in range(14, 151, 17):
            word = (sign * size)[:size]
            more += f"      - id: {sign[0]}-{size}\n        tekst: {word} {word[9:]}_a {words * size}.\n"
            more += f"        partnere:\n          - {word}\n"
            more += f"        resultatmål:\n          - {words * (size // 2)}\n"
    area.write_text(area.read_text(encoding="utf-8") + more, encoding="utf-8")
    command = (LONG, "--format", "pdf")
    spared = build(tmp_path / "content", tmp_path / "spared", *command)
    monkeypatch.setattr(layout, "_size", lambda _html: (999, 999, 99999, 99))
    measured = build(tmp_path / "content", tmp_path / "measured", *command)
    name = f"handlingsprogram-{LONG}.pdf"
    assert (spared / name).read_bytes() == (measured / name).read_bytes()


@pytest.mark.parametrize(
    ("most", "command"),
    [
        (350, ["build", LONG]),
        (500, ["diff", LONG, EDITED, "--format", "docx", "--out", "rapport.docx"]),
    ],
    ids=["build", "report"],
)
def test_a_long_year_takes_little_memory(most: int, command: list[str], tmp_path: Path) -> None:
    """Megabytes of all processes at one moment; with the whole text in one process 525 and 970 of them."""
    write(tmp_path, MEASURES)
    taken = cost([sys.executable, str(ROOT / "build.py"), *command], tmp_path)
    assert taken.code == 0
    assert taken.megabytes < most
