"""In VS Code a new folder is explained and completed in Norwegian, without a false error or network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from tests.editor.server import Editor, editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("editor")

YEAR = 2033
PARTNERS = """\
partnere:
  - id: entur
    navn: Entur
    skrivemåter: [En Tur]
    slag: stat
    lenke: https://entur.no
  - id: vy
    navn: Vy
ikke_partnere: [m.fl.]
"""
ENGLISH = re.compile(r"\b(is|not|of|property|type|value|string|expected|allowed|missing)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a new folder for each language, in a place as people have them."""
    above = tmp_path_factory.mktemp("Råd på øya")
    made = {language: above / language for language in ("nb-NO", "nn-NO")}
    for language, folder in made.items():
        assert cli.main(["ny-samling", str(folder), "--språk", language, "--år", str(YEAR)]) == cli.GOOD
    content = made["nb-NO"] / "content"
    (content / "partnere.yaml").write_text(PARTNERS, encoding="utf-8")
    assert cli.main(["skjema", "--content", str(content)]) == cli.GOOD
    return made


@pytest.fixture(scope="module")
def opened(folders: dict[str, Path]) -> Iterator[Editor]:
    with editor(folders["nb-NO"]) as server:
        yield server


@pytest.fixture
def year(folders: dict[str, Path]) -> Path:
    return folders["nb-NO"] / "content" / str(YEAR)


def texts(folders: dict[str, Path]) -> dict[Path, str]:
    files = [path for folder in folders.values() for path in sorted(folder.rglob("*.yaml"))]
    return {path: path.read_text(encoding="utf-8") for path in files}


