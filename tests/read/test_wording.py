"""Language, debris of drafts, amounts in prose, figures that agree: found in one place, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.load import load
from tests.read.helpers import YEAR, Edit, copy_content, edit
from tests.read.remembered import remember

CHAPTER, PROGRAM, BUDGET = "kapitler/budsjett.yaml", "program.yaml", "budsjett.yaml"
STRATEGIES = "kapitler/overordnede-strategier.yaml"
AREA = "innsatsomrader/konkurransekraft.yaml"
FIRST = "      Osloregionens budsjett for 2025 skal finansiere aktivitetene i handlingsprogrammet.\n"
OLD_AREA = "../2021/innsatsomrader/areal-transport.yaml"


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    remember(monkeypatch)


def found(year: Path = YEAR) -> list[Finding]:
    """Return what is found in the copy, less what is accounted for and what is accepted in vain."""
    _, findings = load(year)
    return [one for one in findings if one.severity is not Severity.NOTICE and one.rule != "godtatt-ubrukt"]


def assert_finds(edits: tuple[Edit, ...], *messages: str, year: Path = YEAR) -> None:
    """Spoil the copy; exactly what was foretold is found at the places marked with ¶."""
    places, _ = edit(edits)
    expected = [f"{place}: {message}" for place, message in zip(places, messages, strict=True)]
    assert sorted(map(str, found(year))) == sorted(expected)


def paragraph(markdown: str) -> Edit:
    """Put a paragraph into the budget's chapter."""
    indented = "".join(f"      {line}\n" if line else "\n" for line in markdown.split("\n"))
    return CHAPTER, FIRST, f"{FIRST}\n{indented}"


def words(count: int) -> str:
    return "Dette " + " ".join(["ord"] + [f"ord{chr(97 + i % 26)}x{i}" for i in range(count - 2)]) + "."


TWICE = "«{}»: ordet står to ganger; slett det ene [språk-dobbelt-ord]"
SPACES = "her er det flere mellomrom; behold ett [språk-dobbelt-mellomrom]"
QUOTES = "rette anførselstegn; bruk «…» [språk-anførselstegn]"
NO_STOP = "avsnittet slutter uten punktum: «… {}» [språk-punktum]"
LONG = "setningen har {} ord; del den opp (høyst 40) [språk-lang-setning]"
TYPED = "«{}» er skrevet for hånd; skriv [](#{}), som følger med når noe flyttes [referanse-tekst]"
NUMBERS = (
    "«{}» er skrevet for hånd; skriv [](#id), som følger med når noe flyttes. "
    "Nummer får de med «nummerering: {{{}: true}}» i program.yaml [referanse-tekst]"
)
WARNED = {
    "a table's typed number": ("Se ¶tabell 1.", NUMBERS.format("tabell 1", "tabeller")),
    "a figure's typed number": ("¶Figur 2 viser det.", NUMBERS.format("Figur 2", "figurer")),
    "a doubled word": ("Vi går ¶og og ser.", TWICE.format("og og")),
    "a doubled word with a capital": ("¶Vi vi går.", TWICE.format("Vi vi")),
    "a word doubled over a line's end": ("Vi går ¶til\ntil byen.", TWICE.format("til til")),
    "doubled spaces": ("Vi går¶  hjem.", SPACES),
    "a space before a comma": ("Vi går¶ , og ser.", "mellomrom foran «,»; slett det [språk-komma]"),
    "no space after a comma": ("Vi går¶,og ser.", "det mangler et mellomrom etter kommaet [språk-komma]"),
    "straight quotation marks": ('Det er ¶"bra" nå.', QUOTES),
    "straight single quotation marks": ("Det er ¶'bra' nå.", QUOTES),
    "no full stop": ("Vi går hjem til bye¶n", NO_STOP.format("går hjem til byen")),
    "no full stop after a parenthesis": ("Vi går hjem (nå¶)", NO_STOP.format("Vi går hjem (nå)")),
    "no full stop after a footnote's mark": (
        "Vi går hje¶m[^x]\n\n[^x]: Nå.",
        NO_STOP.format("Vi går hjem"),
    ),
    "no full stop in a footnote": (
        "Vi går.[^x]\n\n[^x]: Nå straks i da¶g",
        NO_STOP.format("Nå straks i dag"),
    ),
    "a sentence of 41 words": (f"Kort. ¶{words(41)}", LONG.format(41)),
    "a long sentence in a list": (f"- Kort.\n- ¶{words(50)}", LONG.format(50)),
    "a chapter's number that was typed": (
        "Se ¶kapittel 4.1 her.",
        TYPED.format("kapittel 4.1", "konkurransekraft"),
    ),
    "a chapter's number in short": ("Se ¶kap. 2 her.", TYPED.format("kap. 2", "overordnede-mal")),
    "a number that no chapter has": ("Se ¶punkt 9.9 her.", TYPED.format("punkt 9.9", "id")),
}
FINE = {
    "words that may follow themselves": "Det det gjelder, er dette.",
    "a word before its own compound": "Vi ser by by-utvikling til-til.",
    "one word at the end of a sentence and the start of the next": "Vi ser dag. Dag kommer.",
    "spaces after a list's number": "1.  Vi går.\n2.  Vi ser.",
    "a decimal comma and a list of numbers": "Det er 3,5 av 1,2.",
    "an apostrophe": "FN's mål og Jan's hus.",
    "a question": "Hva nå?",
    "a full stop inside quotation marks": "Han sa «nå.»",
    "a full stop before a footnote": "Vi går.[^x]\n\n[^x]: Nå.",
    "a list without full stops": "Vi går til:\n\n- byen\n- fjorden",
    "a lettered list's second paragraph": "a) byen\n\n   og fjorden\n\nb) skogen",
    "a sentence of 40 words": words(40),
    "two sentences after a year": f"{words(25)[:-1]} i 2020. {words(25)}",
    "a law's chapter": "Etter kommunelovens kapittel 18 og kapittel 2 i kommuneloven.",
    "a whole number that no chapter has": "Etter kapittel 18.",
    "a linked chapter": "Se [kapittel 4](#innsatsomradene).",
    "a share": "Se punkt 5 prosent.",
}


