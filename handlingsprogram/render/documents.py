"""One programme to all its documents: the whole story of a build, one line a stage."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import nullcontext
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from handlingsprogram.processes import workers
from handlingsprogram.read.model.room import room
from handlingsprogram.read.pictures.picture import Picture, picture
from handlingsprogram.read.theme.looks import of_year
from handlingsprogram.render.charts import charts
from handlingsprogram.render.drawings import drawings
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.edition.parts import Listing
from handlingsprogram.render.edition.pictures import link, picture_path
from handlingsprogram.render.edition.properties import properties
from handlingsprogram.render.edition.view import view
from handlingsprogram.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.render.edition.parts import View

PAGED = frozenset({"docx", "pdf"})
"""The formats that have pages."""
NEEDED = {"json": frozenset({"docx"}), "typst": PAGED, "html": frozenset({"html"})}
"""What pandoc writes, in the order in which it is waited for -> the formats that need it."""

_ONE_LONG = Lock()
"""Long documents are made one at a time, to have the memory for themselves."""


def documents(
    program: Program, shared: Shared, pictures: Mapping[str, Picture], formats: frozenset[str], epoch: int
) -> dict[str, bytes]:
    """Render a programme.

    Args:
        program: the programme.
        shared: what all years have in common.
        pictures: the files of the figures and the logo, as `pictures` gives them.
        formats: which of `FORMATS` are wanted.
        epoch: the time stamp of the files, in seconds since 1970.

    Returns:
        The files' contents by format.

    Raises:
        UserError: pandoc or a font is missing.
    """
    shown, theme = view_and_theme(program, shared, pictures)
    text = markdown(shown)
    rendered = {"md": text.encode()}
    if formats - {"md"}:
        is_long = pandoc.is_long(text)
        with _ONE_LONG if is_long else nullcontext(), workers() as pool:
            needed = [name for name, users in NEEDED.items() if formats & users]
            if is_long:
                needed.sort()  # typst last: it begins when pandoc has ended
            written = pandoc.translate(text, needed, pool)
            # Imported, and drawn, while pandoc works; a build does without what it does not need.
            files = files_of(program, pictures)
            said = properties(program, shared.revisjon, epoch)
            publishing = None
            if "html" in formats:
                from handlingsprogram.render.web import html

                edition = html.Edition(shown, theme, shared.goals, said, files, html.diagrams(program))
                publish = partial(html.write, written["html"], edition)
                publishing = None if is_long else pool.submit(publish)
            if formats & PAGED:
                from handlingsprogram.render import paged

                job = paged.Job(shown, theme, shared.goals, said, files, is_long)
                rendered |= paged.write(written, job, formats, pool)
            if "html" in formats:
                rendered["html"] = (publishing.result() if publishing else publish()).encode()
    return {name: rendered[name] for name in FORMATS if name in formats}


def built(
    program: Program, shared: Shared, folder: Path, formats: frozenset[str], epoch: int
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Render a programme whose pictures lie in its folder; see `documents`.

    Args:
        program: the programme, or a paper about one.
        shared: what all years have in common.
        folder: the year's folder.
        formats: which of `FORMATS` are wanted.
        epoch: the time stamp of the files, in seconds since 1970.

    Returns:
        The documents by format, and the pictures that lie beside the Markdown by their names.
    """
    shown = pictures(program, folder, shared.theme)
    beside = {picture_path(program, one.fil): one.innhold for one in shown.values()}
    return documents(program, shared, shown, formats, epoch), beside if "md" in formats else {}


def word_without_pages(program: Program, shared: Shared, pictures: Mapping[str, Picture]) -> bytes:
    """Return the Word file without page numbers in its table of contents, so that nothing is laid out.

    Args:
        program: the year.
        shared: what all years have in common.
        pictures: its figures.
    """
    from handlingsprogram.render import word
    from handlingsprogram.render.pages.layout import Pages

    shown, theme = view_and_theme(program, shared, pictures)
    with workers() as pool:
        tree = pandoc.translate(markdown(shown), ["json"], pool)["json"].result()
        content = word.write(tree, files_of(program, pictures), 0, shared.goals)
    pages: Future[Pages] = Future()
    listed = [line.id for part in shown.deler if isinstance(part, Listing) for line in part.linjer]
    pages.set_result(Pages(dict.fromkeys([*listed, *(line.id for line in shown.innhold)], 0)))
    return word.finish(content, shown, theme, pages, properties(program, shared.revisjon, 0))


def view_and_theme(
    program: Program, shared: Shared, pictures: Mapping[str, Picture]
) -> tuple[View, dict[str, Any]]:
    """Return what a programme's documents show, and the theme as the programme has it."""
    names = {name: shown.fil for name, shown in pictures.items()}
    theme = of_year(shared.theme, program.tema)
    return view(program, shared.goals, theme, names, room(theme)), theme


def files_of(program: Program, pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    """Return the pictures' contents by the path that the text gives them."""
    return {link(picture_path(program, one.fil)): one.innhold for one in pictures.values()}


def pictures(
    program: Program,
    folder: Path,
    theme: Mapping[str, Any],
    read: Callable[[Path, str], Picture] = picture,
) -> dict[str, Picture]:
    """Return the pictures that a programme's documents show, by the name that the content gives them.

    Args:
        program: a programme whose figures' files can all be used.
        folder: the year's folder, which has its figures.
        theme: what all years share, with the logo; what is drawn for every format has the year's colours.
        read: reads a picture.
    """
    figures = {figur.fil: read(folder, figur.fil) for figur in program.figurer() if figur.fil}
    logo = theme.get("logo")
    emblem = {logo.fil: Picture(logo.fil, logo.innhold, logo.bredde, logo.høyde)} if logo else {}
    own = of_year(theme, program.tema)
    drawn = {**_charts(program, own), **_drawings(program, own)}
    return figures | _drawn(drawn) | emblem


def _drawn(drawings: Mapping[str, str]) -> dict[str, Picture]:
    """Return what is drawn as pictures, by what the files are called."""
    if not drawings:
        return {}
    from handlingsprogram.read.pictures import svg_size

    contents = {name: drawing.encode() for name, drawing in drawings.items()}
    return {name: Picture(name, content, *svg_size.size(content)) for name, content in contents.items()}


def _drawings(program: Program, theme: Mapping[str, Any]) -> dict[str, str]:
    return {
        drawings.file_name(one): drawings.on_paper(one, theme, program.språk)
        for one in drawings.drawings(program)
    }


def _charts(program: Program, theme: Mapping[str, Any]) -> dict[str, str]:
    shown = charts.shown_everywhere(program)
    if not any(shown.values()):
        return {}
    from handlingsprogram.render.charts import drawing

    colours, font = drawing.paper(theme["farger"]), theme["skrift"]["pdf"]
    return {
        charts.file_name(chart): drawing.draw(chart, colours, drawing.PAPER_WIDTH, font)
        for found in shown.values()
        for chart in found
    }
