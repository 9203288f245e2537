"""Every rule has an example that breaks it in one place and says so, and one that keeps it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest

from handlingsprogram.finding import RuleId
from tests.read.helpers import ROOT
from tests.rules.example import Example, content, draft, mend, news, spoilt
from tests.rules.groups import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = [example for group in GROUPS for example in group.examples]
DRAFTS = [example for example in EXAMPLES if example.in_draft]
RULES = set(get_args(RuleId))


@pytest.fixture(autouse=True)
def copy() -> Iterator[None]:
    """Work in a folder with a copy of the real content."""
    with content():
        yield


def name(example: Example) -> str:
    return example.rule


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_the_wrong_text_gives_its_finding_in_its_place_and_no_other(example: Example) -> None:
    expected = spoilt(example)
    assert expected
    assert sorted(news(example.year)) == sorted(expected)


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_the_right_text_gives_no_finding(example: Example) -> None:
    mend(example)
    assert news(example.year) == []
