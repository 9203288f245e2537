"""Attacks on the content: what each does to a copy of it, and everything that must be said of that."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.hostile import pictures
from tests.hostile.pictures import ADDRESS, DOT, png, svg
from tests.photographs import HEIGHT, WIDTH, photograph, saved
from tests.read.helpers import YEAR, Edit, edit, forbidden, unmarked

CHAPTER = "kapitler/budsjett.yaml"
RAMMER = YEAR / "kapitler/rammer.yaml"
CONTENT = YEAR.parent
FIRST = "      Osloregionens budsjett for 2025 skal finansiere aktivitetene i handlingsprogrammet.\n"

Attack = Callable[[], list[str]]
"""Is done in the folder that has the copy; returns the lines that must be printed of it."""


def lines(places: list[str], *messages: str) -> list[str]:
    return [f"{place}: feil: {message}" for place, message in zip(places, messages, strict=True)]


def written(text: str | bytes, *messages: str) -> Attack:
    """Let a chapter's file have this text; the places are marked in it, or are its beginning."""

    def attack() -> list[str]:
        if isinstance(text, bytes):
            RAMMER.write_bytes(text)
            return lines([f"{RAMMER.as_posix()}:1:1"], *messages)
        marked = unmarked(text)
        RAMMER.write_text(marked.text, encoding="utf-8")
        return lines([f"{RAMMER.as_posix()}:{place}" for place in marked.places], *messages)

    return attack


def edited(*parts: Edit | str) -> Attack:
    """Make edits; the messages follow them."""
    edits = tuple(part for part in parts if not isinstance(part, str))
    messages = tuple(part for part in parts if isinstance(part, str))
    return lambda: lines(edit(edits)[0], *messages)


def before_first(yaml: str, *messages: str) -> Attack:
    """Put a block into a chapter, before its first text."""
    start = f"  - tekst: |\n{FIRST}"
    return edited((CHAPTER, start, f"  - {yaml}\n{start}"), *messages)


def prose(markdown: str, *messages: str) -> Attack:
    """Put a paragraph into a chapter."""
    indented = "".join(f"      {line}\n" if line else "\n" for line in markdown.split("\n"))
    return edited((CHAPTER, FIRST, f"{FIRST}\n{indented}"), *messages)


def title(yaml: str, *messages: str) -> Attack:
    """Let the title of the programme be this."""
    return edited(("program.yaml", "tittel: Handlingsprogram 2025", f"tittel: {yaml}"), *messages)


def in_place_of(path: Path, make: Callable[[Path], object], *messages: str) -> Attack:
    """Put something else where a file or folder lies, or where nothing lies."""

    def attack() -> list[str]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        make(path)
        return lines([f"{path.as_posix()}:1:1"] * len(messages), *messages)

    return attack


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def moved_out(folder: Path) -> None:
    """Move a folder out of the content and put a link in its place."""
    folder.rename("ute")
    folder.symlink_to(Path("ute").resolve())


def with_chapters_moved_out() -> list[str]:
    moved_out(YEAR / "kapitler")
    files = sorted((YEAR / "kapitler").glob("*.yaml"))
    assert files
    return lines([f"{file.as_posix()}:1:1" for file in files], *[LINK.format("kapitler")] * len(files))


def with_the_year_moved_out() -> list[str]:
    moved_out(YEAR)
    return lines([f"{YEAR.as_posix()}:1:1"], FOLDER_LINK)


def with_pictures_moved_out() -> list[str]:
    found = figure("x.png", DOT, PICTURE_LINK)()
    moved_out(YEAR / "figurer")
    return found


def with_a_name_and_a_link() -> list[str]:
    """Name a file in one form of its letters, and let a link out of the content lie there in the other."""
    found = figure("å.png", DOT, PICTURE_LINK)()
    file = YEAR / "figurer/å.png"
    file.unlink()
    file.with_name(unicodedata.normalize("NFD", file.name)).symlink_to("/etc/passwd")
    return found


