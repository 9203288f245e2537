"""A secretariat's year with the real content: each step is one command, and every output is read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.writing import values
from tests.conftest import ROOT
from tests.documents.readers import read_docx, read_html, read_markdown, squeeze
from tests.shared import as_siri

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("whole-year")

STATUSES = ROOT / "tests" / "papers" / "status"
NEW = "      - {id: felles-turkart, tekst: Felles turkart, partnere: [KS], resultatmål: [Et kart]}\n\n"
STAFF = "Sekretariatet har ved inngangen til året fire ansatte."


@dataclass
class Secretary:
    """Somebody who works in a folder, and whose commands are counted."""

    folder: Path
    commands: list[str] = field(default_factory=list)

    def __call__(self, *arguments: str) -> None:
        """Run a command of the tool, which must succeed."""
        self.commands.append(arguments[0])
        assert cli.main(arguments) == cli.GOOD, arguments

    def commit(self, message: str) -> None:
        for arguments in (("add", "content"), ("commit", "--quiet", "--message", message)):
            subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True)

    def year(self, year: int) -> Program:
        program, _ = load(self.folder / "content" / str(year))
        assert program
        return program

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / "content" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def secretary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Secretary:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    as_siri(monkeypatch)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], check=True)
    someone = Secretary(tmp_path)
    someone.commit("2021 og 2025")
    return someone


def test_a_year_is_carried_from_the_draft_to_the_next_one(secretary: Secretary) -> None:
    secretary("nytt-år", "2026", "--skriv")
    write_the_programme(secretary)
    secretary.commit("Programmet for 2026")

    secretary("saksfremlegg", "2026", "--format", "docx")
    assert_the_board_reads_what_was_written()

    accept_what_still_holds(secretary)
    secretary(
        "vedta", "2026", "--dato", "2025-12-17", "--organ", "representantskapet", "--sak", "31/25", "--skriv"
    )
    assert secretary.year(2026).omslag.undertittel == "Vedtatt av representantskapet 17.12.2025"

    assert_the_documents_are_adopted(secretary)
    for day, other in (("2026-07-31", "2025-07-31"), ("2026-12-31", "2025-12-31")):
        write_a_status(secretary, day, STATUSES / f"{other}.yaml")
    secretary("status", "2026", "--format", "md")
    report = " ".join(read_markdown(Path("out/status-2026-12-31.md")).words)
    assert "8 ✓ ferdig" in report
    assert "Felles turkart" in report
    secretary("status", "2026", "--fra", "2026-07-31", "--format", "md")
    assert "tiltak endret" in squeeze(
        Path("out/status-2026-12-31-fra-2026-07-31.md").read_text(encoding="utf-8")
    )
    secretary.commit("Status for 2026")

    secretary("nytt-år", "2027", "--skriv")
    old, new = (secretary.year(year) for year in (2026, 2027))
    gone = {one.id for one in old.tiltak()} - {one.id for one in new.tiltak()}
    assert len(gone) == 10
    assert "felles-turkart" not in gone
    assert new.budsjett
    carried = new.budsjett.tabeller[0].rader[2]
    assert carried.tall["budsjett-2026"] == 7100
    assert carried.samme_som == {"budsjett-2026": "2026/kontingenter/budsjett-2026"}
    secretary("check", "2026", "2027")
    secretary("nettsted")
    assert_the_public_finds_it()
    assert secretary.commands == [
        *("nytt-år", "saksfremlegg", "vedta", "build", "status", "status", "nytt-år", "check", "nettsted"),
    ]


def write_the_programme(secretary: Secretary) -> None:
    """Do what `check` lists: the figures, the amounts in the text, and what the year brings."""
    budget = secretary.folder / "content" / "2026" / "budsjett.yaml"
    text = budget.read_text(encoding="utf-8")
    text = re.sub(
        r"(\{budsjett-2025: (\d+).*)", lambda line: line[1].replace(f" {MANGLER}", f" {line[2]}"), text
    )
    text = text.replace(
        "prognose-2025: 6987, budsjett-2026: 6987", "prognose-2025: 6987, budsjett-2026: 7100"
    )
    before, post, after = text.partition("- id: prosjekt-best")
    text = before + post + after.replace("budsjett-2026: 250", "budsjett-2026: 270", 1)
    budget.write_text(text.replace(f" {MANGLER}", " 0"), encoding="utf-8")
    area = "2026/innsatsomrader/by-og-regionutvikling.yaml"
    secretary.edit(area, "      - id: byutvikling-webinarer\n", f"{NEW}      - id: byutvikling-webinarer\n")
    secretary.edit(area, "innholdstittel: By -og regionutvikling\n", "")
    secretary.edit("2026/kapitler/innsatsomradene.yaml", "innholdstittel: Innsatsområder\n", "")
    chapter = "2026/kapitler/budsjett.yaml"
    secretary.edit(chapter, "vil sekretariatet flytte", "har sekretariatet flyttet")
    secretary.edit(chapter, "Sekretariat er ved inngangen til 2025 fire ansatte.", STAFF)
    _, findings = load(secretary.folder / "content" / "2026")
    amounts = [one for one in findings if one.rule == "budsjett-beløp"]
    assert amounts
    for finding in amounts:
        said, right = re.findall(r"«([^»]+)» gjengir .* avrundet på samme måte ([\d.,]+)", finding.message)[0]
        path = secretary.folder / finding.position.file
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole.replace(said, re.sub(r"\d[\d.,]*", right, said, count=1), 1), encoding="utf-8")
    _, findings = load(secretary.folder / "content" / "2026")
    assert not [one for one in findings if one.severity == "feil"]


def assert_the_public_finds_it() -> None:
    """The site has the adopted years, the new measure with its status, and not the draft."""
    site = Path("out/nettsted")
    front = " ".join(read_html(site / "index.html").words)
    assert front.index("Handlingsprogram 2026") < front.index("Handlingsprogram 2025")
    assert "2027" not in front
    page = " ".join(read_html(site / "2026" / "tiltak" / "felles-turkart" / "index.html").words)
    assert "Felles turkart" in page
    assert "i rute" in page
    assert (site / "2026" / "handlingsprogram-2026.pdf").exists()


def assert_the_documents_are_adopted(secretary: Secretary) -> None:
    secretary("build", "2026", "--format", "md,docx")
    markdown = squeeze(Path("out/handlingsprogram-2026.md").read_text(encoding="utf-8"))
    assert MANGLER not in markdown
    assert "Felles turkart" in markdown
    word = " ".join(read_docx(Path("out/handlingsprogram-2026.docx")).words)
    assert "Vedtatt av representantskapet 17.12.2025" in word


def accept_what_still_holds(secretary: Secretary) -> None:
    """Say of each sentence that is last year's that it holds: before that, nobody can adopt it."""
    adoption = ["--dato", "2025-12-17", "--organ", "representantskapet", "--skriv"]
    assert cli.main(["vedta", "2026", *adoption]) == cli.CONTENT_ERRORS
    year = secretary.folder / "content" / "2026"
    _, findings = load(year)
    entries = []
    for one in findings:
        if one.rule == "utkast-uendret":
            path = Path(one.position.file)
            line = path.read_text(encoding="utf-8").splitlines()[one.position.line - 1]
            entry = {"regel": one.rule, "fil": path.relative_to(year).as_posix()}
            words = line.strip().removeprefix("tittel: ").removeprefix("tekst: ")
            entries.append({**entry, "tekst": words, "begrunnelse": "Stemmer fortsatt."})
    assert len(entries) == 10
    accepted = values.lines({"godtatt": entries}, 0)
    file = secretary.folder / "content" / "2026" / "godtatt.yaml"
    file.write_text("\n".join([*accepted, ""]), encoding="utf-8")
    _, findings = load(secretary.folder / "content" / "2026")
    assert [one for one in findings if one.rule.startswith(("godtatt", "utkast")) and not one.accepted] == []
    secretary.commit("Det som står fra i fjor, stemmer")


def write_a_status(secretary: Secretary, day: str, other: Path) -> None:
    """Begin a status with the tool's own, and fill it in as the year before went."""
    folder = secretary.folder / "content" / "2026" / "status"
    folder.mkdir(exist_ok=True)
    own = "  felles-turkart:\n    status: i-rute\n    gjort: Kartgrunnlaget er kjøpt inn.\n"
    text = other.read_text(encoding="utf-8").replace("2025", "2026")
    head, measures, rest = text.partition("tiltak:\n")
    (folder / f"{day}.yaml").write_text(f"{head}{measures}{own}{rest}", encoding="utf-8")


def assert_the_board_reads_what_was_written() -> None:
    folder = Path("out/saksfremlegg-2026")
    case = " ".join(read_docx(folder / "saksfremlegg-2026.docx").words)
    assert "30 tiltak videreført, 1 nytt tiltak, 0 tiltak avsluttet" in case
    assert "Felles turkart" in case
    note = " ".join(read_docx(folder / "vedlegg-2-budsjettnotat-2026.docx").words)
    assert STAFF in note
    assert "7 100" in note.replace("\u00a0", " ")
    assert (folder / "vedlegg-3-endringer.docx").stat().st_size > 20_000
