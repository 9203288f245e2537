"""Fact boxes, quotations, key figures, definitions, resolutions and signatures, as a reader finds them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import build, write
from tests.documents.readers import W, html_page, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_features import links, text_of
from tests.hostile.pictures import svg
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("boxes")

PROGRAM = """\
år: 2031
tittel: Klimaplan
organisasjon: Fjordvik kommune
status: {status}
dato: 2031-01-15
språk: {språk}
omslag: {{tittel: Klimaplan}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
tiltakstabell: {{kolonner: [{{felt: tiltak, overskrift: Tiltak, bredde: 1}}]}}
kapitler: [planen]
"""
CHAPTER = """\
id: planen
tittel: Planen
innhold:
  - tekst: |
      Se [](#fakta), [](#budsjettet) og [{tittel}](#vedtaket).

      > Ingen klarer det *alene*.
      >
      > Det haster.
  - faktaboks:
      id: fakta
      tittel: Hva er et klimabudsjett?
      tekst: |
        Det viser *virkningen*.[^a]

        - Først dette.
          - Og dette.

        [^a]: Noten i boksen.
  - sitat: {id: ordene, tekst: Vi må handle nå., kilde: Ordføreren}
  - nøkkeltall:
      id: tallene
      tittel: Fjordvik i tall
      tall:
        - {tall: 65, tekst: grender}
        - {tall: "-2,5", enhet: prosent, tekst: "mindre utslipp, se [](#planen)"}
  - definisjoner:
      id: ordliste
      ord:
        - id: budsjettet
          ord: Klimabudsjett
          forklaring: |
            Tiltak med virkning.[^b]

            [^b]: Noten i ordlisten.
        - {ord: MDG, forklaring: Miljø}
  - vedtak:
      id: vedtaket
      tittel: Slik blir det
      organ: Kommunestyret
      dato: 2031-02-01
      sak: 4/31
      tekst: |
        1. Planen gjelder.
        2. Den følges opp.
  - vedtak: {id: uten-tittel, organ: Formannskapet, tekst: Det er bestemt.}
  - signatur:
      id: ordforeren
      navn: Kari Nordmann
      rolle: ordfører
      sted: Fjordvik
      dato: 2031-01-15
      bilde: {fil: figurer/kari.svg, alttekst: Kari på torget}
"""


def lay_out(content: Path, status: str, språk: str) -> None:
    program = PROGRAM.format(status=status, språk=språk)
    picture = svg('<rect width="9" height="9"/>')
    texts = {"program.yaml": program, "kapitler/planen.yaml": CHAPTER}
    write(content, 2031, {**texts, "figurer/kari.svg": picture})


def fill(status: str, språk: str, folder: Path) -> None:
    lay_out(folder / "content", status, språk)
    build(folder / "content", folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "boxes", partial(fill, "vedtatt", "nb-NO")) / "handlingsprogram-2031"


def in_word(path: Path) -> list[tuple[str, str]]:
    """Return what each paragraph says, with the name of its style."""
    document = docx.Document(str(path))
    return [(one.style.name, squeeze(text_of(one._p))) for one in document.paragraphs if one.style]


def box(page: Any, kind: str) -> Any:
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' boks {kind} ')]")[0]


def test_boxes_are_quotations_that_read_well_in_markdown(made: Path) -> None:
    text = made.with_suffix(".md").read_text(encoding="utf-8")
    assert '> <a id="fakta"></a>**Hva er et klimabudsjett?**\n>\n> Det viser *virkningen*.[^1]' in text
    assert "> Vi må handle nå.\n>\n> <!-- boksslutt -->\n> Ordføreren\n" in text
    assert '> - <a id="budsjettet"></a>**Klimabudsjett**\n>\n>   Tiltak med virkning.[^2]' in text
    assert "> Kommunestyret, 1.\u00a0februar 2031, sak 4/31\n" in text


def test_the_web_page_says_what_each_box_is(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    fact = box(page, "faktaboks")
    assert fact.tag == "aside"
    [title] = page.xpath(f"//*[@id='{fact.get('aria-labelledby')}']")
    assert squeeze(title.text_content()) == "Hva er et klimabudsjett?"
    in_text, quotation = page.xpath("//figure[@class='boks sitat']")
    assert [squeeze(one.text_content()) for one in in_text.iter("p")] == [
        "Ingen klarer det alene.",
        "Det haster.",
    ]
    assert squeeze(quotation.xpath("string(blockquote)")) == "Vi må handle nå."
    assert squeeze(quotation.xpath("string(figcaption/cite)")) == "Ordføreren"
    for kind, wanted in {
        "nokkeltall": [("65", "grender"), ("-2,5 prosent", "mindre utslipp, se 1")],
        "definisjoner": [("Klimabudsjett", "Tiltak med virkning.2"), ("MDG", "Miljø")],
    }.items():
        [listed] = box(page, kind).iter("dl")
        found = [squeeze(one.text_content()) for one in listed.iter("dt", "dd")]
        assert found == [word for pair in wanted for word in pair]
        assert [one.tag for one in listed.iter("dt", "dd")] == ["dt", "dd"] * 2
    assert box(page, "signatur").xpath("string(.//img/@alt)") == "Kari på torget"


def test_references_lead_to_boxes_and_words_in_every_format(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    section = page.xpath("//section[@id='planen']/p")[0]
    wanted = {
        "#fakta": "Hva er et klimabudsjett?",
        "#budsjettet": "Klimabudsjett",
        "#vedtaket": "Slik blir det",
    }
    assert {link.get("href"): link.text_content() for link in section.iter("a")} == wanted
    assert all(len(page.xpath(f"//*[@id='{target[1:]}']")) == 1 for target in wanted)
    document = docx.Document(str(made.with_suffix(".docx"))).element.body
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    assert {target[1:] for target in wanted} <= marks
    assert len(links(made.with_suffix(".pdf"))) >= len(wanted)


def test_word_has_a_style_for_each_kind_and_its_parts(made: Path) -> None:
    words = fixed_words("nb-NO")
    found = in_word(made.with_suffix(".docx"))
    for text, style, part in (
        ("Hva er et klimabudsjett?", "faktaboks", "tittel"),
        ("Det viser virkningen.", "faktaboks", ""),
        ("Først dette.", "faktaboks", ""),
        ("Og dette.", "faktaboks", ""),
        ("Ingen klarer det alene.", "sitat", ""),
        ("Det haster.", "sitat", ""),
        ("Vi må handle nå.", "sitat", ""),
        ("Ordføreren", "sitat", "slutt"),
        ("-2,5 prosent", "nokkeltall", "ledd"),
        ("grender", "nokkeltall", ""),
        ("MDG", "definisjoner", "ledd"),
        ("Kommunestyret, 1. februar 2031, sak 4/31", "vedtak", "linje"),
        ("Den følges opp.", "vedtak", ""),
        ("Kari Nordmann", "signatur", "slutt"),
    ):
        name = words[f"stil_boks_{style}"]
        named = words[f"stil_boksdel_{part}"].format(boks=name) if part else name
        assert (named, text) in found
    assert words["stil_boksdel_portrett"].format(boks=words["stil_boks_signatur"]) in {
        name for name, _ in found
    }


def test_a_pdf_has_quotations_and_lists_as_what_they_are(made: Path) -> None:
    tags = read_tags(made.with_suffix(".pdf"))
    quoted = [squeeze(tag.text()) for tag in tags.all("BlockQuote")]
    assert quoted == ["Ingen klarer det alene. Det haster.", "Vi må handle nå. Ordføreren"]
    lists = [squeeze(tag.text()) for tag in tags.all("L")]
    assert any("Klimabudsjett" in text and "MDG" in text for text in lists)
    assert [squeeze(tag.text()) for tag in tags.all("Figure")] == [""]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("2031-02-01", "2031-02-30", "datoen 2031-02-30 finnes ikke; skriv den som åååå-mm-dd"),
        ("id: ordliste", "id: tallene", "id-en «tallene» er alt brukt"),
        (
            "[](#fakta)",
            "[](#ordene)",
            "«ordene» er uten tittel, og den kan du ikke vise til; vis til overskriften",
        ),
        ("*virkningen*.[^a]", "*virkningen*.", "fotnoten [^a] er ikke brukt i teksten"),
        ("forklaring: Miljø", "forklaring: '> Miljø'", "teksten har sitatblokk (>)"),
        ("figurer/kari.svg", "figurer/ola.svg", "figurer/ola.svg kan ikke leses: den finnes ikke"),
    ],
)
def test_what_is_wrong_in_a_box_is_told(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    lay_out(tmp_path / "content", "vedtatt", "nb-NO")
    file = tmp_path / "content/2031/kapitler/planen.yaml"
    assert CHAPTER.count(right) == 1
    file.write_text(CHAPTER.replace(right, wrong), encoding="utf-8")
    _, findings = load(tmp_path / "content/2031")
    [found] = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("status", "språk", "title", "day"),
    [
        ("vedtatt", "nb-NO", "Vedtak", "1. februar 2031"),
        ("utkast", "nb-NO", "Forslag til vedtak", "1. februar 2031"),
        ("utkast", "nn-NO", "Framlegg til vedtak", "1. februar 2031"),
    ],
)
def test_a_resolution_without_title_says_whether_it_is_proposed(
    tmp_path: Path, status: str, språk: str, title: str, day: str
) -> None:
    fill(status, språk, tmp_path)
    page = html_page(tmp_path / "handlingsprogram-2031.html")
    own, usual = page.xpath("//*[contains(@class, 'boks vedtak')]")
    assert squeeze(usual.xpath("string(p[@class='bokstittel'])")) == title
    assert squeeze(own.xpath("string(p[@class='bokstittel'])")) == "Slik blir det"
    assert day in squeeze(own.text_content())


TWINS = """\
id: planen
tittel: Planen
innhold:
  - faktaboks:
      id: en
      tittel: Den første
      tekst: |
        Den har en liste:

        - Først dette.

          Og mer av det.
          - Og dette.

        1. Så dette.
        2. Så mer.
           1. Og sist.
           2. Aller sist.
  - faktaboks: {id: to, tittel: Den andre, tekst: Den er for seg.}
  - faktaboks: {id: tre, tittel: Den tredje, tekst: Den òg.}
  - nøkkeltall:
      id: tallene
      tall:
        - {tall: 12 000, enhet: innbyggere, tekst: i byen}
        - {tall: 3, enhet: pendlere, tekst: om dagen}
        - {tall: 12 000, enhet: landbrukseiendommer, tekst: utenfor}
"""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build boxes of one kind below each other, with lists, and long key figures."""
    folder = tmp_path_factory.mktemp("like")
    lay_out(folder / "content", "vedtatt", "nb-NO")
    (folder / "content/2031/kapitler/planen.yaml").write_text(TWINS, encoding="utf-8")
    return build(folder / "content", folder, "--format", "docx,pdf")


def test_long_key_figures_stay_in_their_columns(twins: Path) -> None:
    document: Any = pymupdf.open(twins / "handlingsprogram-2031.pdf")  # type: ignore[no-untyped-call]
    with document:
        words = document[-1].get_text("words")
        edge = document[-1].rect.width - 24 * 72 / 25.4
    assert max(right for _, _, right, *_ in words) < edge + 1
    [first], [second] = ([word for word in words if word[4] == name] for name in ("innbyggere", "pendlere"))
    assert first[2] < second[0]


def test_no_page_of_word_parts_who_signs_from_what_is_signed_for(made: Path) -> None:
    document = docx.Document(str(made.with_suffix(".docx")))
    told = [
        (one.text, one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next)
        for one in document.paragraphs
        if one.style and one.style.style_id.startswith("Signatur")
    ]
    assert told[-2:] == [("Kari Nordmann", True), ("ordfører", None)]
    assert all(is_kept for _, is_kept in told[:-1])


def test_boxes_of_one_kind_below_each_other_have_a_frame_each_in_word(twins: Path) -> None:
    document = docx.Document(str(twins / "handlingsprogram-2031.docx"))
    frames: dict[str, set[str]] = {}
    for one in document.paragraphs:
        if one.style and one.style.style_id.startswith("Faktaboks"):
            name = one.text if one.style.style_id.endswith("Tittel") else list(frames)[-1]
            frames.setdefault(name, set()).add("".join(one._p.xpath("w:pPr/w:pBdr/w:left/@w:color")))
    [usual] = document.styles.element.xpath("//w:style[@w:styleId='Faktaboks']//w:left/@w:color")
    assert frames["Den første"] == frames["Den tredje"] == {""}
    [other] = frames["Den andre"]
    assert abs(int(other, 16) - int(usual, 16)) == 1
    # Every line begins at the frame, which would follow it further in.
    numbering: Any = document.part.numbering_part.element
    for number in set(document.element.body.xpath("//w:numPr/w:numId/@w:val")):
        [kind] = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
        for indent in numbering.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']//w:ind"):
            assert indent.get(f"{W}left") == indent.get(f"{W}hanging")
    [more] = [one for one in document.paragraphs if "mer av det" in one.text]
    assert more.paragraph_format.first_line_indent == -(more.paragraph_format.left_indent or 0)
