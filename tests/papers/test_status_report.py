"""The report of how a year goes says what the status and the budget say, in every format; sums are sums."""

from __future__ import annotations

import re
import shutil
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pdfua
import pikepdf
import pytest
import yaml

from handlingsprogram import cli
from handlingsprogram.papers.status import _Report
from handlingsprogram.read.form import schema
from handlingsprogram.read.load import load
from handlingsprogram.read.status import load_status
from handlingsprogram.read.status.build import status as built_status
from handlingsprogram.read.status.model import LYS
from handlingsprogram.read.text.strict_yaml import Tree
from handlingsprogram.read.theme.contrast import PAPER, TEXT, contrast
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import ROOT, build
from tests.documents.readers import Read, W, html_page, read_docx, read_html, read_markdown, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_accessible import assert_outloud_is_content
from tests.documents.test_features import edit
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("status_report")

FIXTURES = Path(__file__).parent / "status"
JULY, DECEMBER = "2025-07-31", "2025-12-31"
COUNTS = {"ikke startet": 3, "i rute": 21, "forsinket": 2, "ferdig": 3, "stoppet": 1}
SIGNS = dict(zip(COUNTS, "○●▲✓■", strict=True))
READERS = {"md": read_markdown, "docx": read_docx, "html": read_html}


class Made(NamedTuple):
    """What the commands made."""

    content: Path
    out: Path

    def file(self, ending: str, name: str = f"status-{JULY}") -> Path:
        return self.out / f"{name}.{ending}"


def status(content: Path, *arguments: str) -> int:
    return cli.main(["status", "2025", "--content", str(content), *arguments])


def fill(folder: Path) -> None:
    """Copy the real content with two statuses, and make what the tests read."""
    content = shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(FIXTURES, content / "2025" / "status")
    edit(content / "2025" / "program.yaml", "omslag:\n", "status_på_nettsiden: true\n\nomslag:\n")
    out = str(folder / "out")
    assert status(content, "--per", JULY, "--out", out) == cli.GOOD
    assert status(content, "--fra", JULY, "--format", "docx,md", "--out", out) == cli.GOOD
    build(content, folder / "out", "2025", "--format", "html")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = once(tmp_path_factory, "status", fill)
    return Made(folder / "content", folder / "out")


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FIXTURES / f"{JULY}.yaml").read_text(encoding="utf-8"))
    return found


def read(made: Made, ending: str) -> Read:
    return READERS[ending](made.file(ending))


def text_of(made: Made, ending: str) -> str:
    return " ".join(read(made, ending).words)


# --- What stands in it --------------------------------------------------------------------------


@pytest.mark.parametrize("ending", READERS)
def test_the_head_counts_the_measures_by_status_with_sign_and_word(made: Made, ending: str) -> None:
    said = text_of(made, ending)
    assert said.startswith("Status handlingsprogram 2025 Med økonomirapport per 31.07.2025 Osloregionen")
    at = said.index("Sammendrag")
    for word, count in COUNTS.items():
        assert f"{count} {SIGNS[word]} {word}" in said[at:]
    assert "De fleste tiltakene er i gang." in said


@pytest.mark.parametrize("ending", READERS)
def test_each_area_is_a_table_of_its_measures(made: Made, ending: str, data: dict[str, Any]) -> None:
    program, _ = load(ROOT / "content" / "2025")
    assert program
    areas = [table for table in read(made, ending).tables if table[0][:2] == ["Tiltak", "Status"]]
    rows = [row for table in areas for row in table[1:]]
    measures = list(program.tiltak())
    assert len(areas) == 10
    assert len(rows) == len(measures) == sum(COUNTS.values())
    for tiltak, row in zip(measures, rows, strict=True):
        assert row[0].split()[:3] == tiltak.tekst.markdown.split()[:3]
        word = data["tiltak"][tiltak.id]["status"].replace("-", " ")
        assert row[1] == f"{SIGNS[word]} {word.capitalize()}"
        for key in ("gjort", "resultat"):
            first = data["tiltak"][tiltak.id].get(key, "").split("\n")[0].replace("*", "")
            assert first in " ".join(row[2:])
    [workshop] = [row for row in rows if row[0] == "Gjennomføre prosjektverksted"]
    assert workshop[2].endswith(
        "20. mars. Resultat: Fire prosjektideer er utviklet videre, og én er søkt om midler til."
    )


