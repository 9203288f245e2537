"""LibreOffice, asked to accept or reject all, comes to the same documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.readers import page_texts
from tests.redline.office import ACCEPT, OPEN, REJECT, content, run
from tests.redline.reports import CHANGED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.redline.reports import Report


def test_libreoffice_accepts_to_the_new_and_rejects_to_the_old(
    report_of: Callable[[str], Report], tmp_path: Path
) -> None:
    # One office for all: to start it takes longer than to let it work.
    jobs = []
    for pair in CHANGED:
        old, new = pair.split("-")
        made = report_of(pair)
        for name, file in ((old, made.old), (new, made.new), (pair, made.file)):
            (tmp_path / f"{name}.docx").write_bytes(file)
        jobs += [(ACCEPT, pair, f"{pair}-accepted"), (REJECT, pair, f"{pair}-rejected")]
    jobs += [(OPEN, name, f"{name}-plain") for name in {name for pair in CHANGED for name in pair.split("-")}]
    work = [(command, tmp_path / f"{name}.docx", tmp_path / f"{saved}.docx") for command, name, saved in jobs]
    laid_out = tmp_path / "2021-2025.pdf"
    *left, still = run([*work, (OPEN, tmp_path / "2021-2025.docx", laid_out)], tmp_path)
    assert set(left) == {0}, "changes are left"
    assert still > 500, "the report came without its changes"
    for pair in CHANGED:
        before, after = (content(tmp_path / f"{name}-plain.docx") for name in pair.split("-"))
        assert len(before) > 100
        accepted, rejected = (content(tmp_path / f"{pair}-{done}.docx") for done in ("accepted", "rejected"))
        front = accepted[: len(accepted) - len(after)]
        assert front[0][-1].startswith("Endringer ")
        assert accepted == [*front, *after], pair
        assert rejected == [*front, *before], pair
    first, cover, contents, *_ = page_texts(laid_out)
    assert "Endringer fra 2021 til 2025" in first
    assert "I alt 150" in first, "the page that sums up is more than one"
    assert "HANDLINGSPROGRAM 2025" in cover
    assert contents.endswith(" 2"), "the document's pages have other numbers than it has alone"
