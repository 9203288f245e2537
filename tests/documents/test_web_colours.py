"""Any theme gives readable web pages, light and dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsprogram.read.theme.contrast import contrast
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.web import colours, page

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("hoved", "aksent", "tekst", "dempet", "linje", "flate", "på_hoved")
GROUNDS = ("bunn", "flate", "flate-etter", "flate-for")
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@settings(deadline=None)  # a busy machine is no finding
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, COLOURS)))
def test_any_theme_gives_readable_pages(theme: dict[str, str]) -> None:
    for palette in (colours.light(theme), colours.dark(theme)):
        for ground in GROUNDS:
            for text in ("tekst", "dempet", "hoved", "aksent"):
                assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
        assert contrast(palette["pa-band"], palette["band"]) >= 4.5
        assert contrast(palette["kant"], palette["bunn"]) >= 3


def test_the_theme_itself_is_kept_where_it_is_readable(root: Path) -> None:
    theme, _ = load_theme(root / "content" / "tema.yaml")
    assert theme
    light = colours.light(theme["farger"])
    assert {light["hoved"], light["band"]} == {theme["farger"]["hoved"]}
    assert light["aksent"] == theme["farger"]["aksent"]


def test_the_policy_lets_in_the_stylesheet_and_nothing_else() -> None:
    # The hash of an empty stylesheet, as `openssl dgst -sha256 -binary | base64` gives it.
    policy = page.policy("")
    assert "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" in policy
    assert policy.startswith("default-src 'none'; ")
    assert not re.search(r"unsafe|https?:|\*", policy)
