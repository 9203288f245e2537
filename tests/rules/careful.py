"""What careful authors write and what must give no finding: a year in each målform, made of nothing else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

PROSE = {
    "nb-NO": (
        # Dates, times, years.
        "1. mai er fristen, og 17. mai feires i hele regionen.",
        "Møtet begynner kl. 10.30 den 12.03.2026, og nytt møte er 1. september s.å.",
        "Planperioden er 2026–2029, og strategien gjelder for 2024–2027.",
        "Anlegget fra 1990-årene rustes opp, og 2010-tallets vekst er over.",
        "Regnskapet for 2025 skal behandles i mars.",
        "Fra 2025 skal alle kommuner levere klimabudsjett.",
        "Handlingsprogram 2025 skal evalueres før sommeren.",
        "I 2025 ble det vedtatt at fondet skal brukes til prosjekter.",
        "Ved utgangen av 2025 hadde vi 2,3 mill. kroner på fond.",
        "Ved utgangen av 2025 vil fondet være på 2,3 mill. kroner.",
        "Tiltak som ble påbegynt i 2025, skal fullføres.",
        "Nasjonal transportplan (2025) skal legges til grunn.",
        "Prosjektet som startet i 2025, vil vare i tre år.",
        "Folketallet vokste med 1,2 prosent i 2024, mot 0,9 prosent i 2023.",
        "Kontingenten for 2025 var 12 kroner per innbygger og foreslås uendret.",
        "Forslaget bygger på revidert budsjett for 2025.",
        "Vi legger til grunn det vedtatte budsjettet for 2025.",
        # Laws, chapters, numbers.
        "Kapittel 3 i plan- og bygningsloven gjelder, jf. § 3-1 første ledd bokstav g.",
        "Etter plan- og bygningsloven kapittel 3 og kommuneloven kap. 18 er det slik.",
        "Vi viser til kapittel 4 i Meld. St. 14 (2024–2025) og til punkt 2.3 i rundskriv H-1/25.",
        "Se kapittel 2 i strategien og avsnitt 1.2 i rapporten.",
        "Vi viser til tabell 3 i stortingsmeldingen.",
        "Andelen var 25,5 %, altså 3 av 10, og målet er ≥ 40 %.",
        "Forskrift om universell utforming av ikt, FOR-2013-06-21-732, gjelder.",
        "Utslippene skal ned 55 % innen 2030 (referanseår: 1990).",
        "Kartene bruker NN2000 som høydegrunnlag, og EUREF89 UTM sone 32.",
        "Tiltaket koster kr 1 250 000, eks. mva.",
        "Vi fikk svar fra 12 (av 78) kommuner.",
        # Abbreviations, names, initials, addresses.
        "Vi samarbeider med bl.a. NHO, KS m.fl., jf. vedtak nr. 12/25 pkt. 3.",
        "Østfoldforskning AS, A/S Norske Shell og Asplan Viak AS deltok.",
        "Kontakt Kari N. Nordmann, tlf. 22 00 00 00, fornavn_etter@osloregionen.no.",
        "Les mer på https://www.ssb.no/befolkning/folketall/artikler/2025_1/ og www.ks.no.",
        "XXL og H&M er blant kjedene, og XXX. kongress ble holdt i Oslo.",
        "Professor dr. philos. J.E. Hansen innledet.",
        "TBA-rapporten og XX. århundre er nevnt.",
        "Aksjonen «Todo el mundo» ble avsluttet.",
        # Quotations, dashes, colons, questions.
        "Som statsråden sa: «Vi må skrive ny historie.»",
        "Hva betyr det? Vi må spørre innbyggerne. Hvem vil betale?",
        "Tre mål er viktige: klima, areal og transport.",
        "Oslo–Gardermoen tar 19 minutter – tog er raskest.",
        "Han skrev «[sic]» i margen, og la til [min utheving].",
        "Kommunene «vil, kan og bør» delta!",
        "Nordmenn flest – 8 av 10 – er enige …",
        # Words that rightly stand twice.
        "Da da vedtaket kom, ble det ro.",
        "Det det gjelder, er at den den rammer, får hjelp.",
        "Han så så langt han kunne.",
        "De de møtte, var glade, og der der vi bor, er det fint.",
        "Bora Bora, Pago Pago og Baden Baden er steder.",
        "Ha ha, sa hun, og så gikk de to og to.",
        # Words of drafts, rightly used.
        "Nye tall kommer senere på året.",
        "Planen skal oppdateres hvert fjerde år.",
        "Strategien skal skrives i samarbeid med fylkeskommunene.",
        "Naturen må ikke bygges ned, og gamle rør må erstattes.",
        "Oljefyrene skal erstattes med varmepumper innen 2028.",
        "Veilederen bør oppdateres jevnlig.",
        "Rapporten er ikke ferdig ennå, men ventes i juni.",
        "Skjemaet skal fylles ut av kommunen.",
        # And the rest.
        "Vi søker 2 mill. kroner fra Klimasats for 2025 og 2026.",
        "Kontingenten foreslås økt med 3 % fra nivået i 2025.",
        "Det settes av 2 mill. kroner, mot 1 mill. kroner i 2025.",
        "Utslippene skal ned med 5 % sammenlignet med utslippene i 2025.",
        "Vi vil bruke like mye som i 2025.",
        "Budsjettet for 2025 ble vedtatt i desember 2024.",
        "Representantskapet vedtok i 2025 at kontingenten skal indeksreguleres.",
        "Prisnivået er fra statsbudsjettet for 2025, og lønnsveksten anslås til 4 %.",
        "I løpet av 2025 har vi lært mye som vi vil bygge videre på.",
        "I 2025 er det gjennomført tolv møter, og vi skal fortsette.",
        "Styret har i 2025 prioritert klima og vil fortsette med det.",
        "Høsten 2025 skal vi evaluere ordningen.",
        "Handlingsprogrammet ble sendt på høring i 2025.",
        "Mindreforbruket i 2025 vil bli overført til 2026.",
        "Mindreforbruket for 2025 overføres.",
        "Valget i 2025 vil få følger for arbeidet.",
        "Stortingsvalget i 2025 og kommunevalget i 2027 påvirker arbeidet.",
        "Rundskrivet for 2025 skal følges til nytt foreligger.",
        "OL i 2026, EM i 2025 og VM i 2026 er nevnt.",
        "Her skal det bygges 200 boliger.",
        "Dette skal følges opp.",
        "Dette må avklares med staten.",
        "Punktene skal følges opp jevnlig.",
        "Tallene oppdateres årlig, og teksten skal oppdateres hvert fjerde år.",
        "Teksten skal være klar og tydelig.",
        "Kartet skal oppdateres når nye data foreligger.",
        "Kapitlet beskriver hva som skal gjøres.",
        "Data skal legges inn i basen.",
        "Søkere skal skrive under.",
        "Avtalen må skrives under.",
        "Brøyteplanen skal skrives på nytt hvert år.",
        "Tabellen viser tallene. Merk: alle må oppdateres.",
        "Nynorskbrukere skal få svar på nynorsk.",
        "Følg med på instagram.com/osloregionen og bruk #osloregionen.",
        "Skriv til post@osloregionen.no",
        "Les mer: https://www.regjeringen.no/no/dokumenter/meld.-st.-14-20242025/id3088234/",
        "Kilde: SSB, tabell 07459.",
        "Tallene er i 2026-kroner, i mill. kr.",
        "CO₂-avgiften er 2 000 kr/tonn, og 1 GWh = 1 000 MWh.",
        "Temperaturen kan falle til −20 °C eller -20 °C.",
        "Forholdet er 1:1 000 og målestokken 1:50 000.",
        "Kl. 10.00–14.30 er det lunsj (ca. 1 t).",
        "Pasienter m/pårørende, hhv. 10 og 12, ble hørt.",
        "Ad pkt. 3: Saken utsettes.",
        "Møtet er ons. 3. juni, kl. 9–11.",
        "§§ 3-1 til 3-3 gjelder, jf. kap. 4 her.",
        "Rv. 4, E18 og Fv. 120 rustes opp.",
        "«Byen» («the City») vokser …",
        "Han sa: «Kom!» Hun svarte: «Nei.»",
        "Er du med? – Ja!",
        "Alle – små og store, unge og gamle – er velkomne.",
        "Både–og, ikke enten–eller.",
        "Prosjekt X, plan B og alternativ C2 vurderes.",
        "Den den gang nye veien er nå gammel.",
        "Ole Ole-Johansen og Per Persen deltok.",
        "Dei dei møtte, var glade.",
        "1 1 og 2 2 er par.",
        "Hva er X? Hva er Y?",
        "Veien til Rom (les: Oslo) er lang.",
        "3. plass, 2. halvår og 1. kvartal.",
        "Kongsberg-, Drammens- og Lierregionen samarbeider.",
        "Inn- og utflytting, på- og avkobling.",
        "E-post: fornavn.etternavn@kommune.no, telefon 815 00 000.",
        "Jan-Erik Østby (A), Kari Å. Næss (Sp) og Bjørn Ødegård (H).",
        "Stat, fylke/kommune og nærings-/organisasjonsliv.",
        "IKT, FoU, NAV, SSB, KS, NHO, LO og FN.",
        "ISO 14001:2015, NS-EN 1991-1-4 og TEK17 gjelder.",
        "Gnr. 12, bnr. 34, fnr. 5.",
        "BRA-i, %-BYA og m²/p.",
        "Prosjektet «100 % bærekraft 2030» får støtte.",
        "Vi møtes i Oslo, Oslo er samlingsstedet.",
        "Pris: kr 1,50 per innbygger/år.",
        "Se regjeringen.no, lovdata.no og ks.no.",
        "Tre ting: a) klima, b) areal og c) transport.",
        "(1) Klima, (2) areal og (3) transport.",
        "Jeg, du og vi – vi, du og jeg.",
        "SÅ VIKTIG ER DET!",
        "Tallene er avrundet, så summene kan avvike.",
        "Bærekraftsmål 11, 13 og 17 er sentrale.",
        "FNs bærekraftsmål 2030 ligger til grunn.",
        "Bærekraftsmålene 9 og 11 er viktige.",
        "NB! Fristen er absolutt.",
        "PS: Husk fristen.",
        "Vi skal — om mulig — møtes.",
        "Vann og avløp (VA), fjernvarme m.m.",
        "Kommunen eier 33,3 % (1/3) av aksjene.",
        "Skal Norge nå målene, må vi handle.",
        "Vi bruker FDV-system, BIM og GIS.",
        "IR-en, IPR-et og AS-et er orientert.",
        "Dato: 1.1.2025–31.12.2026.",
        "Per 1. januar 2025 bodde det 2 mill. mennesker i regionen.",
        "Arbeidet som skal gjøres i 2025 og 2026, er omtalt i vedlegget.",
        "Rådhuset\\\nRådhusgata 1\\\n0037 Oslo",
        # Lists.
        "Vi skal:\n\n- følge opp planen\n- møtes jevnlig, og\n- rapportere",
        "Slik går vi fram:\n\n1. Kartlegge\n2. Prioritere\n3. Gjennomføre",
        "Vi har:\n\na) en plan\n\nb) en vilje",
        (
            "Deltakerne er Asker, Bærum, Drammen, Eidsvoll, Frogn, Gjerdrum, Hurdal, Indre Østfold, "
            "Jevnaker, Kongsberg, Kongsvinger, Lier, Lillestrøm, Lunner, Lørenskog, Marker, Moss, Nannestad, "
            "Nes, Nesodden, Nittedal, Nordre Follo, Oslo, Rakkestad, Rælingen, Råde, Sarpsborg, Skiptvet, "
            "Ullensaker, Vestby, Våler, Øvre Eiker, Ås, Aurskog-Høland, Enebakk, Hole, Ringerike og Modum."
        ),
    ),
    "nn-NO": (
        "Rekneskapen for 2026 skal leggjast fram i mars.",
        "Ved utgangen av 2026 hadde vi 2,3 mill. kroner på fond.",
        "I 2026 vart det vedteke at fondet skal brukast til prosjekt.",
        "Planen skal oppdaterast kvart fjerde år.",
        "Nye tal kjem seinare på året.",
        "Kva tyder det? Vi må spørje innbyggjarane.",
        "Jf. kapittel 3 i plan- og bygningslova og kommunelova kapittel 18.",
        "Kyrkjebygga skal skrivast inn i planen.",
        "Rapporten er ikkje ferdig enno, men er venta i juni.",
        "Vedtaka blir oppdaterte seinare i år, og temaet må utdjupast i ny plan.",
        "Gamle røyr må erstattast, og skjemaet skal fyllast ut av kommunen.",
        "Da da, sa ho, og då då møtet var slutt, vart det stilt.",
        "Tilskotet frå staten i 2026 var 2 mill. kroner, og det skal vidareførast.",
        "Tiltaka skal følgjast opp saman med fylkeskommunane.",
        "Kommunane i regionen skal ha berekraftige og trygge lokalsamfunn.",
        "Budsjettet for 2026 vart vedteke i desember 2025.",
        "Vi vil bruke meir enn i 2026.",
        "Utsleppa skal ned 5 % samanlikna med nivået i 2026.",
        "Strategien for 2024–2027 er førande, og ny strategi kjem i 2028.",
        "Tala skal oppdaterast årleg, og planen bør skrivast om att når lova er endra.",
        "Møtet er kl. 10.30 den 1. mars, og 17. mai er fridag.",
        "Klimagassutsleppa var 25,5 % lågare, jf. kap. 3 i klimalova.",
        "Dei dei råka, fekk hjelp.",
        "Korleis når vi måla? Gjennom samarbeid.",
        "Sunnfjord, Førde, Florø og dei andre – alle 12 – er med.",
        "«Vi vil», sa ordføraren, «men vi må ha råd.»",
        "Sjå regjeringa.no og https://www.fylkeskommune.no/a,b/.",
        "Vi samarbeider med mellom anna NHO, KS o.a., jf. vedtak nr. 12/26.",
    ),
}
TITLES = (
    "Regnskap 2023",
    "Regnskap 2024 og justert budsjett 2025",
    "Erfaringer fra 2024",
    "Status for budsjett 2025",
    "Endringer fra budsjett 2025",
    "Økonomiplan 2026–2029",
    "Hva vil vi?",
    "1. mai-feiringen",
    "Veien videre: tre grep",
)
"""Headings of a budget's chapter."""
COLUMNS = (
    ("Regnskap 2023", "Regnskap 2024", "Justert budsjett 2025", "Budsjett 2026", "ØP 2027", "ØP 2028"),
    ("Rekneskap 2024", "Opphavleg budsjett 2025", "Budsjettframlegg 2026", "Økonomiplan 2027"),
    ("Regnskap 2024", "Opprinnelig budsjett 2025", "Revidert budsjett 2025", "Forslag 2026"),
    ("Budsjett 2025", "Regnskap 2025", "Avvik"),
    ("Regnskap 2022", "Regnskap 2023", "Regnskap 2024"),
    ("Folketall 1.1.2024", "Folketall 1.1.2025"),
    ("B-2025", "B-2026", "Endring fra B-2025"),
    ("2025", "2026", "2027", "2028"),
    ("Vedtatt 2025", "Prognose 2025"),
    ("Per innbygger", "Totalt"),
)
"""Columns of a budget for 2026; each of them a table."""
OLD_COLUMNS = (
    ("Regnskap 2023", "Budsjett 2024", "Budsjett 2025"),
    ("Regnskap 2024", "Forslag til budsjett 2025"),
    ("Rekneskap 2023", "Økonomiplan 2025"),
    ("Budsjettframlegg 2025", "Budsjett 2026"),
    ("Driftsbudsjett 2024", "Driftsbudsjett 2025", "Endring"),
)
"""The like of them, with one of last year's that claims to be this year's."""
OLD_COLUMN = (
    "Budsjett 2025",
    "Forslag til budsjett 2025",
    "Økonomiplan 2025",
    "Budsjettframlegg 2025",
    "Driftsbudsjett 2025",
)
OLD_TITLES = ("Budsjett 2025", "Forslag til budsjett 2025", "Handlingsprogram og økonomiplan for 2025")
CARELESS = {
    "nb-NO": (
        ("Midlene skal brukes i 2025.", "2025 omtales"),
        ("Budsjettet for 2025 skal finansiere tiltakene.", "2025 omtales"),
        ("Det er satt av 2 mill. kroner for 2025.", "2025 omtales"),
        ("Arbeidet skal være ferdig innen utgangen av 2025.", "2025 omtales"),
        ("Avsnittet skal erstattes.", "«skal erstattes»"),
        ("Dette må oppdateres.", "«må oppdateres»"),
        ("Tallene for kommunene må oppdateres før møtet.", "«må oppdateres»"),
        ("Tekst kommer senere.", "«kommer senere»"),
        ("Kommer senere.", "«Kommer senere»"),
        ("Om klima: Skal skrives om.", "«Skal skrives om»"),
        ("Strategien (må skrives om) gjelder.", "«må skrives om»"),
        ("Budsjettet er ikke satt inn ennå.", "«ikke satt inn ennå»"),
        ("Lederen er NN.", "«NN»"),
        ("Møtet er XX. mars.", "«XX»"),
        ("Dette koster XX kroner.", "«XX»"),
        ("Hva koster det??", "«??»"),
        ("TODO: finn tallene.", "«TODO»"),
        ("Kommunene […] skal bidra.", "«[…]»"),
        ("Beløpet blir lagt inn senere.", "«blir lagt inn senere»"),
        ("Tallene er ikke klare ennå.", "«er ikke klare ennå»"),
    ),
    "nn-NO": (
        ("Midlane skal brukast i 2026.", "2026 omtales"),
        ("Avsnittet må oppdaterast.", "«må oppdaterast»"),
        ("Må oppdaterast.", "«Må oppdaterast»"),
        ("Teksten skal skrivast om.", "«skal skrivast om»"),
        ("Dette skal skrivast om.", "«skal skrivast om»"),
        ("Kjem seinare.", "«Kjem seinare»"),
        ("Tal kjem seinare.", "«kjem seinare»"),
        ("Budsjettet er ikkje sett inn enno.", "«ikkje sett inn enno»"),
        ("Tabellen skal fyllast inn av økonomisjefen.", "«skal fyllast inn»"),
        ("Ikkje avklart enno.", "«Ikkje avklart enno»"),
        ("Tala er ikkje klare enno.", "«er ikkje klare enno»"),
        ("Talet vert fylt inn seinare.", "«vert fylt inn seinare»"),
        ("Dette må utdjupast.", "«må utdjupast»"),
    ),
}
"""What is left of drafts, and how what is said of it begins."""
PLAIN = (
    "*) Inkludert internasjonal profilering",
    "**) Spesifikasjon er vist under",
    "Sum driftsutgifter*",
    "Lønn* og pensjon**",
    "5 * 3 = 15",
    "fornavn_etter@osloregionen.no",
    "A_B og snake_case_navn",
    "Kommunene [sic] og fylket (se [1])",
    "Tiltak #1",
    "Ola Nordmann <ola@example.org>",
    "FoU & innovasjon; R&D; AT&T",
    "https://example.org/_layouts/15/start.aspx?a=1&amp=2",
    "a < b > c, 2 < 3 og 4 > 3",
    "ca. ~100 kr",
    "N:\\felles\\_plan",
    "Ja/nei, og/eller",
    "Skole- og barnehage-, kultur- og idrettsbygg",
    "«Grønt skifte» – nå!",
    "10^6 kWh og 2 m²",
    "§ 3-1 (2) bokstav a)",
    "*",
    "kr 12 500,-",
    "12.–14. juni 2026",
    "CO₂-utslipp, NOx og H₂O",
)
"""Fields of plain text."""
MEASURES = (
    "Følge opp Meld. St. 14 (2024–2025)",
    "Arrangere konferansen «Hvem eier byen?»",
    "Lage veileder, jf. pbl. § 3-1",
    "Delta i Interreg Øresund-Kattegat-Skagerrak",
)


