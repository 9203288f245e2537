"""What the tool adds to a document is in the document's own language, whatever the format."""

from __future__ import annotations

import json
import re
import shutil
import string
import subprocess
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import docx
import lxml.html
import pikepdf
import pypdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from handlingsprogram import cli
from handlingsprogram.render.edition.revision import Revision
from handlingsprogram.render.words.fixed_words import UNCHECKED, fixed_words
from handlingsprogram.revision import VARIABLE
from tests.conftest import ROOT, YEARS, build, program_on_path
from tests.documents.readers import W, html_page, squeeze
from tests.documents.test_features import edit
from tests.hostile.pictures import svg
from tests.shared import once
from tests.test_revision import AUTHOR, git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("fixed_words")

STATUSES = ("utkast", "vedtatt")
ENDINGS = ("md", "html", "docx", "pdf")
BOKMÅL, NYNORSK = fixed_words("nb-NO"), fixed_words("nn-NO")
ALL = {language: fixed_words(language) for language in ("nb-NO", "nn-NO", "en-GB", "se-NO")}
SAME_IN_BOTH = {"Organisasjon", "Status", "Dato", "Språk", "Revisjon", "desember"}
"""Names of the files' properties, and of months."""
TYPST = {"kapittel", "side"}
"""What typst itself says of a line of the contents: «Kapittel, side 2»."""
VERSION = "{http://ns.adobe.com/xap/1.0/mm/}VersionID"
OF_MEASURES = {"sum", "måneder", "stil_tiltaksgruppe"}
"""Words for measures with numbers, types and groups, which test_measures.py reads."""
OF_BOXES = {key for key in BOKMÅL if key.startswith(("vedtak", "stil_boks", "programmet_"))}
"""Words for boxes, which test_boxes.py and test_openings.py read."""
OF_FRAMES = {
    *(key for key in BOKMÅL if key.startswith(("sak_", "vedlegg_", "høring_"))),
    *("stil_sak", "henvisning_vedlegg", "status_høring"),
}
"""Words for cases, hearings and appendices, which test_case.py and test_appendices.py read."""
OF_CAPTIONS = {"figurtittel", "tabellnummer", "henvisning_figur"}
"""Words for numbered figures and tables, which test_captions.py reads."""
OF_DRAWINGS = {
    *("tegning_organisasjonskart", "tegning_øverst", "tegning_under", "tegning_årshjul", "tegning_tidslinje"),
    *("figur_kilde", "måneder_kort"),
}
"""Words for drawings and sources, which test_drawings.py reads."""
OF_DATA = {key for key in BOKMÅL if key.startswith(("data_", "nettsted_"))}
"""Words of workbooks and of the site, which tables/ and site/ read; no document has them but by chance."""
OF_STATUSES = {
    *(key for key in BOKMÅL if key.startswith(("rapport_", "tiltak_", "risiko_"))),
    *("status_rapport", "status_per"),
} - {"rapport_status", "rapport_tittel"}  # «Status», which is a property's name as well
"""Words for reports of how a year goes, which papers/test_status_report.py reads."""
OF_CASES = {
    *(key for key in BOKMÅL if key.startswith("fremlegg_")),
    *("notat_tittel", "vedtatt_omslag", "vedtak_merknad"),
} - {"fremlegg_organ", "fremlegg_flere"}  # which other words are like
"""Words for board papers and adoptions, which papers/test_case.py and yearly/ read."""
OF_CHARTS = {
    key
    for key in BOKMÅL
    if key.startswith(
        ("diagram_stablet", "diagram_kolonne", "diagram_linje", "diagram_rekke", "diagram_foss")
    )
} - {"diagram_rekke"} | {"diagram_bare_nå", "diagram_bare_før", "diagram_holdt_mot", "prosent"}
"""Words for the other forms of charts, which test_chart_forms.py reads."""
OF_PICTURES = {*OF_CHARTS, *OF_DRAWINGS}
OF_FEATURES = {*OF_PICTURES, *OF_CASES, *OF_MEASURES, *OF_CAPTIONS, *OF_BOXES, *OF_FRAMES, *OF_STATUSES}
ONLY_HERE = {"diagram_nå", "diagram_før", "revisjon_endret", *OF_FEATURES}
"""Words for compared charts and for uncommitted content, which have tests of their own below."""
IN_CONTENT = {"millioner_kroner", "mål_bærekraftsmål"}
"""Words that the content says too."""

# --- The files ----------------------------------------------------------------------------------


def places(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(words) if name is not None)