def with_too_many_files() -> list[str]:
    for number in range(600):
        (YEAR / f"kapitler/z{number:03}.yaml").write_text(f"id: z{number:03}\ntittel: Z\n", encoding="utf-8")
    others = [YEAR / f"{name}.yaml" for name in ("program", "budsjett", "godtatt")]
    first = [*others, *sorted((YEAR / "kapitler").glob("*.yaml"))][500]
    return lines([f"{first.as_posix()}:1:1"], "året har flere enn 500 filer; slå dem sammen [fil-antall]")


def with_too_large_files() -> list[str]:
    for number in range(5):
        (YEAR / f"kapitler/a{number}.yaml").write_bytes(b"#" * 990_000)
    message = "filene i året er til sammen større enn 4 MB; kort dem ned [fil-størrelse]"
    return lines([f"{(YEAR / 'kapitler/a4.yaml').as_posix()}:1:1"], message)


def large(path: Path) -> None:
    """Make a file of 50 megabytes that takes no room on the disk."""
    path.touch()
    os.truncate(path, 50_000_000)


def made(content: Callable[[], bytes]) -> Callable[[Path], object]:
    """Let a picture that takes time to make be made where it is used."""
    return lambda path: path.write_bytes(content())


def figure(name: str, content: bytes | Callable[[Path], object], *messages: str) -> Attack:
    """Show a picture in a chapter."""

    def attack() -> list[str]:
        (YEAR / "figurer").mkdir()
        if isinstance(content, bytes):
            (YEAR / "figurer" / name).write_bytes(content)
        else:
            content(YEAR / "figurer" / name)
        found = [f"figurer/{name} {message} [figur-fil]" for message in messages]
        places = before_first(f"figur: {{id: ¶f, fil: figurer/{name}, alttekst: Et kart}}", "")()
        return lines([places[0].split(": ")[0]] * len(found), *found)

    return attack


def drawing(inside: str, *what: str) -> Attack:
    """Show a drawing that has things that it may not have, on its second line."""
    return figure("x.svg", svg(inside), *(f"har {thing} (linje 2); ta det ut av bildet" for thing in what))


def picture_called(name: str) -> Attack:
    """Let the content ask for a picture by this name."""
    why = f"{PICTURE_NAME} [skjema-form]"
    return before_first(
        f"figur: {{id: f, fil: ¶{name}, alttekst: Et kart}}", f"«fil» kan ikke være «{name}». {why}"
    )


PICTURE_NAME = (
    "Bildefilen i årets mappe figurer, som JPEG, PNG, WebP eller SVG: figurer/navn.jpg. Skriv navnet slik "
    "filen heter; mellomrom, æ, ø, å og parenteser går bra."
)
LINK = "«{}» er en snarvei; legg selve filen eller mappen der [fil-snarvei]"
FOLDER_LINK = "mappen er en snarvei; legg selve mappen der [fil-snarvei]"
PICTURE_LINK = "er en snarvei; legg selve filen i mappen"
NO_FILE = "dette er ingen vanlig fil; legg en tekstfil der, eller slett den [fil-lesing]"
OF_YAML = "teksten begynner med «{}», som betyr noe annet i YAML; sett hele teksten i anførselstegn"
REUSED = "«{}» er til for å bruke noe om igjen i YAML, og det går ikke her; skriv det ut hvert sted"
ANCHOR = f"{REUSED.format('&a')} [yaml-anker]"
ALIAS = f"{REUSED.format('*b')}, eller sett det i anførselstegn hvis det er tekst [yaml-anker]"
TAG = f"{OF_YAML.format('!')} [yaml-tagg]"
DEEP = "innholdet er nøstet dypere enn 40 nivåer [yaml-dybde]"
LARGE = "filen er større enn 1 MB; del den opp [fil-størrelse]"
UNSEEN = "filen har et usynlig {} (U+{}) her; slett det [fil-tegn]"
ESCAPED = "teksten har et usynlig {} (U+{}); slett det [fil-tegn]"
CONTROL, TURNING = "kontrolltegn", "tegn som snur leseretningen"
NO_UTF_8 = "filen er ikke UTF-8 (byte {}); lagre som UTF-8 [fil-tegnsett]"
NO_YAML = (
    "filen kan ikke leses som YAML her: sjekk innrykk, kolon og anførselstegn på denne linjen og linjen over "
    "[yaml-form]"
)
UNKNOWN = (
    "ukjent nøkkel «<<»; lovlige nøkler er id, tittel, innholdstittel, i_innhold, nummerert, sideskift, "
    "åpning, innhold, underkapitler, innsatsområder, tverrgående_temaer, viderefører, tiltakstabell, "
    "bærekraftsmål_form [skjema-ukjent-nøkkel]"
)
SIGNS = (
    "filen kan ikke leses som YAML her: sjekk innrykk, kolon og anførselstegn på denne linjen og linjen over "
    "[yaml-form]"
)
WHOLE = "id: rammer\ntittel: Rammer\n"

