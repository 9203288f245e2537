"""Text is printed as it stands: nothing in it is markup, code or a template for any format."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, build
from tests.documents.readers import cell_text, pdf_pages, read_html, read_markdown, squeeze

pytestmark = pytest.mark.xdist_group("escaping")
"""One worker makes what they share."""

# What means something to Markdown, HTML, Typst, LaTeX, OpenXML, Jinja2, YAML or a shell.
HOSTILE = [
    "*a* _b_ **c** __d__ ~~e~~ `f`",
    "# overskrift",
    "1. mai",
    "2) to",
    "- strek",
    "+ pluss",
    "= lik",
    "> sitat",
    "[a](b) ![c](d) [e] [^1] [^1]: x",
    "<b>fet</b> <!-- sideskift --> &amp; &#65; <a id=x>",
    "| a | b |",
    "$1 + 1$ $$x$$ \\(y\\)",
    '#panic("nei") #[x] #let a = 1',
    "@henvisning <merke> // ikke kommentar /* heller ikke */",
    "\\input{x} \\# \\\\ \\textbf{y}",
    "{{ 7 * 7 }} {% raw %} {# borte #}",
    "a -- b --- c ... 'd' \"e\"",
    "https://example.org www.example.org post@example.org",
    "- [ ] avkryssing :smile:",
    "</w:t></w:r> ]]> <![CDATA[",
    "<!--ord fotnoter--> <!--tabell--> {post} {0.__class__}",
    "~ ^ ` ´ ¨ % & * § ° ½",
    "C:\\ny\\mappe",
    "slutt\\",
    "a) bokstav",
    "iv. romertall",
    "(1) parentes",
    "#. nummer",
    ": kolon",
    "a...b....c ... x-?y -? -1 2-1 -118 og -0,5",
    "setext ---",
    "'",
    '"',
]
# A word that begins and ends each text, so that it can be found again.
FENCE = re.compile(r"fra(\d+)fra (.*?) til\1til")

plain_text = st.text(
    alphabet=st.sampled_from("aÆø9 .,:;!?-+=*_#<>|$@\\'\"`~^&%§()[]{}/\n".replace("\n", "")),
    min_size=1,
    max_size=30,
).map(squeeze)


def programme(texts: list[str]) -> dict[str, str]:
    """Put every text into every kind of field that holds plain text."""
    fenced = [f"fra{i}fra {text} til{i}til" for i, text in enumerate(texts)]
    program = {
        "år": 2031,
        "tittel": "Prøve",
        "organisasjon": "Prøverådet",
        "status": "utkast",
        "dato": "2030-12-01",
        "språk": "nb-NO",
        "omslag": {"tittel": "Prøve"},
        "innholdsfortegnelse": {"tittel": "Innhold", "nivåer": 1},
        "tiltakstabell": {
            "kolonner": [
                {"felt": "tiltak", "overskrift": "Tiltak", "bredde": 1},
                {"felt": "partnere", "overskrift": "Partnere", "bredde": 2},
            ]
        },
        "kapitler": ["kapittel"],
    }
    sections = [{"id": f"s{i}", "tittel": text} for i, text in enumerate(fenced)]
    measures = [{"id": f"t{i}", "tekst": "Tiltak", "partnere": [text]} for i, text in enumerate(fenced)]
    rows = [{"id": f"r{i}", "navn": text, "tall": {"a": i}} for i, text in enumerate(fenced)]
    table = {
        "id": "b",
        "tittel": "B",
        "enhet": "kroner",
        "kolonner": [{"id": "a", "overskrift": "A"}],
        "rader": rows,
        "noter": fenced,
    }
    chapter = {
        "id": "kapittel",
        "tittel": "Kapittel",
        "innhold": [{"tiltak": measures}, {"budsjettabell": "b"}],
        "underkapitler": sections,
    }
    files = {
        "program.yaml": program,
        "kapitler/kapittel.yaml": chapter,
        "budsjett.yaml": {"tabeller": [table]},
    }
    return {name: json.dumps(data, ensure_ascii=False) for name, data in files.items()}


def printed(texts: list[str]) -> dict[str, list[str]]:
    """Build the programme and return what each format prints between the fences."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        (content / "2031" / "kapitler").mkdir(parents=True)
        (content / "tema.yaml").write_bytes((ROOT / "content" / "tema.yaml").read_bytes())
        for name, text in programme(texts).items():
            (content / "2031" / name).write_text(text, encoding="utf-8")
        out = build(content, Path(folder) / "out")
        word = docx.Document(str(out / "handlingsprogram-2031.docx"))
        cells = [cell_text(cell) for table in word.tables for row in table.rows for cell in row.cells]
        paragraphs = [paragraph.text for paragraph in word.paragraphs]
        read = {
            "md": " ".join(read_markdown(out / "handlingsprogram-2031.md").words),
            "docx": " ".join([*cells, *paragraphs]),
            "pdf": " ".join(pdf_pages(out / "handlingsprogram-2031.pdf")),
            "html": " ".join(read_html(out / "handlingsprogram-2031.html").words),
        }
    return {name: [match[2] for match in FENCE.finditer(squeeze(text))] for name, text in read.items()}


@pytest.fixture(scope="module")
def hostile() -> dict[str, list[str]]:
    return printed(HOSTILE)


@pytest.mark.parametrize("form", ["md", "docx", "pdf", "html"])
def test_hostile_text_is_printed_letter_for_letter(hostile: dict[str, list[str]], form: str) -> None:
    assert without_spaces(hostile[form]) == without_spaces(HOSTILE * 4)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
@given(st.lists(plain_text.filter(bool), min_size=40, max_size=40))
def test_any_plain_text_is_printed_letter_for_letter(texts: list[str]) -> None:
    for found in printed(texts).values():
        assert without_spaces(found) == without_spaces(texts * 4)


def without_spaces(texts: list[str]) -> list[str]:
    """Lines end where the layout ends them, also inside what has no spaces."""
    return [re.sub(r"\s", "", text) for text in texts]
