"""Goals and indicators, and overviews by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity
from tests.read.helpers import PLACE
from tests.rules.example import CHAPTER, Change, Example, File, code

if TYPE_CHECKING:
    from handlingsprogram.finding import RuleId

BELOW = "underkapitler:\n  - id: budsjettrammer\n"
GOALS = """\
nivåer: [Mål, Delmål]
mål:
  - id: null-utslipp
    tekst: Regionen er et lavutslippssamfunn
    under:
      - {id: kollektiv, tekst: Flere reiser kollektivt}
indikatorer:
  - id: reiser
    navn: Kollektivreiser per innbygger
    mål: kollektiv
    retning: opp
    desimaler: 0
    grunnlinje: {år: 2019, verdi: 220}
    målinger: [{år: 2023, verdi: 231}, {år: 2024, verdi: 240}]
    måltall: [{år: 2030, verdi: 260}]
"""
HIERARCHY, TABLE = "  - målhierarki: {id: maalene}\n", "  - indikatortabell: {id: tallene}\n"


def in_goals(
    rule: RuleId,
    right: str,
    wrong: str,
    message: str,
    cure: str,
    *,
    severity: Severity = Severity.ERROR,
    blocks: str = HIERARCHY + TABLE,
) -> Example:
    """Make an example of a year with mal.yaml in which a text is wrong."""
    assert GOALS.count(right) == 1, right
    spoilt = GOALS.replace(right, wrong)
    before, found, _ = spoilt.partition(PLACE)
    assert found
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Example(
        rule,
        message,
        cure,
        (Change(CHAPTER, BELOW, blocks + BELOW, blocks + BELOW),),
        (File("mal.yaml", spoilt.replace(PLACE, "").encode()),),
        (File("mal.yaml", GOALS.encode()),),
        place=f"mal.yaml:{line}:{column}",
        severity=severity,
        shown=(code(wrong.replace(PLACE, "")), code(right)),
    )


def in_blocks(rule: RuleId, right: str, wrong: str, message: str, cure: str) -> Example:
    """Make an example of a block that is wrong, in a year with mal.yaml in which all is printed."""
    everything = HIERARCHY + TABLE
    return Example(
        rule,
        message,
        cure,
        (Change(CHAPTER, BELOW, everything + wrong + BELOW, everything + right + BELOW),),
        (File("mal.yaml", GOALS.encode()),),
        (File("mal.yaml", GOALS.encode()),),
        shown=(code(wrong), code(right)),
    )


CHAPTERS = "kapitler:\n  - rammer\n"
LAYOUT = """\
felt:
  delmaal: {type: mål}
tiltakstabeller:
  etter-maal:
    kolonner:
      - {felt: tiltak, overskrift: Tiltak, bredde: 50}
      - {felt: delmaal, overskrift: Mål, bredde: 50}

