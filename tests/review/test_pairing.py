"""What is held to be the same, and why: links, ids, likeness; one that becomes several and several one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.compare.model import Comparison, Grunn, Ting, Type
from handlingsprogram.review.report.build import report
from handlingsprogram.review.report.model import Entry, Figures, Subject
from tests.oracle.apply import apply, canonical
from tests.review.helpers import account, real, small, told
from tests.review.test_fields import nodes, with_value

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Program

STIER = """
- id: stier
  tittel: Stier og løyper
  innhold:
    - tiltak:
        - {id: rydding, tekst: Rydde stiene i marka hver vår før turistene kommer}
        - {id: merking, tekst: Merke løypene med stolper og skilt av tre}
        - {id: kart, tekst: Lage kart over alle turveiene i kommunen}
        - {id: bruer, tekst: Bygge bruer over bekkene langs den gamle ferdselsveien}
"""


def whole(comparison: Comparison) -> None:
    """Applying all changes gives the new programme."""
    changes = [*comparison.endringer, *comparison.følger]
    assert apply(comparison.gammel, changes) == canonical(comparison.ny)


# --- 2021 and 2025 -------------------------------------------------------------------------------


def test_every_measure_of_both_years_is_accounted_for_once() -> None:
    found = account(real())
    old = [tiltak.id for tiltak in real().gammel.tiltak()]
    new = [tiltak.id for tiltak in real().ny.tiltak()]
    assert len(old) + len(new) == 62
    assert sorted(node.id for node in (*found.fortsatt, *found.avsluttet)) == sorted(old)
    assert sorted(node.id for node in (*found.videreført, *found.nye)) == sorted(new)
    assert [len(part) for part in (found.fortsatt, found.avsluttet, found.videreført, found.nye)] == [
        5,
        27,
        5,
        25,
    ]
    changes = [(change.type, change.sti) for change in real().endringer if change.ting is Ting.TILTAK]
    gone = [sti.rpartition("/")[2] for type_, sti in changes if type_ is Type.FJERNET]
    come = [sti.rpartition("/")[2] for type_, sti in changes if type_ is Type.NY]
    assert sorted(gone) == sorted(node.id for node in found.avsluttet)
    assert sorted(come) == sorted(node.id for node in found.nye)


def test_the_summary_of_2021_and_2025_is_what_a_reader_would_say() -> None:
    head = report(real()).head
    assert [type_.value for type_ in head.types] == [
        *("ny", "fjernet", "endret", "flyttet", "omdøpt", "delt", "slått sammen")
    ]
    assert {row.subject: row.numbers for row in head.counts} == {
        Subject.MEASURES: (25, 27, 5, 3, 0, 0, 0),
        Subject.AREAS: (3, 1, 2, 3, 3, 2, 0),
        Subject.CHAPTERS: (17, 12, 0, 3, 4, 0, 0),
        Subject.TEXT: (71, 75, 16, 5, 0, 0, 2),
        Subject.BUDGET: (32, 27, 6, 0, 6, 0, 0),
        Subject.DOCUMENT: (2, 2, 1, 0, 1, 0, 0),
    }
    assert head.figures == ((5, "tiltak videreført"), (25, "nye tiltak"), (27, "tiltak avsluttet"))
    assert head.sentences == (
        (
            "Resultat (neg. resultat = bruk av overførte midler): 0 tusen kroner i «Forslag budsjett 2025». "
            "«Forslag Budsjett 2021» har ikke noe tall."
        ),
        "Status er endret fra utkast til vedtatt.",
        (
            "«Konkurranseskraft og attraktivitet» er delt i «Konkurranseskraft og næringsutvikling» og "
            "«Internasjonal profilering»."
        ),
        (
            "«Areal, transport, mobilitet og logistikk» er delt i «Transport og mobilitet», "
            "«By- og regionutvikling» og «Grønn næringstransport»."
        ),
        "«Klima og miljø» heter nå «Klima, miljø og natur».",
        (
            "Nye innsatsområder og temaer: «Sirkulærøkonomi», «Kraft og energi» og "
            "«Miljøtilstanden i Oslofjorden, vann og vassdrag»."
        ),
        "Ikke lenger eget område: «Fellesskap og samarbeid».",
        "Programmet har 30 tiltak. Det hadde 32.",
    )


def test_every_measure_stands_once_in_the_areas_of_the_head() -> None:
    areas = report(real()).head.areas
    lists = [
        [point.text for area in areas for point in getattr(area, name)]
        for name in ("goes_on", "new", "ended")
    ]
    assert [len(points) for points in lists] == [5, 25, 27]
    [lost] = [area for area in areas if area.remark == "ikke lenger med"]
    assert (lost.title, len(lost.ended), lost.new) == ("Fellesskap og samarbeid", 5, ())
    [split] = [area for area in areas if area.title == "Internasjonal profilering"]
    assert split.remark == "skilt ut"
    assert "Fortsette oppfølgingen av TeamOslo" in [point.text for point in split.new]


def test_applying_all_changes_turns_2021_into_2025_and_back() -> None:
    whole(real())
    whole(real("2025", "2021"))


def test_backwards_what_was_split_is_merged() -> None:
    kinds = {change.type for change in real("2025", "2021").endringer if change.ting is Ting.SEKSJON}
    assert Type.SLÅTT_SAMMEN in kinds
    assert Type.DELT not in kinds
    assert len(account(real("2025", "2021")).avsluttet) == 25


def test_paragraphs_of_the_real_years_are_paired_as_a_reader_would() -> None:
    pairs = {
        (pair.gammel.tekst[:40], pair.ny.tekst[:40])
        for pair in real().par
        if pair.ny.ting is Ting.AVSNITT and pair.grunn is Grunn.LIKHET and pair.hoved
    }
    assert len(pairs) == 15
    assert ("Styret er det utøvende organ for Osloreg", "Styret er Osloregionens utøvende organ s") in pairs
    assert ("Posten til kommunikasjon er noe redusert", "Posten til Kommunikasjon dekker kostnade") in pairs


def test_paragraphs_that_have_become_one_are_followed_in_both_directions() -> None:
    parts = {
        ("Osloregionen er en frivillig sammenslutn", "Den strategiske samarbeidsalliansen Oslo"),
        ("Alliansen har ingen formell myndighet ut", "Den strategiske samarbeidsalliansen Oslo"),
        ("Representantskapet i Osloregionen har ve", "Samarbeidet i Osloregionen skal represen"),
    }

    def joined(comparison: Comparison) -> set[tuple[str, str]]:
        parts = (pair for pair in comparison.par if pair.ny.ting is Ting.AVSNITT and not pair.hoved)
        return {(pair.gammel.tekst[:40], pair.ny.tekst[:40]) for pair in parts}

    assert joined(real()) == parts
    assert joined(real("2025", "2021")) == {(new, old) for old, new in parts}
    whole(real())
    whole(real("2025", "2021"))


TWO_YEARS = """
- id: drift
  tittel: Drift
  enhet: tusen kroner
  kolonner: [{id: budsjett-2028, overskrift: I fjor}, {id: budsjett-2029, overskrift: I år}]
  rader: [{id: gaver, navn: Gaver, tall: {budsjett-2028: 90, budsjett-2029: 100}}]