@pytest.mark.parametrize("ending", READERS)
def test_an_overview_counts_area_by_area(made: Made, ending: str) -> None:
    [table] = [table for table in read(made, ending).tables if table[0][0] == "Område"]
    head, *areas, total = table
    assert [word.casefold() for word in head[1:-1]] == list(COUNTS)
    assert total == ["Sum", *map(str, COUNTS.values()), "30"]
    for column in range(1, len(head)):
        figures = [0 if row[column] == "–" else int(row[column]) for row in areas]
        assert sum(figures) == int(total[column])


@pytest.mark.parametrize("ending", READERS)
def test_what_is_late_or_stopped_is_explained_in_a_chapter(made: Made, ending: str) -> None:
    said = text_of(made, ending)
    assert "▲ Forsinket. Transport og mobilitet Det kom bare ett tilbud" in said
    assert "■ Stoppet. Internasjonal profilering TeamOslo er lagt ned av partene." in said
    assert "går videre i Internasjonal profilering." in said


def number(text: str) -> float | None:
    plain = re.sub(r"\s", "", text).replace(",", ".").replace("−", "-")
    return 0 if plain == "-" else float(plain) if plain else None


@pytest.mark.parametrize("ending", READERS)
def test_the_budget_stands_beside_the_accounts_and_sums_are_sums(
    made: Made, ending: str, data: dict[str, Any]
) -> None:
    tables = [table for table in read(made, ending).tables if "Prognose 2025" in table[0]]
    assert [len(table) for table in tables] == [20, 13]
    posts = data["regnskap"]["poster"]
    budget = yaml.safe_load((ROOT / "content/2025/budsjett.yaml").read_text(encoding="utf-8"))
    for table, shown in zip(budget["tabeller"], tables, strict=True):
        assert shown[0][1:] == [
            *([table["kolonner"][3]["overskrift"], "Regnskap per 31.07.2025", "Prognose 2025"]),
            *("Avvik fra budsjettet", "Avvik i prosent"),
        ]
        names = [row["id"] for row in table["rader"]]
        figures = {
            name: [number(cell) for cell in row[1:]] for name, row in zip(names, shown[1:], strict=True)
        }
        for row in table["rader"]:
            cells = [*figures[row["id"]], *[None] * 5][:5]
            if row["id"] in posts:
                assert cells[1:3] == [posts[row["id"]]["regnskap"], posts[row["id"]]["prognose"]]
            if "sum" in row:
                for column in range(3):
                    parts = [figures[part][column] or 0 for part in row["sum"]]
                    assert cells[column] == sum(parts), (row["id"], column)
            if cells[3] is not None:
                assert cells[3] == (cells[2] or 0) - (cells[0] or 0), row["id"]
    # What was to cost nothing, and has cost something, is a deviation too.
    assert figures["prosjekt-interreg"][:4] == [0, 12, 12, 12]
    said = text_of(made, ending)
    assert "¹ Prosjektstillingen ble besatt tre måneder senere enn planlagt." in said
    assert "Prognosen for driftsutgiftene er 7,2 millioner kroner." in said


def test_every_format_has_the_charts_with_words_for_those_who_cannot_see(made: Made) -> None:
    beginning = "Stolpediagram: «Prognose 2025», holdt opp mot «Forslag budsjett 2025»."
    assert len(list(made.out.glob(f"status-{JULY}-budsjettfigurer/*.svg"))) == 3
    assert made.file("md").read_text(encoding="utf-8").count("Stolpediagram") == 3
    described = [tag.attributes.get("Alt", "") for tag in read_tags(made.file("pdf")).all("Figure")]
    assert len(described) == 3
    assert len(html_page(made.file("html")).xpath("//figure[@class='diagram']")) == 3
    pictures = docx.Document(str(made.file("docx"))).element.body.iter("{*}docPr")
    assert any(str(one.get("descr")).startswith(beginning) for one in pictures)