def write(content: Path, year: int, language: str, status: str) -> None:
    """Write a year that has all of it into a content folder that has the theme."""
    folder = content / str(year)
    for name, data in _files(year, language, status).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _files(year: int, language: str, status: str) -> dict[str, Any]:
    shift = year - 2026
    tables = [_table(i, _moved(columns, shift)) for i, columns in enumerate(COLUMNS)]
    return {
        "program.yaml": {
            "år": year,
            "tittel": f"Handlingsprogram {year}",
            "organisasjon": "Rådet",
            "status": status,
            "dato": f"{year - 1}-12-01",
            "språk": language,
            "omslag": {"tittel": f"Handlingsprogram {year}"},
            "innholdsfortegnelse": {"tittel": "Innhold", "nivåer": 2},
            "nummerering": {"nivåer": 2, "kryssreferanse": "«{tittel}»"},
            "tiltakstabell": {
                "kolonner": [
                    {"felt": "tiltak", "overskrift": "Tiltak", "bredde": 50},
                    {"felt": "resultatmål", "overskrift": "Resultatmål", "bredde": 50},
                ]
            },
            "kapitler": ["budsjett"],
        },
        "budsjett.yaml": {"tabeller": tables},
        "kapitler/budsjett.yaml": {
            "id": "budsjett",
            "tittel": "Budsjett",
            "innhold": [
                *({"tekst": text} for text in PROSE[language]),
                {"tekst": "Se [](#del-0) og [tabellen](#tabell-0)."},
                {"tiltak": [_measure(i, text) for i, text in enumerate(MEASURES)]},
                {"tabell": _text_table()},
                *({"budsjettabell": table["id"]} for table in tables),
            ],
            "underkapitler": [
                {"id": f"del-{i}", "tittel": title} for i, title in enumerate(_moved(TITLES, shift))
            ],
        },
    }