def changed(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (file, old)
    return text.replace(old, new, 1)


def test_no_file_of_a_new_folder_has_an_error(opened: Editor, folders: dict[str, Path]) -> None:
    files = texts(folders)
    assert len(files) > 20
    assert not {file: told for file, told in opened.show(files).items() if told}


def test_every_key_of_a_new_folder_is_explained(opened: Editor, folders: dict[str, Path]) -> None:
    files = {path: text for path, text in texts(folders).items() if "nb-NO" in path.parts}
    asked = set()
    opened.show(files)
    for path, text in files.items():
        for found in re.finditer(r"^[ -]*(?=([a-zæøå_]+):)", text, re.MULTILINE):
            if found[1] not in asked:
                asked.add(found[1])
                told = opened.hover(path, text[: found.end()])
                assert re.match(r"#+ [A-ZÆØÅ].*\n\n[A-ZÆØÅ\w]", told), (path, found[1], told)
    assert len(asked) > 40


# File, what is there, what is written, and what the editor says.
WRONG = {
    "a date as it is spoken": ("program.yaml", "2032-11-05", "5.11.2032", "Datoen skrives som 2029-12-18."),
    "a misspelt word": ("program.yaml", "utkast", "utkst", "Skriv «utkast», «høring» eller «vedtatt»."),
    "text for a number": ("program.yaml", "nivåer: 2", "nivåer: to", "Skriv et heltall, uten anførselstegn."),
    "an unknown key": (
        "program.yaml",
        "undertittel:",
        "titel:",
        "En nøkkel er ukjent eller mangler. Dette må være med: tittel. Nøklene er tittel, undertittel, ",
    ),
    "an id with a capital": (
        "kapitler/om-radet.yaml",
        "id: om-radet",
        "id: Om-radet",
        "En id har små bokstaver",
    ),
    "a number that is no goal": (
        "innsatsomrader/samferdsel.yaml",
        "bærekraftsmål: [10, 11]",
        "bærekraftsmål: [by]",
        "Et målnummer, eller en liste",
    ),
    "a text for a list": (
        "budsjett.yaml",
        "sum: [kontingent, tilskudd]",
        "sum: kontingent",
        "Her skal det stå en liste",
    ),
    "yes for true": (
        "kapitler/budsjett.yaml",
        "sideskift: hvis det trengs",
        "i_innhold: ja",
        "Skriv true eller false.",
    ),
    "a currency": ("budsjett.yaml", ": 1284}", ": kr 1284}", "Skriv et tall (4200"),
    "a colour's name": (
        "../tema.yaml",
        "utseende: bilde\n",
        "utseende: bilde\nfarger:\n  hoved: grønn\n",
        'Fargen skrives som "#1d4e2f", i anførselstegn.',
    ),
}


@pytest.fixture(scope="module")
def told(opened: Editor, folders: dict[str, Path]) -> dict[str, list[str]]:
    """Return what is said of each mistake, made in a file of its own that is open and not on the disk."""
    year = folders["nb-NO"] / "content" / str(YEAR)
    spoilt = {}
    for number, mistake in enumerate(WRONG):
        name, old, new, _ = WRONG[mistake]
        file = (year / name).resolve()
        spoilt[file.with_stem(f"feil-{number}")] = changed(file, old, new)
    return dict(zip(WRONG, opened.show(spoilt).values(), strict=True))


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_told_in_norwegian(told: dict[str, list[str]], mistake: str) -> None:
    assert WRONG[mistake][-1] in "\n".join(told[mistake])
    assert not [line for line in told[mistake] if ENGLISH.search(line)]


# File, what is there, what is typed, and what is proposed among others.
TYPED = {
    "a word of the schema": (
        "program.yaml",
        "nummerering:\n",
        "status: ¶\nnummerering:\n",
        ["utkast", "høring", "vedtatt"],
    ),
    "a date": (
        "program.yaml",
        "dato: 2032-11-05         # datoen for utkastet, og senere for vedtaket",
        "dato: ¶",
        ["2029-12-18"],
    ),
    "a key": ("program.yaml", "andre_språk:", "¶\nandre_språk:", ["tema", "status_på_nettsiden"]),
    "a chapter that has a file": ("program.yaml", "  - om-radet", "  - ¶", ["om-radet", "oppfolging"]),
    "an area that has a file": (
        "kapitler/innsatsomradene.yaml",
        "  - samferdsel",
        "  - ¶",
        ["samferdsel", "klima-og-energi"],
    ),
    "who answers for measures": (
        "innsatsomrader/samferdsel.yaml",
        "- Sekretariatet",
        "- ¶",
        ["Kommunene", "Eidnes kommune", "og"],
    ),
    "a partner of the register": (
        "innsatsomrader/samferdsel.yaml",
        f"        frist: Juni {YEAR}\n",
        "        partnere:\n          - ¶\n",
        ["Entur", "Vy", "og"],
    ),
    "a field of a measure": (
        "innsatsomrader/samferdsel.yaml",
        f"        frist: Juni {YEAR}\n",
        "        ¶\n",
        ["partnere", "frist", "kostnad"],
    ),
    "a kind of block": (
        "kapitler/innledning.yaml",
        "  - tekst: |",
        "  - ¶\n  - tekst: |",
        ["tekst", "tabell", "figur"],
    ),
    "a row of the budget": (
        "budsjett.yaml",
        "sum: [kontingent, tilskudd]",
        "sum: [¶]",
        ["kontingent", "tilskudd"],
    ),
    "a column of the budget": (
        "budsjett.yaml",
        "tall: {budsjett-2032: 600,",
        "tall: {b¶ ",
        ["budsjett-2032", "endring"],
    ),
    "a table of the budget": (
        "kapitler/budsjett.yaml",
        "budsjettabell: driftstabell",
        "budsjettabell: ¶",
        ["driftstabell"],
    ),
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_can_stand_there_is_proposed(opened: Editor, year: Path, typed: str) -> None:
    name, old, new, proposed = TYPED[typed]
    file = (year / name).resolve()
    assert set(proposed) <= set(opened.proposals(file, changed(file, old, new)))


def test_a_status_is_explained_and_completed(
    opened: Editor, year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `status --ny` begins it, without an error; measures, posts and statuses are proposed."""
    arguments = ["--content", str(year.parent), "--ny", f"{YEAR}-07-31"]
    assert cli.main(["status", str(YEAR), *arguments]) == cli.GOOD
    text = capsys.readouterr().out
    file = (year / "status" / f"{YEAR}-07-31.yaml").resolve()
    assert opened.show({file: text})[file] == []
    first, _, rest = text.partition("tiltak:\n")
    lines = (line for line in rest.splitlines() if not line.lstrip().startswith("#"))
    measure, post = next(lines).split(":")[0].strip(), text.rpartition("poster:\n")[2].split(":")[0].strip()
    typed = {
        f"{first}tiltak:\n  ¶\n": measure,
        f"{first}tiltak:\n  {measure}:\n    status: ¶\n": "forsinket",
        f"{first}tiltak:\n  {measure}:\n    status: ferdig\nregnskap:\n  poster:\n    ¶\n": post,
    }
    for written, proposed in typed.items():
        assert proposed in opened.proposals(file, written)