FILES: dict[str, Attack] = {
    "laughs by aliases": written(
        "a: ¶&a [x, x]\n" + "".join(f"b{i}: &b{i} [{'*a, ' * 9}]\n" for i in range(9)), ANCHOR
    ),
    "an alias of nothing": written("a: ¶*b\n", ALIAS),
    "a merge key": written(f"{WHOLE}<<: ¶*b\n", ALIAS),
    "a merge key without an alias": written(f"{WHOLE}¶<<: {{sideskift: true}}\n", UNKNOWN),
    "an object of Python": written("a: ¶!!python/object/apply:os.system ['touch eid']\n", TAG),
    "a module of Python": written("a: ¶!!python/module:os\n", TAG),
    "binary data": written("a: ¶!!binary aGVp\n", TAG),
    "a tag of one's own": written("%TAG ! tag:x,2000:\n---\na: ¶!x b\n", TAG),
    "ten thousand open brackets": written("[" * 40 + "¶" + "[" * 9960, DEEP),
    "ten thousand closed brackets": written("[" * 40 + "¶" + "[" * 9960 + "]" * 10_000, DEEP),
    "ten thousand dashes": written("- " * 40 + "¶" + "- " * 9960, DEEP),
    "six hundred indented keys": written(
        "".join(f"{' ' * i}{'¶' if i == 40 else ''}a:\n" for i in range(600)), DEEP
    ),
    "50 megabytes": in_place_of(RAMMER, large, LARGE),
    "more values than any file has": written(
        f"a: [{'0, ' * 49_997}¶0, 0]\n", "filen har flere enn 50000 verdier; del den opp [yaml-antall]"
    ),
    "a heap of marks on a letter": written(
        "a: ¶e" + "\u0301\u0316" * 200_000,
        "en bokstav her har mer enn 30 tegn oppå seg; slett dem [fil-tegn]",
    ),
    "a file of marks of a conflict": written(
        "¶<<<<<<<\n" + "=======\n" * 100_000,
        "«<<<<<<<» er igjen etter en konflikt i Git; slett linjen når teksten rundt er riktig [fil-konflikt]",
    ),
    "a minus far from what ends the line": written("a: {b: ¶- 1" + " " * 900_000 + "x", SIGNS),
    "a text without an end": written(
        f"{WHOLE}innhold:\n  - tekst: ¶|\n      {'x' * 30_000}\n",
        "«tekst» har 30001 tegn, men skal ha høyst 30000; del teksten opp [skjema-størrelse]",
    ),
    "a null": written("a: b¶\0c\n", UNSEEN.format(CONTROL, "0000")),
    "an escape": written("a: b¶\x1b[2Jc\n", UNSEEN.format(CONTROL, "001B")),
    "an escaped null": title('¶"a\\0b"', ESCAPED.format(CONTROL, "0000")),
    "an escaped return": title('¶"a\\r## b"', ESCAPED.format(CONTROL, "000D")),
    "an override": written("a: b¶\u202ec\n", UNSEEN.format(TURNING, "202E")),
    "an override in a comment": written("# b¶\u202dc\na: b\n", UNSEEN.format(TURNING, "202D")),
    "an isolate": written("a: b¶\u2066c\n", UNSEEN.format(TURNING, "2066")),
    "an escaped override": title('¶"a\\u202Eb"', ESCAPED.format(TURNING, "202E")),
    "an escaped embedding in a long form": title('¶"a\\U0000202Ab"', ESCAPED.format(TURNING, "202A")),
    "invisible ASCII": written("a: b¶\U000e0041c\n", UNSEEN.format(CONTROL, "E0041")),
    "a lone surrogate": written(b"\xed\xa0\x80", NO_UTF_8.format("1: 0xED")),
    "an escaped surrogate": title('"a\\u¶d800b"', NO_YAML),
    "overlong letters": written(b"\xc0\xaf", NO_UTF_8.format("1: 0xC0")),
    "UTF-16": written("a: b\n".encode("utf-16"), NO_UTF_8.format("1: 0xFF")),
}

