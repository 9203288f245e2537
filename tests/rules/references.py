"""References: ids, cross-references, what continues from year to year."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import CHAPTER, Change, Example, in_prose
from tests.rules.form import AREA, STRATEGIES

ACCEPTED = """\
  - regel: referanse-utrykt
    fil: program.yaml
    tekst: 'kryssreferanse: kapittel {nummer}'
    begrunnelse: Det vedtatte dokumentet viser til kapitlene med numre som det ikke trykker.

"""

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
        "Rett id-en.",
        (Change(AREA, "[](#internasjonal-profilering)", "¶[](#internasjonal-profil)"),),
    ),
    in_prose(
        "referanse-mål",
        "Se ¶[lønnen](#lonn).",
        "Se [tabellen](#hovedtall-tabell).",
        "«lonn» er en rad i budsjettet; vis til tabellen (#hovedtall-tabell), eller til et tall i raden "
        "(#lonn/budsjett-2024)",
        "Vis til tabellen eller til et tall. Er det en figur, så vis til overskriften over den.",
    ),
    in_prose(
        "referanse-mål",
        "Se ¶[](#figur-inntekter).",
        "Se [tabellen](#hovedtall-tabell).",
        "«figur-inntekter» er en budsjettfigur, og den kan du ikke vise til; vis til tabellen "
        "(#hovedtall-tabell)",
        "Vis til tabellen som figuren er laget av.",
    ),
    in_prose(
        "referanse-nummer",
        "Se ¶[](#rammer).",
        "Se [rammene](#rammer).",
        "«rammer» har ikke nummer; skriv en tekst: [tekst](#rammer), eller [{tittel}](#rammer)",
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
        "referanse-utrykt",
        "[](#tverrgaende-temaer) skriver «kapittel 5», men nummeret er ikke trykt foran overskriften; skriv "
        'kryssreferanse: «{tittel}», eller vis numrene med form: "{nummer}."',
        "La kryssreferansene skrive tittelen, eller vis numrene foran overskriftene.",
        (
            Change(
                "program.yaml",
                "kryssreferanse: kapittel {nummer}",
                "kryssreferanse: ¶kapittel {nummer}",
                "kryssreferanse: «{tittel}»",
            ),
            Change("godtatt.yaml", ACCEPTED, "", ""),
        ),
        severity=Severity.WARNING,
    ),
    in_prose(
        "referanse-utrykt",
        "Se kapitlet ¶[{nummer}](#konkurransekraft).",
        "Se kapitlet [{tittel}](#konkurransekraft).",
        "her står «4.1», men nummeret er ikke trykt foran overskriften; skriv [{tittel}](#konkurransekraft)",
        "Skriv tittelen. Da finner leseren fram, også på papir.",
        severity=Severity.WARNING,
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