def test_the_chapters_fit_the_schema_of_chapters(data: dict[str, Any]) -> None:
    """What a paper is made of is content: what content cannot be, no format is tested with."""
    program, _ = load(ROOT / "content" / "2025")
    assert program
    chapters = _Report(program, built_status(JULY, Tree("x", data))).paper().kapitler
    measures = [
        measure
        for area in chapters[1]["underkapitler"]
        for block in area["innhold"]
        for measure in block["tiltak"]
    ]
    for measure in measures:
        measure.get("egne_felt", {}).pop("gjort", None)  # prose, which content has in `tekst` only
        measure.setdefault("egne_felt", {}).setdefault("risiko", "lav")
    assert [schema.validate(Tree("x", chapter), "kapittel") for chapter in chapters] == [[]] * 4


# --- For everyone -------------------------------------------------------------------------------


def test_the_pdf_is_ua_and_a(made: Made) -> None:
    path = made.file("pdf")
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert_outloud_is_content(path)
    with pikepdf.open(path) as pdf:
        meta = pdf.open_metadata()
        found = [str(meta[f"pdf{kind}id:{key}"]) for kind, key in (("ua", "part"), ("a", "part"))]
        assert [*found, str(meta["pdfaid:conformance"])] == ["1", "2", "A"]
        assert str(meta["dc:title"]) == "Status handlingsprogram 2025 med økonomirapport per 31.07.2025"


def test_every_sign_is_another_and_stands_out_on_paper() -> None:
    assert len({sign for sign, _ in LYS.values()}) == len(LYS) == 5
    assert all(contrast(colour, PAPER) >= TEXT for _, colour in LYS.values())


def test_the_word_file_names_its_tables_and_their_heads(made: Made) -> None:
    document = docx.Document(str(made.file("docx")))
    assert document.core_properties.content_status == "statusrapport"
    assert len(document.tables) == 13
    for table in document.tables:
        properties: Any = table._tbl.tblPr
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblLook").get(f"{W}firstRow") == "1"
    levels = [
        int(style[-1])
        for one in document.paragraphs
        if (style := str(one.style and one.style.name)).startswith("Heading")
    ]
    assert set(levels) == {1, 2}


# --- What is new --------------------------------------------------------------------------------


def test_two_dates_are_compared_in_words_and_in_tracked_changes(made: Made) -> None:
    name = f"status-{DECEMBER}-fra-{JULY}"
    told = squeeze(made.file("md", name).read_text(encoding="utf-8"))
    assert "Fra 31. juli 2025 til 31. desember 2025." in told
    assert "**7** tiltak endret" in told
    with zipfile.ZipFile(made.file("docx", name)) as file:
        xml = file.read("word/document.xml").decode()
    tracked = {
        kind: "".join(re.findall(rf"<w:{kind} .*?</w:{kind}>", xml, re.DOTALL)) for kind in ("ins", "del")
    }
    plain = {kind: re.sub(r"<[^>]*>", "", text) for kind, text in tracked.items()}
    assert "Begge delene av oppdraget er levert." in plain["ins"]
    assert "Oppdraget er utlyst på nytt." in plain["del"]


# --- The programme's web page -------------------------------------------------------------------


def test_the_programmes_page_tells_the_newest_status_of_each_measure(made: Made, built: Path) -> None:
    page = html_page(made.out / "handlingsprogram-2025.html")
    [head] = page.find_class("fremdrift")
    assert squeeze(head.text_content()) == (
        "Status per 31. desember 2025: ● 19 i rute, ▲ 1 forsinket, ✓ 8 ferdig, ■ 2 stoppet"
    )
    told = {
        str(row.get("id")): squeeze(line.text_content())
        for row in page.xpath("//table[contains(@class, 'tiltak')]//tr[@id]")
        for line in row.find_class("tiltaksstatus")
    }
    assert len(told) == 30
    assert told["teamoslo"] == "Status: ■ stoppet"
    first = page.xpath("//tr[@id='teamoslo']/td[1]")[0]
    assert squeeze(first.text_content()).startswith("Fortsette oppfølgingen av TeamOslo")
    assert "tiltaksstatus" not in (built / "handlingsprogram-2025.html").read_text(encoding="utf-8")


