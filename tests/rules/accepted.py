"""What is accepted one by one (godtatt.yaml)."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import Change, Example

ACCEPTED = "godtatt.yaml"
ENTRY = """\
  - regel: språk-punktum
    fil: tverrgaende-temaer/kraft-og-energi.yaml
    tekst: viktig tiltak i 2025
    begrunnelse: Punktum mangler i det vedtatte dokumentet.
"""
STALE = """\
  - regel: språk-komma
    fil: kapitler/rammer.yaml
    tekst: ¶Mål , Hva vil vi?
    begrunnelse: Står slik i det vedtatte dokumentet.
"""

EXAMPLES = (
    Example(
        "godtatt-dobbel",
        "«viktig tiltak i 2025» er alt godtatt for språk-punktum i "
        "tverrgaende-temaer/kraft-og-energi.yaml; slett "
        "det ene punktet",
        "Slett det ene. Passer teksten på flere funn, så ta med flere ord eller skriv `id`.",
        (Change(ACCEPTED, ENTRY, ENTRY + ENTRY.replace("tekst: ", "tekst: ¶")),),
        shown=("`tekst: ▸viktig tiltak i 2025` to ganger", "én gang"),
    ),
    Example(
        "godtatt-ubrukt",
        "ingen funn av språk-komma i kapitler/rammer.yaml står i «Mål , Hva vil vi?»; rett teksten, eller "
        "slett "
        "punktet",
        "Skriv ordene slik de står i filen. Er funnet borte, så slett punktet.",
        (Change(ACCEPTED, "godtatt:\n", f"godtatt:\n{STALE}\n"),),
        severity=Severity.WARNING,
        shown=("`tekst: ▸Mål , Hva vil vi?`", "uten punktet"),
    ),
)
