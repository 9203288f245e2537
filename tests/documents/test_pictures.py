"""Pictures as people have them stand upright in every format, by their names, and tell nothing else."""

from __future__ import annotations

import base64
import io
import re
import shutil
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import docx
import lxml.html
import pdfua
import pikepdf
import pymupdf
import pytest
from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator
from PIL import Image

from handlingsprogram import cli
from tests.conftest import ROOT, build
from tests.documents.readers import html_page
from tests.documents.test_accessible import BROKEN_RULES
from tests.hostile.pictures import png
from tests.photographs import TOLD, four, is_upright, photograph, printed, saved
from tests.read import drawings
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("pictures")
"""One worker makes what they share."""

PLAIN = png(700, 420)
UPRIGHT = {
    "IMG_2025.10.3 (1).JPG": (photograph("jpeg", 6), "IMG_2025.10.3 (1).jpg"),
    "båt kart.png": (photograph("png", 8), "båt kart.png"),
    "Rådhuset & «torget».webp": (photograph("webp", 3), "Rådhuset & «torget».jpg"),
    "rett.jpg": (photograph(), "rett.jpg"),
    "til-trykk.jpeg": (printed(), "til-trykk.jpg"),
    "Bilde.PNG": (saved(four(), "jpeg", progressive=True), "Bilde.jpg"),
    "gjennomsiktig.webp": (saved(four().convert("RGBA"), "webp", lossless=True), "gjennomsiktig.png"),
    "100 % #1 [x] 'y'.png": (saved(four(), "png"), "100 % #1 [x] 'y'.png"),
}
"""Name -> content that shows the four fields, and what it is called in the documents."""
OTHERS = {"flate.png": (PLAIN, "flate.png")} | {
    f"{program} (tegning).svg": (drawing.encode(), f"{program} (tegning).svg")
    for program, drawing in drawings.TAKEN.items()
}
ALL = UPRIGHT | OTHERS
PATH = "handlingsprogram-2025-figurer/rett.jpg"
WORDS = f'src="{PATH}" {PATH}'
"""A caption that looks like a picture's place."""