def test_every_language_of_a_programme_has_the_same_words_with_the_same_places() -> None:
    schema = json.loads((ROOT / "schemas" / "program.schema.json").read_text(encoding="utf-8"))
    languages = schema["properties"]["språk"]["enum"]
    files = sorted(path.stem for path in (ROOT / "templates" / "ord").iterdir())
    assert files == sorted(languages) == sorted(ALL)
    for language, words in ALL.items():
        assert list(words) == list(BOKMÅL), language
        for key, written in words.items():
            assert places(written) == places(BOKMÅL[key]), (language, key)
            assert written == written.strip() != "", (language, key)
            assert not set('<>&"\\') & set(written), (language, key)
        assert len(words["måneder"].split("|")) == 12


def test_styles_in_word_have_a_name_each() -> None:
    for language, words in ALL.items():
        names = [written for key, written in words.items() if key.startswith("stil_")]
        assert len(set(names)) == len(names), language


def test_the_words_that_nobody_who_has_the_language_has_seen_are_listed() -> None:
    listed = {
        path.stem: json.loads(path.read_text(encoding="utf-8")).get(UNCHECKED, [])
        for path in (ROOT / "templates" / "ord").iterdir()
    }
    assert [language for language, keys in listed.items() if keys] == ["se-NO"]
    assert set(listed["se-NO"]) < set(BOKMÅL)
    assert len(set(listed["se-NO"])) == len(listed["se-NO"])


def test_every_word_of_the_files_is_used() -> None:
    folders = (ROOT / "handlingsprogram", ROOT / "templates")
    files = [
        path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".py", ".j2", ".lua"}
    ]
    used = "\n".join(path.read_text(encoding="utf-8") for path in files)
    named = {"".join(match) for match in re.findall(r'"(\w+)"|\bord\.(\w+)|<!--ord (\w+)', used)}
    # Where the rest of a key is filled in: f"nettsted_slag_{slag}".
    begun = tuple(set(re.findall(r"""["'](\w+_\w+_)[{"']""", used)))
    assert {key for key in BOKMÅL if key not in named and not key.startswith(begun)} == set()


# --- What a reader finds ------------------------------------------------------------------------


def of_html(page: Any) -> Iterator[str]:
    yield from page.xpath("//text()[not(parent::style) and not(parent::script)]")
    yield from page.xpath("//@aria-label | //@title | //@alt | //@data-navn")
    yield from page.xpath("//meta[@name != 'viewport' and @name != 'color-scheme']/@content")
    for style in page.xpath("//style/text()"):
        yield from re.findall(r'content: "([^"\\]*)"', style)


def of_markdown(path: Path) -> Iterator[str]:
    text = MarkdownIt("commonmark", {"html": True}).render(path.read_text(encoding="utf-8"))
    yield from of_html(lxml.html.fromstring(re.sub("<!--.*?-->", "", text)))


def of_docx(path: Path) -> Iterator[str]:
    for part in docx.Document(str(path)).part.package.iter_parts():
        if not part.partname.endswith(".xml"):
            continue
        root = etree.fromstring(part.blob)
        if part.partname.startswith("/docProps"):
            yield from map(str, root.itertext())
            yield from (str(node.get("name")) for node in root if node.get("name"))
        yield from (node.text or "" for node in root.iter(f"{W}t"))
        yield from (str(node.get(f"{W}val")) for node in root.iter(f"{W}tblCaption", f"{W}tblDescription"))
        yield from (str(node.get("descr")) for node in root.iter() if node.get("descr"))
        for style in root.iter(f"{W}style"):
            if style.get(f"{W}customStyle"):
                yield from (str(name.get(f"{W}val")) for name in style.iter(f"{W}name"))


def of_pdf(path: Path) -> Iterator[str]:
    reader = pypdf.PdfReader(path)
    command = [program_on_path("pdftotext"), str(path), "-"]
    yield subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for key, value in (reader.metadata or {}).items():
        yield str(value)
        yield key if key[1:] in SAME_IN_BOTH else ""
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                yield from alternatives(thing)
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
    for name in ("{http://purl.org/dc/elements/1.1/}*", "{http://ns.adobe.com/xap/1.0/}Label", VERSION):
        yield from (" ".join(map(str, node.itertext())) for node in xmp.iter(name))


def alternatives(thing: Any) -> Iterator[str]:
    """Give what a PDF's object says to those who have it read aloud, typst's own of footnotes left out."""
    attributes = thing.get("/A", [])
    for owner in (thing, *(attributes if isinstance(attributes, pikepdf.Array) else ())):
        for key in ("/Alt", "/ActualText", "/Contents", "/E", "/Summary", "/Title"):
            if isinstance(owner.get(key), pikepdf.String) and not str(owner[key]).startswith("Footnote "):
                yield str(owner[key])