"""
HEAD = "sideskift: true\n\ninnhold:\n"
WITH_LAYOUT = "sideskift: true\ntiltakstabell: etter-maal\n\ninnhold:\n"
MEASURES = "  - tiltak:\n      - {id: tog, tekst: Kjøre flere tog, egne_felt: {delmaal: [null-utslipp]}}\n"
OVERVIEW = "  - tiltaksoversikt: {{id: oversikten, etter: {}, kolonner: [tiltak]}}\n"

EXAMPLES = (
    Example(
        "mål-tiltak",
        "ingen tiltak bidrar til «Flere sykler» (Mål 2)",
        "La et tiltak vise til målet, eller la det stå: et mål kan være felles for alle.",
        (
            Change(CHAPTER, BELOW, *[HIERARCHY + TABLE + MEASURES + BELOW] * 2),
            Change(CHAPTER, HEAD, *[WITH_LAYOUT] * 2),
            Change("program.yaml", CHAPTERS, *[LAYOUT + CHAPTERS] * 2),
        ),
        (
            File(
                "mal.yaml",
                GOALS.replace("indikatorer:", "  - {id: sykler, tekst: Flere sykler}\nindikatorer:").encode(),
            ),
        ),
        (File("mal.yaml", GOALS.encode()),),
        place="mal.yaml:7:10",
        severity=Severity.NOTICE,
        shown=("`- {id: sykler, tekst: Flere sykler}`", "et tiltak viser til målet"),
    ),
    Example(
        "tiltak-kolonne",
        "tiltakene kan ikke grupperes etter «partner», som ingen tiltak har; mente du «partnere»?",
        "Skriv navnet på et felt som tiltakene har.",
        (Change(CHAPTER, BELOW, OVERVIEW.format("¶partner") + BELOW, OVERVIEW.format("partnere") + BELOW),),
    ),
    Example(
        "oversikt",
        "budsjettet har ingen post «sum-inntekt»; mente du «sum-inntekter»?",
        "Skriv id-en til en post i `budsjett.yaml`.",
        (
            Change(
                CHAPTER,
                BELOW,
                "  - programmet: {id: siden, penger: [¶sum-inntekt]}\n" + BELOW,
                "  - programmet: {id: siden, penger: [sum-inntekter]}\n" + BELOW,
            ),
        ),
    ),
    Example(
        "oversikt",
        "ingen tiltak og ingen mål i mal.yaml viser til bærekraftsmål, så det blir ingen fliser; skriv "
        "numrene på målene under «mål», eller slett blokken",
        "Skriv hvilke mål det gjelder, eller slett blokken.",
        (
            Change(
                CHAPTER,
                BELOW,
                "  - målfliser: {id: ¶fliser}\n" + BELOW,
                "  - målfliser: {id: fliser, mål: [11]}\n" + BELOW,
            ),
        ),
    ),
    in_goals(
        "mål-ukjent",
        "    mål: kollektiv\n",
        "    mål: ¶kolektiv\n",
        "mal.yaml har ikke målet «kolektiv»; mente du «kollektiv»?",
        "Rett id-en, eller skriv målet i `mal.yaml`.",
    ),
    in_blocks(
        "mål-ukjent",
        "  - indikatortabell: {id: flere, indikatorer: [reiser]}\n",
        "  - indikatortabell: {id: flere, indikatorer: [¶reise]}\n",
        "mal.yaml har ikke indikatoren «reise»; mente du «reiser»?",
        "Rett id-en, eller skriv indikatoren i `mal.yaml`.",
    ),
    Example(
        "mål-ukjent",
        "«maalene» blir tom, for året har ingen mål; skriv dem i mal.yaml",
        "Lag filen `mal.yaml`, eller ta bort det som skal skrive den ut.",
        (Change(CHAPTER, BELOW, HIERARCHY.replace("maal", "¶maal") + BELOW, BELOW),),
        shown=(code(HIERARCHY.replace("maal", "¶maal")), "målene ligger i årets mappe"),
    ),
    Example(
        "mål-nivå",
        "målet ligger på nivå 2, men nivåer har 1 navn; skriv for eksempel nivåer: [Mål, Delmål]",
        "Skriv ett navn for hvert nivå.",
        (Change(CHAPTER, BELOW, HIERARCHY + TABLE + BELOW, HIERARCHY + TABLE + BELOW),),
        (File("mal.yaml", GOALS.replace("[Mål, Delmål]", "[Mål]").encode()),),
        (File("mal.yaml", GOALS.encode()),),
        place="mal.yaml:6:14",
        shown=("`nivåer: [Mål]`, og mål på to nivåer", "`nivåer: [Mål, Delmål]`"),
    ),
    in_goals(
        "mål-nummer",
        "      - {id: kollektiv, tekst: Flere reiser kollektivt}\n",
        '      - {id: kollektiv, tekst: Flere reiser kollektivt, nummer: "2"}\n'
        '      - {id: ¶sykkel, tekst: Flere sykler, nummer: "2"}\n',
        "målet har nummer 2, som «kollektiv» også har; gi det et annet",
        "Slett `nummer`, så teller verktøyet selv.",
    ),
    in_goals(
        "indikator-tall",
        "    måltall: [{år: 2030, verdi: 260}]\n",
        '    måltall: [¶{år: 2030, verdi: "260,5"}]\n',
        "260,5 har flere desimaler enn indikatoren, som har 0; rund av tallet, eller endre desimaler",
        "Tallet skal trykkes slik det er skrevet. Rund det av, eller la indikatoren ha flere desimaler.",
    ),
    in_goals(
        "indikator-tall",
        "    målinger: [{år: 2023, verdi: 231}, {år: 2024, verdi: 240}]\n",
        "    målinger: [{år: 2024, verdi: 240}, ¶{år: 2023, verdi: 231}]\n",
        "2023 står etter 2024; skriv hvert år én gang, det eldste først",
        "Tabellen viser den siste målingen, så rekkefølgen teller.",
    ),
    in_goals(
        "indikator-tall",
        "    måltall: [{år: 2030, verdi: 260}]\n",
        "    måltall: [¶{år: 2022, verdi: 260}]\n",
        "måltallet er for 2022, som er over når programmet begynner (2025)",
        "Sett et nytt måltall. Skal det gamle stå, så godta funnet.",
        severity=Severity.WARNING,
    ),
    in_goals(
        "indikator-retning",
        "    måltall: [{år: 2030, verdi: 260}]\n",
        "    måltall: [¶{år: 2030, verdi: 210}]\n",
        "indikatoren skal opp, men måltallet for 2030 går den andre veien",
        "Rett måltallet eller `retning`.",
        severity=Severity.WARNING,
    ),
    in_goals(
        "indikator-retning",
        "    målinger: [{år: 2023, verdi: 231}, {år: 2024, verdi: 240}]\n",
        "    målinger: [{år: 2023, verdi: 231}, ¶{år: 2024, verdi: 202}]\n",
        "indikatoren skal opp, men den siste målingen (2024) går den andre veien",
        "Er tallet riktig, så la det stå: utviklingen går feil vei.",
        severity=Severity.NOTICE,
    ),
    in_goals(
        "ikke-trykt",
        "    måltall: [{år: 2030, verdi: 260}]\n",
        "    måltall: [{år: 2030, verdi: 260}]\n  - {id: ¶andel, navn: Andel som sykler}\n",
        "indikatoren «Andel som sykler» blir ikke trykt; sett inn indikatortabell i et kapittel, eller slett "
        "den",
        "Ta den med i en tabell, eller slett den.",
        severity=Severity.WARNING,
        blocks=HIERARCHY + TABLE.replace("tallene", "tallene, indikatorer: [reiser]"),
    ),
)
