"""What befalls a desk from outside: others who write before one, folders cleaned away, odd files."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.editing.changes import RefusedChangeError
from handlingsprogram.editing.desk import Desk
from handlingsprogram.editing.files import data_of
from handlingsprogram.editing.prose.to_rich import to_rich
from handlingsprogram.finding import UserError
from tests.editing.test_desk import AREA, MEASURE, PROGRAM, at, do, put
from tests.editing.test_desk import content as content  # noqa: PLC0414 — a fixture

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Transport og mobilitet"
ITEMS = f"{MEASURE}/resultatmål"


def items(desk: Desk) -> Any:
    return at(desk, AREA, ("innhold", 1, "tiltak", 0, "resultatmål"))


def test_an_item_is_written_where_it_stands_by_now(content: Path) -> None:
    desk = Desk(content)
    was = items(desk)
    do(desk, put(AREA, ITEMS, was, ["alfa", "beta", "gamma"]))
    do(desk, {"op": "insert", "file": AREA, "path": ITEMS, "at": 0, "value": "ny"}, who="ola")
    assert not do(desk, put(AREA, f"{ITEMS}/1", "beta", "beta to")).clashes
    assert items(desk) == ["ny", "alfa", "beta to", "gamma"]
    do(desk, {"op": "remove", "file": AREA, "path": f"{ITEMS}/0"}, who="ola")
    do(desk, {"op": "remove", "file": AREA, "path": f"{ITEMS}/0"}, who="ola")
    assert not do(desk, put(AREA, f"{ITEMS}/2", "gamma", "gamma to")).clashes
    do(desk, {"op": "remove", "file": AREA, "path": f"{ITEMS}/5", "was": "beta to"})
    assert items(desk) == ["gamma to"]
    with pytest.raises(RefusedChangeError, match="flyttet eller fjernet"):
        do(desk, put(AREA, f"{ITEMS}/5", "borte", "borte to"))


def test_a_text_without_an_id_is_written_where_it_stands_by_now(content: Path) -> None:
    desk = Desk(content)
    was = at(desk, AREA, ("innhold", 0, "tekst"))
    new = {"op": "insert", "file": AREA, "path": "innhold", "at": 0, "value": {"tekst": "Noe nytt."}}
    do(desk, new, who="ola")
    do(desk, put(AREA, "innhold/0/tekst", was, f"Foran. {was}"))
    assert at(desk, AREA, ("innhold", 0, "tekst")) == "Noe nytt."
    assert at(desk, AREA, ("innhold", 1, "tekst")) == f"Foran. {was}"


def test_typing_in_a_paragraph_makes_no_line_of_each_word(content: Path) -> None:
    """Each sign is a change of its own: what the last one broke is filled by the next."""
    desk = Desk(content)
    path = ("innhold", 0, "tekst")
    before = at(desk, AREA, path)
    words = "Skrevet med mange ord foran her, og enda noen ord til. "
    for count in range(len(words)):
        now = at(desk, AREA, path)
        rich: Any = deepcopy(to_rich(now))
        first = rich["content"][0]["content"][0]
        first["text"] = words[: count + 1] + first["text"][count:]
        do(desk, {"op": "set", "file": AREA, "path": "innhold/0/tekst", "was": now, "rich": rich})
    after = at(desk, AREA, path)
    assert after.split() == [*words.split(), *before.split()]
    assert len(after.split("\n")) <= len(before.split("\n")) + 1


def test_typing_in_a_folded_field_makes_no_line_of_each_word(content: Path) -> None:
    file = content / PROGRAM
    line = "  Her står det mange ord som er skrevet på en linje som er nesten så lang som den kan være her"
    folded = f"emne: >-\n{line}\n{line}\n  og slutten\n"
    old = next(line for line in file.read_text().splitlines() if line.startswith("emne: "))
    file.write_text(file.read_text().replace(f"{old}\n", folded))
    desk = Desk(content)
    was = at(desk, PROGRAM, ("emne",))
    words = "Foran her står mange ord som er nye "
    for count in range(1, len(words) + 1):
        own = words[:count] + at(desk, PROGRAM, ("emne",))[count - 1 :]
        do(desk, put(PROGRAM, "emne", at(desk, PROGRAM, ("emne",)), own))
    assert at(desk, PROGRAM, ("emne",)) == f"{words}{was}"
    lines = (desk.text(PROGRAM) or "").partition("emne:")[2].partition("\n")[2].splitlines()
    assert next(number for number, one in enumerate(lines) if one[:1] != " ") <= 4


@pytest.mark.parametrize("folder", [".kladd/innhold", ".kladd"])
def test_what_is_cleaned_away_takes_nothing_out_of_the_content(content: Path, folder: str) -> None:
    before = (content / AREA).read_text()
    desk = Desk(content)
    do(desk, put(AREA, "tittel", TITLE, "Annen"))
    shutil.rmtree(content / folder)
    [clash] = do(desk, put(AREA, "tittel", "Annen", "Annen tittel")).clashes
    assert (clash.own, clash.other) == ("Annen tittel", TITLE)
    desk.save()
    assert (content / AREA).read_text() == before
    do(desk, put(AREA, "tittel", TITLE, "Annen"))
    assert (content / ".kladd/.gitignore").exists()
    shutil.rmtree(content / folder)
    assert Desk(content).save() == ()
    assert (content / AREA).read_text() == before


def test_a_file_that_is_taken_out_stays_out(content: Path) -> None:
    desk = Desk(content)
    do(desk, {"op": "delete", "file": AREA})
    again = Desk(content)
    assert again.text(AREA) is None
    assert again.save() == (AREA,)
    assert not (content / AREA).exists()


def test_what_could_not_be_saved_is_not_saved_by_itself_the_next_time(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handlingsprogram import output
    from handlingsprogram.editing import kept

    write, before = output.write_all, (content / AREA).read_text()

    def refused(files: dict[Path, bytes]) -> None:
        if content / AREA in files:
            raise UserError("kan ikke skrive")
        write(files)

    desk = Desk(content)
    do(desk, put(AREA, "tittel", TITLE, "Annen"))
    with monkeypatch.context() as patch:
        patch.setattr(kept, "write_all", refused)
        with pytest.raises(UserError):
            desk.save()
    do(desk, put(AREA, "tittel", "Annen", "Ikke ferdig"))
    assert Desk(content).state().changed == (AREA,)
    assert (content / AREA).read_text() == before


@pytest.mark.parametrize("name", ["endres.json", "lagres.json"])
@pytest.mark.parametrize("damaged", ["{", "[1]", '{"a": 1}', json.dumps({"../x.yaml": "hei"})])
def test_a_damaged_note_stops_nobody(content: Path, name: str, damaged: str) -> None:
    do(Desk(content), put(AREA, "tittel", TITLE, "Annen"))
    (content / ".kladd" / name).write_text(damaged)
    desk = Desk(content)
    assert desk.state().changed == (AREA,)
    assert "tittel: Annen\n" in (desk.text(AREA) or "")
    assert not (content / ".kladd" / name).exists()
    assert not (content.parent / "x.yaml").exists()


def test_a_file_that_is_no_text_is_told_of(content: Path) -> None:
    (content / AREA).write_bytes(b"tittel: bl\xe5\n")
    desk = Desk(content)
    with pytest.raises(UserError, match="UTF-8"):
        do(desk, put(AREA, "tittel", TITLE, "Annen"))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_keeps_its_line_endings_and_is_undone_to_the_byte(
    content: Path, mark: bytes, end: bytes
) -> None:
    file = content / AREA
    file.write_bytes(mark + file.read_bytes().replace(b"\n", end))
    before = file.read_bytes()
    desk = Desk(content)
    text = data_of(AREA, desk.text(AREA) or "")["innhold"][0]["tekst"]
    do(desk, put(AREA, "tittel", TITLE, "Annen"), put(AREA, "innhold/0/tekst", text, f"Å {text}"))
    desk.save()
    old, new = (content.split(end) for content in (before, file.read_bytes()))
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 2
    desk.undo("kari")
    desk.save()
    assert file.read_bytes() == before
