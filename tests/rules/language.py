"""Language."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import CHAPTER, FIRST, Change, Example, in_prose, prose

WARNING = Severity.WARNING
LONG = " ".join(["Vi møtes i styret og i utvalgene", *["og i gruppene"] * 11, "én gang"]) + "."

EXAMPLES = (
    Example(
        "andre-språk",
        "«Circular Norwei» står ikke i teksten; rett skrivemåten, eller slett linjen",
        "Skriv uttrykket i `program.yaml` slik det står i teksten.",
        (Change("program.yaml", "    - Circular Norway\n", "    - ¶Circular Norwei\n"),),
        severity=WARNING,
    ),
    in_prose(
        "språk-anførselstegn",
        'Vi ser på ¶"Kraftløftet".',
        "Vi ser på «Kraftløftet».",
        "rette anførselstegn; bruk «…»",
        "Bruk `«` og `»`.",
        severity=WARNING,
    ),
    Example(
        "språk-anførselstegn",
        "«“» og «”» rundt hele teksten blir trykt; slett dem, eller skriv «…» om det er et sitat",
        "Slett dem. De er ikke anførselstegn i YAML, så de blir trykt.",
        (
            Change(
                "tverrgaende-temaer/sirkulaerokonomi.yaml",
                "- bransjeorganisasjoner\n",
                "- ¶“bransjeorganisasjoner”\n",
            ),
        ),
        severity=WARNING,
    ),
    in_prose(
        "språk-dobbelt-mellomrom",
        "Vi møtes¶  i juni.",
        "Vi møtes i juni.",
        "her er det flere mellomrom; behold ett",
        "Slett det ene.",
        severity=WARNING,
    ),
    in_prose(
        "språk-dobbelt-ord",
        "Vi samarbeider ¶med med kommunene.",
        "Vi samarbeider med kommunene.",
        "«med med»: ordet står to ganger; slett det ene",
        "Slett det ene.",
        severity=WARNING,
    ),
    in_prose(
        "språk-komma",
        "Vi møtes¶ , og vi skriver.",
        "Vi møtes, og vi skriver.",
        "mellomrom foran «,»; slett det",
        "Slett mellomrommet.",
        severity=WARNING,
    ),
    in_prose(
        "språk-komma",
        "Vi møtes¶,og vi skriver.",
        "Vi møtes, og vi skriver.",
        "det mangler et mellomrom etter kommaet",
        "Sett inn mellomrommet.",
        severity=WARNING,
    ),
    Example(
        "språk-lang-setning",
        "setningen har 42 ord; del den opp (høyst 40)",
        "Del setningen i to, eller lag en liste.",
        (Change(CHAPTER, FIRST, prose(f"¶{LONG}"), prose("Vi møtes ofte.")),),
        severity=WARNING,
        shown=("en setning på mer enn 40 ord", "to kortere setninger"),
    ),
    in_prose(
        "språk-orddeling",
        "Nærings- og ¶klima-\nendringer gjelder oss alle.",
        "Nærings- og klimaendringer gjelder oss alle.",
        "ordet er delt og blir trykt «klima- endringer»; skriv «klimaendringer» eller "
        "«klima-endringer» på én linje",
        "Skriv ordet helt, på én linje. Det ble trolig delt ved linjeslutt i en PDF.",
        severity=WARNING,
    ),
    in_prose(
        "språk-punktum",
        "Vi møtes i jun¶i",
        "Vi møtes i juni.",
        "avsnittet slutter uten punktum: «… Vi møtes i juni»",
        "Sett punktum.",
        severity=WARNING,
    ),
    Example(
        "språk-skrivemåte",
        "skrevet «Havneselskap» her, men «havneselskap» 2 andre steder; skriv det likt",
        "Skriv navnet likt i hele året.",
        (
            Change(
                "tverrgaende-temaer/sirkulaerokonomi.yaml",
                "- bransjeorganisasjoner\n",
                "- ¶Havneselskap\n",
                "- havneselskap\n",
            ),
        ),
        severity=WARNING,
    ),
    Example(
        "språk-verdi",
        "«Skape møteplass og nettverk» står ikke i listen i «roller-og-arbeidsformer»; mente du «skape "
        "møteplasser og nettverk»?",
        "Bruk ordene i listen som `verdier_fra` peker på, eller legg til et punkt der.",
        (
            Change(
                "innsatsomrader/areal-transport.yaml",
                "- Skape møteplasser og nettverk",
                "- ¶Skape møteplass og nettverk",
            ),
        ),
        severity=WARNING,
        year=2021,
    ),
)
