"""The command line: exit codes, what is said where, and that nothing is written where anything is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD, WRONG_USE, main
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.pages import typst
from handlingsprogram.render.words import hyphens, templates
from handlingsprogram.review.faces import FACES
from tests.read.helpers import ROOT, YEAR, Edit, copy_content, edit

if TYPE_CHECKING:
    from collections.abc import Callable

    Spoil = Callable[[pytest.MonkeyPatch, Path], None]

NOTICES = 3
"""How many deviations of 2025 are accounted for."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a copy of the real content and old documents in out/."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "HANDLINGSPROGRAM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "out").mkdir()
    for format_ in ("md", "docx", "pdf"):
        (tmp_path / f"out/handlingsprogram-2025.{format_}").write_bytes(b"gammelt " + format_.encode())
    return tmp_path


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its bytes and the time it was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """Run a command; return its exit code and its lines, excerpts left out. Only a check has an answer."""
    code = main(arguments)
    output = capsys.readouterr()
    assert output.out == "" or arguments[0] == "check"
    assert "Traceback" not in output.err
    return code, [line for line in (output.out + output.err).splitlines() if not re.match(r" +\d* \| ", line)]


# --- What goes well -----------------------------------------------------------------------------


def test_check_of_good_content_tells_the_known_deviations_and_succeeds(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    before = contents(folder)
    count = "0 feil, 0 advarsler, 3 merknader, 18 godtatt (vises med {})"
    assert run(capsys, "check", "2025") == (GOOD, [count.format("--merknader og --godtatt")])
    code, lines = run(capsys, "check", "2025", "--merknader")
    assert code == GOOD
    assert len(lines) == NOTICES + 1
    assert all(": merknad: " in line for line in lines[:NOTICES])
    assert lines[-1] == count.format("--godtatt")
    assert contents(folder) == before


def test_check_of_good_content_loads_nothing_that_it_does_not_need() -> None:
    """Half of the time that `check` takes is loading."""
    code = (
        "import sys; from handlingsprogram.cli import main; main(['check']); print(*sys.modules, sep='\\n')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    loaded = set(done.stdout.split("\n"))
    assert {"yaml", "jsonschema_rs", "handlingsprogram.read.rules"} < loaded
    heavy = {
        "jinja2",
        "jsonschema",
        "lxml",
        "markdown_it",
        "pikepdf",
        "rapidfuzz",
        "shutil",
        "typst",
    }
    own = {"read.pictures.picture", "render.documents", "render.edition.view"}
    assert not loaded & {*heavy, *(f"handlingsprogram.{name}" for name in own)}


def test_a_build_that_goes_well_writes_what_was_asked_for_and_says_so(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, [line] = run(capsys, "build", "2025", "--format", "md", "--out", "ny/mappe")
    assert code == GOOD
    assert re.fullmatch(r"ny/mappe/handlingsprogram-2025\.md \(\d+,\d s\)", line)
    [built] = (folder / "ny").rglob("[!.]*.*")
    assert built == folder / "ny/mappe/handlingsprogram-2025.md"
    assert built.read_text(encoding="utf-8").startswith("# HANDLINGSPROGRAM 2025\n")


def test_a_build_leaves_other_formats_and_files_alone(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    before = contents(folder)
    assert run(capsys, "build", "2025", "--format", "md")[0] == GOOD
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        str(folder / "out/handlingsprogram-2025.md"),
        str(folder / "out/.bygg.json"),
    }


def test_the_scripts_give_the_exit_code_and_nothing_but_the_findings_on_stdout() -> None:
    installed = [str(Path(sys.executable).with_name("handlingsprogram"))]
    for command in ([sys.executable, str(ROOT / "build.py")], installed):
        good = subprocess.run([*command, "check", "2025"], capture_output=True, check=False)
        assert (good.returncode, good.stdout) == (GOOD, b"")
    (YEAR / "program.yaml").unlink()
    bad = subprocess.run([*installed, "check", "2025"], capture_output=True, check=False)
    assert bad.returncode == CONTENT_ERRORS
    assert bad.stdout.startswith(b"content/2025/program.yaml:1:1: feil: filen mangler")
    assert bad.stderr.startswith(b"1 feil, ")
    assert bad.stderr.count(b"\n") == 1


# --- Wrong use ----------------------------------------------------------------------------------

SEE = "se «handlingsprogram{} --help»"
FORMATS = "formatene er md, docx, pdf, html, xlsx, csv, json"
FOLDER_NEEDED = "flere formater må skrives til en mappe; skriv for eksempel"
REPORTS = f"formatene er {', '.join(FACES)}"
YEARS = ", ".join(sorted(folder.name for folder in (ROOT / "content").iterdir() if folder.is_dir()))
USAGE = {
    "": f"mangler KOMMANDO; {SEE.format('')}",
    "bygg": f"ukjent kommando «bygg»; {SEE.format('')}",
    "buid": f"ukjent kommando «buid» (mente du «build»?); {SEE.format('')}",
    "build --formt md": f"ukjent valg «--formt» (mente du «--format»?); {SEE.format(' build')}",
    "build --form md": f"ukjent valg «--form» (mente du «--format»?); {SEE.format(' build')}",
    "check --out x": f"ukjent valg «--out»; {SEE.format(' check')}",
    "build --format": f"mangler en verdi til --format; {SEE.format(' build')}",
    "build --format odt": f"ukjent format «odt»; {FORMATS}",
    "build --format md,dokx": f"ukjent format «dokx» (mente du «docx»?); {FORMATS}",
    "build --format md,": f"ukjent format «»; {FORMATS}",
    "build 2024": f"finner ikke året «2024» i content; der er {YEARS}",
    "check 2025 ../content": f"finner ikke året «../content» i content; der er {YEARS}",
    "check 2025 --content x": "finner ikke året «2025» i x; der er ingen år",
    "diff": f"mangler FRA, TIL; {SEE.format(' diff')}",
    "diff 2021": f"mangler TIL; {SEE.format(' diff')}",
    "diff 2021 2025 2026": f"et argument for mye: «2026»; {SEE.format(' diff')}",
    "diff 2021 2025 --format pdf": f"ukjent format «pdf»; {REPORTS}",
    "diff 2021 2025 --format jsn": f"ukjent format «jsn» (mente du «json»?); {REPORTS}",
    "diff 2021 2025 --format md,json": f"{FOLDER_NEEDED} --out out/",
    "diff 2021 2025 --content x": "finner ikke året «2021» i x; der er ingen år",
    "diff main:2021 2025 --content x": "finner ikke mappen x",
    "check --content out": "finner ingen år i out; hvert år er en mappe med årstallet som navn",
}
"""What is said, by what was typed."""


def test_what_is_typed_may_be_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    expected = f"handlingsprogram: finner ikke året «?» i content; der er {YEARS}"
    assert run(capsys, "build", "\udcff") == (WRONG_USE, [expected])


@pytest.mark.parametrize("typed", USAGE)
def test_wrong_use_is_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], folder: Path, typed: str
) -> None:
    before = contents(folder)
    assert run(capsys, *typed.split()) == (WRONG_USE, [f"handlingsprogram: {USAGE[typed]}"])
    assert contents(folder) == before


HELP = {
    "--help": ("Bruk: handlingsprogram", "Kommandoer:", "build ", "check ", "Valg:", "vis denne hjelpen"),
    "build -h": ("Bruk: handlingsprogram build", "Argumenter:", "ÅR", "--format", "--out", "--content"),
    "check --help": ("Bruk: handlingsprogram check", "Argumenter:", "ÅR", "--content"),
    "diff --help": (
        "Bruk: handlingsprogram diff",
        "Argumenter:",
        "FRA",
        "TIL",
        "--format",
        "--out",
        "main:2029",
    ),
}


@pytest.mark.parametrize("typed", HELP)
def test_help_is_on_stdout_and_in_norwegian(capsys: pytest.CaptureFixture[str], typed: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(typed.split())
    assert stopped.value.code == GOOD
    output = capsys.readouterr()
    assert output.err == ""
    assert [word for word in HELP[typed] if word not in output.out] == []
    english = ("usage", "options", "positional", "arguments:", "show this", "help message", "default")
    assert [word for word in english if word in output.out.lower()] == []


# --- Wrong content ------------------------------------------------------------------------------

TWICE = "nøkkelen «navn» står to ganger (første gang på linje {}); slett eller slå sammen"
COLON = "teksten inneholder et kolon; sett den i anførselstegn"
CONTENT: dict[str, tuple[Edit, str]] = {
    "a reference to a missing file": (
        ("program.yaml", "  - rammer\n", "  - rammer\n  - ¶xyz\n"),
        "finner ikke filen kapitler/xyz.yaml [fil-mangler]",
    ),
    "a misspelt key": (
        ("program.yaml", "tittel: Handlingsprogram 2025", "¶titel: Handlingsprogram 2025"),
        "ukjent nøkkel «titel»; mente du «tittel»? [skjema-ukjent-nøkkel]",
    ),
    "a wrong type": (
        ("kapitler/rammer.yaml", "nummerert: false", "nummerert: ¶nei"),
        "«nummerert» skal være true eller false, men er tekst; skriv false [skjema-type]",
    ),
    "a duplicate key": (
        ("budsjett.yaml", "        navn: Klimasats\n", "        ‡navn: Klimasats\n        ¶navn: Klima\n"),
        f"{TWICE} [yaml-dobbel-nøkkel]",
    ),
    "no YAML": (
        ("kapitler/rammer.yaml", "tittel: Rammer", "tittel: Viktig¶: Rammer"),
        f"filen kan ikke leses som YAML her: {COLON} [yaml-form]",
    ),
    "a rule that is broken": (
        ("kapitler/innsatsomradene.yaml", "[](#tverrgaende-temaer)", "¶[](#xyz)"),
        "kryssreferansen viser til «xyz», som ikke finnes [referanse-mål]",
    ),
    "a link to what an earlier year has not": (
        ("kapitler/budsjett.yaml", "[2021/budsjett]", "[¶2021/budsjet]"),
        "2021 har ingenting med id-en «budsjet»; mente du «budsjett»? [viderefører]",
    ),
    "a link to a year that there is not": (
        ("kapitler/budsjett.yaml", "[2021/budsjett]", "[2021/budsjett, ¶2020/budsjett]"),
        (
            "finner ikke året 2020 i content; legg mappen tilbake, eller slett henvisningen til den "
            "[viderefører]"
        ),
    ),
    "a link that is not to an earlier year": (
        ("kapitler/budsjett.yaml", "[2021/budsjett]", "[¶2025/rammer]"),
        "«2025/rammer» er ikke i et tidligere år enn 2025 [viderefører]",
    ),
    "a fault in the goals": (
        ("../baerekraftsmal.yaml", "nummer: 17,", "nummer: ¶18,"),
        "«nummer» er 18, men skal være høyst 17 [skjema-størrelse]",
    ),
    "a fault in the theme": (
        ("../tema.yaml", "utseende: klassisk\n", "utseende: klassisk\nmål: {marg_topp: ¶5}\n"),
        "«marg_topp» er 5, men skal være minst 10 [skjema-størrelse]",
    ),
}


def assert_nothing_is_built(capsys: pytest.CaptureFixture[str], folder: Path, finding: str) -> None:
    """Build and check content with one fault: one finding, exit code 1, nothing changed."""
    before = contents(folder)
    code, lines = run(capsys, "build", "2025")
    assert code == CONTENT_ERRORS
    assert lines[:-1] == [finding]
    assert lines[-1].startswith("1 feil, 0 advarsler, ")
    assert lines[-1].endswith("; ingenting er bygd")
    code, lines = run(capsys, "check", "2025")
    assert code == CONTENT_ERRORS
    assert lines[:-1] == [finding]
    assert contents(folder) == before


@pytest.mark.parametrize("case", CONTENT)
def test_wrong_content_is_one_finding_and_nothing_is_built(
    capsys: pytest.CaptureFixture[str], folder: Path, case: str
) -> None:
    changed, message = CONTENT[case]
    [place], lines = edit((changed,))
    assert_nothing_is_built(capsys, folder, f"{place}: feil: {message.format(*lines)}")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("tema.yaml", "den gir farger, skrifter og mål til dokumentene"),
        ("2025/program.yaml", "hvert år må ha program.yaml"),
    ],
)
def test_a_missing_file_is_one_finding_and_nothing_is_built(
    capsys: pytest.CaptureFixture[str], folder: Path, name: str, why: str
) -> None:
    (folder / "content" / name).unlink()
    finding = f"content/{name}:1:1: feil: filen mangler; {why} [fil-mangler]"
    assert_nothing_is_built(capsys, folder, finding)


