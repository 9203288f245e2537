"""Texts in other scripts in the Word file: a run of their own, with a font that has them and their direction.

Word chooses among a run's fonts by its characters, and lays a run out from right to left only where it is
told so (ISO/IEC 29500-1, 17.3.2.26 and 17.3.2.30).
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.render.pages.fonts import in_scripts, unusual
from handlingsprogram.render.word.xml import element, find, parse, qualified, serialise

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from handlingsprogram.render.pages.fonts import Script
    from handlingsprogram.render.word.package import Parts

_NUMBER = re.compile(r"[\W_]*\d")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def mark_scripts(root: Element) -> bool:
    """Part the runs of a document where its script changes, and say of each what Word must know.

    Args:
        root: a part of the file, changed in place.

    Returns:
        Whether there was anything to say.
    """
    found = False
    for text in find(root, ".//w:r/w:t"):
        if not text.text or not unusual(text.text):
            continue
        pieces = _numbers_kept(list(in_scripts(text.text)))
        if any(script for _, script in pieces):
            _part(text, pieces)
            found = True
    return found


def mark_parts(parts: Parts, names: tuple[str, ...]) -> None:
    """Do so in parts of the file that are written already."""
    for name in names:
        if name in parts and unusual(parts[name].decode()):
            root = parse(parts[name])
            if mark_scripts(root):
                parts[name] = serialise(root)


def _numbers_kept(pieces: list[tuple[str, Script | None]]) -> list[tuple[str, Script | None]]:
    """Keep a number in its place that follows words from right to left: LibreOffice counts it among them."""
    kept = pieces[:1]
    for (_, before), (words, script) in pairwise(pieces):
        turns = before and not before.rightward and _NUMBER.match(words)
        kept.append((f"\u200e{words}" if turns else words, script))
    return kept


def _part(text: Element, pieces: list[tuple[str, Script | None]]) -> None:
    """Put a run for each piece in the place of a text; what stands beside it in its run stays there."""
    run = text.getparent()
    assert run is not None  # noqa: S101 — so it was found
    before, after = deepcopy(run), deepcopy(run)
    place = list(run).index(text)
    _cut(before, slice(place, None))
    _cut(after, slice(0, place + 1))
    runs = [_run(run, *piece) for piece in pieces]
    for new in (before, *runs, after):
        if any(child.tag != qualified("w:rPr") for child in new):
            run.addprevious(new)
    run.getparent().remove(run)  # type: ignore[union-attr]


def _cut(run: Element, children: slice) -> None:
    for child in list(run)[children]:
        if child.tag != qualified("w:rPr"):
            run.remove(child)


def _run(like: Element, words: str, script: Script | None) -> Element:
    run = element("r")
    properties = next(iter(find(like, "w:rPr")), None)
    properties = deepcopy(properties) if properties is not None else element("rPr")
    if script:
        _tell(properties, script)
    if len(properties):
        run.append(properties)
    text = element("t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.append(text)
    return run


def _tell(properties: Element, script: Script) -> None:
    """Say of a run which script it is in; the order is the schema's (ISO/IEC 29500-1, CT_RPr)."""
    slots = [script.slot] if script.slot != "hAnsi" else ["ascii", "hAnsi", "eastAsia", "cs"]
    fonts = next(iter(find(properties, "w:rFonts")), None)
    if fonts is None:
        fonts = element("rFonts")
        named = find(properties, "w:rStyle")
        properties.insert(len(named), fonts)
    for slot in slots:
        fonts.set(qualified(f"w:{slot}"), script.font)
    if not script.rightward:
        properties.append(element("rtl"))
    elif script.slot == "cs":
        properties.append(element("cs"))
    if script.language:
        kind = "bidi" if script.slot == "cs" else "eastAsia"
        for old in find(properties, "w:lang"):
            properties.remove(old)
        properties.append(element("lang", **{kind: script.language}))
