"""What is edited is kept at once, saved whole, and joined with what others do; nothing is lost."""

from __future__ import annotations

import difflib
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handlingsprogram.editing.changes import RefusedChangeError, read
from handlingsprogram.editing.desk import Desk
from handlingsprogram.editing.files import data_of
from handlingsprogram.editing.history import Step
from handlingsprogram.finding import UserError
from handlingsprogram.read.text.content import measures
from handlingsprogram.read.text.content import value as value_at

ROOT = Path(__file__).parents[2]
AREA = "2025/innsatsomrader/transport-mobilitet.yaml"
OTHER = "2025/innsatsomrader/konkurransekraft.yaml"
PROGRAM = "2025/program.yaml"
MEASURE = "innhold/1/tiltak/@jernbanesatsing"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def do(
    desk: Desk, *changes: dict[str, Any], who: str = "kari", label: str = "", goes_on: bool = False
) -> Any:
    return desk.change(read([*changes]), Step(who, label, goes_on))


def put(file: str, path: str, was: Any, value: Any) -> dict[str, Any]:
    return {"op": "set", "file": file, "path": path, "was": was, "value": value}


def at(desk: Desk, file: str, path: tuple[str | int, ...]) -> Any:
    return value_at(data_of(file, desk.text(file) or ""), path)


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


def test_a_field_changes_only_its_lines(content: Path) -> None:
    desk = Desk(content)
    before = desk.text(PROGRAM) or ""
    do(desk, put(PROGRAM, "tittel", "Handlingsprogram 2025", "Program for 2025"))
    assert changed_lines(before, desk.text(PROGRAM) or "") == [
        "-tittel: Handlingsprogram 2025",
        "+tittel: Program for 2025",
    ]
    assert (content / PROGRAM).read_text() == before


def test_a_new_field_stands_where_its_schema_has_it(content: Path) -> None:
    desk = Desk(content)
    before = desk.text(AREA) or ""
    do(desk, put(AREA, f"{MEASURE}/frist", None, "1. juni 2025"))
    after = (desk.text(AREA) or "").splitlines()
    assert changed_lines(before, "\n".join(after)) == ["+        frist: 1. juni 2025"]
    assert at(desk, AREA, ("innhold", 1, "tiltak", 0, "frist")) == "1. juni 2025"


def test_what_is_emptied_goes_and_takes_what_is_empty_along(content: Path) -> None:
    desk = Desk(content)
    do(desk, {"op": "remove", "file": AREA, "path": f"{MEASURE}/resultatmål/0"})
    assert "resultatmål" not in at(desk, AREA, ("innhold", 1, "tiltak", 0))


def test_a_measure_moves_to_another_area_as_it_is_written(content: Path) -> None:
    desk = Desk(content)
    whole = at(desk, AREA, ("innhold", 1, "tiltak", 0))
    lines = (desk.text(AREA) or "").splitlines()
    to = next(path[:-1] for path, _ in measures(data_of(OTHER, desk.text(OTHER) or "")))
    place = "/".join(map(str, to))
    do(desk, {"op": "move", "file": AREA, "path": MEASURE, "to_file": OTHER, "to_path": place, "at": 1})
    assert at(desk, OTHER, (*to, 1)) == whole
    assert "jernbanesatsing" not in (desk.text(AREA) or "")
    moved = set(changed_lines("\n".join(lines), desk.text(AREA) or ""))
    assert all(line.startswith("-") for line in moved)


def test_an_item_moves_within_its_list(content: Path) -> None:
    desk = Desk(content)
    before = at(desk, AREA, ("innhold", 1, "tiltak", 0, "partnere"))
    where = f"{MEASURE}/partnere"
    do(desk, {"op": "move", "file": AREA, "path": f"{where}/0", "to_file": AREA, "to_path": where, "at": 2})
    after = at(desk, AREA, ("innhold", 1, "tiltak", 0, "partnere"))
    assert after == [before[1], before[2], before[0], *before[3:]]


@pytest.mark.parametrize(("source", "at"), [(0, 1), (0, 5), (1, 0), (5, 0), (5, 4), (3, 3), (2, 99)])
def test_an_item_becomes_the_number_that_is_asked_for(content: Path, source: int, at: int) -> None:
    desk, where = Desk(content), f"{MEASURE}/partnere"
    before = at_partners(desk)
    do(
        desk,
        {
            "op": "move",
            "file": AREA,
            "path": f"{where}/{source}",
            "to_file": AREA,
            "to_path": where,
            "at": at,
        },
    )
    left = [*before[:source], *before[source + 1 :]]
    assert at_partners(desk) == [*left[:at], before[source], *left[at:]]


