"""The budget."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import CHAPTER, Change, Example, File, in_prose
from tests.rules.form import BUDGET

SUM_DEVIATION = """\
        avvik:
          budsjett-2024:
            trykt: 8096
            begrunnelse: Resultat (-2 084) og utgående mindreforbruk (608) følger av den trykte summen.
"""
CHANGE_DEVIATION = (
    "          endring:\n            trykt: -20\n            begrunnelse: Hovedtabellen har -60. -20 er "
    "summen av de trykte endringene, der IMDi Velkomsttjenester (-40) mangler.\n"
)
CLOSING = "        sum: [inngaende, resultat]\n"
FEES = "        navn: Kontingenter\n"
BOTH = "tall: {revidert-2024: 40, prognose-2024: 40}"
REVISED = "      - id: revidert-2024\n        overskrift: Revidert juni 2024\n"
PROJECT_UNIT = "    trykk_tittel: false\n    enhet: tusen kroner\n"
PROJECTS = "      - id: prosjekt-foringer\n"
TWICE = (
    "      - id: {}prosjekt-kommunikasjon\n        navn: Kommunikasjon\n"
    "        tall: {{budsjett-2024: 340, budsjett-2025: {}}}\n\n"
)
LAST_YEAR = b"""\
tabeller:
  - id: kontingent
    tittel: Medlemskontingent
    enhet: kroner
    kolonner:
      - {id: kontingent-2020, overskrift: Kontingent 2020}
    rader:
      - {id: kontingent-fylkeskommuner, navn: Fylkeskommuner, tall: {kontingent-2020: 2387511}}
      - {id: kontingent-kommuner, navn: Kommuner, tall: {kontingent-2020: 2248331}}
      - {id: kontingent-oslo, navn: Oslo, tall: {kontingent-2020: 2043213}}