@pytest.mark.parametrize("case", WARNED)
def test_slips_of_language_are_warnings_in_their_place(case: str) -> None:
    markdown, message = WARNED[case]
    assert_finds((paragraph(markdown),), f"advarsel: {message}")


@pytest.mark.parametrize("case", FINE)
def test_good_language_is_left_alone(case: str) -> None:
    assert_finds((paragraph(FINE[case]),))


def test_a_slip_is_found_in_every_text_of_every_file() -> None:
    assert_finds(
        (
            (AREA, "- academia", "- ¶vekst vekst"),
            (BUDGET, "navn: Kommunikasjon", "navn: Kommunikasjon¶ , drift"),
            (PROGRAM, "overskrift: Potensielle partnere", "overskrift: Potensielle¶  partnere"),
        ),
        f"advarsel: {TWICE.format('vekst vekst')}",
        "advarsel: mellomrom foran «,»; slett det [språk-komma]",
        f"advarsel: {SPACES}",
    )


def test_a_file_that_is_gone_is_told_without_a_guess_at_another() -> None:
    """Every other file is listed already, so none of them can have been meant."""
    (YEAR / "innsatsomrader/transport-mobilitet.yaml").unlink()
    told = {str(one.message) for one in found() if one.severity is Severity.ERROR}
    assert told == {
        "finner ikke filen innsatsomrader/transport-mobilitet.yaml",
        "kryssreferansen viser til «transport-mobilitet», som ikke finnes",
    }


def test_parts_of_words_may_stand_by_themselves() -> None:
    text = "Nærings- og\nmiljø-, klima-\nog kultur- samt idrettsliv, sykkel- i by – og EU-\nog EØS."
    edit((paragraph(text),))
    assert found() == []


def test_a_cell_begins_with_a_capital_without_being_another_partner() -> None:
    assert_finds(((AREA, "          - academia\n", "          - kommuner\n"),))


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ("roller-og-arbeidsforme", "finnes ikke; mente du «roller-og-arbeidsformer»?"),
        ("organisering", "har ingen punktliste"),
    ],
)
def test_the_list_of_roles_must_be_there(section: str, why: str) -> None:
    places, _ = edit(
        (
            ("../2021/program.yaml", "verdier_fra: roller-og-arbeidsformer", f"verdier_fra: {section}"),
            ("../2021/program.yaml", "- felt: roller\n", "- felt: ¶roller\n"),
        )
    )
    message = f"feil: verdiene skal stå i «{section}», som {why} [tiltak-kolonne]"
    assert list(map(str, found(Path("content/2021")))) == [f"{places[0]}: {message}"]


