"""Take the pictures of README and the user guide, from real outputs. Run by `make pictures`.

Usage: python -m tests.pictures OUT FOLDER

OUT holds the built documents. The reports are of a small edit of 2025 that is committed nowhere. Needs
poppler-utils, chromium, LibreOffice and git.
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pypdf
from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import sync_playwright

from handlingsprogram import cli
from handlingsprogram.review.faces.text import coloured
from handlingsprogram.review.report.build import report
from handlingsprogram.review.sides.side import compare_sides, opened
from tests.browser.conftest import FLAGS
from tests.conftest import ROOT, program_on_path
from tests.received.hand.xml import retyped
from tests.redline.edited import MOVED, NEW_ROW, replace_once
from tests.serving import pictures as editor
from tests.shared import LOOKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

PAGES = {"2021-side-10": ("2021.pdf", 10), "2025-side-9": ("2025.pdf", 9)}
"""Name of a picture -> the document and its page."""
STATUS, STATUS_PAGES = "2025-07-31", {"status-sammendrag": 3, "status-tiltak": 4}
REGISTER_PAGES = {"register-partnere": 18, "register-livslop": 44}
TABLE, TYPED = "Hovedtall", {"E8": 800, "E18": 300}
"""A sheet of the workbook, and what somebody types in it."""
WORD_PAGES = {"2021-word": ("2021.docx", 10), "2025-word": ("2025.docx", 9)}
SCREENS: dict[str, tuple[int, Any]] = {
    "2025-nettside": (1180, "light"),
    "2025-nettside-mork": (1180, "dark"),
    "2025-nettside-telefon": (390, "dark"),
    "2025-nettside-telefon-lys": (390, "light"),
}
"""Name of a picture -> how wide the screen is, and its colour scheme."""
BUDGET = "#budsjettrammer"
HEIGHT = 844
SITE_PAGES = {
    "nettsted-forside": ("index.html", 1080),
    "nettsted-tiltak": ("2025/tiltak/politisk-pavirkning/index.html", 2080),
}
"""Name of a picture -> the site's page, and how much of it is shown."""
LOOK_YEAR, LOOK_SIZE = 2027, (360, 509)
SAID = ("Programmet på én side", "Mange i Fjordskog pendler", "6 Budsjett")
"""What stands on the pages of each look that are shown, besides the cover."""
COLOURS = 256
"""So many colours are enough for flat surfaces and the edges of letters, and make small files."""

TRANSPORT = "innsatsomrader/transport-mobilitet.yaml"
EDITS = (
    (TRANSPORT, MOVED, ""),
    (
        TRANSPORT,
        "Rapport/notat som viser forbedringspunkter for sømløse kollektivreiser",
        "Rapport som viser hva som må bli bedre for at kollektivreisene blir sømløse",
    ),
    (TRANSPORT, "          - Entur\n", "          - Entur\n          - Vy\n"),
    (
        "kapitler/organisering.yaml",
        "Det avholdes normalt to møter i året i",
        "Det holdes normalt tre møter i året i",
    ),
    ("budsjett.yaml", "budsjett-2025: 750}", "budsjett-2025: 800}"),
)
"""File, what stands there, what shall stand there: what a colleague may well do in an afternoon."""

IN_WORD = (
    ("skal bidra til underlag", "skal lage underlag", "Kari Nordmann"),
    ("etablere prosjekter og tiltak", "etablere prosjekter", "Kari Nordmann"),
    ("Økt og tydeligere satsing", "Tydeligere satsing", "Ola Østby"),
)
"""What a board member's Word file says, what it is to say, and who has written it."""
REMARKED = "Øke kunnskapen om utenlandsk arbeidskraft"

CASE = """\
organ: Representantskapet
møtedato: 2024-12-18
sak: 31/24
saksbehandler: Kari Nordmann
bakgrunn: Styret behandlet et første utkast i oktober.
"""

