"""Prose goes into the editor and back: what is not changed stays as it is, what is typed reads as itself."""

from __future__ import annotations

import contextlib
import json
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsprogram.editing.prose import documents
from handlingsprogram.editing.prose.reading import read
from handlingsprogram.editing.prose.to_markdown import CannotBeWrittenError, to_markdown
from handlingsprogram.editing.prose.to_rich import to_rich
from handlingsprogram.prose.paragraphs import joined_paragraphs
from handlingsprogram.prose.signs import settle
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, Any]

FORMS = (
    "Tre punkter:\n\n- ett\n- to\n    - under to\n- tre  \n\nOg et avsnitt\nover to linjer.\n",
    "1. ett\n2. to\n\n   mer om to\n3. tre",
    "a) ett\nb) to\n\n> Et sitat\n> på to linjer\n>\n> og et avsnitt.",
    "Se [](#jernbane), [{tittel}](#jernbane), [her](https://a.no/b?c=1&d=2) og **fet *begge* fet** ~~ut~~.",
    "Se[^1].\n\n[^1]: Noten\n    på to linjer.\n\nEtter noten.",
    "1\\. mai\\\nog 17. mai _kursiv_ \\*ikke\\* &amp; a*b 2*3*4",
)
RAW = (
    *("# Overskrift\n\nOrd", "a `kode` b", "```\na\n\nb\n```", "| a | b |\n|---|---|\n| 1 | 2 |"),
    *("![x](y.png)", "<b>x</b>", "- a\n  > b\n- c", "> - a", "[^1]: en\n\n    to\n\nOrd[^1]"),
)

REFERRED = "[a]: http://b.no\n\n[a]"


@cache
def written_texts() -> list[str]:
    """Return every text of the real content and of the made programmes."""
    found: dict[str, None] = {}
    for folder in ("content", "tests/programmer"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            waiting = [yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)]  # noqa: S506 — texts only
            while waiting:
                one = waiting.pop()
                if isinstance(one, str):
                    found[one] = None
                elif one:
                    waiting += one.values() if isinstance(one, dict) else one
    return [*found]


def test_what_nobody_changed_stays_byte_for_byte() -> None:
    assert len(written_texts()) > 2000
    for text in [*written_texts(), *FORMS, *RAW, REFERRED]:
        rich = json.loads(json.dumps(to_rich(text)))
        assert to_markdown(rich, text) == text
        assert documents.prose(rich) == read(text)[0]


def words_in(node: Any) -> Iterator[Node]:
    """Give the nodes with words, those of footnotes too."""
    if isinstance(node, list):
        for one in node:
            yield from words_in(one)
    elif isinstance(node, dict):
        if node.get("type") == "text":
            yield node
        yield from words_in(node.get("content"))
        yield from words_in(node.get("attrs", {}).get("content"))


def test_a_changed_word_changes_its_own_line_only() -> None:
    changed = 0
    for text in [*written_texts(), *FORMS]:
        if "\n" not in text.strip():
            continue
        count = sum(1 for _ in words_in(to_rich(text)))
        for number in {0, count // 2, count - 1} if count else ():
            rich = deepcopy(to_rich(text))
            node = list(words_in(rich))[number]
            node["text"] = re.sub(r"\w(?=\w|$)", r"\g<0>xyz", node["text"], count=1)
            if "xyz" not in node["text"]:
                continue
            after = to_markdown(rich, text)
            old, new = text.split("\n"), after.split("\n")
            same = sum(one in old for one in new)
            assert "xyz" in after
            assert len(new) - same <= 2, (text, after)
            assert abs(len(new) - len(old)) <= 1
            changed += 1
    assert changed > 200


@pytest.mark.parametrize("text", RAW)
def test_what_the_editor_has_no_form_for_is_shown_and_kept(text: str) -> None:
    rich = to_rich(text)
    kinds = {node["type"] for node in rich["content"]}  # type: ignore[attr-defined]
    assert "raw" in kinds
    added = {"type": "paragraph", "content": [{"type": "text", "text": "Nytt til slutt"}]}
    rich["content"].append(added)  # type: ignore[attr-defined]
    assert to_markdown(rich, text) == f"{text}\n\nNytt til slutt"


# --- Random documents ---------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(
            "ord",
            "1.",
            "17.",
            "mai",
            "a)",
            "i)",
            "-",
            "+",
            "*",
            "#",
            "<",
            "<b>",
            "[",
            "]",
            "](",
            "[^1]",
            "|",
            "_",
        ),
        *("_x_", "**", "~~", "`", "\\", "&amp;", ">", "===", "---", "2025.", "5", "$", "$x$", ":", "«sitat»"),
        *("6\u00a0987", "http://a.no/b_c_d", "!", "[x]", "(a)", "•", "–", "nr.", "æøå:", "~", "~a~"),
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PLAIN = st.builds(lambda text: {"type": "text", "text": text}, TEXT)

WORD: Node = {"type": "paragraph", "content": [{"type": "text", "text": "ord"}]}


def styled(text: str, mark: Node) -> Node:
    return {"type": "text", "text": text, "marks": [mark]}


MARK = st.sampled_from(
    [{"type": "bold"}, {"type": "italic"}, {"type": "link", "attrs": {"href": "https://a.no/b?c_d_e"}}]
)
STYLED = st.builds(styled, st.sampled_from(["ord", "flere ord", "a_b", "æ* ø", "x [y] z"]), MARK)
ATOM = st.sampled_from(
    [
        {"type": "reference", "attrs": {"id": "jernbane", "text": ""}},
        {"type": "reference", "attrs": {"id": "mål-1", "text": "se {nummer}"}},
        {"type": "footnote", "attrs": {"name": "1", "content": [{"type": "text", "text": "1. mai * [x]"}]}},
        {"type": "hardBreak"},
    ]
)
SPACE = {"type": "text", "text": " "}
INLINE = st.lists(st.one_of(PLAIN, STYLED, ATOM), min_size=1, max_size=4).map(
    lambda found: [one for piece in found for one in (piece, SPACE)]
)
PARAGRAPH = st.builds(lambda content: {"type": "paragraph", "content": content}, INLINE)


