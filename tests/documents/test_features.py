"""What the years and other councils need, in all formats: references, spans, figures, goals, lists."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pypdf
import pytest

from handlingsprogram import cli
from tests.conftest import ROOT, YEARS, build, program_on_path
from tests.documents.readers import W, lay_out_all, pdf_pages, squeeze
from tests.documents.tags import read_tags

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("features")

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">
<rect width="400" height="120" fill="#dddddd"/><circle cx="60" cy="60" r="40" fill="#112233"/></svg>
"""


def png(width: int, height: int) -> bytes:
    """Return a red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


GITHUB = "[kapittel 5.5](#internasjonal-profilering)"


def read(built: Path, year: int, ending: str) -> str:
    return (built / f"handlingsprogram-{year}.{ending}").read_text(encoding="utf-8")


def body(built: Path, year: int) -> Any:
    return docx.Document(str(built / f"handlingsprogram-{year}.docx")).element.body


def text_of(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t"))


def links(pdf: Path) -> list[tuple[int, int]]:
    """Return page and target page of every link into the document."""
    reader = pypdf.PdfReader(pdf)
    pages = {getattr(page.indirect_reference, "idnum", 0): i for i, page in enumerate(reader.pages, 1)}
    found = []
    for number, page in enumerate(reader.pages, 1):
        for note in page.get("/Annots") or []:
            link: Any = note.get_object()
            target = link.get("/Dest") or (link.get("/A") or {}).get("/D")
            if isinstance(target, str):
                target = reader.named_destinations[target].dest_array
            if target:
                found.append((number, pages[target[0].idnum]))
    return found


def test_a_cross_reference_prints_the_number_and_leads_to_its_target(built: Path) -> None:
    assert GITHUB in read(built, 2025, "md").replace("\xa0", " ")
    assert '<a id="internasjonal-profilering"></a>' in read(built, 2025, "md")
    anchors = {text_of(link): link.get(f"{W}anchor") for link in body(built, 2025).iter(f"{W}hyperlink")}
    bookmarks = {mark.get(f"{W}name") for mark in body(built, 2025).iter(f"{W}bookmarkStart")}
    assert anchors["kapittel 5.5"] == "internasjonal-profilering"
    assert set(anchors.values()) <= bookmarks
    assert (7, 15) in links(built / "handlingsprogram-2025.pdf")


def test_a_number_alone_is_printed_where_the_document_wants_that(built: Path) -> None:
    assert "som er beskrevet i [4.1](#rammer). I noen" in squeeze(read(built, 2021, "md"))
    assert "beskrivelsen i kapittel [4](#visjon-innsatsomrader-aktivitet)." in squeeze(
        read(built, 2021, "md")
    )


def test_every_link_of_the_markdown_has_its_anchor(built: Path, year: int) -> None:
    text = read(built, year, "md")
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert len(targets) > 15
    assert targets <= anchors


def test_the_spanning_header_is_one_cell_in_every_format(built: Path) -> None:
    assert '<th colspan="4" align="center">Administrasjon og kommunikasjon</th>' in read(built, 2021, "md")
    [cell] = [
        cell
        for cell in body(built, 2021).iter(f"{W}tc")
        if text_of(cell) == "Administrasjon og kommunikasjon"
    ]
    assert cell.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "4"
    [spanning] = [
        head
        for head in read_tags(built / "handlingsprogram-2021.pdf").all("TH")
        if head.text().strip() == "Administrasjon og kommunikasjon"
    ]
    assert spanning.attributes["ColSpan"] == 4


def test_the_placeholder_is_shown_as_one(built: Path) -> None:
    text = "Denne figuren skal erstattes av en oppdatert figur"
    assert f"<!-- plassholder -->\n{text}" in read(built, 2021, "md")
    styles = {
        p.text: p.style.name
        for p in docx.Document(str(built / "handlingsprogram-2021.docx")).paragraphs
        if p.style
    }
    assert styles[text] == "Plassholder"


def test_the_goals_are_printed_as_each_chapter_prints_them_and_know_their_titles(built: Path) -> None:
    text = read(built, 2021, "md")
    goal = '<span class="baerekraftsmal-17" title="Mål 17: Samarbeid for å nå målene">{}</span>'
    for form in ("FN17", "FN 17", "17"):
        assert goal.format(form) in text


def test_a_list_of_letters_is_a_real_list_in_word(built: Path) -> None:
    document: Any = docx.Document(str(built / "handlingsprogram-2021.docx"))
    [item] = [p for p in document.paragraphs if p.text.startswith("Drøfte felles saker")]
    number = item._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    numbering = document.part.numbering_part.element
    kind = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(f"{W}val")
    level = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{kind}']/{W}lvl[@{W}ilvl='0']")
    assert level.find(f"{W}numFmt").get(f"{W}val") == "lowerLetter"
    assert level.find(f"{W}lvlText").get(f"{W}val") == "%1)"


def test_an_empty_budget_stays_empty(built: Path) -> None:
    table = docx.Document(str(built / "handlingsprogram-2021.docx")).tables[5]
    assert table.rows[0].cells[1].text == "Budsjett 2020"
    assert [cell.text for row in table.rows[1:] for cell in row.cells[1:]] == [""] * 28


def test_notes_stand_below_their_table(built: Path) -> None:
    page = squeeze(pdf_pages(built / "handlingsprogram-2021.pdf")[13])
    assert "Utgående mindreforbruk *) Inkludert internasjonal profilering **) Spesifikasjon" in page


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_figures(content: Path) -> None:
    """Give 2021 two pictures in the placeholder's place."""
    folder = content / "2021" / "figurer"
    folder.mkdir()
    (folder / "plan.svg").write_text(SVG, encoding="utf-8")
    (folder / "bilde.png").write_bytes(png(300, 100))
    old = "      plassholder: Denne figuren skal erstattes av en oppdatert figur"
    new = """\
      fil: figurer/plan.svg
      alttekst: Plan- og budsjettprosessen *gjennom* året
      bildetekst: Figur 1. Prosessen
  - figur:
      id: bilde
      fil: figurer/bilde.png
      alttekst: Et rødt "felt" [1]"""
    edit(content / "2021" / "kapitler" / "plan-og-budsjettprosess.yaml", old, new)


