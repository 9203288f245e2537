"""Prose: what every format can carry."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.read.helpers import forbidden
from tests.rules.example import Change, Example, in_prose
from tests.rules.form import STRATEGIES

NOTE = "\n\n[^n]: Data over tid."

EXAMPLES = (
    in_prose(
        "fotnote-dobbel",
        f"Vi lager en indeks[^n] og måler den¶[^n] hvert år.{NOTE}",
        f"Vi lager en indeks[^n] og måler den hvert år.{NOTE}",
        "fotnoten [^n] er brukt før; skriv en egen fotnote her",
        "Behold det ene merket, eller skriv en fotnote til.",
    ),
    Example(
        "fotnote-sted",
        "en tabell kan ikke ha fotnoter; flytt den til teksten",
        "Flytt fotnoten til den løpende teksten.",
        (
            Change(
                STRATEGIES,
                "tekst: Gjennomføre prosjektverksted\n",
                "tekst: Gjennomføre prosjektverksted¶[^n]\n",
            ),
        ),
    ),
    in_prose(
        "fotnote-ubrukt",
        "Vi lager en indeks.\n\n¶[^n]: Data over tid.",
        f"Vi lager en indeks.[^n]{NOTE}",
        "fotnoten [^n] er ikke brukt i teksten; sett inn merket eller slett fotnoten",
        "Sett inn merket, eller slett fotnoten.",
    ),
    in_prose(
        "fotnote-udefinert",
        "Vi lager en indeks.¶[^n]",
        f"Vi lager en indeks.[^n]{NOTE}",
        "fotnoten [^n] mangler tekst; skriv «[^n]: …» på en egen linje",
        "Skriv fotnoten som eget avsnitt i samme `tekst`.",
    ),
    in_prose(
        "prosa-form",
        "Vi møtes ¶<b>fire</b> ganger.",
        "Vi møtes **fire** ganger.",
        forbidden("HTML"),
        "Skriv utheving som `*kursiv*` og `**fet**`.",
    ),
    in_prose(
        "prosa-form",
        "¶## Møter\n\nVi møtes ofte.",
        "Vi møtes ofte.",
        forbidden("overskrift"),
        "Lag et underkapittel. Bilder og tabeller har `figur` og `tabell`.",
    ),
    in_prose(
        "prosa-form",
        "Les [planen](¶planen.docx).",
        "Les [planen](https://example.org/plan).",
        forbidden("lenke til «planen.docx»"),
        "Lenk til en nettadresse.",
    ),
    in_prose(
        "prosa-lenke",
        "Se [rammene¶] (#rammer).",
        "Se [rammene](#rammer).",
        "lenken er ikke hel: det er et mellomrom mellom ] og (; skriv [tekst](adresse) i ett",
        "Skriv lenken i ett, med begge parentesene.",
    ),
    in_prose(
        "prosa-tegn",
        "Vi møtes i juni\n¶- og i august.",
        "Vi møtes i juni\n\\- og i august.",
        "«-» trykkes som tegn, for det står alene inne i et avsnitt; sett en blank linje foran om det er et "
        "punkt, eller skriv «\\-» om det er tegnet",
        "Skriv enten en liste eller selve tegnet, slik meldingen sier.",
        severity=Severity.WARNING,
    ),
    in_prose(
        "prosa-tegn",
        "1. Vi møtes\n2. Vi reiser\n¶4. Vi hviler",
        "1. Vi møtes\n2. Vi reiser\n3. Vi hviler",
        "«4.» trykkes som tekst, for en nummerert liste har minst to ledd, i rekkefølge og uten hopp; rett "
        "tallene, eller skriv «4\\.» om det ikke er en liste",
        "Nummerer leddene uten hopp.",
        severity=Severity.WARNING,
    ),
    in_prose(
        "prosa-tegn",
        "Vi skal:\n¶• møtes\n• reise.",
        "Vi skal:\n- møtes\n- reise",
        "«•» gir ingen liste, så linjene trykkes etter hverandre; skriv «-» og et mellomrom foran hvert "
        "punkt, eller en blank linje mellom avsnittene",
        "Skriv `-` foran punktene.",
        severity=Severity.WARNING,
    ),
    in_prose(
        "prosa-tegn",
        "Vi samler forskning ¶&amp; utvikling.",
        "Vi samler forskning & utvikling.",
        "«&amp;» trykkes slik det står; skriv selve tegnet («&»), eller «\\&amp;»",
        "Skriv tegnet selv.",
        severity=Severity.WARNING,
    ),
    in_prose(
        "prosa-utheving",
        "Vi svarer ¶**alltid.",
        "Vi svarer **alltid**.",
        "«**» mangler sitt motstykke; sett det inn, eller skriv «\\*» for tegnet",
        "Sett inn tegnet som mangler, tett inntil ordet.",
    ),
    Example(
        "tegn-ligatur",
        "«ﬁ» i «ﬁnne» er ett tegn (U+FB01), så søk ikke finner ordet; skriv «fi»",
        "Skriv bokstavene hver for seg. Tegnet fulgte trolig med fra en PDF.",
        (
            Change(
                STRATEGIES,
                "tittel: Overordnede strategier\n",
                "tittel: Overordnede strategier å ¶ﬁnne\n",
                "tittel: Overordnede strategier å finne\n",
            ),
        ),
        severity=Severity.WARNING,
    ),
    Example(
        "tegn-mangler",
        "ingen skrift har tegnet «𓂀» (U+13080); skriv noe annet",
        "Skriv noe annet. Tegnet finnes ikke i noen av skriftene som følger med.",
        (Change(STRATEGIES, "tittel: Overordnede strategier\n", "tittel: Overordnede strategier ¶𓂀\n"),),
    ),
    Example(
        "tegn-usynlig",
        "en myk bindestrek (U+00AD) mellom «t» og «e» i «strategier», som ingen ser; slett ordet og "
        "skriv det på nytt",
        "Slett ordet og skriv det på nytt. Tegnet fulgte trolig med da du limte inn, og ordet blir "
        "ikke funnet i søk.",
        (Change(STRATEGIES, "tittel: Overordnede strategier\n", "tittel: Overordnede strat¶\u00adegier\n"),),
        severity=Severity.WARNING,
        shown=(
            "`tittel: Overordnede strat▸�egier`, med et tegn som ingen ser",
            "`tittel: Overordnede strategier`",
        ),
    ),
    Example(
        "tekst-merke",
        "«**strategier**» trykkes med tegnene, for feltet er ren tekst; skriv det uten «**»",
        "Titler, partnere, resultatmål, celler, poster og andre korte felt er ren tekst. Skriv ordene uten "
        "tegn, eller sett lenken, fotnoten eller uthevingen i en løpende tekst.",
        (Change(STRATEGIES, "tittel: Overordnede strategier\n", "tittel: Overordnede ¶**strategier**\n"),),
        severity=Severity.WARNING,
    ),
    Example(
        "tekst-merke",
        "«[](#rammer)» trykkes med tegnene, for feltet er ren tekst; skriv bare ordene, og sett lenken i en "
        "løpende tekst",
        "Sett kryssreferansen i en løpende tekst.",
        (Change("budsjett.yaml", "navn: Kommunikasjon\n", "navn: Kommunikasjon, se ¶[](#rammer)\n"),),
        severity=Severity.WARNING,
    ),
)
