"""What a document must show, by an independent reading of the YAML: nothing of it may be lost."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN = {
    *("tittel", "undertittel", "avsender", "overskrift", "navn", "noter", "hjørne", "tall", "trykt"),
    *(
        "partnere",
        "resultatmål",
        "roller",
        "ansvarlig",
        "frist",
        "kostnad",
        "finansiering",
        "status",
        "egne_felt",
    ),
    *("og", "komma_og", "mellomrom", "hode", "rader", "alttekst", "bildetekst", "plassholder"),
}
_MARKDOWN = {"tekst", "punkter"}
_NOT_PRINTED = {
    *("tittel", "status"),  # of program.yaml itself: in the files' properties
    "tiltakstabell/kolonner/overskrift",  # printed where there are measures
    "tabeller/figurer/tittel",  # printed on the web page, or where program.yaml says so
}
"""Paths without numbers."""
_LETTERS = re.compile(r"[\W_]+")
_NOT_SHOWN = re.compile(r"\[\^[^\]\s]*\]:?|\]\([^)]*\)|\[|\{(?:nummer|tittel)\}")
"""Footnotes' marks, addresses and what begins a link: between them the text stands as it is."""


def letters(text: str) -> str:
    """Return what is left of a text when only letters and digits count."""
    return _LETTERS.sub("", text)


def shown(markdown: str) -> str:
    """Return the letters of a Markdown edition, as its tables' HTML shows them."""
    return letters(html.unescape(re.sub(r"(?<!\\)<[a-z/!][^<>]*>", "", markdown)))


def texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give each piece of text that must be in the document, with the path of its value.

    Args:
        files: a year's files, all of which are valid.
    """
    for name, content in files.items():
        if name != "godtatt.yaml":
            yield from _of(content)


@cache
def _of(content: bytes) -> tuple[tuple[str, str], ...]:
    data = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 — it makes texts only
    return tuple(_texts(data, ()))


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            # A table's title stands above it, where the table does not say otherwise.
            if key != "tittel" or str(value.get("trykk_tittel")).lower() != "false":
                yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, path)
    elif "/".join(path) not in _NOT_PRINTED and "/".join(path[-2:]) not in _NOT_PRINTED:
        if path[-1] in _MARKDOWN and path[-2:-1] != ("rader",) and path[-2:-1] != ("hode",):
            for piece in _NOT_SHOWN.split(html.unescape(value)):
                yield "/".join(path), letters(piece)
        elif set(path[-2:]) & _PLAIN and path[-1] not in {"id", "lik"} and not _is_switch(path):
            yield "/".join(path), letters(value)


def _is_switch(path: tuple[str, ...]) -> bool:
    """Tell whether a value steers a row of the budget instead of being printed."""
    switches = {
        "uthevet",
        "sum",
        "differanse",
        "tomme",
        "begrunnelse",
        "over",
        "viderefører",
        "bærekraftsmål",
    }
    return bool(switches & set(path)) or "samme_som" in path
