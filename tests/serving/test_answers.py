"""What the server answers to a page that is used as it should be, by several at once."""

from __future__ import annotations

import json
import re
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from handlingsprogram.editing.files import data_of
from handlingsprogram.read.text.content import measures
from handlingsprogram.serving.gate import MARK
from tests.serving.served import Served, copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("server")
AREA = "2025/innsatsomrader/transport-mobilitet.yaml"
PROGRAM, BUDGET = "2025/program.yaml", "2025/budsjett.yaml"
AREAS = ("innsatsomrader", "tverrgaende-temaer")
PARTNERS = "innhold/1/tiltak/@jernbanesatsing/partnere"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with served(copied(tmp_path)) as found:
        yield found


def insert(value: str) -> dict[str, object]:
    return {"op": "insert", "file": AREA, "path": PARTNERS, "at": 0, "value": value}


def test_what_is_asked_for_again_is_done_once(server: Served) -> None:
    asked = {"guest": "kari", "ask": "kari 1", "changes": [insert("Ruter")]}
    first, again = (server.post("/-/2025/endringer", asked) for _ in range(2))
    assert first == again
    assert (server.content / ".kladd/innhold" / AREA).read_text().count("- Ruter\n") == 1
    asked = {"guest": "kari", "ask": "kari 2", "changes": [insert("Vy")]}
    with ThreadPoolExecutor(10) as pool:  # the first is not answered yet when the others come
        answers = [*pool.map(lambda _: server.post("/-/2025/endringer", asked), range(10))]
    assert all(one == answers[0] for one in answers)
    assert (server.content / ".kladd/innhold" / AREA).read_text().count("- Vy\n") == 1


def test_ten_at_once_lose_nothing_and_each_undoes_their_own(server: Served) -> None:
    files = [file for folder in AREAS for file in sorted((server.content / "2025" / folder).glob("*.yaml"))]
    found = ((file, path) for file in files for path, _ in measures(data_of(file.name, file.read_text())))
    places = [
        ("/".join(file.parts[-3:]), "/".join(map(str, path)) + "/partnere")
        for file, path in islice(found, 10)
    ]

    def write(number: int) -> None:
        file, path = places[number]
        for turn in range(5):
            change = {"op": "insert", "file": file, "path": path, "at": 0, "value": f"P{number} {turn}"}
            assert server.post("/-/2025/endringer", {"guest": f"g{number}", "changes": [change]})[0] == 200

    def undo(number: int) -> int:
        return server.post("/-/2025/angre", {"guest": f"g{number}"})[0]

    def left() -> set[str]:
        kept = (server.content / ".kladd/innhold/2025").rglob("*.yaml")
        return {one for file in kept for one in re.findall(r"- (P\d \d)\n", file.read_text())}

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(write, range(10)))
        assert len(left()) == 50
        assert {*pool.map(undo, range(5))} == {200}
    assert {f"P{number} {turn}" for number in range(10) for turn in range(5)} - left() == {
        f"P{n} 4" for n in range(5)
    }


def test_every_place_of_the_outline_has_a_form(server: Served) -> None:
    for year in ("2021", "2025"):
        outline = server.get(f"/-/{year}/disposisjon")[1].decode()
        places = {place for place in re.findall(r'data-place="([^"]+)"', outline) if place}
        assert len(places) > 40
        for place in places:
            assert "skjemaet" in server.form(place.replace("&#34;", '"'), year)


def test_a_year_that_is_no_yaml_is_shown_as_far_as_it_goes(server: Served) -> None:
    broken = server.content / AREA
    before = broken.read_text()
    server.get("/-/2025/")
    broken.write_text(before.replace("tittel: Transport", "tittel: [Transport"))
    for _ in range(200):
        status, content = server.get(f"/-/2025/skjema?sted={AREA.replace('/', '%2F')}%23")
        if status == 409:
            break
    assert status == 409
    assert "kan ikke vises som skjema" in content.decode()
    assert server.get("/-/2025/disposisjon")[0] == 200
    assert "skjemaet" in server.form("2025/innsatsomrader/konkurransekraft.yaml#")
    broken.write_text(before)
    for _ in range(200):
        if server.get(f"/-/2025/skjema?sted={AREA.replace('/', '%2F')}%23")[0] == 200:
            break
    assert "Transport og mobilitet" in server.form(f"{AREA}#")


ODD = {
    PROGRAM: ["tittel: x\n", "- x\n", "{", "kapitler: [{}, 1, {fil: [x]}]\nspråk: [nb]\ntittel: {a: 1}\n"],
    AREA: ["innhold: {a: 1}\n", "innhold:\n- 1\n- {tiltak: x}\n- {tiltak: [1, {id: 3}, {id: [x]}]}\n"],
    BUDGET: [
        "tabeller: 1\n",
        "tabeller: [1, {id: {}}, {rader: 1, kolonner: 2, id: x}]\n",
        "tabeller:\n- {kolonner: [1, {id: []}], rader: [1, {id: {}}, {id: r, sum: 1}, {id: q, sum: [[]]}]}\n",
    ],
}
SHOWN = ("", "disposisjon", "nett", "sider", "funn", "mal", "stil.css", "levering", "utkast", "sammenligning")


def test_whatever_a_file_holds_the_rest_is_shown(server: Served, capfd: pytest.CaptureFixture[str]) -> None:
    """Files may hold other things than they should: nothing fails, and what can be shown is."""
    for file, texts in ODD.items():
        sound = (server.content / file).read_text()
        for text in texts:
            (server.content / file).write_text(text)
            server.follow()
            answers = {path: server.get(f"/-/2025/{path}")[0] for path in SHOWN}
            assert {*answers.values()} == {200}, (file, text, answers)
            steps = ("", "innhold", "innhold/1/tiltak", "kapitler", "tabeller/0", "tabeller/2")
            for step in steps:
                assert server.get(f"/-/2025/skjema?sted={quote(f'{file}#{step}')}")[0] in {200, 409}
                new = {"place": f"{file}#{step}", "title": "x"}
                assert server.post("/-/2025/ny", new)[0] in {200, 409}
            for table, row in (("0", "@r"), ("0", "@q"), ("1", "0"), ("2", "0")):
                cell = {"file": BUDGET, "table": table, "row": row, "column": "x", "text": "1"}
                assert server.post("/-/2025/celler", {**cell, "action": "add"})[0] in {200, 409}
            server.post("/-/2025/forkast", {})
        (server.content / file).write_text(sound)
        server.follow()
    assert "Traceback" not in capfd.readouterr().err


def test_a_second_picture_of_the_same_name_gets_another(server: Served) -> None:
    taken = []
    for picture in (picture_of(1), picture_of(2), picture_of(1)):
        headers = {"Cookie": server.cookie, MARK: server.gate.mark}
        status, _, content = server.send("POST", "/-/2025/bilder/Nytt%20kart.png", picture, headers)
        assert status == 200, content
        taken.append(json.loads(content)["fil"])
        assert (server.content / ".kladd/innhold/2025" / taken[-1]).read_bytes() == picture
    assert taken == ["figurer/nytt-kart.png", "figurer/nytt-kart-2.png", "figurer/nytt-kart.png"]


def picture_of(size: int) -> bytes:
    """Return a PNG of a grey square."""
    head = struct.pack(">IIBBBBB", size * 100, size * 100, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (size * 100 + 1) * size * 100)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
