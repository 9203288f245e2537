"""What people write: words, sentences, names, and all that is odd in what they paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

NAMES = ("Kari Nordmann", "Ola Østby", "Mona Ås-Hansen", "Čearru Šáhpi")
WORDS = [
    "samarbeid",
    "kommunene",
    "fylkeskommunen",
    "tydelig",
    "årlig",
    "bærekraftig",
    "næringsliv",
    "øke",
    "sømløs",
    "utslippsfri",
    "innsats",
    "arealbruk",
    "mål",
    "regionen",
    "kunnskap",
    "styrke",
    "vurdere",
    "medlemmene",
    "kollektivtrafikk",
    "beredskap",
    "Gjøvik",
    "Ås",
    "Sápmi",
    "båtruter",
    "særlig",
    "Østfold",
    "klimagassutslipp",
    "FoU-miljøer",
    "Nord-Østerdal-regionen",
]
SENTENCES = (
    "Arbeidet følges opp av sekretariatet to ganger i året.",
    "Ordførerne har bedt om en egen plan for dette.",
    "Kommunene rundt Mjøsa skal høres først.",
    "Målet nås i samarbeid med Østlandssamarbeidet.",
    "Kostnadene er anslått til 1 250 000 kroner.",
    "Styret får en orientering i møtet 14. mars 2025.",
    "Ungdommene sier: «Vi vil være med!»",
    "Dette gjelder også Ås, Øyer og Ævongs kommune.",
    "Prioriteringen er endret etter høringen – se merknadene.",
    "Sámediggi har gitt innspill om språk og náttuiduhttin.",
)
ODD = (
    "12.03.2025",
    "1. januar 2026",
    "kr 1 250 000,–",
    "1\u00a0250\u00a0000 kroner",
    "4\u202f500 innbyggere",
    "−12 prosent",
    "3–5 år",
    "«Grønn vekst»",
    "“sitat fra Word”",
    "‘enkle’ tegn",
    "Sør-Varanger",
    "opp\u00admerk\u00adsomhet",
    "to  mellomrom",
    "med\ttabulator",
    "*stjerne*",
    "**to stjerner**",
    "_understrek_",
    "fil_navn_her",
    "[klammer]",
    "[klammer](og parentes)",
    "# emneknagg",
    "#regionen",
    "<mindre og større>",
    "a < b > c",
    "5 * 3 = 15",
    "2^10",
    "R&D",
    "&nbsp;",
    "50 % av 100 %",
    "C:\\mappe\\fil",
    "`kode`",
    "~omtrent~",
    "~~strøket~~",
    "a | b",
    "pris: $5 og $6",
    "www.osloregionen.no",
    "https://www.osloregionen.no/om-oss?a=1&b=2",
    "post@osloregionen.no",
    "menneskerettighetsorganisasjonssekretariatsmedarbeiderkonferanse",
    "Čohkkiras og Šuoššjávri",
    "æøåÆØÅ čđŋšŧž",
    "… og så videre",
    "1/2 stilling",
    "§ 18-4 tredje ledd",
    "m²",
    "{tittel}",
    "!viktig!",
    "a: b",
    "'enkle' og \"doble\"",
    "no\u2011break",
)
BEGINNINGS = (
    "1. ",
    "- ",
    "* ",
    "# ",
    "> ",
    "2) ",
    "a) ",
    "+ ",
    "2025. ",
    ": ",
    "– ",
    "(1) ",
    "--- ",
    "[^1]: ",
    "• ",
    "== ",
)
"""What makes a paragraph something else in Markdown where it is not escaped."""
PARTNERS = (
    "Ruter",
    "Bane NOR",
    "Sykehuset i Vestfold",
    "Gjøvikregionen",
    "Klima Østfold",
    "KS",
    "Innlandet fylke",
    "Statsforvalteren",
    "Østlandssamarbeidet",
    "NVE",
    "Sámediggi",
    "Nord-Gudbrandsdal IPR",
)
MEASURES = (
    "Lage en felles plan for sykkelveier",
    "Arrangere studietur til Göteborg",
    "Kartlegge ladeplasser for båt",
    "Øke samarbeidet med universitetene",
    "Utrede hurtigbåt på Mjøsa",
    "Gjennomføre ungdomskonferanse i Ås",
    "Etablere nettverk for beredskap",
    "Samle inn data om pendling",
)
GOALS = (
    "Bedre oversikt over pendlingen",
    "Minst tre nye samarbeidsavtaler",
    "Økt gjennomslag i NTP 2029–2040",
    "20 % flere reiser med båt",
)
TITLES = ("og veien videre", "mot 2030", "– status", "(IPR)", "i Østlandet")
URLS = (
    "https://www.osloregionen.no/",
    "https://lovdata.no/lov/2018-06-22-83",
    "https://example.org/sak?id=12&del=3",
)


def words(chance: random.Random, most: int = 4) -> str:
    """Return some words that make no sense, one of them odd at times."""
    found = [chance.choice(WORDS) for _ in range(chance.randint(1, most))]
    if chance.random() < 0.35:
        found.insert(chance.randint(0, len(found)), chance.choice(ODD))
    return " ".join(found)


def sentence(chance: random.Random) -> str:
    """Return a sentence, as one types it or pastes it."""
    text = chance.choice(SENTENCES)
    if chance.random() < 0.3:
        text = f"{text[:-1]} {chance.choice(ODD)}."
    return text


def paragraph(chance: random.Random) -> str:
    """Return a paragraph, with blanks at its ends at times, or a beginning that looks like Markdown."""
    text = " ".join(sentence(chance) for _ in range(chance.randint(1, 3)))
    kind = chance.random()
    if kind < 0.15:
        return chance.choice(BEGINNINGS) + text
    if kind < 0.3:
        return text.replace(". ", ".  ") + chance.choice(["  ", "\t", " "])
    return text


def amount(number: int, chance: random.Random) -> str:
    """Return a figure as one types it."""
    grouped = f"{abs(number):,}".replace(",", chance.choice([" ", "\u00a0", "\u202f", "", " "]))
    sign = chance.choice(["-", "−", "- "]) if number < 0 else ""
    return sign + grouped
