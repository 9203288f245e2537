"""What people have for pictures is taken as it is meant, or told in one line with what to do."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from handlingsprogram.read.limits import MAX_PUBLISHED_BYTES, TALLEST, WIDEST
from handlingsprogram.read.pictures import names, pixels
from handlingsprogram.read.pictures.kinds import kind
from handlingsprogram.read.pictures.picture import Picture, picture, wrong
from handlingsprogram.read.pictures.raster import UnusableError
from handlingsprogram.read.pictures.sharpness import coarse
from handlingsprogram.render.pages import typst
from tests.hostile.pictures import DOT, chunk, png, svg
from tests.photographs import (
    CORNERS,
    HEIGHT,
    PERSON,
    TOLD,
    WIDTH,
    corners,
    exif,
    four,
    is_upright,
    noise,
    photograph,
    printed,
    profile,
    saved,
)
from tests.read import drawings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# --- What is shown ------------------------------------------------------------------------------


def shown(folder: Path, content: bytes, name: str = "figurer/bilde.jpg") -> Picture:
    """Return what the documents show of a file."""
    (folder / "figurer").mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return picture(folder, name)


def opened(one: Picture) -> Image.Image:
    return Image.open(io.BytesIO(one.innhold))


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_a_picture_is_upright_however_the_camera_was_held_and_tells_nothing(
    tmp_path: Path, form: str, turned: int
) -> None:
    content = photograph(form, turned)
    assert PERSON.encode() in content
    assert is_upright(opened(shown(tmp_path, content)))
    assert not [word for word in TOLD if word in shown(tmp_path, content).innhold]
    assert not opened(shown(tmp_path, content)).getexif()


LIGHT, CLEAR = Image.new("L", (4, 4), 200), Image.new("RGBA", (4, 4), (200, 0, 0, 0))
KINDS: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
    "a baseline JPEG": (photograph, "jpg", "JPEG", "RGB"),
    "a progressive JPEG": (lambda: saved(four(), "jpeg", progressive=True), "jpg", "JPEG", "RGB"),
    "a JPEG in greys": (lambda: saved(four().convert("L"), "jpeg"), "jpg", "JPEG", "L"),
    "a JPEG for print": (printed, "jpg", "JPEG", "RGB"),
    "a JPEG with a profile": (lambda: saved(four(), "jpeg", icc_profile=profile()), "jpg", "JPEG", "RGB"),
    "a JPEG in RGB": (lambda: saved(four(), "jpeg", keep_rgb=True), "jpg", "JPEG", "RGB"),
    "a WebP": (lambda: photograph("webp"), "jpg", "JPEG", "RGB"),
    "a WebP dot by dot": (lambda: saved(four(), "webp", lossless=True), "png", "PNG", "RGB"),
    "a WebP that is clear": (
        lambda: saved(four().convert("RGBA").resize((9, 6)), "webp"),
        "jpg",
        "JPEG",
        "RGB",
    ),
    "a PNG with a palette": (lambda: saved(four().quantize(4), "png"), "png", "PNG", "P"),
    "a PNG of 16 bits": (lambda: saved(Image.new("I;16", (9, 9), 9_000), "png"), "png", "PNG", "I;16"),
    "a PNG of 1 bit": (lambda: saved(Image.new("1", (9, 9)), "png"), "png", "PNG", "1"),
    "a clear WebP": (lambda: saved(CLEAR, "webp"), "png", "PNG", "RGBA"),
    "a turned PNG with a clear colour": (
        lambda: saved(LIGHT.convert("P"), "png", transparency=0, exif=Image.Exif()),
        "png",
        "PNG",
        "P",
    ),
}
"""Kind -> what makes the content, and the ending, the form and the colours of what is shown."""


@pytest.mark.parametrize("case", KINDS)
def test_every_kind_is_shown_in_one_that_all_programs_know(tmp_path: Path, case: str) -> None:
    make, ending, form, mode = KINDS[case]
    one = shown(tmp_path, make(), "figurer/bilde")
    assert one.fil == f"figurer/bilde.{ending}"
    image = opened(one)
    image.load()
    assert (image.format, image.mode, image.size) == (form, mode, (one.bredde, one.høyde))
    if image.size == (WIDTH, HEIGHT) and mode in {"RGB", "P"}:
        assert is_upright(image, within=30)


@pytest.mark.parametrize("name", ["bilde.png", "bilde.jpg", "Bilde.JPEG", "bilde.webp", "bilde.svg", "bilde"])
def test_what_a_file_is_shows_in_its_content_and_not_in_its_name(tmp_path: Path, name: str) -> None:
    stem = name.partition(".")[0]
    assert shown(tmp_path, photograph(), f"figurer/{name}").fil == f"figurer/{stem}.jpg"
    assert shown(tmp_path, DOT, f"figurer/{name}").fil == f"figurer/{stem}.png"
    assert shown(tmp_path, svg(""), f"figurer/{name}").fil == f"figurer/{stem}.svg"


def test_a_photograph_that_is_fit_is_not_made_anew(tmp_path: Path) -> None:
    content = photograph()
    scan = content[content.index(b"\xff\xda") :]
    assert shown(tmp_path, content).innhold.endswith(scan)
    with_more = content + b"\xff\xd8\xff\xe1\x00\x10Exif\0\0" + PERSON.encode()
    assert shown(tmp_path, with_more).innhold == shown(tmp_path, content).innhold


def test_a_png_is_published_byte_for_byte_where_it_tells_nothing(tmp_path: Path) -> None:
    software = chunk(b"tEXt", b"Software\0Matplotlib version3.10")
    for content in (DOT, png(700, 9, software), png(9, 9, chunk(b"pHYs", bytes([0, 0, 9, 9] * 2) + b"\1"))):
        assert shown(tmp_path, content).innhold == content


@pytest.mark.parametrize(
    "told",
    [
        chunk(b"tEXt", b"Author\0Kari"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>"),
        chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0"),
        chunk(b"prVt", b"x"),
        chunk(b"pHYs", b"\0\0\0\x09\0\0\0\x12\1"),
    ],
)
def test_a_png_loses_what_it_tells_and_no_dot(tmp_path: Path, told: bytes) -> None:
    assert shown(tmp_path, png(9, 9, told)).innhold == png(9, 9)


LARGE: dict[str, tuple[Callable[[], Image.Image], dict[str, Any], str, int]] = {
    "wide": (lambda: four(4000, 3000), {"form": "jpeg"}, "JPEG", WIDEST),
    "tall": (lambda: four(2000, 6000), {"form": "jpeg"}, "JPEG", TALLEST),
    "much in little room": (lambda: noise(2000, 1400), {"form": "jpeg", "quality": 98}, "JPEG", WIDEST),
    "a photograph that somebody saved as PNG": (
        lambda: noise(1600, 1200),
        {"form": "png", "compress_level": 1},
        "JPEG",
        WIDEST,
    ),
    "the same, partly clear": (
        lambda: Image.merge("RGBA", (*noise(1500, 1200).split(), noise(1500, 1200).convert("L"))),
        {"form": "png", "compress_level": 1},
        "PNG",
        WIDEST,
    ),
}
"""What is too large -> what makes it, how it is saved, and the form and the size of what is shown."""


@pytest.mark.parametrize("case", LARGE)
def test_what_is_published_is_fit_for_print_and_web(tmp_path: Path, case: str) -> None:
    make, settings, form, most = LARGE[case]
    image = make()
    proportions = image.width / image.height
    one = shown(tmp_path, saved(image, **settings))
    image = opened(one)
    assert image.format == form
    assert max(image.size) <= most
    assert len(one.innhold) <= MAX_PUBLISHED_BYTES
    assert image.width / image.height == pytest.approx(proportions, abs=0.01)


def test_the_same_file_gives_the_same_bytes() -> None:
    raster = pixels.read(photograph("webp", 6), "webp")
    assert pixels._made(raster) == pixels._made(raster)
    again = pixels.read(pixels._made(raster).content, "jpeg")
    assert pixels.is_published(again)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16"])
def test_a_turned_picture_keeps_its_colours_however_they_are_kept(tmp_path: Path, mode: str) -> None:
    whole = Image.new("RGB", (30, 20), (176, 176, 176))
    image = Image.new(mode, (30, 20), 176 << 8) if mode == "I;16" else whole.convert(mode)
    one = opened(shown(tmp_path, saved(image, "png", exif=exif(6))))
    assert one.size == (20, 30)
    assert one.convert("RGB").getpixel((9, 9)) == image.convert("RGB").getpixel((9, 9)) or mode == "I;16"
    assert mode != "I;16" or one.getpixel((9, 9)) == 176


def test_colours_for_print_are_those_that_are_seen(tmp_path: Path) -> None:
    seen = corners(opened(shown(tmp_path, printed())))
    assert all(
        abs(a - b) < 12
        for one, other in zip(seen, CORNERS, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def test_a_picture_with_too_few_dots_for_its_width_is_told_of(tmp_path: Path) -> None:
    def told(width: int, height: int, printed: float | None = None) -> list[str]:
        return list(coarse(shown(tmp_path, png(width, height)), printed))

    assert told(1, 1) == [
        "er 1 × 1 piksler og blir uskarpt på trykk; bruk et bilde på minst 950 piksler i bredden"
    ]
    assert told(620, 400)
    assert told(640, 400) == []
    assert told(400, 800) == []  # printed no wider than its height lets it be
    assert told(150, 50, 45) != told(200, 50, 45) == []
    assert list(coarse(shown(tmp_path, svg("")))) == []


# --- Drawings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("program", drawings.TAKEN)
def test_a_drawing_is_taken_as_drawing_programs_save_it(tmp_path: Path, program: str) -> None:
    content = drawings.TAKEN[program].encode()
    one = shown(tmp_path, content)
    if b"data:image" not in content and b"light-dark" not in content:
        assert one.innhold == content
    proportions = {
        "matplotlib": 345.6 / 460.8,
        "Inkscape": 10 / 21,
        "draw.io": 81 / 221,
        "Illustrator": 595.3 / 841.9,
    }
    assert one.høyde / one.bredde == pytest.approx(proportions.get(program, 360 / 640))


def test_a_drawing_for_light_and_dark_screens_is_light_on_paper_and_everywhere(tmp_path: Path) -> None:
    for light, dark in (("rgb(218, 232, 252)", "rgb(29, 41, 59)"), ("#dae8fc", "var(--mørk, rgb(1, 2, 3))")):
        old = "light-dark(rgb(218, 232, 252), rgb(29, 41, 59))"
        drawing = drawings.DRAW_IO.replace(old, f"light-dark({light}, {dark})")
        content = shown(tmp_path, drawing.encode()).innhold.decode()
        assert content == drawing.replace(f"light-dark({light}, {dark})", light)
        drawn = Image.open(io.BytesIO(typst.to_png(content.encode()))).convert("RGB")
        assert drawn.getpixel((drawn.width // 10, drawn.height // 10)) == (218, 232, 252)
    with pytest.raises(UnusableError, match=re.escape("har stilen «var(» (linje 2)")):
        shown(tmp_path, svg('<rect style="fill: var(--farge)"/>'))


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_a_photograph_in_a_drawing_tells_nothing_and_is_upright(
    tmp_path: Path, form: str, turned: int
) -> None:
    data = b64encode_lines(photograph(form, turned))
    content = svg(f'<image width="9" height="5" href="data:image/{form};base64,{data}"/><path d="M0 0"/>')
    one = shown(tmp_path, content)
    [(kind_, inside)] = re.findall(rb"data:image/(\w+);base64,([^\"]*)", one.innhold)
    pixels_ = b64decode(inside)
    assert kind(pixels_) == kind_.decode()
    assert is_upright(Image.open(io.BytesIO(pixels_)))
    assert not [word for word in TOLD if word in pixels_]
    assert one.innhold.endswith(b'"/><path d="M0 0"/>\n</svg>')


def b64encode_lines(content: bytes) -> str:
    """Return data in lines, parted as Inkscape does."""
    from base64 import encodebytes

    return encodebytes(content).decode().replace("\n", "&#10;\n")


HTML_INSIDE = (
    "har <foreignObject> (linje 10); lagre det med vanlig tekst (draw.io: «Convert labels to SVG»), "
    "eller som PNG"
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            drawings.DRAW_IO_WITH_HTML,
            HTML_INSIDE,
        ),
        (
            drawings.POWERPOINT_WITH_GRADIENT,
            "har en fargeovergang som gjentar seg (linje 3); bruk en enkel farge, eller lagre bildet som PNG",
        ),
        (
            drawings.ILLUSTRATOR_TO_EDIT,
            "har en <!DOCTYPE som ikke er SVG sin egen (linje 3); ta den ut av bildet",
        ),
        (
            drawings.INKSCAPE.replace('viewBox="0 0 210 100"', "").replace("210mm", "100%"),
            "sier ikke hvor stort det er (viewBox, eller width og height); lagre bildet på nytt",
        ),
        (drawings.MATPLOTLIB.replace("</g>", "&nbsp;</g>", 1), "har &nbsp; (linje 18); skriv selve tegnet"),
    ],
)
def test_a_drawing_that_only_some_programs_show_is_one_finding(
    tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(UnusableError) as error:
        shown(tmp_path, content.encode())
    assert error.value.reasons == [told]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.0//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ],
)
def test_svgs_own_document_type_is_passed_over(tmp_path: Path, doctype: str) -> None:
    content = svg("", doctype)
    assert shown(tmp_path, content).innhold == content


# --- What is not taken --------------------------------------------------------------------------

AS_PHOTO = "lagre det som JPEG eller PNG"
AS_DRAWING = "lagre tegningen som SVG eller PNG"
REFUSED = {
    b"\0\0\0\x24ftypheic": f"er et HEIC-bilde, som telefoner lager; {AS_PHOTO}",
    b"\0\0\0\x18ftypmif1": f"er et HEIC-bilde, som telefoner lager; {AS_PHOTO}",
    b"\0\0\0\x20ftypavif": f"er et AVIF-bilde, som mange programmer ikke kan vise; {AS_PHOTO}",
    b"\0\0\0\x14ftypqt  ": f"er en film; ta ut ett bilde av den, og {AS_PHOTO}",
    b"II*\0": f"er et TIFF-bilde eller råfilen fra et kamera; {AS_PHOTO}",
    b"MM\0*": f"er et TIFF-bilde eller råfilen fra et kamera; {AS_PHOTO}",
    saved(LIGHT, "gif"): "er et GIF-bilde; lagre det som PNG",
    saved(LIGHT, "bmp"): "er et BMP-bilde; lagre det som PNG",
    saved(LIGHT, "ico"): "er et ikon; lagre det som PNG",
    b"8BPS\0\1": f"er en Photoshop-fil; {AS_PHOTO}",
    b"\0\0\0\x0cjP  \r\n": f"er et bilde av et slag som få programmer kan vise; {AS_PHOTO}",
    b"%PDF-1.7\n": f"er en PDF-fil; {AS_DRAWING}",
    b"%!PS-Adobe-3.0 EPSF-3.0": f"er en EPS-fil; {AS_DRAWING}",
    b"\x01\0\0\0" + bytes(36) + b" EMF": "er en tegning i Office-format (EMF); høyreklikk på den, velg "
    f"«Lagre som bilde» og {AS_DRAWING}",
    b"\xd7\xcd\xc6\x9a": "er en tegning i Office-format (WMF); høyreklikk på den, velg «Lagre som bilde» "
    f"og {AS_DRAWING}",
    b"PK\x03\x04": f"er et dokument eller en pakket mappe; hent bildet ut av filen, og {AS_PHOTO}",
    b"\x1f\x8b\x08": "er en pakket fil (.svgz eller .gz); lagre tegningen som vanlig SVG",
    b"version https://git-lfs.github.com/spec/v1\n": "er bare git-lfs sin henvisning til bildet; "
    "kjør «git lfs pull», eller legg selve bildet der",
    b"\n<!DOCTYPE html>": "er en nettside og ikke et bilde; åpne siden, og lagre selve bildet",
    b'<mxfile host="app.diagrams.net">': "er en fil fra draw.io; eksporter den som SVG eller PNG",
    b"": "er tom; legg inn bildet på nytt",
    b"hei": "er ikke et bilde som kan brukes; lagre det som JPEG, PNG, WebP eller SVG",
    '<?xml version="1.0" encoding="UTF-16"?><svg/>'.encode("utf-16"): "er ikke et SVG-bilde i UTF-8",
    b"<note>svg</note>": "er ikke et SVG-bilde",
}
"""How a file begins -> what is said of it."""


@pytest.mark.parametrize("content", REFUSED, ids=lambda content: repr(content[:20]))
def test_what_is_not_taken_is_called_what_it_is(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnusableError) as error:
        shown(tmp_path, content)
    assert error.value.reasons == [REFUSED[content]]


# --- Names --------------------------------------------------------------------------------------

GOOD_NAMES = {
    "Bilde.PNG": "Bilde.jpg",
    "båt kart.png": "båt kart.jpg",
    "IMG_2025.10.3 (1).JPG": "IMG_2025.10.3 (1).jpg",
    "1. utkast, «Ærfugl» & [Øst] #2 100 % + 'x'.jpeg": "1. utkast, «Ærfugl» & [Øst] #2 100 % + 'x'.jpg",
    "console.jpg": "console.jpg",
    "Sámi-áhči.webp": "Sámi-áhči.jpg",
    "rapport v1.2": "rapport v1.2.jpg",
    "å" * 80 + ".jpg": "å" * 80 + ".jpg",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", GOOD_NAMES)
def test_any_name_is_found_in_whichever_form_the_disk_has_it(tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / "figurer").mkdir()
    on_disk = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    (tmp_path / "figurer" / on_disk).write_bytes(photograph())
    assert picture(tmp_path, f"figurer/{name}").fil == f"figurer/{GOOD_NAMES[name]}"
    assert wrong(tmp_path, unicodedata.normalize("NFD", f"figurer/{name}")) == []


def test_a_space_that_does_not_break_is_a_space(tmp_path: Path) -> None:
    shown(tmp_path, photograph(), "figurer/Skjermbilde kl.\u202f12.00.png")
    assert picture(tmp_path, "figurer/Skjermbilde kl. 12.00.png").fil == "figurer/Skjermbilde kl. 12.00.jpg"


OTHER = "; gi filen et annet navn"
SPACE = "har et navn som begynner eller slutter med mellomrom eller punktum, som Windows ikke tillater"
BAD_NAMES = {
    "kart?.png": f"har ? i navnet, som Windows ikke tillater{OTHER}",
    'kart "1".png': f'har " i navnet, som Windows ikke tillater{OTHER}',
    "a<b.png": f"har < i navnet, som Windows ikke tillater{OTHER}",
    "kart.png ": SPACE + OTHER,
    " kart.png": SPACE + OTHER,
    "kart.": SPACE + OTHER,
    "NUL": f"har et navn som Windows bruker til noe annet{OTHER}",
    "com1.tegning.png": f"har et navn som Windows bruker til noe annet{OTHER}",
    "å" * 99 + ".jpg": f"har et altfor langt navn{OTHER}",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_not_all_systems_can_hold_is_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "figurer").mkdir()
    (tmp_path / "figurer" / name).write_bytes(DOT)
    assert wrong(tmp_path, f"figurer/{name}") == [BAD_NAMES[name]]


@pytest.mark.parametrize(
    ("there", "asked", "suggested"),
    [
        ("Kart.PNG", "kart.png", "Kart.PNG"),
        ("kart.jpg", "kart.png", "kart.jpg"),
        ("kart over regionen.png", "kart-over-regionen.png", "kart over regionen.png"),
        ("kart #2.png", "kart", "kart #2.png"),
        ("x.svg", "kart.svg", ""),
        ("", "kart.svg", ""),
    ],
)
def test_a_file_that_is_missing_is_told_with_the_one_that_may_be_meant(
    tmp_path: Path, there: str, asked: str, suggested: str
) -> None:
    if there:
        shown(tmp_path, photograph(), f"figurer/{there}")
    told = "kan ikke leses: den finnes ikke" + (f"; mente du «figurer/{suggested}»?" if suggested else "")
    assert wrong(tmp_path, f"figurer/{asked}") == [told]


def test_names_that_are_one_on_some_systems_are_told_of(tmp_path: Path) -> None:
    for name in ("Kart.png", "kart.png", "båt.png", unicodedata.normalize("NFD", "båt.png")):
        shown_file = tmp_path / "figurer" / name
        shown_file.parent.mkdir(exist_ok=True)
        shown_file.write_bytes(DOT)
    told = "har samme navn som «Kart.png», på store og små bokstaver nær; gi en av dem et annet navn"
    assert wrong(tmp_path, "figurer/kart.png") == [told]
    assert wrong(tmp_path, "figurer/båt.png") == ["finnes to ganger, med navn som ser like ut; slett den ene"]


def test_no_name_is_told_of_what_lies_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "hemmelig").mkdir()
    (tmp_path / "hemmelig/kart.png").write_bytes(DOT)
    (tmp_path / "figurer").symlink_to("hemmelig")
    assert wrong(tmp_path, "figurer/karte.png") == ["er en snarvei; legg selve filen i mappen"]


def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "figurer").mkdir()
    os.mkfifo(tmp_path / "figurer/rør.png")
    assert wrong(tmp_path, "figurer/rør.png") == ["er ingen vanlig fil; legg et bilde der"]
    assert names.folded("Å.PNG") == names.folded("å.png")


def test_a_picture_beside_its_folder_and_a_folder_by_another_name_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "kart.png").write_bytes(DOT)
    missing = "kan ikke leses: den finnes ikke"
    told = f"{missing}; den ligger utenfor mappen «figurer», så flytt den dit"
    assert wrong(tmp_path, "figurer/kart.png") == [told]
    (tmp_path / "Figurer").mkdir()
    assert wrong(tmp_path, "figurer/kart.png") == [f"{missing}; gi mappen «Figurer» navnet «figurer»"]
    assert wrong(tmp_path, "kartet over alt.png") == [missing]
