"""Whole programmes of other organisations, made by content alone and read back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pypdf

from tests.conftest import build
from tests.documents.readers import html_page, page_texts, squeeze
from tests.shared import once

if TYPE_CHECKING:
    import pytest

HERE = Path(__file__).parent
FORMATS = ("md", "pdf", "docx", "html")
# Where a link leads, and the tags of a table that Markdown holds as HTML.
MARKUP = re.compile(r"\]\([^)]*\)|</?[a-z][^>]*>")


def built_once(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the folder with all documents of a whole programme, built once in a test run."""
    return once(factory, f"programme-{name}", lambda folder: build(HERE / name / "content", folder))


def texts_of(built: Path, name: str) -> dict[str, str]:
    """Return what each format of a document says, on one line."""
    library: Any = docx
    body = library.Document(str(built / f"{name}.docx")).element.body
    word = " ".join("".join(node.itertext()) for node in body.iter() if node.tag.endswith("}p"))
    pdf = " ".join(page_texts(built / f"{name}.pdf"))
    web = html_page(built / f"{name}.html").body
    return {
        "md": squeeze(MARKUP.sub(" ", (built / f"{name}.md").read_text(encoding="utf-8"))),
        "pdf": squeeze(pdf.replace("\u00ad", "")),
        "docx": squeeze(word),
        "html": squeeze(" ".join(web.itertext())).replace("\u00ad", ""),
    }


def bare(text: str) -> str:
    """Return a text without blanks, hyphens and marks, so that lines may end anywhere."""
    return "".join(sign for sign in text if sign.isalnum())


def pages_across(built: Path, name: str) -> list[str]:
    """Return what the landscape pages of a PDF say."""
    pages = pypdf.PdfReader(built / f"{name}.pdf").pages
    return [squeeze(page.extract_text()) for page in pages if page.mediabox.width > page.mediabox.height]
