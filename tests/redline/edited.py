"""A copy of a real year with the changes that people make: words, rows, figures, notes, lists, chapters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.documents.test_features import png

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AREAS = "innsatsomrader"
CHAPTERS = "kapitler"

MOVED = """\

      - id: transport-webinarer
        tekst: 'Gjennomføre webinarer og andre arrangement på aktuelle tema, f.eks.:'
        punkter:
          - Oslofjorden som grønn transportåre.
          - Autonom mobilitet
          - TEN-T og urbane noder, og hva dette innebærer for Osloregionen
        partnere:
          - Kommuner
          - fylkeskommuner
          - KS
          - NHO
          - statlige transportselskap
        resultatmål:
          - Kunnskapsutvikling og erfaringsdeling
"""
PARAGRAPH = """\
      Omdanningen av Osloregionen til interkommunalt politisk råd i henhold til kapittel 18 i
      kommuneloven i 2020, innebærer en formalisering av det regionale samarbeidet, med en sterkere
      forankring av Osloregionens rolle i forhold til medlemskommunene.

"""
DROPPED = """\
      - id: prosjektverksted
        tekst: Gjennomføre prosjektverksted
        partnere:
          - Kommuner
          - Fylkeskommuner
          - virkemiddelaktører
          - FoU miljø
          - og: næringsliv
        resultatmål:
          - Etablere flere prosjekter og styrke ressursgrunnlaget til Osloregionen

"""
NEW_ROW = """\

      - id: mobilitetsnettverk
        tekst: 'Etablere et nettverk for mobilitet, som skal:'
        punkter:
          - møtes to ganger i året
          - dele erfaringer
        partnere:
          - Kommuner
          - og: fylkeskommuner
        resultatmål:
          - Tettere samarbeid om mobilitet
"""
NEW_CHAPTER = """\
id: oppfolging
tittel: Oppfølging av handlingsprogrammet
sideskift: true