NAMED = "teksten nevner bærekraftsmål {}, men ingen tiltak i «{}» har det [mål-innledning]"
SHOWN = "tiltaket har bærekraftsmål {}, som teksten i «{}» ikke nevner [mål-innledning]"
TITLE = "Areal, transport, mobilitet og logistikk"


def test_the_goals_of_the_introduction_are_those_of_the_table() -> None:
    year = Path("content/2021")
    assert_finds(
        (
            (OLD_AREA, "bærekraftsmål 9, 11, 13 og 17", "bærekraftsmål 9, 11, ¶12 og 17"),
            (OLD_AREA, "bærekraftsmål: [[17], [9, 11], [13]", "¶bærekraftsmål: [[17], [9, 11], [13]"),
        ),
        f"advarsel: {NAMED.format(12, TITLE)}",
        f"advarsel: {SHOWN.format(13, TITLE)}",
        year=year,
    )


# --- Debris -------------------------------------------------------------------------------------

LEFT = "«{}» ser ut til å være igjen fra et utkast; skriv den endelige teksten [utkast-tekst]"
OLD = "er fra et tidligere budsjett; rett årstallet [utkast-årstall]"
COMING = "2024 omtales som noe som kommer, i budsjettet for 2025; rett teksten [utkast-årstall]"
DEBRIS: dict[str, tuple[Edit, str]] = {
    "a text that shall be replaced": (paragraph("Dette ¶skal erstattes."), LEFT.format("skal erstattes")),
    "a text that is not there yet": (
        (CHAPTER, "tittel: Budsjett\n", "tittel: Budsjett (¶ikke satt inn enda)\n"),
        LEFT.format("ikke satt inn enda"),
    ),
    "a note to oneself": (paragraph("Dette er ¶XX kroner."), LEFT.format("XX")),
    "a measure that asks": (
        (STRATEGIES, "tekst: Gjennomføre prosjektverksted", "tekst: Gjennomføre prosjektverksted¶?"),
        "tiltaket slutter med spørsmålstegn; skriv hva som skal gjøres [utkast-spørsmål]",
    ),
    "a figure without a picture": (
        (CHAPTER, "innhold:\n  - tekst", "innhold:\n  - figur: {id: ¶kart, plassholder: Kart}\n  - tekst"),
        "figuren «kart» er bare en plassholder; sett inn bildet [utkast-figur]",
    ),
    "another title in the contents": (
        (CHAPTER, "tittel: Budsjett\n", "tittel: Budsjett\ninnholdstittel: ¶Penger\n"),
        "heter «Penger» i innholdsfortegnelsen, men «Budsjett» i teksten [utkast-innholdstittel]",
    ),
    "last year as what is to come": (paragraph("Midlene skal brukes i ¶2024."), COMING),
    "a heading from an older budget": (
        (CHAPTER, "tittel: Overføring fra 2024", "tittel: ¶Prosjektbudsjett 2024"),
        f"overskriften «Prosjektbudsjett 2024» {OLD}",
    ),
    "a heading that proposes last year's": (
        (CHAPTER, "tittel: Overføring fra 2024", "tittel: ¶Forslag til budsjett 2024"),
        f"overskriften «Forslag til budsjett 2024» {OLD}",
    ),
    "a column that proposes last year": (
        (BUDGET, "overskrift: Forslag budsjett 2025", "overskrift: ¶Forslag budsjett 2024"),
        f"kolonnen «Forslag budsjett 2024» {OLD}",
    ),
}


@pytest.mark.parametrize(("status", "severity"), [("vedtatt", "feil"), ("utkast", "advarsel")])
@pytest.mark.parametrize("case", DEBRIS)
def test_debris_is_a_warning_in_a_draft_and_an_error_once_adopted(
    case: str, status: str, severity: str
) -> None:
    edited, message = DEBRIS[case]
    cover = (PROGRAM, "undertittel: Vedtatt på", "undertittel: Til")
    edit(((PROGRAM, "status: vedtatt", f"status: {status}"), cover))
    assert_finds((edited,), f"{severity}: {message}")


@pytest.mark.parametrize(
    "markdown",
    [
        "I 2024 ble midlene brukt.",
        "Fra 2024 til 2025 skal det endres.",
        "Loven fra 1999 gjelder.",
        "Dette skal skje.",
    ],
)
def test_what_has_been_is_no_debris(markdown: str) -> None:
    assert_finds((paragraph(markdown),))