def a_list(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    item = st.lists(inner, max_size=2)
    items = st.lists(st.tuples(PARAGRAPH, item), min_size=2, max_size=3).map(
        lambda found: [{"type": "listItem", "content": [head, *rest]} for head, rest in found]
    )
    attributes = st.builds(
        lambda mark, loose: {"mark": mark, "loose": loose},
        st.sampled_from(["1.", "3)", "a)", "i)"]),
        st.booleans(),
    )
    kinds = st.sampled_from(["bulletList", "orderedList"])
    return st.builds(lambda kind, attrs, content: {"type": kind, "attrs": attrs, "content": content},
                     kinds, attributes, items)  # fmt: skip


BLOCK = st.one_of(
    PARAGRAPH,
    a_list(st.one_of(PARAGRAPH, a_list(PARAGRAPH))),
    st.lists(PARAGRAPH, min_size=1, max_size=2).map(
        lambda content: {"type": "blockquote", "content": content}
    ),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=4).map(lambda content: {"type": "doc", "content": content})


@settings(max_examples=150)
@given(DOCUMENT, st.sampled_from([*FORMS, ""]))
def test_what_is_written_is_read_again_as_it_was(rich: Node, before: str) -> None:
    try:
        markdown = to_markdown(rich, before)
    except CannotBeWrittenError:
        return
    assert documents.prose(rich) == documents.prose(to_rich(markdown))
    # Every output format reads the settled text: it finds the same words there.
    assert joined_paragraphs(settle(markdown).markdown) == joined_paragraphs(
        settle(to_markdown(rich, "")).markdown
    )


@given(PARAGRAPH)
def test_every_paragraph_can_be_written(paragraph: Node) -> None:
    rich = {"type": "doc", "content": [paragraph]}
    assert documents.prose(rich) == read(to_markdown(rich, ""))[0]


JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.sampled_from(["doc", "paragraph"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["type", "content", "attrs", "marks", "text", "href", "name"]), inner
        ),
    ),
    max_leaves=12,
)


@given(
    JUNK,
    st.sampled_from(["paragraph", "text", "orderedList", "listItem", "footnote", "reference", "raw", "x"]),
)
def test_what_is_no_document_is_refused_in_words(junk: Any, kind: str) -> None:
    nodes: list[Any] = [{"type": kind, "attrs": junk}]
    for rich in (junk, {"type": "doc", "content": junk}, {"type": "doc", "content": nodes}):
        with contextlib.suppress(CannotBeWrittenError):
            to_markdown(rich, "Før")


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ({"type": "image"}, "ikke kan lagres her"),
        ({"type": "text", "text": "x"}, "ikke kan lagres her"),
        ({"type": "paragraph", "content": [{"type": "text", "text": "a\x00"}]}, "ikke kan lagres her"),
        ({"type": "paragraph", "content": [{"type": "text", "text": "a" * 70_000}]}, "for lang"),
        (
            {
                "type": "paragraph",
                "content": [styled("x", {"type": "link", "attrs": {"href": "javascript:x"}})],
            },
            "https",
        ),
        ({"type": "orderedList", "content": [{"type": "listItem", "content": [WORD]}]}, "minst to punkter"),
        ({"type": "blockquote", "content": [{"type": "bulletList", "content": []}]}, "bare ha avsnitt"),
        (
            {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "blockquote"}]}]},
            "i en liste",
        ),
    ],
)
def test_what_cannot_be_written_is_said_in_words(node: Node, message: str) -> None:
    with pytest.raises(CannotBeWrittenError, match=message):
        to_markdown({"type": "doc", "content": [node]}, "")


def test_a_document_that_goes_on_for_ever_is_refused() -> None:
    node: Node = {"type": "paragraph"}
    for _ in range(5_000):
        node = {"type": "bulletList", "content": [{"type": "listItem", "content": [node]}]}
    with pytest.raises(CannotBeWrittenError, match="mange nivåer"):
        to_markdown({"type": "doc", "content": [node]}, "")


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("- en\n- to\n- tre\n", "to", "to og mer", "- en\n- to og mer\n- tre\n"),
        ("9\\. mai\n\nOrd", "Ord", "17. mai er en dag", "9\\. mai\n\n17. mai er en dag"),
        ("Ord", "Ord", "+ 5 * 3 [x](y) #1 <b>", "\\+ 5 * 3 [x\\](y) #1 \\<b>"),
        ("En linje\nog en til\n", "og", "og så", "En linje\nog så en til\n"),
    ],
)
def test_a_change_is_written_as_a_careful_person_would(before: str, old: str, new: str, after: str) -> None:
    rich = to_rich(before)
    node = next(one for one in words_in(rich) if old in one["text"])
    node["text"] = node["text"].replace(old, new)
    assert to_markdown(rich, before) == after


def test_items_put_in_number_those_below() -> None:
    rich: Any = to_rich("1. en\n2. to\n   på to linjer\n\nEtter.\n")
    rich["content"][0]["content"].insert(0, {"type": "listItem", "content": [WORD]})
    assert to_markdown(rich, "1. en\n2. to\n   på to linjer\n\nEtter.\n") == (
        "1. ord\n2. en\n3. to\n   på to linjer\n\nEtter.\n"
    )
