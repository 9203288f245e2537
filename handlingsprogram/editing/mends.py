"""What mends a finding where there is one way to: a button beside it.

Nothing is guessed: a mend is what the message says, where it says one thing. What has to be thought about,
such as a sentence that is too long, has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.files import kind_of
from handlingsprogram.editing.form.findings import path_at
from handlingsprogram.editing.places import written
from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.read.text.places import place
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

_NEAR = 300
"""So many characters from where a finding stands begins what its message names: a link's address."""


@record
class Mend:
    """What mends a finding."""

    label: str
    """What it does: the words of a button."""
    changes: tuple[dict[str, Any], ...]
    """The changes, as `editing.changes.read` takes them."""


def mend(finding: Finding, tree: Tree) -> Mend | None:
    """Return what mends a finding; None where that has to be thought about.

    Args:
        finding: one of the file's.
        tree: the file that it was found in, as it was then.
    """
    file = _below_content(tree.file)
    if not file or finding.accepted:
        return None
    for rules, message, made in _MENDS:
        match = message.search(finding.message)
        if match and (not rules or finding.rule in rules):
            return made(_Spot(finding, tree, file), match)
    return None


def _below_content(file: str) -> str:
    parts = file.split("/")
    tails = ("/".join(parts[-count:]) for count in (3, 2, 1))
    return next((tail for tail in tails if kind_of(tail)), "")


class _Spot:
    """Where a finding stands."""

    def __init__(self, finding: Finding, tree: Tree, file: str) -> None:
        self._at = finding.position
        self._tree = tree
        self._file = file
        self.path: Path_ = path_at(tree, finding.position)
        self.value = value_at(tree.data, self.path)
        self.is_key = tree.keys.get(self.path, (None,))[1:] == finding.position[1:]
        self.is_start = tree.position(self.path)[1:] == finding.position[1:]

    def without(self, label: str, path: Path_) -> Mend:
        """Return what takes out an item, or a key with its value."""
        return Mend(label, (self._change("remove", path, was=value_at(self._tree.data, path)),))

    def instead(self, new: Any, label: str = "") -> Mend | None:
        """Return what gives the value another one."""
        if self.is_key or self.value is None or not self.path:
            return None
        change = self._change("set", self.path, was=self.value, value=new)
        return Mend(label or f"Skriv «{new}»", (change,))

    def swapped(self, pattern: str, new: str, label: str) -> Mend | None:
        """Return what puts something else where a pattern stands in the text, just where the finding is.

        Args:
            pattern: a regular expression.
            new: what stands there instead, as `re.Match.expand` takes it.
            label: what that is called.
        """
        if not isinstance(self.value, str) or self.is_key:
            return None
        for match in re.finditer(pattern, self.value):
            if self._offset([match.start()]) is not None:
                text = self.value[: match.start()] + match.expand(new) + self.value[match.end() :]
                return self.instead(text, label)
        return None

    def renamed(self, new: str) -> Mend | None:
        """Return what gives the key another name."""
        path = (*self.path[:-1], new)
        if value_at(self._tree.data, path) is not None or self.value is None:
            return None
        changes = (
            self._change("set", path, was=None, value=self.value),
            self._change("remove", self.path, was=self.value),
        )
        return Mend(f"Skriv «{new}»", changes)

    def named(self, words: Sequence[str], new: str) -> Mend | None:
        """Return what writes something else for the first of the words that stands there, or soon after."""
        if not isinstance(self.value, str):
            return None
        start = 0 if self.is_start else self._offset(self._alike())
        for word in words if start is not None else ():
            found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(self.value, start or 0)
            if found and found.start() - (start or 0) <= _NEAR:
                text = self.value[: found.start()] + new + self.value[found.end() :]
                return self.instead(text, f"Skriv «{new}»")
        return None

    def _alike(self) -> list[int]:
        """Return where in the text the character stands that stands at the finding."""
        line = self._tree.lines[self._at.line - 1]
        sign = line[self._at.column - 1 : self._at.column]
        return [match.start() for match in re.finditer(re.escape(sign), self.value)] if sign else []

    def _offset(self, offsets: Sequence[int]) -> int | None:
        """Return which of some characters of the text stands at the finding; None where none does."""
        lines, start = self._tree.lines, self._tree.position(self.path)
        return next(
            (one for one in offsets if place(lines, start, self.value, one)[1:] == self._at[1:]), None
        )

    def _change(self, op: str, path: Path_, **values: Any) -> dict[str, Any]:
        return {"op": op, "file": self._file, "path": written(self._tree.data, path), **values}


