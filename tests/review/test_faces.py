"""The faces of a comparison: what text, Markdown and JSON say, and that content cannot say anything else."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.faces import FACES, render, text
from handlingsprogram.review.faces.markdown import LIMIT, plain
from handlingsprogram.review.report.build import report
from handlingsprogram.review.report.model import Entry, Run
from handlingsprogram.review.report.texts import short
from handlingsprogram.review.report.words import Slag, word_changes
from tests.review.edits import Script, program, trees
from tests.review.helpers import ROOT, real, small

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.report.model import Block

GITHUB_LIMIT = 65_536
HOSTILE = (
    "Møte @alle #12 GH-7 :smile: <b>x</b> <script>alert(1)</script> [her](https://x.no) ![b](http://x.no/b) "
    "**fet** ~~borte~~ `kode` | celle | &lt; $a$ https://www.x.no www.x.no ola@x.no \\* _k_ ^h^ <!-- k --> "
    "</details>"
)


def printed(name: str, comparison: Comparison) -> str:
    content = render(name, comparison)
    assert isinstance(content, str)
    return content


def hostile(words: str = HOSTILE) -> Comparison:
    """Return a comparison in which everything that is printed has such words."""
    area = {
        "id": "a",
        "tittel": words,
        "innhold": [
            {"tekst": f"Avsnittet sier: {plain_markdown(words)}"},
            {"tiltak": [{"id": "b", "tekst": f"Gjøre {plain_markdown(words)}", "partnere": [words, "KS"]}]},
        ],
    }
    new = json.loads(json.dumps(area))
    new["tittel"] = words + " x"
    new["innhold"][0]["tekst"] += " nå"
    new["innhold"][1]["tiltak"][0] |= {
        "tekst": f"Ikke gjøre {plain_markdown(words)}",
        "partnere": ["KS", words + "!"],
    }
    new["innhold"][1]["tiltak"].append({"id": "c", "tekst": plain_markdown(words), "partnere": [words]})
    new["innhold"].append({"tekst": plain_markdown(words)})
    return compare(small(2029, json.dumps([area])), small(2030, json.dumps([new])))


def plain_markdown(words: str) -> str:
    """Return words as prose that says just those words."""
    return re.sub(r"([\\`*_\[\]<>&#|~^$!:.@-])", r"\\\1", words)


# --- All faces -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in FACES if name != "docx"])
def test_a_year_and_itself_is_said_to_be_without_changes(name: str) -> None:
    content = printed(name, real("2025", "2025"))
    if name == "json":
        assert json.loads(content)["endringer"] == []
    else:
        assert "Ingen endringer." in content


@pytest.mark.parametrize("name", ["text", "md"])
def test_notices_are_told_first(name: str) -> None:
    comparison = replace(real(), merknader=("Ikke alt i main:2021 kan leses.",))
    content = printed(name, comparison).replace("\\", "")
    assert 0 < content.index("Ikke alt i main:2021") < content.index("Rammer")


def test_a_post_that_moves_to_a_new_table_under_another_name_is_told_once() -> None:
    table = """
- id: {}
  tittel: {}
  enhet: tusen kroner
  kolonner: [{{id: budsjett, overskrift: Budsjett}}]
  rader: [{}]
