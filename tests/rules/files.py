"""Files and figures."""

from __future__ import annotations

from handlingsprogram.finding import Severity
from tests.photographs import four, photograph, saved
from tests.rules.example import Change, Example, File, Folder, Link
from tests.rules.form import FRAME, PROGRAM

AREAS = "kapitler/innsatsomradene.yaml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
MAP = File("figurer/kart.svg", SVG)
OURS = "id: rammer\ntittel: Våre rammer\n"


def figure(*lines: str) -> str:
    """Return a chapter's content with a figure first."""
    return "innhold:\n  - figur:\n" + "".join(f"      {line}\n" for line in lines) + "  - tekst: |\n"


def figure_change(wrong: tuple[str, ...], right: tuple[str, ...]) -> Change:
    return Change(FRAME, "innhold:\n  - tekst: |\n", figure(*wrong), figure(*right))


def wheel(*events: str) -> str:
    """Return a chapter's content with a year wheel first."""
    head = "innhold:\n  - årshjul:\n      id: aar\n      bildetekst: Året\n      hendelser:\n"
    return head + "".join(f"        - {{{event}}}\n" for event in events) + "  - tekst: |\n"


def wheel_change(wrong: tuple[str, ...], right: tuple[str, ...]) -> Change:
    return Change(FRAME, "innhold:\n  - tekst: |\n", wheel(*wrong), wheel(*right))


MANY = tuple(f"måned: {number % 12 + 1}, navn: Møte {number}" for number in range(81))


def lines(*shown: str) -> str:
    return "<br>".join(f"`{line}`" for line in shown)


URBAN = "by-og-regionutvikling"
APPENDIX = b"id: vedlegg\ntittel: Vedlegg\n"
SIDE = "utseende: klassisk\n"
LOGO = "logo:\n  fil: {}logo.svg\n  alttekst: Osloregionen\n"
TEXT = "alttekst: Kart over regionen"

