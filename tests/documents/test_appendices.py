"""Appendices with letters, and areas below areas, as a reader finds them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import docx
import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from handlingsprogram.review.compare.compare import compare
from tests.conftest import build, write
from tests.documents.readers import html_page, pdf_pages, squeeze
from tests.documents.test_features import text_of
from tests.oracle.apply import apply, canonical
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("appendices")

PROGRAM = """\
år: 2031
tittel: Klimaplan
organisasjon: Fjordvik kommune
status: vedtatt
dato: 2031-01-15
språk: nb-NO
omslag: {tittel: Klimaplan}
innholdsfortegnelse: {tittel: Innhold, nivåer: 2}
nummerering: {nivåer: 4, kryssreferanse: "kapittel {nummer}"}
tiltakstabell: {kolonner: [{felt: tiltak, overskrift: Tiltak, bredde: 1}]}
kapitler: [planen]
vedlegg: [kart, tall]
"""
FILES = {
    "kapitler/planen.yaml": (
        "id: planen\ntittel: Planen\ninnhold:\n  - tekst: Se [](#kart), [](#detaljer) og [](#tall).\n"
        "innsatsområder: [klima]\n"
    ),
    "innsatsomrader/klima.yaml": "id: klima\ntittel: Klima\ninnsatsområder: [transport]\n",
    "innsatsomrader/transport.yaml": (
        "id: transport\ntittel: Transport\ninnsatsområder: [sykkel]\ntverrgående_temaer: [barn]\n"
    ),
    "innsatsomrader/sykkel.yaml": (
        "id: sykkel\ntittel: Sykkel\ninnhold:\n  - tekst: Vi bygger, se [](#sykkel).\n"
    ),
    "tverrgaende-temaer/barn.yaml": "id: barn\ntittel: Barn\ninnhold:\n  - tekst: Barna går foran.\n",
    "vedlegg/kart.yaml": (
        "id: kart\ntittel: Kart\ninnhold:\n  - tekst: Her er kartene.\n"
        "underkapitler:\n  - {id: detaljer, tittel: Detaljer, innhold: [{tekst: Mer om dette.}]}\n"
    ),
    "vedlegg/tall.yaml": "id: tall\ntittel: Tall\ninnhold:\n  - tekst: Her er tallene.\n",
}
HEADINGS = [
    "Planen",
    "Klima",
    "Transport",
    "Sykkel",
    "Barn",
    "Vedlegg A: Kart",
    "A.1 Detaljer",
    "Vedlegg B: Tall",
]


YEAR = {"program.yaml": PROGRAM, **FILES}


def fill(folder: Path) -> None:
    build(write(folder / "content", 2031, YEAR), folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "appendices", partial(fill)) / "handlingsprogram-2031"


def test_appendices_have_letters_and_areas_stand_below_areas_in_every_format(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    headings = [
        (node.tag, squeeze(node.text_content()))
        for node in page.xpath("//main//*[self::h2 or self::h3 or self::h4 or self::h5]")
    ]
    assert [text for _, text in headings] == HEADINGS
    assert [tag for tag, _ in headings] == ["h2", "h3", "h4", "h5", "h5", "h2", "h3", "h2"]
    document = docx.Document(str(made.with_suffix(".docx")))
    styled = [
        text_of(one._p)
        for one in document.paragraphs
        if one.style and one.style.style_id.startswith("Heading")
    ]
    assert styled == HEADINGS
    listed = [squeeze(link.text_content()) for link in page.xpath("//nav//li/a")]
    assert listed == ["Planen", "Klima", *HEADINGS[-3:]]


def test_each_appendix_begins_on_a_new_page(made: Path) -> None:
    pages = list(map(squeeze, pdf_pages(made.with_suffix(".pdf"))))
    assert [page.split(" Her er")[0] for page in pages if "Her er" in page] == [
        "Vedlegg A: Kart",
        "Vedlegg B: Tall",
    ]


def test_references_name_appendices(made: Path) -> None:
    text = made.with_suffix(".md").read_text(encoding="utf-8")
    assert "Se [vedlegg A](#kart), [vedlegg A.1](#detaljer) og [vedlegg B](#tall)." in text
    assert "se [kapittel 1.1.1.1](#sykkel)" in text


def test_areas_that_list_each_other_are_told(tmp_path: Path) -> None:
    write(tmp_path, 2031, YEAR)
    file = tmp_path / "2031/innsatsomrader/sykkel.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "innsatsområder: [klima]\n", encoding="utf-8")
    program, findings = load(tmp_path / "2031")
    assert program is None
    assert [finding.rule for finding in findings if finding.severity is Severity.ERROR] == ["fil-to-ganger"]


def test_a_chapter_that_becomes_an_appendix_is_told_and_can_be_applied(tmp_path: Path) -> None:
    write(tmp_path / "old", 2031, YEAR)
    write(tmp_path / "new", 2031, YEAR)
    new = tmp_path / "new/2031"
    (new / "program.yaml").write_text(
        PROGRAM.replace("[planen]", "[planen, tall]").replace("[kart, tall]", "[kart]"), encoding="utf-8"
    )
    (new / "vedlegg/tall.yaml").rename(new / "kapitler/tall.yaml")
    before, after = (load(tmp_path / side / "2031")[0] for side in ("old", "new"))
    assert before
    assert after
    comparison = compare(before, after)
    assert ("slag", "vedlegg", "kapittel") in [(one.felt, one.fra, one.til) for one in comparison.endringer]
    assert apply(before, [*comparison.endringer, *comparison.følger]) == canonical(after)
