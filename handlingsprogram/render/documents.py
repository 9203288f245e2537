"""One programme to all its documents: the whole story of a build, one line a stage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlingsprogram.options import FORMATS
from handlingsprogram.render import pandoc
from handlingsprogram.render.markdown import markdown
from handlingsprogram.render.properties import properties
from handlingsprogram.render.view import picture_path, view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.program import Program


@dataclass(frozen=True, slots=True)
class Shared:
    """What all years have in common."""

    theme: dict[str, Any]
    """Colours, fonts and measures, as in tema.yaml."""
    goals: Mapping[int, Goal]
    """The UN's goals by number; may be empty."""
    revisjon: str = ""
    """What the content is called in git; empty where it is not known."""


def documents(
    program: Program, shared: Shared, pictures: Mapping[str, bytes], formats: frozenset[str], epoch: int
) -> dict[str, bytes]:
    """Render a programme.

    Args:
        program: the programme.
        shared: what all years have in common.
        pictures: the figures' files by the name that the content gives them.
        formats: which of `options.FORMATS` are wanted.
        epoch: the time stamp of the files, in seconds since 1970.

    Returns:
        The files' contents by format.

    Raises:
        UserError: pandoc or a font is missing.
    """
    shown = view(program, shared.goals)
    theme = {**shared.theme, "mål": {**shared.theme["mål"], **program.mål}}
    text = markdown(shown)
    rendered = {"md": text.encode()}
    if formats - {"md"}:
        with ThreadPoolExecutor() as pool:
            parsing = pool.submit(pandoc.parse, text)
            # Imported while pandoc reads; a build of Markdown alone does without them.
            from handlingsprogram.render import pdf, typst, word

            tree = parsing.result()
            files = {picture_path(program, name): content for name, content in pictures.items()}
            writing = pool.submit(word.write, tree, files, epoch) if "docx" in formats else None
            said = properties(program, shared.revisjon, epoch)
            data = typst.data(shown, theme, shared.goals)
            with typst.Layout(pandoc.write_typst(tree), data, files) as layout:
                # The Word file's table of contents shows the pages of the PDF.
                pages = layout.pages()
                exporting = pool.submit(pdf.write, layout, shown, said) if "pdf" in formats else None
                if writing:
                    rendered["docx"] = word.finish(writing.result(), shown, theme, pages, said)
                if exporting:
                    rendered["pdf"] = exporting.result()
    return {name: rendered[name] for name in FORMATS if name in formats}