EXAMPLES = (
    Example(
        "figur-alttekst",
        "figuren «kart» mangler alttekst: hva viser den, for den som ikke ser den?",
        "Skriv hva bildet viser.",
        (figure_change(("id: ¶kart", "fil: figurer/kart.svg"), ("id: kart", "fil: figurer/kart.svg", TEXT)),),
        wrong_files=(MAP,),
        right_files=(MAP,),
        shown=(
            lines("id: ▸kart", "fil: figurer/kart.svg"),
            lines("id: kart", "fil: figurer/kart.svg", TEXT),
        ),
    ),
    Example(
        "figur-fil",
        "figurer/kart.svg kan ikke leses: den finnes ikke",
        "Legg filen i mappen `figurer`. Er den ødelagt eller for stor, så lagre bildet på nytt.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/kart.svg", TEXT), ("id: kart", "fil: figurer/kart.svg", TEXT)
            ),
        ),
        right_files=(MAP,),
        shown=(lines("id: ▸kart", "fil: figurer/kart.svg"), "filen ligger der"),
    ),
    Example(
        "figur-fil",
        "figurer/kart.svg har <script> (linje 1); ta det ut av bildet",
        "Ta ut skript, lenker, filtre og det som hentes utenfra, og lagre bildet på nytt.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/kart.svg", TEXT), ("id: kart", "fil: figurer/kart.svg", TEXT)
            ),
        ),
        wrong_files=(File("figurer/kart.svg", SVG.replace(b"</svg>", b"<script/></svg>")),),
        right_files=(MAP,),
        shown=(lines("id: ▸kart", "fil: figurer/kart.svg"), "bildet har ikke skript"),
    ),
    Example(
        "figur-fil",
        "logo.svg kan ikke leses: den finnes ikke",
        "Legg logoen ved siden av `tema.yaml`.",
        (Change("../tema.yaml", SIDE, f"{SIDE}{LOGO.format('¶')}", f"{SIDE}{LOGO.format('')}"),),
        right_files=(File("../logo.svg", SVG),),
        shown=(lines("logo:", "  fil: ▸logo.svg", "  alttekst: Osloregionen"), "filen ligger der"),
    ),
    Example(
        "figur-fil",
        "figurer/kart.heic er et HEIC-bilde, som telefoner lager; lagre det som JPEG eller PNG",
        "Åpne bildet i et bildeprogram, og lagre det som JPEG eller PNG.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/kart.heic", TEXT), ("id: kart", "fil: figurer/kart.jpg", TEXT)
            ),
        ),
        wrong_files=(File("figurer/kart.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),),
        right_files=(File("figurer/kart.jpg", photograph()),),
        shown=(lines("id: ▸kart", "fil: figurer/kart.heic"), lines("id: kart", "fil: figurer/kart.jpg")),
    ),
    Example(
        "figur-fil",
        "figurer/Kart.svg kan ikke leses: den finnes ikke; mente du «figurer/kart.svg»?",
        "Skriv navnet slik filen heter, også store og små bokstaver.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/Kart.svg", TEXT), ("id: kart", "fil: figurer/kart.svg", TEXT)
            ),
        ),
        wrong_files=(MAP,),
        right_files=(MAP,),
        shown=(lines("id: ▸kart", "fil: figurer/Kart.svg"), lines("id: kart", "fil: figurer/kart.svg")),
    ),
    Example(
        "figur-oppløsning",
        "figurer/kart.jpg er 400 × 240 piksler og blir uskarpt på trykk; bruk et bilde på minst 950 piksler "
        "i bredden",
        "Bruk bildet slik det var før det ble gjort mindre.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/kart.jpg", TEXT), ("id: kart", "fil: figurer/kart.jpg", TEXT)
            ),
        ),
        wrong_files=(File("figurer/kart.jpg", saved(four(400, 240), "jpeg")),),
        right_files=(File("figurer/kart.jpg", photograph()),),
        severity=Severity.WARNING,
        shown=(lines("id: ▸kart", "fil: figurer/kart.jpg"), "bildet er 1000 piksler bredt"),
    ),
    Example(
        "figur-form",
        "figuren «kart» skal ha enten fil eller plassholder",
        "Behold én. En plassholder har heller ikke bildetekst og alttekst.",
        (
            figure_change(
                ("id: ¶kart", "fil: figurer/kart.svg", "plassholder: Kart"),
                ("id: kart", "fil: figurer/kart.svg", TEXT),
            ),
        ),
        wrong_files=(MAP,),
        right_files=(MAP,),
        shown=(
            lines("id: ▸kart", "fil: figurer/kart.svg", "plassholder: Kart"),
            lines("id: kart", "fil: figurer/kart.svg", TEXT),
        ),
    ),
    Example(
        "fil-antall",
        "året har flere enn 500 filer; slå dem sammen",
        "Slå sammen kapitler til færre filer.",
        wrong_files=tuple(File(f"kapitler/{number:03}.yaml", APPENDIX) for number in range(500)),
        place="kapitler/497.yaml:1:1",
        shown=("året har flere enn 500 filer", "færre filer"),
    ),
    Example(
        "fil-id",
        "id-en «rammene» skal være den samme som filnavnet, «rammer»",
        "La id og filnavn være like.",
        (Change(FRAME, "id: rammer\n", "id: ¶rammene\n"),),
    ),
    Example(
        "fil-id",
        "«rammer - Kopi.yaml» ser ut som en kopi av rammer.yaml; slett den, eller gi den et eget "
        "navn og en egen id, "
        "for eksempel «rammer-kopi»",
        "Slett kopien, eller gi den et eget navn og en egen id.",
        wrong_files=(File("kapitler/rammer - Kopi.yaml", OURS.encode()),),
        place="kapitler/rammer - Kopi.yaml:1:5",
        shown=("filen heter `rammer - Kopi.yaml`", "ingen kopi i mappen"),
    ),
    Example(
        "fil-konflikt",
        "to utgaver står etter hverandre etter en konflikt i Git: linje 4 («HEAD») og linje 6 "
        "(«tillegg»); behold det "
        "som skal gjelde, og slett merkene på linje 3, 5 og 7",
        "Behold den ene utgaven, eller skriv dem sammen, og slett linjene med merker.",
        (
            Change(
                FRAME,
                "tittel: Rammer og struktur for handlingsprogrammet\n",
                "¶<<<<<<< HEAD\ntittel: Rammer og struktur for handlingsprogrammet\n=======\n"
                "tittel: Rammer\n>>>>>>> tillegg\n",
            ),
        ),
    ),
    Example(
        "fil-lesing",
        "filen kan ikke leses: det er en mappe",
        "Legg inn en fil som du har lov til å åpne.",
        wrong_files=(Folder("budsjett.yaml"),),
        place="budsjett.yaml:1:1",
        shown=("`budsjett.yaml` er en mappe, eller du mangler tilgang", "`budsjett.yaml` er en fil"),
    ),
    Example(
        "fil-mangler",
        "finner ikke filen kapitler/ramer.yaml; mente du «rammer»?",
        "Rett navnet, eller lag filen.",
        (Change(PROGRAM, "- rammer\n", "- ¶ramer\n"),),
    ),
    Example(
        "fil-plass",
        "filen blir ikke lest; gi den endelsen .yaml og legg den i riktig mappe, eller slett den",
        "Gi den endelsen `.yaml`, flytt den eller slett den.",
        (Change(PROGRAM, "  - organisering\n", "  - organisering\n", "  - organisering\n  - vedlegg\n"),),
        wrong_files=(File("kapitler/vedlegg.yml", APPENDIX),),
        right_files=(File("kapitler/vedlegg.yaml", APPENDIX),),
        place="kapitler/vedlegg.yml:1:1",
        shown=(
            "filen heter `vedlegg.yml`, eller den ligger i feil mappe",
            "`vedlegg.yaml` i mappen `kapitler`",
        ),
    ),
    Example(
        "fil-snarvei",
        "«rammer.yaml» er en snarvei; legg selve filen eller mappen der",
        "Legg selve filen i mappen.",
        wrong_files=(Link(FRAME, "nei.yaml"),),
        place=f"{FRAME}:1:1",
        shown=("filen er en snarvei til et annet sted", "filen selv"),
    ),
    Example(
        "fil-størrelse",
        "filen er større enn 1 MB; del den opp",
        "Del den opp.",
        wrong_files=(File(FRAME, b"#" * 1_000_001),),
        place=f"{FRAME}:1:1",
        shown=("filen er på mer enn 1 MB", "flere mindre filer"),
    ),
    Example(
        "skrift-fil",
        "filen er ikke en skrift som kan brukes; legg inn skriften som .ttf eller .otf",
        "Last ned skriften som TrueType eller OpenType, og legg filene i mappen `skrifter`.",
        wrong_files=(File("../skrifter/Vår.ttf", b"wOF2, for the web"),),
        place="../skrifter/Vår.ttf:1:1",
        shown=("`Vår.ttf` er noe annet enn en skrift", "`Vår.ttf` er en TrueType-skrift"),
    ),
    Example(
        "skrift-ukjent",
        "finner ikke skriften «Vår Sans»; velg en av disse, eller legg den i mappen skrifter: "
        "Hanken Grotesk, Manrope, Source Sans Pro, Source Serif Pro",
        "Skriv navnet slik skriftmenyen viser det, eller legg skriftfilene i mappen `skrifter`.",
        (
            Change(
                "../tema.yaml",
                SIDE,
                f"{SIDE}skrift:\n  pdf: ¶Vår Sans\n",
                f"{SIDE}skrift:\n  pdf: Source Serif Pro\n",
            ),
        ),
    ),
    Example(
        "fil-tegn",
        "filen har et usynlig kontrolltegn (U+0007) her; slett det",
        "Slett tegnet på stedet som er oppgitt. Det fulgte trolig med da du limte inn.",
        (Change(FRAME, "tittel: Rammer og", "tittel: Rammer¶\a og"),),
        shown=("`tittel: Rammer▸� og`", "`tittel: Rammer og`"),
    ),
    Example(
        "fil-tegnsett",
        "filen er ikke UTF-8 (byte 21: 0xE5); lagre som UTF-8",
        "Lagre filen på nytt som UTF-8.",
        wrong_files=(File(FRAME, OURS.encode("cp1252")),),
        right_files=(File(FRAME, OURS.encode()),),
        place=f"{FRAME}:2:10",
        shown=("`tittel: V▸�re rammer`, lagret med et gammelt tegnsett", "`tittel: Våre rammer`"),
    ),
    Example(
        "fil-to-ganger",
        "«rammer» er alt ført opp på linje {} i content/2025/program.yaml",
        "Slett den ene linjen.",
        (Change(PROGRAM, "  - rammer\n", "  - ‡rammer\n  - ¶rammer\n"),),
    ),
    Example(
        "fil-ubrukt",
        "filen er ikke med i dokumentet; før opp «by-og-regionutvikling» der den skal stå, eller slett filen",
        "Før opp id-en der rekkefølgen står, eller slett filen.",
        (
            Change(AREAS, "  - by-og-regionutvikling\n", ""),
            Change(f"innsatsomrader/{URBAN}.yaml", f"id: {URBAN}\n", f"¶id: {URBAN}\n"),
        ),
        shown=("`▸id: by-og-regionutvikling`, og ingen fører den opp", "`- by-og-regionutvikling`"),
    ),
    Example(
        "tegning-antall",
        "«aar» har 81 hendelser og omtrent 81 linjer; mer enn 80 linjer blir for smått til å leses på én "
        "side. Kort ned tekstene, eller del tegningen i to",
        "Kort ned tekstene, eller lag to tegninger.",
        (
            Change(
                FRAME,
                "innhold:\n  - tekst: |\n",
                wheel(*MANY).replace("id: aar", "id: ¶aar"),
                wheel(*MANY[:80]),
            ),
        ),
        severity=Severity.WARNING,
        shown=("81 hendelser i ett årshjul", "80 hendelser med korte navn"),
    ),
    Example(
        "tegning-måned",
        "«Høring» skal ha enten måned, eller både fra og til",
        "Skriv `måned` for det som skjer i én måned, og `fra` og `til` for det som varer lenger.",
        (wheel_change(("fra: 3, navn: ¶Høring",), ("fra: 3, til: 5, navn: Høring",)),),
        shown=("`{fra: 3, navn: ▸Høring}`", "`{fra: 3, til: 5, navn: Høring}`"),
    ),
    Example(
        "tegning-måned",
        "«Høring» slutter i måned 2, før den begynner i måned 11; går den over nyttår, så skriv den to "
        "ganger: én til 12 og én fra 1",
        "Bytt om tallene. Det som går over nyttår, står to ganger.",
        (
            wheel_change(
                ("fra: 11, til: 2, navn: ¶Høring",),
                ("fra: 11, til: 12, navn: Høring", "fra: 1, til: 2, navn: Høring"),
            ),
        ),
        shown=(
            "`{fra: 11, til: 2, navn: ▸Høring}`",
            lines("{fra: 11, til: 12, navn: Høring}", "{fra: 1, til: 2, navn: Høring}"),
        ),
    ),
    Example(
        "tegning-måned",
        "«Høring» varer i én måned; skriv måned: 3 i stedet for fra og til",
        "Skriv `måned`.",
        (wheel_change(("fra: 3, til: 3, navn: ¶Høring",), ("måned: 3, navn: Høring",)),),
        shown=("`{fra: 3, til: 3, navn: ▸Høring}`", "`{måned: 3, navn: Høring}`"),
    ),
    Example(
        "tegning-navn",
        "«Møte» står også i linje 14; slett den ene, eller gi dem ulike navn",
        "Slett den ene, eller gi dem ulike navn. Under hver sin enhet kan to hete det samme.",
        (
            wheel_change(
                ("måned: 3, navn: ‡Møte", "måned: 3, navn: ¶Møte"),
                ("måned: 3, navn: Møte", "måned: 9, navn: Møte"),
            ),
        ),
        shown=(
            lines("{måned: 3, navn: Møte}", "{måned: 3, navn: ▸Møte}"),
            lines("{måned: 3, navn: Møte}", "{måned: 9, navn: Møte}"),
        ),
    ),
)
