"""Where web pages may divide words: long ones of their own language, as the dictionary does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pyphen
import pytest

from handlingsprogram.render.words import hyphens

if TYPE_CHECKING:
    from pathlib import Path


def divided(text: str, language: str = "nb-NO") -> str:
    """Return a page's text with a stroke where words may be divided."""
    page = hyphens.hyphenated(f"<html><head><title>x</title></head><body>{text}</body></html>", language)
    return page.partition("<body>")[2].removesuffix("</body></html>").replace(hyphens.HERE, "|")


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO"])
def test_words_are_divided_as_the_dictionary_does(built: Path, year: int, language: str) -> None:
    page = lxml.html.parse(built / f"handlingsprogram-{year}.html").getroot()
    words = set(re.findall(r"[^\W\d_]{12,}", page.text_content()))
    assert len(words) > 200
    dictionary = pyphen.Pyphen(lang=language, left=1, right=1)
    ours = hyphens.dictionary(language)
    assert ours
    for word in words - {word for word in words if re.search("kraftsmål|attr", word, re.IGNORECASE)}:
        places = dictionary.positions(word)
        expected = [place for place in places if place + 1 not in places and 3 <= place <= len(word) - 3]
        parts = ours.parts(word)
        assert [len("".join(parts[:i])) for i in range(1, len(parts))] == expected, word


def test_english_pages_have_english_words_divided_and_north_sámi_ones_are_left_to_the_browser() -> None:
    text = 'internationalisation <span lang="nb-NO">Vertskapsattraktivitet</span>'
    own = divided(text, "en-GB")
    assert own.startswith("inter|na")
    assert "Vertskapsattraktivitet" in own
    swapped = '<span lang="en-GB">internationalisation</span> Vertskapsattraktivitet'
    assert divided(swapped).endswith("Vert|skaps|at|trak|ti|vi|tet")
    assert "internationalisation" in divided(swapped)
    assert divided("guoddevašvuođamihttomearit", "se-NO") == "guoddevašvuođamihttomearit"


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Vertskapsattraktivitet", "Vert|skaps|at|trak|ti|vi|tet"),
        ("bærekraftsmålene", "bære|krafts|må|lene"),
        ("konkurranseskraften", "kon|kur|ranses|kraf|ten"),
        ("HOVEDINNSATSOMRÅDE", "HOVED|INN|SATS|OM|RÅDE"),
        ("&quot;Utviklingsprogrammet&quot;,", "&quot;Utvik|lings|pro|gram|met&quot;,"),
        ("Rapportering/Informasjon", "Rapportering/<wbr>Informasjon"),
    ],
)
def test_long_words_are_divided(word: str, shown: str) -> None:
    assert divided(word) == shown


@pytest.mark.parametrize(
    "text",
    [
        "medlemskommuner",
        "https://osloregionen.no/utviklingsprogrammet",
        "post@kommunikasjonsarbeidet.no",
        "www.kommunikasjonsarbeidet.no",
        "handlingsprogrammet_vedlegg",
        "CO2utslippsreduksjonene",
        "VisitOSLOregionenSamarbeid",
        "12345678901234567890",
        "&CounterClockwiseContourIntegral;",
        "ИнтернационализацияПрограмма",
        "<code>kommunikasjonsarbeidet</code>",
        '<a href="#kommunikasjonsarbeidet" title="kommunikasjonsarbeidet">her</a>',
        '<span lang="en">internationalisation <em>representatives</em> internationalisation</span>',
        "<svg><title>kommunikasjonsarbeidet</title><text>kommunikasjonsarbeidet</text></svg>",
    ],
)
def test_what_is_no_long_word_of_the_language_is_left_alone(text: str) -> None:
    assert divided(text) == text


def test_what_follows_another_language_is_divided_again_and_cells_sooner() -> None:
    foreign = '<span lang="en">a <span>representatives</span> a</span>'
    assert divided(f"{foreign} kommunikasjonsarbeidet").startswith(f"{foreign} kom|mu|")
    assert divided(
        "<table><tr><td>planlegging <b>næringsutvikling</b></td></tr></table>samfunnsutvikler"
    ) == (
        "<table><tr><td>planlegging <b>næ|rings|ut|vik|ling</b></td></tr></table>sam|funns|ut|vik|ler"
    ).replace("næ|", "næ")