# --- Amounts and figures ------------------------------------------------------------------------


def amount(text: str, target: str) -> Edit:
    return paragraph(f"Det er ¶[{text}](#{target}) i år.")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ca. 2,1 mill. kroner", "utgaende/prognose-2024"),
        ("2,2 mill. kroner", "utgaende/prognose-2024"),
        ("2 151", "utgaende/prognose-2024"),
        ("kr 2 151 000", "utgaende/prognose-2024"),
        ("kr 2.151.000", "utgaende/prognose-2024"),
        ("2 151 tusen kroner", "utgaende/prognose-2024"),
        ("2.151 millioner kroner", "utgaende/prognose-2024"),
        ("0,002 milliarder", "utgaende/prognose-2024"),
        ("118 tusen", "resultat/prognose-2024"),
        ("2,2 mill. kroner", "sum-driftsutgifter/budsjett-2024/minus/prognose-2024"),
        ("kr 782,61", "sum-driftsutgifter/prognose-2024/per/budsjett-2024"),  # 7 967 000 : 10 180
        ("", "utgaende/prognose-2024"),
    ],
)
def test_an_amount_may_be_rounded_as_its_text_is(text: str, target: str) -> None:
    place, old, new = amount(text, target)
    assert_finds(((place, old, new.replace("¶", "")),))


@pytest.mark.parametrize(
    ("text", "right"),
    [("2,1 mill. kroner", "2,2"), ("ca. 2,3 mill. kroner", "2,2"), ("2 150", "2\u00a0151"), ("3 mill.", "2")],
)
def test_an_amount_that_is_not_the_post_s_is_told_with_the_right_one(text: str, right: str) -> None:
    said = f"«{text}» gjengir «Utgående mindreforbruk» (prognose-2024), som er 2\u00a0151 tusen kroner"
    assert_finds(
        (amount(text, "utgaende/prognose-2024"),),
        f"feil: {said}: avrundet på samme måte {right} [budsjett-beløp]",
    )


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("utgaaende/prognose-2024", "budsjettet har ingen rad «utgaaende»; mente du «utgaende»?"),
        ("utgaende/prognose-2023", "budsjettet har ingen kolonne «prognose-2023»; mente du «prognose-2024»?"),
        ("seadito/budsjett-2024", "«SEADITO» har ikke noe tall i kolonnen «budsjett-2024»"),
        (
            "lonn/budsjett-2024/pluss/endring",
            (
                "«lonn/budsjett-2024/pluss/endring» peker ikke på et tall; skriv rad/kolonne, "
                "rad/kolonne/minus/kolonne eller rad/kolonne/per/kolonne"
            ),
        ),
        ("lonn/budsjett-2025/per/budsjett-2025/x", None),
        (
            "oslofjorden-forprosjekt/revidert-2024/per/prognose-2024",
            "«Oslofjorden - forprosjekt» er 0 i kolonnen «prognose-2024», og ingenting kan deles på 0",
        ),
    ],
)
def test_an_amount_points_to_a_figure_that_there_is(target: str, why: str | None) -> None:
    places, _ = edit((amount("5", target),))
    [one] = found()
    assert (str(one.position), one.rule) == (places[0], "budsjett-henvisning")
    assert why is None or one.message == why


def test_a_text_without_an_amount_restates_none() -> None:
    assert_finds(
        (amount("mye", "utgaende/prognose-2024"),), "feil: «mye» har ikke noe beløp [budsjett-henvisning]"
    )


