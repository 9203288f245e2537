"""Goals and indicators for years that have none, as mal.yaml has them, and blocks that print them."""

from __future__ import annotations

from typing import Any

GOALS: dict[str, Any] = {
    "nivåer": ["Mål", "Delmål"],
    "mål": [
        {
            "id": "flere-ute",
            "tekst": "Flere bruker naturen der de bor",
            "forklaring": "Det gjelder *alle*, også de som ikke går langt.",
            "bærekraftsmål": [3, 11],
            "under": [
                {"id": "naere-stier", "tekst": "Alle har en sti i nærheten av hjemmet"},
                {"id": "gode-skilt", "tekst": "Stiene har skilt som er lette å lese", "nummer": "1.B"},
            ],
        },
        {"id": "mindre-slitasje", "tekst": "Naturen tåler at den blir brukt"},
    ],
    "indikatorer": [
        {
            "id": "avstand",
            "navn": "Avstand fra hjemmet til nærmeste sti",
            "mål": ["naere-stier"],
            "enhet": "meter",
            "desimaler": 1,
            "grunnlinje": {"år": 2019, "verdi": "812.5"},
            "målinger": [{"år": 2020, "verdi": 790}, {"år": 2021, "verdi": "760.5"}],
            "måltall": [{"år": 2026, "verdi": 700}, {"år": 2030, "verdi": 500}],
            "retning": "ned",
            "kilde": "Kartverket",
        },
        {"id": "turer", "navn": "Turer i uken", "måltall": [{"år": 2026, "verdi": 3}]},
    ],
}
BLOCKS: list[dict[str, Any]] = [
    {"målhierarki": {"id": "alle-maal", "tittel": "Målene", "fra": "flere-ute", "nivåer": 2}},
    {"indikatortabell": {"id": "alle-tall", "indikatorer": ["avstand", "turer"], "mål": "flere-ute"}},
    {
        "tiltaksoversikt": {
            "id": "alle-tiltak",
            "etter": "frist",
            "nivå": 2,
            "kolonner": ["tiltak"],
            "tell": True,
        }
    },
    {"programmet": {"id": "paa-en-side", "tittel": "Kort fortalt", "vis": ["tiltak"], "penger": ["turer"]}},
    {"målfliser": {"id": "fliser", "mål": [3, 11], "vis_tiltak": True}},
    {
        "organisasjonskart": {
            "id": "kart-over-raadet",
            "bildetekst": "Slik er rådet satt sammen",
            "enheter": [
                {
                    "navn": "Rådet",
                    "under": [{"navn": "Styret", "tekst": "Ni medlemmer"}, {"navn": "Utvalget"}],
                }
            ],
        }
    },
    {
        "årshjul": {
            "id": "hjulet",
            "bildetekst": "Det som skjer hvert år",
            "hendelser": [
                {"måned": 3, "navn": "Årsmøtet"},
                {"fra": 8, "til": 10, "navn": "Høringen", "tekst": "Alle får utkastet"},
            ],
        }
    },
    {
        "tidslinje": {
            "id": "linjen",
            "bildetekst": "Det som skal skje",
            "punkter": [{"når": "2030", "navn": "Åpning"}, {"når": "2031", "navn": "Evaluering"}],
        }
    },
]
