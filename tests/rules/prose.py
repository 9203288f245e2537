"""Prose: what every format can carry."""

from __future__ import annotations

from tests.rules.example import Change, Example, in_prose
from tests.rules.form import STRATEGIES

FORM = "teksten har {}, som ikke kan brukes her; skriv det som vanlig tekst eller liste"
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
        FORM.format("HTML"),
        "Skriv utheving som `*kursiv*` og `**fet**`.",
    ),
    in_prose(
        "prosa-form",
        "¶## Møter\n\nVi møtes ofte.",
        "Vi møtes ofte.",
        FORM.format("overskrift"),
        "Lag et underkapittel. Bilder og tabeller har `figur` og `tabell`.",
    ),
    in_prose(
        "prosa-form",
        "Les [planen](¶planen.docx).",
        "Les [planen](https://example.org/plan).",
        FORM.format("lenke til «planen.docx»"),
        "Lenk til en nettadresse.",
    ),
    in_prose(
        "prosa-lenke",
        "Se [rammene¶] (#rammer).",
        "Se [rammene](#rammer).",
        "lenken er ikke hel; skriv [tekst](adresse) uten mellomrom mellom ] og (",
        "Skriv lenken i ett, med begge parentesene.",
    ),
    in_prose(
        "prosa-utheving",
        "Vi svarer ¶**alltid.",
        "Vi svarer **alltid**.",
        "«**» mangler sitt motstykke; sett det inn, eller skriv «\\*» for tegnet",
        "Sett inn tegnet som mangler, tett inntil ordet.",
    ),
    Example(
        "tegn-mangler",
        "ingen skrift har tegnet «𓂀» (U+13080); skriv noe annet",
        "Skriv noe annet. Tegnet finnes ikke i noen av skriftene som følger med.",
        (Change(STRATEGIES, "tittel: Overordnede strategier\n", "tittel: Overordnede strategier ¶𓂀\n"),),
    ),
)
