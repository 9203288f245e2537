"""Lists, paragraphs and conflicts that a file hides: each is told, and nothing is lost in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.text import strict_yaml
from tests.read.helpers import unmarked

if TYPE_CHECKING:
    from pathlib import Path

KEY = "skriv «|» etter nøkkelen, og teksten på linjene under"
FOLDED = "skriv «|» i stedet for «>»"
LIST = "linjen begynner med «-», men listen blir løpende tekst her; {}"
BLANK = "den blanke linjen over gir ikke nytt avsnitt her; {}"
NUMBERED = "den nummererte listen blir løpende tekst her; {}"
ITEM = (
    "«- {}» blir en del av punktet over: streken har {} tegn foran, skal ha {}; er det ikke et nytt "
    "punkt, så flytt "
    "streken opp på linjen over"
)
LOST = {
    "a list below its text": ("a: Vi skal\n  ¶- ett\n  - to\n", [LIST.format(KEY)]),
    "a list below a key, with text first": ("a:\n  Vi skal\n  ¶- ett\n", [LIST.format(KEY)]),
    "a list in a folded text": ("a: >\n  ¶- ett\n  - to\n", [LIST.format(FOLDED)]),
    "a numbered list": ("a: >-\n  Vi skal\n  ¶1. ett\n  2. to\n", [NUMBERED.format(FOLDED)]),
    "a list of letters": ("a:\n  Vi skal\n  ¶a) ett\n  b) to\n", [NUMBERED.format(KEY)]),
    "a paragraph": ("a: Vi\n\n  ¶skal\n\n  mer\n", [BLANK.format(KEY)]),
    "a paragraph in a folded text": ("a: >\n  Vi\n\n  ¶skal\n", [BLANK.format(FOLDED)]),
    "a paragraph in an item": (
        "- Vi\n\n  ¶skal\n",
        [BLANK.format("skriv «|» etter «-», og teksten på linjene under")],
    ),
    "items too far in": (
        "a:\n  - b\n    ¶- c\n     ¶- d\n  - e\n",
        [ITEM.format("c", 4, 2), ITEM.format("d", 5, 2)],
    ),
    "an item below an item of several lines": ("- b\n  c\n  ¶- d\n", [ITEM.format("d", 2, 0)]),
}


def told(text: str, folder: Path) -> list[str]:
    (folder / "x.yaml").write_bytes(text.encode())
    return [str(finding) for finding in strict_yaml.read(folder / "x.yaml", "x.yaml")[1]]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", LOST)
def test_a_line_that_would_be_lost_is_told_where_it_stands(case: str, newline: str, tmp_path: Path) -> None:
    text, messages = LOST[case]
    marked = unmarked(text)
    assert told(marked.text.replace("\n", newline), tmp_path) == [
        f"x.yaml:{place}: feil: {message} [yaml-linjer]"
        for place, message in zip(marked.places, messages, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  Vi\n\n  - ett\n  - to\n",
        "a: >\n  Vi skal møtes\n  1. mai\n\n",
        "a: Vi skal\n  møtes – ofte\n  -5 grader\n",
        'a: "Vi\n  skal"\nb:\n\n  c\n\nd: e\n',
        "a: >\n  Vi\n    - ett\n    - to\n",
        "- a\n-   - b\n    - c\n- - d\n  - e\n",
    ],
)
def test_lines_that_are_meant_to_be_joined_or_are_kept_are_no_mistake(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


# --- Conflicts ---------------------------------------------------------------------------------

CONFLICT = (
    "to utgaver står etter hverandre etter en konflikt i Git: {} og {}; behold det som skal gjelde, og slett "
    "merkene på linje {}"
)
LEFT = "«{}» er igjen etter en konflikt i Git; slett linjen når teksten rundt er riktig"
MARKS = {
    "between keys": (
        "a: b\n¶<<<<<<< HEAD\nc: d\n=======\nc: e\nf: g\n>>>>>>> min-gren\n",
        [CONFLICT.format("linje 3 («HEAD»)", "linje 5–6 («min-gren»)", "2, 4 og 7")],
    ),
    "in prose": (
        "a: |\n  b\n¶<<<<<<< HEAD\n  c\n=======\n  d\n>>>>>>> x\n  e\n",
        [CONFLICT.format("linje 4 («HEAD»)", "linje 6 («x»)", "3, 5 og 7")],
    ),
    "in prose, indented with it": (
        "a: |\n  b\n  ¶<<<<<<< HEAD\n  c\n  =======\n  d\n  >>>>>>> x\n",
        [CONFLICT.format("linje 4 («HEAD»)", "linje 6 («x»)", "3, 5 og 7")],
    ),
    "with what both began from": (
        "¶<<<<<<< HEAD\na: b\n||||||| 1a2b3c4\na: c\n=======\n>>>>>>> x\n",
        [CONFLICT.format("linje 2 («HEAD»)", "ingenting etter linje 5 («x»)", "1, 3, 5 og 6")],
    ),
    "two of them": (
        "¶<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\nd: e\n¶<<<<<<<\n=======\nf: g\n>>>>>>>\n",
        [
            CONFLICT.format("linje 2 («HEAD»)", "linje 4 («x»)", "1, 3 og 5"),
            CONFLICT.format("ingenting etter linje 7", "linje 9", "7, 8 og 10"),
        ],
    ),
    "marks that are left": (
        "a: |\n  b\n  ¶>>>>>>> x\nc: d\n¶<<<<<<< HEAD\n",
        [LEFT.format(">>>>>>>"), LEFT.format("<<<<<<<")],
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", MARKS)
def test_a_conflict_is_told_once_with_both_its_sides(case: str, newline: str, tmp_path: Path) -> None:
    text, messages = MARKS[case]
    marked = unmarked(text)
    assert told(marked.text.replace("\n", newline), tmp_path) == [
        f"x.yaml:{place}: feil: {message} [fil-konflikt]"
        for place, message in zip(marked.places, messages, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  b\n  =======\n  c <<<<<<< d\n",
        "a: '<<<<<<< HEAD'\nb: >>>>>>>\n",
        "# ||||||| x\n# =======\na: b\n",
    ],
)
def test_what_only_looks_a_little_like_a_conflict_is_none(text: str, tmp_path: Path) -> None:
    assert not any("konflikt" in line for line in told(text, tmp_path))
