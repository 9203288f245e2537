"""Organisation charts, year wheels and time lines, and where figures are from, as a reader finds them."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import docx
import lxml.etree
import pymupdf
import pypdf
import pytest

from handlingsprogram import cli
from handlingsprogram.finding import Position
from handlingsprogram.read.model.blocks import Tegning, Tegningsledd
from handlingsprogram.read.model.room import width
from handlingsprogram.render.checked import read_shared, read_years
from handlingsprogram.render.drawings import drawings
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import build
from tests.documents.readers import html_page, pdf_pages, squeeze
from tests.documents.test_captions import content
from tests.hostile.test_every_field import alternatives

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("drawings")

CHAPTER = """\
id: kart
tittel: Kart og tal
innhold:
  - tekst: Sjå [](#organisasjon), [](#hjul) og [{tittel}](#linje).
  - organisasjonskart:
      id: organisasjon
      bildetekst: Leiinga
      enheter:
        - navn: Kommunestyret
          under:
            - navn: Kontrollutvalet
            - navn: Kommunedirektøren
              tekst: Med stab
              under: [{navn: Oppvekst}, {navn: Helse}]
  - årshjul:
      id: hjul
      bildetekst: Året
      hendelser:
        - {måned: 12, navn: Budsjettvedtak}
        - {fra: 3, til: 5, navn: Høyring, tekst: Alle får uttale seg.}
  - figur: {id: vest, fil: figurer/kart å.svg, alttekst: Kart i vest, bildetekst: Vest, kilde: Kartverket}
  - figurer:
      id: side
      figurer:
        - {id: nord, fil: figurer/kart å.svg, alttekst: Kart i nord, bildetekst: Nord, kilde: NVE & NGU}
        - {id: sor, fil: figurer/kart å.svg, alttekst: Kart i sør, kilde: Kommunen}
  - tidslinje:
      id: linje
      bildetekst: Fram mot bygging
      punkter:
        - {når: "2030", navn: Oppstart}
        - {når: Hausten 2032, navn: Bygging, tekst: I tre år}
  - oversikt: figurer
"""
TOLD = (
    (
        "Organisasjonskart. Øvst: Kommunestyret. Under Kommunestyret: Kontrollutvalet og Kommunedirektøren "
        "(Med stab). Under Kommunedirektøren: Oppvekst og Helse."
    ),
    "Årshjul. Mars–mai: Høyring (Alle får uttale seg.). Desember: Budsjettvedtak.",
    "Tidslinje. 2030: Oppstart. Hausten 2032: Bygging (I tre år).",
)
CAPTIONS = (
    "Figur 1: Leiinga",
    "Figur 2: Året",
    "Figur 3: Vest Kjelde: Kartverket",
    "Figur 4: Nord Kjelde: NVE & NGU",
    "Figur 5 Kjelde: Kommunen",
    "Figur 6: Fram mot bygging",
)
NAME = "handlingsprogram-2026"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tegninger")
    made = content(folder, CHAPTER)
    with (made / "2026/program.yaml").open("a", encoding="utf-8") as program:
        program.write("tema: {mål: {bildehøyde: 45}}\n")
    return build(made, folder / "out")


def test_captions_have_numbers_and_sources_in_every_format(built: Path) -> None:
    library: Any = docx
    markdown = (built / f"{NAME}.md").read_text(encoding="utf-8")
    read = {
        "md": markdown.replace("&amp;", "&"),
        "pdf": " ".join(pdf_pages(built / f"{NAME}.pdf")),
        "docx": " ".join(one.text for one in library.Document(str(built / f"{NAME}.docx")).paragraphs),
        "html": " ".join(html_page(built / f"{NAME}.html").itertext()),
    }
    for form, text in read.items():
        plain = re.sub(r"[\s\\>]", "", text)
        for caption in CAPTIONS:
            assert re.sub(r"\s", "", caption) in plain, (form, caption)
    page = html_page(built / f"{NAME}.html")
    assert squeeze(page.xpath("string(//main//section/p)")) == "Sjå figur 1, figur 2 og Fram mot bygging."
    assert [one.get("href") for one in page.xpath("//main//section/p/a")] == [
        "#organisasjon",
        "#hjul",
        "#linje",
    ]
    listed = [squeeze(one.text_content()) for one in page.xpath("//main//li")]
    assert listed[0] == "Figur 1: Leiinga"
    assert listed[2] == "Figur 3: Vest"


def test_who_does_not_see_a_drawing_is_told_all_of_it(built: Path) -> None:
    page = html_page(built / f"{NAME}.html")
    assert tuple(page.xpath("//div[@class='tegning'][@role='img']/@aria-label")) == TOLD
    markdown = (built / f"{NAME}.md").read_text(encoding="utf-8")
    library: Any = docx
    described = library.Document(str(built / f"{NAME}.docx")).element.body.xpath(".//wp:docPr/@descr")
    root: Any = pypdf.PdfReader(built / f"{NAME}.pdf").trailer["/Root"]
    in_pdf = list(alternatives(root["/StructTreeRoot"]))
    for told in TOLD:
        assert f'alt="{told}"' in markdown
        assert told in described
        assert told in in_pdf


def test_the_page_draws_each_for_both_kinds_of_screens(built: Path) -> None:
    page = html_page(built / f"{NAME}.html")
    for figure in page.xpath("//div[@class='tegning']"):
        assert figure.xpath("./div/@class") == ["bred", "smal"]
        assert [svg.get("width") for svg in figure.xpath("./div/*")] == ["680", "320"]
        assert {node.tag.rpartition("}")[2] for node in figure.xpath("./div//*")} <= {
            *("svg", "text", "rect", "path", "circle"),
        }
        assert figure.xpath("./div//@id | ./div//@style | ./div//@href") == []


def test_letters_are_large_enough_to_be_read_however_low_pictures_are(built: Path) -> None:
    with pymupdf.open(built / f"{NAME}.pdf") as pdf:  # type: ignore[no-untyped-call]
        spans = [
            span
            for page in pdf
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    sizes = {span["text"].strip(): span["size"] for span in spans}
    for word in ("Kommunestyret", "Med stab", "Budsjettvedtak", "Oppstart"):
        assert sizes[word] > 8, word


@pytest.mark.parametrize("text", ["🌍 سلام", "Kommune שלום"])
def test_words_of_both_directions_are_told_before_they_would_be_drawn(tmp_path: Path, text: str) -> None:
    made = content(tmp_path, CHAPTER.replace("- navn: Kommunestyret", f"- navn: {text}"))
    shared, _ = read_shared(made)
    [(program, findings)] = read_years([made / "2026"], shared)
    assert program is None
    [told] = [finding for finding in findings if finding.rule == "figur-fil"]
    assert told.message.startswith(f"«{text}» kan ikke vises i en figur")


def test_a_file_lies_beside_the_markdown(built: Path) -> None:
    folder = built / f"{NAME}-tegninger"
    assert sorted(file.name for file in folder.iterdir()) == ["hjul.svg", "linje.svg", "organisasjon.svg"]
    drawn = (folder / "organisasjon.svg").read_text(encoding="utf-8")
    assert ">Kommunedirektøren<" in drawn
    assert "Source Sans Pro" in drawn


def test_a_word_file_that_comes_back_knows_the_drawings_and_their_texts(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library: Any = docx
    document = library.Document(str(built / f"{NAME}.docx"))
    for run in (run for one in document.paragraphs for run in one.runs):
        for old, new in (("Leiinga", "Slik er vi leia"), ("Kartverket", "Statkart")):
            if old in run.text:  # to set it takes a picture out
                run.text = run.text.replace(old, new)
    document.save(tmp_path / "inn.docx")
    content_folder = str(built.parent / "content")
    assert cli.main(["fra-word", str(tmp_path / "inn.docx"), "--content", content_folder]) == cli.GOOD
    told = capsys.readouterr().out
    assert "+      bildetekst: Slik er vi leia" in told
    assert "kilde: Statkart" in told
    assert "Dette kan ikkje bli innhald" not in told


# --- What fits -----------------------------------------------------------------------------------


NOWHERE = Position("", 1, 1)
LONG = "Kollektivtrafikk-, mobilitets- og arealplanleggingsavdelingen i Ørskogfjorden/Ålesund"


def named(number: int, **more: Any) -> Tegningsledd:
    name = LONG if number % 4 == 1 else f"Eining nummer {number}"
    return Tegningsledd(name, NOWHERE, tekst="Æ Ø Å, med meir tekst " * (number % 3), **more)


def tree(depth: int, wide: int) -> tuple[Tegningsledd, ...]:
    below = tree(depth - 1, max(1, wide - 1)) if depth > 1 else ()
    return tuple(named(number, under=below if number % 2 else ()) for number in range(1, wide + 1))


DRAWN = {
    "one unit": ("organisasjonskart", (named(1),)),
    "two at the top": ("organisasjonskart", tree(2, 2)),
    "five levels": ("organisasjonskart", tree(5, 2)),
    "a chain": ("organisasjonskart", tree(5, 1)),
    "thirty below one": ("organisasjonskart", (named(2, under=tuple(map(named, range(30)))),)),
    "three levels": ("organisasjonskart", (named(2, under=tree(3, 6)),)),
    "one event": ("årshjul", (named(1, måned=6),)),
    "thirty events": ("årshjul", tuple(named(n, måned=n % 12 + 1) for n in range(30))),
    "a month of events": ("årshjul", tuple(named(n, måned=1) for n in range(14))),
    "bands": ("årshjul", tuple(named(n, fra=n % 9 + 1, til=n % 9 + 4) for n in range(12))),
    "one point": ("tidslinje", (named(1, når="I dag"),)),
    "five points": ("tidslinje", tuple(named(n, når=f"Hausten {n}") for n in range(5))),
    "thirty points": ("tidslinje", tuple(named(n, når=f"{n}. januar eller seinare") for n in range(30))),
}
Box = tuple[float, float, float, float]


def written(svg: str) -> list[tuple[str, Box]]:
    """Return the texts of a drawing with where they are."""
    found = []
    for node in lxml.etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text"):
        size = float(node.get("font-size", "13"))
        wide = size * width(node.text or "")
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        found.append((node.text or "", (left, y - 0.72 * size, left + wide, y + 0.2 * size)))
    return found


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", DRAWN)
def test_texts_are_whole_inside_the_drawing_and_clear_of_each_other(name: str) -> None:
    slag, ledd = DRAWN[name]
    tegning = Tegning("x", slag, "Tekst", ledd, NOWHERE)
    for svg in drawings.on_page(tegning, "nn-NO"):
        root = lxml.etree.fromstring(svg.encode())
        wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
        texts = written(svg)
        for text, box in texts:
            assert box[0] >= 0, text
            assert box[1] >= 0, text
            assert box[2] <= wide, text
            assert box[3] <= high, text
        clashes = [(one[0], other[0]) for one, other in combinations(texts, 2) if overlap(one[1], other[1])]
        assert clashes == []
        letters = "".join(text for text, _ in texts).replace("-", "").replace(" ", "")
        for one in tegning.alle():
            assert one.navn.replace("-", "").replace(" ", "") in letters


@pytest.mark.parametrize("name", [name for name, (slag, _) in DRAWN.items() if slag == "organisasjonskart"])
def test_no_boxes_of_a_chart_lie_over_each_other(name: str) -> None:
    tegning = Tegning("x", "organisasjonskart", "Tekst", DRAWN[name][1], NOWHERE)
    for svg in drawings.on_page(tegning, "nn-NO"):
        boxes = []
        for node in lxml.etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}rect"):
            x, y, wide, high = (float(node.get(key, "0")) for key in ("x", "y", "width", "height"))
            boxes.append((x, y, x + wide, y + high))
        assert len(boxes) == len(list(tegning.alle()))
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
        for text, place in written(svg):
            inside = [one for one in boxes if one[0] <= place[0] and place[2] <= one[2]]
            assert any(one[1] <= place[1] and place[3] <= one[3] for one in inside), text


def test_months_and_periods_are_told_in_the_order_of_the_year() -> None:
    events = (named(2, måned=11), Tegningsledd("Ferie", NOWHERE, fra=6, til=8))
    told = drawings.describe(Tegning("x", "årshjul", "Tekst", events, NOWHERE), fixed_words("en-GB"))
    assert told.startswith("Year wheel. June–August: Ferie. November: Eining nummer 2")


@pytest.mark.parametrize("name", [name for name, (slag, _) in DRAWN.items() if slag == "årshjul"])
def test_no_lines_from_the_wheel_cross_each_other(name: str) -> None:
    tegning = Tegning("x", "årshjul", "Tekst", DRAWN[name][1], NOWHERE)
    broad, _ = drawings.on_page(tegning, "nn-NO")
    leads = [
        [tuple(map(float, point.split())) for point in path.removeprefix("M").split(" L")]
        for path in re.findall(r'd="(M[^"AZ]+)"', broad)
        if path.count("L") == 3
    ]
    assert len(leads) == len(tegning.ledd)
    for one, other in combinations(leads, 2):
        for a, b in pairwise(one):
            for c, d in pairwise(other):
                assert not crosses((a, b), (c, d)), (one, other)


def crosses(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    """Tell whether two lines go through each other."""

    def side(line: tuple[Any, Any], point: Any) -> float:
        (ax, ay), (bx, by) = line
        turn = (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
        return 0.0 if abs(turn) < 1 else turn

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0