# --- Each kind --------------------------------------------------------------------------------------


def _suggested(spot: _Spot, match: re.Match[str]) -> Mend | None:
    """Write the word that the message asks for: «mente du …?»."""
    before, new = match.string[: match.start()], match["new"]
    words = re.findall("«([^»]+)»", before)
    if spot.is_key:
        return spot.renamed(new) if spot.path[-1] in words else None
    if spot.value in words and spot.value[:1].isupper() and " " in new:
        return spot.instead(new[:1].upper() + new[1:])  # a cell begins with a capital
    return spot.named(words, new)


def _typed_right(spot: _Spot, match: re.Match[str]) -> Mend | None:
    """Write the value as the message says: a date, a figure, true or false."""
    new = match["new"]
    if new in {"true", "false"}:
        return spot.instead(new == "true", f"Skriv «{new}»")
    is_amount = re.fullmatch(r"-?\d+", new) and "tall" in spot.path
    return spot.instead(int(new) if is_amount else new, f"Skriv «{new}»")


def _unspaced(spot: _Spot, match: re.Match[str]) -> Mend | None:
    return spot.swapped(rf"[ \t\u00a0]+(?={re.escape(match['sign'])})", "", "Slett mellomrommet")


def _quoted(spot: _Spot, match: re.Match[str]) -> Mend | None:
    """Write other quotation marks for a pair of straight ones."""
    first, last = match["first"], match["last"]
    pattern = r"\"([^\"\n]+)\"|'(?<!\w')([^'\n]+)'(?!\w)"
    return spot.swapped(pattern, rf"{first}\g<1>\g<2>{last}", f"Skriv {first}…{last}")


def _stopped(spot: _Spot, _match: re.Match[str]) -> Mend | None:
    """Put a full stop behind the last word, before the mark of a footnote."""
    return spot.swapped(r"[\w%»)](?=(?:\[\^[^\[\]\s]+\])*[ \t]*(?:\n|\Z))", r"\g<0>.", "Sett punktum")


def _unmarked(spot: _Spot, match: re.Match[str]) -> Mend | None:
    """Take the marks away around words that are printed with them."""
    whole, mark = match["whole"], match["mark"]
    plain = whole.removeprefix(mark).removesuffix(mark)
    if len(plain) != len(whole) - 2 * len(mark):
        return None
    return spot.swapped(re.escape(whole), plain.replace("\\", r"\\"), f"Skriv «{plain}»")


def _untyped(spot: _Spot, match: re.Match[str]) -> Mend | None:
    """Take out a typed figure that is what its formula gives."""
    same = str(spot.value) == re.sub(r"\s", "", match["shown"])
    return spot.without("Slett tallet", spot.path) if same else None


if TYPE_CHECKING:
    Maker = Callable[[_Spot, re.Match[str]], Mend | None]