innhold:
  - tekst: |
      Styret følger opp handlingsprogrammet **to ganger** i året, se [prosjektsiden](https://example.org/oppfolging).

      Oppfølgingen skjer slik:

      1. Sekretariatet melder fra om avvik.
      2. Styret vedtar tiltak.[^avvik]

      [^avvik]: Et avvik er et tiltak som ikke kan gjennomføres som planlagt.

  - figur: {id: oppfolging-figur, fil: figurer/hjul.png, alttekst: Et hjul, bildetekst: Årshjulet}

  - tabell:
      id: oppfolging-tabell
      tittel: Hvem følger opp
      bredder: [50, 50]
      hode: [[Organ, Møter]]
      rader:
        - [Styret, Mars og september]
        - [Sekretariatet, Hver måned]
"""
# File, what stands there, what shall stand there; one place each.
EDITS = (
    (
        f"{CHAPTERS}/organisering.yaml",
        "Det avholdes normalt to møter i året i",
        "Det holdes normalt tre møter i året i",
    ),
    (
        f"{CHAPTERS}/organisering.yaml",
        "medlemmene og regionrådene.",
        "medlemmene, regionrådene og fylkeskommunene.",
    ),
    (f"{CHAPTERS}/organisering.yaml", "tittel: Prosjektorganisering", "tittel: Organisering av prosjekter"),
    (f"{AREAS}/transport-mobilitet.yaml", MOVED, ""),
    (f"{CHAPTERS}/overordnede-strategier.yaml", DROPPED, ""),
    (
        f"{CHAPTERS}/overordnede-strategier.yaml",
        "Indeks Osloregionen[^indeks] både",
        "Indeks Osloregionen både",
    ),
    (
        f"{CHAPTERS}/overordnede-strategier.yaml",
        "\n\n      [^indeks]: Sett med data som kan måles over tid for å kunne avdekke utviklingstrekk.",
        "",
    ),
    (f"{CHAPTERS}/overordnede-strategier.yaml", "samarbeids med FoU-miljøer", "samarbeid med FoU-miljøer"),
    (
        f"{CHAPTERS}/rammer.yaml",
        "- KPI – Hvilke effekter/resultater skal oppnås?",
        "- KPI[^kpi] – Hvilke effekter skal oppnås?",
    ),
    (
        f"{CHAPTERS}/rammer.yaml",
        "finne finansieringsløsninger med partnere.\n",
        "finne finansieringsløsninger med partnere.\n\n      [^kpi]: Måltall for resultater.\n",
    ),
    (
        f"{CHAPTERS}/overordnede-mal.yaml",
        "      - Jernbane\n",
        "      - Jernbane og buss\n      - Beredskap\n",
    ),
    (f"{CHAPTERS}/overordnede-mal.yaml", "skal gis ekstra innsats", "skal gis **ekstra innsats**"),
    (f"{CHAPTERS}/overordnede-mal.yaml", "      - Kraft og energi\n", "\n      Kraft og energi\n"),
    ("budsjett.yaml", "budsjett-2025: 750}", "budsjett-2025: 800}"),
    (
        "budsjett.yaml",
        "Prosjektbudsjett\n    trykk_tittel: false\n    enhet: tusen kroner\n    trykk_enhet: false\n",
        "Prosjektbudsjett\n    enhet: tusen kroner\n",
    ),
    ("program.yaml", "  - organisering\n", "  - organisering\n  - oppfolging\n"),
)


# Order alone: a chapter with footnotes and a table goes last, and a paragraph past two others.
MOVES = (
    ("program.yaml", "  - overordnede-strategier\n", ""),
    ("program.yaml", "  - budsjett\n\n", "  - budsjett\n  - overordnede-strategier\n\n"),
    (f"{CHAPTERS}/kort-om-osloregionen.yaml", PARAGRAPH, ""),
    (
        f"{CHAPTERS}/kort-om-osloregionen.yaml",
        "innhold:\n  - tekst: |\n",
        f"innhold:\n  - tekst: |\n{PARAGRAPH}",
    ),
    (f"{AREAS}/transport-mobilitet.yaml", MOVED, ""),
)


def rearranged(folder: Path) -> Path:
    """Copy 2025 with nothing but its order changed, and return the year's folder."""
    year = _copied(folder, MOVES)
    _turn_round(year / CHAPTERS / "organisering.yaml")
    with (year / AREAS / "by-og-regionutvikling.yaml").open("a", encoding="utf-8") as file:
        file.write(MOVED)
    return year


def _turn_round(path: Path) -> None:
    """Let a chapter's two parts change places, and what is below the first of them."""
    text = path.read_text(encoding="utf-8")
    start, first, second, end = (
        text.index(f"- id: {name}\n")
        for name in ("roller-og-ansvar", "representantskapet", "styret", "administrativ-organisering")
    )
    one, other = text[start:end].rstrip(), text[end:].rstrip()
    one = "\n\n          ".join(
        (one[: first - start] + one[second - start :], one[first - start : second - start].rstrip())
    )
    path.write_text(f"{text[:start]}{other}\n\n  {one}\n", encoding="utf-8")


def _copied(folder: Path, edits: Iterable[tuple[str, str, str]]) -> Path:
    shutil.copytree(ROOT / "content", folder)
    year = folder / "2025"
    for name, before, after in edits:
        replace_once(year / name, before, after)
    return year


def edited(folder: Path) -> Path:
    """Copy 2025 with the edits into a folder of content, and return the year's folder."""
    year = _copied(folder, EDITS)
    for name, addition in (
        (f"{AREAS}/by-og-regionutvikling.yaml", MOVED),
        (f"{AREAS}/transport-mobilitet.yaml", NEW_ROW),
    ):
        with (year / name).open("a", encoding="utf-8") as file:
            file.write(addition)
    _drop_table(year / "tverrgaende-temaer" / "sirkulaerokonomi.yaml")
    (year / CHAPTERS / "oppfolging.yaml").write_text(NEW_CHAPTER, encoding="utf-8")
    (year / "figurer").mkdir()
    (year / "figurer" / "hjul.png").write_bytes(png(80, 40))
    return year


def replace_once(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (path, before)
    path.write_text(text.replace(before, after), encoding="utf-8")


def _drop_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n  - tiltak:\n") == 1
    path.write_text(text.split("\n  - tiltak:\n")[0] + "\n", encoding="utf-8")
