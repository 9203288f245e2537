"""YAML means what it looks like, nothing clever gets in, and every key and value knows where it stands."""

from __future__ import annotations

from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handlingsprogram.read import limits
from handlingsprogram.read.text import strict_yaml
from tests.read.helpers import ROOT, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

    Read = Callable[[str | bytes], tuple[Tree | None, list[str]]]

CONTENT = sorted((ROOT / "content").rglob("*.yaml"))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a text as the file x.yaml and gives the tree and the printed findings."""

    def read(content: str | bytes) -> tuple[Tree | None, list[str]]:
        file = tmp_path / "x.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        tree, findings = strict_yaml.read(file, "x.yaml")
        return tree, [str(finding) for finding in findings]

    return read


def data(read: Read, content: str | bytes) -> Any:
    tree, findings = read(content)
    assert tree is not None
    assert findings == []
    return tree.data


# --- What a value is ----------------------------------------------------------------------------

TEXTS = (
    *("nei", "ja", "no", "No", "NO", "yes", "on", "Off", "off", "y", "n", "tRUE", "nULL", "none", "=", "<<"),
    *("08", "007", "-08", "00", "1_000", "1 000", "3,00", "6.987.000", "50-100", "0x10", "0o17", "0b1"),
    *("12:30", "1:2:3", "2024-12-18", "18.12.2024", "2024-12-18T10:00:00Z", "§ 18-4", "−118", "1e", "1.e3"),
    # The core schema has these as numbers; here they stay what they look like.
    *("+1", ".5", "5.", ".inf", "-.inf", ".nan", "1234567890123456789"),
)
VALUES: dict[str, Any] = (
    {text: text for text in TEXTS}
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
    | dict.fromkeys(("", "~", "null", "Null", "NULL"), None)
    | {"0": 0, "-0": 0, "7": 7, "-118": -118, "2025": 2025, "123456789012345678": 123456789012345678}
    | {"9.5": 9.5, "6.987": 6.987, "-0.25": -0.25, "1e3": 1000.0, "1E-2": 0.01, "2.5e+2": 250.0}
    | {"'12'": "12", '"true"': "true", "'~'": "~", "''": "", '"a\\tb"': "a\tb", "'æ ''ø'''": "æ 'ø'"}
    | {"|\n  12\n  nei\n": "12\nnei\n", "|-\n  12": "12", ">\n  a\n  b\n": "a b\n", "a\n  b": "a b"}
)


@pytest.mark.parametrize("written", VALUES, ids=repr)
def test_a_value_is_what_it_looks_like(read: Read, written: str) -> None:
    value = data(read, f"nøkkel: {written}\n")["nøkkel"]
    assert (type(value), value) == (type(VALUES[written]), VALUES[written])


def test_a_key_is_always_text(read: Read) -> None:
    keys = ["~", "true", "no", "2025", "12:30", "9.5", "<<", "å b"]
    assert list(data(read, "".join(f"{key}: x\n" for key in keys) + '"": x\n')) == [*keys, ""]


def test_the_real_content_reads_as_the_library_reads_it() -> None:
    for file in CONTENT:
        tree, findings = strict_yaml.read(file, file.as_posix())
        assert findings == []
        assert tree
        plain = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 — only texts
        assert as_texts(tree.data) == plain


def as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_texts(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- What is refused ----------------------------------------------------------------------------

FORM = "filen kan ikke leses som YAML her: {} [yaml-form]"
SIGN = "teksten begynner med «{}», som betyr noe annet i YAML; sett hele teksten i anførselstegn"
AND, STAR = (f"{SIGN.format(sign)} [yaml-anker]" for sign in "&*")
REUSED = "«{}» er til for å bruke noe om igjen i YAML, og det går ikke her; skriv det ut hvert sted"
ANCHOR = f"{REUSED.format('&b')} [yaml-anker]"
ALIAS = f"{REUSED.format('*b')}, eller sett det i anførselstegn hvis det er tekst [yaml-anker]"
TAG = f"{SIGN.format('!')} [yaml-tagg]"
KEY = "en nøkkel må være tekst, ikke en liste eller en samling [yaml-nøkkel]"
DOCUMENTS = "filen har flere dokumenter («---»); behold ett [yaml-dokumenter]"
TAB = FORM.format("innrykket har en tabulator; bruk mellomrom")
COLON = FORM.format("teksten inneholder et kolon; sett den i anførselstegn")
QUOTE = FORM.format("anførselstegnet mangler sitt motstykke")
BRACKET = FORM.format("«{}» mangler sitt motstykke")
IN_BRACKETS = "teksten i klammene har kolon, komma eller klamme; sett den i anførselstegn"
SPACE = FORM.format("det mangler et mellomrom etter kolonet, her eller på linjen over")
NO_COLON = FORM.format("linjen mangler kolon etter nøkkelen, eller har feil innrykk")
OTHER = FORM.format("sjekk innrykk, kolon og anførselstegn på denne linjen og linjen over")
QUOTED = FORM.format(
    "teksten begynner med et anførselstegn; bruk «», eller sett hele teksten i anførselstegn"
)
INDENT = FORM.format("«{}» har feil innrykk: {} tegn foran, skal ha {}, som «{}» på {}")
MINUS = FORM.format("skriv minus rett foran tallet, uten mellomrom: {}")
BELOW = FORM.format(
    "etter «{}» skal teksten stå på linjene under; hører tegnet til teksten, så sett hele teksten i "
    "anførselstegn"
)
BLANK = FORM.format("et hardt mellomrom (U+00A0) der det skal være et vanlig mellomrom; skriv det på nytt")
DASH = "et hardt mellomrom (U+00A0) etter «-»; skriv et vanlig mellomrom, så blir det et punkt [yaml-form]"
REFUSED = {
    "a tag on a value": ("a: ¶!!str x\n", TAG),
    "a tag of one's own": ("a:\n  - ¶!x {b: c}\n", TAG),
    "an object of Python": ("a: ¶!!python/object/apply:os.system [ls]\n", TAG),
    "a text that looks like an anchor": ("æ: 1\na: ¶&b c\n", AND),
    "a text that looks like an alias": ("æ: 1\na:\n  - ¶*b c\n", STAR),
    "an anchor on a list": ("a: ¶&b [c]\n", ANCHOR),
    "an anchor on a list below": ("æ: 1\na: ¶&b\n  - c\n", ANCHOR),
    "an alias in a list": ("a: [¶*b, c]\n", ALIAS),
    "an alias": ("a: ¶*b\n", ALIAS),
    "an alias that merges": ("a:\n  <<: ¶*b\n", ALIAS),
    "an alias as key": ("¶*b : c\n", ALIAS),
    "a list as key": ("? ¶[a]\n: b\n", KEY),
    "a mapping as key": ("- ? ¶{a: b}\n  : c\n", KEY),
    "an empty file": ("¶", "filen er tom [yaml-tom]"),
    "a file of comments": ("¶# bare en kommentar\n", "filen er tom [yaml-tom]"),
    "two documents": ("a: b\n¶---\nc: d\n", DOCUMENTS),
    "a tab as indentation": ("a:\n¶\tb: c\n", TAB),
    "a tab after spaces": ("a:\n  b: c\n  ¶\td: e\n", TAB),
    "a colon in plain text": ("a: æ b¶: c\n", COLON),
    "a missing colon": ("a: b\n¶c\nd: e\n", NO_COLON),
    "a quote that is never closed": ('a: b\nc: ¶"d\ne: f\ng: h\n', QUOTE),
    "a single quote that is never closed": ("a: ¶'b\nc: d\n", QUOTE),
    "a bracket that is never closed": ("a: ¶[b, c\nd: e\n", BRACKET.format("[")),
    "a brace that is never closed": ("a: ¶{b: c\n", BRACKET.format("{")),
    "text with a colon in braces": ("a: ¶{b: kl. 10: vi, c: d}\n", FORM.format(IN_BRACKETS)),
    "a missing space after a colon": ("a: b\n¶c:d\ne: f\n", SPACE),
    "text after the quotes": ("a: 'b' ¶c\n", QUOTED),
    "text after the quotes, below a quoted key": ("'a': 'b' ¶c\n", QUOTED),
    "a backslash in quotes": ('a: "C:¶\\qui"\n', OTHER),
    "a minus before a space": ("a: ¶- 100\n", MINUS.format("-100")),
    "a minus before a space in braces": ("a: {b: ¶- 6 834, c: 1}\n", MINUS.format("-6834")),
    "a dash alone": ("a: ¶-\n", FORM.format("skriv «-» i anførselstegn, når det er alt som skal stå der")),
    "a dash without its space": (
        "a:\n  - b\n  ¶-c\n  - d: e\n",
        FORM.format("det mangler et mellomrom etter «-»"),
    ),
    "a bullet from Word": (
        "a:\n  - b\n  ¶• c\n  - d\n",
        FORM.format("«•» begynner ikke et punkt i YAML; skriv «-» og et mellomrom"),
    ),
    "a tab after a dash": ("- a\n-¶\tb: c\n", TAB),
    "a list beside its key": (
        "a: ¶- b\n  - c\n",
        FORM.format("en liste kan ikke begynne på samme linje som «a»; skriv punktene på linjene under"),
    ),
    **{
        f"a text that begins with {sign}": (f"a: ¶{sign}b\n", FORM.format(SIGN.format(sign)))
        for sign in ("@", "%", "`")
    },
    "a bold text": ("a: ¶**b** c\n", FORM.format(SIGN.format("*"))),
    "an emphasised word": ("- ¶*b* c\n", FORM.format(SIGN.format("*"))),
    "a link first": ("a: [b]¶(https://x.no) c\n", FORM.format(SIGN.format("["))),
    "a brace first": ("- {b} ¶c\n", FORM.format(SIGN.format("{"))),
    "an ampersand alone": ("a: ¶& b\n", FORM.format(SIGN.format("&"))),
    "text after |": ("a: ¶|b\n", BELOW.format("|")),
    "text after >": ("a: ¶> 5 prosent\n", BELOW.format(">")),
    "a colon in Word's quotation marks": (
        "a: “b¶: c”\n",
        FORM.format(
            "«“» og «”» fra Word er ikke anførselstegn i YAML; skriv rette anførselstegn (') rundt "
            "hele teksten"
        ),
    ),
    "a no-break space after a colon": ("a:¶\u00a0b\nc: d\n", BLANK),
    "a no-break space after |": ("a: |¶\u00a0\n  b\n", BLANK),
    "a no-break space in the indentation": ("a:\n  b: c\n ¶\u00a0d: e\n", BLANK),
    "a no-break space after a dash": ("- a\n-¶\u00a0b\n- c\n", DASH),
    "a no-break space after a dash, further down": ("a:\n  - b\n  -¶\u00a0c\n  - d\ne:f\n", DASH),
    "a key one short below a block of text": (
        "a:\n  - id: b\n    tekst: |\n      c\n   ¶frist: d\n",
        INDENT.format("frist", 3, 4, "tekst", "linje 3"),
    ),
    "a key too far to the left": (
        "a:\n  - id: b\n   ¶frist: c\n",
        INDENT.format("frist", 3, 4, "id", "linjen over"),
    ),
    "a key too far to the right": (
        "a:\n  - id: b\n     frist¶: c\n",
        INDENT.format("frist", 5, 4, "id", "linjen over"),
    ),
    "a colon before a key too far to the left": (
        "a:\n  - id: b\n   ¶frist: d: e\n",
        INDENT.format("frist", 3, 4, "id", "linjen over"),
    ),
    "a list beside keys": ("- a\n¶b: c\n", OTHER),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_strict_yaml_is_one_finding_where_it_stands(read: Read, case: str) -> None:
    text, message = REFUSED[case]
    marked = unmarked(text)
    tree, findings = read(marked.text)
    assert findings == [f"x.yaml:{marked.places[0]}: feil: {message}"]
    assert tree is None


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        pytest.param("a: b\nø: «å»\n".encode() + b"c: \xf8\n", "3:4", "20: 0xF8", id="latin-1"),
        pytest.param("æøå: ".encode() + b"\xe6", "1:6", "9: 0xE6", id="a column is in characters"),
        pytest.param("a: b".encode("utf-16"), "1:1", "1: 0xFF", id="utf-16"),
        pytest.param(b"a: \xc3", "1:4", "4: 0xC3", id="half a character"),
        pytest.param(b"a: \xed\xa0\x80", "1:4", "4: 0xED", id="surrogate"),
        pytest.param(b"\xef\xbb\xbfa: \xf8\n", "1:4", "7: 0xF8", id="a byte order mark takes no column"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_at_its_first_bad_byte(
    read: Read, content: bytes, place: str, byte: str
) -> None:
    message = f"filen er ikke UTF-8 (byte {byte}); lagre som UTF-8 [fil-tegnsett]"
    assert read(content) == (None, [f"x.yaml:{place}: feil: {message}"])


INVISIBLE = {
    "null": ("\0", "0000"),
    "bell": ("\a", "0007"),
    "escape": ("\x1b", "001B"),
    "delete": ("\x7f", "007F"),
    "control of Latin-1": ("\x9f", "009F"),
    "byte order mark inside": ("\ufeff", "FEFF"),
    "no character": ("\uffff", "FFFF"),
    # Line breaks to YAML 1.1 but not to YAML 1.2 nor to an editor, so lines would be counted differently.
    "next line": ("\x85", "0085"),
    "line separator": ("\u2028", "2028"),
    "paragraph separator": ("\u2029", "2029"),
}


@pytest.mark.parametrize("name", INVISIBLE)
def test_an_invisible_character_is_refused_where_it_stands(read: Read, name: str) -> None:
    character, code = INVISIBLE[name]
    message = f"filen har et usynlig kontrolltegn (U+{code}) her; slett det [fil-tegn]"
    assert read(f"a: b\næ: ø{character}å\n") == (None, [f"x.yaml:2:5: feil: {message}"])


@pytest.mark.parametrize("escape", [r"\0", r"\x01", r"\e", r"\u0007", r"\ufffe"])
def test_an_invisible_character_cannot_be_smuggled_in_as_an_escape(read: Read, escape: str) -> None:
    """Word refuses to open a file that holds one."""
    tree, findings = read(f'a: "b{escape}c"\n')
    assert [finding.split(": ")[0] for finding in findings] == ["x.yaml:1:4"]
    assert tree is None


@pytest.mark.parametrize("text", ["a: 😀 æ\n", "a: b\u00a0c\u202f\u2011d\n", "a:\tb\n"])
def test_ordinary_characters_are_not_refused(read: Read, text: str) -> None:
    assert data(read, text) == {"a": text[2:].strip(" \t\n")}


@pytest.mark.parametrize(
    "text", ["a: Tiltak #1\n", "a:\n  b:\n    - Tiltak  #1\n", "{a: Tiltak #1\n, b: 2}\n"], ids=repr
)
def test_a_text_that_ends_in_a_comment_by_mistake_is_a_warning(read: Read, text: str) -> None:
    marked = unmarked(text.replace("Tiltak", "¶Tiltak"))
    tree, findings = read(marked.text)
    message = "«#1» er en kommentar og blir ikke trykt; sett teksten i anførselstegn [yaml-kommentar]"
    assert findings == [f"x.yaml:{marked.places[0]}: advarsel: {message}"]
    assert tree


@pytest.mark.parametrize(
    "text", ["a: b # 1\n", "a: 'b' #1\n", "#1\na: b\n  #1\n", "a: b#1\n", "a: |\n  b #1\n"]
)
def test_a_comment_and_a_number_sign_in_a_text_are_no_mistake(read: Read, text: str) -> None:
    assert "a" in data(read, text)


# --- Limits -------------------------------------------------------------------------------------


def test_a_file_may_have_as_many_bytes_as_the_limit_and_no_more(read: Read) -> None:
    full = "a: b\n#" + "x" * (limits.MAX_BYTES - 6)
    assert data(read, full) == {"a": "b"}
    message = "filen er større enn 1 MB; del den opp [fil-størrelse]"
    assert read(full + "x") == (None, [f"x.yaml:1:1: feil: {message}"])


def test_content_may_be_forty_levels_deep_and_no_more(read: Read) -> None:
    levels = limits.MAX_DEPTH
    assert data(read, "[" * levels + "]" * levels)
    message = "innholdet er nøstet dypere enn 40 nivåer [yaml-dybde]"
    expected = f"x.yaml:1:{levels + 1}: feil: {message}"
    assert read("[" * (levels + 1) + "]" * (levels + 1)) == (None, [expected])


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_of_opening_marks_is_refused_as_too_deep_or_malformed(read: Read, opening: str) -> None:
    tree, findings = read(opening * (limits.MAX_BYTES // len(opening)))
    assert tree is None
    assert findings[0].endswith(("[yaml-dybde]", "[yaml-nøkkel]"))


def test_a_file_may_have_as_many_values_as_the_limit_and_no_more(read: Read) -> None:
    full = "- [" + "0," * (limits.MAX_NODES - 2)
    message = "filen har flere enn 50000 verdier; del den opp [yaml-antall]"
    assert read(full + "0]") == (None, [f"x.yaml:1:{len(full) + 1}: feil: {message}"])


@pytest.mark.parametrize("what", ["nothing", "a folder"])
def test_a_file_that_cannot_be_opened_is_one_finding(tmp_path: Path, what: str) -> None:
    file = tmp_path / "x.yaml"
    if what == "a folder":
        file.mkdir()
    tree, [finding] = strict_yaml.read(file, "x.yaml")
    assert tree is None
    assert str(finding).startswith("x.yaml:1:1: feil: filen kan ikke leses: ")
    assert finding.rule == "fil-lesing"


# --- Duplicate keys -----------------------------------------------------------------------------

DUPLICATES = {
    "side by side": ("a: 1\n¶a: 2\nb: 3\n", {"a": 1, "b": 3}, [("a", 1)]),
    "three times": ("a: 1\n¶a: 2\n¶a: 3\n", {"a": 1}, [("a", 1), ("a", 1)]),
    "quoted": ("b: 1\na: 1\n¶'a': 2\n", {"b": 1, "a": 1}, [("a", 2)]),
    "on one line": ("b: {a: 1, ¶a: 2}\n", {"b": {"a": 1}}, [("a", 1)]),
    "in a list": ("- a: 1\n  ¶a: {a: 2, b: [1, 2]}\n- a: 3\n", [{"a": 1}, {"a": 3}], [("a", 1)]),
    "inside a duplicate": ("a: 1\n¶a:\n  b: 2\n  ¶b: 3\n", {"a": 1}, [("a", 1), ("b", 3)]),
}


@pytest.mark.parametrize("case", DUPLICATES)
def test_a_duplicate_key_is_reported_with_the_first_line_and_the_first_value_stands(
    read: Read, case: str
) -> None:
    text, expected, duplicates = DUPLICATES[case]
    marked = unmarked(text)
    tree, findings = read(marked.text)
    assert tree
    assert tree.data == expected
    assert findings == [
        f"x.yaml:{place}: feil: nøkkelen «{key}» står to ganger (første gang på linje {first}); "
        "slett eller slå sammen [yaml-dobbel-nøkkel]"
        for place, (key, first) in zip(marked.places, duplicates, strict=True)
    ]


def test_a_second_id_is_told_as_a_dash_that_is_missing(read: Read) -> None:
    _, findings = read("- id: a\n  tekst: b\n  id: c\n")
    message = "nøkkelen «id» står to ganger (første gang på linje 1); mangler «-» foran?"
    assert findings == [f"x.yaml:3:3: feil: {message} [yaml-dobbel-nøkkel]"]


def test_a_duplicate_disturbs_no_other_place(read: Read) -> None:
    tree, _ = read("a: [x,\n  y]\na: [z]\nb: c\n")
    assert tree
    places = [tree.key_position(path) for path in (("a",), ("a", 1), ("b",))]
    assert [str(place) for place in places] == ["x.yaml:1:1", "x.yaml:2:3", "x.yaml:4:1"]


# --- Places -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a: b\nc:\n  - d\n", "\ufeffa: b\nc:\n  - d\n", "a: b\r\nc:\r\n  - d\r\n"])
def test_a_byte_order_mark_and_crlf_change_neither_data_nor_places(read: Read, text: str) -> None:
    assert data(read, text) == {"a": "b", "c": ["d"]}
    tree, _ = read(text)
    assert tree
    paths: list[Path_] = [("a",), ("c",), ("c", 0)]
    assert [str(tree.position(path)) for path in paths] == ["x.yaml:1:4", "x.yaml:3:3", "x.yaml:3:5"]
    assert str(tree.key_position(("c",))) == "x.yaml:2:1"


def test_a_crlf_in_a_block_of_text_is_a_plain_newline(read: Read) -> None:
    assert data(read, "a: |\r\n  b\r\n  c\r\n") == {"a": "b\nc\n"}


def test_a_column_counts_characters(read: Read) -> None:
    tree, _ = read("{ærlig: 😀, «å»: x}")
    assert tree
    assert str(tree.key_position(("«å»",))) == "x.yaml:1:12"


def test_a_path_that_does_not_exist_is_placed_at_its_nearest_parent(read: Read) -> None:
    tree, _ = read("a:\n  b: c\n")
    assert tree
    assert str(tree.position(("a", "x", 3))) == "x.yaml:2:3"
    assert str(tree.key_position(("x",))) == "x.yaml:1:1"


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.relative_to(ROOT / "content").as_posix())
def test_every_key_and_value_of_the_content_has_the_place_where_it_stands(file: Path) -> None:
    tree, _ = strict_yaml.read(file, file.as_posix())
    assert tree
    lines = file.read_text(encoding="utf-8").split("\n")
    places = list(placed(tree, (), tree.data))
    assert len(places) > 1
    for position, written in places:
        assert as_seen(lines, position).startswith(written), f"{position}: {written}"
    order = [position for position, _ in places]
    assert order == sorted(set(order))


def placed(tree: Tree, path: Path_, value: Any) -> Iterator[tuple[Position, str]]:
    """Give the places of all keys and scalars in reading order, each with how it begins."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield tree.keys[*path, key], key
            yield from placed(tree, (*path, key), part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from placed(tree, (*path, number), part)
    else:
        yield tree.values[path], str(as_texts(value)).split("\n")[0]


def as_seen(lines: list[str], position: Position) -> str:
    """Return the text at a place without the quotes, or the text below where a block of text begins."""
    text = lines[position.line - 1][position.column - 1 :]
    if text == "|":
        return lines[position.line].strip()
    return text[1:] if text[0] in "'\"" else text


def test_every_list_and_mapping_of_the_content_has_the_place_where_it_begins() -> None:
    for file in CONTENT:
        tree, _ = strict_yaml.read(file, file.as_posix())
        assert tree
        lines = file.read_text(encoding="utf-8").split("\n")
        for path, position in tree.values.items():
            value = reduce(getitem, path, tree.data)
            sign = lines[position.line - 1][position.column - 1]
            if isinstance(value, list):
                assert sign in "[-", position
            elif isinstance(value, dict):
                assert sign == "{" or position == tree.keys[*path, next(iter(value))]


def test_the_content_has_files_to_look_at() -> None:
    assert {ROOT / "content/tema.yaml", ROOT / "content/2025/budsjett.yaml"} < set(CONTENT)
    assert {file.parent.name for file in CONTENT} > {"kapitler", "innsatsomrader", "tverrgaende-temaer"}