def test_the_two_ways_to_a_sum_of_changes_must_agree() -> None:
    budget = YEAR / BUDGET
    text = budget.read_text(encoding="utf-8")
    budget.write_text(re.sub(r"          endring:\n.*\n.*\n", "", text), encoding="utf-8")
    hint = "«IMDi Velkomsttjenester (Oslo kommune)» mangler tall i én av kolonnene: skriv 0 der"
    [one] = found()
    assert (one.rule, one.severity) == ("budsjett-kryssum", Severity.ERROR)
    minus = "-\u00a0"
    assert one.message.startswith(
        f"«Totalt» i kolonnen «endring» er {minus}60 regnet langs raden, men {minus}20 regnet nedover "
        "(forskjell 40)"
    )
    assert hint in one.message


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (
            "budsjett-2024: 762, revidert-2024: 762, prognose-2024: 762, budsjett-2025: 700",
            "700 i kolonnen «budsjett-2025», men 750",
        ),
        ("budsjett-2024: 762, budsjett-2025: 800", "800 i kolonnen «budsjett-2025», men 750"),
        ("budsjett-2024: 200, revidert-2024: 200, prognose-2024: 33, budsjett-2025: 100", ""),
        ("budsjett-2024: 762, revidert-2024: 200, prognose-2024: 33, budsjett-2025: 100", ""),
        ("budsjett-2025: 900", ""),
        ("revidert-2024: 762, budsjett-2025: 750", ""),
    ],
    ids=["one of four", "one of two", "all four", "three of four", "the only one", "none"],
)
def test_a_post_that_two_tables_share_has_the_same_figures_and_other_posts_may_share_its_name(
    figures: str, told: str
) -> None:
    """Like «Avdrag på lån» in drift and in investering."""
    place = "¶" if told else ""
    row = f"      - {{id: {place}prosjekt-sats, navn: Klimasats, tall: {{{figures}}}}}\n\n"
    old = "      - id: prosjekt-klima\n"
    end = (
        "i «Hovedtall»; er det samme post, så hent tallet med lik, ellers gi dem ulike navn [budsjett-ulikt]"
    )
    assert_finds(((BUDGET, old, row + old),), *([f"advarsel: «Klimasats» er {told} {end}"] if told else []))


SAME = "        navn: Kommunikasjon\n"


def same_as(link: str, column: str = "budsjett-2025") -> Edit:
    return BUDGET, SAME, f"{SAME}        samme_som: {{{column}: ¶{link}}}\n"


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (
            "2021/brand-manager/budsjett-2020",
            (
                "«Kommunikasjon» i kolonnen «budsjett-2025» er 250, men skal være 380 (forskjell 130), som i "
                "budsjettet for 2021 [budsjett-overføring]"
            ),
        ),
        (
            "2021/kontingent-oslo/kontingent-2020",
            (
                "«Kommunikasjon» i kolonnen «budsjett-2025» er 250, men skal være 2\u00a0043 "
                "(forskjell 1\u00a0793), som i budsjettet for 2021 [budsjett-overføring]"
            ),
        ),
        (
            "2021/brand-manger/budsjett-2020",
            (
                "budsjettet for 2021 har ingen rad «brand-manger»; mente du «brand-manager»? "
                "[budsjett-henvisning]"
            ),
        ),
        (
            "2021/brand-manager/budsjett-2030",
            (
                "budsjettet for 2021 har ingen kolonne «budsjett-2030»; mente du «budsjett-2020»? "
                "[budsjett-henvisning]"
            ),
        ),
        ("2025/lonn/budsjett-2025", "2025 er ikke et tidligere år enn 2025 [budsjett-henvisning]"),
    ],
)
def test_a_figure_that_is_carried_over_is_the_other_year_s(link: str, message: str) -> None:
    assert_finds((same_as(link),), f"feil: {message}")


@pytest.mark.parametrize("link", ["2021/lokale-utviklingsprosjekter/budsjett-2020", "2019/lonn/regnskap"])
def test_a_figure_that_is_the_other_year_s_or_of_a_year_that_is_not_here_is_fine(link: str) -> None:
    place, old, new = same_as(link)
    edit(((place, old, new.replace("¶", "")),))
    edit((("../2021/budsjett.yaml", "tall: {budsjett-2020: 230}", "tall: {budsjett-2020: 250}"),))
    assert found() == []


# --- What is accepted ---------------------------------------------------------------------------

ACCEPTED = "godtatt.yaml"
ENTRY = """\
  - regel: språk-punktum
    fil: tverrgaende-temaer/kraft-og-energi.yaml
    tekst: viktig tiltak i 2025
"""


def test_an_entry_that_fits_nothing_is_told() -> None:
    places, _ = edit(((ACCEPTED, ENTRY, ENTRY.replace("tekst: viktig", "tekst: ¶uviktig")),))
    _, findings = load(YEAR)
    [stale] = [one for one in findings if one.rule == "godtatt-ubrukt"]
    where = "språk-punktum i tverrgaende-temaer/kraft-og-energi.yaml"
    assert str(stale) == (
        f"{places[0]}: advarsel: ingen funn av {where} står i «uviktig tiltak i 2025»; rett teksten, eller "
        "slett punktet [godtatt-ubrukt]"
    )
    assert [one.rule for one in found()] == ["språk-punktum"]


