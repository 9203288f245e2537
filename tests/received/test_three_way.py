"""Changes from a Word file where the content has changed meanwhile: both are kept, or both are told."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handlingsprogram.received.applied import applied
from handlingsprogram.received.changes import FIRST, Added, Change, Moved, Removed, Written
from handlingsprogram.received.meanwhile.merge import merge
from handlingsprogram.received.meanwhile.rebase import Conflict, rebased
from handlingsprogram.writing.csv_rows import KIND
from tests.conftest import ROOT

if TYPE_CHECKING:
    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_

TRANSPORT = ("innsatsområde", "transport-mobilitet")
BY = ("innsatsområde", "by-og-regionutvikling")
FILES = {key: ROOT / f"content/2025/innsatsomrader/{key[1]}.yaml" for key in (TRANSPORT, BY)}
SENT: dict[Key, Any] = {key: yaml.safe_load(file.read_text()) for key, file in FILES.items()}


def measures(key: Key) -> Path_:
    """Return the path of a file's first list of measures."""
    return next(path for path in _lists(SENT[key], ()) if path[-1] == "tiltak")


def _lists(data: Any, path: Path_) -> list[Path_]:
    if not isinstance(data, (dict, list)):
        return []
    below = data.items() if isinstance(data, dict) else enumerate(data)
    return [
        *([path] if isinstance(data, list) else []),
        *(p for k, v in below for p in _lists(v, (*path, k))),
    ]


def at(content: Any, path: Path_) -> Any:
    for step in path:
        content = content[step]
    return content


HERE, THERE = measures(TRANSPORT), measures(BY)
MEASURE = at(SENT[TRANSPORT], HERE)[0]


class Now:
    """The content as somebody has changed it meanwhile."""

    def __init__(self) -> None:
        self.content = deepcopy(SENT)
        self.here: list[Any] = at(self.content[TRANSPORT], HERE)
        self.there: list[Any] = at(self.content[BY], THERE)

    def with_(self, *changes: Change) -> tuple[Now, list[Conflict]]:
        """Return the content with what a received file changes."""
        made, conflicts = rebased(changes, SENT, self.content)
        texts = {
            key: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
            for key, data in self.content.items()
        }
        new = Now()
        for key, text in applied(texts, self.content, made).items():
            new.content[key] = yaml.safe_load(text)
        new.here, new.there = at(new.content[TRANSPORT], HERE), at(new.content[BY], THERE)
        return new, conflicts


@pytest.fixture
def now() -> Now:
    return Now()


def reworded(text: str = "Noe annet enn før.") -> Written:
    return Written(TRANSPORT, (*HERE, 0, "tekst"), text)


def test_a_reworded_measure_keeps_its_words_where_it_has_been_moved(now: Now) -> None:
    now.there.append(now.here.pop(0))
    new, conflicts = now.with_(reworded())
    assert not conflicts
    assert new.there[-1] == {**MEASURE, "tekst": "Noe annet enn før."}
    assert MEASURE["id"] not in {one["id"] for one in new.here}


def test_a_measure_that_is_deleted_and_reworded_is_told_with_both(now: Now) -> None:
    now.here[0]["tekst"] = "Noe annet."
    new, [conflict] = now.with_(Removed(TRANSPORT, (*HERE, 0)))
    assert "Noe annet." in conflict.ours
    assert conflict.theirs == ""
    assert conflict.sted.endswith(f"tiltak › «{MEASURE['id']}»")
    assert new.content == now.content
    other = Now()
    del other.here[0]
    _, [conflict] = other.with_(reworded())
    assert (conflict.ours, conflict.theirs) == ("", "Noe annet enn før.")


def test_a_measure_that_is_deleted_and_moved_is_told(now: Now) -> None:
    now.there.append(now.here.pop(0))
    assert len(now.with_(Removed(TRANSPORT, (*HERE, 0)))[1]) == 1