# --- A year of other kinds ----------------------------------------------------------------------

CODE = '#panic("x") \\\\input{y} {{ 7 * 7 }} {% raw %} $1$ @w // & | #let'
WRITTEN = CODE.replace("\\\\", "\\")
OTHER = {
    "program.yaml": """\
år: 2031
tittel: Klimaplan 2031
organisasjon: Qarådet
status: utkast
dato: 2030-12-01
språk: {språk}
status_på_nettsiden: true
omslag: {{tittel: Klimaplan}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
tiltakstabell:
  kolonner:
    - {{felt: nummer, overskrift: Nr., bredde: 6}}
    - {{felt: tiltak, overskrift: Tiltak, bredde: 40}}
kapitler: [qa, qf, qg]
""",
    "kapitler/qa.yaml": """\
id: qa
tittel: Qa
innhold:
  - tiltak:
      - {id: q1, tekst: "Qaa qab, se [](#q2):", punkter: [Qac]}
      - {id: q2, tekst: "Qad, se [kapitlet](#qg)"}
      - {id: q3, tekst: Qaf qag}
      - {id: q4, tekst: Qah qai}
      - {id: q5, tekst: Qaj qak}
  - budsjettabell: qt
""",
    "kapitler/qf.yaml": "id: qf\ntittel: Qf\ninnhold:\n  - tiltak:\n      - {id: q6, tekst: Qal qam}\n",
    "kapitler/qg.yaml": "id: qg\ntittel: Qg\n",
    "budsjett.yaml": """\
tabeller:
  - id: qt
    tittel: Qt
    enhet: kroner
    desimaler: 1
    kolonner: [{id: a, overskrift: Qb}]
    rader:
      - {id: p1, navn: Qp, tall: {a: "60,5"}}
      - {id: p2, navn: Qq, tall: {a: 0}}
      - {id: s, navn: Qs, sum: [p1, p2]}
""",
    "status/2031-07-31.yaml": f"""\
sammendrag: >-
  Sfra {CODE} Stil.
tiltak:
  q1: {{status: forsinket, risiko: høy}}
  q2: {{status: ferdig, risiko: lav, gjort: 'Gfra {CODE} Gtil', resultat: 'Rfra {CODE} Rtil'}}
  q3: {{status: stoppet, risiko: middels, avvik: 'Afra {CODE} Atil.'}}
  q4: {{status: i-rute}}
  q5: {{status: ikke-startet}}
regnskap:
  kommentar: 'Kfra {CODE} Ktil.'
  poster:
    p1: {{regnskap: "20,5", prognose: …, forklaring: 'Ffra {WRITTEN} Ftil'}}
""",
}


def other(folder: Path, language: str) -> None:
    for name, text in OTHER.items():
        file = folder / "content" / "klimaplan-2031" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(språk=language) if name == "program.yaml" else text, encoding="utf-8")
    shutil.copy(ROOT / "content" / "tema.yaml", folder / "content")
    arguments = ["--content", str(folder / "content"), "--out", str(folder / "out")]
    assert cli.main(["status", "klimaplan-2031", *arguments]) == cli.GOOD
    assert cli.main(["build", "klimaplan-2031", "--format", "html", *arguments]) == cli.GOOD


@pytest.fixture(scope="module")
def nynorsk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = once(tmp_path_factory, "status-nynorsk", partial(other, language="nn-NO"))
    return folder / "out" / "klimaplan-2031-status-2031-07-31"


def texts(base: Path) -> Iterator[str]:
    for ending, reader in READERS.items():
        yield " ".join(reader(base.with_name(f"{base.name}.{ending}")).words)
    yield squeeze(read_tags(base.with_name(f"{base.name}.pdf")).text())