def at_partners(desk: Desk) -> Any:
    return at(desk, AREA, ("innhold", 1, "tiltak", 0, "partnere"))


def test_the_only_measure_of_a_table_moves_to_a_later_one(content: Path) -> None:
    """The table goes with its last measure, so that those below it get other numbers."""
    desk = Desk(content)
    new = {"tiltak": [{"id": "alene", "tekst": "Alene"}]}
    do(desk, {"op": "insert", "file": AREA, "path": "innhold", "at": 0, "value": new})
    move = {"path": "innhold/0/tiltak/@alene", "to_path": "innhold/2/tiltak", "at": 0}
    do(desk, {"op": "move", "file": AREA, "to_file": AREA, **move})
    ids = [measure["id"] for _, measure in measures(data_of(AREA, desk.text(AREA) or ""))]
    assert ids[:2] == ["alene", "jernbanesatsing"]
    with pytest.raises(RefusedChangeError):
        do(
            desk,
            {"op": "move", "file": AREA, "to_file": AREA, "path": "innhold/1", "to_path": "innhold/1/tiltak"},
        )


def test_changes_are_made_together_or_not_at_all(content: Path) -> None:
    desk = Desk(content)
    before = desk.text(PROGRAM)
    wrong = {"op": "remove", "file": AREA, "path": "innhold/9"}
    with pytest.raises(RefusedChangeError, match="flyttet eller fjernet"):
        do(desk, put(PROGRAM, "tittel", "Handlingsprogram 2025", "X"), wrong)
    assert desk.text(PROGRAM) == before
    assert desk.state().changed == ()


def test_saving_writes_what_is_edited_and_nothing_else(content: Path) -> None:
    desk = Desk(content)
    others = {
        path: path.stat().st_mtime_ns for path in content.rglob("*.yaml") if path.name != "program.yaml"
    }
    do(desk, put(PROGRAM, "emne", "Osloregionens tiltak, resultatmål og budsjett for 2025", "Tiltak"))
    assert desk.save() == (PROGRAM,)
    assert "emne: Tiltak\n" in (content / PROGRAM).read_text()
    assert desk.state().changed == ()
    kept = {path: path.stat().st_mtime_ns for path in others}
    assert kept == others


def test_what_was_kept_is_there_when_it_is_opened_again(content: Path) -> None:
    do(Desk(content), put(PROGRAM, "tittel", "Handlingsprogram 2025", "Kladd"))
    again = Desk(content)
    assert again.found == (PROGRAM,)
    assert "tittel: Kladd\n" in (again.text(PROGRAM) or "")
    assert "Kladd" not in (content / PROGRAM).read_text()


def test_what_others_write_in_the_files_is_joined(content: Path) -> None:
    desk = Desk(content)
    do(desk, put(PROGRAM, "tittel", "Handlingsprogram 2025", "Program for 2025"))
    theirs = (content / PROGRAM).read_text().replace("emne: Osloregionens", "emne: Rådets")
    (content / PROGRAM).write_text(theirs)
    (content / OTHER).write_text((content / OTHER).read_text().replace("Konkurransekraft", "Konkurranse"))
    assert desk.meet()
    assert "tittel: Program for 2025\n" in (desk.text(PROGRAM) or "")
    assert "emne: Rådets" in (desk.text(PROGRAM) or "")
    assert "Konkurranse" in (desk.text(OTHER) or "")
    desk.save()
    assert {"Program for 2025", "Rådets"} <= {
        *(content / PROGRAM)
        .read_text()
        .replace("emne: ", "\n")
        .replace("tittel: ", "\n")
        .replace(" tiltak", "\n")
        .splitlines()
    }


@pytest.mark.parametrize("own", [True, False])
def test_a_clash_keeps_both_until_somebody_chooses(content: Path, *, own: bool) -> None:
    desk = Desk(content)
    do(desk, put(PROGRAM, "tittel", "Handlingsprogram 2025", "Mitt program"))
    theirs = (content / PROGRAM).read_text().replace("tittel: Handlingsprogram 2025", "tittel: Ditt program")
    (content / PROGRAM).write_text(theirs)
    desk.meet()
    assert desk.state().clashing == (PROGRAM,)
    with pytest.raises(UserError, match=r"program\.yaml er endret av noen andre også"):
        desk.save()
    assert (content / PROGRAM).read_text() == theirs
    mine, other = desk.clash(PROGRAM)
    assert "Mitt program" in mine
    assert "Ditt program" in other
    desk.settle(PROGRAM, own=own)
    desk.save()
    assert ("Mitt program" if own else "Ditt program") in (content / PROGRAM).read_text()
    if not own:
        desk.undo("kari")
        assert "Mitt program" in (desk.text(PROGRAM) or "")