# What a terminal and GitHub look like; the reports themselves have no looks.
TERMINAL = """<meta charset="utf-8"><style>body{margin:0;background:#1b1f24}
pre{font:14px/1.4 "DejaVu Sans Mono",monospace;color:#e6e6e6;padding:16px 20px;margin:0}
.c31{color:#ff8a80}.c32{color:#8bd49c}.c33{color:#f2cc60}.c1{font-weight:700;color:#fff}.c2{color:#9aa4b0}
</style><pre>"""
GITHUB = """<meta charset="utf-8"><style>
body{font:15px/1.5 "Liberation Sans",Arial,sans-serif;color:#1f2328;padding:8px 28px;margin:0}
h2,h3{border-bottom:1px solid #d1d9e0;padding-bottom:.3em;margin:18px 0 12px}
table{border-collapse:collapse;margin-bottom:14px}td,th{border:1px solid #d1d9e0;padding:5px 12px}
li{margin-top:.25em}ul{padding-left:2em}</style>"""


def take(out: Path, folder: Path) -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        work = Path(name)
        browser = playwright.chromium.launch(executable_path=program_on_path("chromium"), args=list(FLAGS))
        _documents(browser, out, work, folder)
        _reports(browser, work, folder)
        _word(browser, out, work, folder)
        _next_year(browser, work, folder)
        _status(work, folder)
        _register(work, folder)
        _figures(browser, work, folder)
        _site(browser, work, folder)
        _looks(work, folder)
        editor.take(browser, work, folder)
        browser.close()
    for picture in folder.glob("*.png"):
        with Image.open(picture) as image:
            image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _documents(browser: Browser, out: Path, work: Path, folder: Path) -> None:
    for name, (document, page) in PAGES.items():
        _page(out / f"handlingsprogram-{document}", page, folder / f"{name}.png")
    for name, (document, page) in WORD_PAGES.items():
        _page(_as_pdf(out / f"handlingsprogram-{document}", work), page, folder / f"{name}.png")
    page_of_2025 = (out / "handlingsprogram-2025.html").resolve().as_uri() + BUDGET
    for name, (width, scheme) in SCREENS.items():
        shown = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        shown.goto(page_of_2025)
        shown.screenshot(path=folder / f"{name}.png")


def _reports(browser: Browser, work: Path, folder: Path) -> None:
    content = _edited(work / "repository")
    for face in ("md", "html", "docx"):
        arguments = ["diff", "main:2025", "2025", "--format", face, "--content", str(content)]
        assert cli.main([*arguments, "--out", str(work / f"rapport.{face}")]) == cli.GOOD
    with opened(("main:2025", "2025"), content) as sides:
        comparison = compare_sides(*sides)
    (work / "tekst.html").write_text(TERMINAL + _in_colours(coloured(report(comparison))), encoding="utf-8")
    markdown = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])
    comment = markdown.render((work / "rapport.md").read_text(encoding="utf-8"))
    (work / "md.html").write_text(GITHUB + comment, encoding="utf-8")
    for name, width in (("tekst", 740), ("md", 860)):
        shown = browser.new_page(viewport={"width": width, "height": HEIGHT})
        shown.goto((work / f"{name}.html").as_uri())
        shown.screenshot(path=folder / f"rapport-{name}.png", full_page=True)
    shown = browser.new_page(viewport={"width": 1180, "height": HEIGHT})
    shown.goto((work / "rapport.html").as_uri())
    shown.locator(".kapittel").first.evaluate("chapter => chapter.scrollIntoView()")
    shown.screenshot(path=folder / "rapport-html.png")
    _page(_as_pdf(work / "rapport.docx", work), 10, folder / "rapport-docx.png")