"""
    post, other = (
        "{id: gaver, navn: Gaver, tall: {budsjett: 90}}",
        "{id: salg, navn: Salg, tall: {budsjett: 10}}",
    )
    renamed = post.replace("Gaver", "Gaver og arv").replace("90", "95")
    areas = "[{id: a, tittel: A, innhold: [{budsjettabell: drift}{}]}]"
    old = small(2029, areas.replace("{}]", "]"), table.format("drift", "Drift", f"{post}, {other}"))
    new = small(
        2029,
        areas.replace("{}]", ", {budsjettabell: annet}]"),
        table.format("drift", "Drift", other) + table.format("annet", "Annet", renamed),
    )
    comparison = compare(old, new)
    page = printed("html", comparison)
    told = [int(nr) for numbers in re.findall(r'data-endring="([\d ]+)"', page) for nr in numbers.split()]
    assert sorted(told) == list(range(len(comparison.endringer)))
    assert {"flyttet", "omdøpt", "endret"} <= {change.type for change in comparison.endringer}


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fra", "til", "shown"),
    [
        (
            "Rådet vedtok dette den 28. oktober 2020.",
            "Rådet vedtok dette den 29. august 2024.",
            "Rådet vedtok dette den [-28. oktober 2020-]{+29. august 2024+}.",
        ),
        ("jfr kommuneloven", "jfr. kommuneloven", "jfr{+.+} kommuneloven"),
        (
            "leder og styre for rådet",
            "leder, styret og styre for rådet",
            "leder{+, styret+} og styre for rådet",
        ),
        ("Ta bussen hjem i kveld", "Ta toget hjem i kveld", "Ta [-bussen-]{+toget+} hjem i kveld"),
        ("Helt andre ord her", "Ikke noe er likt", "[-Helt andre ord her-]{+Ikke noe er likt+}"),
        ("", "nytt", "{+nytt+}"),
        ("gammelt", "", "[-gammelt-]"),
        ("likt", "likt", "likt"),
        ("", "", ""),
    ],
)
def test_changed_words_are_marked_so_that_they_can_be_read(fra: str, til: str, shown: str) -> None:
    signs = {Slag.LIK: "{}", Slag.UT: "[-{}-]", Slag.INN: "{{+{}+}}"}
    bits = word_changes(fra, til)
    assert "".join(signs[bit.slag].format(bit.tekst) for bit in bits) == shown
    assert "".join(bit.tekst for bit in bits if bit.slag is not Slag.INN) == fra
    assert "".join(bit.tekst for bit in bits if bit.slag is not Slag.UT) == til


def test_the_words_of_both_sides_are_all_there_in_the_real_texts() -> None:
    texts = [change for change in real().endringer if change.felt == "tekst"]
    assert len(texts) > 15
    for change in texts:
        bits = word_changes(change.fra, change.til)
        assert "".join(bit.tekst for bit in bits if bit.slag is not Slag.INN) == change.fra
        assert "".join(bit.tekst for bit in bits if bit.slag is not Slag.UT) == change.til


# --- Text ----------------------------------------------------------------------------------------


def test_text_begins_with_the_summary_and_goes_area_by_area() -> None:
    lines = printed("text", real()).split("\n")
    assert lines[0] == "Endringer fra 2021 til 2025"
    assert "5 tiltak videreført, 25 nye tiltak, 27 tiltak avsluttet" in lines
    places = [
        lines.index(line)
        for line in (
            "Klima, miljø og natur (nytt navn)",
            "  + Fortsette oppfølgingen av TeamOslo",
            "Tiltak                      25      27      5       3      ·    ·      ·  60",
            "Konkurranseskraft og næringsutvikling",
            "Visjon, innsatsområder og aktivitet (ikke lenger med) (27)",
            "Tallene i budsjettet (71)",
            "15 endringer i utseendet",
        )
    ]
    assert places == sorted(places)
    assert max(map(len, lines)) <= text.WIDTH


def test_only_a_terminal_gets_colours_and_they_change_no_word() -> None:
    coloured = text.coloured(report(real()))
    assert "\x1b[" in coloured
    assert "\x1b" not in printed("text", real())
    assert re.sub(r"\x1b\[\d+m", "", coloured) == printed("text", real())


def test_content_cannot_write_to_the_terminal() -> None:
    nasty = "a\x1b[31mb\x07c\u202ed\x9be\tf"
    comparison = hostile(nasty)
    for content in (printed("text", comparison), text.coloured(report(comparison))):
        left = re.sub(r"\x1b\[(?:1|2|31|32|33|0)m", "", content)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", left)


def test_text_tells_the_figures_of_new_columns_and_no_arrow_from_nothing() -> None:
    lines = printed("text", real()).split("\n")
    at = lines.index("Hovedtall, tusen kroner (nye kolonner)")
    assert [line.split() for line in lines[at + 4 : at + 6]] == [
        ["Revidert", "pr."],
        ["juni", "2024", "29.11.2024"],
    ]
    assert next(line for line in lines[at:] if "Klimasats" in line).split() == ["Klimasats", "762", "762"]
    assert "Kolonne (ny): Revidert juni 2024" not in "\n".join(lines)


def test_values_are_told_as_a_reader_says_them() -> None:
    content = printed("text", real())
    assert "Dato: [-1. januar 2021-]{+18. desember 2024+}" in content
    assert "Form på kryssreferanser (før «1», nå «kapittel 1»)" in content
    assert "Differanse mellom: [-Forslag Budsjett 2021-]{+Forslag budsjett 2025+}," in content
    assert "Potensielle partnere: {+Kommuner, medier, og andre relevante aktører+}" in content
    assert "Fellesskap og samarbeid  (Aktiviteter i 2021)" in content


# --- Markdown ------------------------------------------------------------------------------------


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown_text(markdown: str) -> str:
    """Return what GitHub shows of Markdown, as plain text; marks of no width left out."""
    found = [
        token.content
        for block in parser().parse(markdown)
        for token in (block.children or [])
        if token.type == "text"
    ]
    return " ".join("".join(found).replace("\u200b", "").split())


def test_markdown_begins_with_the_summary_and_folds_what_is_long() -> None:
    content = printed("md", real())
    lines = content.split("\n")
    assert lines[0] == "## Endringer fra 2021 til 2025"
    assert "**5** tiltak videreført, **25** nye tiltak, **27** tiltak avsluttet" in lines
    at = lines.index("| | Ny | Fjernet | Endret | Flyttet | Omdøpt | Delt | Slått sammen | I alt |")
    assert lines[at + 1 : at + 3] == [
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| Tiltak | 25 | 27 | 5 | 3 |  |  |  | 60 |",
    ]
    assert content.count("<details>") == content.count("</details>") > 5
    assert "<details><summary>Transport og mobilitet (14 endringer)</summary>" in lines
    assert at < lines.index("### Område for område") < content[: content.index("<details>")].count("\n")
    assert "~~28\\. oktober 2020~~ **29\\. august 2024**" in content


def test_all_words_of_the_changed_texts_are_in_the_markdown() -> None:
    shown = shown_text(printed("md", real()))
    blocks = [block for chapter in report(real()).chapters for part in chapter.parts for block in part.blocks]
    measures = [entry for block in blocks for entry in entries_of(block) if entry.what == "Tiltak"]
    assert len(measures) == 57
    for entry in measures:
        for bit in entry.text.bits:
            # There is not room for all; of what has ended the first words are enough.
            words = short(bit.tekst) if entry.types == (Type.FJERNET,) else " ".join(bit.tekst.split())
            assert words in shown
    assert "~~" not in shown
    # A note of the 2021 budget begins so.
    assert shown.count("**") == shown.count("**) Spesifikasjon") == 1


def entries_of(block: Block) -> tuple[Entry, ...]:
    return (block,) if isinstance(block, Entry) else block.entries if isinstance(block, Run) else ()


def test_markdown_fits_a_comment_whatever_is_compared() -> None:
    measures = [{"id": f"t{i}", "tekst": f"Bygge gapahuk nummer {i} 🏕 ved vannet"} for i in range(4000)]
    area = [{"id": "a", "tittel": "Skogen", "innhold": [{"tiltak": measures}]}]
    comparison = compare(
        small(2029, "[{id: a, tittel: Skogen}]"), small(2029, json.dumps(area, ensure_ascii=False))
    )
    content = printed("md", comparison)
    assert len(content.encode()) <= LIMIT < GITHUB_LIMIT
    assert len(content.encode("utf-16-le")) // 2 < GITHUB_LIMIT
    assert content.count("Det er ikke plass til alt her.") == 1
    assert "| Tiltak | 4000 | 4000 |" in content
    assert content.count("- *Tiltak, nytt:*") > 500


def test_what_content_says_is_shown_as_text_on_github() -> None:
    content = printed("md", hostile())
    tokens = parser().parse(content)
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    html += [
        child.content for token in tokens for child in token.children or [] if child.type == "html_inline"
    ]
    assert all(re.fullmatch(r"<details><summary>[^<]*</summary>|</details>", line) for line in html)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"link_open", "image", "code_inline"}
    shown = shown_text(content)
    assert shown.count(HOSTILE) > 5
    source = content.replace("&#8203;", "¦")
    assert not re.search(r"@\w", source), "a mention would fire"
    assert not re.search(r"#\d|GH-\d|:smile:", source), "GitHub would make a link or a picture of it"
    assert not re.search(r"https?:|\bwww\.", source)


def test_marks_beside_letters_and_stops_are_read_as_marks() -> None:
    old = small(
        2029, '[{id: a, tittel: A, innhold: [{tekst: "Se jfr kommuneloven om (gamle) tak, som vi har."}]}]'
    )
    new = small(
        2029, '[{id: a, tittel: A, innhold: [{tekst: "Se jfr. kommuneloven om (nye)tak, som vi har!"}]}]'
    )
    content = printed("md", compare(old, new))
    assert "**" not in shown_text(content)
    assert "~~" not in shown_text(content)


@pytest.mark.parametrize(
    "words", ["1. mai", "- strek", "+ pluss", "= likt", "a) først", "# tittel", "> sitat"]
)
def test_no_text_begins_a_list_or_a_heading(words: str) -> None:
    assert shown_text(f"- {plain(words)}") == " ".join(words.split())


# --- JSON ----------------------------------------------------------------------------------------


def test_json_is_what_its_schema_says() -> None:
    schema = json.loads((ROOT / "schemas/endringer.schema.json").read_text(encoding="utf-8"))
    comparisons = [real(), real("2025", "2021"), real("2025", "2025"), hostile()]
    for comparison in comparisons:
        document = json.loads(printed("json", comparison))
        Draft202012Validator(schema).validate(document)
    kinds = {
        change["type"]
        for comparison in comparisons
        for change in json.loads(printed("json", comparison))["endringer"]
    }
    assert kinds == set(schema["properties"]["endringer"]["items"]["properties"]["type"]["enum"])
    allowed = schema["properties"]["endringer"]["items"]["properties"]["ting"]["enum"]
    assert {change.ting.value for change in (*real().endringer, *real().følger)} <= set(allowed)


def test_json_tells_values_as_the_yaml_writes_them() -> None:
    found = json.loads(printed("json", real()))
    assert (found["fra"], found["til"]) == ("2021", "2025")
    changes = {(change["sti"], change["felt"]): change for change in found["endringer"]}
    partners = changes["overordnede-strategier/kommunikasjonsstrategier", "partnere"]
    assert partners["til"] == ["Kommuner", "medier", {"komma_og": "andre relevante aktører"}]
    assert partners["fra"] is None
    assert partners["fra_sti"].endswith("fellesskap-og-samarbeid/kommunikasjonsstrategi")
    split = changes["innsatsomradene/transport-mobilitet", ""]
    assert {change["type"] for change in found["endringer"] if change["sti"] == split["sti"]} >= {
        "delt",
        "omdøpt",
    }


def test_random_edits_are_told_by_every_face_without_a_slip() -> None:
    for seed in range(40):
        chance = random.Random(seed)
        year = chance.choice(["2021", "2025"])
        script = Script(year, chance)
        script.run(5)
        old = program({key: tree.data for key, tree in trees(year).items()}, year)
        comparison = compare(old, script.program())
        shown = shown_text(printed("md", comparison))
        assert "~~" not in shown.replace("\\~", "")
        assert printed("text", comparison)
