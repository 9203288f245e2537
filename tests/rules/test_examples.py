"""Every rule has an example that breaks it and says so in its place, and one that keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from handlingsprogram.finding import RuleId, Severity
from tests.rules.example import Example, content, draft, mend, news, spoilt
from tests.rules.groups import GROUPS
from tests.rules.guide import acceptable

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = [example for group in GROUPS for example in group.examples]
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


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.is_mended], ids=name)
def test_the_right_text_gives_no_finding(example: Example) -> None:
    """Where what is right is the real content, that is what every example is held against."""
    mend(example)
    assert news(example.year) == []


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.in_draft], ids=name)
def test_what_is_an_error_once_adopted_is_less_in_a_draft(example: Example) -> None:
    assert (example.severity, example.in_draft) == (Severity.ERROR, Severity.WARNING)
    draft(example)
    expected = spoilt(replace(example, severity=Severity.WARNING))
    assert news(example.year, is_draft=True) == expected


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert {example.rule for example in EXAMPLES} == RULES


def test_what_begins_alike_stands_in_one_group() -> None:
    """So that the guide can tell where to look."""
    groups = [{example.rule.partition("-")[0] for example in group.examples} for group in GROUPS]
    assert sum(map(len, groups)) == len(set.union(*groups))


def test_what_can_be_accepted_is_a_rule_of_text_or_figures_and_never_one_of_form() -> None:
    accepted = acceptable()
    assert set(accepted) <= RULES
    assert len(set(accepted)) == len(accepted) > 15
    warned = {example.rule for example in EXAMPLES if example.severity is Severity.WARNING}
    debris = {example.rule for example in EXAMPLES if example.in_draft}
    # These are mended where they stand.
    mended = {"andre-språk", "ikke-trykt", "yaml-kommentar", "godtatt-ubrukt", "tegn-ligatur", "tegn-usynlig"}
    mended |= {"partner-ukjent"}
    assert warned - mended | debris <= set(accepted)
