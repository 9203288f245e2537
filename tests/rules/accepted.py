"""What is accepted one by one (godtatt.yaml), and what is adopted (vedtak.yaml)."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from handlingsprogram.read.adoption.digests import digests
from handlingsprogram.read.load import read_folder
from tests.conftest import ROOT
from tests.rules.example import Change, Example, File

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


def lock(other: dict[str, str]) -> bytes:
    """Return the adoption of the real year, some of whose files held something else then."""
    held = {**digests(read_folder(ROOT / "content" / "2025")), **other}
    lines = [f"  {name}: '{digest}'" for name, digest in held.items()]
    return "\n".join(["dato: 2024-12-18", "organ: representantskapet", "avtrykk:", *lines, ""]).encode()


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
    Example(
        "vedtak-endret",
        "program.yaml er endret etter vedtaket 2024-12-18; gjør det om, eller skriv hvorfor med "
        '«handlingsprogram vedta 2025 --rettelse "grunn"»; er mappen en kopi av et annet år, så slett '
        "vedtak.yaml",
        "Gjør om endringen. Skal den stå, så skriv hvorfor med `handlingsprogram vedta --rettelse`.",
        wrong_files=(File("vedtak.yaml", lock({"program.yaml": "0" * 40})),),
        right_files=(File("vedtak.yaml", lock({})),),
        place="program.yaml:1:1",
        shown=("en fil i et år med `vedtak.yaml` er endret", "endringen står under `avtrykk`"),
    ),
)