"""


def test_a_table_of_measures_that_moves_is_told() -> None:
    def year(*blocks: str) -> Program:
        return small(2029, f"[{{id: a, tittel: A, innhold: [{', '.join(blocks)}]}}]")

    before, table, after = "{tekst: Først}", "{tiltak: [{id: a1, tekst: Gå på tur}]}", "{tekst: Sist}"
    comparison = compare(year(before, after, table), year(table, before, after))
    assert told(comparison) == ["flyttet tiltakstabell turer/a/tiltakstabell.1"]
    [entry] = report(comparison).chapters[0].parts[0].blocks
    assert isinstance(entry, Entry)
    assert (entry.labels[0].text, entry.what) == ("flyttet i rekkefølgen", "Tiltakstabell")
    whole(comparison)


STORY = [
    "Vi går på tur i skogen hver søndag.",
    "Alle tar med seg mat og drikke hjemmefra.",
    "Ingen går alene.",
]


@pytest.mark.parametrize("beside", [0, 1])
def test_two_paragraphs_made_one_are_one_change_and_so_is_the_way_back(beside: int) -> None:
    def year(*texts: str) -> Program:
        return small(
            2029, json.dumps([{"id": "a", "tittel": "A", "innhold": [{"tekst": "\n\n".join(texts)}]}])
        )

    # The longer one lives on; the other is found in what it has got, before or after it.
    longer = f"{STORY[beside]} Slik har det vært i alle år, og slik skal det bli."
    texts = [longer, STORY[1]] if beside == 0 else [STORY[0], longer]
    apart, together = year(*texts, STORY[2]), year(" ".join(texts), STORY[2])
    joining = compare(apart, together)
    assert told(joining) == [
        "slått sammen avsnitt turer/a/avsnitt.1",
        "endret avsnitt turer/a/avsnitt.1 tekst",
    ]
    splitting = compare(together, apart)
    kinds = [change.type for change in splitting.endringer]
    assert kinds.count(Type.DELT) == 1
    assert not {Type.NY, Type.FJERNET} & {*kinds}
    for comparison in (joining, splitting):
        whole(comparison)
        [entry] = report(comparison).chapters[0].parts[0].blocks
        assert isinstance(entry, Entry)
        assert entry.labels[0].text in {"slått sammen av 2 avsnitt", "delt i 2 avsnitt"}
        assert [bit.slag for bit in entry.text.bits] == ["lik"]


def test_columns_of_other_years_are_paired_by_the_programmes_own_year() -> None:
    pairs = {(pair.gammel.id, pair.ny.id) for pair in real().par if pair.ny.ting is Ting.TALLKOLONNE}
    assert pairs == {
        ("kolonne.budsjett-2020", "kolonne.budsjett-2024"),
        ("kolonne.budsjett-2021", "kolonne.budsjett-2025"),
        ("kolonne.endring", "kolonne.endring"),
    }


def test_columns_of_a_copied_year_are_the_same_until_they_are_carried_on() -> None:
    copied = compare(small(2029, PLAIN, TWO_YEARS), small(2030, PLAIN, TWO_YEARS))
    assert [change for change in copied.endringer if change.ting in {Ting.TALLKOLONNE, Ting.RAD}] == []
    carried = TWO_YEARS.replace("budsjett-2029", "budsjett-2030").replace("budsjett-2028", "budsjett-2029")
    twins = [
        (pair.gammel.id, pair.ny.id)
        for pair in compare(small(2029, PLAIN, TWO_YEARS), small(2030, PLAIN, carried)).par
        if pair.ny.ting is Ting.TALLKOLONNE
    ]
    assert twins == [
        ("kolonne.budsjett-2028", "kolonne.budsjett-2029"),
        ("kolonne.budsjett-2029", "kolonne.budsjett-2030"),
    ]


def test_a_link_that_follows_its_target_is_no_change_of_the_text() -> None:
    prose = (
        "[{{id: a, tittel: A, innhold: [{{budsjettabell: drift}}, {{tekst: 'Gavene er [100](#gaver/{})'}}]}}]"
    )
    old = small(2029, prose.format("budsjett-2029"), TWO_YEARS)
    carried = TWO_YEARS.replace("budsjett-2029", "budsjett-2030").replace("budsjett-2028", "budsjett-2029")
    comparison = compare(old, small(2030, prose.format("budsjett-2030"), carried))
    assert [change for change in comparison.endringer if change.ting is Ting.AVSNITT] == []
    whole(comparison)


# --- Links ---------------------------------------------------------------------------------------


def test_a_link_is_followed_through_a_year_between() -> None:
    old = small(2029, "[{id: a, tittel: Skogen, innhold: [{tiltak: [{id: hogst, tekst: Hogge}]}]}]")
    between = small(
        2030,
        """
        - {id: b, tittel: Myra, viderefører: [2029/a],
           innhold: [{tiltak: [{id: planting, tekst: Plante, viderefører: [2029/hogst]}]}]}
        """,
    )
    new = small(
        2031,
        """
        - {id: c, tittel: Fjellet, viderefører: [2030/b],
           innhold: [{tiltak: [{id: luking, tekst: Luke bort alt ugras, viderefører: [2030/planting]}]}]}
        """,
    )
    assert "fjernet tiltak turer/a/hogst" in told(compare(old, new))
    comparison = compare(old, new, [between])
    assert [line for line in told(comparison) if "tiltak" in line or "seksjon" in line] == [
        "omdøpt seksjon turer/c tittel",
        "endret tiltak turer/c/luking tekst",
    ]
    whole(comparison)


def test_a_measure_that_is_split_and_two_that_are_merged() -> None:
    old = small(2029, STIER)
    new = small(
        2030,
        """
        - id: stier
          tittel: Stier og løyper
          viderefører: [2029/stier]
          innhold:
            - tiltak:
                - {id: rydding, tekst: Rydde stiene i marka hver vår, viderefører: [2029/rydding]}
                - {id: rydding-host, tekst: Rydde stiene i marka hver høst, viderefører: [2029/rydding]}
                - {id: skilt, tekst: Merke løypene og lage kart, viderefører: [2029/merking, 2029/kart]}
                - {id: bruer, tekst: Bygge bruer over bekkene langs den gamle ferdselsveien}
        """,
    )
    comparison = compare(old, new)
    assert [line for line in told(comparison) if " tiltak " in line] == [
        "delt tiltak turer/stier/rydding",
        "endret tiltak turer/stier/rydding tekst",
        "endret tiltak turer/stier/rydding-host tekst",
        "slått sammen tiltak turer/stier/skilt",
        "endret tiltak turer/stier/skilt tekst",
    ]
    found = account(comparison)
    assert (len(found.fortsatt), len(found.avsluttet), len(found.videreført), len(found.nye)) == (4, 0, 4, 0)
    entries = [entry for entry in report(comparison).chapters[0].parts[0].blocks if isinstance(entry, Entry)]
    assert [[label.text for label in entry.labels] for entry in entries] == [
        ["videreført fra 2029", "delt i 2 tiltak"],
        ["skilt ut fra «Rydde stiene i marka hver vår før turistene kommer»"],
        [
            "videreført fra 2029",
            (
                "slått sammen av «Merke løypene med stolper og skilt av tre» og "
                "«Lage kart over alle turveiene i kommunen»"
            ),
        ],
    ]
    whole(comparison)
    whole(compare(new, old))


def test_a_link_to_another_kind_of_thing_is_no_pair() -> None:
    old = small(2029, STIER)
    new = small(2030, "[{id: rydding, tittel: Rydding, viderefører: [2029/rydding]}]")
    assert "ny seksjon turer/rydding" in told(compare(old, new))
    whole(compare(old, new))


# --- Likeness ------------------------------------------------------------------------------------


def test_a_measure_with_another_id_is_probably_the_same() -> None:
    old = small(2029, STIER)
    new = small(2029, STIER.replace("id: kart, tekst: Lage kart", "id: turkart, tekst: Lage digitale kart"))
    assert told(compare(old, new)) == [
        "endret tiltak turer/stier/turkart tekst *",
        "endret tiltak turer/stier/turkart id *",
    ]


def test_a_measure_that_says_something_else_is_a_new_one() -> None:
    old = small(2029, STIER)
    new = small(
        2029,
        STIER.replace("id: kart, tekst: Lage kart over alle turveiene i", "id: x, tekst: Leie ut sykler i"),
    )
    assert sorted(told(compare(old, new))) == ["fjernet tiltak turer/stier/kart", "ny tiltak turer/stier/x"]


def test_an_area_that_is_split_without_a_word_about_it_is_seen_by_its_measures() -> None:
    lines = STIER.rstrip().split("\n")
    moved = "\n".join(lines[-2:])
    new = (
        "\n".join(lines[:-2]) + f"\n- id: nytt\n  tittel: Kart og bruer\n  innhold:\n    - tiltak:\n{moved}\n"
    )
    comparison = compare(small(2029, STIER), small(2029, new))
    assert told(comparison) == ["delt seksjon turer/stier *"]
    [change] = comparison.endringer
    assert [place.sti for place in change.til] == ["turer/stier", "turer/nytt"]
    said = report(comparison)
    assert said.head.sentences == (
        "«Stier og løyper» er trolig delt i «Stier og løyper» og «Kart og bruer».",
    )
    came = [entry for entry in said.chapters[0].parts[-1].blocks if isinstance(entry, Entry)]
    assert [(entry.labels[0].text, entry.text.bits[0].tekst[:9]) for entry in came] == [
        ("fulgte med", "Lage kart"),
        ("fulgte med", "Bygge bru"),
    ]
    whole(comparison)
    back = compare(small(2029, new), small(2029, STIER))
    assert told(back) == ["slått sammen seksjon turer/stier *"]
    whole(back)


def test_an_area_with_another_id_and_title_is_known_by_what_is_in_it() -> None:
    new = STIER.replace("id: stier\n  tittel: Stier og løyper", "id: turveier\n  tittel: Veier for alle")
    comparison = compare(small(2029, STIER), small(2029, new))
    assert told(comparison) == [
        "omdøpt seksjon turer/turveier tittel *",
        "endret seksjon turer/turveier id *",
    ]
    whole(comparison)


def test_the_same_id_twice_breaks_nothing() -> None:
    twice = STIER + STIER.replace("id: stier", "id: flere")
    comparison = compare(small(2029, STIER), small(2029, twice))
    assert Type.NY in {change.type for change in comparison.endringer}
    whole(comparison)
    whole(compare(small(2029, twice), small(2029, STIER)))


# --- What is no change ---------------------------------------------------------------------------


def test_the_order_of_partners_is_no_change_but_who_they_are_is() -> None:
    def area(partners: str) -> str:
        return f"[{{id: a, tittel: A, innhold: [{{tiltak: [{{id: b, tekst: B, partnere: {partners}}}]}}]}}]"

    old = small(2029, area("[Kommuner, turlag, {og: speidere}]"))
    assert told(compare(old, small(2029, area("[Turlag, {og: kommuner}, speidere]")))) == []
    whole(compare(old, small(2029, area("[Turlag, {og: kommuner}, speidere]"))))
    for other in (
        "[Kommuner, turlag]",
        "[Kommuner, turlag, speidere, KS]",
        "[Kommuner, Turlag, {og: speidere}]",
    ):
        assert told(compare(old, small(2029, area(other)))) == ["endret tiltak turer/a/b partnere"]


def test_the_order_of_what_stands_in_paragraphs_of_its_own_is_a_change() -> None:
    old = real("2021", "2021").gammel
    tiltak = next(tiltak for tiltak in old.tiltak() if len(tiltak.felt.get("roller", ())) > 1)
    path = next(path for path, node in nodes(old) if node is tiltak)
    new = with_value(old, (*path, "felt", "roller"), tiltak.felt["roller"][::-1])
    assert [(change.sti.rpartition("/")[2], change.felt) for change in compare(old, new).endringer] == [
        (tiltak.id, "roller")
    ]


def test_a_numbered_item_put_in_the_middle_is_one_new_item() -> None:
    def text(items: str) -> str:
        return f"[{{id: a, tittel: A, innhold: [{{tekst: {items!r}}}]}}]"

    old = small(2029, text("Dette skal vi:\n\n1. Gå på tur\n2. Sove ute\n3. Spise godt").replace("'", '"'))
    new = small(
        2029,
        text("Dette skal vi:\n\n1. Gå på tur\n2. Bade i elva\n3. Sove ute\n4. Spise godt").replace("'", '"'),
    )
    comparison = compare(old, new)
    assert told(comparison) == ["ny avsnitt turer/a/avsnitt.3"]
    whole(comparison)


def prose(text: str) -> Program:
    return small(2029, json.dumps([{"id": "a", "tittel": "A", "innhold": [{"tekst": text}]}]))


NOTED = "Vi går på ski.[^ski] Så bader vi.[^bad]\n\n[^ski]: På Lygna.\n\n[^bad]: I Mjøsa.\n\nSå spiser vi."


@pytest.mark.parametrize(
    "new",
    {
        "another name": NOTED.replace("[^ski]", "[^1]"),
        "names that have changed places": NOTED.replace("^ski", "^x")
        .replace("^bad", "^ski")
        .replace("^x", "^bad"),
        "texts in another order": "Vi går på ski.[^ski] Så bader vi.[^bad]\n\n[^bad]: I Mjøsa.\n\n"
        "[^ski]: På Lygna.\n\nSå spiser vi.",
        "texts at the end": "Vi går på ski.[^ski] Så bader vi.[^bad]\n\nSå spiser vi.\n\n"
        "[^ski]: På Lygna.\n\n[^bad]: I Mjøsa.",
    }.values(),
)
def test_what_a_footnote_is_called_and_where_its_text_stands_is_no_change(new: str) -> None:
    comparison = compare(prose(NOTED), prose(new))
    assert told(comparison) == []
    whole(comparison)


def test_a_footnote_of_one_word_is_known_by_that_word() -> None:
    old = "Vi går på ski[^ski] og bader.[^bad]\n\n[^ski]: Lygna.\n\n[^bad]: Mjøsa."
    new = "Vi går på ski[^bad] og bader.[^ski]\n\n[^ski]: Mjøsa.\n\n[^bad]: Lygna."
    assert told(compare(prose(old), prose(new))) == []


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (NOTED.replace("Lygna", "Skeikampen"), {"På Skeikampen."}),
        # The note that the reader finds at the mark is another.
        (
            NOTED.replace("[^ski]: På Lygna.", "[^bad]: På Lygna.").replace("[^bad]: I", "[^ski]: I"),
            {"[^bad]:", "[^ski]:"},
        ),
        (
            NOTED.replace("ski.[^ski]", "ski.[^bad]").replace("vi.[^bad]", "vi.[^ski]"),
            {"Vi går på ski.[^bad] Så bader vi.[^ski]"},
        ),
    ],
)
def test_what_a_footnote_says_and_where_it_is_referred_to_is_a_change(new: str, changed: set[str]) -> None:
    comparison = compare(prose(NOTED), prose(new))
    assert {change.til for change in comparison.endringer} >= changed
    whole(comparison)


# --- Budget --------------------------------------------------------------------------------------

BUDGET = """
- id: drift
  tittel: Drift
  enhet: tusen kroner
  kolonner: [{id: budsjett, overskrift: Budsjett}]
  rader:
    - {id: gaver, navn: Gaver, tall: {budsjett: 100}}
    - {id: salg, navn: Salg av kart, tall: {budsjett: 50}}
    - {id: inn, navn: Sum inntekter, sum: [gaver, salg]}
    - {id: ut, navn: Utgifter, tall: {budsjett: 120}}
    - {id: resultat, navn: Resultat, differanse: [inn, ut]}
