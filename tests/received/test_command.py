"""`fra-word`: what it shows, what it writes, and what it refuses, on the real content in a repository."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import RGBColor
from PIL import Image

from handlingsprogram import cli
from tests.conftest import ROOT
from tests.received.hand.xml import retyped
from tests.received.programmes import word_of
from tests.shared import as_siri

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("fra-word")

BUDGET = "content/2025/budsjett.yaml"
AREA = "content/2025/innsatsomrader/konkurransekraft.yaml"
MEASURE = "Faggruppen næringssamarbeid skal bidra til"


@pytest.fixture(scope="module")
def built() -> bytes:
    return word_of(ROOT / "content" / "2025")


@pytest.fixture(scope="module", autouse=True)
def siri() -> Iterator[None]:
    """Let Siri be the one who writes in git."""
    with pytest.MonkeyPatch.context() as patch:
        as_siri(patch)
        yield


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the content in git, which no test changes."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "content", folder / "content")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message", "Vedtatt")
    return folder


@pytest.fixture
def here(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it, where the command runs."""
    shutil.copytree(repository, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def saved(folder: Path, name: str, file: bytes) -> str:
    (folder / name).write_bytes(file)
    return name


POST = ("Møteutgifter administr. organer", "Møteutgifter administrative organer")
OTHER = ("Møteutgifter politiske organer", "Møteutgifter politiske utvalg")


def test_changes_are_shown_in_words_and_as_lines_and_nothing_is_written(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", retyped(built, *POST))
    assert cli.main(["fra-word", file]) == cli.GOOD
    out, err = capsys.readouterr()
    assert out.startswith("Endringer i Handlingsprogram 2025")
    assert "-        navn: Møteutgifter administr. organer\n" in out
    assert "+        navn: Møteutgifter administrative organer\n" in out
    assert err.splitlines()[-1] == "1 fil endres, 0 kan ikke bli innhold, 0 kommentarer, 0 konflikter"
    assert git(here, "status", "--porcelain") == "?? kari.docx\n"


def test_what_is_written_is_one_line_and_the_next_time_nothing(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", retyped(built, *POST))
    assert cli.main(["fra-word", file, "--skriv"]) == cli.GOOD
    assert git(here, "diff", "--numstat") == f"1\t1\t{BUDGET}\n"
    capsys.readouterr()
    assert cli.main(["fra-word", file, "--skriv"]) == cli.GOOD
    assert capsys.readouterr().err.splitlines()[-1] == "Ingen endringer i innholdet"


def test_files_with_changes_that_are_not_committed_are_not_written_over(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", retyped(built, *POST))
    with (here / BUDGET).open("a", encoding="utf-8") as stream:
        stream.write("# husk å spørre\n")
    before = (here / BUDGET).read_bytes()
    assert cli.main(["fra-word", file, "--skriv"]) == cli.WRONG_USE
    assert "content/2025/budsjett.yaml har endringer som ikke er lagret i git" in capsys.readouterr().err
    assert (here / BUDGET).read_bytes() == before


def test_it_works_without_git(here: Path, built: bytes) -> None:
    shutil.rmtree(here / ".git")
    file = saved(here, "kari.docx", retyped(built, *POST))
    assert cli.main(["fra-word", file, "--skriv"]) == cli.GOOD
    assert POST[1] in (here / BUDGET).read_text(encoding="utf-8")


def test_each_author_has_a_commit_on_a_branch_and_the_working_tree_stays(here: Path, built: bytes) -> None:
    both = retyped(
        retyped(retyped(built, *POST, "Ola Østby"), *OTHER, "Kari Nordmann"), "Kommunikasjon", "Medier"
    )
    file = saved(here, "styret.docx", both)
    assert cli.main(["fra-word", file, "--gren", "innspill"]) == cli.GOOD
    log = git(here, "log", "--format=%an: %s", "main..innspill").splitlines()
    assert log[-1] == "Siri Sekretær: Fra Word: uten sporing (styret.docx)"
    assert sorted(log[:-1]) == [
        "Kari Nordmann: Fra Word: Kari Nordmann (styret.docx)",
        "Ola Østby: Fra Word: Ola Østby (styret.docx)",
    ]
    assert git(here, "diff", "--numstat", "main", "innspill") == f"3\t3\t{BUDGET}\n"
    by_ola = git(here, "log", "--author=Ola", "--patch", "--format=", "innspill")
    assert POST[1] in by_ola
    assert OTHER[1] not in by_ola
    assert git(here, "status", "--porcelain") == "?? styret.docx\n"
    assert git(here, "branch", "--show-current") == "main\n"


def test_a_branch_is_never_one_that_is_there(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", retyped(built, *POST))
    for name, told in (
        ("main", "grenen «main» finnes"),
        ("to ord", "«to ord» kan ikke være navnet på"),
        ("", "«» kan ikke"),
    ):
        assert cli.main(["fra-word", file, "--gren", name]) == cli.WRONG_USE
        assert told in capsys.readouterr().err
    assert git(here, "log", "--format=%s", "--all") == "Vedtatt\n"


def test_what_somebody_has_tracked_can_be_left_out(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "styret.docx", retyped(retyped(built, *POST, "Ola"), *OTHER, "Kari"))
    assert cli.main(["fra-word", file, "--avvis-fra", "Ola", "--skriv"]) == cli.GOOD
    changed = git(here, "diff")
    assert OTHER[1] in changed
    assert POST[1] not in changed
    capsys.readouterr()
    assert cli.main(["fra-word", file, "--avvis-fra", "Olga"]) == cli.WRONG_USE
    assert "«Olga» har ikke sporet noe i filene (mente du «Ola»?); det har" in capsys.readouterr().err


def test_several_files_become_one(here: Path, built: bytes) -> None:
    files = [
        saved(here, "kari.docx", retyped(built, *POST)),
        saved(here, "ola.docx", retyped(built, *OTHER)),
    ]
    assert cli.main(["fra-word", *files, "--skriv"]) == cli.GOOD
    assert git(here, "diff", "--numstat") == f"2\t2\t{BUDGET}\n"


def test_what_two_files_say_each_otherwise_is_a_conflict_and_nothing_is_written(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        saved(here, "kari.docx", retyped(built, *POST)),
        saved(here, "ola.docx", retyped(retyped(built, POST[0], "Møter i administrasjonen"), *OTHER)),
    ]
    assert cli.main(["fra-word", *files, "--skriv"]) == cli.CONTENT_ERRORS
    out, err = capsys.readouterr()
    told = out[out.index("Konflikter") :]
    assert BUDGET in told
    assert f"kari.docx: «{POST[1]}»" in told
    assert "ola.docx: «Møter i administrasjonen»" in told
    assert err.splitlines()[-2].endswith(", 1 konflikt")
    assert "Ingenting skrives" in err
    assert git(here, "diff") == ""
    assert cli.main(["fra-word", *files, "--skriv", "--uten-konflikter"]) == cli.GOOD
    assert OTHER[1] in git(here, "diff")


def test_a_conflict_names_the_one_file_that_says_otherwise_or_the_content(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", "2025", "--format", "docx", "--out", "sendt"]) == cli.GOOD
    sent = (here / "sendt/handlingsprogram-2025.docx").read_bytes()
    text = (here / BUDGET).read_text(encoding="utf-8")
    (here / BUDGET).write_text(text.replace(OTHER[0], "Politiske møter"), encoding="utf-8")
    git(here, "commit", "--quiet", "--all", "--message", "Endret siden")
    files = [
        saved(here, "kari.docx", retyped(sent, *POST)),
        saved(here, "per.docx", retyped(sent, "Kommunikasjon", "Medier")),
        saved(here, "ola.docx", retyped(retyped(sent, POST[0], "Møter i administrasjonen"), *OTHER)),
    ]
    assert cli.main(["fra-word", *files]) == cli.CONTENT_ERRORS
    out, err = capsys.readouterr()
    told = [line.strip() for line in out[out.index("Konflikter") :].splitlines()]
    assert f"kari.docx: «{POST[1]}»" in told
    assert "ola.docx: «Møter i administrasjonen»" in told
    assert "innholdet: «Politiske møter»" in told
    assert f"filen: «{OTHER[1]}»" in told
    assert not [line for line in told if line.startswith("per.docx")]
    assert ", 2 konflikter" in err


@pytest.fixture(scope="module")
def remarked(built: bytes) -> bytes:
    """Return the file with comments, a picture, a colour and another footer."""
    document = docx.Document(io.BytesIO(built))
    cell = next(
        cell for table in document.tables for cell in table._cells if cell.text.startswith(MEASURE)
    ).paragraphs[0]
    document.add_comment(cell.runs, text="Kan vi si dette enklere?", author="Kari Nordmann", initials="KN")
    cell.add_run(" i 2025").font.color.rgb = RGBColor(255, 0, 0)
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(picture, "png")
    picture.seek(0)
    body = [one for one in document.paragraphs if one.style and one.style.style_id == "BodyText"]
    body[3].insert_paragraph_before().add_run().add_picture(picture)
    document.sections[-1].footer.paragraphs[0].add_run(" Kladd fra Kari")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_what_cannot_be_content_is_told_with_its_place_and_what_to_do(
    here: Path, remarked: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", remarked)
    assert cli.main(["fra-word", file, "--skriv"]) == cli.GOOD
    out, err = capsys.readouterr()
    told = " ".join(out[out.index("Dette kan ikke bli innhold:") : out.index("Kommentarer:")].split())
    assert "et bilde; det lagres ved siden av med --skriv" in told
    assert f"tiltaket «{MEASURE}" in told
    assert "en farge; utseendet følger av tema.yaml «i 2025»" in told
    assert "kari.docx: en annen bunntekst" in told
    assert "out/mottatt/kari-1.png" in err
    with Image.open(here / "out/mottatt/kari-1.png") as picture:
        assert picture.size == (40, 40)
    assert "i 2025" in git(here, "diff", AREA)


def test_comments_are_told_by_measure_and_follow_the_branch(
    here: Path, remarked: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", remarked)
    assert cli.main(["fra-word", file, "--gren", "innspill", "--kommentarer"]) == cli.GOOD
    out = capsys.readouterr().out
    assert "Kan vi si dette enklere? (Kari Nordmann" in " ".join(out.split())
    message = git(here, "log", "-1", "--format=%B", "innspill")
    assert f"- **tiltaket «{MEASURE}" in message
    assert "Kan vi si dette enklere? (Kari Nordmann" in message
    git(here, "checkout", "--quiet", "innspill")
    assert cli.main(["review", "main", "--out", "ut"]) == cli.GOOD
    told = (here / "ut" / "kommentar.md").read_text(encoding="utf-8")
    assert "### Kommentarer fra Word\n\n- **tiltaket «" in told
    assert "Kan vi si dette enklere? (Kari Nordmann" in told


def test_comments_alone_are_counted_and_call_nobody_where_they_are_pasted(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document(io.BytesIO(built))
    runs = next(one for one in document.paragraphs if one.style and one.style.style_id == "BodyText").runs
    document.add_comment(runs, text="Spør @siri, closes #12 \x9b31m", author="Kari\nNordmann", initials="KN")
    document.save(str(here / "kari.docx"))
    assert cli.main(["fra-word", "kari.docx", "--kommentarer"]) == cli.GOOD
    out, err = capsys.readouterr()
    told = "Ingen endringer i innholdet, 0 kan ikke bli innhold, 1 kommentar, 0 konflikter"
    assert err.splitlines()[-1] == told
    pasted = next(line for line in out.splitlines() if line.startswith("- **"))
    assert "@&#8203;siri, closes #&#8203;12" in pasted
    assert "(Kari Nordmann" in pasted
    assert "\x9b" not in out


def test_pictures_are_saved_also_where_nothing_else_is_new_and_never_over_another(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for folder, size in (("én", 30), ("to", 50)):
        document = docx.Document(io.BytesIO(built))
        picture = io.BytesIO()
        Image.new("RGB", (size, size), "navy").save(picture, "png")
        body = next(one for one in document.paragraphs if one.style and one.style.style_id == "BodyText")
        body.add_run().add_picture(picture)
        (here / folder).mkdir()
        document.save(str(here / folder / "kari.docx"))
        files.append(f"{folder}/kari.docx")
    assert cli.main(["fra-word", *files]) == cli.GOOD
    assert not (here / "out").exists()
    assert cli.main(["fra-word", *files, "--skriv"]) == cli.GOOD
    assert "out/mottatt/kari-1.png\nout/mottatt/kari-2.png" in capsys.readouterr().err
    for name, size in (("kari-1.png", 30), ("kari-2.png", 50)):
        with Image.open(here / "out/mottatt" / name) as saved_one:
            assert saved_one.width == size


def test_the_content_folder_may_be_the_repository(
    here: Path, built: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(here, "kari.docx", retyped(built, POST[0], "Utgifter til til møter"))
    root = here / "content"
    monkeypatch.chdir(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Vedtatt")
    told = ["fra-word", "../kari.docx", "--content", ".", "--år", "2025", "--gren", "innspill"]
    assert cli.main(told) == cli.GOOD
    assert "\n2025/budsjett.yaml:" in capsys.readouterr().out
    assert git(root, "diff", "--numstat", "main", "innspill") == "1\t1\t2025/budsjett.yaml\n"


def test_files_of_two_years_are_read_one_year_at_a_time(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(here, "kari.docx", built)
    saved(here, "gammel.docx", word_of(ROOT / "content" / "2021"))
    assert cli.main(["fra-word", "kari.docx", "gammel.docx"]) == cli.WRONG_USE
    assert "filene er av hvert sitt år (2025, 2021)" in capsys.readouterr().err
    assert cli.main(["fra-word", "kari.docx", "gammel.docx", "--år", "2025"]) == cli.WRONG_USE
    assert "gammel.docx: filen har lite til felles med 2025" in capsys.readouterr().err


def test_an_error_in_what_is_written_is_told_where_it_is(
    here: Path, built: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(here, "kari.docx", retyped(built, POST[0], ""))
    assert cli.main(["fra-word", file]) == cli.CONTENT_ERRORS
    assert f"{BUDGET}:" in capsys.readouterr().out


@pytest.fixture(scope="module")
def files_of_all_kinds(repository: Path, built: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository with files that cannot be read back, and one that can."""
    folder = tmp_path_factory.mktemp("files") / "repository"
    shutil.copytree(repository, folder)
    saved(folder, "god.docx", retyped(built, *POST))
    saved(folder, "tom.docx", b"")
    saved(folder, "tekst.docx", b"Dette er ikke en Word-fil")
    strange = docx.Document()
    strange.add_paragraph("Et brev om noe helt annet, fra noen andre.")
    strange.save(str(folder / "fremmed.docx"))
    return folder


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mangler.docx"], "mangler.docx"),
        (["tom.docx"], "tom.docx"),
        (["tekst.docx"], "tekst.docx"),
        (["content"], "content"),
        (["fremmed.docx"], "filen har lite til felles med 2025"),
        (["god.docx", "--år", "2031"], "finner ikke året «2031»"),
        (["god.docx", "--år", "2021"], "filen har lite til felles med 2021; er den fra et annet år"),
        (["god.docx", "--skriv", "--gren", "x"], "--gren kan ikke brukes sammen med --skriv"),
        (["god.docx", "--content", "ingen"], "finner ikke mappen ingen"),
        (["god.docx", "mangler.docx", "--skriv"], "mangler.docx"),
        ([], "mangler MOTTATT"),
        (["god.docx", "--godta"], "ukjent valg «--godta»"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: list[str],
    told: str,
    files_of_all_kinds: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(files_of_all_kinds)
    assert cli.main(["fra-word", *arguments]) == cli.WRONG_USE
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("Leser det som")]
    assert len(lines) == 1
    assert told in lines[0]
    assert git(files_of_all_kinds, "diff") == ""
