"""Findings that the content accepts one by one, each with its reason (godtatt.yaml).

A year that reproduces an adopted document keeps its slips. Nothing is silenced by rule alone: an entry
names the words, and it must fit exactly one finding.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Tree


OF_DRAFTS = {"budsjett-uendret", "utkast-frist", "utkast-uendret"}
"""Rules that look at drafts alone: what was accepted of them stays where it is once the year is adopted."""


def accept(
    findings: list[Finding], accepted: Tree, trees: Mapping[str, Tree], *, adopted: bool = False
) -> list[Finding]:
    """Return the findings with those that are accepted turned into notices, and what is wrong with the list.

    Args:
        findings: what the rules found in a year.
        accepted: godtatt.yaml, valid by its schema.
        trees: the year's files by their names as findings show them.
        adopted: whether the programme is adopted.
    """
    folder = accepted.file.rpartition("/")[0]
    texts = {file: _Text(tree) for file, tree in trees.items()}
    places: dict[tuple[str, str], dict[Position, None]] = defaultdict(dict)
    for finding in findings:
        places[finding.rule, finding.position.file][finding.position] = None
    reasons: dict[tuple[str, Position], str] = {}
    wrong: list[Finding] = []
    for i, entry in enumerate(accepted.data["godtatt"]):
        file = f"{folder}/{entry['fil']}"
        text = texts.get(file)
        fitting = [place for place in places[entry["regel"], file] if text and text.fits(place, entry)]
        if len(fitting) == 1 and (entry["regel"], fitting[0]) not in reasons:
            reasons[entry["regel"], fitting[0]] = entry["begrunnelse"]
        elif fitting or not (adopted and entry["regel"] in OF_DRAFTS):
            wrong.append(_misfit(accepted.position(("godtatt", i, "tekst")), entry, fitting))
    return [*(_noted(finding, reasons) for finding in findings), *wrong]


def _noted(finding: Finding, reasons: Mapping[tuple[str, Position], str]) -> Finding:
    reason = reasons.get((finding.rule, finding.position))
    if reason is None:
        return finding
    message = f"{finding.message}. Godtatt: {reason}"
    return finding._replace(message=message, severity=Severity.NOTICE, accepted=True)


def _misfit(at: Position, entry: Mapping[str, Any], fitting: list[Position]) -> Finding:
    what = f"{entry['regel']} i {entry['fil']}"
    if not fitting:
        message = f"ingen funn av {what} står i «{entry['tekst']}»; rett teksten, eller slett punktet"
        return Finding(at, "godtatt-ubrukt", message, Severity.WARNING)
    if len(fitting) == 1:
        message = f"«{entry['tekst']}» er alt godtatt for {what}; slett det ene punktet"
        return Finding(at, "godtatt-dobbel", message)
    lines = ", ".join(str(place.line) for place in fitting)
    message = f"«{entry['tekst']}» passer på flere funn av {what} (linje {lines}); ta med mer, eller skriv id"
    return Finding(at, "godtatt-dobbel", message)


class _Text:
    """A file as its letters: quotations are found whatever the lines and indentation."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        lines = ["".join(line.split()) for line in tree.lines]
        self._whole = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]

    def fits(self, place: Position, entry: Mapping[str, Any]) -> bool:
        """Tell whether a finding stands in the words that an entry quotes, and below the id that it names."""
        if "id" in entry and entry["id"] not in self._ids_above(place):
            return False
        words = "".join(entry["tekst"].split())
        line = self._tree.lines[place.line - 1]
        at = self._starts[place.line - 1] + len("".join(line[: place.column - 1].split()))
        return self._whole.find(words, max(at - len(words) + 1, 0), at + len(words)) >= 0

    def _ids_above(self, place: Position) -> Iterator[str]:
        """Give the ids of everything that a place belongs to."""
        reached = [path for path, position in self._tree.values.items() if position <= place]
        data = self._tree.data
        for key in (*(reached[-1] if reached else ()), None):
            if isinstance(data, dict) and "id" in data:
                yield data["id"]
            if isinstance(data, (dict, list)) and key is not None:
                data = data[key]  # type: ignore[index]
