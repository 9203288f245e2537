"""The web page's fonts: what lies in it can be drawn with, and is what their licences allow."""

from __future__ import annotations

import base64
import io
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from handlingsprogram.read.theme import looks
from handlingsprogram.read.theme.own_fonts import Skriftfil
from handlingsprogram.render.pages.fonts import OWN
from handlingsprogram.render.web import fonts, page
from handlingsprogram.resources import resource_folder
from tests.documents.readers import html_page
from tests.fonts import cut_anew

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.xdist_group("html")

FOLDER = resource_folder("templates") / fonts.FOLDER
FACE = re.compile(
    r'@font-face {[^}]*font-family: "(\w+)"; font-weight: (\d+); font-style: (\w+); [^}]*base64,([^"]*)"'
)
LETTERS = "abcæøåÆØÅéòôüáčđšžÁČĐŠŽ«»–—…§€0123456789"
SAMI = "ŋŧŊŦ"
"""What some fonts lack in some cuts."""


def opened(content: bytes) -> Any:
    return TTFont(io.BytesIO(content))


def themed(**skrift: str) -> dict[str, Any]:
    return looks.theme({"skrift": skrift} if skrift else {})


def package_files(package: str, pattern: str) -> tuple[Skriftfil, ...]:
    spec = find_spec(package)
    assert spec
    assert spec.origin
    folder = Path(spec.origin).parent / "files"
    return tuple(Skriftfil(path.name, path.read_bytes()) for path in sorted(folder.glob(pattern)))


def test_the_cuts_are_those_that_make_skrifter_makes() -> None:
    made = cut_anew()
    assert {path.name for path in FOLDER.iterdir()} == made.keys()
    for name, content in made.items():
        ours, anew = opened((FOLDER / name).read_bytes()), opened(content)
        assert ours.getGlyphOrder() == anew.getGlyphOrder(), name
        assert list(map(str, ours["name"].names)) == list(map(str, anew["name"].names)), name
        assert ours["hmtx"].metrics == anew["hmtx"].metrics, name


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_cut_has_the_letters_and_the_licence_but_not_the_reserved_name(path: Path) -> None:
    font = opened(path.read_bytes())
    asked = LETTERS + (SAMI if path.stem == "source-sans-pro-regular" else "")
    assert not set(map(ord, asked)) - set(font.getBestCmap())
    names: dict[int, str] = {record.nameID: str(record) for record in font["name"].names}
    for number in (1, 3, 4, 6):
        assert names[number].startswith("Programskrift")
    assert re.match("Copyright|©", names[0])
    assert "Open Font License" in names[13]
    if "CFF " in font:
        drawn = font["CFF "].cff
        said = [*drawn.fontNames, drawn.topDictIndex[0].FamilyName, drawn.topDictIndex[0].FullName]
        assert all(one.startswith("Programskrift") for one in said)
    assert len(path.read_bytes()) < 25_000


def test_letters_that_are_one_sign_would_be_lost_in_a_printed_pdf() -> None:
    for path in FOLDER.iterdir():
        table = opened(path.read_bytes())["GSUB"].table if "GSUB" in opened(path.read_bytes()) else None
        tags = {record.FeatureTag for record in table.FeatureList.FeatureRecord} if table else set()
        assert "liga" not in tags, path


def test_the_page_has_the_themes_fonts_and_its_policy_lets_in_no_others(built: Path) -> None:
    path = built / "handlingsprogram-2025.html"
    faces = FACE.findall(path.read_text(encoding="utf-8"))
    assert [face[:3] for face in faces] == [
        ("Programtekst", "400", "normal"),
        ("Programtekst", "400", "italic"),
        ("Programtekst", "700", "normal"),
    ]
    for *_, data in faces:
        assert opened(base64.b64decode(data)).flavor == "woff2"
    [policy] = html_page(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert [part for part in policy.split("; ") if part.startswith("font-src")] == ["font-src data:"]


def test_headings_of_another_font_bring_that_in_bold_alone() -> None:
    found = fonts.faces(themed(pdf=OWN, overskrift="Manrope"))
    assert [(face.navn, face.vekt) for face in found[3:]] == [("Programoverskrift", 700)]
    assert {face.navn for face in found[:3]} == {"Programtekst"}
    assert len(fonts.faces(themed(pdf="Manrope", overskrift="Manrope"))) == 2  # which has no italics


def test_a_font_of_ones_own_is_cut_from_its_file_each_weight_by_itself() -> None:
    theme = {
        **themed(pdf="Source Sans 3", overskrift="Source Sans 3"),
        "skriftfiler": package_files("fontpkg_source_sans_3", "*.ttf"),
    }
    found = fonts.faces(theme)
    assert [(face.vekt, face.stil) for face in found] == [(400, "normal"), (400, "italic"), (700, "normal")]
    drawn = [opened(base64.b64decode(face.data)) for face in found]
    assert not any("fvar" in font for font in drawn)
    widths = [font["hmtx"][font.getBestCmap()[ord("a")]][0] for font in drawn]
    assert widths[2] > widths[0]


@pytest.mark.parametrize("forbidden", [0x2, 0x102, 0x202, 0x100])
def test_a_font_that_may_not_lie_in_documents_does_not(forbidden: int) -> None:
    [file] = package_files("font_manrope", "Manrope-Regular.ttf")
    font = opened(file.innhold)
    font["OS/2"].fsType = forbidden
    font["name"].setName("Egen", 16, 3, 1, 0x409)
    written = io.BytesIO()
    font.save(written)
    theme = {
        **themed(pdf="Egen", overskrift="Egen"),
        "skriftfiler": (Skriftfil("e.ttf", written.getvalue()),),
    }
    assert fonts.faces(theme) == []
    assert '"Egen"' in page.stylesheet("nettsted", EMPTY, theme)


def test_a_file_that_only_begins_as_a_font_is_none() -> None:
    theme = {
        **themed(pdf="Egen", overskrift="Egen"),
        "skriftfiler": (Skriftfil("e.ttf", b"OTTO" + b"\xff" * 99),),
    }
    assert fonts.faces(theme) == []


EMPTY: Mapping[str, Any] = {"bærekraftsmål": {}}


def test_no_name_of_a_font_writes_into_the_stylesheet() -> None:
    name = 'Ny"; } </style><script>alert(1)</script> \\'
    theme = themed(pdf=name, overskrift=name, word=name, word_overskrift=name)
    style = page.stylesheet("nettsted", EMPTY, theme)
    assert "<" not in style
    named = set(re.findall(r'"Program(?:tekst|overskrift)", "(.*?)", "(.*?)", "Source', style))
    read = {
        re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), one) for pair in named for one in pair
    }
    assert read == {name}