def test_figures_stand_in_every_format_with_their_alternative_texts(content: Path) -> None:
    with_figures(content)
    out = build(content, content.parent / "out", "2021")
    for name in ("plan.svg", "bilde.png"):
        copied = out / "handlingsprogram-2021-figurer" / name
        assert copied.read_bytes() == (content / "2021" / "figurer" / name).read_bytes()
        assert f"(handlingsprogram-2021-figurer/{name})" in read(out, 2021, "md")
    alternatives = ["Plan- og budsjettprosessen *gjennom* året", 'Et rødt "felt" [1]']
    pictures = [node for node in body(out, 2021).iter() if node.tag.endswith("}docPr")]
    assert [node.get("descr") for node in pictures] == alternatives
    command = [program_on_path("pdfinfo"), "-struct", str(out / "handlingsprogram-2021.pdf")]
    tree = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    assert tree.count("\n    Figure") + tree.count("\n  Figure") >= len(alternatives)
    assert "Figur 1. Prosessen" in pdf_pages(out / "handlingsprogram-2021.pdf")[4]


def test_a_reference_leads_to_a_measure_and_to_a_table(content: Path) -> None:
    page = content / "2025" / "tverrgaende-temaer" / "internasjonal-profilering.yaml"
    edit(
        page,
        "Oslo og regionen er ikke",
        "Se [tiltaket](#oppdrag-mjosa) og [{tittel}](#prosjektbudsjett). Oslo og regionen er ikke",
    )
    out = build(content, content.parent / "out", "2025", "--format", "pdf,docx")
    assert {(15, 14), (15, 19)} <= set(links(out / "handlingsprogram-2025.pdf"))
    assert "Se tiltaket og Prosjektbudsjett." in squeeze(pdf_pages(out / "handlingsprogram-2025.pdf")[14])
    bookmarks = {mark.get(f"{W}name") for mark in body(out, 2025).iter(f"{W}bookmarkStart")}
    assert {"oppdrag-mjosa", "prosjektbudsjett"} <= bookmarks


