"""The comment on a pull request: what it says, that it fits, and that nothing in it does anything."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handlingsprogram.comment import COMPARED, FINDINGS, comment, harmless
from handlingsprogram.review import faces
from tests.review.helpers import real

if TYPE_CHECKING:
    from pathlib import Path

RUN = "https://github.com/o/r/actions/runs/1"
GITHUBS_LIMIT = 65_536


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / COMPARED).touch()
    return tmp_path


def shown(markdown: str) -> str:
    """Return the page that Markdown becomes, without characters of no width."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return re.sub(r"\s+", " ", unescape(page).replace("\u200b", ""))


def report() -> str:
    text = faces.render("md", real())
    assert isinstance(text, str)
    return text


def test_a_report_is_shown_as_it_is_with_the_way_to_the_documents(folder: Path) -> None:
    (folder / "2025.md").write_text(report(), encoding="utf-8")
    text = comment(folder, RUN)
    assert shown(text).startswith(shown(report()).rstrip())
    assert text.endswith(f"\n[PDF, Word, nettsider og rapporter ligger ved kjøringen]({RUN}).\n")
    assert RUN not in comment(folder)


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_however_many_years_it_fits_with_every_summary_first(count: int, folder: Path) -> None:
    for year in range(2000, 2000 + count):
        (folder / f"{year}.md").write_text(report().replace("2025", str(year)), encoding="utf-8")
    text = comment(folder, RUN)
    assert len(text.encode("utf-16-le")) // 2 <= GITHUBS_LIMIT - 100
    assert text.count("<details>") == text.count("</details>")
    assert text.count("<summary>") == text.count("</summary>")
    heads = re.findall(r"## Endringer fra 2021 til (\d+)", text)
    assert heads == [str(year) for year in range(2000, 2000 + count)]
    if count > 1:
        assert text.rindex("## Endringer fra 2021") < text.index("<details>")
        assert re.findall(r"Alle endringer i (\d+) \(\d+ endringer\)", text) == heads
        assert (
            len(re.findall(r"\*\*Det er ikke plass til resten her: \d+ endringer\.\*\*", text)) >= count - 1
        )


def test_no_change_is_said(folder: Path) -> None:
    assert comment(folder) == "Ingen av programmene er endret.\n"


def test_a_run_that_stopped_early_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "borte"):
        assert comment(place, RUN) == (
            f"## Dokumentene er ikke bygd\n\nKjøringen stoppet før de var ferdige: [kjøringen]({RUN}).\n"
        )


# --- Errors in the content -----------------------------------------------------------------------


def test_errors_are_told_as_check_prints_them_and_win_over_reports(folder: Path) -> None:
    finding = "content/2025/program.yaml:1:1: feil: «a» [skjema-type]\n  1 | år: a\n    |     ^"
    (folder / FINDINGS).write_text(f"{finding}\n1 feil, 0 advarsler, 0 merknader\n", encoding="utf-8")
    (folder / "2025.md").write_text(report(), encoding="utf-8")
    assert comment(folder, RUN) == (
        "## Innholdet har feil\n\n"
        f"Dokumentene er ikke bygd: [kjøringen]({RUN}). Rett dette, og legg inn endringen:\n\n"
        f"```text\n{finding}\n1 feil, 0 advarsler, 0 merknader\n```\n"
    )


def test_the_workflow_keeps_what_check_found_for_the_comment(root: Path, tmp_path: Path) -> None:
    workflow = yaml.safe_load((root / ".github/workflows/handlingsprogram.yml").read_text(encoding="utf-8"))
    [script] = [
        step["run"] for step in workflow["jobs"]["documents"]["steps"] if FINDINGS in step.get("run", "")
    ]
    shutil.copytree(root / "content/2025", tmp_path / "content/2025")
    shutil.copy(root / "content/tema.yaml", tmp_path / "content")
    (tmp_path / "content/2025/kapitler/rammer.yaml").write_text("id: rammer\ntitel: x\n", encoding="utf-8")
    script = script.replace(".venv/bin/python build.py", f"{sys.executable} {root / 'build.py'}")
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, check=True)
    text = comment(tmp_path / "out/kommentar")
    assert "content/2025/kapitler/rammer.yaml:2:1: feil: ukjent nøkkel «titel»; mente du «tittel»?" in text
    assert re.search(r"^\d+ feil, 0 advarsler, \d+ merknader", text, re.MULTILINE)


