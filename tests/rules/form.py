"""Form: what YAML and the schemas say."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import Change, Example, File

PROGRAM, BUDGET, FRAME = "program.yaml", "budsjett.yaml", "kapitler/rammer.yaml"
STRATEGIES, AREA = "kapitler/overordnede-strategier.yaml", "innsatsomrader/konkurransekraft.yaml"
TITLE = "tittel: Rammer og struktur for handlingsprogrammet"
RESULT = "- Osloregionen blir en sterkere allianse"
OF_YAML = "som betyr noe annet i YAML; sett hele teksten i anførselstegn"
UNREADABLE = "filen kan ikke leses som YAML her: "

EXAMPLES = (
    Example(
        "skjema-antall",
        "«differanse» har 1 ledd, men skal ha minst 2",
        "Skriv så mange ledd som meldingen sier. Står det to nøkler i ett punkt, mangler det en `-` foran "
        "den ene.",
        (Change(BUDGET, "differanse: [sum-inntekter, sum-driftsutgifter]", "differanse: ¶[sum-inntekter]"),),
    ),
    Example(
        "skjema-form",
        "«dato» kan ikke være «18.12.2024»; skriv 2024-12-18",
        "Skriv verdien slik meldingen sier.",
        (Change(PROGRAM, "dato: 2024-12-18", "dato: ¶18.12.2024"),),
    ),
    Example(
        "skjema-form",
        "«budsjett-2025» kan ikke være «(5 800)»; skriv -5800",
        "Skriv hele tall, med minus rett foran. `5 800` og `5800` er det samme.",
        (Change(BUDGET, "budsjett-2025: 5800", "budsjett-2025: ¶(5 800)", "budsjett-2025: 5 800"),),
    ),
    Example(
        "skjema-mangler",
        "nøkkelen «tittel» mangler i filen",
        "Skriv inn nøkkelen.",
        (Change(FRAME, f"id: rammer\n{TITLE}\n", "¶id: rammer\n"),),
    ),
    Example(
        "skjema-størrelse",
        "«bredde» er 400, men skal være høyst 100",
        "Velg et tall innenfor grensen.",
        (Change(PROGRAM, "bredde: 40", "bredde: ¶400"),),
    ),
    Example(
        "skjema-tom",
        "«tittel» mangler verdi; fyll inn eller slett nøkkelen",
        'Fyll inn, eller slett nøkkelen. En farge må ha anførselstegn: `"#12365a"`.',
        (Change(FRAME, TITLE, "tittel:¶"),),
    ),
    Example(
        "skjema-type",
        "«nummerert» skal være true eller false, men er tekst; skriv false",
        "Skriv `true` eller `false`.",
        (Change(FRAME, "nummerert: false", "nummerert: ¶nei"),),
    ),
    Example(
        "skjema-type",
        "«partnere» skal være en liste (- …), men er tekst; skriv «partnere:» og på linjen under, "
        "lenger inn: "
        "«- Kommuner og fylkeskommuner»",
        "Lag en liste, med én strek for hvert punkt.",
        (
            Change(
                STRATEGIES,
                "        partnere:\n          - Kommuner\n          - og: fylkeskommuner\n",
                "        partnere: ¶Kommuner og fylkeskommuner\n",
            ),
        ),
    ),
    Example(
        "skjema-type",
        "punkt 1 i «resultatmål» skal være tekst, men er en samling (nøkkel: verdi); er det tekst med "
        "kolon, så "
        "sett den i anførselstegn",
        "Sett teksten i anførselstegn.",
        (Change(STRATEGIES, RESULT, "- ¶Mål: en sterkere allianse", "- 'Mål: en sterkere allianse'"),),
    ),
    Example(
        "skjema-ukjent-nøkkel",
        "ukjent nøkkel «titel»; mente du «tittel»?",
        "Rett skrivefeilen. Er det tekst med kolon, så bruk anførselstegn.",
        (Change(FRAME, TITLE, f"¶{TITLE.replace('tt', 't')}"),),
    ),
    Example(
        "skjema-valg",
        "«status» kan ikke være «ferdig»; lovlige verdier er utkast, høring, vedtatt",
        "Velg en av verdiene i meldingen.",
        (Change(PROGRAM, "status: vedtatt", "status: ¶ferdig"),),
    ),
    Example(
        "yaml-anker",
        f"teksten begynner med «*», {OF_YAML}",
        "Sett teksten i anførselstegn.",
        (Change(STRATEGIES, RESULT, "- ¶*En sterkere allianse", "- '*En sterkere allianse'"),),
    ),
    Example(
        "yaml-antall",
        "filen har flere enn 50000 verdier; del den opp",
        "Del den opp i flere filer.",
        (Change(PROGRAM, "stikkord:\n", "stikkord:\n" + "  - ord\n" * 49_983 + "  - ¶ord\n"),),
        shown=("filen har flere enn 50 000 verdier", "færre verdier"),
    ),
    Example(
        "yaml-dobbel-nøkkel",
        "nøkkelen «tittel» står to ganger (første gang på linje {}); slett eller slå sammen",
        "Slett den ene.",
        (Change(FRAME, TITLE, "‡tittel: Rammer og struktur\n¶tittel: Rammer", "tittel: Rammer og struktur"),),
    ),
    Example(
        "yaml-dokumenter",
        "filen har flere dokumenter («---»); behold ett",
        "Slett linjen. Skal det stå en strek, så skriv teksten etter `|`.",
        (Change(FRAME, "sideskift: true\n", "sideskift: true\n¶---\n"),),
    ),
    Example(
        "yaml-dybde",
        "innholdet er nøstet dypere enn 40 nivåer",
        "Fjern nivåer.",
        (Change(PROGRAM, "- handlingsprogram\n", f"- {'[' * 38}¶[x{']' * 39}\n"),),
        shown=("`[[[[…` mer enn 40 nivåer ned", "færre nivåer"),
    ),
    Example(
        "yaml-form",
        f"{UNREADABLE}teksten inneholder et kolon; sett den i anførselstegn",
        "Følg rådet i meldingen. Se også linjen over.",
        (Change(FRAME, TITLE, "tittel: Rammer¶: struktur og mål", "tittel: 'Rammer: struktur og mål'"),),
    ),
    Example(
        "yaml-form",
        f"{UNREADABLE}innrykket har en tabulator; bruk mellomrom",
        "Bytt tabulatoren (her vist som ⇥) med mellomrom.",
        (Change(FRAME, "innhold:\n  - tekst: |\n", "innhold:\n¶\t- tekst: |\n"),),
        shown=("`innhold:`<br>`▸⇥- tekst: |`", "`innhold:`<br>`  - tekst: |`"),
    ),
    Example(
        "yaml-form",
        f"{UNREADABLE}linjen mangler kolon etter nøkkelen, eller har feil innrykk",
        "Sett inn kolon, eller rykk linjen like langt inn som de andre.",
        (Change(FRAME, TITLE, f"¶{TITLE.replace(':', '')}"),),
    ),
    Example(
        "yaml-kommentar",
        "«#1» er en kommentar og blir ikke trykt; sett teksten i anførselstegn",
        "Sett teksten i anførselstegn.",
        (Change(STRATEGIES, RESULT, "- ¶Vi når mål #1", "- 'Vi når mål #1'"),),
        severity=Severity.WARNING,
    ),
    Example(
        "yaml-linjer",
        "linjen begynner med «-», men listen blir løpende tekst her; skriv «|» etter nøkkelen, og teksten på "
        "linjene under",
        "Skriv teksten etter `|`, så blir hver linje stående.",
        (
            Change(
                FRAME,
                "innhold:\n",
                "innhold:\n  - tekst: Vi skal\n      ¶- møtes.\n",
                "innhold:\n  - tekst: |\n      Vi skal:\n\n      - møtes.\n",
            ),
        ),
    ),
    Example(
        "yaml-linjer",
        "«- bransjeorganisasjoner» blir en del av punktet over: streken har 12 tegn foran, skal ha "
        "10; er det ikke et "
        "nytt punkt, så flytt streken opp på linjen over",
        "Rykk streken like langt inn som de andre.",
        (
            Change(
                "tverrgaende-temaer/sirkulaerokonomi.yaml",
                "          - bransjeorganisasjoner\n",
                "            ¶- bransjeorganisasjoner\n",
            ),
        ),
    ),
    Example(
        "yaml-nøkkel",
        "en nøkkel må være tekst, ikke en liste eller en samling",
        "Skriv én nøkkel på hver linje.",
        (Change(FRAME, "i_innhold: false\nnummerert: false\n", "¶[i_innhold, nummerert]: false\n"),),
    ),
    Example(
        "yaml-tagg",
        f"teksten begynner med «!», {OF_YAML}",
        "Sett teksten i anførselstegn.",
        (Change(STRATEGIES, RESULT, "- ¶!Viktig allianse", "- '!Viktig allianse'"),),
    ),
    Example(
        "yaml-tom",
        "filen er tom",
        "Fyll filen, eller slett den.",
        wrong_files=(File(FRAME, b"# Rammene kommer.\n"),),
        right_files=(File(FRAME, b"id: rammer\ntittel: Rammer\n"),),
        place=f"{FRAME}:1:1",
        shown=("filen har ikke noe innhold", "`id: rammer`<br>`tittel: Rammer`"),
    ),
)
