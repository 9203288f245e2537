"""The comparison reads prose as the documents print it: its words are those that pandoc writes."""

from __future__ import annotations

import json
import string
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.prose import marks
from handlingsprogram.prose.paragraphs import one_form
from handlingsprogram.prose.signs import settle
from handlingsprogram.render.edition import pandoc
from handlingsprogram.review.report.reader import Reader
from tests.documents.signs import TEXTS
from tests.review.helpers import small

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("printed")

MORE = (
    "**Fet** og _kursiv_, ***begge*** og ~~strøket~~",
    "pro**sjekt**er, __fet _og_ kursiv__ og a*b*c",
    "et brudd\\\nog et til\\\nslutt",
    "- gå\n\n  og mer\n- hvile",
    "- gå\n\n- hvile\n\n\n- stå",
    "1. gå\n\n   - langt\n\n     og lenge\n\n2. hvile",
    "-\n  gå\n-\n  hvile",
    "- - gå\n- hvile",
    "- gå\n-\n- hvile",
    "> Et sitat\n> over to linjer.\n>\n> Og *mer*.[^d]\n\n> Et annet.\n\n[^d]: Noten.",
    "Ord[^b] og ord[^a].\n\n[^a]: Den andre.\n\n    - med liste\n    - i seg\n\nMer.\n\n[^b]: Den første.",
    "- Ord[^c].\n- To.\n\n[^c]: Note\nover\n  tre linjer.",
    'Se [siden](https://example.org/a_b_c "tittel") og <https://example.org>.',
)
PLACES = ("{}", "og\n{}", "Ord:\n\n{}\n\nslutt", "- ett\n- {}\n- to", "1. ett\n2. {}\n\n   - {}\n3. to")


def filled(place: str, text: str) -> str:
    """Return a place with a text in it, its further lines indented as the first one is."""
    lines = []
    for line in place.split("\n"):
        before, is_here, _ = line.partition("{}")
        lines.append(before + text.replace("\n", "\n" + " " * len(before)) if is_here else line)
    return "\n".join(lines)


@cache
def cases() -> list[str]:
    """Return every text in every place, settled; those that a rule refuses are left out."""
    texts = (
        settle(filled(place, text)).markdown
        for text in (*TEXTS, *MORE)
        for place in PLACES
        if not ("]:" in text and place.count("{}") > 1)  # a note has one text
    )
    return [text for text in texts if not marks.faults(text, may_quote=True)]


@cache
def printed() -> list[str]:
    """Return the words of each as pandoc reads them, a paragraph a line."""
    found: list[str] = []
    document = "\n\n<!-- nytt -->\n\n".join(
        marks.FOOTNOTE.sub(rf"[^\g<navn>-{number}]\g<kolon>", text) for number, text in enumerate(cases())
    )
    command = [pandoc._program(), "--from", pandoc.READER, "--to", "json"]
    answer = subprocess.run(command, input=document.encode(), capture_output=True, check=True)
    part: list[Any] = []
    for block in [*json.loads(answer.stdout)["blocks"], {"t": "RawBlock", "c": ["html", "<!-- nytt -->"]}]:
        if block["t"] == "RawBlock" and "nytt" in block["c"][1]:
            notes: list[Any] = []
            lines = list(blocks(part, notes))
            for note in notes:
                lines += named(blocks(note, []), "Fotnote:")
            found.append("\n".join(lines))
            part = []
        else:
            part.append(block)
    return found


def blocks(nodes: list[Any], notes: list[Any]) -> Iterator[str]:
    """Give the lines of pandoc's blocks; the notes in them are put by."""
    for node in nodes:
        match node["t"]:
            case "BulletList":
                for item in node["c"]:
                    yield from named(blocks(item, notes), "•")
            case "OrderedList":
                for number, item in enumerate(node["c"][1]):
                    yield from named(blocks(item, notes), mark(node["c"][0], number))
            case "BlockQuote":
                for block in node["c"]:
                    yield from named(blocks([block], notes), "Sitat:")
            case _:
                yield from "".join(words(node["c"], notes)).split("\n")


def named(lines: Iterator[str], sign: str) -> Iterator[str]:
    yield f"{sign} {next(lines, '')}".strip()
    yield from lines


def mark(attributes: Any, number: int) -> str:
    """Return what pandoc writes before an item."""
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    nth = start + number
    roman = ["i", "ii", "iii", "iv", "v", "vi"]
    sign = {"LowerAlpha": string.ascii_lowercase, "LowerRoman": roman, "UpperAlpha": string.ascii_uppercase}
    text = sign[style][nth - 1] if style in sign else str(nth)
    return text + (")" if delimiter == "OneParen" else ".")


def words(nodes: list[Any], notes: list[Any]) -> Iterator[str]:
    for node in nodes:
        match node["t"]:
            case "Str":
                yield node["c"]
            case "Space" | "SoftBreak":
                yield " "
            case "LineBreak":
                yield "\n"
            case "Note":
                notes.append(node["c"])
                yield " (fotnote)"
            case "Link":
                yield from words(node["c"][1], notes)
            case _:
                yield from words(node["c"], notes)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(small(2029, "[{id: a, tittel: A}]"))


def test_prose_has_the_words_and_marks_that_pandoc_prints(reader: Reader) -> None:
    assert len(printed()) == len(cases()) > 800
    wrong = {
        text: (reader.plain(text), told)
        for text, told in zip(cases(), printed(), strict=True)
        if reader.plain(text).split() != told.split()
    }
    assert not wrong


def test_the_one_form_of_a_text_is_printed_as_the_text(reader: Reader) -> None:
    for text in cases():
        form = one_form(text)
        assert one_form(settle(form).markdown) == one_form(form) == form
        assert reader.plain(form) == reader.plain(text)
