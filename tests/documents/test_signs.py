"""What is written is what is printed: signs and numbers of running text, in every place and format."""

from __future__ import annotations

import json
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lxml.html
import pymupdf
import pytest
from markdown_it import MarkdownIt

from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from tests.conftest import ROOT, build
from tests.documents.readers import html_page, lay_out
from tests.documents.signs import IN_A_LIST, ON_GITHUB, PRINTED, TEXTS
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("signs")
"""One worker makes what they share."""

PLACES = (
    "avsnitt",
    "brukket linje",
    "punkt i liste",
    "fotnote",
    "tiltak",
    "brukket linje i tiltak",
    "tiltakspunkt",
)
FORMATS = ("md", "pdf", "docx", "html")
YEAR = 2031
FENCED = re.compile(r"fra(\d+)fra(.*?)til\1til")


@dataclass(frozen=True)
class Case:
    """A text in a place."""

    number: int
    place: str
    text: str

    def printed(self, form: str) -> str:
        """Return what a reader finds between the fences, blanks and bullets left out."""
        words = PRINTED.get(self.text, self.text)
        if self.place == "punkt i liste":
            words = IN_A_LIST.get(self.text, words)
        if form == "md" and not self.place.startswith("tiltak") and " tiltak" not in self.place:
            words = ON_GITHUB.get(self.text, words)
        before = {"brukket linje": "og", "brukket linje i tiltak": "og", "punkt i liste": "ett"}.get(
            self.place, ""
        )
        return bare(before + words + ("to" if self.place == "punkt i liste" else ""))

    def block(self) -> dict[str, Any]:
        """Return the text in its place, between fences."""
        first, last = f"fra{self.number}fra", f"til{self.number}til"
        apart, broken = f"{first}\n\n{self.text}\n\n{last}", f"{first} og\n{self.text}\n\n{last}"
        item, note = (self.text.replace("\n", "\n" + " " * indent) for indent in (2, 4))
        return {
            "avsnitt": {"tekst": apart},
            "brukket linje": {"tekst": broken},
            "punkt i liste": {"tekst": f"{first}\n\n- ett\n- {item}\n- to\n\n{last}"},
            "fotnote": {"tekst": f"Ord[^n]\n\n[^n]: {note} {last}"},
            "tiltak": self._measure(tekst=apart),
            "brukket linje i tiltak": self._measure(tekst=broken),
            "tiltakspunkt": self._measure(tekst="Tiltak", punkter=[first, self.text, last]),
        }[self.place]

    def _measure(self, **values: Any) -> dict[str, Any]:
        return {"tiltak": [{"id": f"t{self.number}", **values}]}


CASES = [
    Case(i, place, text)
    for i, (place, text) in enumerate((place, text) for place in PLACES for text in TEXTS)
    # The fence that follows a note's text makes an item of a lone «-».
    if place != "fotnote" or not ("\n" in text or text == "-")
]


def bare(text: str) -> str:
    """Return a text without blanks, bullets and what keeps letters apart."""
    return re.sub(r"[\s\u00a0\u2060•]", "", text)


def write(content: Path, cases: list[Case]) -> None:
    """Write a programme in which each case has a line of its own."""
    program = {
        "år": YEAR,
        "tittel": "Prøve",
        "organisasjon": "Prøverådet",
        "status": "utkast",
        "dato": "2030-12-01",
        "språk": "nb-NO",
        "omslag": {"tittel": "Prøve"},
        "innholdsfortegnelse": {"tittel": "Innhold", "nivåer": 1},
        "tiltakstabell": {"kolonner": [{"felt": "tiltak", "overskrift": "Tiltak", "bredde": 1}]},
        "kapitler": ["kapittel"],
    }
    sections = (
        json.dumps({"id": f"s{case.number}", "tittel": "Del", "innhold": [case.block()]}, ensure_ascii=False)
        for case in cases
    )
    chapter = (
        '{"id": "kapittel", "tittel": "Kapittel", "underkapitler": [\n' + ",\n".join(sections) + "\n]}\n"
    )
    folder = content / str(YEAR)
    (folder / "kapitler").mkdir(parents=True, exist_ok=True)
    (content / "tema.yaml").write_bytes((ROOT / "content" / "tema.yaml").read_bytes())
    (folder / "program.yaml").write_text(json.dumps(program), encoding="utf-8")
    (folder / "kapitler" / "kapittel.yaml").write_text(chapter, encoding="utf-8")


