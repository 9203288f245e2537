"""An adoption written into a year's files: everywhere that says whether and when it was adopted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.adoption.digests import FILE
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.model.values import day
from handlingsprogram.read.text.content import blocks
from handlingsprogram.read.theme.looks import pinned
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.writing import edits, values
from handlingsprogram.writing.batch import Batch
from handlingsprogram.yearly.cover import restated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.text.strict_yaml import Path_, Tree
    from handlingsprogram.yearly.roll import Source

_FIRST = "# yaml-language-server: $schema="
_BELOW_CASE = ("omslag", "innholdsfortegnelse", "nummerering", "tiltakstabell", "kapitler")


@record
class Adoption:
    """What was decided."""

    dato: str
    """åååå-mm-dd."""
    organ: str
    sak: str
    """Number of the case; empty where it is not said."""


def adopt(source: Source, adoption: Adoption, theme: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of a year that change when it is adopted, by path below its folder.

    Args:
        source: the year.
        adoption: what was decided.
        theme: as in tema.yaml; the year says from now on how it looks, so that it stays as it was printed.
    """
    resolutions = list(_resolutions(source))
    texts: dict[str, str] = {}
    for (kind, _), tree in source.folder.trees.items():
        name = tree.file.removeprefix(f"{source.folder.path.as_posix()}/")
        batch = Batch(source.texts[name])
        if kind == "program":
            _frame(batch, tree.data, adoption)
            _look(batch, tree.data.get("tema", {}), theme)
        # Of several resolutions nobody can tell which is this one.
        for file, path, box in resolutions if len(resolutions) == 1 else ():
            if file == tree.file:
                organ = _at_the_head(adoption.organ, box.get("organ", ""))
                _set(batch, path, box, {"organ": organ, "dato": adoption.dato, "sak": adoption.sak})
        if batch.done() != source.texts[name]:
            texts[name] = batch.done()
    return texts


def _frame(batch: Batch, data: dict[str, Any], adoption: Adoption) -> None:
    words = fixed_words(data["språk"])
    _set(batch, (), data, {"status": "vedtatt", "dato": adoption.dato})
    written = day(adoption.dato, "kort", words)
    line = words["vedtatt_omslag"].format(organ=adoption.organ, dato=written)
    former = data["omslag"].get("undertittel", "")
    if not (re.search(words["vedtatt_ord"], former, re.IGNORECASE) and written in former):
        _set(
            batch, ("omslag",), data["omslag"], {"undertittel": restated(former, line)}, ("avsender", "bilde")
        )
    if adoption.sak and "sak" in data:
        _set(batch, ("sak",), data["sak"], {"nummer": adoption.sak}, ("arkivsak", "lenke"))
    elif adoption.sak:
        batch.put((), "sak", {"nummer": adoption.sak}, _BELOW_CASE)


def _look(batch: Batch, own: Mapping[str, Any], theme: Mapping[str, Any]) -> None:
    """Write down how the year looks, as far as it does not say so itself."""
    kept = pinned(theme, own)
    if not own:
        batch.put((), "tema", kept, _BELOW_CASE)
        return
    for key, value in kept.items():
        if key not in own:
            batch.put(("tema",), key, value, ("farger", "skrift", "mål", "form"))
        elif isinstance(value, dict):
            for name, one in value.items():
                if name not in own[key]:
                    batch.put(("tema", key), name, one)


def _set(
    batch: Batch,
    path: Path_,
    there: Mapping[str, Any],
    wanted: Mapping[str, str],
    before: tuple[str, ...] = (),
) -> None:
    """Give keys of a mapping their values, where they have others or none; an empty one is not wanted."""
    for key, value in wanted.items():
        if value and key in there and there[key] != value:
            batch.replace((*path, key), value)
        elif value and key not in there:
            batch.put(path, key, value, (*before, "tekst"))


def _at_the_head(organ: str, there: str) -> str:
    """Return how a box names who decided it, at the head of its line: as it does, where it names the same."""
    same = re.match(rf"{re.escape(organ)}(?!\w)", there, re.IGNORECASE)
    return there if same else organ[:1].upper() + organ[1:]


def _resolutions(source: Source) -> Iterator[tuple[str, Path_, dict[str, Any]]]:
    """Give file, place and data of each box that has a resolution."""
    for (kind, _), tree in source.folder.trees.items():
        if kind in FOLDERS:
            yield from (
                (tree.file, (*path, "vedtak"), block["vedtak"])
                for path, block in blocks(tree.data)
                if "vedtak" in block
            )


def locked(adoption: Adoption, digests: Mapping[str, str], language: str) -> str:
    """Return `vedtak.yaml`.

    Args:
        adoption: what was decided.
        digests: what the year's files hold now.
        language: of the programme, for the comment.
    """
    words = fixed_words(language)
    data = {"dato": adoption.dato, "organ": adoption.organ, "sak": adoption.sak, "avtrykk": dict(digests)}
    body = values.lines({key: value for key, value in data.items() if value}, 0)
    comment = [f"# {line}" for line in words["vedtak_merknad"].split("|")]
    return "\n".join([f"{_FIRST}../../schemas/{FILE.removesuffix('.yaml')}.schema.json", *comment, *body, ""])


def corrected(text: str, tree: Tree, day_: str, reason: str, changed: Mapping[str, str]) -> str:
    """Return `vedtak.yaml` with one more correction.

    Args:
        text: the file.
        tree: the same, read.
        day_: today, åååå-mm-dd.
        reason: why.
        changed: what the files that were changed hold now.
    """
    entry = {"dato": day_, "begrunnelse": reason, "avtrykk": dict(changed)}
    known = tree.data.get("rettelser", [])
    if known:
        return edits.insert(text, ("rettelser",), len(known), entry)
    return edits.put(text, (), "rettelser", [entry])
