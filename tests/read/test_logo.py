"""A logo is a picture beside the theme: what is wrong with it is one finding, where the theme names it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.finding import Position
from handlingsprogram.read.pictures.svg_size import size
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.read.theme.logo import Logo
from tests.conftest import ROOT
from tests.hostile.pictures import SIGNATURE, chunk, header, png, svg

if TYPE_CHECKING:
    from pathlib import Path

THEME = (ROOT / "content" / "tema.yaml").read_text(encoding="utf-8")
LINE = THEME.count("\n") + 2
DRAWING = svg('<rect width="9" height="9"/>')


def theme_with(folder: Path, *lines: str) -> Path:
    path = folder / "tema.yaml"
    logo = "".join(f"  {line}\n" for line in lines)
    path.write_text(f"{THEME}logo:\n{logo}", encoding="utf-8")
    return path


def logo_of(folder: Path, *lines: str) -> Logo:
    theme, findings = load_theme(theme_with(folder, *lines))
    assert findings == []
    assert theme
    logo = theme["logo"]
    assert isinstance(logo, Logo)
    return logo


@pytest.mark.parametrize(
    ("content", "width", "printed"),
    [
        (png(300, 100), "", (45, 15)),
        (png(300, 100), "bredde: 60", (60, 20)),
        (png(300, 100), "bredde: 12.5", (12.5, 12.5 / 3)),
        # Never taller than 40 mm.
        (png(100, 300), "", (40 / 3, 40)),
        (png(200, 200), "bredde: 90", (40, 40)),
    ],
)
def test_a_logo_has_the_width_that_is_asked_for_and_is_never_too_tall(
    tmp_path: Path, content: bytes, width: str, printed: tuple[float, float]
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    logo = logo_of(tmp_path, "fil: logo.png", "alttekst: Rådet", *([width] if width else []))
    assert (logo.bredde, logo.høyde) == pytest.approx(printed)
    assert (logo.fil, logo.alttekst, logo.innhold) == ("logo.png", "Rådet", content)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('viewBox="0 0 20 10"', 0.5),
        ('viewBox="0,0, 20,10" width="100%" height="100%"', 0.5),
        ('viewBox="0 0 1 1" width="40mm" height="1cm"', 0.25),
        ('width="30" height="60px"', 2),
        ('width="3e1" height="15.0"', 0.5),
        ('width="30"', 0),
        ('width="30" height="0"', 0),
        ('viewBox="0 0 -20 10"', 0),
        ('viewBox="0 0 20"', 0),
        ("", 0),
    ],
)
def test_the_shape_of_a_drawing_is_its_own_size_or_else_its_view_box(
    attributes: str, expected: float
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><svg viewBox="0 0 3 7"/></svg>'
    width, height = size(drawing.encode())
    assert (height / width if width else 0) == pytest.approx(expected)


SIZED = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"/>'
LONG = "er over 20 ganger så langt den ene veien som den andre; lagre bildet uten luft rundt"


def written(content: bytes) -> dict[str, bytes]:
    return {"logo.svg": content}


WRONG: dict[str, tuple[dict[str, bytes], str, str]] = {
    "missing": ({}, "logo.svg", "kan ikke leses: den finnes ikke"),
    "a script": (
        written(svg("<script>alert(1)</script>")),
        "logo.svg",
        "har <script> (linje 2); ta det ut av bildet",
    ),
    "an address": (
        written(svg('<image href="https://example.org/x.png"/>')),
        "logo.svg",
        "har bildet «https://example.org/x.png» (linje 2); ta det ut av bildet",
    ),
    "a file that is no picture": (
        written(b"hei"),
        "logo.svg",
        "er ikke et bilde som kan brukes; lagre det som JPEG, PNG, WebP eller SVG",
    ),
    "too large": (written(svg(" " * 5_000_000)), "logo.svg", "er større enn 5 MB; gjør bildet mindre"),
    "too many pixels": (
        {"logo.png": png(16_001, 1_000)},
        "logo.png",
        "er 16001 × 1000 piksler; det meste er 16 millioner til sammen, så gjør bildet mindre",
    ),
    "no size": (
        written(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'),
        "logo.svg",
        "sier ikke hvor stort det er (viewBox, eller width og height); lagre bildet på nytt",
    ),
    "a size beyond all bounds": (written(SIZED.format("1e400", "1e400").encode()), "logo.svg", LONG),
    "a thread": (written(SIZED.format("1", "20.1").encode()), "logo.svg", LONG),
    "a line": ({"logo.png": png(201, 10)}, "logo.png", LONG),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_logo_that_cannot_be_used_is_one_finding(tmp_path: Path, case: str) -> None:
    files, name, told = WRONG[case]
    for file, content in files.items():
        (tmp_path / file).write_bytes(content)
    path = theme_with(tmp_path, f"fil: {name}", "alttekst: Rådet")
    theme, [finding] = load_theme(path)
    assert theme is None
    assert finding.position == Position(path.as_posix(), LINE, 8)
    assert (finding.rule, finding.message) == ("figur-fil", f"{name} {told}")


def test_a_link_is_not_followed_and_a_pipe_not_opened(tmp_path: Path) -> None:
    (tmp_path / "ekte.svg").write_bytes(DRAWING)
    (tmp_path / "logo.svg").symlink_to("ekte.svg")
    os.mkfifo(tmp_path / "merke.svg")
    for name, told in (
        ("logo.svg", "er en snarvei; legg selve filen i mappen"),
        ("merke.svg", "er ingen vanlig fil; legg et bilde der"),
    ):
        theme, [finding] = load_theme(theme_with(tmp_path, f"fil: {name}", "alttekst: Rådet"))
        assert theme is None
        assert finding.message == f"{name} {told}"


@pytest.mark.parametrize(
    ("lines", "place", "rule"),
    [
        (("fil: .logo.svg", "alttekst: Rådet"), (0, 8), "skjema-form"),
        (("fil: ../logo.svg", "alttekst: Rådet"), (0, 8), "skjema-form"),
        (("fil: figurer/logo.svg", "alttekst: Rådet"), (0, 8), "skjema-form"),
        (("fil: logo.svg",), (0, 3), "skjema-mangler"),
        (("fil: logo.svg", 'alttekst: ""'), (1, 13), "skjema-tom"),
        (("fil: logo.svg", "alttekst: Rådet", "bredde: 200"), (2, 11), "skjema-størrelse"),
        (("fil: logo.svg", "alttekst: Rådet", "bredde: 5"), (2, 11), "skjema-størrelse"),
        (("fil: logo.svg", "alttekst: Rådet", "høyde: 5"), (2, 3), "skjema-ukjent-nøkkel"),
    ],
)
def test_a_logo_that_is_said_wrongly_is_one_finding(
    tmp_path: Path, lines: tuple[str, ...], place: tuple[int, int], rule: str
) -> None:
    (tmp_path / "logo.svg").write_bytes(DRAWING)
    path = theme_with(tmp_path, *lines)
    theme, [finding] = load_theme(path)
    assert theme is None
    line, column = place
    assert (finding.rule, finding.position.column) == (rule, column), str(finding)
    assert finding.position.line == LINE + line


def test_a_logo_that_cannot_be_drawn_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    (content / "2025").mkdir(parents=True)
    # Whole as a file, with pixels that cannot be unpacked.
    broken = SIGNATURE + header(4, 4) + chunk(b"IDAT", b"nothing") + chunk(b"IEND", b"")
    (content / "logo.png").write_bytes(broken)
    path = theme_with(content, "fil: logo.png", "alttekst: Rådet")
    assert cli.main(["check", "--content", str(content)]) == cli.CONTENT_ERRORS
    told = "logo.png kan ikke vises: bildet er ødelagt eller har tegn som skriften mangler [figur-fil]"
    assert f"{path.as_posix()}:{LINE}:8: feil: {told}" in capsys.readouterr().out