def _word(browser: Browser, out: Path, work: Path, folder: Path) -> None:
    """Take a Word file that two have written in, and what is read of it."""
    file = work / "styret.docx"
    file.write_bytes(_written((out / "handlingsprogram-2025.docx").read_bytes()))
    picture = folder / "skrive-i-word.png"
    _page(_as_pdf(file, work), 7, picture)
    with Image.open(picture) as image:
        image.crop((0, image.height * 9 // 20, image.width, image.height * 17 // 20)).save(picture)
    shutil.copytree(ROOT / "content", work / "fra-word" / "content")
    shown = _on_a_terminal(["fra-word", str(file), "--år", "2025"], work / "fra-word")
    _shown(browser, work, shown, folder / "fra-word.png")


def _next_year(browser: Browser, work: Path, folder: Path) -> None:
    """Take the end of what `nytt-år` says, and the pages of the case about 2025."""
    content = shutil.copytree(ROOT / "content", work / "år" / "content")
    lines = _on_a_terminal(["nytt-år", "2026"], work / "år").split("\n")
    begin = next(at for at, line in enumerate(lines) if line.startswith("Dette må"))
    shown = "\n".join([*lines[:7], "  …", "", *lines[begin : begin + 16]])
    _shown(browser, work, shown, folder / "nytt-ar.png")
    (content / "2025" / "saksfremlegg.yaml").write_text(CASE, encoding="utf-8")
    arguments = ["--format", "pdf", "--content", str(content), "--out", str(work)]
    assert cli.main(["saksfremlegg", "2025", *arguments]) == cli.GOOD
    for page in (1, 2):
        paper = work / "saksfremlegg-2025" / "saksfremlegg-2025.pdf"
        _page(paper, page, folder / f"saksfremlegg-{page}.png")


def _status(work: Path, folder: Path) -> None:
    """Take two pages of the report of how 2025 goes."""
    content = shutil.copytree(ROOT / "content", work / "status" / "content")
    shutil.copytree(ROOT / "tests" / "papers" / "status", content / "2025" / "status")
    arguments = ["--per", STATUS, "--format", "pdf", "--content", str(content), "--out", str(work)]
    assert cli.main(["status", "2025", *arguments]) == cli.GOOD
    for name, page in STATUS_PAGES.items():
        _page(work / f"status-{STATUS}.pdf", page, folder / f"{name}.png")


def _register(work: Path, folder: Path) -> None:
    """Take two pages of the register's workbook, as they are printed."""
    out = work / "register"
    assert (
        cli.main(["register", "--format", "xlsx", "--content", str(ROOT / "content"), "--out", str(out)]) == 0
    )
    printed = _as_pdf(out / "register.xlsx", work)
    for name, page in REGISTER_PAGES.items():
        _page(printed, page, folder / f"{name}.png")


def _figures(browser: Browser, work: Path, folder: Path) -> None:
    """Take a table of the budget in the workbook, as it is printed, and what is read when it is back."""
    out, content = work / "regneark", str(ROOT / "content")
    built = ["build", "2025", "--format", "xlsx", "--content", content, "--out", str(out)]
    assert cli.main(built) == cli.GOOD
    file = out / "handlingsprogram-2025.xlsx"
    book: Any = openpyxl.load_workbook(file)
    for name in book.sheetnames:
        if name != TABLE:
            book[name].sheet_state = "hidden"
    book.active = book[TABLE]
    book.save(out / "en-tabell.xlsx")
    picture = folder / "regneark.png"
    _page(_as_pdf(out / "en-tabell.xlsx", work), 1, picture)
    with Image.open(picture) as image:
        image.crop((0, image.height // 20, image.width, image.height * 11 // 20)).save(picture)
    book = openpyxl.load_workbook(file)
    for cell, figure in TYPED.items():
        book[TABLE][cell] = figure
    book.save(out / "fra-økonomi.xlsx")
    shown = _on_a_terminal(["budsjett-fra-excel", str(out / "fra-økonomi.xlsx"), "--år", "2025"], ROOT)
    _shown(browser, work, shown, folder / "budsjett-fra-excel.png")


def _site(browser: Browser, work: Path, folder: Path) -> None:
    """Take the front page of the site, and the page of a measure."""
    content = work / "status" / "content"
    site = work / "nettsted"
    places = ["--content", content, "--out", site, "--dokumenter", work / "dokumenter"]
    assert cli.main(["nettsted", "--med-utkast", *map(str, places)]) == cli.GOOD
    for name, (page, height) in SITE_PAGES.items():
        shown = browser.new_page(viewport={"width": 1180, "height": height})
        shown.goto((site / page).as_uri())
        shown.screenshot(path=folder / f"{name}.png")


def _looks(work: Path, folder: Path) -> None:
    """Show the cover and three pages of a new folder's programme in each look, beside each other."""
    new = work / "utseender"
    assert cli.main(["ny-samling", str(new), "--år", str(LOOK_YEAR)]) == cli.GOOD
    theme = new / "content" / "tema.yaml"
    logo = theme.read_text(encoding="utf-8").partition("\nlogo:")[2]
    for look in LOOKS:
        theme.write_text(f"utseende: {look}\nlogo:{logo}", encoding="utf-8")
        out = work / f"utseende-{look}"
        building = ["build", "--content", str(new / "content"), "--out", str(out), "--format", "pdf"]
        assert cli.main(building) == cli.GOOD
        document = out / f"handlingsprogram-{LOOK_YEAR}.pdf"
        texts = [page.extract_text() for page in pypdf.PdfReader(document).pages]
        pages = [
            1,
            *(next(nr for nr, text in enumerate(texts, 1) if nr > 2 and said in text) for said in SAID),
        ]
        shots = []
        for page in dict.fromkeys(pages):
            _page(document, page, work / f"{look}-{page}.png")
            with Image.open(work / f"{look}-{page}.png") as image:
                shots.append(image.convert("RGB").resize(LOOK_SIZE, Image.Resampling.LANCZOS))
        _side_by_side(shots).save(folder / f"utseende-{look}.png")


def _side_by_side(shots: Sequence[Image.Image]) -> Image.Image:
    width, height = LOOK_SIZE
    sheet = Image.new("RGB", (len(shots) * (width + 12) + 12, height + 24), "#d5d9dd")
    for number, shot in enumerate(shots):
        sheet.paste(shot, (12 + number * (width + 12), 12))
    return sheet


def _written(word: bytes) -> bytes:
    """Return a Word file with changes that two have tracked, and a comment."""
    for old, new, author in IN_WORD:
        word = retyped(word, old, new, author)
    document = docx.Document(io.BytesIO(word))
    cells = (cell for table in document.tables for cell in table._cells)
    remarked = next(cell for cell in cells if cell.text.startswith(REMARKED)).paragraphs[0]
    document.add_comment(
        remarked.runs, text="Kan vi si dette kortere?", author="Kari Nordmann", initials="KN"
    )
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _shown(browser: Browser, work: Path, text: str, picture: Path) -> None:
    """Take what a command prints as a terminal shows it."""
    page = work / f"{picture.stem}.html"
    page.write_text(TERMINAL + _in_colours(text), encoding="utf-8")
    window = browser.new_page(viewport={"width": 940, "height": 100})
    window.goto(page.as_uri())
    window.screenshot(path=picture, full_page=True)


def _on_a_terminal(arguments: list[str], folder: Path) -> str:
    """Return what a command prints on a terminal that shows colours."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "handlingsprogram", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # how Linux says that the other end is closed
            while part := os.read(ours, 65536):
                printed += part
        process.wait()
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def _edited(repository: Path) -> Path:
    """Make a repository of 2025 with an edit that is not committed, and return its content."""
    content = repository / "content"
    shutil.copytree(ROOT / "content", content)
    git = ["git", "-C", str(repository), "-c", "user.name=N", "-c", "user.email=n@example.org"]
    for command in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "-qm", "2025"]):
        subprocess.run([*git, *command], check=True)
    for name, before, after in EDITS:
        replace_once(content / "2025" / name, before, after)
    with (content / "2025" / TRANSPORT).open("a", encoding="utf-8") as file:
        file.write(NEW_ROW)
    return content


def _in_colours(text: str) -> str:
    """Return a terminal's text as HTML."""
    spans = re.sub("\x1b\\[(?:1;)?([1-9][0-9]?)m", r'<span class="c\1">', escape(text))
    return spans.replace("\x1b[0m", "</span>")


def _as_pdf(document: Path, work: Path) -> Path:
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    office = [program_on_path("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    subprocess.run([*office, str(document)], check=True, capture_output=True)
    return work / f"{document.stem}.pdf"


def _page(document: Path, page: int, picture: Path) -> None:
    pages = ["-f", str(page), "-l", str(page), "-singlefile", "-png", "-r", "90"]
    command = [program_on_path("pdftoppm"), *pages, str(document), str(picture.with_suffix(""))]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