"""
PLAIN = "[{id: a, tittel: A, innhold: [{budsjettabell: drift}]}]"


def test_a_changed_figure_is_one_change_and_the_sums_follow() -> None:
    comparison = compare(
        small(2029, PLAIN, BUDGET), small(2029, PLAIN, BUDGET.replace("budsjett: 100", "budsjett: 125"))
    )
    assert told(comparison) == ["endret post drift/gaver tall/budsjett"]
    assert [(change.sti, change.felt, change.fra, change.til) for change in comparison.følger] == [
        ("drift/inn", "utregnet/budsjett", 150, 175),
        ("drift/resultat", "utregnet/budsjett", 30, 55),
    ]
    assert comparison.resultat
    assert comparison.resultat.tall == (30, 55)
    [figures] = report(comparison).chapters[-1].parts[0].blocks
    assert isinstance(figures, Figures)
    assert figures.heads == ("Før", "Nå", "Endring", "Prosent")
    assert [(row.name[0].tekst, *row.cells, row.follows) for row in figures.rows] == [
        ("Gaver", "100", "125", "+25", "+25,0\u00a0%", False),
        ("Sum inntekter", "150", "175", "+25", "+16,7\u00a0%", True),
        ("Resultat", "30", "55", "+25", "+83,3\u00a0%", True),
    ]


def test_a_post_with_another_id_is_followed_into_the_formulas_that_name_it() -> None:
    new = BUDGET.replace("id: salg", "id: kartsalg").replace("gaver, salg]", "kartsalg, gaver]")
    comparison = compare(small(2029, PLAIN, BUDGET), small(2029, PLAIN, new))
    assert told(comparison) == ["endret post drift/kartsalg id *"]
    whole(comparison)


def test_a_chart_whose_columns_and_posts_were_carried_on_has_not_changed() -> None:
    chart = """
  figurer:
    - {id: figur, tittel: Gaver, rader: [gaver], kolonne: budsjett-2029, mot: budsjett-2028}
