"""Links from a measure's fields to the registers."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from handlingsprogram.render.words.typography import keep_together
from handlingsprogram.site.printed.frame import INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER, PARTNERS, GOALS = "register", "partnere", "baerekraftsmal"
"""The registers' folder, and two of theirs."""
_GOAL = re.compile(r'<span class="baerekraftsmal-(\d+)".*?</span>')


def linked(html: str, field: str, partners: Sequence[tuple[str, str]], root: str) -> str:
    """Return what a field says with links to the registers.

    Args:
        html: the field, as the document prints it.
        field: which it is; empty where nobody knows.
        partners: how the measure's partners are spelt, in order, and their ids.
        root: what leads to the site's folder.
    """
    if field == "bærekraftsmål":
        return _GOAL.sub(
            lambda goal: f'<a href="{root}{FOLDER}/{GOALS}/mal-{goal[1]}/{INDEX}">{goal[0]}</a>', html
        )
    if field != PARTNERS:
        return html
    done, at = [], 0
    for spelt, name in partners:
        text = escape(keep_together(spelt))
        start = html.find(text, at)
        if start < 0:
            continue
        link = f'<a href="{root}{FOLDER}/{PARTNERS}/{name}/{INDEX}">{text}</a>' if name else text
        done += [html[at:start], link]
        at = start + len(text)
    return "".join([*done, html[at:]])