"""

EXAMPLES = (
    Example(
        "budsjett-avvik",
        "«Sum inntekter» i kolonnen «budsjett-2024» er oppgitt som avvik, men utregningen gir også "
        "7\u00a0896; "
        "slett avviket",
        "Slett avviket. Regnes raden ikke ut, så skriv tallet under `tall`.",
        (
            Change(
                BUDGET,
                SUM_DEVIATION,
                SUM_DEVIATION.replace("budsjett", "¶budsjett").replace("8096", "7896"),
                "",
            ),
        ),
        shown=("`avvik:`<br>`  ▸budsjett-2024:`<br>`    trykt: 7896`", "uten `avvik`"),
    ),
    Example(
        "budsjett-avvik",
        "«Utgående mindreforbruk» i kolonnen «budsjett-2024» er trykt som 610, men utregningen gir 608 "
        "(forskjell "
        "2): Inngående mindreforbruk (overførte midl… 2\u00a0692 + Resultat (neg. resultat = bruk av overf… "
        "-2\u00a0084. Rundet av i vedtaket.",
        "Ingenting. Avviket er forklart, og meldingen minner om det.",
        (
            Change(
                BUDGET,
                CLOSING,
                f"{CLOSING}        avvik:\n          ¶budsjett-2024:\n            trykt: 610\n"
                "            begrunnelse: Rundet av i vedtaket.\n",
            ),
        ),
        severity=Severity.NOTICE,
        shown=("`avvik:`<br>`  ▸budsjett-2024:`<br>`    trykt: 610`", "avviket kan stå"),
    ),
    Example(
        "budsjett-beløp",
        "«ca. 2,3 mill. kroner» gjengir «Inngående mindreforbruk (overførte midler fra tidl. år)» "
        "(budsjett-2025), som er 2\u00a0151 tusen kroner: avrundet på samme måte 2,2",
        "Rett beløpet, eller vis til en annen post.",
        (
            Change(
                CHAPTER,
                "[ca. 2,1 mill. kroner](#inngaende/budsjett-2025)",
                "¶[ca. 2,3 mill. kroner](#inngaende/budsjett-2025)",
            ),
        ),
    ),
    Example(
        "budsjett-bredde",
        "tabellen er for bred: 5 kolonner med tall så lange som 123\u00a0456\u00a0789\u00a0012\u00a0345 får "
        "ikke plass på siden; skriv «liggende: true», velg en større enhet eller færre kolonner",
        "Sett tabellen på en liggende side, velg en større `enhet` eller ta bort kolonner.",
        (
            Change(BUDGET, "- id: hovedtall-tabell\n", "- id: ¶hovedtall-tabell\n"),
            Change(
                BUDGET,
                "      - id: kontingenter\n",
                "      - {id: verdier, navn: Verdier, tall: {budsjett-2024: 123456789012345, revidert-2024: "
                "123456789012345, prognose-2024: 123456789012345, budsjett-2025: 123456789012345}}\n\n"
                "      - id: kontingenter\n",
            ),
        ),
        shown=(
            "`- id: ▸hovedtall-tabell`, med ti kolonner eller svært lange tall",
            "kortere tall eller færre kolonner",
        ),
    ),
    Example(
        "budsjett-figur",
        "raden «kontingenter» har ikke sum; skriv radene under rader",
        "Vis enten postene i en `sum` eller `rader` som du velger. Rader og kolonner må stå i tabellen.",
        (Change(BUDGET, "        sum: sum-inntekter\n", "        sum: ¶kontingenter\n"),),
    ),
    Example(
        "budsjett-figur",
        "en figur med «form: linje» skal ha «kolonner»",
        "Formene «stablet» og «linje» har `kolonner`, «stolper» og «foss» har `kolonne`.",
        (
            Change(
                BUDGET,
                "        sum: sum-inntekter\n        kolonne: budsjett-2025\n        mot: revidert-2024\n",
                "        form: linje\n        sum: sum-inntekter\n        kolonne: ¶budsjett-2025\n",
                "        form: linje\n        sum: sum-inntekter\n"
                "        kolonner: [revidert-2024, budsjett-2025]\n",
            ),
        ),
    ),
    Example(
        "budsjett-figur",
        "en foss ender i en rad som regnes ut av radene over, og det gjør ikke «Resultat (neg. "
        "resultat = bruk av overf…»; figuren mangler «Sum driftsutgifter*»",
        "Ta med alle radene som resultatet består av, og skriv det sist.",
        (
            Change(
                BUDGET,
                "        sum: sum-inntekter\n        kolonne: budsjett-2025\n        mot: revidert-2024\n",
                "        form: foss\n        rader: ¶[sum-inntekter, resultat]\n"
                "        kolonne: budsjett-2025\n",
                "        form: foss\n        rader: [sum-inntekter, sum-driftsutgifter, resultat]\n"
                "        kolonne: budsjett-2025\n",
            ),
        ),
    ),
    Example(
        "budsjett-formel",
        "«Prosjekter» regnes ut på flere måter; behold én av sum, differanse og lik",
        "Behold én av dem.",
        (
            Change(
                BUDGET,
                "      - id: prosjekter\n        navn: Prosjekter\n        lik: prosjekter-totalt\n",
                "      - id: ¶prosjekter\n        navn: Prosjekter\n        lik: prosjekter-totalt\n"
                "        sum: [lonn, kommunikasjon]\n",
            ),
        ),
    ),
    Example(
        "budsjett-desimaler",
        "tallet 5800,5 har for mange desimaler; tabellen har hele tall; beløp er hele tall: rund av til "
        "5800 eller 5801. Skal tallene ha desimaler, skriver du desimaler: 1 i tabellen",
        "Rund av tallet, eller skriv `desimaler` i tabellen.",
        (Change(BUDGET, "budsjett-2025: 5800", "¶budsjett-2025: 5800.5"),),
    ),
    Example(
        "budsjett-enhet",
        "«Prosjekter» henter tall fra «prosjekter-totalt», som er i årsverk og ikke tusen kroner; bare "
        "kroner regnes om",
        "Skriv tallene inn, eller gi tabellene samme enhet.",
        (
            Change(BUDGET, PROJECT_UNIT, PROJECT_UNIT.replace("tusen kroner", "årsverk")),
            Change(BUDGET, "- id: prosjekter\n", "- id: ¶prosjekter\n"),
        ),
        shown=(
            "`- id: ▸prosjekter`, som henter tall fra en tabell med<br>`enhet: årsverk`",
            "`enhet: tusen kroner`",
        ),
    ),
    Example(
        "budsjett-henvisning",
        "budsjettet har ingen kolonne «budsjett-2052»; mente du «budsjett-2025»?",
        "Rett id-en til raden eller kolonnen.",
        (Change(BUDGET, "budsjett-2025: 5800", "¶budsjett-2052: 5800"),),
    ),
    in_prose(
        "budsjett-henvisning",
        "Vi bruker ¶[5,8 mill. kroner](#lønn/budsjett-2025).",
        "Vi bruker [5,8 mill. kroner](#lonn/budsjett-2025).",
        "budsjettet har ingen rad «lønn»; mente du «lonn»?",
        "Rett id-en til raden eller kolonnen. Raden må ha et tall i kolonnen.",
    ),
    Example(
        "budsjett-kolonne",
        "kolonne-id-en «revidert-2024» står 2 ganger i tabellen; velg en annen",
        "Gi den ene en annen id.",
        (
            Change(
                BUDGET,
                REVISED,
                REVISED.replace("- ", "- ¶") + REVISED.replace("- ", "- ¶").replace("juni", "mai"),
                REVISED + REVISED.replace("revidert-2024", "mai-2024").replace("juni", "mai"),
            ),
        ),
    ),
    Example(
        "budsjett-kryssum",
        "«Totalt» i kolonnen «endring» er -\u00a060 regnet langs raden, men -\u00a020 regnet nedover "
        "(forskjell "
        "40); «IMDi Velkomsttjenester (Oslo kommune)» mangler tall i én av kolonnene: skriv 0 der",
        "Skriv `0` i cellen som mangler tall. Står det et annet tall i dokumentet, så forklar det med "
        "`avvik`.",
        (
            Change(BUDGET, BOTH, BOTH, BOTH.replace("}", ", budsjett-2025: 0}")),
            Change(BUDGET, "- id: prosjekter-totalt\n", "- id: ¶prosjekter-totalt\n"),
            Change(BUDGET, CHANGE_DEVIATION, "", ""),
        ),
        shown=(
            f"`- id: ▸prosjekter-totalt`, der en post i summen har<br>`{BOTH}`",
            f"`{BOTH[:-1]}, budsjett-2025: 0}}`",
        ),
    ),
    Example(
        "budsjett-mangler",
        "«Kontingenter» mangler tall i kolonnen «Forslag budsjett 2025»",
        "Skriv tallet. Mens det mangler, står det «…» i tabellen, og i alt som regnes ut av det.",
        (
            Change(
                BUDGET,
                "tall: {budsjett-2024: 6834, revidert-2024: 6987, prognose-2024: 6987, budsjett-2025: 6987}",
                "tall: {budsjett-2024: 6834, revidert-2024: 6987, prognose-2024: 6987, ¶budsjett-2025: …}",
            ),
            Change(
                CHAPTER, "[6.987 millioner kroner](#kontingenter/budsjett-2025)", "6.987 millioner kroner"
            ),
        ),
        in_draft=Severity.WARNING,
        shown=("`prognose-2024: 6987, ▸budsjett-2025: …`", "`prognose-2024: 6987, budsjett-2025: 6987`"),
    ),
    Example(
        "budsjett-overføring",
        "«Kontingenter» i kolonnen «budsjett-2024» er 6\u00a0834, men skal være 6\u00a0679 (forskjell "
        "155), som i budsjettet for 2021",
        "Rett tallet. Er det et annet tall som skal gjentas, så rett `samme_som`.",
        (
            Change(
                BUDGET,
                FEES,
                f"{FEES}        samme_som: {{budsjett-2024: ¶2021/kontingent-totalt/kontingent-2020}}\n",
            ),
        ),
        shown=(
            "`samme_som: {budsjett-2024: ▸2021/kontingent-totalt/kontingent-2020}`",
            "det samme tallet begge steder",
        ),
    ),
    Example(
        "budsjett-sirkel",
        "«Utgående mindreforbruk» i kolonnen «budsjett-2024» avhenger av seg selv (via «utgaende»)",
        "Ta bort id-en som peker tilbake.",
        (
            Change(BUDGET, "sum: [inngaende, resultat]", "sum: [inngaende, resultat, utgaende]"),
            Change(BUDGET, "- id: utgaende\n", "- id: ¶utgaende\n"),
        ),
        shown=(
            "`- id: ▸utgaende`<br>`  sum: [inngaende, resultat, utgaende]`",
            "`- id: utgaende`<br>`  sum: [inngaende, resultat]`",
        ),
    ),
    Example(
        "budsjett-tabell",
        "tabellen «prosjektbudsjett» er ikke satt inn i noe kapittel (- budsjettabell: prosjektbudsjett)",
        "Sett hver tabell inn én gang.",
        (
            Change(CHAPTER, "          - budsjettabell: prosjektbudsjett\n", ""),
            Change(BUDGET, "- id: prosjektbudsjett\n", "- id: ¶prosjektbudsjett\n"),
        ),
        shown=(
            "`- id: ▸prosjektbudsjett`, som ikke står i noe kapittel",
            "`- budsjettabell: prosjektbudsjett`",
        ),
    ),
    Example(
        "budsjett-tom",
        "kolonnen «prognose-2024» er ført opp som tom, så tallet blir ikke trykt; slett det ene",
        "Slett det ene.",
        (
            Change(
                BUDGET,
                "        tall: {prognose-2024: 72}\n",
                "        tall: {¶prognose-2024: 72}\n        tomme: [prognose-2024]\n",
            ),
        ),
    ),
    Example(
        "budsjett-uendret",
        "alle tallene i «Kontingent 2020» er de samme som i «Kontingent 2020» i 2020; skriv årets tall",
        "Skriv årets tall, eller `…` der de ikke er klare.",
        wrong_files=(File("../2020/budsjett.yaml", LAST_YEAR),),
        place="budsjett.yaml:74:21",
        severity=Severity.WARNING,
        year=2021,
        shown=("tallene er som i budsjettet for 2020", "tallene er årets"),
    ),
    Example(
        "budsjett-ulikt",
        "«Kommunikasjon» er 150 i kolonnen «budsjett-2025», men 250 i «Hovedtall»; er det samme post, så "
        "hent tallet med lik, ellers gi dem ulike navn",
        "Hent tallet med `lik`, eller gi postene ulike navn.",
        (Change(BUDGET, PROJECTS, TWICE.format("¶", 150) + PROJECTS, TWICE.format("", 250) + PROJECTS),),
        severity=Severity.WARNING,
        shown=(
            "`navn: Kommunikasjon` i to tabeller, der bare det ene av to tall er det samme",
            "`budsjett-2025: 250`",
        ),
    ),
    Example(
        "budsjett-utregnet",
        "«Prosjekter» i kolonnen «budsjett-2025» regnes ut (1\u00a0350) og skal ikke skrives inn; bruk avvik",
        "Slett tallet. Har dokumentet et annet tall, så bruk `avvik`.",
        (
            Change(
                BUDGET,
                "        lik: prosjekter-totalt\n",
                "        lik: prosjekter-totalt\n        tall: {¶budsjett-2025: 1350}\n",
            ),
        ),
    ),
)