def test_two_who_write_in_one_field_are_joined_or_told(content: Path) -> None:
    desk = Desk(content)
    path = f"{MEASURE}/tekst"
    was = at(desk, AREA, ("innhold", 1, "tiltak", 0, "tekst"))
    do(desk, put(AREA, path, was, was.replace("Utarbeide", "Lage")), who="kari")
    answer = do(desk, put(AREA, path, was, was.replace("Aktuelle tema", "Tema")), who="ola")
    assert not answer.clashes
    both = at(desk, AREA, ("innhold", 1, "tiltak", 0, "tekst"))
    assert both.startswith("Lage underlag")
    assert "\nTema:" in both
    answer = do(desk, put(AREA, path, was, was.replace("Utarbeide", "Skrive")), who="ola")
    [clash] = answer.clashes
    assert clash.own.startswith("Skrive underlag")
    assert clash.other.startswith("Lage underlag")
    assert at(desk, AREA, ("innhold", 1, "tiltak", 0, "tekst")) == both


def test_each_undoes_their_own_steps_across_files(content: Path) -> None:
    desk = Desk(content)
    before = desk.text(PROGRAM), desk.text(AREA)
    for title in ("H", "Ha", "Han"):
        was = "Handlingsprogram 2025" if title == "H" else title[:-1]
        do(desk, put(PROGRAM, "tittel", was, title), label="Tittel", goes_on=True)
    do(desk, put(AREA, "tittel", "Transport og mobilitet", "Transport"), who="ola")
    do(
        desk,
        put(PROGRAM, "emne", None, "Noe") | {"was": "Osloregionens tiltak, resultatmål og budsjett for 2025"},
    )
    assert desk.undo("kari")
    answer = desk.undo("kari")
    assert answer
    assert answer.label == "Tittel"
    assert desk.undo("kari") is None
    assert desk.text(PROGRAM) == before[0]
    assert "tittel: Transport\n" in (desk.text(AREA) or "")
    assert desk.undo("kari", again=True)
    assert "tittel: Han\n" in (desk.text(PROGRAM) or "")
    assert desk.undo("ola")
    assert desk.text(AREA) == before[1]
    assert desk.state().changed == (PROGRAM,)


@pytest.mark.parametrize(
    "given",
    [
        None,
        [None],
        [{}],
        [{"op": "gjør"}],
        [{"op": "set", "file": 3}],
        [{"op": "set", "file": "x", "annet": 1}],
        [{"op": "insert", "file": AREA, "path": "innhold", "at": True, "value": 1}],
    ],
)
def test_what_is_no_change_is_refused(given: Any) -> None:
    with pytest.raises(RefusedChangeError):
        read(given)


OUTSIDE = [
    "../hemmelig.yaml",
    "2025/../../hemmelig.yaml",
    "{beside}/hemmelig.yaml",
    "2025/figurer/x.yaml",
    ".git/config",
    "2025/.x.yaml",
    "2025/kapitler/X Y.yaml",
    "",
    "2025",
    "2025/kapitler/lenke.yaml",
    "2025/godtatt.yaml/x",
]


@pytest.mark.parametrize("file", OUTSIDE)
def test_no_file_outside_the_content_is_read_or_made(content: Path, file: str) -> None:
    secret = content.parent / "hemmelig.yaml"
    secret.write_text("tittel: hemmelig\n")
    (content / "2025/kapitler/lenke.yaml").symlink_to(secret)
    desk = Desk(content)
    file = file.format(beside=content.parent.as_posix())
    for change in (
        put(file, "tittel", "hemmelig", "x"),
        {"op": "create", "file": file, "value": "id: x\n"},
        {"op": "delete", "file": file},
        {"op": "move", "file": AREA, "path": MEASURE, "to_file": file, "to_path": "innhold", "at": 0},
    ):
        with pytest.raises((RefusedChangeError, UserError)):
            do(desk, change)
    with pytest.raises(UserError):
        desk.put(file, b"x", Step("kari", ""))
    assert secret.read_text() == "tittel: hemmelig\n"
    assert "jernbanesatsing" in (desk.text(AREA) or "")


@pytest.mark.parametrize("value", ["a\x00b", "a\u202eb", "x" * 3_000_000, "a\rb"])
def test_what_no_file_can_hold_is_refused(content: Path, value: str) -> None:
    desk = Desk(content)
    before = desk.text(PROGRAM)
    with pytest.raises((RefusedChangeError, UserError)):
        do(desk, put(PROGRAM, "emne", "Osloregionens tiltak, resultatmål og budsjett for 2025", value))
    assert desk.text(PROGRAM) == before


