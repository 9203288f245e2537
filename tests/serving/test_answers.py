"""What the server answers to a page that is used as it should be, by several at once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.editing.files import data_of
from handlingsprogram.read.text.content import measures
from tests.serving.served import Served, copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("server")
AREA = "2025/innsatsomrader/transport-mobilitet.yaml"
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