_MENDS: tuple[tuple[frozenset[str], re.Pattern[str], Maker], ...] = tuple(
    (frozenset(rules.split()), re.compile(message, re.DOTALL), made)
    for rules, message, made in (
        ("fil-mangler", r"; mente du «(?P<new>[^»]+)»\?\Z", lambda spot, match: spot.instead(match["new"])),
        ("", r"; mente du «(?P<new>[^»]+)»\?\Z", _suggested),
        (
            "språk-dobbelt-ord",
            "",
            lambda spot, _: spot.swapped(r"(?i)\b([^\W\d_]+)\s+\1\b", r"\1", "Slett det ene ordet"),
        ),
        (
            "språk-dobbelt-mellomrom",
            "",
            lambda spot, _: spot.swapped(r" {2,}", " ", "Behold ett mellomrom"),
        ),
        ("språk-komma", r"foran «(?P<sign>.)»; slett det\Z", _unspaced),
        ("språk-komma", "etter kommaet", lambda spot, _: spot.swapped(",", ", ", "Sett inn mellomrommet")),
        ("språk-anførselstegn", "bruk (?P<first>.)…(?P<last>.)\\Z", _quoted),
        ("språk-punktum", "", _stopped),
        (
            "språk-skrivemåte",
            r"skrevet «(?P<old>[^»]+)» her, men «(?P<new>[^»]+)» \d+ andre steder",
            lambda spot, match: spot.named([match["old"]], match["new"]),
        ),
        (
            "tegn-ligatur",
            r"\A«(?P<sign>.)» .*; skriv «(?P<new>[^»]+)»\Z",
            lambda spot, match: spot.swapped(match["sign"], match["new"], f"Skriv «{match['new']}»"),
        ),
        (
            "tegn-usynlig",
            r"\(U\+(?P<code>[0-9A-F]{4,6})\).*slett ",
            lambda spot, match: spot.swapped(re.escape(chr(int(match["code"], 16))), "", "Slett tegnet"),
        ),
        ("tekst-merke", r"\A«(?P<whole>[^»]+)» .*; skriv det uten «(?P<mark>[^»]+)»\Z", _unmarked),
        (
            "prosa-lenke",
            "mellomrom mellom",
            lambda spot, _: spot.swapped(r"\]\s+(?=\()", "]", "Slett mellomrommet"),
        ),
        (
            "prosa-tegn",
            r"hardt mellomrom \(U\+(?P<code>[0-9A-F]{4})\).*skriv et vanlig mellomrom\Z",
            lambda spot, match: spot.swapped(chr(int(match["code"], 16)), " ", "Skriv et vanlig mellomrom"),
        ),
        (
            "referanse-tekst",
            r"\A«(?P<old>.+?)» er skrevet for hånd; skriv (?P<new>\[\]\(#[^()\s]+\))",
            lambda spot, match: spot.swapped(
                re.escape(match["old"]).replace("\\ ", r"\s+"), match["new"], f"Skriv {match['new']}"
            ),
        ),
        (
            "referanse-utrykt",
            r"\Aher står .*; skriv (?P<new>\[\{tittel\}\](?P<to>\(#[^()\s]+\)))\Z",
            lambda spot, match: spot.swapped(
                r"\[[^\[\]]*\]" + re.escape(match["to"]), match["new"], f"Skriv {match['new']}"
            ),
        ),
        ("skjema-form skjema-type tiltak-verdi", r"; skriv (?P<new>[\w.-]+)\Z", _typed_right),
        ("budsjett-avvik", "; slett avviket\\Z", lambda spot, _: spot.without("Slett avviket", spot.path)),
        ("budsjett-utregnet", r"regnes ut \((?P<shown>[^()]+)\)", _untyped),
        ("ikke-trykt", "; slett den\\Z", lambda spot, _: spot.without("Slett den", spot.path)),
        (
            "godtatt-ubrukt godtatt-dobbel",
            "(?:slett punktet|slett det ene punktet)\\Z",
            lambda spot, _: spot.without("Slett punktet", spot.path[:2]),
        ),
        ("andre-språk", "slett linjen\\Z", lambda spot, _: spot.without("Slett linjen", spot.path)),
        ("fil-to-ganger", "", lambda spot, _: spot.without("Slett linjen", spot.path)),
    )
)
"""The rules (all where none is named), what their messages say, and what mends them."""
