"""The one set-up of Jinja2, and the filters that escape a value for its target."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from jinja2 import Environment


_SIGN = re.compile(r"[\\`*_\[\]<>&#|~^$]|^[-+=(:]")
_NUMBER = re.compile(r"^(\d+|[^\W\d_]+(?=.(?:\s|$)))([.)])")


def escape_markdown(text: str) -> str:
    """Return plain text as Markdown that prints just that text."""
    return _NUMBER.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", text))


def hex_digits(colour: str) -> str:
    """Return a colour as Word writes it, without the number sign."""
    return colour.lstrip("#").upper()


def quote(markdown: str) -> str:
    """Return Markdown as a block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.strip().split("\n"))


@cache
def environment() -> Environment:
    """Return the environment: strict about missing values, sandboxed; content is never a template."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    jinja = SandboxedEnvironment(
        loader=FileSystemLoader(resource_folder("templates")),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
    )
    jinja.filters["markdown"] = escape_markdown
    jinja.filters["quote"] = quote
    jinja.filters["hex"] = hex_digits
    return jinja
