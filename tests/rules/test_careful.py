"""What careful authors write gives no finding, in a draft and once adopted; its like from drafts does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.render.checked import read_shared, read_years
from tests.read.helpers import ROOT
from tests.rules import careful

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding

BOTH = pytest.mark.parametrize(("year", "language"), [(2026, "nb-NO"), (2027, "nn-NO")])


def found(content: Path, year: int, language: str, status: str = "utkast") -> list[Finding]:
    """Write the year that the words make now; return what is found in it."""
    shutil.copy(ROOT / "content/tema.yaml", content)
    careful.write(content, year, language, status)
    shared, findings = read_shared(content)
    [(_, here)] = read_years([content / str(year)], shared)
    return findings + here


def told(content: Path, finding: Finding) -> str:
    lines = (content / finding.position.file).read_text(encoding="utf-8").split("\n")
    return f"{finding.rule}: {finding.message} | {lines[finding.position.line - 1].strip()}"


@pytest.mark.parametrize("status", ["utkast", "vedtatt"])
@BOTH
def test_careful_writing_gives_no_finding(tmp_path: Path, year: int, language: str, status: str) -> None:
    assert [told(tmp_path, finding) for finding in found(tmp_path, year, language, status)] == []


def test_the_corpus_is_wide() -> None:
    words = [*careful.PROSE["nb-NO"], *careful.PROSE["nn-NO"], *careful.PLAIN, *careful.TITLES]
    assert len(words) == len(set(words)) > 100


@BOTH
def test_what_drafts_leave_gives_one_finding_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int, language: str
) -> None:
    texts = careful.CARELESS[language]
    monkeypatch.setitem(careful.PROSE, language, tuple(text for text, _ in texts))
    findings = [finding for finding in found(tmp_path, year, language) if finding.rule.startswith("utkast-")]
    begins = [said for _, said in texts]
    assert [finding.message[: len(said)] for finding, said in zip(findings, begins, strict=True)] == begins


def test_what_claims_to_be_this_year_s_and_is_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(careful, "COLUMNS", careful.OLD_COLUMNS)
    monkeypatch.setattr(careful, "TITLES", careful.OLD_TITLES)
    findings = found(tmp_path, 2026, "nb-NO")
    assert {finding.rule for finding in findings} == {"utkast-årstall"}
    said = "«{}» er fra et tidligere budsjett; rett årstallet"
    assert sorted(finding.message for finding in findings) == sorted(
        [f"kolonnen {said.format(title)}" for title in careful.OLD_COLUMN]
        + [f"overskriften {said.format(title)}" for title in careful.OLD_TITLES]
    )
