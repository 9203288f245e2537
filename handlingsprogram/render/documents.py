"""One programme to all its documents: the whole story of a build, one line a stage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from handlingsprogram.options import FORMATS
from handlingsprogram.render import pandoc
from handlingsprogram.render.markdown import markdown
from handlingsprogram.render.view import view

if TYPE_CHECKING:
    from handlingsprogram.read.program import Program


def documents(
    program: Program, theme: dict[str, Any], formats: frozenset[str], epoch: int
) -> dict[str, bytes]:
    """Render a programme.

    Args:
        program: the programme.
        theme: colours, fonts and measures, as in tema.yaml.
        formats: which of `options.FORMATS` are wanted.
        epoch: the time stamp of the files, in seconds since 1970.

    Returns:
        The files' contents by format.

    Raises:
        UserError: pandoc or a font is missing.
    """
    shown = view(program)
    text = markdown(shown)
    rendered = {"md": text.encode()}
    if formats - {"md"}:
        with ThreadPoolExecutor() as pool:
            parsing = pool.submit(pandoc.parse, text)
            # Imported while pandoc reads; a build of Markdown alone does without them.
            from handlingsprogram.render import typst, word

            tree = parsing.result()
            writing = pool.submit(pandoc.write_docx, tree, epoch) if "docx" in formats else None
            layout = typst.Layout(pandoc.write_typst(tree), typst.data(program, shown.innhold, theme))
            # The Word file's table of contents shows the pages of the PDF.
            pages = layout.pages()
            exporting = pool.submit(layout.pdf, epoch) if "pdf" in formats else None
            if writing:
                rendered["docx"] = word.finish(writing.result(), shown, theme, pages, epoch)
            if exporting:
                rendered["pdf"] = exporting.result()
    return {name: rendered[name] for name in FORMATS if name in formats}
