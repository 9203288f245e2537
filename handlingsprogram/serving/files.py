"""The files of the page that are the same for all: our own scripts, and the editor of text."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from starlette.requests import Request

_BUNDLE = "editor.js"
_PACKAGE = "django_prose_editor"


async def answer(request: Request) -> Response:
    """Answer with a script by its name; nothing else is there."""
    found = scripts().get(request.path_params["name"])
    if not found:
        raise HTTPException(404)
    return Response(found.read_bytes(), media_type="text/javascript; charset=utf-8")


@cache
def scripts() -> dict[str, Path]:
    """Return the scripts by name: our own, and the bundle that django-prose-editor brings.

    The package is made for Django, which is not loaded: what is used of it is this one file, ProseMirror and
    Tiptap in one module.
    """
    own = {path.name: path for path in sorted((resource_folder("templates") / "rediger").glob("*.js"))}
    spec = find_spec(_PACKAGE)
    if spec and spec.origin:
        own[_BUNDLE] = Path(spec.origin).parent / "static" / _PACKAGE / _BUNDLE
    return own
