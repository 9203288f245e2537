"""How a year goes: its statuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handlingsprogram.finding import Severity
from tests.rules.example import Example, File, code

FOLDER = Path(__file__).parents[1] / "papers" / "status"
JULY, DECEMBER = "2025-07-31", "2025-12-31"
TEXTS = {name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8") for name in (JULY, DECEMBER)}
STOPPED = (
    "    status: stoppet\n    risiko: lav\n    avvik: |\n      TeamOslo er lagt ned av partene. "
    "Profileringen går videre i [](#internasjonal-profilering).\n"
)
WORKSHOP = "  prosjektverksted:\n    status: ferdig\n"
RESULT = "    resultat: Fire prosjektideer er utviklet videre, og én er søkt om midler til.\n"
DONE = "    gjort: Prosjektverkstedet samlet 64 deltakere fra 31 kommuner 20. mars.\n"
POST = "    seadito: {regnskap: 90, prognose: 200}\n"
UNSTARTED = "  kraft-webinarer:\n    status: ikke-startet\n"
EMPTY_POST = "    seadito: {regnskap: …, prognose: …}\n"
ACCOUNTS = "regnskap:\n  kommentar: |\n"


def file(text: str, name: str = JULY) -> File:
    return File(f"status/{name}.yaml", text.encode())


def line(text: str) -> int:
    """Return on which line of the first status a text begins."""
    return TEXTS[JULY].partition(text)[0].count("\n") + 1


def edited(old: str, wrong: str, name: str = JULY, at: str = "") -> dict[str, Any]:
    """Return a status with a text that is wrong, with ¶ where that is told if not `at`, and the right one."""
    assert TEXTS[name].count(old) == 1
    text = TEXTS[name].replace(old, wrong)
    before = text.partition("¶")[0].split("\n")
    return {
        "wrong_files": (file(text.replace("¶", ""), name),),
        "right_files": (file(TEXTS[name], name),),
        "place": f"status/{at}" if at else f"status/{name}.yaml:{len(before)}:{len(before[-1]) + 1}",
    }


def both(old: str, wrong: str) -> dict[str, Any]:
    """Return as `edited` a status that follows another."""
    found = edited(old, wrong, DECEMBER)
    return {**found, **{key: (file(TEXTS[JULY]), *found[key]) for key in ("wrong_files", "right_files")}}


EXAMPLES = (
    Example(
        "status-dato",
        "«2025-31-07.yaml» er ingen dato; kall filen 2025-07-31.yaml, med datoen for statusen",
        "Gi filen et navn med årstall, måned og dag.",
        wrong_files=(file(TEXTS[JULY], "2025-31-07"),),
        right_files=(file(TEXTS[JULY]),),
        place="status/2025-31-07.yaml:1:1",
        shown=("filen heter `status/2025-31-07.yaml`", "filen heter `status/2025-07-31.yaml`"),
    ),
    Example(
        "status-dato",
        "datoen 2024-07-31 hører ikke til 2025; en status er fra 1. januar 2025 til 31. mars 2026",
        "Legg filen i mappen til året den gjelder, eller rett datoen i navnet.",
        wrong_files=(file(TEXTS[JULY], "2024-07-31"),),
        right_files=(file(TEXTS[JULY]),),
        place="status/2024-07-31.yaml:1:1",
        shown=("`status/2024-07-31.yaml` i mappen `2025`", "`status/2025-07-31.yaml`"),
    ),
    Example(
        "status-tiltak",
        "programmet har ikke noe tiltak «prosjektverkstedet»; mente du «prosjektverksted»?",
        "Skriv id-en til tiltaket slik den står i programmet.",
        **edited(WORKSHOP, WORKSHOP.replace("prosjektverksted", "¶prosjektverkstedet")),
        shown=("`▸prosjektverkstedet:`", "`prosjektverksted:`"),
    ),
    Example(
        "status-mangler",
        "1 tiltak mangler status: kraft-webinarer",
        "Gi tiltaket en status når dere vet hvordan det går.",
        **edited(UNSTARTED, "", at=f"{JULY}.yaml:1:1"),
        severity=Severity.NOTICE,
        shown=("tiltaket står ikke i filen", code(UNSTARTED)),
    ),
    Example(
        "status-mangler",
        "1 post mangler regnskap: seadito",
        "Skriv regnskapet når det er klart.",
        **edited(POST, EMPTY_POST, at=f"{JULY}.yaml:{line(ACCOUNTS)}:1"),
        severity=Severity.NOTICE,
        shown=("`seadito: {regnskap: …, prognose: …}`", code(POST)),
    ),
    Example(
        "status-forklaring",
        "«teamoslo» er stoppet; skriv hvorfor, og hva som gjøres med det, i «avvik»",
        "Forklar tiltak som er forsinket eller stoppet.",
        **edited(STOPPED, "    status: ¶stoppet\n    risiko: lav\n"),
        severity=Severity.WARNING,
        shown=(
            "`status: ▸stoppet`",
            "`status: stoppet`<br>`avvik: |`<br>`  TeamOslo er lagt ned av partene.`",
        ),
    ),
    Example(
        "status-forklaring",
        "«prosjektverksted» er ferdig; skriv hva som kom ut av det, i «resultat»",
        "Skriv resultatet av tiltak som er ferdige.",
        **edited(f"{WORKSHOP}{DONE}{RESULT}", f"{WORKSHOP.replace('ferdig', '¶ferdig')}{DONE}"),
        severity=Severity.WARNING,
        shown=("`status: ▸ferdig`", f"`status: ferdig`<br>{code(RESULT)}"),
    ),
    Example(
        "status-post",
        "budsjettet har ingen post «seaditoo»; mente du «seadito»?",
        "Skriv id-en til posten slik den står i `budsjett.yaml`.",
        **edited(POST, POST.replace("seadito", "¶seaditoo")),
        shown=("`▸seaditoo: {regnskap: 90, prognose: 200}`", code(POST)),
    ),
    Example(
        "status-post",
        "«sum-inntekter» blir regnet ut og kan ikke ha regnskap; skriv det på postene",
        "Slett summen: den regnes ut av postene.",
        **edited(POST, f"{POST}    ¶sum-inntekter: {{regnskap: 7387}}\n"),
        shown=("`▸sum-inntekter: {regnskap: 7387}`", code(POST)),
    ),
    Example(
        "status-tilbake",
        "«prosjektverksted» var ferdig i statusen 2025-07-31, men er nå i-rute; stemmer det?",
        "Rett statusen, hvis tiltaket fortsatt er ferdig.",
        **both(WORKSHOP, WORKSHOP.replace("ferdig", "¶i-rute")),
        severity=Severity.NOTICE,
        shown=("`status: ▸i-rute`", "`status: ferdig`"),
    ),
)
