"""The Markdown edition, printed from the templates: the source of every other format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.words.languages import mark
from handlingsprogram.render.words.templates import environment

if TYPE_CHECKING:
    from handlingsprogram.render.edition.parts import View


def markdown(view: View) -> str:
    """Return the GitHub-flavoured Markdown of a programme."""
    template = environment().get_template("markdown/program.md.j2")
    shown = {"innhold": view.innhold, "deler": view.deler, "logo": view.logo, "sak": view.sak}
    text = template.render(program=view.program, omslagsbilde=view.omslagsbilde, **shown)
    return mark(text, view.program.andre_språk)