def test_a_file_that_is_not_utf_8_is_one_finding_and_nothing_is_built(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    file = YEAR / "kapitler/organisering.yaml"
    file.write_bytes("id: organisering\ntittel: Påvirkning\n".encode("latin-1"))
    message = "filen er ikke UTF-8 (byte 27: 0xE5); lagre som UTF-8 [fil-tegnsett]"
    # The file is there, if unreadable: nobody is told that it is missing.
    assert_nothing_is_built(capsys, folder, f"{file.as_posix()}:2:10: feil: {message}")


def test_a_fault_in_one_year_leaves_that_year_out_and_the_others_are_built(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    copy_content(folder / "kopi")
    (folder / "kopi" / YEAR).rename(folder / "content/2026")
    before = contents(folder)
    code, [finding, *built, last] = run(capsys, "build", "--format", "md")
    assert code == CONTENT_ERRORS
    assert finding.startswith("content/2026/program.yaml:2:5: feil: ")
    assert [line.split(" ")[0] for line in built] == [
        f"out/handlingsprogram-{year}.md" for year in (2021, 2025)
    ]
    assert last.startswith("1 feil, ")
    assert last.endswith("; 2026 er ikke bygd")
    after = contents(folder)
    changed = {Path(name).name for name in after if after[name] != before.get(name)}
    assert changed == {".bygg.json", "handlingsprogram-2021.md", "handlingsprogram-2025.md"}
    # The sound years are not built again because of the one that is not.
    code, [finding, unchanged, last] = run(capsys, "build", "--format", "md")
    assert (code, unchanged) == (CONTENT_ERRORS, "Uendret siden sist: 2021, 2025")


WARNED = {
    "a text in program.yaml": ("program.yaml", "avsender: Osloregionen", "avsender: ¶Osloregionen #1"),
    "a text in tema.yaml": (
        "../tema.yaml",
        "utseende: klassisk\n",
        "utseende: klassisk\nskrift:\n  word: ¶Calibri #1\n",
    ),
}


@pytest.mark.parametrize("case", WARNED)
def test_a_warning_is_told_and_the_documents_are_built(capsys: pytest.CaptureFixture[str], case: str) -> None:
    [place], _ = edit((WARNED[case],))
    message = "«#1» er en kommentar og blir ikke trykt; sett teksten i anførselstegn [yaml-kommentar]"
    warning = f"{place}: advarsel: {message}"
    code, [said, _] = run(capsys, "build", "2025", "--format", "md")
    assert (code, said) == (GOOD, warning)


# --- Something is missing on the machine --------------------------------------------------------


def without_pandoc(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr(pandoc, "_program", pandoc._program.__wrapped__)
    monkeypatch.setattr(pandoc, "find_spec", lambda _: None)
    monkeypatch.setitem(sys.modules, "pypandoc", None)


def with_a_pandoc_that_is_no_program(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "files").mkdir()
    (folder / "files/pandoc").write_text("ikke et program")
    monkeypatch.setattr(pandoc, "_program", pandoc._program.__wrapped__)
    monkeypatch.setattr(pandoc, "find_spec", lambda _: SimpleNamespace(origin=str(folder / "__init__.py")))


def with_a_pandoc_that_is_stopped(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "pandoc").write_text("#!/bin/sh\nkill -9 $$\n")
    (folder / "pandoc").chmod(0o700)
    monkeypatch.setattr(pandoc, "_program", lambda: str(folder / "pandoc"))


def without_fonts(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr(typst, "book", typst.book.__wrapped__)
    monkeypatch.setattr(typst, "find_spec", lambda _: None)


def without_hyphenation(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr(hyphens, "dictionary", hyphens.dictionary.__wrapped__)
    monkeypatch.setattr(hyphens, "find_spec", lambda _: None)


def without_a_package(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    templates.environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)


def with_a_file_for_a_folder(_monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "out").rename(folder / "gammel")
    (folder / "out").write_text("en fil")


def with_a_folder_for_a_file(_monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "out/handlingsprogram-2025.md").unlink()
    (folder / "out/handlingsprogram-2025.md").mkdir()


MACHINE: dict[Spoil, tuple[str, str]] = {
    without_pandoc: ("pdf", "finner ikke pandoc; kjør «make» på nytt, eller «pip install pypandoc_binary»"),
    with_a_pandoc_that_is_no_program: ("docx", "kan ikke starte pandoc (du har ikke tilgang); "),
    with_a_pandoc_that_is_stopped: ("docx", "pandoc ble stanset av maskinen (signal 9); prøv igjen"),
    without_fonts: (
        "pdf",
        "finner ikke skriftene; kjør «make» på nytt, eller «pip install font-source-sans-pro»",
    ),
    without_hyphenation: ("html", "finner ikke orddelingen; kjør «make» på nytt, eller «pip install pyphen»"),
    without_a_package: (
        "md",
        (
            "mangler Python-pakken «jinja2»; installer verktøyet på nytt, eller kjør «make», "
            "som setter opp .venv"
        ),
    ),
    with_a_file_for_a_folder: ("md", "kan ikke skrive til out: det ligger en fil der mappen skulle vært"),
    with_a_folder_for_a_file: ("md", "kan ikke skrive til out/handlingsprogram-2025.md: det er en mappe"),
}
"""The format that needs what is missing, and what is said."""


@pytest.mark.parametrize("spoil", MACHINE, ids=lambda spoil: spoil.__name__)
def test_what_is_missing_on_the_machine_is_one_line_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, spoil: Spoil
) -> None:
    spoil(monkeypatch, folder)
    before = contents(folder)
    format_, message = MACHINE[spoil]
    code, [line] = run(capsys, "build", "2025", "--format", format_)
    assert code == WRONG_USE
    assert line.startswith(f"handlingsprogram: {message}")
    assert contents(folder) == before


@pytest.mark.parametrize("given", ["i går", "", "-5", "1.5", "1e9", " 1", "²", "9" * 20])
def test_a_wrong_source_date_epoch_is_wrong_use(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    before = contents(folder)
    code, [line] = run(capsys, "build", "2025")
    assert code == WRONG_USE
    assert line.startswith("handlingsprogram: SOURCE_DATE_EPOCH skal være et helt tall (sekunder siden 1970)")
    assert f"«{given}»" in line
    assert contents(folder) == before


# --- A bug in the tool --------------------------------------------------------------------------


class BugError(Exception):
    """Something that the tool did not foresee."""


def broken(*_: object) -> NoReturn:
    raise BugError("æsj")


@pytest.mark.parametrize(
    "place", ["handlingsprogram.read.build.year.program", "handlingsprogram.render.documents.markdown"]
)
def test_a_bug_shows_no_traceback_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, place: str
) -> None:
    monkeypatch.setattr(place, broken)
    before = contents(folder)
    message = "handlingsprogram: uventet feil i verktøyet (BugError: æsj). Ingenting er endret."
    assert run(capsys, "build", "2025") == (WRONG_USE, [message])
    assert contents(folder) == before


def test_a_developer_can_ask_for_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlingsprogram.read.build.year.program", broken)
    monkeypatch.setenv("HANDLINGSPROGRAM_DEBUG", "1")
    with pytest.raises(BugError):
        main(["check"])


def test_an_interruption_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("handlingsprogram.commands.check.run", interrupted)
    assert run(capsys, "check") == (WRONG_USE, ["handlingsprogram: avbrutt; ingenting er endret"])


@pytest.mark.parametrize("text", ['tittel: "a\\x01b"', 'tittel: "a\\ud800b"', "tittel: 😀"])
def test_no_text_makes_the_tool_stumble(capsys: pytest.CaptureFixture[str], text: str) -> None:
    edit((("program.yaml", "tittel: Handlingsprogram 2025", text),))
    code, lines = run(capsys, "build", "2025")
    assert code in {GOOD, CONTENT_ERRORS}
    said = [line for line in lines[:-1] if not line.startswith("out/")]
    assert all(line.startswith("content/2025/program.yaml:3:") for line in said)


def test_stderr_that_cannot_show_norwegian_gets_the_findings_all_the_same() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, str(ROOT / "build.py"), "build", "2024"]
    result = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert result.returncode == WRONG_USE
    assert b"finner ikke" in result.stderr
