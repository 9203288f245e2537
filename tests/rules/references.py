"""References: ids, cross-references, what continues from year to year."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import CHAPTER, Change, Example, in_prose
from tests.rules.form import AREA, STRATEGIES

EXAMPLES = (
    Example(
        "id-unik",
        "id-en «hovedtall» er alt brukt i content/2025/kapitler/budsjett.yaml, linje {}; velg en annen",
        "Gi det nyeste en annen id.",
        (
            Change(CHAPTER, "- id: kontingentinntekter", "- id: ¶hovedtall"),
            Change(CHAPTER, "- id: hovedtall\n        tittel", "- id: ‡hovedtall\n        tittel"),
        ),
    ),
    Example(
        "referanse-mål",
        "kryssreferansen viser til «internasjonal-profil», som ikke finnes; mente du "
        "«internasjonal-profilering»?",
        "Rett id-en. Er den en figur eller en post, så vis til overskriften eller tabellen.",
        (Change(AREA, "[](#internasjonal-profilering)", "¶[](#internasjonal-profil)"),),
    ),
    in_prose(
        "referanse-nummer",
        "Se ¶[](#rammer).",
        "Se [rammene](#rammer).",
        "«rammer» har ikke nummer; skriv en tekst: [tekst](#rammer)",
        "Skriv en egen tekst.",
    ),
    in_prose(
        "referanse-tekst",
        "Se ¶kapittel 4.1.",
        "Se [](#konkurransekraft).",
        "«kapittel 4.1» er skrevet for hånd; skriv [](#konkurransekraft), som følger med når noe flyttes",
        "Vis til id-en, så blir nummeret alltid riktig.",
        severity=Severity.WARNING,
    ),
    in_prose(
        "referanse-tittel",
        "Se ¶[{tittel}](#teamoslo).",
        "Se [arbeidet med TeamOslo](#teamoslo).",
        "«teamoslo» har ikke tittel; skriv en tekst: [tekst](#teamoslo)",
        "Et tiltak har ingen tittel. Skriv en egen tekst.",
    ),
    Example(
        "viderefører",
        "2021 har ingenting med id-en «politisk-arbeid»; mente du «interessepolitisk-arbeid»?",
        "Rett året eller id-en, eller slett lenken. Er det feil i det gamle året, så rett dem først.",
        (
            Change(
                STRATEGIES,
                "viderefører: [2021/interessepolitisk-arbeid]",
                "viderefører: [¶2021/politisk-arbeid]",
            ),
        ),
    ),
)
