"""Chapters, measures and tables."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import Change, Example, File
from tests.rules.form import FRAME, PROGRAM, STRATEGIES

LO = """\
    skrivemåter: [LO (Kraftløftet)]
    slag: organisasjon
    lenke: https://www.lo.no
  - id: logistikksentra
"""
MONTHS = """\
innhold:
  - tabell:
{}      id: {}arshjul
      tittel: Årshjul
      hode: [[Januar, Februar, Mars, April, Mai, Juni, Juli, August, September, Oktober, November, Desember]]
      rader: [[Styremøte, Årsmelding, x, x, x, x, x, x, Styremøte, x, x, Budsjett]]
  - tekst: |
"""
FROM_FILE = "innhold:\n  - tabell: {{id: moter, tittel: Møter, fil: {}tabeller/moter.csv}}\n  - tekst: |\n"
TABLE = """\
innhold:
  - tabell:
      id: {}moter
      tittel: Møter
      bredder: [1, 2]
      hode: [[Når, Hva]]
      rader: [[Mars, Styremøte{}]]
  - tekst: |
"""
DEEP = """\
tittel: Representantskapet
            underkapitler:
              - id: rep-moter
                tittel: Møter
                underkapitler:
                  - id: ¶rep-innkalling
                    tittel: Innkalling