def test_an_entry_that_fits_several_findings_accepts_none() -> None:
    entry = "    tekst: '- Fylkeskommuner'\n    id: prosjektverksted\n"
    edit(((ACCEPTED, entry, "    tekst: '- Fylkeskommuner'\n"),))
    [wrong] = [one for one in found() if one.rule == "godtatt-dobbel"]
    assert "passer på flere funn av språk-skrivemåte i kapitler/overordnede-strategier.yaml" in wrong.message
    assert wrong.severity is Severity.ERROR
    assert [one.rule for one in found() if one.rule != "godtatt-dobbel"] == ["språk-skrivemåte"]


def test_a_finding_is_accepted_once() -> None:
    entry = (YEAR / ACCEPTED).read_text(encoding="utf-8").split("\n\n")[-1]
    with (YEAR / ACCEPTED).open("a", encoding="utf-8") as file:
        file.write("\n" + entry)
    assert [one.rule for one in found()] == ["godtatt-dobbel"]


def test_what_is_accepted_is_a_notice_with_its_reason() -> None:
    _, findings = load(YEAR)
    noted = [one for one in findings if one.accepted]
    assert len(noted) == (YEAR / ACCEPTED).read_text(encoding="utf-8").count("- regel:")
    assert {one.severity for one in noted} == {Severity.NOTICE}
    assert all(". Godtatt: " in one.message for one in noted)


def test_a_rule_cannot_be_silenced_by_its_name() -> None:
    places, _ = edit(((ACCEPTED, ENTRY, ENTRY.replace("språk-punktum", "¶id-unik")),))
    wrong, still_there = found()
    assert (str(wrong.position), wrong.rule) == (places[0], "skjema-valg")
    assert still_there.rule == "språk-punktum"


def test_nothing_real_is_left_unaccounted_for() -> None:
    for year in (Path("content/2021"), YEAR):
        _, findings = load(year)
        assert findings
        assert {one.severity for one in findings} == {Severity.NOTICE}


BEFORE = "          - budsjettabell: prosjektbudsjett\n"


def test_a_number_that_a_title_has_typed_too_may_be_typed() -> None:
    table = "  - tabell: {id: typed, tittel: Tabell 7. Tall, hode: [[A, B]], rader: [[C, D]]}\n"
    paragraph_ = paragraph("Se tabell 7, og ¶tabell 8.")
    edits = (paragraph_, (CHAPTER, BEFORE, f"        {table}{BEFORE}"))
    assert_finds(edits, f"advarsel: {NUMBERS.format('tabell 8', 'tabeller')}")


def test_english_texts_are_asked_for_english_quotation_marks() -> None:
    edits = (paragraph('They call it ¶"growth".'), (PROGRAM, "språk: nb-NO", "språk: en-GB"))
    assert_finds(edits, f"advarsel: {QUOTES.replace('«…»', '“…”')}")


@pytest.mark.parametrize(
    ("english", "rule"),
    [
        ("See ¶Section 3.2.", "referanse-tekst"),
        ("See Section 3.2 of the Act.", ""),
        ("As ¶Table 2 shows.", "referanse-tekst"),
        ("They had had that that year.", ""),
        ("The host is ¶TBC.", "utkast-tekst"),
        ("The host is ¶[insert name].", "utkast-tekst"),
        ("The host is [insert](#rammer).", ""),
        ("We spend ¶[NOK 2.2 million](#inngaende/budsjett-2025).", ""),
        ("We spend [¶NOK 2.3 million](#inngaende/budsjett-2025).", "budsjett-beløp"),
        ("We spend [NOK 2,151,000](#inngaende/budsjett-2025).", ""),
    ],
)
def test_english_texts_are_read_as_english(english: str, rule: str) -> None:
    edit(
        (paragraph(english if rule else english.replace("¶", "")), (PROGRAM, "språk: nb-NO", "språk: en-GB"))
    )
    line = english.replace("¶", "")
    text = (YEAR / CHAPTER).read_text(encoding="utf-8").split("\n")
    [number] = [number for number, one in enumerate(text, 1) if line in one]
    told = [
        one.rule for one in found() if one.position.line == number and one.position.file.endswith(CHAPTER)
    ]
    assert told == [rule] * bool(rule)
