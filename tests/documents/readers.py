"""Read the built documents back, each format by means of its own, into the same shape."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pymupdf
from docx.table import Table as DocxTable
from markdown_it import MarkdownIt

from tests.conftest import program_on_path
from tests.documents.source import trimmed
from tests.documents.tags import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.documents.source import Table

DRAFT_MARK = "UTKAST"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Read:
    """What a reader finds in a document, page furniture taken away."""

    words: list[str]
    """Everything but contents, footers and footnotes, in order."""
    notes: list[str]
    tables: list[Table]


def squeeze(text: str) -> str:
    """Make all white space, the non-breaking included, single spaces."""
    return " ".join(text.split())


def read_markdown(path: Path) -> Read:
    """Read the Markdown edition as GitHub shows it."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^<!-- innhold -->.*?(?=^## <a )", "", text, count=1, flags=re.MULTILINE | re.DOTALL)
    notes = re.findall(r"^\[\^\d+\]: (.*(?:\n    .*)*)", text, re.MULTILINE)
    text = re.sub(r"^\[\^\d+\]: .*(?:\n    .*)*", "", text, flags=re.MULTILINE)
    # Not in tables, which GitHub takes as they are.
    text = re.sub(r"^(?!<t).*", lambda line: re.sub(r"\[\^\d+\]", "", line[0]), text, flags=re.MULTILINE)
    page = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(text))
    tables = [
        [trimmed([squeeze(_spaced(cell)) for cell in row.iter("td", "th")]) for row in table.iter("tr")]
        for table in page.iter("table")
    ]
    return Read(_spaced(page).split(), [squeeze(note) for note in notes], tables)


def read_html(path: Path) -> Read:
    """Read the web page's cover and text; the draft's mark and the charts are furniture."""
    page = html_page(path)
    for part in page.xpath(
        "//*[@class='utkast'] | //figure[@class='diagram'] | //sup | //*[@class='tilbake']"
    ):
        part.drop_tree()
    [*found] = page.xpath("//section[contains(@class, 'fotnoter')]")
    notes = [squeeze(note.text_content()) for section in found for note in section.iter("li")]
    for section in found:
        section.drop_tree()
    tables = [
        [trimmed([squeeze(_spaced(cell)) for cell in row.iter("td", "th")]) for row in table.iter("tr")]
        for table in page.iter("table")
    ]
    words = [word for part in page.xpath("//body/header | //main") for word in _spaced(part).split()]
    return Read(words, notes, tables)


def html_page(path: Path) -> Any:
    """Return a web page's tree."""
    return lxml.html.document_fromstring(path.read_bytes())


def _spaced(node: Any) -> str:
    """Return an element's text with a space at the end of each block."""
    blocks = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5"}
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            parts.append(_spaced(child))
            parts.append(" " if child.tag in blocks else "")
        parts.append(child.tail or "")
    return " ".join(parts) if node.tag in {"ul", "ol"} else "".join(parts)


def read_docx(path: Path) -> Read:
    """Read the Word file's paragraphs and tables; its contents are a block of their own and left out."""
    document = docx.Document(str(path))
    words: list[str] = []
    tables = []
    for part in document.iter_inner_content():
        if isinstance(part, DocxTable):
            rows = [[squeeze(cell_text(cell)) for cell in row_cells(row)] for row in part.rows]
            tables.append([trimmed(row) for row in rows])
            words += [word for row in rows for cell in row for word in cell.split()]
        else:
            words += part.text.split()
    return Read(words, [squeeze(note) for note in docx_notes(document)], tables)


def row_cells(row: Any) -> list[Any]:
    """Return a row's cells, one that spans several columns once."""
    return [cell for i, cell in enumerate(row.cells) if i == 0 or cell._tc is not row.cells[i - 1]._tc]


def cell_text(cell: Any) -> str:
    """Return a cell's text, its paragraphs parted by spaces."""
    return " ".join(paragraph.text for paragraph in cell.paragraphs)


