"""The guide shows every rule as it is: its tables are made from the examples that the tests run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest
from markdown_it import MarkdownIt

from handlingsprogram.finding import RuleId
from handlingsprogram.read.status.model import STATUSER
from tests.rules import guide
from tests.rules.example import Example, File
from tests.rules.groups import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

RULES = set(get_args(RuleId))
TEXT = guide.GUIDE.read_text(encoding="utf-8")


@cache
def tokens() -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(TEXT)


def inline() -> Iterator[Token]:
    """Give every piece of the guide's texts."""
    for token in tokens():
        yield from token.children or ()


def plain(token: Token) -> str:
    """Return a text of the guide as its reader sees it."""
    seen = {"softbreak": " ", "html_inline": "\n"}
    return "".join(seen.get(part.type, part.content) for part in token.children or ())


def rows() -> list[list[str]]:
    """Return the cells of all rows of the guide's tables, as the reader sees them."""
    found: list[list[str]] = []
    for before, token in zip(tokens(), tokens()[1:], strict=False):
        if before.type == "tr_open":
            found.append([])
        if before.type in {"td_open", "th_open"}:
            found[-1].append(plain(token))
    return found


def test_the_guide_is_made_from_the_examples() -> None:
    assert guide.updated(TEXT) == TEXT, "run make guide"


def test_a_guide_without_a_place_for_a_part_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="<!-- Budsjett -->"):
        guide.updated(TEXT.replace("<!-- Budsjett -->", ""))


def texts(example: Example) -> str:
    """Return everything that an example writes, with the guide's signs for what cannot be seen."""
    parts = [text for one in example.changes for text in (one.old, one.wrong, one.right or "")]
    for file in (*example.wrong_files, *example.right_files):
        parts += [file.name, *([file.content.decode(errors="replace")] if isinstance(file, File) else [])]
    text = "\n".join(parts).replace("¶", "▸").replace("‡", "").replace("\t", "⇥")
    return re.sub("[\a\u00ad]", "\ufffd", text)


def test_what_the_guide_shows_as_written_is_what_the_tests_write() -> None:
    shown = [example for group in GROUPS for example in group.examples if example.shown]
    assert len(shown) > 40
    for example in shown:
        for span in re.findall(r"`([^`]+)`", "".join(example.shown or ())):
            # Bytes and whole files have no mark: their place is told by itself.
            is_marked = example.changes and not example.wrong_files
            words, known = ((text if is_marked else text.replace("▸", "")) for text in (span, texts(example)))
            assert words.strip(" …") in known, f"{example.rule}: {span}"


def test_the_reader_sees_every_rule_with_its_message_and_its_place() -> None:
    """Read back as Markdown: nothing of a message is lost as a mark, a link or the end of a cell."""
    shown = {tuple(cells[0].split("\n")): cells for cells in rows() if cells[0].split("\n")[0] in RULES}
    assert {cells[0] for cells in shown} == RULES
    for example in (example for group in GROUPS for example in group.examples):
        said = f"{guide.weight(example)}: {guide.message(example)}"
        [seen] = [cells for cells in shown if cells[0] == example.rule and cells[-1] == said]
        assert example.shown or "▸" in "".join(seen), example.rule
    assert all(len(cells) == 2 for cells in shown.values())


def test_links_inside_the_guide_lead_somewhere() -> None:
    targets = {
        guide.slug(plain(token))
        for before, token in zip(tokens(), tokens()[1:], strict=False)
        if before.type == "heading_open"
    }
    links = [str(part.attrs["href"]) for part in inline() if part.type == "link_open"]
    inside = [MarkdownIt().normalizeLinkText(link)[1:] for link in links if link.startswith("#")]
    assert len(inside) > 20
    assert [link for link in inside if link not in targets] == []


def test_no_rule_is_named_that_there_is_not() -> None:
    words = {part.content for part in inline() if part.type == "code_inline"}
    beginnings = "|".join({re.escape(rule.partition("-")[0]) for rule in RULES} - {"id", "tabell"})
    named = {word for word in words if re.fullmatch(rf"(?:{beginnings})(?:-[a-zæøå]+)+", word)}
    assert named - {*STATUSER} <= RULES
