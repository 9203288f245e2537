"""Findings as the user reads them: on a terminal, as JSON, as GitHub's annotations.

Colours are four fixed codes, written here: content is text that nobody has looked at, and a library that
reads markup in it (rich and its [brackets]) would have to be kept from doing so, at ten times the start-up.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity
from handlingsprogram.malform import told
from handlingsprogram.read.limits import MAX_BYTES
from handlingsprogram.read.text.decoded import composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.finding import Finding, Position

WIDTH = 100
"""How much of a source line is shown."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_WORDS = {
    Severity.ERROR: ("feil", "feil"),
    Severity.WARNING: ("advarsel", "advarsler"),
    Severity.NOTICE: ("merknad", "merknader"),
}
_ORDER = {severity: place for place, severity in enumerate(Severity)}
_HIDDEN = r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"


def text(findings: Iterable[Finding], *, coloured: bool) -> str:
    """Return the findings the way compilers print them, each with its line and a caret below the place.

    What weighs most comes first; what weighs the same keeps its order.
    """
    files: dict[str, list[str]] = {}
    blocks = []
    for finding in sorted(findings, key=lambda finding: _ORDER[finding.severity]):
        name = finding.position.file
        if name not in files:
            files[name] = _lines(name)
        # What lies behind a link is not the content's to show.
        excerpt = _excerpt(finding.position, files[name]) if finding.rule != "fil-snarvei" else ""
        blocks.append(_headline(finding, coloured=coloured) + excerpt)
    return "\n".join(blocks)


def _headline(finding: Finding, *, coloured: bool) -> str:
    colour = _COLOURS[finding.severity]
    finding, severity = told(finding)
    if not coloured:
        return visible(f"{finding.position}: {severity}: {finding.message} [{finding.rule}]")
    severity = f"\x1b[1;{colour}m{severity}\x1b[0m"
    place, message = visible(str(finding.position)), visible(finding.message)
    return f"\x1b[1m{place}:\x1b[0m {severity}: {message} \x1b[2m[{finding.rule}]\x1b[0m"


def _lines(file: str) -> list[str]:
    """Return a content file's lines; none where it cannot be read as text."""
    path = Path(file)
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return []
        return (composed(path.read_text(encoding="utf-8-sig")) or "").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _excerpt(position: Position, lines: Sequence[str]) -> str:
    if not 0 < position.line <= len(lines) or position.column > len(lines[position.line - 1]) + 1:
        return ""
    line, column = lines[position.line - 1], position.column - 1
    if not line.strip():
        return ""
    start = max(column - WIDTH // 2, 0) if len(line) > WIDTH else 0
    before, after = visible(line[start:column]), visible(line[column : start + WIDTH])
    before = ("…" if start else "") + before
    after += "…" if start + WIDTH < len(line) else ""
    number = str(position.line)
    caret = " " * sum(map(_columns, before))
    return f"\n  {number} | {before}{after}\n  {' ' * len(number)} | {caret}^"


def visible(words: str) -> str:
    """Return text that leaves the terminal as it is: what it cannot show gets a stand-in, a tab a space."""
    words = words.replace("\t", " ")
    # Most lines can be printed as they are: for them the pattern need not be compiled.
    return words if words.isprintable() else re.sub(_HIDDEN, "\ufffd", words)


def _columns(character: str) -> int:
    """Return how many of a terminal's columns a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def as_json(findings: Iterable[Finding]) -> str:
    """Return the findings as schemas/funn.schema.json describes them."""
    listed = [
        {
            "fil": finding.position.file,
            "linje": finding.position.line,
            "kolonne": finding.position.column,
            "alvor": str(finding.severity),
            "regel": finding.rule,
            "melding": told(finding)[0].message,
        }
        for finding in findings
    ]
    return json.dumps({"funn": listed}, ensure_ascii=False, indent=2)


def github(findings: Iterable[Finding]) -> str:
    """Return the findings as GitHub's workflow commands, which it shows in a pull request's diff.

    See https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "\n".join(
        f"::{_COMMANDS[finding.severity]} file={_property(finding.position.file)},"
        f"line={finding.position.line},col={finding.position.column},title={_property(finding.rule)}"
        f"::{_data(told(finding)[0].message)}"
        for finding in findings
    )


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each weight: `0 feil, 2 advarsler, 5 merknader, 3 godtatt`."""
    findings = list(findings)
    count = Counter(finding.severity for finding in findings if not finding.accepted)
    accepted = sum(finding.accepted for finding in findings)
    words = [f"{count[severity]} {names[count[severity] != 1]}" for severity, names in _WORDS.items()]
    return ", ".join([*words, *([f"{accepted} godtatt"] if accepted else [])])