"""
    old = TWO_YEARS.rstrip() + chart
    new = old.replace("budsjett-2029", "budsjett-2030").replace("budsjett-2028", "budsjett-2029")
    comparison = compare(small(2029, PLAIN, old), small(2030, PLAIN, new))
    assert [change.felt for change in comparison.følger if change.ting is Ting.TABELL] == ["figurer"]
    assert not [change for change in comparison.endringer if change.ting is Ting.TABELL]
    whole(comparison)
    other = compare(small(2029, PLAIN, old), small(2030, PLAIN, new.replace("tittel: Gaver", "tittel: Inn")))
    assert [change.felt for change in other.endringer if change.ting is Ting.TABELL] == ["figurer"]


def test_a_chart_of_several_columns_follows_them_and_another_form_is_told() -> None:
    columns = "kolonner: [budsjett-2028, budsjett-2029]"
    lines = f"    - {{id: figur, tittel: Gaver, form: linje, rader: [gaver], {columns}}}"
    old = f"{TWO_YEARS.rstrip()}\n  figurer:\n{lines}\n"
    new = old.replace("budsjett-2029", "budsjett-2030").replace("budsjett-2028", "budsjett-2029")
    comparison = compare(small(2029, PLAIN, old), small(2030, PLAIN, new))
    assert [change.felt for change in comparison.følger if change.ting is Ting.TABELL] == ["figurer"]
    assert not [change for change in comparison.endringer if change.ting is Ting.TABELL]
    whole(comparison)
    stacked = new.replace("form: linje", "form: stablet") + lines.replace("id: figur", "id: ny").replace(
        "tittel: Gaver", "tittel: Nye gaver"
    ).replace("2029", "2030").replace("2028", "2029")
    other = compare(small(2029, PLAIN, old), small(2030, PLAIN, stacked))
    whole(other)
    [sentence] = [one for one in report(other).appearance if "figurer" in one]
    assert sentence.startswith(
        "Har andre figurer («Nye gaver» er ny; «Gaver» har fått formen «stablet» (før «linje»)): "
    )


def test_a_budget_that_cannot_be_reckoned_is_compared_as_far_as_it_goes() -> None:
    broken = BUDGET.replace("sum: [gaver, salg]", "sum: [gaver, resultat]")
    comparison = compare(small(2029, PLAIN, BUDGET), small(2029, PLAIN, broken))
    assert told(comparison) == ["endret post drift/inn sum"]
    assert comparison.merknader == (
        "Budsjettet for 2029 har feil i formlene, så summene er ikke sammenlignet.",
    )
    assert report(comparison).chapters[-1].count == 1
    whole(comparison)


def test_a_budget_that_comes_and_one_that_goes() -> None:
    without = small(2029, "[{id: a, tittel: A}]")
    whole(compare(without, small(2029, PLAIN, BUDGET)))
    gone = compare(small(2029, PLAIN, BUDGET), without)
    whole(gone)
    assert gone.resultat
    assert gone.resultat.tall == (30, None)