def docx_notes(document: Any) -> Iterator[str]:
    """Give the texts of the footnotes, separators left out."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    for note in lxml.etree.fromstring(part.blob).iter(f"{W}footnote"):
        if note.get(f"{W}type") is None:
            yield "".join(node.text or "" for node in note.iter(f"{W}t"))


def pdf_pages(path: Path) -> list[str]:
    """Return the pages' text in the order of the content stream, a draft's mark and footers taken off."""
    pages = [page.removeprefix(f"{DRAFT_MARK}\n") for page in page_texts(path)]
    return [re.sub(r"\n[^\n]* · [^\n]* \d+$", "", page) for page in pages]


def page_texts(path: Path) -> list[str]:
    """Return all text of each page, line by line in the order of the content stream."""
    return list(_page_texts(path, path.stat().st_mtime_ns))


@cache
def _page_texts(path: Path, _written: int) -> list[str]:
    # Ten times as fast as pypdf, which gives the same lines.
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        return ["\n".join(_lines(page)) for page in pdf]


def _lines(page: Any) -> list[str]:
    """Return what stands on a page; what stands apart on one line belongs together."""
    lines: list[str] = []
    before = None
    for block in page.get_text("dict", flags=pymupdf.TEXTFLAGS_TEXT)["blocks"]:
        for line in block["lines"]:
            words = "".join(span["text"] for span in line["spans"])
            if not words.strip():
                continue
            height = line["spans"][0]["origin"][1]
            if before is not None and abs(height - before) < 2:
                lines[-1] = f"{lines[-1].rstrip()} {words.lstrip()}"
            else:
                lines.append(words)
            before = height
    return lines


def read_pdf(path: Path) -> Read:
    """Read the PDF's text layer."""
    return read_pages(path, pdf_tables(path))


def read_pages(path: Path, tables: list[Table]) -> Read:
    """Read a text layer, knowing its tables; a footnote is what its page ends with, after the number."""
    words: list[str] = []
    notes: list[str] = []
    for number, page in enumerate(pdf_pages(path), 1):
        body, *found = re.split(r"\n(?=\d ?[A-ZÆØÅ])", page)
        notes += [squeeze(note[1:]) for note in found]
        if number != 2:  # the contents
            words += _page_words(body, [" ".join(table[0]).split() for table in tables])
    return Read(words, notes, tables)


def _page_words(page: str, headers: list[list[str]]) -> list[str]:
    """Return a page's words without the header row that is repeated where a table goes on."""
    # A line may end at a word's own hyphen or slash; a footnote's mark clings to its word, or to a date.
    page = re.sub(r"(?<=\w)([-/])\n(?=\w)", r"\1", page)
    words = re.sub(r"(?<=[a-zæøå])\d(?= )|(?<=\.\d{4})\d(?=,)|•", "", page).split()
    repeated = max((len(header) for header in headers if header == words[: len(header)]), default=0)
    return words[repeated:]


def pdf_tables(path: Path) -> list[Table]:
    """Read the tables from the PDF's structure tree: rows and cells as a screen reader meets them."""
    return [
        [
            trimmed([squeeze(cell.text().replace("•", " ")) for cell in row.children])
            for row in table.all("TR")
        ]
        for table in read_tags(path).all("Table")
    ]


def lay_out(path: Path, folder: Path) -> Path:
    """Let LibreOffice lay a Word file out, and return the PDF that it makes."""
    lay_out_all([path], folder)
    return folder / f"{path.stem}.pdf"


def lay_out_all(paths: Sequence[Path], folder: Path) -> None:
    """Let LibreOffice lay Word files out in a folder; to start takes it four times what a file does."""
    profile = (folder / "profile").as_uri()
    command = [
        program_on_path("soffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
        "--outdir",
        str(folder),
        *map(str, paths),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
