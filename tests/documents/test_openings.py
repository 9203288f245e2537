"""Openings of areas, the programme on a page and the UN's goals as tiles, as a reader finds them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram.read.load import load
from handlingsprogram.read.theme.contrast import TEXT, contrast
from handlingsprogram.render.edition.blocks.tints import tint
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import build, write
from tests.documents.readers import W, html_page, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_accessible import assert_outloud_is_content
from tests.documents.test_boxes import in_word
from tests.hostile.pictures import svg
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("openings")

PROGRAM = """\
år: 2031
tittel: Klimaplan
organisasjon: Fjordvik kommune
status: {status}
dato: 2031-01-15
språk: nb-NO
omslag: {{tittel: Klimaplan}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 2}}
nummerering: {{nivåer: 2, form: "{form}"}}
tiltakstabell:
  kolonner:
    - {{felt: tiltak, overskrift: Tiltak, bredde: 3}}
    - {{felt: bærekraftsmål, overskrift: FN, bredde: 1}}
kapitler: [planen, omraadene]
"""
CHAPTER = """\
id: planen
tittel: Planen
åpning: {budskap: Alle er med.}
innhold:
  - programmet: {id: siden, tittel: Kort fortalt}
  - målfliser: {id: flisene, tittel: Målene, vis_tiltak: true}
  - målfliser: {id: flere, mål: [1, 7]}
  - tekst: Se [](#siden) og [](#flisene).
  - budsjettabell: driften
"""
AREAS = "id: omraadene\ntittel: Områdene\ninnsatsområder: [reiser, natur]\ntverrgående_temaer: [ung]\n"
TRAVEL = """\
id: reiser
tittel: Korte reiser
sideskift: true
åpning:
  budskap: |
    Hverdagen skal være *kortere*, se [](#natur).
  ikon: figurer/buss.svg
innhold:
  - tekst: |
      De fleste reisene er korte.

      Derfor bygger vi der folk bor.

      Og vi kjører oftere.
  - tiltak:
      - id: buss
        tekst: Kjøre buss hver halvtime mellom de største stedene i kommunen.
        bærekraftsmål: [[11, 13]]
      - {id: sykkel, tekst: Bygge sykkelvei, bærekraftsmål: [[11]]}
"""
NATURE = """\
id: natur
tittel: Mer natur
åpning:
  budskap: Det vi bygger ned, får vi ikke tilbake.
  bilde: {fil: figurer/myr.svg, alttekst: En myr om høsten}
  farge: "#fcc30b"
innhold:
  - tiltak:
      - {id: myr, tekst: Restaurere myr, bærekraftsmål: [[15]]}
"""
YOUNG = "id: ung\ntittel: Unge er med\ninnhold: [{tekst: De unge er med.}]\n"
BUDGET = """\
tabeller:
  - id: driften
    tittel: Driften
    enhet: tusen kroner
    kolonner:
      - {id: i-fjor, overskrift: Budsjett 2030}
      - {id: i-aar, overskrift: Budsjett 2031}
    rader:
      - {id: inn, navn: Inntekter, tall: {i-fjor: 4000, i-aar: 5000}}
      - {id: ut, navn: Utgifter, tall: {i-fjor: 3900, i-aar: 5100}}
      - {id: sum, navn: Resultat, uthevet: true, differanse: [inn, ut]}
"""
FILES = {
    "kapitler/planen.yaml": CHAPTER,
    "kapitler/omraadene.yaml": AREAS,
    "innsatsomrader/reiser.yaml": TRAVEL,
    "innsatsomrader/natur.yaml": NATURE,
    "tverrgaende-temaer/ung.yaml": YOUNG,
    "budsjett.yaml": BUDGET,
}
PICTURE = svg('<rect width="90" height="60" fill="#27506b"/>')


def lay_out(
    content: Path, look: str, *, status: str = "vedtatt", form: str = "{nummer}", **other: str
) -> Path:
    pictures = {f"figurer/{name}.svg": PICTURE for name in ("buss", "myr")}
    program = PROGRAM.format(status=status, form=form)
    write(content, 2031, {"program.yaml": program, **FILES, **other, **pictures})
    (content / "tema.yaml").write_text(f"utseende: {look}\n", encoding="utf-8")
    return content


def fill(look: str, folder: Path) -> None:
    build(lay_out(folder / "content", look), folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it with bands."""
    return once(tmp_path_factory, "openings", partial(fill, "varm")) / "handlingsprogram-2031"


def pages(path: Path) -> list[Any]:
    document: Any = pymupdf.open(path)  # type: ignore[no-untyped-call]
    return list(document)


# --- Openings -------------------------------------------------------------------------------------


def test_a_heading_stays_a_heading_and_the_message_follows_it_in_markdown(made: Path) -> None:
    text = made.with_suffix(".md").read_text(encoding="utf-8")
    assert re.search(
        r"<!-- sideskift apning flis-[0-9a-f]{6}-ffffff -->\n"
        r'### <a id="reiser"></a>2\\\.1 Korte reiser\n\n'
        r"<!-- apning -->\n> <!-- ikon -->\n> !\[\]\(\S+buss\.svg\)\n>\n"
        r"> Hverdagen skal være \*kortere\*, se \[2\.2\]\(#natur\)\.\n",
        text,
    )


def test_the_web_page_opens_each_area_in_its_colour(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    shown = {}
    for name in ("planen", "reiser", "natur"):
        [section] = page.xpath(f"//section[@id='{name}']")
        heading, message = list(section)[:2]
        assert re.fullmatch("h[23]", heading.tag)
        assert message.get("class") == "boks apning"
        [shown[name]] = re.findall(r"flis-([0-9a-f]{6})-([0-9a-f]{6})", section.get("class"))
    assert shown["natur"] == ("fcc30b", "000000")
    assert shown["planen"] == shown["reiser"] != shown["natur"]  # the look's main colour is its first
    [style] = page.iter("style")
    for ground, text in shown.values():
        assert f".flis-{ground}-{text} {{ --flis: #{ground}; --pa-flis: #{text}; }}" in style.text_content()
    assert page.xpath("//section[@id='reiser']/div/div[@class='ikon']/img/@alt") == [""]
    assert page.xpath("//section[@id='natur']/div/div[@class='apningsbilde']/img/@alt") == [
        "En myr om høsten"
    ]


def test_word_has_heading_and_message_in_one_frame_of_the_colour(made: Path) -> None:
    audit = OpenXmlValidator().validate(str(made.with_suffix(".docx")))
    assert [str(error) for error in audit.errors] == []
    document = docx.Document(str(made.with_suffix(".docx")))
    paragraphs = document.paragraphs
    at = next(
        i for i, one in enumerate(paragraphs) if one.text == "2.2 Mer natur" and one._p.xpath("w:pPr/w:shd")
    )
    heading, picture, message = paragraphs[at : at + 3]
    assert heading.style
    assert heading.style.name == "Heading 2"
    assert message.text == "Det vi bygger ned, får vi ikke tilbake."
    for one in (heading, picture, message):
        assert one._p.xpath("w:pPr/w:shd/@w:fill") == ["FCC30B"]
        assert set(one._p.xpath("w:pPr/w:pBdr/*/@w:color")) == {"FCC30B"}
        assert set(one._p.xpath(".//w:rPr/w:color/@w:val")) <= {"000000"}
    assert heading.style.paragraph_format.keep_with_next
    assert picture.paragraph_format.keep_with_next
    described = [node.get("descr") for node in document.element.body.iter() if node.tag.endswith("}docPr")]
    assert described == ["", "En myr om høsten"]
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    assert [node.get("val") for node in document.element.body.iter(decorative)] == ["1"]


@pytest.mark.parametrize("look", ["klassisk", "varm", "bilde"])
def test_a_pdf_has_the_heading_the_message_and_the_picture_but_not_the_icon(
    made: Path, tmp_path: Path, look: str
) -> None:
    pdf = made.with_suffix(".pdf")
    if look != "varm":
        build(lay_out(tmp_path / "content", look), tmp_path, "--format", "pdf")
        pdf = tmp_path / "handlingsprogram-2031.pdf"
    assert_outloud_is_content(pdf)
    tags = read_tags(pdf)
    kinds = [(tag.kind, squeeze(tag.text())) for tag in tags.all() if tag.kind in {"H3", "P", "Figure"}]
    at = kinds.index(("H3", "2.1 Korte reiser"))
    assert kinds[at + 1] == ("P", "Hverdagen skal være kortere, se 2.2.")
    assert [tag.attributes.get("Alt") for tag in tags.all("Figure")] in (["En myr om høsten"], [None])
    assert len(list(tags.all("Figure"))) == 1
    [sheet] = [one for one in pages(pdf) if "2.1 Korte reiser" in one.get_text() and one.number > 1]
    drawn = {tuple(round(part * 255) for part in one["fill"] or ()) for one in sheet.get_drawings()}
    assert (look != "klassisk") == bool(drawn & {(0x7A, 0x3B, 0x22), (0x0B, 0x4A, 0x45)})


def test_a_draft_says_so_where_a_field_covers_the_head_of_the_page(tmp_path: Path) -> None:
    build(lay_out(tmp_path / "content", "bilde", status="utkast"), tmp_path, "--format", "pdf")
    for page in pages(tmp_path / "handlingsprogram-2031.pdf")[1:]:
        assert "UTKAST" in page.get_text()
    [field] = [
        page
        for page in pages(tmp_path / "handlingsprogram-2031.pdf")[2:]
        if "2.2 Mer natur" in page.get_text() and "Restaurere" in page.get_text()
    ]
    [mark] = [span for span in spans(field) if span["text"] == "UTKAST"]
    assert mark["color"] == 0  # black, on the area's yellow


def spans(page: Any) -> list[Any]:
    blocks = page.get_text("dict")["blocks"]
    return [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]


def test_where_headings_have_no_numbers_the_area_has_its_place(tmp_path: Path) -> None:
    content = lay_out(tmp_path / "content", "varm", form="")
    program = content / "2031/program.yaml"
    text = program.read_text(encoding="utf-8").replace('nummerering: {nivåer: 2, form: ""}\n', "")
    program.write_text(text, encoding="utf-8")
    travel = content / "2031/innsatsomrader/reiser.yaml"
    travel.write_text(TRAVEL.replace("  ikon: figurer/buss.svg\n", ""), encoding="utf-8")
    text = travel.read_text(encoding="utf-8").replace("[](#natur)", "[her](#natur)")
    travel.write_text(text, encoding="utf-8")
    build(content, tmp_path, "--format", "md,pdf")
    said = (tmp_path / "handlingsprogram-2031.md").read_text(encoding="utf-8")
    assert "apning flis-7a3b22-ffffff nr-1 -->" in said
    [sheet] = [
        one for one in pages(tmp_path / "handlingsprogram-2031.pdf")[2:] if "Korte reiser" in one.get_text()
    ][-1:]
    assert [span["text"].strip() for span in spans(sheet) if span["size"] > 40] == ["1"]


def test_text_can_be_read_on_any_colour() -> None:
    for red in range(0, 256, 15):
        for green in range(0, 256, 15):
            for blue in (0, 85, 170, 255):
                shown = tint(f"#{red:02x}{green:02x}{blue:02x}")
                assert contrast(shown.farge, shown.på) >= TEXT


# --- The programme on a page, and the goals --------------------------------------------------------


def test_the_page_tells_of_every_area_its_measures_and_the_money(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    [box] = page.xpath("//div[@id='siden']")
    told = [squeeze(card.text_content()) for card in box.iter("div") if "kort" in (card.get("class") or "")]
    assert told == [
        (
            "2.1 Korte reiser Hverdagen skal være kortere, se 2.2. Tiltak: 2 "
            "Kjøre buss hver halvtime mellom de … Bygge sykkelvei"
        ),
        "2.2 Mer natur Det vi bygger ned, får vi ikke tilbake. Tiltak: 1 Restaurere myr",
        "2.3 Unge er med",
        "Penger (tall i tusen kroner) Resultat: -100",
    ]
    leads = {link.get("href") for link in box.iter("a")}
    assert leads == {"#reiser", "#natur", "#ung", "#buss", "#sykkel", "#myr"}
    assert all(page.xpath(f"//*[@id='{one[1:]}']") for one in leads)


def test_tiles_show_the_goals_that_measures_serve_or_those_that_are_named(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    own, named = page.xpath("//div[contains(@class, 'malfliser')]")
    titles = [squeeze(one.text_content()) for one in own.iter("dt")]
    assert titles == ["11 Bærekraftige byer og lokalsamfunn", "13 Stoppe klimaendringene", "15 Livet på land"]
    assert [len(list(one.iter("li"))) for one in own.iter("dd")] == [2, 1, 1]
    assert [squeeze(one.text_content()) for one in named.iter("dt")] == [
        "1 Utrydde fattigdom",
        "7 Ren energi til alle",
    ]
    colours = [one.get("class").split()[-1] for one in named.iter("div") if "kort" in one.get("class")]
    assert colours == ["flis-e5243b-ffffff", "flis-fcc30b-000000"]


def test_cards_and_tiles_are_lists_in_a_pdf(made: Path) -> None:
    tags = read_tags(made.with_suffix(".pdf"))
    lists = [[squeeze(item.text()) for item in tag.children if item.kind == "LI"] for tag in tags.all("L")]
    [cards] = [one for one in lists if one[0].startswith("2.1 Korte reiser")]
    assert [card.split("Tiltak:")[0].strip()[:12] for card in cards] == [
        "2.1 Korte re",
        "2.2 Mer natu",
        "2.3 Unge er ",
        "Penger (tall",
    ]
    assert ["1 Utrydde fattigdom", "7 Ren energi til alle"] in lists


def test_word_has_terms_with_signs_on_their_colours(made: Path) -> None:
    words, found = fixed_words("nb-NO"), in_word(made.with_suffix(".docx"))
    for text, style, part in (
        ("Kort fortalt", "programmet", "tittel"),
        ("2.1 Korte reiser", "programmet", "ledd"),
        (words["programmet_tiltak"].format(antall=2), "programmet", ""),
        ("Restaurere myr", "programmet", ""),
        ("13 Stoppe klimaendringene", "malfliser", "ledd"),
        ("Hverdagen skal være kortere, se 2.2.", "apning", ""),
    ):
        name = words[f"stil_boks_{style}"]
        assert (words[f"stil_boksdel_{part}"].format(boks=name) if part else name, text) in found
    parts = {
        words[f"stil_boksdel_{one}"].format(boks=words["stil_boks_apning"]) for one in ("ikon", "portrett")
    }
    assert parts <= {name for name, _ in found}
    assert words["programmet_penger"] in "".join(text for _, text in found)
    document = docx.Document(str(made.with_suffix(".docx")))
    numbers = [run for run in document.element.body.iter(f"{W}r") if run.text == "13"]
    assert ["3F7E44"] in [run.xpath("w:rPr/w:shd/@w:fill") for run in numbers]
    assert not document.element.body.xpath("//w:tbl[not(w:tblPr/w:tblStyle)]")


def test_a_page_without_room_tells_how_many_measures_there_are(tmp_path: Path) -> None:
    measures = "".join(f"      - {{id: t{i}, tekst: Gjøre noe}}\n" for i in range(60))
    files = {"innsatsomrader/natur.yaml": f"{NATURE}{measures}"}
    build(lay_out(tmp_path / "content", "klassisk", **files), tmp_path, "--format", "md,pdf")
    text = (tmp_path / "handlingsprogram-2031.md").read_text(encoding="utf-8")
    page = text[text.index("Kort fortalt") : text.index("Målene")]
    assert "Tiltak: 61" in page
    assert "Gjøre noe" not in page
    assert "Bygge sykkelvei" not in page


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"),
    [
        (
            "kapitler/planen",
            "tittel: Kort fortalt",
            "penger: [sun]",
            "budsjettet har ingen post «sun»",
        ),
        (
            "kapitler/planen",
            "budskap: Alle er med.",
            "budskap: 'Alle.[^a]'",
            "et budskap kan ikke ha fotnoter",
        ),
        ("innsatsomrader/natur", 'farge: "#fcc30b"', "farge: gul", "«farge» kan ikke være «gul»"),
        ("innsatsomrader/reiser", "figurer/buss.svg", "figurer/tog.svg", "figurer/tog.svg kan ikke leses"),
        ("innsatsomrader/reiser", "figurer/buss.svg", "figurer/buss.png", "«ikon» kan ikke være"),
        ("innsatsomrader/natur", ", alttekst: En myr om høsten", "", "nøkkelen «alttekst» mangler i «bilde»"),
        (
            "kapitler/planen",
            "[](#siden)",
            "[](#flere)",
            "«flere» er uten tittel, og den kan du ikke vise til",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, file: str, right: str, wrong: str, message: str) -> None:
    content = lay_out(tmp_path / "content", "klassisk")
    path = content / f"2031/{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    _, findings = load(content / "2031")
    assert [one.message for one in findings if one.message.startswith(message)]