def test_a_measure_that_both_have_moved_elsewhere_is_told_with_both_places(now: Now) -> None:
    now.there.append(now.here.pop(0))
    new, [conflict] = now.with_(Moved(TRANSPORT, (*HERE, 0), TRANSPORT, HERE, 1))
    assert conflict.ours.startswith(conflict.theirs.split(" (")[0])
    assert conflict.ours != conflict.theirs
    assert new.content == now.content


def test_the_same_from_both_is_made_once(now: Now) -> None:
    added = {"id": "ny", "tekst": "Nytt."}
    now.here[0]["tekst"] = "Noe annet enn før."
    now.here.insert(2, added)
    now.there.insert(0, now.here.pop(1))
    new, conflicts = now.with_(
        reworded(), Added(TRANSPORT, HERE, 1, added), Moved(TRANSPORT, (*HERE, 1), BY, THERE, FIRST)
    )
    assert (new.content, conflicts) == (now.content, [])


def test_what_both_add_at_one_place_is_there_twice_under_ids_of_their_own(now: Now) -> None:
    now.here.insert(1, {"id": "ny", "tekst": "Nytt."})
    new, conflicts = now.with_(Added(TRANSPORT, HERE, 0, {"id": "ny", "tekst": "Nytt, men et annet."}))
    assert not conflicts
    assert [(one["id"], one["tekst"]) for one in new.here[1:3]] == [
        ("ny-2", "Nytt, men et annet."),
        ("ny", "Nytt."),
    ]


def test_two_texts_reworded_by_both_go_where_each_belongs() -> None:
    old = {TRANSPORT: {"punkter": ["En ny sykkelvei.", "Da to nye ferger.", "Tre nye spor."]}}
    new = {TRANSPORT: {"punkter": ["Tre nye spor.", "En helt ny sykkelvei.", "Minst to nye ferger."]}}
    changes = [
        Written(TRANSPORT, ("punkter", 0), "En ny sykkelvei nå."),
        Written(TRANSPORT, ("punkter", 1), "Da to nye ferger i 2026."),
    ]
    made, conflicts = rebased(changes, old, new)
    texts = {one.path: one.value for one in made if isinstance(one, Written)}
    assert not conflicts
    assert texts == {
        ("punkter", 1): "En helt ny sykkelvei nå.",
        ("punkter", 2): "Minst to nye ferger i 2026.",
    }


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("Vi skal bygge ti gode boliger.", "Vi skal bygge ti boliger i år.", None),
        ("De skal bygge ti boliger.", "Vi skal bygge ti hus.", "De skal bygge ti hus."),
        ("Vi skal\nbygge ti boliger.", "Vi skal bygge ti hus.", "Vi skal\nbygge ti hus."),
        ("Vi skal bygge elleve boliger.", "Vi skal bygge ti hus.", None),
        ("Vi skal bygge nye ti boliger.", "Vi skal bygge nye ti boliger.", "Vi skal bygge nye ti boliger."),
        ("Vi skal bygge ti boliger.[^1]\n\n[^1]: A", "[^1]: B\n\nVi skal bygge ti boliger.", None),
    ],
)
def test_words_of_both_are_merged_where_a_word_stands_between(
    ours: str, theirs: str, merged: str | None
) -> None:
    assert merge("Vi skal bygge ti boliger.", ours, theirs) == merged


def test_rows_of_a_tables_file_are_found_where_they_stand_now() -> None:
    key = (KIND, "tabeller/avstander.csv")
    old = [["Fra", "Til"], ["Oslo", "Moss"], ["Hamar", "Moss"], ["Drammen", "Moss"]]
    new = [["Fra", "Til"], ["Horten", "Moss"], ["Oslo", "Moss"], ["Drammen", "Moss"]]
    changes: list[Change] = [Written(key, (1, 1), "Ski"), Written(key, (2, 1), "Ski"), Removed(key, (3,))]
    made, [conflict] = rebased(changes, {key: old}, {key: new})
    assert conflict.theirs == "Ski"
    text = "Fra;Til\nHorten;Moss\nOslo;Moss\nDrammen;Moss"
    assert applied({key: text}, {key: new}, made)[key] == "Fra;Til\nHorten;Moss\nOslo;Ski\n"
