"""What no keyboard in Norway has, and what has no room: both are printed whole, in every format."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import lxml.html
import pdfua
import pymupdf
import pypdf
import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from handlingsprogram.render.pages import fonts, typst
from tests.conftest import ROOT, build, program_on_path
from tests.documents.readers import W, lay_out, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_accessible import BROKEN_RULES, assert_outloud_is_content
from tests.documents.test_features import edit
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("scripts")
"""One worker makes what they share."""

SÁMI = "Kárášjohka Deaŧŧu Maŋŋil Nuorttasaǥǥas Čáhci Đ Šuoŧŋa Ž Nuõrtt Uuʹd Ǩiõll Kuâʹǯǯ Ʒ Mäadtoe Kväänit Ö"
LEFTWARD = ("محمد علي", "فارسی", "שלום עולם", "علاء السلام", "کوردی")
ELSEWHERE = (
    *("Володимир Зеленський", "Їжакевич Ґалаґан", "Мария Ёлкина", "Αθήνα", "Nguyễn Thị Hồng Ngọc"),
    *("नमस्ते क्षेत्र", "தமிழ்", "বাংলা", "สมชาย ใจดี", "አማርኛ", "საქართველო", "Հայաստան"),
    *("北京市政府", "ひらがな", "서울"),
)
SIGNS = "😀 🎉 ✅ ❌ ⚠️ 🇳🇴 👩🏽\u200d💻 ✓ → ☐ ☑ ≥ ½ ⅔ № ● ○ □ ★ ⇒ ① ℃ blå\u2011grønn"
COMPOUND = "Energiforsyningskonsesjonsbehandlingsmyndighetsutøvelsesretningslinjeutvalget"
ENDLESS = "Å" + "a" * 120
ADDRESS = "https://www.eksempel.no/" + "abcdefghij" * 14 + "/side_" + "q" * 60
MAIL = "fornavn.etternavn_mellomnavn@ostfoldfylkeskommune.no"
MEETING = f"Møte med {LEFTWARD[0]} (2025), lederen"
CHAPTER = f"""\
id: rammer
tittel: Rammer for {MEETING} og Київ
innhold:
  - tekst: |
      {MEETING}. {". ".join((*LEFTWARD[1:], *ELSEWHERE))}.

      {SIGNS}.

      Rett {SÁMI}. *Kursiv {SÁMI} Київ*. **Fet {SÁMI} Київ {LEFTWARD[0]}**. ***Begge {SÁMI}***.

      Ordet {COMPOUND} og {ENDLESS}, og så videre.[^f] {ADDRESS} og <{ADDRESS}> til slutt.

      - punkt med {ENDLESS}
        - under med {ENDLESS}

      [^f]: Note med {ENDLESS} og {LEFTWARD[0]} (2025).

  - tabell:
      id: langt
      tittel: Langt
      bredder: [50, 27, 23]
      hode:
        - [En, To, Tre]
      rader:
        - ["{"b" * 300}", "{MAIL}", "31.12.2026"]
        - ["{LEFTWARD[0]} (2025)", "{ELSEWHERE[0]}", "{COMPOUND}"]
        - ["{ADDRESS}", "😀", "−12 345 678"]
underkapitler:
  - id: under
    tittel: Overskrift {ENDLESS} og {COMPOUND}
    innhold:
      - tekst: Slutt.
"""


def fill(folder: Path) -> None:
    content = shutil.copytree(ROOT / "content", folder / "content")
    (content / "2025" / "kapitler" / "rammer.yaml").write_text(CHAPTER, encoding="utf-8")
    program = content / "2025" / "program.yaml"
    edit(program, "organisasjon: Osloregionen", f"organisasjon: Osloregionen og {LEFTWARD[0]} og {ENDLESS}")
    edit(program, "  tittel: HANDLINGSPROGRAM 2025", f"  tittel: PLAN 2025 {ENDLESS.upper()} {COMPOUND}")
    edit(program, "  avsender: Osloregionen", f"  avsender: Osloregionen {COMPOUND}")
    edit(program, "status: vedtatt", "status: utkast")
    build(content, folder, "2025")


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with a programme that has every script and words that fit nowhere."""
    return once(tmp_path_factory, "odd", fill)