COLUMNS = """\
    - {felt: ansvarlig, overskrift: Ansvarlig, bredde: 20}
    - {felt: frist, overskrift: Frist, bredde: 20}
    - {felt: kostnad, overskrift: Kostnad, bredde: 20}
    - {felt: finansiering, overskrift: Finansiering, bredde: 20, visning: punkter}
    - {felt: status, overskrift: Status, bredde: 20}
    - {felt: prioritet, overskrift: Prioritet, bredde: 20}
"""


def test_other_councils_columns_come_by_content_alone(content: Path) -> None:
    program = content / "2025" / "program.yaml"
    edit(program, "      visning: avsnitt\n", f"      visning: avsnitt\n{COLUMNS}")
    theme = content / "2025" / "tverrgaende-temaer" / "internasjonal-profilering.yaml"
    fields = """\
      - id: teamoslo
        ansvarlig: [Byrådet, {og: Visit Oslo}]
        frist: 1. mai 2025
        kostnad: 2 mill. kroner
        finansiering: [Kontingent, Tilskudd]
        status: I gang
        egne_felt: {prioritet: [Høy]}
"""
    edit(theme, "      - id: teamoslo\n", fields)
    out = build(content, content.parent / "out", "2025", "--format", "pdf,docx")
    [row] = [
        row
        for table in docx.Document(str(out / "handlingsprogram-2025.docx")).tables
        for row in table.rows
        if row.cells[0].text.startswith("Fortsette oppfølgingen")
    ]
    shown = ["Byrådet og Visit Oslo", "1. mai 2025", "2 mill. kroner", "Kontingent Tilskudd", "I gang", "Høy"]
    assert [squeeze(cell.text) for cell in row.cells[3:]] == shown
    # Nine columns are narrow: words are divided.
    pdf = squeeze(" ".join(pdf_pages(out / "handlingsprogram-2025.pdf"))).replace("- ", "")
    assert all(text in pdf for text in ("1. mai 2025", "Visit Oslo", "Tilskudd", "I gang", "Høy"))
    assert not words_over_the_edge(out / "handlingsprogram-2025.pdf")


def words_over_the_edge(path: Path) -> list[str]:
    """Return the words in tables of measures that reach out of their column, where it is 20 mm wide or more.

    The boxes of the header row show where columns begin and end, the lines where the table ends.
    """
    found = []
    with pymupdf.open(path) as pages:  # type: ignore[no-untyped-call]
        for page in pages:
            drawings = page.get_drawings()
            heads = [drawing["rect"] for drawing in drawings if drawing["type"] == "f"]
            lines = [drawing["rect"].y0 for drawing in drawings if drawing["type"] == "s"]
            if len(heads) != 3 + COLUMNS.count("felt"):
                continue
            for left, top, right, bottom, word, *_ in page.get_text("words"):
                inside = [head for head in heads if head.y1 < top and head.x0 <= left < head.x1]
                wide = [head for head in inside if head.width > 20 / 25.4 * 72]
                found += [word for head in wide if head.x1 < right and bottom < lines[-2]]
    return found


def test_a_year_is_added_without_code(content: Path) -> None:
    """A copy of a year with another number builds, and the new year's documents bear it."""
    shutil.copytree(content / "2025", content / "2026")
    edit(content / "2026" / "program.yaml", "år: 2025", "år: 2026")
    # Last year's budget text is debris in the new year: warnings in a draft, errors once it is adopted.
    edit(content / "2026" / "program.yaml", "status: vedtatt", "status: utkast")
    out = build(content, content.parent / "out", "2026", "--format", "md,docx")
    assert sorted(path.name for path in out.glob("[!.]*")) == [
        "handlingsprogram-2026.docx",
        "handlingsprogram-2026.md",
    ]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (
            "2021/best-konferanse",
            "2021 har ingenting med id-en «best-konferanse»; mente du «best-konferansen»?",
        ),
        ("2020/best-konferansen", "finner ikke året 2020 i "),
        ("2025/teamoslo", "«2025/teamoslo» er ikke i et tidligere år enn 2025"),
    ],
)
def test_a_link_to_nothing_is_an_error(
    content: Path, capsys: pytest.CaptureFixture[str], link: str, message: str
) -> None:
    edit(content / "2025" / "kapitler" / "overordnede-strategier.yaml", "2021/best-konferansen", link)
    assert cli.main(["check", "2025", "--content", str(content)]) == cli.CONTENT_ERRORS
    [finding] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    assert "overordnede-strategier.yaml:" in finding
    assert message in finding
    assert finding.endswith("[viderefører]")