def with_pictures(content: Path) -> Path:
    """Give 2025 all the pictures, first in its first chapter."""
    folder = content / "2025" / "figurer"
    folder.mkdir()
    figures = ""
    for number, (name, (picture, _)) in enumerate(ALL.items()):
        (folder / unicodedata.normalize("NFD" if number % 2 else "NFC", name)).write_bytes(picture)
        quoted = name.replace("'", "''")
        figures += f"  - figur:\n      id: bilde-{number}\n      fil: 'figurer/{quoted}'\n"
        figures += f"      alttekst: Bilde {number}\n" + (
            f"      bildetekst: {WORDS}\n" if not number else ""
        )
    chapter = content / "2025/kapitler/rammer.yaml"
    text = chapter.read_text(encoding="utf-8")
    assert text.count("innhold:\n") == 1
    chapter.write_text(text.replace("innhold:\n", f"innhold:\n{figures}"), encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documents of a 2025 with pictures, and the Word report from 2021."""

    def make(folder: Path) -> None:
        content = with_pictures(shutil.copytree(ROOT / "content", folder / "content"))
        build(content, folder, "2025")
        arguments = ["diff", "2021", "2025", "--content", str(content), "--format", "docx"]
        assert cli.main([*arguments, "--out", str(folder / "endringer.docx")]) == cli.GOOD

    return once(tmp_path_factory, "with-pictures", make)


def images(files: Iterator[bytes]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(file)) for file in files]


def word_files(path: Path) -> list[bytes]:
    """Return the pictures of a Word file in the order in which it shows them."""
    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml").decode()
        targets = dict(
            re.findall(
                r'<Relationship (?=[^>]*Id="(\w+)")(?=[^>]*Target="([^"]+)")',
                package.read("word/_rels/document.xml.rels").decode(),
            )
        )
        return [package.read(f"word/{targets[one]}") for one in re.findall(r'r:embed="(\w+)"', document)]


def page_files(path: Path) -> list[bytes]:
    """Return the pictures of a web page."""
    found = html_page(path).xpath("//figure[@class='figur']/img/@src")
    return [base64.b64decode(address.partition("base64,")[2]) for address in found]


def test_the_markdown_edition_finds_each_picture_by_a_link_that_all_can_read(out: Path) -> None:
    text = (out / "handlingsprogram-2025.md").read_text(encoding="utf-8")
    addresses = re.findall(r"^!\[Bilde \d+\]\((.*)\)$", text, re.MULTILINE)
    assert [unquote(address) for address in addresses] == [
        f"handlingsprogram-2025-figurer/{shown}" for _, shown in ALL.values()
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9%/._~-]+", address) for address in addresses)
    page = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(text))
    assert [image.get("src") for image in page.iter("img")] == addresses
    shown = {path.name for path in (out / "handlingsprogram-2025-figurer").iterdir()}
    assert shown == {name for _, name in ALL.values()}
    for name in {name for _, name in UPRIGHT.values()}:
        assert is_upright(Image.open(out / "handlingsprogram-2025-figurer" / name), within=30)
    assert (out / "handlingsprogram-2025-figurer/flate.png").read_bytes() == PLAIN


def test_the_web_page_and_the_word_file_show_each_picture_upright(out: Path) -> None:
    for files in (
        page_files(out / "handlingsprogram-2025.html"),
        word_files(out / "handlingsprogram-2025.docx"),
    ):
        assert len(files) == len(ALL)
        shown = images(iter(files[: len(UPRIGHT)]))
        assert [image.format for image in shown] == [
            "PNG" if name.endswith(".png") else "JPEG" for _, name in UPRIGHT.values()
        ]
        assert all(is_upright(image, within=30) for image in shown)
    document: Any = docx.Document(str(out / "handlingsprogram-2025.docx"))
    for inline in list(document.inline_shapes)[: len(UPRIGHT)]:
        assert inline.width / inline.height == pytest.approx(5 / 3, abs=0.01)
    assert OpenXmlValidator().validate(str(out / "handlingsprogram-2025.docx")).errors == []


def test_the_pdf_shows_each_picture_upright_as_it_is_packed(out: Path) -> None:
    path = out / "handlingsprogram-2025.pdf"
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    found: list[tuple[str, Image.Image]] = []
    with pymupdf.open(path) as pages:  # type: ignore[no-untyped-call]
        for page in pages:
            drawn = [one for one in page.get_image_info() if one["width"] > 900 and one["bbox"][2] > 400]
            for one in sorted(drawn, key=lambda one: one["bbox"][1]):
                pixels = page.get_pixmap(clip=one["bbox"], dpi=40)
                found.append((page.number, Image.open(io.BytesIO(pixels.tobytes("png")))))
    assert len(found) >= len(UPRIGHT)
    assert all(is_upright(image, within=40) for _, image in found[: len(UPRIGHT)])
    # A photograph is not packed out and in again.
    scan = photograph()[photograph().index(b"\xff\xda") :]
    with pikepdf.open(path) as pdf:
        packed = [bytes(one.read_raw_bytes()) for one in pdf.objects if is_photograph(one)]
    assert [one for one in packed if one.endswith(scan)]


def is_photograph(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Filter") == pikepdf.Name.DCTDecode


def test_no_document_tells_who_took_a_picture_and_where(out: Path) -> None:
    documents = [
        *((path.name, path.read_bytes()) for path in (out / "handlingsprogram-2025-figurer").iterdir()),
        *((str(number), file) for number, file in enumerate(page_files(out / "handlingsprogram-2025.html"))),
    ]
    for name in ("handlingsprogram-2025.docx", "endringer.docx"):
        with zipfile.ZipFile(out / name) as package:
            documents += [(f"{name}: {part}", package.read(part)) for part in package.namelist()]
    with pikepdf.open(out / "handlingsprogram-2025.pdf") as pdf:
        # The document's own metadata are in XMP too.
        streams = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Type") != pikepdf.Name.Metadata
        ]
        documents += [
            ("pdf", one.read_raw_bytes() if is_photograph(one) else one.read_bytes()) for one in streams
        ]
    assert len(documents) > 3 * len(ALL)
    inside = [(name, pixels_in(content)) for name, content in documents]
    assert sum(bool(one) for _, one in inside) >= 4  # the photographs in drawings
    for name, content in [*documents, *((name, one) for name, ones in inside for one in ones)]:
        assert not [word for word in TOLD if word in content], name
    assert [word for word in TOLD if word in photograph()]


def pixels_in(content: bytes) -> list[bytes]:
    return [base64.b64decode(data) for data in re.findall(rb"data:image/jpeg;base64,([^\"]+)", content)]


def test_words_that_look_like_a_picture_stay_words(out: Path) -> None:
    assert WORDS in [one.text for one in docx.Document(str(out / "handlingsprogram-2025.docx")).paragraphs]
    captions = html_page(out / "handlingsprogram-2025.html").xpath("//figure[@class='figur']/figcaption")
    assert [caption.text_content().strip() for caption in captions] == [WORDS]
    with pymupdf.open(out / "handlingsprogram-2025.pdf") as pages:  # type: ignore[no-untyped-call]
        assert any(PATH in page.get_text().replace("\n", "") for page in pages)


def test_the_word_report_has_the_pictures_too(out: Path) -> None:
    files = word_files(out / "endringer.docx")
    assert len(files) == len(ALL)
    assert all(is_upright(image, within=30) for image in images(iter(files[: len(UPRIGHT)])))


def test_the_same_content_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    from handlingsprogram.read.pictures import pixels

    pixels._known.clear()
    build(out / "content", tmp_path, "2025", "--format", "md,html")
    for path in [
        *(tmp_path / "handlingsprogram-2025-figurer").iterdir(),
        tmp_path / "handlingsprogram-2025.html",
    ]:
        assert path.read_bytes() == (out / path.relative_to(tmp_path)).read_bytes()


def test_a_logo_may_be_a_photograph_by_any_name(tmp_path: Path) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    (content / "Rådets merke.JPG").write_bytes(photograph("jpeg", 6))
    with (content / "tema.yaml").open("a", encoding="utf-8") as theme:
        theme.write("\nlogo:\n  fil: Rådets merke.JPG\n  alttekst: Rådet\n")
    out = build(content, tmp_path / "out", "2025")
    shown = out / "handlingsprogram-2025-Rådets merke.jpg"
    assert is_upright(Image.open(shown))
    assert 'src="handlingsprogram-2025-R%C3%A5dets%20merke.jpg"' in (
        out / "handlingsprogram-2025.md"
    ).read_text(encoding="utf-8")
    [address] = html_page(out / "handlingsprogram-2025.html").xpath("//header//img/@src")
    assert address == f"data:image/jpeg;base64,{base64.b64encode(shown.read_bytes()).decode()}"
    assert word_files(out / "handlingsprogram-2025.docx") == [shown.read_bytes()]
    with pikepdf.open(out / "handlingsprogram-2025.pdf") as pdf:
        assert [one for one in pdf.objects if is_photograph(one)]


def test_two_pictures_of_one_name_in_the_documents_are_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    (content / "2025/figurer").mkdir()
    for name in ("kart.webp", "Kart.jpg"):
        (content / "2025/figurer" / name).write_bytes(photograph("webp"))
    chapter = content / "2025/kapitler/rammer.yaml"
    figures = "".join(
        f"  - figur: {{id: {one[0].lower()}{number}, fil: figurer/{one}, alttekst: x}}\n"
        for number, one in enumerate(("kart.webp", "Kart.jpg", "kart.webp"))
    )
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("innhold:\n", f"innhold:\n{figures}"), encoding="utf-8"
    )
    assert cli.main(["check", "2025", "--content", str(content)]) == cli.CONTENT_ERRORS
    [told] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    why = "får samme navn som figurer/kart.webp i dokumentene; gi filen et annet navn [figur-fil]"
    assert told.endswith(f": feil: figurer/Kart.jpg {why}")
