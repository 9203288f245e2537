"""What drafts leave behind."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.rules.example import CHAPTER, FIRST, Change, Example, File, prose
from tests.rules.files import MAP, figure_change, lines
from tests.rules.form import BUDGET, PROGRAM, STRATEGIES

DRAFT = Severity.WARNING
GOALS = "        bærekraftsmål: [17]\n        roller:\n          - Nettverksbygging"
COVER = "omslag:\n  {}tittel: Handlingsprogram og budsjett 2021\n  undertittel: {}"
COLUMNS = "tiltakstabell:\n  kolonner:\n"
WITH_DEADLINE = (
    f"felt: {{frist: {{type: dato}}}}\n\n{COLUMNS}    - {{felt: frist, overskrift: Frist, bredde: 30}}\n"
)


def in_text(wrong: str, right: str) -> tuple[Change, ...]:
    return (Change(CHAPTER, FIRST, prose(wrong), prose(right)),)


EXAMPLES = (
    Example(
        "utkast-figur",
        "figuren «kart» er bare en plassholder; sett inn bildet",
        "Sett inn bildet.",
        (
            figure_change(
                ("id: ¶kart", "plassholder: Kart"),
                ("id: kart", "fil: figurer/kart.svg", "alttekst: Kart over regionen"),
            ),
        ),
        right_files=(MAP,),
        in_draft=DRAFT,
        shown=(
            lines("id: ▸kart", "plassholder: Kart"),
            lines("id: kart", "fil: figurer/kart.svg", "alttekst: Kart over regionen"),
        ),
    ),
    Example(
        "utkast-innholdstittel",
        "heter «Overordna strategiar» i innholdsfortegnelsen, men «Overordnede strategier» i teksten",
        "Slett `innholdstittel`, eller skriv den som tittelen. Den kan være kortere, med de samme ordene.",
        (
            Change(
                STRATEGIES,
                "tittel: Overordnede strategier\n",
                "tittel: Overordnede strategier\ninnholdstittel: ¶Overordna strategiar\n",
                "tittel: Overordnede strategier\ninnholdstittel: Strategier\n",
            ),
        ),
        in_draft=DRAFT,
    ),
    Example(
        "utkast-spørsmål",
        "tiltaket slutter med spørsmålstegn; skriv hva som skal gjøres",
        "Skriv hva dere skal gjøre.",
        (
            Change(
                STRATEGIES, "tekst: Gjennomføre prosjektverksted\n", "tekst: Gjennomføre prosjektverksted¶?\n"
            ),
        ),
        in_draft=DRAFT,
    ),
    Example(
        "utkast-tekst",
        "«skal erstattes» ser ut til å være igjen fra et utkast; skriv den endelige teksten",
        "Skriv den endelige teksten.",
        in_text("Avsnittet ¶skal erstattes.", "Vi møtes ofte."),
        in_draft=DRAFT,
        shown=("`Avsnittet ▸skal erstattes.`", "`Vi møtes ofte.`"),
    ),
    Example(
        "utkast-tekst",
        "«må oppdaterast» ser ut til å være igjen fra et utkast; skriv den endelige teksten",
        "Skriv den endelige teksten. Om annet enn programmet selv kan du skrive det: «Planen må oppdateres».",
        in_text("Tala ¶må oppdaterast.", "Planen må oppdaterast."),
        in_draft=DRAFT,
        shown=("`Tala ▸må oppdaterast.`", "`Planen må oppdaterast.`"),
    ),
    Example(
        "utkast-årstall",
        "2024 omtales som noe som kommer, i budsjettet for 2025; rett teksten",
        "Rett årstallet.",
        in_text("Midlene skal brukes i ¶2024.", "Midlene skal brukes i 2025."),
        in_draft=DRAFT,
        shown=("`Midlene skal brukes i ▸2024.`", "`Midlene skal brukes i 2025.`"),
    ),
    Example(
        "utkast-årstall",
        "kolonnen «Forslag budsjett 2024» er fra et tidligere budsjett; rett årstallet",
        "Rett årstallet.",
        (Change(BUDGET, "overskrift: Forslag budsjett 2025", "overskrift: ¶Forslag budsjett 2024"),),
        in_draft=DRAFT,
    ),
    Example(
        "utkast-frist",
        "«2020-06-30» i «frist» er over før 2021 begynner; rett tiden",
        "Skriv den nye fristen.",
        (
            Change(
                "innsatsomrader/klima-og-miljo.yaml",
                GOALS,
                f"        frist: ¶2020-06-30\n{GOALS}",
                f"        frist: 2021-06-30\n{GOALS}",
            ),
            Change(PROGRAM, COLUMNS, WITH_DEADLINE, WITH_DEADLINE),
        ),
        severity=DRAFT,
        year=2021,
        shown=("`frist: ▸2020-06-30`", "`frist: 2021-06-30`"),
    ),
    Example(
        "utkast-uendret",
        "teksten er den samme som i 2020, og nevner 2020; skriv den om, eller godta den",
        "Skriv setningen om til det nye året. Stemmer den fortsatt, så før den opp i `godtatt.yaml`.",
        (
            Change(
                "kapitler/budsjett.yaml",
                "Osloregionens budsjett 2021 skal finansiere aktiviteten",
                "I ¶2020 kom alle kommunene med. Osloregionens budsjett 2021 skal finansiere aktiviteten",
                "I fjor kom alle kommunene med. Osloregionens budsjett 2021 skal finansiere aktiviteten",
            ),
        ),
        wrong_files=(File("../2020/kapittel.yaml", b"tekst: I 2020 kom alle kommunene med.\n"),),
        severity=DRAFT,
        year=2021,
        shown=("`I ▸2020 kom alle kommunene med.`", "`I fjor kom alle kommunene med.`"),
    ),
    Example(
        "utkast-vedtatt",
        "omslaget sier «Vedtatt i rådet 12.1.2021», men programmet er ikke vedtatt; rett linjen",
        "Skriv at det er et utkast. Er programmet vedtatt, så skriv `status: vedtatt`.",
        (
            Change(
                PROGRAM,
                COVER.format("", "Utkast nr.1"),
                COVER.format("¶", "Vedtatt i rådet 12.1.2021"),
                COVER.format("", "Utkast nr. 2"),
            ),
        ),
        severity=DRAFT,
        year=2021,
        shown=("`undertittel: Vedtatt i rådet 12.1.2021`", "`undertittel: Utkast nr. 2`"),
    ),
)