def test_what_is_written_is_printed_as_it_is_written(nynorsk: Path) -> None:
    for said in texts(nynorsk):
        for letter in "SGRAKF":
            assert re.search(rf"{letter}fra {re.escape(WRITTEN)} {letter}til", said), letter


def test_numbers_blanks_and_figures_to_come_are_shown_as_such(nynorsk: Path) -> None:
    for ending, reader in READERS.items():
        tables = reader(nynorsk.with_name(f"{nynorsk.name}.{ending}")).tables
        measures, last = [table for table in tables if table[0][0] == "Nr."]
        assert [row[:3] for row in measures[1:3]] == [
            ["1.1", "Qaa qab, se tiltak 1.2 …", "▲ Forseinka"],
            ["1.2", "Qad, se kapitlet", "✓ Ferdig"],
        ]
        assert last[1][2] == "Utan status"
        [accounts] = [table for table in tables if table[0][1:2] == ["Qb"]]
        assert accounts[1] == ["Qp¹", "60,5", "20,5", "…", "…", "…"]
        assert accounts[-1] == ["Qs", "60,5", "20,5", "…", "…", "…"]


def test_what_a_measure_refers_to_is_a_link_where_the_report_has_it(nynorsk: Path) -> None:
    page = html_page(nynorsk.with_name(f"{nynorsk.name}.html"))
    links = page.xpath("//main//table[contains(@class, 'tiltak')]//a/@href")
    assert links == ["#q2"]


def test_the_programmes_page_has_the_status_below_what_is_to_be_done(nynorsk: Path) -> None:
    page = html_page(nynorsk.with_name("klimaplan-2031.html"))
    first, *_, last = page.xpath("//table[contains(@class, 'tiltak')]//tr[@id]")
    assert [squeeze(cell.text_content()) for cell in first.iter("td")] == [
        "1.1",
        "Qaa qab, se tiltak 1.2: Qac Status: ▲ forseinka",
    ]
    assert "Status" not in last.text_content()  # nothing is said of it
    [head] = page.find_class("fremdrift")
    assert squeeze(head.text_content()).startswith("Status per 31. juli 2031: ○ 1 ikkje starta, ● 1 i rute,")


def test_every_fixed_word_is_in_the_report_or_the_page(nynorsk: Path) -> None:
    words = fixed_words("nn-NO")
    page = html_page(nynorsk.with_name(f"{nynorsk.name}.html"))
    everything = " | ".join([*page.xpath("//text() | //meta/@content"), *texts(nynorsk)]).casefold()
    elsewhere = {"rapport_per", "rapport_ingen_avvik"}
    for key, written in words.items():
        if key.startswith(("rapport_", "risiko_", "tiltak_")) and key not in elsewhere:
            parts = [re.escape(part.strip("*: ")) for part in re.split(r"\{\w+\}", written.casefold())]
            assert re.search(".{1,80}?".join(parts), everything), key


def test_a_report_in_another_language_has_no_norwegian(tmp_path: Path) -> None:
    other(tmp_path, "en-GB")
    said = " ".join(texts(tmp_path / "out" / "klimaplan-2031-status-2031-07-31"))
    for key, written in fixed_words("nn-NO").items():
        if key.startswith(("rapport_", "tiltak_")) and written != fixed_words("en-GB")[key]:
            longest = max(re.split(r"\{\w+\}", written), key=len).strip("*: ")
            is_english = longest in fixed_words("en-GB")[key]
            assert is_english or not re.search(rf"\b{re.escape(longest)}\b", said), key


def test_a_status_without_accounts_or_deviations_says_so(tmp_path: Path) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    file = content / "2025" / "status" / f"{JULY}.yaml"
    file.parent.mkdir()
    file.write_text("tiltak:\n  teamoslo: {status: i-rute}\n", encoding="utf-8")
    assert status(content, "--format", "md", "--out", str(tmp_path)) == cli.GOOD
    said = (tmp_path / f"status-{JULY}.md").read_text(encoding="utf-8")
    assert "Per 31.07.2025" in said
    assert "Ingen tiltak er forsinket eller stoppet." in said
    assert "29" in said
    assert "uten status" in said
    assert "Økonomi" not in said