@cache
def found_in(path: Path) -> str:
    """Return all that a file says, furniture, alternative texts and properties included, on one line."""
    if path.suffix == ".md":
        said = of_markdown(path)
    elif path.suffix == ".html":
        # Where a word may be divided, there is an element.
        whole = path.read_text(encoding="utf-8").replace("<o-d></o-d>", "")
        said = of_html(lxml.html.fromstring(whole.encode()))
    else:
        said = of_docx(path) if path.suffix == ".docx" else of_pdf(path)
    return squeeze(" | ".join(said))


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}


def pattern(words: str) -> str:
    """Return a pattern for words, with some text in their inner places and what is left off at the edges."""
    fixed = [re.escape(text) for text, *_ in string.Formatter().parse(words)]
    return "[^|]{1,150}?".join(fixed).removeprefix("[^|]{1,150}?")


# --- A programme of words that are in no language -----------------------------------------------

PROGRAM = """\
år: 2031
tittel: Qaa qab
organisasjon: Qac
status: {status}
dato: 2030-12-01
språk: {språk}
budsjettfigurer: true
omslag: {{tittel: Qad, undertittel: Qae, avsender: Qaf, bilde: {{fil: figurer/q.svg, alttekst: Qzz}}}}
innholdsfortegnelse: {{tittel: Qag, nivåer: 1}}
tiltakstabell:
  kolonner:
    - {{felt: tiltak, overskrift: Qba, bredde: 40}}
    - {{felt: partnere, overskrift: Qbd, bredde: 20}}
    - {{felt: bærekraftsmål, overskrift: Qbb, bredde: 20}}
    - {{felt: frist, overskrift: Qbc, bredde: 20}}
kapitler: [qca]
"""
CHAPTER = """\
id: qca
tittel: Qca
innhold:
  - tekst: |
      Qcb.[^n]

      [^n]: Qcc.
  - tiltak:
      - {id: t1, tekst: Qcd qce., bærekraftsmål: [[1, 2]], frist: Qch, partnere: [Qcl, {og: Qcm}]}
      - {id: t2, tekst: Qcj qck.}
  - målhierarki: {id: qma}
  - indikatortabell: {id: qmb}
  - indikatortabell: {id: qmc, indikatorer: [qmi]}
  - tiltaksoversikt: {id: qmd, etter: frist, kolonner: [tiltak], tell: true}
  - figur: {id: qcg, plassholder: Qcf}
  - budsjettabell: qe
  - budsjettabell: qf
  - budsjettabell: qh
"""
OBJECTIVES = """\
nivåer: [Qna, Qnb]
mål:
  - {id: qme, tekst: Qnc, bærekraftsmål: [1], under: [{id: qmf, tekst: Qnd}]}
indikatorer:
  - {id: qmh, navn: Qne, enhet: qnf, kilde: Qng, mål: qme, grunnlinje: {år: 2020, verdi: 1}}
  - id: qmi
    navn: Qnh
    grunnlinje: {år: 2021, verdi: 1}
    målinger: [{år: 2022, verdi: 1}]
    måltall: [{år: 2031, verdi: 2}]
"""
PLACEHOLDER = "  - figur: {id: qcg, plassholder: Qcf}\n"
BUDGET = """\
tabeller:
  - id: qe
    tittel: Qea
    enhet: kroner
    figurer:
      - {id: f1, tittel: Qeb, sum: sum, kolonne: a, mot: b}
      - {id: f2, tittel: Qec, sum: sum, kolonne: b, mot: a}
      - {id: f3, tittel: Qed, sum: sum, kolonne: a, mot: c}
      - {id: f4, tittel: Qee, rader: [p4, p1, p2], kolonne: a, mot: b}
      - {id: f5, tittel: Qef, rader: [p1, p2], kolonne: a}
    kolonner:
      - {id: a, overskrift: Qeg}
      - {id: b, overskrift: Qeh}
      - {id: c, overskrift: Qei}
    rader:
      - {id: g1, navn: Qeo, gruppe: true}
      - {id: p1, navn: Qej, tall: {a: 60, b: 20, c: 50}}
      - {id: p2, navn: Qek, tall: {a: 30, b: 40, c: 40}}
      - {id: p3, navn: Qel, tall: {a: 10, b: 10, c: 10}}
      - {id: sum, navn: Qem, sum: [p1, p2, p3]}
      - {id: p4, navn: Qen, tall: {b: 5}}
  - id: qf
    tittel: Qfa
    enhet: millioner kroner
    figurer:
      - {id: f6, tittel: Qfb, sum: sum2, kolonne: a}
    kolonner:
      - {id: a, overskrift: Qfc}
    rader:
      - {id: p5, navn: Qfd, tall: {a: 60}}
      - {id: p6, navn: Qfe, tall: {a: -10}}
      - {id: sum2, navn: Qff, sum: [p5, p6]}
  - id: qh
    tittel: Qha
    trykk_tittel: false
    enhet: tusen kroner
    kolonner: [{id: a, overskrift: Qhb}]
    rader: [{id: p7, navn: Qhc, tall: {a: 60}}]
"""
GOALS = "bærekraftsmål:\n" + "".join(
    f'  - {{nummer: {number}, tittel: Qg{chr(96 + number)}, farge: "#e5243b"}}\n' for number in range(1, 18)
)


