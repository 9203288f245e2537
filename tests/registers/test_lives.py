"""A measure's life over the years: split, merged, dropped, taken up again, and under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.registers.told import told
from tests.registers.years import Measure, gathered, write

if TYPE_CHECKING:
    from handlingsprogram.registers.model import Register

pytestmark = pytest.mark.xdist_group("registers")

YEARS = {
    "2031": [
        Measure("messe", "Holde en messe"),
        Measure("kart", "Tegne et kart"),
        Measure("kurs", "Holde kurs"),
        Measure("avis", "Gi ut en avis"),
    ],
    "2032": [
        Measure("messe", "Holde en messe"),
        Measure("turkart", "Tegne et turkart", "2031/kart"),
        Measure("sykkelkart", "Tegne et sykkelkart", "2031/kart"),
        Measure("film", "Lage en film"),
    ],
    "2034": [
        Measure("messe", "Holde to messer", "2031/messe, 2032/messe"),
        Measure("kartverk", "Gi ut et kartverk", "2032/turkart, 2032/sykkelkart"),
        Measure("kurs", "Holde kurs"),
        # Copied with what it continued then: it goes on from the year before all the same.
        Measure("turkart", "Tegne turkart", "2031/kart"),
    ],
    "klimaplan-2034": [
        Measure("gronn-messe", "Gjøre messen grønn", "2032/messe"),
        Measure("film", "Lage film"),
    ],
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Register:
    content = tmp_path_factory.mktemp("lives") / "content"
    for folder, measures in YEARS.items():
        write(content, folder, measures)
    return gathered(content)


@pytest.fixture(scope="module")
def said(whole: Register) -> dict[str, tuple[str, str]]:
    return {steg.oppføring.nøkkel: (came, became) for liv in whole.liv for steg, came, became in told(liv)}


def test_the_newest_programme_stands_first_and_one_with_a_name_behind_those_without(whole: Register) -> None:
    assert [one.mappe for one in whole.årganger] == ["2034", "2032", "2031", "klimaplan-2034"]


def test_what_is_as_it_was_and_what_has_other_words_is_told(said: dict[str, tuple[str, str]]) -> None:
    assert said["2031/messe"] == ("", "videreført som 2032/messe")
    assert said["2032/messe"][0] == "videreført fra 2031/messe, uendret"
    assert said["2032/film"] == ("nytt", "ikke videreført i 2034")


def test_a_split_and_a_merger_are_told_on_both_sides(said: dict[str, tuple[str, str]]) -> None:
    assert said["2031/kart"] == ("", "delt i 2032/turkart og 2032/sykkelkart")
    assert said["2032/turkart"][0] == "skilt ut fra 2031/kart, med annen tekst, ved siden av 2032/sykkelkart"
    assert said["2034/kartverk"] == ("slått sammen av 2032/turkart og 2032/sykkelkart", "")
    assert said["2032/sykkelkart"][1] == "gikk inn i 2034/kartverk"


def test_a_gap_in_the_years_is_told(said: dict[str, tuple[str, str]]) -> None:
    assert said["2034/kurs"] == ("videreført fra 2031/kurs, uendret; ikke med i 2032", "")
    assert said["2031/avis"] == ("", "ikke videreført i 2032")


def test_what_is_continued_through_another_year_is_told_once(said: dict[str, tuple[str, str]]) -> None:
    told = "skilt ut fra 2032/messe, med annen tekst, ved siden av klimaplan-2034/gronn-messe"
    assert said["2034/messe"][0] == told


def test_a_link_that_was_copied_leads_to_the_year_before(said: dict[str, tuple[str, str]]) -> None:
    assert said["2034/turkart"][0].startswith("skilt ut fra 2032/turkart, med annen tekst")


def test_a_programme_with_a_name_continues_others_only_where_it_says_so(
    whole: Register, said: dict[str, tuple[str, str]]
) -> None:
    assert said["klimaplan-2034/gronn-messe"][0].startswith("skilt ut fra 2032/messe, med annen tekst")
    assert said["klimaplan-2034/film"] == ("", "")
    [life] = [liv for liv in whole.liv if liv.siste.nøkkel == "klimaplan-2034/film"]
    assert len(life.steg) == 1


def test_every_measure_has_one_life(whole: Register) -> None:
    lived = [steg.oppføring.nøkkel for steg in whole.steg()]
    assert sorted(lived) == sorted(f"{folder}/{one.id}" for folder, found in YEARS.items() for one in found)
