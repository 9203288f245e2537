"""A programme in nynorsk has its findings, its commands' words and its reports in nynorsk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handlingsprogram import cli
from handlingsprogram.malform.nynorsk import WORD, translated
from tests.conftest import ROOT
from tests.malform.vocabulary import messages, words
from tests.rules.groups import GROUPS
from tests.short import write_year

LISTS = json.loads((ROOT / "templates" / "malform" / "nn-NO.json").read_text(encoding="utf-8"))
NYNORSK, SAME, PHRASES = LISTS["ord"], set(LISTS["like"]), LISTS["uttrykk"]
EXAMPLES = [example.message for group in GROUPS for example in group.examples]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


# --- The list -----------------------------------------------------------------------------------


def test_every_word_of_every_message_is_in_the_list() -> None:
    """So that nobody adds a message without its nynorsk: a new word goes below `ord`, or `like`."""
    phrases = {word for phrase in PHRASES for word in words(phrase)}
    said = {word for message in messages() if " " in message for word in words(message)}
    assert said - NYNORSK.keys() - SAME - phrases == set()


def test_nothing_is_in_the_list_that_no_message_has() -> None:
    said = {word for message in messages() for word in words(message)}
    whole = " ".join(" ".join(message.casefold().split()) for message in messages())
    assert [word for word in NYNORSK if word not in said] == []
    assert [word for word in LISTS["etter_hjelpeverb"] if word not in said] == []
    assert [phrase for phrase in PHRASES if phrase not in whole] == []


def test_no_word_is_listed_twice() -> None:
    assert SAME & NYNORSK.keys() == set()
    assert [word for word, meant in NYNORSK.items() if word == meant] == []
    assert [word for word in LISTS["etter_hjelpeverb"] if not NYNORSK[word].startswith("blir ")] == []
    assert [
        key for key in ("uttrykk", "ord", "etter_hjelpeverb") if list(LISTS[key]) != sorted(LISTS[key])
    ] == []


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message[:40])
def test_no_message_of_a_rule_has_bokmål_left(message: str) -> None:
    told = translated(message)
    left = set(
        re.findall(
            r"\b(?:ikke|filen|mappen|linjen|noe|hvilke|hva|er et|er en|mangler|skrives|trykkes|ganger)\b",
            unquoted(told),
        )
    )
    assert left == set()
    assert quotations(told) == quotations(message)


def unquoted(text: str) -> str:
    return re.sub(r"«[^«»]*»", "", text)


def quotations(text: str) -> list[str]:
    return re.findall(r"«[^«»]*»", text)


@pytest.mark.parametrize(
    ("bokmål", "nynorsk"),
    [
        (
            "filen finnes ikke i mappen content/filen/ikke.yaml",
            "fila finst ikkje i mappa content/filen/ikke.yaml",
        ),
        ("«filen «ikke» mangler» mangler «ikke»", "«filen «ikke» mangler» manglar «ikke»"),
        ("en fil, en tom fil og en CSV-fil", "ei fil, ei tom fil og ei CSV-fil"),
        (
            "kan ikke brukes. Vises ikke, og brukes her",
            "kan ikkje brukast. Blir ikkje vist, og blir brukt her",
        ),
        ("skriv desimaler: 2 i tabellen", "skriv desimaler: 2 i tabellen"),
        ("Skriv --merknader og MAPPE", "Skriv --merknader og MAPPE"),
        ("ikke lukket «ikke", "ikkje lukket «ikke"),
        ("trykt som 2. Godtatt: ikke rør noe", "trykt som 2. Godteke: ikke rør noe"),
        ("lovlige verdier er utkast, høring, vedtatt", "lovlege verdiar er utkast, høring, vedtatt"),
        ("kan ikke være «x»; skriv vedtatt", "kan ikkje vere «x»; skriv vedtatt"),
        ("gir 6 (forskjell 2): Regnskap 2 + Ikke brukt", "gir 6 (skilnad 2): Regnskap 2 + Ikke brukt"),
        ("", ""),
    ],
)
def test_messages_are_told_in_nynorsk_and_what_is_the_users_is_left(bokmål: str, nynorsk: str) -> None:
    assert translated(bokmål) == nynorsk


def test_a_message_is_read_as_words_and_not_as_letters() -> None:
    assert WORD.findall("en én, a/en en-to x.en --en en:en =en PDF-en en") == ["en", "én", "en", "en"]


# --- What a user reads --------------------------------------------------------------------------

WRONG = "innhold:\n  - tekst: |\n      Dette er feil.\n  - tiltak: [{id: a, tekst: Vi går., frst: 2027}]\n"


def in_language(year: str, language: str) -> None:
    """Write a year with two mistakes."""
    file = write_year(Path("content"), year)
    file.write_text(f"id: kort\ntittel: Kort\n{WRONG}", encoding="utf-8")
    frame = file.parent.parent / "program.yaml"
    frame.write_text(frame.read_text(encoding="utf-8").replace("nb-NO", language), encoding="utf-8")


def test_each_year_has_its_findings_in_its_own_written_form(capsys: pytest.CaptureFixture[str]) -> None:
    in_language("2026", "nb-NO")
    in_language("2027", "nn-NO")
    assert cli.main(["check"]) == cli.CONTENT_ERRORS
    out, err = capsys.readouterr()
    assert "content/2026/kapitler/kort.yaml:6:38: feil: ukjent nøkkel «frst»; mente du «frist»?" in out
    assert "content/2027/kapitler/kort.yaml:6:38: feil: ukjend nøkkel «frst»; meinte du «frist»?" in out
    assert "2 feil, 0 åtvaringar" in err
    assert "advarsel" not in err


@pytest.mark.parametrize("language", ["nb-NO", "en-GB", "se-NO"])
def test_other_programmes_have_messages_in_bokmål(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    in_language("2027", language)
    assert cli.main(["check", "2028"]) == cli.WRONG_USE
    assert "finner ikke året «2028» i content; der er 2027" in capsys.readouterr().err


def test_commands_and_their_help_speak_nynorsk(capsys: pytest.CaptureFixture[str]) -> None:
    in_language("2027", "nn-NO")
    assert cli.main(["check", "2028"]) == cli.WRONG_USE
    assert "finn ikkje året «2028» i content; der er 2027" in capsys.readouterr().err
    assert cli.main(["build"]) == cli.CONTENT_ERRORS
    assert "ingenting er bygd" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    help_ = capsys.readouterr().out
    assert "Kontrollerer innhaldet og melder frå om feil." in help_
    assert "vis denne hjelpa" in help_
    assert "--merknader" in help_


def test_other_tools_are_told_in_nynorsk_too(capsys: pytest.CaptureFixture[str]) -> None:
    in_language("2027", "nn-NO")
    cli.main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["funn"]
    assert {one["alvor"] for one in found} <= {"feil", "advarsel", "merknad"}
    assert any(one["melding"].startswith("ukjend nøkkel «frst»") for one in found)
    cli.main(["check", "--format", "github"])
    assert "::ukjend nøkkel «frst»" in capsys.readouterr().out


# --- Reports ------------------------------------------------------------------------------------


def compared(language: str, face: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the comparison of two small years says."""
    in_language("2026", language)
    in_language("2027", language)
    for year, text in (("2026", "Vi går."), ("2027", "Vi springer fort.")):
        chapter = Path("content", year, "kapitler", "kort.yaml")
        content = "innhold:\n  - tekst: Ikke noe her.\n" if year == "2026" else "innhold:\n"
        measures = f"  - tiltak:\n      - {{id: a, tekst: {text}, egne_felt: {{hva: Noe {year}}}}}\n"
        chapter.write_text(f"id: kort\ntittel: Kort\n{content}{measures}", encoding="utf-8")
        frame = chapter.parent.parent / "program.yaml"
        columns = "[{felt: tiltak, overskrift: Tiltak, bredde: 50}, {felt: hva, overskrift: Hva, bredde: 50}]"
        with frame.open("a", encoding="utf-8") as file:
            file.write(f"tiltakstabell: {{kolonner: {columns}}}\n")
    assert cli.main(["diff", "2026", "2027", "--format", face]) == cli.GOOD
    return capsys.readouterr().out


BOKMÅL = re.compile(
    r"\b(?:ikke|Endringer|endringer|fra|avsnitt fjernet|Kapitler|fjernet|endret|sammenlignet|nå)\b"
)


@pytest.mark.parametrize("face", ["text", "md", "html"])
def test_a_comparison_is_told_in_nynorsk_in_every_face(face: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = compared("nn-NO", face, capsys)
    said = re.sub(r"(?s)<style>.*?</style>|<!--.*?-->", "", said)
    # What the programme says itself is bokmål here, so that one sees that it is left alone.
    assert "Ikke noe her." in said
    assert "Hva" in said
    told = re.sub(r'class="[^"]*"|data-vis="[^"]*"|href="[^"]*"|id="[^"]*"|for="[^"]*"', "", said)
    assert BOKMÅL.findall(told) == []
    assert "Endringar frå 2026 til 2027" in told
    if face == "html":
        assert '<html lang="nn-NO">' in said
        assert "Vel kva du vil sjå" in said


@pytest.mark.parametrize("language", ["nb-NO", "en-GB"])
def test_other_comparisons_are_in_bokmål_and_say_so(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = compared(language, "html", capsys)
    assert '<html lang="nb-NO">' in said
    assert "Endringer fra 2026 til 2027" in said