STRESS = """\
      Et avsnitt med [1. lenke](https://example.org/a) og *- kursiv* og **2. fet**.[^a] Og så én til.[^b]

      [^a]: \\- en note som begynner med strek

      [^b]: 1\\. en note som begynner med tall

      4. fire

         mer om fire
      5. fem
         1. fem en
         2. fem to

      - \\- punkt med strek
        - nøstet
      - \\= punkt med likhetstegn
  - tekst: |
      1. ny liste
      2. med to ledd
"""


HARD = "Møre\u2011og\u2011Romsdal"
"""Words with the hyphen of Word's own at which no line ends."""
CELLS = """\
  - tabell:
      id: tall-og-tomt
      tittel: Tall og tomt
      bredder: [1, 1, 1]
      hode:
        - ['', 2029, 08]
      rader:
        - [2.50, '', 1e3]
        - [{tekst: '', over: 2}, 1_000]
"""


@pytest.fixture(scope="module")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build 2025 with a text of awkward lists, notes and links, and a list in a measure."""
    content = shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("stress") / "content")
    edit(
        content / "2025" / "kapitler" / "rammer.yaml",
        "  - tekst: |\n",
        f"  - tekst: |\n{STRESS}  - tekst: |\n",
    )
    measures = content / "2025" / "tverrgaende-temaer" / "internasjonal-profilering.yaml"
    listed = "        tekst: |\n          Fortsette:\n\n          1. først\n          2. så\n"
    edit(measures, "        tekst: Fortsette oppfølgingen av TeamOslo\n", listed)
    edit(
        measures,
        "          - Øke Osloregionens internasjonale synlighet\n",
        "          - '- 5 % mindre'\n          - 1. ledd\n",
    )
    edit(content / "2025" / "program.yaml", "organisasjon: Osloregionen", f"organisasjon: {HARD}")
    edit(
        content / "2025" / "kapitler" / "budsjett.yaml",
        "  - tekst: |\n      Osloregionens budsjett for 2025",
        f"  - tekst: {f'Fyll ord ved {HARD} så videre, ' * 12}slutt.\n{CELLS}"
        "  - tekst: |\n      Osloregionens budsjett for 2025",
    )
    return build(content, content.parent / "out", "2025")


def test_the_pdf_prints_what_begins_like_markup(stressed: Path) -> None:
    pages = pdf_pages(stressed / "handlingsprogram-2025.pdf")
    text = squeeze(pages[2])
    for printed in ("med 1. lenke og - kursiv og 2. fet.", "4. fire mer om fire 5. fem 1. fem en 2. fem to"):
        assert printed in text
    for printed in ("• - punkt med strek", "• = punkt med likhetstegn", "1. ny liste"):
        assert printed in text
    assert "1- en note som begynner med strek 21. en note som begynner med tall" in text
    assert "- 5\xa0% mindre 1. ledd" in " ".join(pages[14].split(" ")).replace("\n", " ").replace("  ", " ")
    assert "1. først 2. så" in squeeze(pages[14])


def test_words_own_hyphen_is_printed_and_ends_no_line(stressed: Path) -> None:
    pages = pdf_pages(stressed / "handlingsprogram-2025.pdf")
    with pymupdf.open(stressed / "handlingsprogram-2025.pdf") as whole:  # type: ignore[no-untyped-call]
        assert f"{HARD} · Handlingsprogram 2025" in whole[4].get_text()  # at the page's foot
    [page] = [page for page in pages if "Fyll ord ved" in page]
    assert page.count(HARD) == 12
    assert len([line for line in page.splitlines() if "Fyll ord" in line or "Romsdal" in line]) > 4
    for ending in ("md", "html"):
        assert read(stressed, 2025, ending).count(f"ved {HARD} ") == 12
    assert text_of(body(stressed, 2025)).count(f"ved {HARD} ") == 12


def test_numbers_and_empty_cells_are_printed_as_they_are_typed(stressed: Path) -> None:
    wanted = [["", "2029", "08"], ["2.50", "", "1e3"], ["", "", "1_000"]]
    document: Any = docx.Document(str(stressed / "handlingsprogram-2025.docx"))
    [table] = [table for table in document.tables if "1e3" in {c.text for c in table.rows[1].cells}]
    assert [[cell.text for cell in row.cells] for row in table.rows] == wanted
    assert "2029 08\n2.50 1e3\n1_000\n" in "\n".join(
        " ".join(line.split())
        for line in "".join(pdf_pages(stressed / "handlingsprogram-2025.pdf")).splitlines()
    )
    for ending in ("md", "html"):
        cells = re.findall(r"<t[hd][^>]*>\s*([^<]*?)\s*</t[hd]>", read(stressed, 2025, ending))
        first = cells.index("2029")
        assert cells[first - 1 : first + 7] == ["", "2029", "08", "2.50", "", "1e3", "", "1_000"]
    # A reader of the PDF is told of no heading where there is none.
    [tagged] = [
        table
        for table in read_tags(stressed / "handlingsprogram-2025.pdf").all("Table")
        if "1e3" in table.text()
    ]
    assert [cell.text().strip() for cell in tagged.all("TH")] == ["2029", "08"]


def test_word_keeps_lists_apart_and_numbers_them(stressed: Path) -> None:
    document: Any = docx.Document(str(stressed / "handlingsprogram-2025.docx"))
    paragraphs = {p.text: p for p in document.paragraphs}
    numbering = {text: p._p.find(f"{W}pPr/{W}numPr") for text, p in paragraphs.items()}
    assert numbering["mer om fire"] is None
    assert paragraphs["mer om fire"].paragraph_format.left_indent

    def number(text: str) -> str:
        return str(numbering[text].find(f"{W}numId").get(f"{W}val"))

    assert number("fire") == number("fem")
    assert len({number("fire"), number("fem en"), number("ny liste")}) == 3
    [cell] = [
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if "Fortsette:" in cell.text
    ]
    kinds = [node.get(f"{W}val") for node in cell._tc.iter(f"{W}numId")]
    assert len(set(kinds)) == 1
    assert kinds[0] != "3"  # the bullets of tables


def test_a_long_title_leaves_the_sender_on_the_cover_and_the_pages_as_they_were(content: Path) -> None:
    title = "Handlingsprogram og økonomiplan for hele regionen og alle dens medlemskommuner 2026–2029"
    for year in YEARS:
        program = content / str(year) / "program.yaml"
        text = program.read_text(encoding="utf-8")
        text = re.sub(r"(?<=omslag:\n  tittel: ).*", title, text)
        program.write_text(text, encoding="utf-8")
    out = build(content, content.parent / "out", "--format", "docx")
    lay_out_all(sorted(out.glob("*.docx")), out)
    for year in YEARS:
        pages = pdf_pages(out / f"handlingsprogram-{year}.pdf")
        assert pages[1].startswith("Innhold")
        assert squeeze(title) in squeeze(pages[0])


def test_a_tall_picture_fits_on_the_page(content: Path) -> None:
    with_figures(content)
    (content / "2021" / "figurer" / "bilde.png").write_bytes(png(100, 900))
    out = build(content, content.parent / "out", "2021", "--format", "pdf,docx")
    heights = [
        int(node.get("cy")) / 36_000 for node in body(out, 2021).iter() if node.tag.endswith("}extent")
    ]
    assert max(heights) == pytest.approx(200, abs=1)
    command = [program_on_path("pdfinfo"), "-struct", str(out / "handlingsprogram-2021.pdf")]
    tree = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    boxes = re.findall(r"Figure.*?/BBox \[([\d. ]+)\]", tree, re.DOTALL)
    sizes = [[float(number) for number in box.split()] for box in boxes]
    assert [round((top - bottom) / 72 * 25.4) for _, bottom, _, top in sizes][-1] == 200


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><circle"),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    ],
)
def test_a_broken_picture_is_a_finding(
    content: Path, capsys: pytest.CaptureFixture[str], name: str, picture: bytes
) -> None:
    with_figures(content)
    (content / "2021" / "figurer" / name).write_bytes(picture)
    assert cli.main(["check", "2021", "--content", str(content)]) == cli.CONTENT_ERRORS
    [finding] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    assert f"feil: figurer/{name} er ødelagt (" in finding
    assert finding.endswith("[figur-fil]")