PATHS: dict[str, Attack] = {
    "a link to a file of the machine": in_place_of(RAMMER, link("/etc/passwd"), LINK.format("rammer.yaml")),
    "a link to a device": in_place_of(RAMMER, link("/dev/zero"), LINK.format("rammer.yaml")),
    "a link to nothing": in_place_of(RAMMER, link("nei"), LINK.format("rammer.yaml")),
    "a link to itself": in_place_of(RAMMER, link("rammer.yaml"), LINK.format("rammer.yaml")),
    "a link inside": in_place_of(YEAR / "kapitler/kopi.yaml", link("rammer.yaml"), LINK.format("kopi.yaml")),
    "a programme that is a link": in_place_of(
        YEAR / "program.yaml", link("/etc/passwd"), LINK.format("program.yaml")
    ),
    "a programme that is a link to nothing": in_place_of(
        YEAR / "program.yaml", link("nei"), LINK.format("program.yaml")
    ),
    "a theme that is a link": in_place_of(
        CONTENT / "tema.yaml", link("/etc/passwd"), LINK.format("tema.yaml")
    ),
    "goals that are a link to nothing": in_place_of(
        CONTENT / "baerekraftsmal.yaml", link("nei"), LINK.format("baerekraftsmal.yaml")
    ),
    "partners that are a link": in_place_of(
        CONTENT / "partnere.yaml", link("/etc/passwd"), LINK.format("partnere.yaml")
    ),
    "partners that are a pipe": in_place_of(CONTENT / "partnere.yaml", os.mkfifo, NO_FILE),
    "a folder that is a link": with_chapters_moved_out,
    "a year that is a link": with_the_year_moved_out,
    "a year that is a link to all there is": in_place_of(YEAR, link("/"), FOLDER_LINK),
    "an earlier year that is a link to all there is": in_place_of(YEAR.with_name("2021"), link("/")),
    "a pipe": in_place_of(RAMMER, os.mkfifo, NO_FILE),
    "a programme that is a pipe": in_place_of(YEAR / "program.yaml", os.mkfifo, NO_FILE),
    "a theme that is a pipe": in_place_of(CONTENT / "tema.yaml", os.mkfifo, NO_FILE),
    "goals that are a pipe": in_place_of(CONTENT / "baerekraftsmal.yaml", os.mkfifo, NO_FILE),
    "too many files": with_too_many_files,
    "files that are too large together": with_too_large_files,
    "a picture above the folder": picture_called("../../etc/passwd"),
    "a picture above the folder, by way of it": picture_called("figurer/../../../etc/x.png"),
    "a picture of the machine": picture_called("/etc/hostname"),
    "a picture of the net": picture_called("https://example.org/x.png"),
    "a picture that is a link": figure("x.png", link("/etc/passwd"), PICTURE_LINK),
    "a picture that is a link to nothing": figure("x.png", link("nei.png"), PICTURE_LINK),
    "a picture that is a link to itself": figure("x.png", link("x.png"), PICTURE_LINK),
    "a picture that is a pipe": figure("x.svg", os.mkfifo, "er ingen vanlig fil; legg et bilde der"),
    "pictures in a folder that is a link": with_pictures_moved_out,
    "a picture that is the folder above": picture_called("figurer/.."),
    "a picture that is hidden": picture_called("figurer/.git"),
    "a picture in a folder of its own": picture_called("figurer/a/x.png"),
    "a picture above the folder, as Windows writes it": picture_called("figurer/..\\x.png"),
    "a stream of a picture's": picture_called("figurer/x.png:hemmelig"),
    "a picture that Windows takes for a machine": figure(
        "con.png", DOT, "har et navn som Windows bruker til noe annet; gi filen et annet navn"
    ),
    "a picture and a link of its name": with_a_name_and_a_link,
}

