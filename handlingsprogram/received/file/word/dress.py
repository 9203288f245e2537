"""How the words of a Word file look, held against what their paragraph's style makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import Kept, Look
from handlingsprogram.received.file.story import Seen
from handlingsprogram.received.file.word.names import W, author, child, is_on, value
from handlingsprogram.received.file.word.styles import ON, looks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Script
    from handlingsprogram.received.file.story import Around, Story
    from handlingsprogram.received.file.word.styles import Style, Styles, Text

_SCRIPTS: Mapping[str, Script] = {"superscript": "super", "subscript": "sub"}
_HYPERLINK = "Hyperlink"
_OF_LINKS = {"farge", "understreking"}


class Dress(NamedTuple):
    """How a run looks."""

    look: Look
    seen: tuple[Seen, ...] = ()
    former: Kept | None = None
    is_hidden: bool = False


class Setting(NamedTuple):
    """What a paragraph's style makes of its words."""

    style: Style
    is_head: bool = False
    """Whether it stands in a table's head, which is bold."""


_BARE = Dress(Look())


class Dresser:
    """Reads the properties of runs."""

    def __init__(self, styles: Styles, story: Story) -> None:
        """Take the file's styles, and what is told of it."""
        self._styles = styles
        self._story = story

    def dress(
        self, properties: Element | None, setting: Setting, around: Around, *, is_in_field: bool
    ) -> Dress:
        """Return how a run looks.

        Args:
            properties: its `w:rPr`.
            setting: what its paragraph's style makes of it.
            around: what it stands within.
            is_in_field: whether a field shows it.
        """
        base = setting.style.text
        if properties is None or not len(properties):
            return _BARE
        named = value(child(properties, "rStyle"))
        style = self._styles.character(named) if named else None
        look = _look(properties, style, setting)
        former = None
        change = properties.find(f"{W}rPrChange")
        if change is not None:
            before = child(change, "rPr")
            was = _look(before, self._styles.character(value(child(before, "rStyle"))), setting)
            who = self._story.author(author(change))
            former = Kept(who, was) if was != look else None
        expected = {**base.looks, **style.looks} if style else base.looks
        found = looks(properties)
        is_link = around.link or named == _HYPERLINK or is_in_field
        seen = tuple(
            Seen(kind, "" if said == ON else said)  # type: ignore[arg-type]
            for kind, said in found.items()
            if said
            and said != expected.get(kind)
            and kind != "skjult"
            and not (is_link and kind in _OF_LINKS)
        )
        return Dress(look, seen, former, found.get("skjult") == ON)


def _look(properties: Element | None, style: Text | None, setting: Setting) -> Look:
    base = setting.style.text
    script = value(child(properties, "vertAlign")) or (style.script if style else "")
    return Look(
        _is_set_apart(base.bold, style.bold if style else None, child(properties, "b"))
        and not setting.is_head,
        _is_set_apart(base.italic, style.italic if style else None, child(properties, "i")),
        _SCRIPTS.get(script, ""),
    )


def _is_set_apart(base: bool | None, named: bool | None, by_hand: Element | None) -> bool:  # noqa: FBT001
    """Tell whether words are bold that would not be by the paragraph's style (ISO/IEC 29500-1, 17.7.3)."""
    own = is_on(by_hand)
    shown = own if own is not None else bool(base) != bool(named)
    return shown and not base