@pytest.fixture(scope="session")
def odd_laid_out(odd: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF that LibreOffice makes of its Word file."""
    file = odd / "handlingsprogram-2025.docx"
    folder = once(tmp_path_factory, "odd-laid-out", lambda folder: lay_out(file, folder))
    return folder / f"{file.stem}.pdf"


def plain(text: str) -> str:
    """Return text without what only steers its direction, and without white space."""
    return re.sub(r"[\s\u200e\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text))


def pdf_text(path: Path) -> str:
    command = [program_on_path("pdftotext"), "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def outside(path: Path) -> list[str]:
    """Return the characters of a PDF that lie outside its side margins, with their pages."""
    margin, found = 24 * 72 / 25.4, []
    document: Any = pymupdf.open(path)  # type: ignore[no-untyped-call]
    with document:
        for page in document:
            for block in page.get_text("rawdict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        for sign in span["chars"]:
                            left, top, right, bottom = sign["bbox"]
                            inside = margin - 1 <= left and right <= page.rect.width - margin + 1
                            if sign["c"].strip() and not (inside and top >= 0 and bottom <= page.rect.height):
                                found.append(f"{page.number + 1}: {sign['c']}")
    return found


# --- PDF ----------------------------------------------------------------------------------------


def test_the_pdf_gives_every_word_back(odd: Path) -> None:
    text = plain(pdf_text(odd / "handlingsprogram-2025.pdf"))
    for words in (*ELSEWHERE, *SIGNS.split(), COMPOUND, ENDLESS, ADDRESS, MAIL, "b" * 300):
        assert plain(words) in text, words
    assert text.count(plain(SÁMI)) == 4  # upright, italic, bold and both


def test_the_pdfs_tags_say_words_from_right_to_left_in_the_order_in_which_they_are_read(odd: Path) -> None:
    document = read_tags(odd / "handlingsprogram-2025.pdf")
    [paragraph] = [tag for tag in document.all("P") if tag.text().strip().startswith("Møte med")]
    assert squeeze(paragraph.text().replace("\u200e", "")).startswith(MEETING)
    for words in LEFTWARD:
        assert words in squeeze(paragraph.text())
    headings = [squeeze(tag.text().replace("\u200e", "")) for tag in document.all("H2")]
    assert f"Rammer for {MEETING} og Київ" in headings


def test_a_number_after_a_name_from_right_to_left_stays_after_it(odd: Path) -> None:
    document: Any = pymupdf.open(odd / "handlingsprogram-2025.pdf")  # type: ignore[no-untyped-call]
    with document:
        words = [word for page in document for word in page.get_text("words")]
    after = {word[4] for word in words if word[4].startswith("(2025")}
    assert after >= {"(2025),"}
    [number] = [i for i, word in enumerate(words) if word[4] == "(2025)," and words[i + 1][4] == "lederen."]
    assert words[number - 1][2] <= words[number][0] < words[number + 1][0]


def test_validators_find_nothing_in_a_pdf_of_many_scripts(odd: Path) -> None:
    path = odd / "handlingsprogram-2025.pdf"
    assert_outloud_is_content(path, plain_addresses=True)
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES
    subprocess.run([program_on_path("qpdf"), "--check", "--no-warn", str(path)], check=True)


def test_only_the_fonts_that_are_used_are_in_the_pdf(odd: Path, built: Path) -> None:
    def families(path: Path) -> set[str]:
        listed = subprocess.run([program_on_path("pdffonts"), str(path)], capture_output=True, check=True)
        return {re.sub(r"-.*", "", name) for name in re.findall(r"[A-Z]{6}\+(\S+)", listed.stdout.decode())}

    assert families(built / "handlingsprogram-2025.pdf") == {"SourceSansPro"}
    used = families(odd / "handlingsprogram-2025.pdf")
    assert used >= {"IBMPlexSansArabic", "NotoSansTamil", "NotoEmoji", "NotoSansCJKsc", "SourceSans3"}
    assert not used & {"NotoSansGujarati", "NotoSansKhmer"}
    assert (odd / "handlingsprogram-2025.pdf").stat().st_size < 300_000


def test_a_document_that_needs_no_other_fonts_does_not_look_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("ingen_slik_pakke",))
    typst.book.cache_clear()
    build(ROOT / "content", tmp_path, "2025", "--format", "pdf")
    typst.book.cache_clear()


# --- The page's edges ----------------------------------------------------------------------------


def test_nothing_runs_out_of_the_pdfs_page(odd: Path) -> None:
    assert outside(odd / "handlingsprogram-2025.pdf") == []


def test_nothing_runs_out_of_words_page(odd_laid_out: Path) -> None:
    assert outside(odd_laid_out) == []


def test_a_date_and_a_figure_are_whole_in_a_narrow_cell(odd: Path, odd_laid_out: Path) -> None:
    for path in (odd / "handlingsprogram-2025.pdf", odd_laid_out):
        text = pdf_text(path)
        assert "31.12.2026" in text
        assert "12 345 678" in squeeze(text)


# --- Word, Markdown and the web page ---------------------------------------------------------------


def runs(path: Path) -> list[tuple[str, Any]]:
    """Return each run's text and properties."""
    body: Any = docx.Document(str(path)).element.body
    return [
        ("".join(t.text or "" for t in run.iter(f"{W}t")), run.find(f"{W}rPr")) for run in body.iter(f"{W}r")
    ]


def test_word_is_told_of_each_script(odd: Path) -> None:
    path = odd / "handlingsprogram-2025.docx"
    told = {text: properties for text, properties in runs(path) if properties is not None}
    for words in LEFTWARD:
        assert told[words].find(f"{W}rtl") is not None
        assert told[words].find(f"{W}rFonts").get(f"{W}cs") == "Arial"
    assert told["தமிழ்"].find(f"{W}rFonts").get(f"{W}cs") == "Nirmala UI"
    assert told["北京市政府"].find(f"{W}rFonts").get(f"{W}eastAsia") == "Microsoft YaHei"
    assert told["😀"].find(f"{W}rFonts").get(f"{W}hAnsi") == "Segoe UI Emoji"
    assert told["שלום עולם"].find(f"{W}lang").get(f"{W}bidi") == "he-IL"
    with ZipFile(path) as package:
        assert b"<w:rtl/>" in package.read("word/footnotes.xml")
        assert b"<w:rtl/>" in package.read("word/footer.xml")
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_word_markdown_and_web_page_have_every_word(odd: Path) -> None:
    word = plain("".join(text for text, _ in runs(odd / "handlingsprogram-2025.docx")))
    markdown = (odd / "handlingsprogram-2025.md").read_text(encoding="utf-8")
    page = lxml.html.parse(odd / "handlingsprogram-2025.html").getroot().text_content()
    for words in (MEETING, *LEFTWARD, *ELSEWHERE, SIGNS, SÁMI, COMPOUND, ENDLESS):
        assert plain(words) in word, words
        assert words in markdown, words
        assert plain(words) in plain(page), words


def test_the_web_page_keeps_words_from_right_to_left_by_themselves(odd: Path) -> None:
    page = (odd / "handlingsprogram-2025.html").read_text(encoding="utf-8")
    assert f"Møte med <bdi>{LEFTWARD[0]}</bdi> (2025), lederen" in page
    assert "<bdi>" not in page.partition("<body")[0]
    line = f"<span>Rammer for Møte med <bdi>{LEFTWARD[0]}</bdi> (2025), lederen og Київ</span></a>"
    assert line in page


def test_a_footnote_is_named_in_the_documents_language(odd: Path) -> None:
    names = [
        str(link.get_object().get("/Contents", ""))
        for page in pypdf.PdfReader(odd / "handlingsprogram-2025.pdf").pages
        for link in page.get("/Annots", [])
    ]
    assert {"Fotnote 1", "Fotnote 2"} <= set(names)
    assert not [name for name in names if name.startswith("Footnote")]


# --- What is told --------------------------------------------------------------------------------


def test_what_no_font_has_is_told_of_by_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    chapter = content / "2025" / "kapitler" / "rammer.yaml"
    text = "id: rammer\ntittel: Rammer\ninnhold:\n  - tekst: |\n      Først 𓂀 så Київ.\n\n      Så 𒀀 og 𓂀.\n"
    chapter.write_text(text, encoding="utf-8")
    assert cli.main(["check", "2025", "--content", str(content)]) == cli.CONTENT_ERRORS
    told = [line for line in capsys.readouterr().out.splitlines() if "[tegn-mangler]" in line]
    assert [
        re.sub(r".*rammer.yaml:(\d+:\d+): feil: ingen skrift har tegnet «(.)».*", r"\1 \2", line)
        for line in told
    ] == [
        "5:13 𓂀",
        "7:10 𒀀",
    ]


def test_a_pictures_texts_are_drawn_in_other_scripts_or_the_picture_is_told_of() -> None:
    def picture(*texts: str) -> bytes:
        lines = (
            f'<text x="5" y="{20 * i}" font-family="Arial">{text}</text>' for i, text in enumerate(texts, 1)
        )
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">'
        return f"{head}{''.join(lines)}</svg>".encode()

    assert typst.can_draw(picture(*LEFTWARD, f"Київ Αθήνα {SÁMI} 北京 😀 ✓ ★ ☎ ①"), "bilde.svg")
    # What draws them loses letters where directions meet or a character is in no font.
    for lost in (f"Møte med {LEFTWARD[0]}", "Nguyễn 𓂀", "नमस्ते"):
        assert not typst.can_draw(picture(lost), "bilde.svg"), lost
    drawn = {typst.to_png(picture(words)) for words in ("محمد", "محم", "حمد")}
    assert len(drawn) == 3