def test_tables_that_others_build_on_are_with_them(tmp_path: Path) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    file = content / "2025" / "status" / f"{JULY}.yaml"
    file.parent.mkdir()
    accounts = "regnskap: {poster: {kontingenter: {regnskap: 6987}}}\n"
    file.write_text("tiltak: {teamoslo: {status: i-rute}}\n" + accounts, encoding="utf-8")
    assert status(content, "--format", "md", "--out", str(tmp_path)) == cli.GOOD
    tables = read_markdown(tmp_path / f"status-{JULY}.md").tables
    assert [table[0][1:3] for table in tables[-2:]] == [
        ["Forslag budsjett 2025", "Regnskap per 31.07.2025"],
        ["Budsjett 2025", "Regnskap per 31.07.2025"],
    ]


# --- The command --------------------------------------------------------------------------------


def test_a_new_status_is_shown_then_written_and_has_nothing_to_mend(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(made.content, tmp_path / "content")
    shutil.rmtree(content / "2025" / "status")
    file = content / "2025" / "status" / f"{JULY}.yaml"
    assert status(content, "--ny", JULY) == cli.GOOD
    shown = capsys.readouterr().out
    assert not file.exists()
    assert status(content, "--ny", JULY, "--skriv") == cli.GOOD
    assert file.read_text(encoding="utf-8") == shown
    program, _ = load(content / "2025")
    assert program
    statuses, findings = load_status(content / "2025", program)
    assert [str(one.severity) for one in findings] == ["merknad"]  # no accounts yet
    assert list(statuses[JULY].tiltak) == [tiltak.id for tiltak in program.tiltak()]
    assert {one.status for one in statuses[JULY].tiltak.values()} == {"ikke-startet"}
    assert status(content, "--ny", JULY, "--skriv") == cli.WRONG_USE
    assert f"{JULY}.yaml finnes fra før" in capsys.readouterr().err


def test_a_new_status_has_what_the_one_before_said(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(made.content, "--ny", "2026-02-28") == cli.GOOD
    shown = yaml.safe_load(capsys.readouterr().out)
    before = yaml.safe_load((FIXTURES / f"{DECEMBER}.yaml").read_text(encoding="utf-8"))
    assert shown["tiltak"] == before["tiltak"]
    assert shown["regnskap"]["poster"].keys() == before["regnskap"]["poster"].keys()
    assert {tuple(post.values()) for post in shown["regnskap"]["poster"].values()} == {("…", "…")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--per", "2025-07-30"),
            "har ingen status 2025-07-30 (mente du «2025-07-31»?); der er 2025-07-31, 2025-12-31",
        ),
        (("--fra", DECEMBER), "2025-12-31 er ikke før 2025-12-31; skriv den eldste datoen i --fra"),
        (("--skriv",), "--skriv hører til --ny"),
        (("--ny", "31.12.2025"), "«31.12.2025» er ikke en dato som finnes; skriv 2025-12-31"),
        (("--ny", DECEMBER, "--fra", JULY), "kan ikke brukes sammen med"),
        (("--format", "json"), "rapporten kan ikke være json; formatene er md, docx, pdf, html"),
        (("--fra", JULY, "--format", "pdf"), "en sammenligning kan ikke være pdf"),
    ],
)
def test_wrong_use_is_one_line(
    made: Made, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(made.content, *arguments) == cli.WRONG_USE
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_of_a_year_with_errors_nothing_is_made(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(made.content, tmp_path / "content")
    edit(content / "2025" / "status" / f"{JULY}.yaml", "  teamoslo:\n", "  teamosslo:\n")
    out = tmp_path / "out"
    assert status(content, "--per", JULY, "--out", str(out)) == cli.CONTENT_ERRORS
    assert "mente du «teamoslo»?" in capsys.readouterr().err
    assert not out.exists()