def _moved(texts: tuple[str, ...], shift: int) -> list[str]:
    """Return texts of 2026 as those of another year."""
    return [re.sub(r"20\d\d", lambda match: str(int(match[0]) + shift), text) for text in texts]


def _table(number: int, columns: list[str]) -> dict[str, Any]:
    names = [f"kolonne-{i}" for i in range(len(columns))]
    return {
        "id": f"tabell-{number}",
        "tittel": f"Tabell {number}",
        "enhet": "tusen kroner",
        "minus": "- ",
        "noter": ["*) Inkludert prosjekter"],
        "kolonner": [{"id": name, "overskrift": title} for name, title in zip(names, columns, strict=True)],
        "rader": [
            {
                "id": f"avdrag-{number}",
                "navn": "Avdrag på lån",
                "tall": {name: -1_234_567 - 1000 * number - i for i, name in enumerate(names)},
            },
            {
                "id": f"renter-{number}",
                "navn": "Renter*",
                "tall": {name: 100 * (number + 1) + i for i, name in enumerate(names)},
            },
            {"id": f"sum-{number}", "navn": "Sum", "sum": [f"avdrag-{number}", f"renter-{number}"]},
        ],
    }


def _measure(number: int, text: str) -> dict[str, Any]:
    plain = PLAIN[number :: len(MEASURES)]
    return {"id": f"tiltak-{number}", "tekst": text, "resultatmål": list(plain)}


def _text_table() -> dict[str, Any]:
    return {
        "id": "teksttabell",
        "tittel": "Møter",
        "bredder": [1],
        "hode": [["Hva"]],
        "rader": [[text] for text in PLAIN],
    }