def test_nothing_gets_out_of_the_block_of_findings(folder: Path) -> None:
    (folder / FINDINGS).write_text(
        "a\n````\n@alle [x](http://e.no)\n```\r```` \x1b[31m\u202e", encoding="utf-8"
    )
    text = comment(folder)
    [block] = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "fence"]
    assert "@alle" in block.content
    assert text.endswith("\n```````\n")
    assert not set("\x1b\r\u202e") & set(text)


@pytest.mark.parametrize("years", [["2025"], ["2024", "2025"], [str(year) for year in range(1000, 1300)]])
def test_a_text_made_to_swell_does_not_keep_the_comment_away(years: list[str], folder: Path) -> None:
    for year in years:
        (folder / f"{year}.md").write_text("## x\n\n### a\n" + "<details>\n" * 20_000, encoding="utf-8")
    assert 0 < len(comment(folder, RUN)) < GITHUBS_LIMIT


def test_most_findings_are_counted(folder: Path) -> None:
    (folder / FINDINGS).write_text("feil\n" * 1000, encoding="utf-8")
    assert f"\n```\n\n… og 850 linjer til: [kjøringen]({RUN}).\n" in comment(folder, RUN)
    (folder / FINDINGS).write_text("å" * 900_000, encoding="utf-8")
    assert len(comment(folder)) < GITHUBS_LIMIT


# --- What a stranger may write -------------------------------------------------------------------

WORSE = {
    "a name": "hei @alle og \\@alle og &#64;alle og &commat;alle",
    "a link": "[se her](http://ond.no) ![](http://ond.no) [x][y]\n\n[y]: http://ond.no\n[se her]: <//ond.no>",
    "an address": "http://ond.no https://ond.no www.ond.no mailto:a@ond.no <https://ond.no> HTTPS://ond.no",
    "an issue": "fixes #1, closes GH-1, o/r#1, &#35;1 \\#1 https://github.com/o/r/issues/1 &#x23;1",
    "html": "<img src=x onerror=y> <a href='x'>x</a> <script>1</script> <!-- a --> &lt;b> \\\\<b>",
    "code": "`a` ```mermaid\nb\n``` ~~~ `` ` ``",
    "an address after an underscore": "\\_www.ond.no _www.ond.no_ _http://ond.no_",
    "an issue in other dress": "_GH-12_ GH\\-12",
    "a commit": "deadbeef1 1234567 da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "a direction": "a\u202eb &#8238;c",
    "a formula": "$\\href{http://ond.no}{x}$ $$a$$",
}
DOES = re.compile(
    r"@\w|#\d|GH\\?-\d|\w+://|www\.|mailto:|[\da-f]{7}|\u202e|<(?!/?(details|summary)>)[a-z!/]|[&`\[\]$]|~~~"
)
LETTERS = re.compile(r"&#(?:36|38|60|91|93|96|126|8203);")
"""What is written so is shown and nothing else."""
ACTIVE = {"link_open", "image", "code_inline", "fence", "html_inline"}


@pytest.mark.parametrize("name", WORSE)
def test_nothing_that_does_anything_is_left(name: str) -> None:
    text = harmless(f"<details><summary>{WORSE[name]}</summary>\n\n{WORSE[name]}\n</details>")
    assert not DOES.search(LETTERS.sub("¤", text)), text
    assert not tokens(text) & (ACTIVE - {"html_inline"})


@given(st.text(st.sampled_from("\\`[]()<>&#;:@!$/ \nagw.1364xdtils-"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_mixture_of_signs_becomes_more(text: str) -> None:
    assert not tokens(re.sub(r"</?(details|summary)>", "", harmless(text))) & (ACTIVE | {"html_block"})


def tokens(markdown: str) -> set[str]:
    blocks = MarkdownIt("commonmark").parse(markdown)
    return {token.type for block in blocks for token in (block, *(block.children or ()))}


def test_a_link_to_a_file_of_the_machine_is_not_followed(folder: Path) -> None:
    secret = folder / "hemmelig"
    secret.write_text("Hemmelig", encoding="utf-8")
    (folder / "2025.md").symlink_to(secret)
    (folder / FINDINGS).symlink_to(secret)
    assert "Hemmelig" not in comment(folder)


def test_it_runs_with_nothing_but_python(folder: Path, root: Path) -> None:
    command = [sys.executable, "-S", "-m", "handlingsprogram.comment", str(folder), RUN]
    result = subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert result.stdout.decode() == comment(folder, RUN)