def refused(content: Path, cases: list[Case]) -> set[Case]:
    """Return the cases that have an error: they are told, and never printed."""
    _, findings = load(content / str(YEAR))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return {cases[finding.position.line - 2] for finding in errors}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build every case that has no error, and lay the Word file out."""

    def fill(folder: Path) -> None:
        write(folder / "content", CASES)
        told = refused(folder / "content", CASES)
        write(folder / "content", [case for case in CASES if case not in told])
        out = build(folder / "content", folder / "out")
        lay_out(out / f"handlingsprogram-{YEAR}.docx", folder)
        (folder / "fortalt.json").write_text(json.dumps([case.number for case in told]))

    return once(tmp_path_factory, "signs", fill)


def test_few_texts_are_refused(folder: Path) -> None:
    told = set(json.loads((folder / "fortalt.json").read_text()))
    assert len(told) < len(CASES) / 5


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_what_is_printed(folder: Path, form: str) -> None:
    told = set(json.loads((folder / "fortalt.json").read_text()))
    read = {"md": markdown, "pdf": pdf, "docx": word, "html": web}[form](folder)
    found = {int(number): words for number, words in FENCED.findall(bare(read))}
    notes = dict(reversed(match) for match in re.findall(r"(\S+?)til(\d+)til", bare(read)))
    wrong = {}
    for case in CASES:
        if case.number in told:
            continue
        if case.place == "fotnote":
            if not notes.get(str(case.number), "").endswith(case.printed(form)):
                wrong[case.place, case.text] = notes.get(str(case.number), "")[
                    -len(case.printed(form)) - 10 :
                ]
        elif found.get(case.number) != case.printed(form):
            wrong[case.place, case.text] = found.get(case.number)
    assert not wrong


def pdf(folder: Path) -> str:
    return pages(folder / "out" / f"handlingsprogram-{YEAR}.pdf")


def word(folder: Path) -> str:
    return pages(folder / f"handlingsprogram-{YEAR}.pdf")


def pages(path: Path) -> str:
    """Return the text of a PDF, page by page, without its furniture."""
    with pymupdf.open(path) as document:  # type: ignore[no-untyped-call]
        texts = [page.get_text() for page in document]
    return re.sub(r"UTKAST\n|\n[^\n]* · [^\n]*\n?\d*\n", "\n", "\n".join(texts))


def markdown(folder: Path) -> str:
    """Return the Markdown edition as GitHub shows it."""
    text = (folder / "out" / f"handlingsprogram-{YEAR}.md").read_text(encoding="utf-8")
    text = re.sub(r"^\[\^\d+\]:", "", text, flags=re.MULTILINE)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return words(lxml.html.fromstring(reader.render(text)))


def web(folder: Path) -> str:
    page = html_page(folder / "out" / f"handlingsprogram-{YEAR}.html")
    for part in page.xpath("//sup | //*[@class='tilbake'] | //style"):
        part.drop_tree()
    return words(page)


def words(node: Any) -> str:
    """Return the text of an element as a browser shows it, numbers of lists included."""
    return "".join(_words(node, is_root=True))


def _words(node: Any, *, is_root: bool = False) -> Iterator[str]:
    if node.tag == "li" and node.getparent().tag == "ol":
        yield marker(node) + " "
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            yield from _words(child)
        else:
            yield child.tail or ""
    yield " " + ("" if is_root else node.tail or "")


def marker(item: Any) -> str:
    """Return the number of an item as the browser and the stylesheet write it."""
    ol = item.getparent()
    nth = [child for child in ol if child.tag == "li"].index(item) + int(ol.get("start", 1))
    kind = ol.get("type", "1")
    letters = {"a": string.ascii_lowercase, "A": string.ascii_uppercase}
    number = letters[kind][nth - 1] if kind in letters else str(nth)
    if kind == "i":
        number = ("i", "ii", "iii", "iv", "v")[nth - 1]
    parent = ol.getparent()
    return number + (")" if parent is not None and "parentes" in (parent.get("class") or "") else ".")