def invented(folder: Path, status: str, language: str = "nn-NO") -> None:
    """Build a programme of invented words."""
    content = folder / "content"
    (content / "2031" / "kapitler").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "tema.yaml", content)
    (content / "baerekraftsmal.yaml").write_text(GOALS, encoding="utf-8")
    (content / "2031" / "program.yaml").write_text(
        PROGRAM.format(status=status, språk=language), encoding="utf-8"
    )
    chapter = CHAPTER if status == "utkast" else CHAPTER.replace(PLACEHOLDER, "")
    (content / "2031" / "kapitler" / "qca.yaml").write_text(chapter, encoding="utf-8")
    (content / "2031" / "budsjett.yaml").write_text(BUDGET, encoding="utf-8")
    (content / "2031" / "mal.yaml").write_text(OBJECTIVES, encoding="utf-8")
    (content / "2031" / "figurer").mkdir()
    (content / "2031" / "figurer" / "q.svg").write_bytes(svg('<rect width="9" height="9"/>'))
    build(content, folder)


@pytest.fixture(scope="module", params=STATUSES)
def status(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def said(status: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what each format of the invented programme says."""
    folder = once(tmp_path_factory, f"invented-{status}", partial(invented, status=status))
    return {ending: found_in(folder / f"handlingsprogram-2031.{ending}") for ending in ENDINGS}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_word_is_the_contents_or_nynorsk(said: dict[str, str], ending: str) -> None:
    # The content's words begin with q; what is left names the language, the makers and the format.
    found = {word for word in words_of(said[ending]) if not word.startswith("q")}
    assert len(words_of(said[ending]) - found) > 25
    own = words_of(" ".join([*NYNORSK.values(), *SAME_IN_BOTH]))
    assert found - own <= {"nn", "handlingsprogram", "typst", "application", "pdf", *TYPST}


@pytest.mark.parametrize(
    ("language", "status", "typst"),
    [("en-GB", "utkast", {"section", "page"}), ("se-NO", "vedtatt", {"section", "siidu"})],
)
def test_a_document_in_another_language_has_no_norwegian(
    tmp_path: Path, language: str, status: str, typst: set[str]
) -> None:
    invented(tmp_path, status, language)
    own = words_of(" ".join([*ALL[language].values(), *SAME_IN_BOTH - {"desember"}]))
    for ending in ENDINGS:
        said = found_in(tmp_path / f"handlingsprogram-2031.{ending}")
        found = {word for word in words_of(said) if not word.startswith("q")}
        names = {language[:2], language[3:].casefold(), "handlingsprogram", "typst", "application", "pdf"}
        assert found - own <= names | typst, ending
    page = html_page(tmp_path / "handlingsprogram-2031.html")
    assert page.get("lang") == language
    document = docx.Document(str(tmp_path / "handlingsprogram-2031.docx"))
    [default] = document.styles.element.xpath("w:docDefaults//w:lang")
    assert default.get(f"{W}val") == document.core_properties.language == language
    pdf = pypdf.PdfReader(tmp_path / "handlingsprogram-2031.pdf")
    assert pdf.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
    date = {"en-GB": "draft 1 December 2030", "se-NO": "mearriduvvon juovlamánu 1. b. 2030"}[language]
    assert date in squeeze(page.text_content())


def test_every_word_of_the_file_is_in_a_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    """So each stands in the language's file and not in the code."""
    everything = ""
    for status in STATUSES:
        folder = once(tmp_path_factory, f"invented-{status}", partial(invented, status=status))
        everything += " | ".join(found_in(folder / f"handlingsprogram-2031.{ending}") for ending in ENDINGS)
    missing = {key for key, words in NYNORSK.items() if not re.search(pattern(words), everything)}
    assert missing - OF_DATA == ONLY_HERE


def test_a_chart_is_told_alike_in_every_format(said: dict[str, str]) -> None:
    """To the last sign: minus is what Typst and pandoc would make something else of."""
    told = {ending: set(re.findall(r"Stolpediagram: [^|]+(?= \||$)", text)) for ending, text in said.items()}
    assert len(told["html"]) == 6
    assert any("Qfe (-10)" in text for text in told["html"])
    assert told == dict.fromkeys(ENDINGS, told["html"])


def test_a_status_is_nynorsk_wherever_it_stands(said: dict[str, str], status: str) -> None:
    word = NYNORSK[f"status_{status}"]
    assert f"Qac: Qaa qab, {word} 1. desember 2030" in said["html"]
    assert f"| {word} |" in said["docx"]
    assert f"| {word} |" in said["pdf"]
    assert ("Programmet er ikkje vedteke og kan bli endra." in said["html"]) == (status == "utkast")


# --- The real programme -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nynorsk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both years as if they were in nynorsk."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(ROOT / "content", folder / "content")
        for year in YEARS:
            edit(content / str(year) / "program.yaml", "språk: nb-NO", "språk: nn-NO")
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv(VARIABLE, Revision("a1", er_endret=True).skrevet(NYNORSK))
            build(content, folder)

    return once(tmp_path_factory, "nynorsk", fill)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_bokmål_in_one_edition_is_nynorsk_in_the_other(
    built: Path, nynorsk: Path, year: int, ending: str
) -> None:
    """Whole phrases, which the content has not; its own words stay as they are."""
    name = f"handlingsprogram-{year}.{ending}"
    before, after = found_in(built / name), found_in(nynorsk / name)
    told = 0
    for key, words in BOKMÅL.items():
        if words == NYNORSK[key] or words.isalpha() or key in ONLY_HERE | IN_CONTENT | OF_DATA:
            continue
        count = len(re.findall(pattern(words), before))
        assert not re.search(pattern(words), after), key
        assert len(re.findall(pattern(NYNORSK[key]), after)) == count, key
        told += count
    assert (told > 0) == (ending in {"html", "docx"})


def test_the_documents_say_that_they_are_nynorsk(nynorsk: Path, year: int) -> None:
    file = nynorsk / f"handlingsprogram-{year}"
    assert html_page(file.with_suffix(".html")).get("lang") == "nn-NO"
    document = docx.Document(str(file.with_suffix(".docx")))
    [default] = document.styles.element.xpath("w:docDefaults//w:lang")
    assert default.get(f"{W}val") == "nn-NO"
    [shown] = document.settings.element.xpath("w:themeFontLang")
    assert shown.get(f"{W}val") == "nn-NO"
    assert document.core_properties.language == "nn-NO"
    assert pypdf.PdfReader(file.with_suffix(".pdf")).trailer["/Root"]["/Lang"] == "nn-NO"  # type: ignore[index]


def test_a_revision_with_changes_is_told_in_each_language() -> None:
    changed = Revision("a1", er_endret=True)
    assert [changed.skrevet(words) for words in (BOKMÅL, NYNORSK)] == ["a1 med endringer", "a1 med endringar"]
    assert Revision("a1").skrevet(NYNORSK) == "a1"


def test_a_compared_chart_is_in_the_language_of_its_page(nynorsk: Path, tmp_path: Path) -> None:
    content = shutil.copytree(nynorsk / "content", tmp_path / "content")
    git(content, "init", "--quiet")
    git(content, "add", ".")
    git(content, *AUTHOR, "commit", "--quiet", "--message", "a")
    edit(content / "2025" / "budsjett.yaml", "budsjett-2025: 750}", "budsjett-2025: 760}")
    out = tmp_path / "ut.html"
    command = ["diff", "HEAD:2025", "2025", "--content", str(content), "--format", "html", "--out", str(out)]
    assert cli.main(command) == cli.GOOD
    page = html_page(out)
    assert page.get("lang") == "nn-NO"
    assert page.xpath("//a[@class='hopp']/text()") == ["Hopp til innhaldet"]
    [described] = page.xpath("//figure[@class='diagram']//@aria-label")
    assert squeeze(described).startswith(
        "Stolpediagram: «Forslag budsjett 2025, no», halde opp mot «Forslag budsjett 2025, før». "
    )
