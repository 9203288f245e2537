"""How the text is written: doubled words, spaces, quotation marks, full stops, long sentences.

Public bodies shall write clearly and correctly (språklova § 9). What an adopted document has all the
same, the content accepts finding by finding.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.paragraphs import paragraphs, sentences
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.finding import Position, RuleId
    from handlingsprogram.prose.paragraphs import Piece
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree

LONGEST_SENTENCE = 40
"""Words."""
MOST = 100
"""How many slips of one kind are told of in one text; whoever has more has another problem."""

_MAY_BE_DOUBLED = {"da", "de", "dei", "den", "der", "det", "då", "er", "ha", "had", "så", "that"}
"""Words that may follow themselves: «Det det gjelder, er …», «Da da vedtaket kom»."""
_DOUBLED_WORD = re.compile(r"(?<![\w-])([^\W\d_]+)(?:[ \t\u00a0]+|[ \t]*\n[ \t]*)\1(?![\w-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# What stands before is asked for after the first character: a search that begins with one is twice as fast.
_DOUBLED_SPACE = re.compile(r"[ \t\u00a0](?<=\S.)[ \t\u00a0]+(?=\S)")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\w{1,9}[.)])")
_BEFORE_COMMA = re.compile(r"[ \t\u00a0](?<=\S.)[ \t\u00a0]*(?=[,;:.!?](?:\s|\Z))")
_AFTER_COMMA = re.compile(r",(?<=[^\W\d_],)(?=[^\W\d_])")
_STRAIGHT = re.compile(r"\"[^\"\n]*\"?|'(?<!\w')[^'\n]+'(?!\w)")
_QUOTATIONS = {"en-GB": "“…”"}
"""Quotation marks by language, where they are others than the Norwegian."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LINK_TITLE = re.compile(r"\]\([^()\s]*[ \n]\Z")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_FULL_STOP = re.compile(r"[.!?:…][»”\"')\]*_~]*\Z")
_NEEDS_NO_STOP = re.compile(r"(?:https?://|www\.|@)\S+\Z|(?: {2}|\\)\n")
"""An address at the end, of which a full stop would be taken for a part; lines that are set one by one."""
_NO_PROSE = ("#", "|", ">", "`", "<", "![")
"""What begins a heading and the like, which may not stand in a text and are told of by themselves."""
_FOOTNOTE_MARK = re.compile(r"(?:\[\^[^\[\]\s]+\])+\Z")


def characters(trees: Iterable[Tree], språk: str = "") -> Iterator[Finding]:
    """Every text of every file: doubled words and spaces, spaces at commas, straight quotation marks."""
    for tree in trees:
        for path, text in tree.strings():
            if path[-1:] == ("fil",):
                continue  # a picture is called what it is called
            for offset, rule, message in _slips(text, _QUOTATIONS.get(språk, "«…»")):
                yield Finding(_place(tree, path, text, offset), rule, message, Severity.WARNING)


def _place(tree: Tree, path: tuple[str | int, ...], text: str, offset: int) -> Position:
    return place(tree.lines, tree.position(path), text, offset)


def _slips(text: str, quotation: str) -> Iterator[tuple[int, RuleId, str]]:
    """Give place, rule and message of what a text has wrong in its characters."""
    words = _WORD.findall(text.lower())
    # Few texts have a word twice in a row, and to look for its place takes longer than to know.
    doubled = _DOUBLED_WORD.finditer(text) if any(map(eq, words, words[1:])) else ()
    for match in islice(doubled, MOST):
        if match[1].lower() not in _MAY_BE_DOUBLED and not _is_name(match):
            message = f"«{' '.join(match[0].split())}»: ordet står to ganger; slett det ene"
            yield match.start(), "språk-dobbelt-ord", message
    for match in islice(_DOUBLED_SPACE.finditer(text), MOST):
        if not _MARKER.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            yield match.start(), "språk-dobbelt-mellomrom", "her er det flere mellomrom; behold ett"
    for match in islice(_BEFORE_COMMA.finditer(text), MOST):
        yield match.start(), "språk-komma", f"mellomrom foran «{text[match.end()]}»; slett det"
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in islice(_AFTER_COMMA.finditer(text), MOST):
        if any(first <= match.start() < end for first, end in addresses):
            continue
        yield match.start(), "språk-komma", "det mangler et mellomrom etter kommaet"
    for match in islice(_STRAIGHT.finditer(text), MOST):
        if not _LINK_TITLE.search(text, 0, match.start()):
            yield match.start(), "språk-anførselstegn", f"rette anførselstegn; bruk {quotation}"


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether a doubled word is a name: «Baden Baden»."""
    return all(word.istitle() for word in match[0].split())


def full_stops(program: Program) -> Iterator[Finding]:
    """A paragraph of running text ends with a full stop; items of lists and cells of tables need none."""
    for blokk in program.løpende(ledd=False):
        for paragraph in paragraphs(blokk.markdown):
            words = _FOOTNOTE_MARK.sub("", paragraph.tekst)
            if _NEEDS_NO_STOP.search(words):
                continue
            if not (paragraph.i_liste or words.startswith(_NO_PROSE) or _FULL_STOP.search(words)):
                last = blokk.sted(paragraph.start + len(words.rstrip("]")) - 1)
                written = blokk.markdown[paragraph.start : paragraph.start + len(words)]
                shown = _ESCAPE.sub("", _LINK.sub(r"\1", written))
                message = f"avsnittet slutter uten punktum: «{_end(shown)}»"
                yield Finding(last, "språk-punktum", message, Severity.WARNING)


def _end(words: str) -> str:
    return "… " + " ".join(words.split()[-4:])


def long_sentences(program: Program) -> Iterator[Finding]:
    """A sentence is short enough to be understood the first time."""
    for tekst in program.tekster():
        for paragraph in paragraphs(tekst.markdown):
            for sentence in sentences(paragraph):
                count = _words(sentence)
                if count > LONGEST_SENTENCE and not _enumerates(sentence, count):
                    message = f"setningen har {count} ord; del den opp (høyst {LONGEST_SENTENCE})"
                    yield Finding(tekst.sted(sentence.start), "språk-lang-setning", message, Severity.WARNING)


def _enumerates(sentence: Piece, words: int) -> bool:
    """Tell whether a sentence is long because of what it lists, such as the members."""
    return sentence.tekst.count(",") * 3 > words


def _words(sentence: Piece) -> int:
    return sum(any(map(str.isalnum, word)) for word in sentence.tekst.split())
