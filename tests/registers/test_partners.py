"""The register of partners: what it knows, what is wrong with it, and what is proposed for it."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.partners import Partnerregister, load_partners
from handlingsprogram.registers import groups
from tests.conftest import ROOT
from tests.registers.years import Measure, gathered, write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("registers")


def loaded(folder: Path, text: str) -> tuple[Partnerregister | None, list[str]]:
    """Return a register as it is read, and what is found in it."""
    (folder / "partnere.yaml").write_text(text, encoding="utf-8")
    found, findings = load_partners(folder / "partnere.yaml")
    return found, [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("spelt", "navn"),
    [
        ("NHO", "NHO"),
        ("nho.", "NHO"),
        ("- departementer.", "departementer"),
        ("departement", "departementer"),
        ("NMBU", "Norges miljø- og biovitenskapelige universitet (NMBU)"),
        (
            "Norges miljø og biovitenskapelige universitet",
            "Norges miljø- og biovitenskapelige universitet (NMBU)",
        ),
        ("FYLKESKOMMUNER", "fylkeskommuner"),
        ("Energi / nettselskap", None),
        ("energi-/nettselskap", "energi-/nettselskap"),
        ("«Entur»", "Entur"),
        ("Academia", "akademia"),
        ("m.fl", None),
    ],
)
def test_a_partner_is_known_again_however_it_is_spelt(spelt: str, navn: str | None) -> None:
    register, _ = load_partners(ROOT / "content/partnere.yaml")
    assert register
    found = register.finn(spelt)
    assert (found.navn if found else None) == navn


def test_a_year_without_a_register_is_told_nothing_of(tmp_path: Path) -> None:
    assert load_partners(tmp_path / "partnere.yaml") == (None, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "partnere:\n  - {id: a, navn: Alfa}\n  - {id: a, navn: Beta}\n",
            "id-en «a» er alt brukt på linje 2; gi den ene en annen",
        ),
        (
            "partnere:\n  - {id: a, navn: Norsk Alfa (NA)}\n  - {id: b, navn: Beta, skrivemåter: [na.]}\n",
            "«na.» står alt hos «a», på linje 2; slett den ene",
        ),
        (
            "partnere:\n  - {id: a, navn: m.fl.}\nikke_partnere: [M.FL]\n",
            "«M.FL» står alt hos «a», på linje 2; slett den ene",
        ),
        ("ikke_partnere: [m.fl.]\n", "nøkkelen «partnere» mangler"),
        ("partnere:\n  - {id: a, navn: Alfa, lenke: alfa.no}\n", "Den begynner med «https://»."),
    ],
)
def test_what_is_wrong_with_a_register_is_told(tmp_path: Path, text: str, told: str) -> None:
    register, [message] = loaded(tmp_path, text)
    assert register is None
    assert told in message


def test_a_name_that_is_spelt_twice_by_one_partner_is_nothing_to_tell_of(tmp_path: Path) -> None:
    register, messages = loaded(tmp_path, "partnere:\n  - {id: a, navn: Alfa, skrivemåter: [ALFA, alfa.]}\n")
    assert register
    assert messages == []


def test_without_a_register_spellings_that_certainly_are_one_are_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    odd = ("–", "KS", "ks.", "Kommunesektorens organisasjon (KS)", "Kommunesektorens organisasjon", "=1+1")
    write(content, "2031", [Measure("messe", "Holde messe", partners="; ".join(odd))])
    found = {group.navn: group.id for group in groups.by_partner(gathered(content))}
    assert found == {"–": "ny", "=1+1": "ny-2", "Kommunesektorens organisasjon (KS)": "ks"}


# --- What is proposed ---------------------------------------------------------------------------


def proposed(content: Path, *options: str) -> int:
    return cli.main(["register", "--partnere", *options, "--content", str(content)])


def test_a_first_register_is_shown_and_then_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (content / "partnere.yaml").unlink()
    assert proposed(content) == cli.GOOD
    _, _, shown = capsys.readouterr().out.partition("Skrevet på flere måter, og ")
    assert not (content / "partnere.yaml").exists()
    certain, doubtful, nobody = (
        shown.index(one) for one in ("sikkert den samme", "Kan være den samme", "Trolig ikke")
    )
    assert certain < shown.index("«Norges vassdrags- og energidirektorat (NVE)», «NVE»") < doubtful
    assert doubtful < shown.index("«academia» og «akademia»") < nobody
    assert "«LO (Kraftløftet)» og «LO»" in shown[doubtful:nobody]
    assert "«øvrige partnere i SEADITO-prosjektet»" in shown[nobody:]
    assert proposed(content, "--skriv") == cli.GOOD
    text = (content / "partnere.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/partnere.schema.json\n")
    assert "    navn: academia\n    # Kan være den samme som «akademia»\n" in text
    assert cli.main(["check", "--content", str(content)]) == cli.GOOD
    assert "partner-ukjent" not in capsys.readouterr().out
    assert proposed(content) == cli.GOOD
    assert "har alle partnerne som tiltakene nevner" in capsys.readouterr().err


def test_an_empty_list_gets_its_partners_below_each_other(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(content, "2031", [Measure("messe", "Holde messe", partners="Alfa; Beta")])
    (content / "partnere.yaml").write_text("# Våre\npartnere: []\n", encoding="utf-8")
    assert proposed(content, "--skriv") == cli.GOOD
    text = "# Våre\npartnere:\n  - id: alfa\n    navn: Alfa\n  - id: beta\n    navn: Beta\n"
    assert (content / "partnere.yaml").read_text(encoding="utf-8") == text


KEPT = [
    "# Vår egen liste\npartnere:\n\n  - id: nho   # på Majorstuen\n    navn: NHO\n\n  - {id: lo, navn: LO}\n",
    "partnere: [{id: nho, navn: NHO}, {id: lo, navn: LO}]\nikke_partnere: [m.fl.]\n",
    "partnere:\r\n- id: nho\r\n  navn: NHO\r\n- id: lo\r\n  navn: LO\r\nikke_partnere:\r\n- m.fl.\r\n",
    "ikke_partnere:\n  - m.fl.\n# Her er de\npartnere:\n  - id: nho\n    navn: NHO\n  - id: lo\n    navn: LO",
]


@pytest.mark.parametrize("old", KEPT)
def test_what_is_new_is_added_and_every_line_stays(tmp_path: Path, old: str) -> None:
    content = tmp_path / "content"
    names = "NHO; m.fl.; andre aktører; Trygg: havn # 1; LO (Havn); 'quoted"
    names = names.replace("'", "''")
    write(content, "2031", [Measure("messe", "Holde messe", partners=names)])
    file = content / "partnere.yaml"
    file.write_bytes(old.encode())
    assert proposed(content, "--skriv") == cli.GOOD
    new = file.read_bytes().decode()
    if "[" not in old:
        changes = difflib.ndiff(old.splitlines(), new.splitlines())
        assert [line for line in changes if line.startswith("-")] == []
    assert new.count("\r\n") == (new.count("\n") if "\r\n" in old else 0)
    register, findings = load_partners(file)
    assert register
    assert findings == []
    assert [one.navn for one in register.partnere] == ["NHO", "LO", "'quoted", "LO (Havn)", "Trygg: havn # 1"]
    assert register.kjenner("andre aktører")
    assert register.finn("andre aktører") is None


def test_nothing_is_written_over_work_that_is_not_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    write(content, "2031", [Measure("messe", "Holde messe", partners="Alfa")])
    file = content / "partnere.yaml"
    file.write_text("partnere:\n  - {id: nho, navn: NHO}\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    old = file.read_bytes()
    assert proposed(content, "--skriv") == cli.WRONG_USE
    assert "har endringer som ikke er lagret i git" in capsys.readouterr().err
    assert file.read_bytes() == old


def test_a_register_that_cannot_be_read_is_not_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    write(content, "2031", [Measure("messe", "Holde messe", partners="Alfa")])
    file = content / "partnere.yaml"
    file.write_text("partnere: [\n", encoding="utf-8")
    assert proposed(content, "--skriv") == cli.CONTENT_ERRORS
    assert "partnere.yaml:" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "partnere: [\n"