PROSE: dict[str, Attack] = {
    "raw HTML": prose("¶<script>alert(1)</script>.", forbidden("HTML") + " [prosa-form]"),
    "raw HTML in a line": prose("Se ¶<img src=x onerror=alert(1)> her.", forbidden("HTML") + " [prosa-form]"),
    "a raw block for LaTeX": prose(
        "¶```{=latex}\n\\input{/etc/passwd}.", forbidden("kodeblokk (```)") + " [prosa-form]"
    ),
    "a raw block for Typst": prose("¶```{=typst}\n#read(x).", forbidden("kodeblokk (```)") + " [prosa-form]"),
    "a raw block for Word": prose("¶```{=openxml}\n<w:p/>.", forbidden("kodeblokk (```)") + " [prosa-form]"),
    "a raw block for the web": prose(
        "¶~~~{=html}\n<script/>.", forbidden("kodeblokk (```)", "~") + " [prosa-form]"
    ),
    "raw LaTeX in a line": prose("Se ¶`\\input{x}`{=latex} her.", forbidden("kode (`)") + " [prosa-form]"),
    "raw Typst in a line": prose("Se ¶`#panic()`{=typst} her.", forbidden("kode (`)") + " [prosa-form]"),
    "a link that is a program": prose(
        "Se [her](¶javascript:alert(1)).", forbidden("lenke til «javascript:alert(1)»") + " [prosa-form]"
    ),
    "a link to the machine's files": prose(
        "Se [her](¶file:///etc/passwd).", forbidden("lenke til «file:///etc/passwd»") + " [prosa-form]"
    ),
    "a picture in a text": prose(
        "Se ![¶x](https://example.org/x.png).", forbidden("bilde") + " [prosa-form]"
    ),
    "brackets without an end": prose(
        "[" * 200 + "¶" + "[" * 5000 + ".", forbidden("over 200 klammer ([)") + " [prosa-form]"
    ),
}

NO_PNG = "er ødelagt ({}); lagre bildet på nytt"
TOO_MANY_PIXELS = "er {} piksler; det meste er 16 millioner til sammen, så gjør bildet mindre"
REPEATS = "gjentar seg selv for mye (use, pattern, mask, clipPath eller marker); forenkle det"
ENORMOUS = DOT.replace(pictures.header(1, 1), pictures.header(65_000, 65_000))
NO_PAGE = "er en nettside og ikke et bilde; åpne siden, og lagre selve bildet"
DOCTYPE = "har en <!DOCTYPE som ikke er SVG sin egen (linje 1); ta den ut av bildet"
W3C = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
LAUGHS = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))