"""
CHART = "- id: {}\n        tittel: Hvor pengene kommer fra\n        {}\n"
HUNGER = 'tittel: "Utrydde sult", farge: "#dda63a"}'
FLAT = DEEP[: DEEP.index("                underkapitler:")]

TABLES = "tiltakstabell:\n"
TYPES = f"felt:\n  {{}}kostnad: {{{{type: {{}}\n{TABLES}"
THOUSANDS = "beløp, enhet: tusen kroner}"
AGREES = "beløp, enhet: tusen kroner, stemmer_med: prosjekter/budsjett-2025}"
WORKSHOP = "      - id: prosjektverksted\n"
FIRST_COLUMN = "    - felt: tiltak\n"
NUMBER_COLUMN = f"    - {{felt: nummer, overskrift: Nr., bredde: 10}}\n{FIRST_COLUMN}"
COSTS = f"    - {{felt: kostnad, overskrift: Kostnad, bredde: 20}}\n{FIRST_COLUMN}"
COST_COLUMN = Change(PROGRAM, FIRST_COLUMN, COSTS, COSTS)

LOOK = "utseende: klassisk\n"
EXAMPLES = (
    Example(
        "ikke-trykt",
        "innholdstittelen «Styret og rådet» blir ikke trykt, for overskriften er ikke med i "
        "innholdsfortegnelsen; slett den",
        "Slett det ene, `innholdstittel` eller `i_innhold: false`.",
        (
            Change(
                "kapitler/organisering.yaml",
                "tittel: Roller og ansvar\n    i_innhold: false\n",
                "tittel: Roller og ansvar\n    i_innhold: false\n    innholdstittel: ¶Styret og rådet\n",
            ),
        ),
        severity=Severity.WARNING,
    ),
    Example(
        "ikke-trykt",
        "formen gjelder tiltakene rett under denne overskriften, og ingen av dem har bærekraftsmål; slett "
        "den, eller flytt den dit tiltakene står",
        "Skriv formen under hver overskrift som har tiltak med bærekraftsmål. Den arves ikke.",
        (
            Change(
                "kapitler/overordnede-strategier.yaml",
                "tittel: Overordnede strategier\n",
                "tittel: Overordnede strategier\n¶bærekraftsmål_form: {foran: FN}\n",
            ),
        ),
        severity=Severity.WARNING,
    ),
    Example(
        "ikke-trykt",
        "figuren «Hvor pengene kommer fra» blir ikke vist, for ingen av postene i den har tall",
        "Figuren kommer når postene får tall. Velg andre poster om den aldri skal ha dem.",
        (
            Change(
                "budsjett.yaml",
                CHART.format("figur-inntekter", "sum: sum-inntekter"),
                CHART.format("¶figur-inntekter", "rader: [utgifter-overskrift]"),
            ),
        ),
        severity=Severity.NOTICE,
    ),
    Example(
        "mål-innledning",
        "teksten nevner bærekraftsmål 12, men ingen tiltak i «Areal, transport, mobilitet og logistikk» "
        "har det",
        "Rett teksten eller tiltakene, så de nevner de samme målene.",
        (
            Change(
                "innsatsomrader/areal-transport.yaml",
                "bærekraftsmål 9, 11, 13 og 17",
                "bærekraftsmål 9, 11, ¶12, 13 og 17",
            ),
        ),
        severity=Severity.WARNING,
        year=2021,
    ),
    Example(
        "kontrast",
        "«dempet» (#8a949e) på hvitt papir har kontrasten 3,0, men tekst må ha minst 4,5; velg farger som "
        "skiller seg mer fra hverandre",
        "Velg en mørkere farge i `tema.yaml`, eller en lysere på mørk bunn.",
        (
            Change(
                "../tema.yaml",
                LOOK,
                f'{LOOK}farger:\n  dempet: ¶"#8a949e"\n',
                f'{LOOK}farger:\n  dempet: "#515d68"\n',
            ),
        ),
    ),
    Example(
        "kolonne-bredde",
        "tabellen er for bred: 12 kolonner trenger minst 185 mm til sammen, og siden har 162; skriv "
        "«liggende: true», eller ta bort en kolonne",
        "Skriv `liggende: true`, eller ta bort en kolonne. Datoer, tall og åtte bokstaver av hvert ord må få "
        "plass i alle kolonnene. I `tiltakstabell` kan du også skrive `visning: kort`.",
        (
            Change(
                FRAME,
                "innhold:\n  - tekst: |\n",
                MONTHS.format("", "¶"),
                MONTHS.format("      liggende: true\n", ""),
            ),
        ),
        shown=(
            "`- tabell:`, med en kolonne for hver måned<br>`id: ▸arshjul`",
            "`- tabell:`<br>`id: arshjul`<br>`liggende: true`",
        ),
    ),
    Example(
        "mål-nummer",
        "her skal mål nummer 2 stå; målene går fra 1 til 17 i rekkefølge",
        "Sett målene i `baerekraftsmal.yaml` i rekkefølge, 1–17.",
        (Change("../baerekraftsmal.yaml", f"- {{nummer: 2, {HUNGER}", f"- {{nummer: ¶3, {HUNGER}"),),
    ),
    Example(
        "partner-dobbel",
        "«LO (Kraftløftet)» står alt hos «lo», på linje {}; slett den ene",
        "Slett skrivemåten hos den partneren den ikke hører til. Hver id og hver skrivemåte står én gang i "
        "`partnere.yaml`.",
        (
            Change(
                "../partnere.yaml",
                f"{LO}    navn: logistikksentra\n",
                f"{LO.replace('LO (K', '‡LO (K')}    navn: logistikksentra\n"
                "    skrivemåter: [¶LO (Kraftløftet)]\n",
            ),
        ),
        shown=("`skrivemåter: [▸LO (Kraftløftet)]` hos to partnere", "skrivemåten hos den ene"),
    ),
    Example(
        "partner-ukjent",
        "«NHOO» står ikke i partnere.yaml; rett skrivemåten, eller før den opp der; mente du «NHO»?",
        "Skriv partneren som i `partnere.yaml`, eller før opp partneren eller skrivemåten der.",
        (Change("innsatsomrader/by-og-regionutvikling.yaml", "- NHO\n", "- ¶NHOO\n"),),
        severity=Severity.WARNING,
    ),
    Example(
        "program-dato",
        "datoen 2024-02-30 finnes ikke; skriv den som åååå-mm-dd",
        "Skriv en dato som finnes.",
        (Change(PROGRAM, "dato: 2024-12-18", "dato: ¶2024-02-30"),),
    ),
    Example(
        "program-år",
        "året er 2024, men mappen heter «2025»; de skal være like",
        "La dem være like.",
        (Change(PROGRAM, "år: 2025", "år: ¶2024"),),
    ),
    Example(
        "seksjon-nivå",
        "«Innkalling» ligger på nivå 6; det dypeste er 5",
        "Flytt underkapitlet ett nivå opp.",
        (Change("kapitler/organisering.yaml", "tittel: Representantskapet\n", DEEP, FLAT),),
        shown=("et underkapittel på nivå 6: `- id: ▸rep-innkalling`", "nivå 5 er det dypeste"),
    ),
    Example(
        "tabell-bredde",
        "rad 2 i «moter» fyller 3 kolonner; tabellen har 2",
        "Legg til eller slett celler, eller rett `over`. Tabellhodet er rad 1.",
        (Change(FRAME, "innhold:\n  - tekst: |\n", TABLE.format("¶", ", Oslo"), TABLE.format("", "")),),
        shown=(
            "`id: ▸moter`<br>`bredder: [1, 2]`<br>`rader: [[Mars, Styremøte, Oslo]]`",
            "`id: moter`<br>`bredder: [1, 2]`<br>`rader: [[Mars, Styremøte]]`",
        ),
    ),
    Example(
        "tabell-fil",
        "tabeller/moter.csv: filen finnes ikke i mappen 2025/tabeller",
        "Legg filen i mappen `tabeller` i året, og lagre den som CSV UTF-8.",
        (Change(FRAME, "innhold:\n  - tekst: |\n", FROM_FILE.format("¶"), FROM_FILE.format("")),),
        right_files=(File("tabeller/moter.csv", b"N\xc3\xa5r;Hva\nMars;Styrem\xc3\xb8te\n"),),
        shown=("`fil: ▸tabeller/moter.csv`", "filen ligger der"),
    ),
    Example(
        "tiltak-felt",
        "feltet «frist» har ingen kolonne i program.yaml og blir ikke trykt",
        "Legg til kolonnen i `program.yaml`, eller slett feltet.",
        (
            Change(
                STRATEGIES,
                "tekst: Gjennomføre prosjektverksted\n",
                "tekst: Gjennomføre prosjektverksted\n        ¶frist: 1. juni\n",
                "tekst: Gjennomføre prosjektverksted\n        frist: 1. juni\n",
            ),
            Change(
                PROGRAM,
                "      visning: avsnitt\n",
                "      visning: avsnitt\n",
                "      visning: avsnitt\n    - {felt: frist, overskrift: Frist, bredde: 10}\n",
            ),
        ),
        shown=("`▸frist: 1. juni`", "`- {felt: frist, overskrift: Frist, bredde: 10}`"),
    ),
    Example(
        "tiltak-felttype",
        "«kostnad» er et beløp; skriv «enhet: kroner», «enhet: tusen kroner», «enhet: millioner kroner»",
        "Skriv enheten som beløpene er i. En farge på et valg må ha et tegn og skille seg fra hvitt papir.",
        (
            Change(PROGRAM, TABLES, TYPES.format("¶", "beløp}"), TYPES.format("", "beløp, enhet: kroner}")),
            COST_COLUMN,
            Change(
                STRATEGIES,
                WORKSHOP,
                f"{WORKSHOP}        kostnad: 1200\n",
                f"{WORKSHOP}        kostnad: 1200\n",
            ),
        ),
        shown=("`▸kostnad: {type: beløp}`", "`kostnad: {type: beløp, enhet: kroner}`"),
    ),
    Example(
        "oversikt",
        "figurer har ikke nummer og kan ikke listes opp; skriv «figurer: true» under nummerering i "
        "program.yaml",
        "Slå på numrene, eller slett oversikten. Det må være noe å liste opp, og hver oversikt står én gang.",
        (
            Change(
                "kapitler/organisering.yaml",
                "\nunderkapitler:\n  - id: roller",
                "innhold:\n  - oversikt: ¶figurer\n\nunderkapitler:\n  - id: roller",
                "\nunderkapitler:\n  - id: roller",
            ),
        ),
        shown=("`- oversikt: ▸figurer`", "slettet"),
    ),
    Example(
        "tiltak-kolonne",
        "ingen tiltak har feltet «resultatsmål»; mente du «resultatmål»?",
        "Rett kolonnen i `program.yaml`. En av dem skal vise `tiltak`, og ingen kan stå to ganger.",
        (Change(PROGRAM, "- felt: resultatmål", "- felt: ¶resultatsmål"),),
    ),
    Example(
        "tiltak-nummer",
        "nummeret 3.1 har også tiltaket «politisk-pavirkning»; skriv et annet «nummer», eller slett nøkkelen "
        "så det blir telt",
        "Skriv et nummer som ingen andre tiltak har.",
        (
            Change(
                STRATEGIES,
                WORKSHOP,
                f'{WORKSHOP}        ¶nummer: "3.1"\n',
                f'{WORKSHOP}        nummer: "3.1b"\n',
            ),
            Change(PROGRAM, FIRST_COLUMN, NUMBER_COLUMN, NUMBER_COLUMN),
        ),
        shown=('`▸nummer: "3.1"`', '`nummer: "3.1b"`'),
    ),
    Example(
        "tiltak-sum",
        "summen av «kostnad» er 1\u00a0200 tusen kroner, men «Prosjekter» (budsjett-2025) er 1\u00a0350: "
        "150 for lite; rett tiltakene eller budsjettet",
        "Rett beløpet ved tiltakene, tallet i budsjettet, eller det som `stemmer_med` peker på.",
        (
            Change(PROGRAM, TABLES, TYPES.format("¶", AGREES), TYPES.format("", AGREES)),
            COST_COLUMN,
            Change(
                STRATEGIES,
                WORKSHOP,
                f"{WORKSHOP}        kostnad: 1200\n",
                f"{WORKSHOP}        kostnad: 1350\n",
            ),
        ),
    ),
    Example(
        "tiltak-verdi",
        "«ca. 1 200» i «kostnad» er ikke et tall; skriv 1200",
        "Skriv verdien slik typen til feltet krever: tall uten mellomrom, datoer som 2030-06-30, nøkkelen "
        "til et valg.",
        (
            Change(
                STRATEGIES,
                WORKSHOP,
                f"{WORKSHOP}        kostnad: ¶ca. 1 200\n",
                f"{WORKSHOP}        kostnad: 1200\n",
            ),
            Change(PROGRAM, TABLES, TYPES.format("", THOUSANDS), TYPES.format("", THOUSANDS)),
            COST_COLUMN,
        ),
        shown=("`kostnad: ▸ca. 1 200`", "`kostnad: 1200`"),
    ),
)
