"""One web page in one file: a template, the family's stylesheet, and a policy that lets nothing else in.

Every page of the family extends `templates/html/grunnlag.html.j2` and is printed here, whether it shows a
programme or a comparison. It loads nothing and runs nothing: the content security policy allows one
stylesheet, by its own hash (https://www.w3.org/TR/CSP3/#grammardef-hash-source), the fonts that lie in that,
and no script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.render.edition.pictures import data_address, pixels
from handlingsprogram.render.pages.fonts import LEFTWARD
from handlingsprogram.render.web import colours, fonts
from handlingsprogram.render.words.hyphens import hyphenated
from handlingsprogram.render.words.templates import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment


def page(
    template: str, values: Mapping[str, Any], theme: Mapping[str, Any], *, pictures: bool = False
) -> str:
    """Return a page.

    Args:
        template: its name below `templates/html`, without ending; its own styles lie in `<name>.css.j2`.
        values: what the template shows, `språk` among it. All text in it is escaped.
        theme: colours, fonts and measures, as in tema.yaml; a logo as `load_theme` reads it.
        pictures: whether it may show pictures that lie in it as data, besides the logo.
    """
    from markupsafe import Markup

    logo = theme.get("logo")
    style = stylesheet(template, values, theme)
    # Ours, and hashed: not a character of it may change.
    shown = {**values, "stil": Markup(style), "policy": policy(style, pictures=pictures or bool(logo))}  # noqa: S704
    shown["logo"] = logo and {
        "data": data_address(logo.fil, logo.innhold),
        "alttekst": logo.alttekst,
        "bredde": pixels(logo.bredde),
        "høyde": pixels(logo.høyde),
    }
    text = _html().get_template(f"html/{template}.html.j2").render(shown)
    return hyphenated(_isolated(text), values["språk"])


def _isolated(text: str) -> str:
    """Return a page whose words from right to left do not turn what stands around them."""
    words = "|".join(LEFTWARD)
    if not re.search(words, text):
        return text
    head, start, body = text.partition("<body")
    pattern = re.compile(rf"<svg.*?</svg>|<[^>]*>|(?P<ord>{words})", re.DOTALL)
    return (
        head + start + pattern.sub(lambda found: f"<bdi>{found[0]}</bdi>" if found["ord"] else found[0], body)
    )


def stylesheet(template: str, values: Mapping[str, Any], theme: Mapping[str, Any]) -> str:
    """Return the family's styles and a template's own, in the theme's colours."""
    shown = {
        **values,
        "logo": theme.get("logo"),
        "snitt": fonts.faces(theme),
        "form": theme["form"],
        "mål": theme["mål"],
        "skrifter": {name: css_text(font) for name, font in theme["skrift"].items()},
        "lys": colours.light(theme["farger"]),
        "mork": colours.dark(theme["farger"]),
    }
    return "\n".join(
        environment().get_template(f"html/{name}.css.j2").render(shown).strip()
        for name in ("grunnlag", template)
    )


def css_text(text: str) -> str:
    """Return text for a string of a stylesheet: what could end it is written by its number."""
    return re.sub(r"[^\w -]", lambda match: f"\\{ord(match[0]):x} ", text)


def policy(style: str, *, pictures: bool = False) -> str:
    """Return the content security policy of a page with one stylesheet, its fonts, and pictures or none."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    images = " img-src data:;" if pictures else ""
    loaded = f"style-src 'sha256-{digest}';{images} font-src data:;"
    return f"default-src 'none'; {loaded} base-uri 'none'; form-action 'none'"


def part(template: str, values: Mapping[str, Any]) -> str:
    """Return a part of a page, printed from a template of its own below `templates/html`."""
    return _html().get_template(f"html/{template}.html.j2").render(values)


@cache
def _html() -> Environment:
    """Return the templates' environment with every value escaped."""
    return environment().overlay(autoescape=True, trim_blocks=True, lstrip_blocks=True)