PICTURES: dict[str, Attack] = {
    "50 megabytes of picture": figure("x.png", large, "er større enn 20 MB; gjør bildet mindre"),
    "a picture that says it is enormous": figure(
        "x.png",
        DOT.replace(pictures.header(1, 1), pictures.header(100_000, 100_000)),
        TOO_MANY_PIXELS.format("100000 × 100000"),
    ),
    "a picture that is enormous": figure(
        "x.png", made(lambda: png(5_000, 4_000)), TOO_MANY_PIXELS.format("5000 × 4000")
    ),
    "a picture that says it has more than it has": figure(
        "x.png",
        DOT.replace(pictures.header(1, 1), pictures.header(3_000, 3_000)),
        "kan ikke vises: bildet er ødelagt eller har tegn som skriften mangler",
    ),
    "a picture of nothing": figure(
        "x.png",
        DOT.replace(pictures.header(1, 1), pictures.header(0, 1)),
        NO_PNG.format("hodet sier noe umulig"),
    ),
    "a picture that is cut": figure("x.png", DOT[:-20], NO_PNG.format("filen er kuttet")),
    "a picture that is cut between its parts": figure(
        "x.png", DOT[:-12], NO_PNG.format("det mangler en del av filen")
    ),
    "a picture with a changed byte": figure(
        "x.png", DOT[:20] + b"\x07" + DOT[21:], NO_PNG.format("kontrollsummen stemmer ikke")
    ),
    "a picture with something behind it": figure(
        "x.png", DOT + b"<script>alert(1)</script>", NO_PNG.format("filen er kuttet")
    ),
    "a profile that unpacks to 200 megabytes": figure(
        "x.png",
        made(lambda: png(1, 1, pictures.chunk(b"iCCP", b"a\0\0" + pictures.bomb(200_000_000)))),
        "har en altfor stor fargeprofil; lagre bildet uten",
    ),
    "a photograph that says it is enormous": figure(
        "x.jpg",
        pictures.jpeg((pictures.FRAME, pictures.frame(65_000, 65_000))),
        TOO_MANY_PIXELS.format("65000 × 65000").replace("16", "50"),
    ),
    "a photograph that comes whole at first and is too large for that": figure(
        "x.jpg",
        pictures.jpeg((pictures.FRAME, pictures.frame(5_000, 4_000, 0xC2))),
        TOO_MANY_PIXELS.format("5000 × 4000"),
    ),
    "a photograph of nothing": figure(
        "x.jpg",
        pictures.jpeg((pictures.FRAME, pictures.frame(WIDTH, 0))),
        NO_PNG.format("hodet sier noe umulig"),
    ),
    "a photograph that says it has other pixels than it has": figure(
        "x.jpg", b"\xff\xd8\xff\xe0" + bytes(99), NO_PNG.format("filen er kuttet")
    ),
    "a photograph that is cut": figure("x.jpg", pictures.jpeg()[:9_000], NO_PNG.format("filen er kuttet")),
    "a photograph that is cut in its head": figure(
        "x.jpg", pictures.jpeg()[:99], NO_PNG.format("filen er kuttet")
    ),
    "a photograph without its tables": figure(
        "x.jpg", pictures.jpeg().replace(b"\xff\xdb", b"\xff\xfe"), NO_PNG.format("det kan ikke pakkes ut")
    ),
    "a photograph in a photograph": figure(
        "x.jpg",
        pictures.jpeg((pictures.FRAME, pictures.FRAME + bytes(9) + pictures.FRAME)),
        NO_PNG.format("hodet sier noe umulig"),
    ),
    "a photograph of another kind": figure(
        "x.jpg",
        pictures.jpeg((pictures.FRAME, pictures.frame(WIDTH, HEIGHT, 0xC9))),
        "er et JPEG-bilde av et slag som få programmer kan vise; lagre det som vanlig JPEG",
    ),
    "a photograph that begins again and again": figure(
        "x.jpg", made(pictures.with_many_scans), NO_PNG.format("hodet sier noe umulig")
    ),
    "a WebP that says it is enormous": figure(
        "x.webp",
        pictures.webp(16_000, 16_000),
        TOO_MANY_PIXELS.format("16000 × 16000").replace("16 m", "8 m"),
    ),
    "a WebP that holds another than it says": figure(
        "x.webp", pictures.webp(1_001, 600), NO_PNG.format("det kan ikke pakkes ut")
    ),
    "a WebP that moves": figure(
        "x.webp", pictures.webp(WIDTH, HEIGHT, 2), "er animert; lagre ett av bildene som JPEG eller PNG"
    ),
    "a WebP that is cut": figure("x.webp", photograph("webp")[:-9], NO_PNG.format("filen er kuttet")),
    "a PNG that moves": figure(
        "x.png",
        png(1, 1, pictures.chunk(b"acTL", bytes(8))),
        "er animert (APNG); lagre ett av bildene som PNG",
    ),
    "a web page by another name": figure("x.png", b"<!doctype html><svg>", NO_PAGE),
    "a drawing that is packed": figure(
        "x.svg",
        b"\x1f\x8b" + pictures.bomb(1_000_000),
        "er en pakket fil (.svgz eller .gz); lagre tegningen som vanlig SVG",
    ),
    "a web page for a drawing": figure(
        "x.svg",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body><svg/></body></html>',
        NO_PAGE,
    ),
    "a drawing in letters of another kind": figure(
        "x.svg",
        svg("", '<?xml version="1.0" encoding="utf-7"?>'),
        "sier at det er skrevet i utf-7; lagre det som UTF-8",
    ),
    "a drawing that is cut": figure("x.svg", svg("<g>")[:-8], "er ødelagt (linje 2); lagre bildet på nytt"),
    "laughs by entities": figure(
        "x.svg", svg("<text>&a9;</text>", f'<!DOCTYPE svg [<!ENTITY a0 "ha">{LAUGHS}]>'), DOCTYPE
    ),
    "a file of the machine by an entity": figure(
        "x.svg", svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), DOCTYPE
    ),
    "a document type of the net": figure(
        "x.svg", svg("", '<!DOCTYPE svg SYSTEM "https://example.org/svg.dtd">'), DOCTYPE
    ),
    "a style sheet of the net": figure(
        "x.svg",
        svg("", '<?xml-stylesheet href="https://example.org/x.css"?>'),
        "har <?xml-stylesheet> (linje 1); ta det ut av bildet",
    ),
    "a script": drawing("<script>alert(1)</script>", "<script>"),
    "a script of HTML": drawing("<html:script>alert(1)</html:script>", "<script>"),
    "a handler": drawing(
        '<rect onload="alert(1)" ONCLICK="alert(2)"/>', "attributtet onload", "attributtet ONCLICK"
    ),
    "a page of HTML": figure(
        "x.svg",
        svg("<foreignObject><html:iframe/></foreignObject>"),
        "har <foreignObject> (linje 2); lagre det med vanlig tekst (draw.io: «Convert labels to SVG»), "
        "eller som PNG",
    ),
    "a drawing that moves": drawing('<set attributeName="href" to="javascript:alert(1)"/>', "<set>"),
    "a link": drawing('<a href="javascript:alert(1)"/>', "<a>", "href til «javascript:alert(1)»"),
    "a picture of the net in a drawing": drawing(
        '<image href="https://example.org/x.png"/>', "bildet «https://example.org/x.png»"
    ),
    "a file of the machine in a drawing": drawing(
        '<image xlink:href="file:///etc/passwd"/>', "bildet «file:///etc/passwd»"
    ),
    "a file beside the drawing": drawing('<image href="y.png"/>', "bildet «y.png»"),
    "a drawing in a drawing": drawing(
        '<image href="data:image/svg+xml;base64,AAAA"/>', "bildet «data:image/svg+xml;base64,AAAA»"
    ),
    "a drawing in a drawing that calls itself pixels": drawing(
        f'<image href="{pictures.address(svg("<script/>"))}"/>', "et bilde som ikke er et bilde av piksler"
    ),
    "a sign of another document type": figure(
        "x.svg", svg("<text>&hemmelig;</text>", W3C), "har &hemmelig; (linje 2); skriv selve tegnet"
    ),
    "a document type of the net by SVG's name": figure(
        "x.svg", svg("", W3C.replace("http://www.w3.org/", "http://www.w3.org.example.org/")), DOCTYPE
    ),
    "SVG's own document type with entities": figure(
        "x.svg", svg("<text>&a9;</text>", W3C.replace(">", f' [<!ENTITY a0 "ha">{LAUGHS}]>')), DOCTYPE
    ),
    "an enormous picture in a drawing": drawing(
        f'<image href="{pictures.address(ENORMOUS)}"/>',
        "et bilde som er 65000 × 65000 piksler",
    ),
    "many pictures in a drawing": figure(
        "x.svg",
        svg(f'<image id="a" href="{pictures.address(png(3_000, 3_000))}"/>' + '<use href="#a"/>' * 2),
        REPEATS,
    ),
    "a shape of the net": drawing(
        '<use href="https://example.org/x.svg#a"/>', "href til «https://example.org/x.svg#a»"
    ),
    "a base of the net": drawing('<g xml:base="https://example.org/"/>', "attributtet base"),
    "a pattern of the net": drawing(
        '<rect fill="url(https://example.org/x)"/>', "stilen «url(https://example.org/x)»"
    ),
    "a pattern of the net by a style": drawing(
        "<rect style='fill: URL( \"//example.org/x\" )'/>", 'stilen «URL( "//example.org/x" )»'
    ),
    "a pattern of the net in disguise": drawing("<rect style='fill: u\\72l(//example.org)'/>", "stilen «\\»"),
    "an import": drawing("<style>@import '//example.org/x.css';</style>", "stilen «@import»"),
    "a font of the net": drawing(
        "<style>@font-face { src: url(//example.org) }</style>",
        "stilen «@font-face»",
        "stilen «url(//example.org) }»",
    ),
    "laughs by use": figure("x.svg", svg(pictures.used(9)), REPEATS),
    "laughs by pattern": figure("x.svg", svg(pictures.repeated("pattern", "fill", 7)), REPEATS),
    "laughs by mask": figure("x.svg", svg(pictures.repeated("mask", "mask", 7)), REPEATS),
    "laughs by clipping": figure("x.svg", svg(pictures.repeated("clipPath", "clip-path", 5)), REPEATS),
    "a shape that shows itself": figure("x.svg", svg('<g id="a"><use href="#a"/></g>'), REPEATS),
    "a chain of shapes": figure(
        "x.svg", svg("".join(f'<g id="a{i}"><use href="#a{i + 1}"/></g>' for i in range(5_000))), REPEATS
    ),
    "a filter": drawing('<filter><feTurbulence numOctaves="99"/></filter>', "<filter>", "<feTurbulence>"),
    "a filter by a style": drawing('<rect style="filter: blur(9999px)"/>', "stilen «filter:»"),
    "a million elements": figure(
        "x.svg", svg("<g/>" * 1_000_000), "har over 20000 elementer eller 200 nivåer; forenkle det"
    ),
    "ten thousand levels": figure(
        "x.svg",
        svg("<g>" * 10_000 + "</g>" * 10_000),
        "har over 20000 elementer eller 200 nivåer; forenkle det",
    ),
    "a book in a drawing": figure(
        "x.svg", svg(f"<text>{'a' * 20_001}</text>"), "har over 20000 tegn tekst; forkort den"
    ),
}