_WRITER = """
import sys
from pathlib import Path
from tests.editing.test_desk import AREA, PROGRAM, do, put
from handlingsprogram.editing.desk import Desk
desk = Desk(Path(sys.argv[1]))
was, area = (desk.text(file).split("tittel: ")[1].split("\\n")[0] for file in (PROGRAM, AREA))
for number in range(int(sys.argv[2]), 100000):
    own = f"Nummer {number}"
    do(desk, put(PROGRAM, "tittel", was, own), put(AREA, "tittel", area, own))
    was = area = own
    print(number, flush=True)
    if number % 7 == 6:
        desk.save()
        print("saved", number, flush=True)
"""


def titles(folder: Path) -> list[str]:
    return [(folder / file).read_text().split("tittel: ")[1].split("\n")[0] for file in (PROGRAM, AREA)]


def test_what_was_said_to_be_kept_outlives_a_kill(content: Path) -> None:
    begin, saved = 0, -1
    for round_ in range(4):
        command = [sys.executable, "-c", _WRITER, str(content), str(begin)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
            assert writer.stdout
            told = [writer.stdout.readline() for _ in range(5 + 4 * round_)]
            os.kill(writer.pid, signal.SIGKILL)
            told += [line for line in writer.stdout if line.endswith("\n")]
        said = max(int(line.split()[-1]) for line in told)
        saved = max([saved, *(int(line.split()[-1]) for line in told if line.startswith("saved"))])
        desk = Desk(content)
        kept = titles(desk.folder)
        assert kept[0] == kept[1], "both files of a step, or none"
        assert int(kept[0].removeprefix("Nummer ")) in {said, said + 1}
        if saved >= 0:
            on_disk = titles(content)
            assert on_disk[0] == on_disk[1], "both files are saved, or none"
            assert int(on_disk[0].removeprefix("Nummer ")) >= saved
        begin = said + 2


class Year:
    """Two at the desk and one in the files, at random; each writes words of their own."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.dice = random.Random(15)
        self.desk = Desk(content)
        self.kept: dict[str, set[str]] = {PROGRAM: set(), AREA: set(), OTHER: set()}
        """By file, the words that were said to be kept."""

    def a_word(self, file: str, word: str) -> None:
        path, measure = self.dice.choice([*measures(data_of(file, self.desk.text(file) or ""))])
        words = measure["tekst"].split(" ")
        spot = self.dice.randrange(len(words))
        new = " ".join([*words[:spot], word, *words[spot:]])
        place = "/".join(map(str, path[:-1])) + f"/@{measure['id']}/tekst"
        answer = do(self.desk, put(file, place, measure["tekst"], new), who=self.dice.choice("ab"))
        self.kept[file] |= set() if answer.clashes else {word}

    def a_partner(self, file: str, word: str) -> None:
        path, measure = self.dice.choice([*measures(data_of(file, self.desk.text(file) or ""))])
        place = "/".join(map(str, path[:-1])) + f"/@{measure['id']}/partnere"
        do(self.desk, {"op": "insert", "file": file, "path": place, "at": 0, "value": word})
        self.kept[file].add(word)

    def somebody_else(self, file: str, word: str) -> None:
        lines = (self.content / file).read_text().split("\n")
        spot = self.dice.choice([i for i, line in enumerate(lines) if line.startswith("          - ")])
        lines[spot] += f" {word}"
        (self.content / file).write_text("\n".join(lines))
        self.kept[file].add(word)
        self.desk.meet()
        for clashing in self.desk.state().clashing:
            self.choose(clashing)

    def choose(self, file: str) -> None:
        """End a clash with the version that has most; both have been there to be chosen."""
        mine, theirs = self.desk.clash(file)
        words = self.kept[file]
        assert all(one in mine or one in theirs for one in words)
        own = sum(one in mine for one in words) >= sum(one in theirs for one in words)
        self.kept[file] = {one for one in words if one in (mine if own else theirs)}
        self.desk.settle(file, own=own)

    def saved(self, _file: str, _word: str) -> None:
        self.desk.save()

    def opened_again(self, _file: str, _word: str) -> None:
        self.desk = Desk(self.content)


def test_a_year_of_edits_by_three_loses_nothing_that_was_kept(content: Path) -> None:
    year = Year(content)
    ways = (year.a_word, year.a_word, year.a_partner, year.somebody_else, year.saved, year.opened_again)
    for number in range(int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "120"))):
        year.dice.choice(ways)(year.dice.choice([AREA, OTHER]), f"ord{number}q")
        for name, words in year.kept.items():
            assert all(one in (year.desk.text(name) or "") for one in words), name
    year.desk.save()
    for name, words in year.kept.items():
        assert all(one in (content / name).read_text() for one in words)
    assert sum(map(len, year.kept.values())) > 40
