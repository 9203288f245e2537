"""Each rule has an example that breaks it, made from the real content, and says so in one exact place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import Finding, Severity, UserError, has_errors
from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.load import load
from handlingsprogram.read.theme.load import load_theme
from tests.read.helpers import YEAR, Edit, copy_content, edit, forbidden
from tests.read.remembered import remember

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Example:
    """A way to spoil the content, and what is said of it, place by place."""

    edits: tuple[Edit, ...]
    messages: tuple[str, ...]


def example(*parts: Edit | str) -> Example:
    """Make an example from edits and, after them, the messages expected at the places marked in them."""
    edits = tuple(part for part in parts if not isinstance(part, str))
    return Example(edits, tuple(part for part in parts if isinstance(part, str)))


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    remember(monkeypatch)


def errors() -> list[Finding]:
    """Return what is wrong with the copy; wording and what drafts leave behind are tested by themselves."""
    program, findings = load(YEAR)
    found = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert bool(program) is not bool(found)
    return [finding for finding in found if not finding.rule.startswith(("godtatt-", "utkast-"))]


def where() -> list[tuple[str, str]]:
    """Return the place and the rule of what is wrong with the copy."""
    return [(str(finding.position), finding.rule) for finding in errors()]


def assert_says(spoilt: Example) -> None:
    """Spoil the copy; exactly what was foretold is found, lines that messages name filled in."""
    places, lines = edit(spoilt.edits)
    numbers = iter(lines)
    said = [text.format(next(numbers)) if "{}" in text else text for text in spoilt.messages]
    expected = [f"{place}: feil: {text}" for place, text in zip(places, said, strict=True)]
    assert sorted(map(str, errors())) == sorted(expected)


AREAS, THEMES = "kapitler/innsatsomradene.yaml", "kapitler/tverrgaende-temaer.yaml"
PROGRAM, BUDGET, CHAPTER = "program.yaml", "budsjett.yaml", "kapitler/budsjett.yaml"
STRATEGIES = "kapitler/overordnede-strategier.yaml"

DEVIATION = "{} er trykt som {}, men utregningen gir {} (forskjell {}): {}. {} [budsjett-avvik]"
DEVIATIONS = (
    DEVIATION.format(
        "«Sum inntekter» i kolonnen «budsjett-2024»",
        "8\u00a0096",
        "7\u00a0896",
        "200",
        "Kontingenter 6\u00a0834 + Klimasats 762 + Forprosjektmidler til interreg-søknad 300",
        "Resultat (-2 084) og utgående mindreforbruk (608) følger av den trykte summen.",
    ),
    DEVIATION.format(
        "«Totalt» i kolonnen «budsjett-2024»",
        "2\u00a0530",
        "2\u00a0390",
        "140",
        "BEST-konferansen 130 + Prosess strategiske føringer 160 + Areal og transport 300 + Klima 200 + "
        "Energistasjoner for grønn næringstransp… 800 + Oslopolititan 50 + Strategiske næringsprosjekter 700 "
        "+ Lokale utviklingsprosjekter 50",
        "Hovedtabellen bruker også 2 530 for posten Prosjekter.",
    ),
    DEVIATION.format(
        "«Totalt» i kolonnen «endring»",
        "-\u00a020",
        "-\u00a060",
        "40",
        "Budsjett 2025 1\u00a0350 - Revidert budsjett 2024 1\u00a0410",
        "Hovedtabellen har -60. -20 er summen av de trykte endringene, der "
        "IMDi Velkomsttjenester (-40) mangler.",
    ),
)


def test_the_content_has_nothing_but_the_known_deviations() -> None:
    columns = [("budsjett-2024", 8096), ("budsjett-2024", 2530), ("endring", -20)]
    olds = [f"{column}:\n            trykt: {figure}" for column, figure in columns]
    places, _ = edit(tuple((BUDGET, old, f"¶{old}") for old in olds))
    program, findings = load(YEAR)
    assert program
    assert {finding.severity for finding in findings} == {Severity.NOTICE}
    assert [str(finding) for finding in findings if not finding.accepted] == [
        f"{place}: merknad: {said}" for place, said in zip(places, DEVIATIONS, strict=True)
    ]


# --- Files --------------------------------------------------------------------------------------

FILES = {
    "a chapter without a file": example(
        (PROGRAM, "  - rammer\n", "  - rammer\n  - ¶xyz\n"),
        "finner ikke filen kapitler/xyz.yaml [fil-mangler]",
    ),
    "an area without a file": example(
        (AREAS, "  - by-og-regionutvikling\n", "  - by-og-regionutvikling\n  - ¶xyz\n"),
        "finner ikke filen innsatsomrader/xyz.yaml [fil-mangler]",
    ),
    "a theme without a file": example(
        (THEMES, "  - kraft-og-energi\n", "  - ¶kraft-energi\n"),
        "finner ikke filen tverrgaende-temaer/kraft-energi.yaml; mente du «kraft-og-energi»? [fil-mangler]",
    ),
    "a year in another year's folder": example(
        (PROGRAM, "år: 2025", "år: ¶2026"),
        "året er 2026, men mappen heter «2025»; de skal være like [program-år]",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_the_files_and_the_lists_of_them_agree(case: str) -> None:
    assert_says(FILES[case])


UNREAD = "filen blir ikke lest; gi den endelsen .yaml og legg den i riktig mappe, eller slett den [fil-plass]"


@pytest.mark.parametrize("name", ["kapitler/ny.yml", "ny.yaml", "kapitler/under/ny.yaml", "tiltak/ny.yaml"])
def test_a_file_that_nothing_reads_is_reported(name: str) -> None:
    (YEAR / name).parent.mkdir(exist_ok=True)
    (YEAR / name).write_text("id: ny\ntittel: Ny\n", encoding="utf-8")
    assert [str(finding) for finding in errors()] == [f"content/2025/{name}:1:1: feil: {UNREAD}"]


@pytest.mark.parametrize("name", ["kapitler/.#rammer.yaml", "kapitler/.rammer.yaml.swp", "notater.md"])
def test_what_an_editor_leaves_is_no_content(name: str) -> None:
    (YEAR / name).write_text("nei: [", encoding="utf-8")
    assert errors() == []


def test_two_themes_that_only_list_each_other_are_not_in_the_document() -> None:
    themes = ("kraft-og-energi", "oslofjorden")
    listed = "".join(f"  - {theme}\n" for theme in themes)
    shown = "".join(f"          - [{{tittel}}](#{theme})\n" for theme in themes)
    heads = [
        (f"tverrgaende-temaer/{one}.yaml", f"id: {one}\n", f"¶id: {one}\ntverrgående_temaer: [{other}]\n")
        for one, other in zip(themes, reversed(themes), strict=True)
    ]
    places, _ = edit(((THEMES, listed, ""), (AREAS, shown, ""), *heads))
    assert where() == [(place, "fil-ubrukt") for place in places]


def test_a_year_without_a_programme_is_one_finding() -> None:
    (YEAR / "program.yaml").unlink()
    said = "filen mangler; hvert år må ha program.yaml [fil-mangler]"
    assert [str(finding) for finding in errors()] == [f"content/2025/program.yaml:1:1: feil: {said}"]


def test_a_year_without_a_folder_is_wrong_use() -> None:
    with pytest.raises(UserError, match=r"^finner ikke mappen content/2024$"):
        load(YEAR.parent / "2024")


def test_a_programme_needs_no_budget() -> None:
    (YEAR / BUDGET).unlink()
    tables = ("hovedtall-tabell", "prosjektbudsjett")
    edit(tuple((CHAPTER, f"          - budsjettabell: {table}\n", "") for table in tables))
    chapter = YEAR / CHAPTER
    chapter.write_text(re.sub(r"\[([^]]+)\]\(#[^)]+/[^)]+\)", r"\1", chapter.read_text(encoding="utf-8")))
    assert errors() == []
    program, _ = load(YEAR)
    assert program
    assert program.budsjett is None


def test_every_faulty_file_is_told_of_in_the_order_of_files_and_lines() -> None:
    places, _ = edit(
        (
            (BUDGET, '"null": "-"', '"null": ¶x'),
            ("kapitler/rammer.yaml", "id: rammer\n", "id: rammer\n¶id: rammer\n"),
            ("kapitler/rammer.yaml", "nummerert: false", "nummerert: ¶nei"),
            (PROGRAM, "status: vedtatt", "status: ¶vedatt"),
        )
    )
    assert [place for place, _ in where()] == places


def test_a_missing_theme_is_one_finding() -> None:
    file = YEAR.parent / "tema.yaml"
    file.unlink()
    theme, findings = load_theme(file)
    assert theme is None
    said = "filen mangler; den gir farger, skrifter og mål til dokumentene [fil-mangler]"
    assert [str(finding) for finding in findings] == [f"content/tema.yaml:1:1: feil: {said}"]


def test_the_theme_is_plain_data_and_held_against_its_schema() -> None:
    file = YEAR.parent / "tema.yaml"
    theme, findings = load_theme(file)
    assert findings == []
    assert theme
    assert theme["skrift"]["pdf"] == "Source Sans Pro"
    look = "utseende: klassisk\n"
    [place], _ = edit((("../tema.yaml", look, f"{look}mål: {{marg_topp: ¶5}}\n"),))
    theme, [finding] = load_theme(file)
    assert theme is None
    assert str(finding.position) == place


def test_the_goals_are_the_seventeen() -> None:
    goals, findings = load_goals(YEAR.parent / "baerekraftsmal.yaml")
    assert findings == []
    assert list(goals) == list(range(1, 18))
    assert {number: goal.nummer for number, goal in goals.items()} == {number: number for number in goals}


def test_a_body_that_uses_no_goals_does_without_them() -> None:
    assert load_goals(YEAR.parent / "nei.yaml") == ({}, [])


GOALS = {
    "a goal that stands twice": ("nummer: 2,", "nummer: ¶1,"),
    "a goal that there is not": ("nummer: 17,", "nummer: ¶18,"),
    "a goal without a colour": (
        '{nummer: 3, tittel: "God helse og livskvalitet", farge: "#4c9f38"}',
        "¶{nummer: 3, tittel: God helse}",
    ),
}


@pytest.mark.parametrize("case", GOALS)
def test_the_goals_are_checked(case: str) -> None:
    [place], _ = edit((("../baerekraftsmal.yaml", *GOALS[case]),))
    _, findings = load_goals(YEAR.parent / "baerekraftsmal.yaml")
    assert [str(finding.position) for finding in findings] == [place]


def test_a_warning_does_not_take_the_goals_away() -> None:
    edit((("../baerekraftsmal.yaml", '"Livet på land",', "Livet på land #1\n    ,"),))
    goals, findings = load_goals(YEAR.parent / "baerekraftsmal.yaml")
    assert [finding.severity for finding in findings] == [Severity.WARNING]
    assert goals[15].tittel == "Livet på land"


# --- Ids, references, footnotes, prose ----------------------------------------------------------

FIRST = "      Osloregionens budsjett for 2025 skal finansiere aktivitetene i handlingsprogrammet.\n"
USED = "id-en «{name}» er alt brukt i content/2025/{file}, linje {{}}; velg en annen [id-unik]"
DEAD = "kryssreferansen viser til «{}», som ikke finnes{} [referanse-mål]"
ROW = (
    "«lonn» er en rad i budsjettet; vis til tabellen (#hovedtall-tabell), eller til et tall i raden "
    "(#lonn/budsjett-2024) [referanse-mål]"
)
NUMBERLESS = "«{0}» har ikke nummer; skriv en tekst: [tekst](#{0}) [referanse-nummer]"
TITLED = "«{0}» har ikke nummer; skriv en tekst: [tekst](#{0}), eller [{{tittel}}](#{0}) [referanse-nummer]"
NAMELESS = "«{0}» har ikke tittel; skriv en tekst: [tekst](#{0}) [referanse-tittel]"
NO_NOTE = "fotnoten [^{0}] mangler tekst; skriv «[^{0}]: …» på en egen linje [fotnote-udefinert]"
NO_MARK = "fotnoten [^{}] er ikke brukt i teksten; sett inn merket eller slett fotnoten [fotnote-ubrukt]"
TWO_NOTES = "fotnoten [^indeks] har flere tekster; behold én [fotnote-dobbel]"
NOTE_IN_TABLE = "en tabell kan ikke ha fotnoter; flytt den til teksten [fotnote-sted]"


LOOSE = "«{0}» mangler sitt motstykke; sett det inn, eller skriv «\\{1}» for tegnet [prosa-utheving]"
BROKEN = "lenken er ikke hel: {}; skriv [tekst](adresse) i ett [prosa-lenke]"


def prose(markdown: str) -> Edit:
    """Put Markdown into a chapter, below a paragraph of its own."""
    indented = "".join(f"      {line}\n" if line else "\n" for line in markdown.split("\n"))
    return CHAPTER, FIRST, f"{FIRST}\n{indented}"


TEXTS = {
    "two sections with one id": example(
        (CHAPTER, "- id: hovedtall\n", "- id: ‡hovedtall\n"),
        (CHAPTER, "- id: kontingentinntekter\n", "- id: ¶hovedtall\n"),
        USED.format(name="hovedtall", file=CHAPTER),
    ),
    "a measure with a section's id": example(
        ("kapitler/rammer.yaml", "id: rammer\n", "id: ‡rammer\n"),
        (STRATEGIES, "- id: prosjektverksted\n", "- id: ¶rammer\n"),
        USED.format(name="rammer", file="kapitler/rammer.yaml"),
    ),
    "a row with a measure's id": example(
        (STRATEGIES, "- id: prosjektverksted\n", "- id: ‡prosjektverksted\n"),
        (BUDGET, "- id: utgifter-overskrift\n", "- id: ¶prosjektverksted\n"),
        USED.format(name="prosjektverksted", file=STRATEGIES),
    ),
    "a table with a section's id": example(
        (CHAPTER, "- id: hovedtall\n", "- id: ‡hovedtall\n"),
        (CHAPTER, "- budsjettabell: hovedtall-tabell\n", "- budsjettabell: hovedtall\n"),
        (BUDGET, "- id: hovedtall-tabell\n", "- id: ¶hovedtall\n"),
        USED.format(name="hovedtall", file=CHAPTER),
    ),
    "a reference to nothing": example(prose("Se\nher ¶[](#xyz)."), DEAD.format("xyz", "")),
    "a misspelt reference": example(
        (AREAS, "[](#tverrgaende-temaer)", "¶[](#tverrgaende-tema)"),
        DEAD.format("tverrgaende-tema", "; mente du «tverrgaende-temaer»?"),
    ),
    "a reference with a text of two lines to nothing": example(
        prose("Se ¶[en tekst over\nto linjer](#xyz)."), DEAD.format("xyz", "")
    ),
    "a reference to nothing in a bullet of a measure": example(
        ("tverrgaende-temaer/kraft-og-energi.yaml", "- Energibehov og", "- Energibehov ¶[](#xyz) og"),
        DEAD.format("xyz", ""),
    ),
    "a reference to a row of the budget": example(prose("¶[x](#lonn)"), ROW),
    "a reference to a chapter without a number": example(prose("Se ¶[](#rammer)."), TITLED.format("rammer")),
    "a reference to a table, which has no number": example(
        prose("Se ¶[{nummer}](#hovedtall-tabell)."), TITLED.format("hovedtall-tabell")
    ),
    "a reference to a measure, which has no number": example(
        prose("Se ¶[](#teamoslo)."), NUMBERLESS.format("teamoslo")
    ),
    "a reference to a measure by title": example(
        prose("Se ¶[{tittel}](#teamoslo)."), NAMELESS.format("teamoslo")
    ),
    "emphasis that does not end": example(prose("Vi ¶*går hjem."), LOOSE.format("*", "*")),
    "emphasis that does not begin": example(prose("Vi går¶** hjem."), LOOSE.format("**", "*")),
    "emphasis with a space inside": example(
        prose("Vi ¶**går ¶** hjem."), LOOSE.format("**", "*"), LOOSE.format("**", "*")
    ),
    "emphasis over two paragraphs": example(
        prose("Vi ¶_går.\n\nHjem nå¶_."), LOOSE.format("_", "_"), LOOSE.format("_", "_")
    ),
    "a star too many": example(prose("Vi ¶***går** hjem."), LOOSE.format("*", "*")),
    "a star inside a word": example(prose("Alle medlem¶*innene går hjem."), LOOSE.format("*", "*")),
    "a word struck out at one end": example(prose("Vi ¶~~går hjem."), LOOSE.format("~~", "~")),
    "emphasis in a list, below a link and an escape": example(
        prose("- Se [a*b](https://x.no/*) og \\*.\n- Vi ¶*går.".replace("a*b", "ab")), LOOSE.format("*", "*")
    ),
    "emphasis in a bullet of a measure": example(
        ("tverrgaende-temaer/kraft-og-energi.yaml", "- Energibehov og", "- Energibehov ¶*og"),
        LOOSE.format("*", "*"),
    ),
    "a link that does not end": example(
        prose("Se [her¶](https://x.no nå."), BROKEN.format("den siste parentesen mangler")
    ),
    "a link with a space before its address": example(
        prose("Se [her¶] (#rammer) nå."), BROKEN.format("det er et mellomrom mellom ] og (")
    ),
    "a link with a space in its address": example(
        prose("Se [her¶](https://x.no/en side) nå."),
        BROKEN.format("adressen har et mellomrom, som skrives %20"),
    ),
    "a link with its address on two lines": example(
        prose("Se [her¶](https://x.no/\nen-side) nå."), BROKEN.format("adressen er delt på to linjer")
    ),
    "a misspelt footnote": example(
        (STRATEGIES, "Indeks Osloregionen[^indeks]", "Indeks Osloregionen¶[^indeksen]"),
        (STRATEGIES, "[^indeks]: Sett", "¶[^indeks]: Sett"),
        NO_NOTE.format("indeksen"),
        NO_MARK.format("indeks"),
    ),
    "a footnote with its text in another block": example(
        ("kapitler/overordnede-mal.yaml", "Jernbane\n", "Jernbane¶[^indeks]\n"), NO_NOTE.format("indeks")
    ),
    "a footnote with two texts": example(
        (STRATEGIES, "      [^indeks]: Sett", "      ¶[^indeks]: Sett\n\n      ¶[^indeks]: Et sett"),
        TWO_NOTES,
        TWO_NOTES,
    ),
    "a footnote in a table": example(
        (STRATEGIES, "tekst: Gjennomføre prosjektverksted", "tekst: Gjennomføre prosjektverksted¶[^indeks]"),
        NOTE_IN_TABLE,
    ),
    "a footnote in a bullet of a measure": example(
        ("tverrgaende-temaer/kraft-og-energi.yaml", "- Energibehov og", "- Energibehov¶[^indeks] og"),
        NOTE_IN_TABLE,
    ),
}
FORMS = {
    "a quotation in a list": ("- punkt\n\n  ¶> sitat", "sitatblokk (>)"),
    "a quotation in a quotation": ("¶> > Ja.", "sitatblokk (>)"),
    "an indented text": ("    ¶kode", "kodeblokk (innrykket tekst)"),
    "a fenced text": ("¶```\nkode\n```", "kodeblokk (```)"),
    "code in a line": ("En linje\nmed ¶`kode` i", "kode (`)"),
    "code that the line has before": ("En annen\n¶`en` der", "kode (`)"),
    "a heading": ("¶# Overskrift", "overskrift"),
    "a heading in a list": ("- punkt\n\n  ¶# Overskrift", "overskrift"),
    "an underlined heading": ("Overskrift\n¶---", "overskrift"),
    "an underlined heading with a hyphen": ("Klima-mål\n¶---", "overskrift"),
    "a line across": ("¶***", "skillelinje"),
    "a block of HTML": ("¶<div>x</div>", "HTML"),
    "a comment of HTML": ("¶<!-- sideskift -->", "HTML"),
    "a tag": ("En linje,\nenda en, og ¶<br> der", "HTML"),
    "a picture": ("Se ![¶tekst](bilde.png)", "bilde"),
    "a link to a file": ("Se\n[tekst](¶../../etc/passwd)", "lenke til «../../etc/passwd»"),
    "a link that is a program": ("Se [tekst](¶javascript:x)", "lenke til «javascript:x»"),
    "a table": ("¶| a | b |\n|---|---|\n| c | d |", "tabell (|)"),
}
TEXTS |= {
    case: example(prose(markdown), f"{forbidden(what, '-' if 'underlined' in case else None)} [prosa-form]")
    for case, (markdown, what) in FORMS.items()
}


QUOTES = {
    "a quotation right below a text": (
        "Han sa:\n¶> Vi må gå.",
        "må ha blank linje foran og etter",
    ),
    "a quotation with a line that is left out": (
        "> Vi må\n¶gå.",
        "må ha > foran hver linje, og blank linje etter",
    ),
    "a quotation with a list": ("¶> - ett\n> - to", "kan bare ha avsnitt; skriv lister utenfor sitatet"),
    "what is greater than a figure": ("¶> 5 prosent", "kan ikke begynne med et tall"),
}
TEXTS |= {
    case: example(prose(markdown), f"et sitat {what}; er det selve tegnet, skriver du «\\>» [prosa-form]")
    for case, (markdown, what) in QUOTES.items()
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_texts_hold_only_what_can_be_printed(case: str) -> None:
    assert_says(TEXTS[case])


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("[tekst][dit]\n\n[dit]: #xyz", id="by name"),
        pytest.param("[tekst [med] klammer](#xyz)", id="with brackets in its text"),
        pytest.param('[tekst](#xyz "med tittel")', id="with a title"),
        pytest.param("[tekst](<#xyz>)", id="in angle brackets"),
    ],
)
def test_a_dead_reference_is_found_however_it_is_written(markdown: str) -> None:
    edit((prose(markdown),))
    assert {rule for _, rule in where()} & {"referanse-mål", "prosa-form"}


def test_the_marks_that_every_format_can_carry_are_allowed() -> None:
    markdown = (
        "*kursiv*, **fet**, ~~strøket~~, [lenke](https://example.no), <https://example.no>,\n"
        "[post](mailto:x@example.no), [](#organisering), [tabellen](#hovedtall-tabell),\n"
        "[tiltaket](#teamoslo), [{tittel}](#hovedtall-tabell)  \n"
        "§ 18-4 & 50 < 100 % $x$ \\textbf{x} #set og note[^n].\n\n"
        "1. a\n   - b\n2. c\n\n[^n]: Tekst."
    )
    edit((prose(markdown),))
    assert errors() == []


WRITTEN = {
    "literal": "|\n      Vi «ser»\n\n      til ¶[](#xyz).\n",
    "literal with a chosen indentation": "|2-\n      Vi «ser»\n\n      til ¶[](#xyz).\n",
    "folded": ">\n      Vi «ser»\n      til ¶[](#xyz).\n",
    "plain": "Vi «ser» til ¶[](#xyz).\n",
    "plain over two lines": "Vi «ser»\n      til ¶[](#xyz).\n",
    "in single quotation marks": "'Jan''s «by» ¶[](#xyz).'\n",
    "in double quotation marks": '"Vi\\t\\u00ab\\x41\\"\\U000000bb og \\\n      til ¶[](#xyz).\\n"\n',
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_place_is_found_however_yaml_writes_the_text(written: str) -> None:
    places, _ = edit(((CHAPTER, f"  - tekst: |\n{FIRST}", f"  - tekst: {written}  - tekst: |\n{FIRST}"),))
    assert [finding for finding in where() if finding[1] == "referanse-mål"] == [
        (place, "referanse-mål") for place in places
    ]


def block(yaml: str) -> Edit:
    """Put a block of content into a chapter, before its first paragraph."""
    return CHAPTER, f"  - tekst: |\n{FIRST}", f"  - {yaml}\n  - tekst: |\n{FIRST}"


PICTURE = "figur: {{id: ¶f, fil: figurer/{}, alttekst: Et kart}}"
BLOCKS = {
    "a row that is too wide": example(
        block(
            "tabell: {id: ¶t, tittel: T, bredder: [1, 2], hode: [[A, B]], rader: [[a, {tekst: b, over: 2}]]}"
        ),
        "rad 2 i «t» fyller 3 kolonner; tabellen har 2 [tabell-bredde]",
    ),
    "a head that is too narrow": example(
        block("tabell: {id: ¶t, tittel: T, bredder: [1, 2], hode: [[A]], rader: [[a, b]]}"),
        "rad 1 i «t» fyller 1 kolonner; tabellen har 2 [tabell-bredde]",
    ),
    "a table with a section's id": example(
        (CHAPTER, "id: budsjett\n", "id: ‡budsjett\n"),
        block("tabell: {id: ¶budsjett, tittel: T, bredder: [1], hode: [[A]], rader: [[a]]}"),
        USED.format(name="budsjett", file=CHAPTER),
    ),
    "a figure without anything": example(
        block("figur: {id: ¶f}"), "figuren «f» skal ha enten fil eller plassholder [figur-form]"
    ),
    "a figure with both": example(
        block("figur: {id: ¶f, fil: figurer/x.svg, plassholder: x, alttekst: x}"),
        "figuren «f» skal ha enten fil eller plassholder [figur-form]",
    ),
    "a picture without a text": example(
        block("figur: {id: ¶f, fil: figurer/x.svg}"),
        "figuren «f» mangler alttekst: hva viser den, for den som ikke ser den? [figur-alttekst]",
    ),
    "a picture that is not there": example(
        block(PICTURE.format("x.svg")), "figurer/x.svg kan ikke leses: den finnes ikke [figur-fil]"
    ),
    "a picture that is a folder": example(
        block(PICTURE.format("mappe.png")), "figurer/mappe.png kan ikke leses: det er en mappe [figur-fil]"
    ),
    "a picture that is a link": example(
        block(PICTURE.format("lenke.svg")),
        "figurer/lenke.svg er en snarvei; legg selve filen i mappen [figur-fil]",
    ),
    "a picture that is too large": example(
        block(PICTURE.format("stor.png")),
        "figurer/stor.png er større enn 20 MB; gjør bildet mindre [figur-fil]",
    ),
    "a picture that is no PNG": example(
        block(PICTURE.format("feil.png")),
        "figurer/feil.png er ikke et bilde som kan brukes; lagre det som JPEG, PNG, WebP eller SVG "
        "[figur-fil]",
    ),
    "a picture that is no SVG": example(
        block(PICTURE.format("feil.svg")),
        "figurer/feil.svg er ødelagt (linje 1); lagre bildet på nytt [figur-fil]",
    ),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_tables_and_figures_are_whole(case: str) -> None:
    pictures = YEAR / "figurer"
    (pictures / "mappe.png").mkdir(parents=True)
    (pictures / "stor.png").touch()
    os.truncate(pictures / "stor.png", 20_000_001)
    (pictures / "lenke.svg").symlink_to("/etc/hostname")
    (pictures / "feil.png").write_text("hei", encoding="utf-8")
    (pictures / "feil.svg").write_text("<svg", encoding="utf-8")
    assert_says(BLOCKS[case])


def test_a_figure_may_be_a_picture_or_a_placeholder() -> None:
    (YEAR / "figurer").mkdir()
    (YEAR / "figurer/kart.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    edit((block(PICTURE.replace("¶", "").format("kart.svg")),))
    edit((("kapitler/rammer.yaml", "innhold:\n", "innhold:\n  - figur: {id: g, plassholder: Bilde}\n"),))
    assert errors() == []


def test_sections_may_not_be_nested_deeper_than_headings_go() -> None:
    deep = ""
    for level in range(2, 9):
        pad, mark = "  " * (2 * level - 4), "¶" if level == 6 else ""
        deep += f"{pad}underkapitler:\n{pad}  - id: {mark}niva-{level}\n{pad}    tittel: Nivå {level}\n"
    message = "«Nivå 6» ligger på nivå 6; det dypeste er 5 [seksjon-nivå]"
    assert_says(example(("kapitler/rammer.yaml", "innhold:\n", f"{deep}innhold:\n"), message))


# --- Columns of the measures tables -------------------------------------------------------------

NO_FIELD = "feltet «{}» har ingen kolonne i program.yaml og blir ikke trykt{} [tiltak-felt]"
TWICE = "kolonnen «{}» står to ganger; slett den ene [tiltak-kolonne]"
NO_MEASURE = "ingen av kolonnene viser tiltaket selv; legg til «felt: tiltak» [tiltak-kolonne]"
MEASURE = "      - id: prosjektverksted\n"
OTHER_MEASURE = "      - id: best-konferansen\n"
RESULTS = "    - felt: resultatmål\n"
COLUMNS = {
    "a field without a column": example(
        (STRATEGIES, MEASURE, f"{MEASURE}        ¶frist: høsten 2025\n"), NO_FIELD.format("frist", "")
    ),
    "a field of one's own without a column": example(
        (STRATEGIES, MEASURE, f"{MEASURE}        egne_felt: {{¶partner: [x]}}\n"),
        NO_FIELD.format("partner", "; mente du «partnere»?"),
    ),
    "a field that is almost the first column": example(
        (STRATEGIES, MEASURE, f"{MEASURE}        egne_felt: {{¶tiltaksnr: ['12']}}\n"),
        NO_FIELD.format("tiltaksnr", "; mente du «tiltak»?"),
    ),
    "a field that is almost a column which no measure fills": example(
        (PROGRAM, RESULTS, f"    - felt: frist\n      overskrift: Frist\n      bredde: 9\n{RESULTS}"),
        (STRATEGIES, MEASURE, f"{MEASURE}        egne_felt: {{¶frister: [x]}}\n"),
        NO_FIELD.format("frister", "; mente du «frist»?"),
    ),
    "a field of several measures without a column": example(
        (PROGRAM, "tiltakstabell:\n", "¶tiltakstabell:\n"),
        (STRATEGIES, MEASURE, f"{MEASURE}        ‡frist: høsten 2025\n"),
        (STRATEGIES, OTHER_MEASURE, f"{OTHER_MEASURE}        frist: høsten 2026\n"),
        NO_FIELD.format(
            "frist",
            f"; 2 tiltak har det, det første i {YEAR.as_posix()}/{STRATEGIES}, linje {{}}; "
            "legg til «felt: frist», eller slett feltet i tiltakene",
        ),
    ),
    "goals without a column": example(
        (STRATEGIES, MEASURE, f"{MEASURE}        ¶bærekraftsmål: [[4, 9]]\n"),
        NO_FIELD.format("bærekraftsmål", ""),
    ),
    "no column that is the measure": example(
        (PROGRAM, "    - felt: tiltak\n", "    - felt: ¶frist\n"), NO_MEASURE
    ),
    "a column that stands twice": example(
        (PROGRAM, RESULTS, f"    - felt: ¶partnere\n      overskrift: Igjen\n      bredde: 9\n{RESULTS}"),
        TWICE.format("partnere"),
    ),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_what_is_typed_of_a_measure_is_printed(case: str) -> None:
    assert_says(COLUMNS[case])


def test_fields_of_one_s_own_do_not_take_the_place_of_others() -> None:
    old = "- id: prosjektverksted\n"
    places, _ = edit(((STRATEGIES, old, f"{old}        egne_felt: {{¶partnere: [x]}}\n"),))
    assert [place for place, _ in where()] == places


def test_measures_without_columns_are_reported_once() -> None:
    text = (YEAR / PROGRAM).read_text(encoding="utf-8")
    block = text[text.index("tiltakstabell:") : text.index("kapitler:")]
    first = "- id: politisk-pavirkning\n"
    message = "programmet har tiltak, men program.yaml sier ikke hvilke kolonner tiltakstabellen har"
    edits = ((PROGRAM, block, ""), (STRATEGIES, first, first.replace(": ", ": ¶")))
    assert_says(example(*edits, f"{message} [tiltak-felt]"))


# --- The budget ---------------------------------------------------------------------------------

MAIN = "hovedtall-tabell"
PRINT = f"- budsjettabell: {MAIN}\n"
CHANGE = "overskrift: Endring iff revidert budsjett 2024\n        differanse: [budsjett-2025, revidert-2024]"
NO_ROW = "budsjettet har ingen rad «{}»{} [budsjett-henvisning]"
NO_COLUMN = "budsjettet har ingen kolonne «{}»{} [budsjett-henvisning]"
TYPED = "«{}» i kolonnen «{}» regnes ut ({}) og skal ikke skrives inn; bruk avvik [budsjett-utregnet]"
CIRCLE = "«{}» i kolonnen «{}» avhenger av seg selv (via «{}») [budsjett-sirkel]"
FETCHED = "budsjett-2025: {lik: utgaende/prognose-2024}"
FIGURES = {
    "a table that is not in the budget": example(
        (CHAPTER, PRINT, PRINT.replace(MAIN, "¶hovedtallstabell")),
        (BUDGET, f"- id: {MAIN}", f"- id: ¶{MAIN}"),
        f"budsjett.yaml har ingen tabell «hovedtallstabell»; mente du «{MAIN}»? [budsjett-tabell]",
        f"tabellen «{MAIN}» er ikke satt inn i noe kapittel (- budsjettabell: {MAIN}) [budsjett-tabell]",
    ),
    "a table that is printed twice": example(
        (CHAPTER, PRINT, f"{PRINT}\n          {PRINT.replace(MAIN, f'¶{MAIN}')}"),
        f"tabellen «{MAIN}» er alt satt inn; slett den ene [budsjett-tabell]",
    ),
    "a change from what is not a column": example(
        (
            BUDGET,
            f"- id: endring\n        {CHANGE}",
            f"- ¶id: endring\n        {CHANGE}".replace("2025,", "2052,"),
        ),
        NO_COLUMN.format("budsjett-2052", "; mente du «budsjett-2025»?"),
    ),
    "a figure in what is not a column": example(
        (BUDGET, "tall: {budsjett-2024: 6834,", "tall: {¶x: 6834,"), NO_COLUMN.format("x", "")
    ),
    "a deviation in what is not a column": example(
        (BUDGET, "endring:\n            trykt: -20", "¶endringen:\n            trykt: -20"),
        NO_COLUMN.format("endringen", "; mente du «endring»?"),
    ),
    "a sum of what is not a row": example(
        (BUDGET, "- id: utgaende\n", "- id: ¶utgaende\n"),
        (BUDGET, "sum: [inngaende, resultat]", "sum: [inngaende, resultatet]"),
        NO_ROW.format("resultatet", "; mente du «resultat»?"),
    ),
    "a difference with what is not a row": example(
        (BUDGET, "- id: resultat\n", "- id: ¶resultat\n"),
        (BUDGET, "differanse: [sum-inntekter, sum-driftsutgifter]", "differanse: [sum-inntekter, x]"),
        NO_ROW.format("x", ""),
    ),
    "a row that is what is not a row": example(
        (BUDGET, "- id: prosjekter\n", "- id: ¶prosjekter\n"),
        (BUDGET, "lik: prosjekter-totalt", "lik: prosjekter-total"),
        NO_ROW.format("prosjekter-total", "; mente du «prosjekter-totalt»?"),
    ),
    "a cell from what is not a row": example(
        (BUDGET, FETCHED, "¶budsjett-2025: {lik: utgande/prognose-2024}"),
        NO_ROW.format("utgande", "; mente du «utgaende»?"),
    ),
    "a cell from what is not a column": example(
        (BUDGET, FETCHED, "¶budsjett-2025: {lik: utgaende/prognose}"),
        NO_COLUMN.format("prognose", "; mente du «prognose-2024»?"),
    ),
    "a figure where a sum gives it": example(
        (
            BUDGET,
            "sum: [inngaende, resultat]",
            "tall: {¶budsjett-2024: 608}\n        sum: [inngaende, resultat]",
        ),
        TYPED.format("Utgående mindreforbruk", "budsjett-2024", "608"),
    ),
    "a figure where the column gives it": example(
        (BUDGET, "tall: {budsjett-2024: 6834,", "tall: {¶endring: 0, budsjett-2024: 6834,"),
        TYPED.format("Kontingenter", "endring", "0"),
    ),
    "a figure where a blank is reckoned": example(
        (BUDGET, "tall: {prognose-2024: 72}", "tall: {prognose-2024: 72, ¶endring: 0}"),
        TYPED.format("Forprosjekter - Interreg prosjekter", "endring", "ingenting"),
    ),
    "a blank in what is not a column": example(
        (BUDGET, "- id: utgaende\n", "- id: ¶utgaende\n        tomme: [endringen]\n"),
        NO_COLUMN.format("endringen", "; mente du «endring»?"),
    ),
    "a row that is its own sum": example(
        (BUDGET, "- id: utgaende\n", "- id: ¶utgaende\n"),
        (BUDGET, "sum: [inngaende, resultat]", "sum: [inngaende, utgaende]"),
        (BUDGET, FETCHED, "budsjett-2025: 2151"),
        CIRCLE.format("Utgående mindreforbruk", "budsjett-2024", "utgaende"),
    ),
    "two cells that are each other": example(
        (BUDGET, "- id: inngaende\n", "- id: ¶inngaende\n"),
        (BUDGET, "- id: utgaende\n", "- id: ¶utgaende\n"),
        (BUDGET, FETCHED, "budsjett-2025: {lik: utgaende/budsjett-2025}"),
        CIRCLE.format("Inngående mindreforbruk (overførte midler fra tidl. år)", "budsjett-2025", "utgaende"),
        CIRCLE.format("Utgående mindreforbruk", "budsjett-2025", "inngaende"),
    ),
}


@pytest.mark.parametrize("case", FIGURES)
def test_the_budget_is_whole_and_nothing_is_typed_that_follows(case: str) -> None:
    assert_says(FIGURES[case])


def test_what_only_builds_on_a_circle_is_not_called_one() -> None:
    places, _ = edit(
        (
            (BUDGET, "- id: klimasats\n", "- id: ¶klimasats\n"),
            (BUDGET, "budsjett-2025: 750", "budsjett-2025: {lik: klimasats/budsjett-2025}"),
        )
    )
    assert where() == [(place, "budsjett-sirkel") for place in places]


@pytest.mark.parametrize("name", ["Kontingenter", "Inntekter"], ids=["a post", "a heading"])
def test_a_deviation_where_nothing_is_reckoned_is_an_error(name: str) -> None:
    old = f"navn: {name}\n"
    new = f"{old}        avvik:\n          ¶budsjett-2024: {{trykt: 1, begrunnelse: x}}\n"
    message = "regnes ikke ut og kan ikke ha avvik; skriv det trykte tallet under tall [budsjett-avvik]"
    assert_says(example((BUDGET, old, new), f"«{name}» i kolonnen «budsjett-2024» {message}"))


def test_a_fetched_cell_may_deviate() -> None:
    old = f"{FETCHED}}}\n"
    new = f"{old}        avvik:\n          budsjett-2025: {{trykt: 2140, begrunnelse: x}}\n"
    edit(((BUDGET, old, new),))
    assert errors() == []


def test_a_row_has_one_formula() -> None:
    old = "      - id: prosjekter\n        navn: Prosjekter\n"
    new = f"{old.replace('id: ', 'id: ¶')}        sum: [kontingenter]\n"
    message = "«Prosjekter» regnes ut på flere måter; behold én av sum, differanse og lik [budsjett-formel]"
    assert_says(example((BUDGET, old, new), message))


def test_a_long_chain_of_rows_is_reckoned_or_explained() -> None:
    chain = "".join(f"      - {{id: ledd-{i}, navn: Ledd, lik: ledd-{i + 1}}}\n" for i in range(500))
    last = "      - {id: ledd-500, navn: Ledd, tall: {budsjett-2024: 1}}\n"
    old = "      - id: prosjekter-totalt\n"
    edit(((BUDGET, old, chain + last + old),))
    program, findings = load(YEAR)
    assert bool(program) is not has_errors(findings)