ATTACKS = FILES | PATHS | PROSE | PICTURES

# What would be dear to draw or unpack, and is not refused: the tool must get through it.
HARMLESS: dict[str, Attack] = {
    "an endless strip": figure("x.svg", svg("").replace(b"0 0 10 10", b"0 0 1 1000000")),
    "a drawing larger than the world": figure(
        "x.svg", svg("").replace(b'viewBox="0 0 10 10"', b'width="1e30" height="1e30"')
    ),
    "a text that unpacks to 200 megabytes": figure(
        "x.png", made(lambda: png(700, 1, pictures.chunk(b"zTXt", b"a\0\0" + pictures.bomb(200_000_000))))
    ),
    "pixels that unpack to 200 megabytes": figure("x.png", made(pictures.with_more_pixels)),
    "the largest picture": figure("x.png", made(lambda: png(4_000, 4_000))),
    "the largest photograph": figure("x.jpg", made(lambda: saved(Image.new("RGB", (7_071, 7_071)), "jpeg"))),
    "the largest photograph that comes whole at first": figure(
        "x.jpg", made(lambda: saved(Image.new("RGB", (4_000, 4_000)), "jpeg", progressive=True))
    ),
    "the largest WebP": figure(
        "x.webp", made(lambda: saved(Image.new("RGB", (4_000, 2_000)), "webp", method=0))
    ),
    "a photograph that is turned in ways that there are not": figure(
        "x.jpg", pictures.jpeg((b"\x01\x12\0\x03\0\0\0\x01\0\x01", b"\x01\x12\0\x03\0\0\0\x01\0\x63"))
    ),
    "a photograph that tells of what lies behind its end": figure(
        "x.jpg", pictures.jpeg((b"MM\0*\0\0\0\x08", b"MM\0*\x7f\xff\xff\xff"))
    ),
    "a whole drawing": figure(
        "x.svg",
        svg(
            f'<style>.a {{ fill: url(#g) }} .b {{ clip-path: url("#c") }}</style><metadata>x</metadata>'
            '<defs><linearGradient id="g"><stop/></linearGradient>'
            '<clipPath id="c"><rect id="r" width="9" height="9"/></clipPath></defs>'
            '<rect class="a b" width="5" height="5" style="stroke: #000; filter: none"/>'
            f'<use xlink:href="#r"/><image width="2" height="2" href="{ADDRESS}"/>'
            '<text y="5" font-size="2">Æ</text>',
            '<?xml version="1.0" encoding="UTF-8"?>\n<!-- tegnet av oss -->\n',
        ),
    ),
}
