"""Random edits of the real content, each with what a comparison must find: the tests' own account of it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build import year as built
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.load import read_folder
from handlingsprogram.read.text.strict_yaml import Tree
from tests.review.goals import BLOCKS, GOALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison

ROOT = Path(__file__).parents[2]
Fact = tuple[str, str, str, str]
"""Type of change, kind of thing, id (for bullets and paragraphs of what they belong to), field."""
Data = dict[tuple[str, str], Any]
"""A year's files as plain data, by kind and name."""
AREAS = ("innsatsomrade", "tverrgaende-tema")
LISTS = {"innsatsomrade": "innsatsområder", "tverrgaende-tema": "tverrgående_temaer"}
NONSENSE = ("vannkraft", "ridesti", "lekeplass", "værstasjon", "gapahuk", "sykkelvei", "dugnad", "fjordbuss")


def facts(comparison: Comparison) -> list[Fact]:
    """Return what a comparison found."""
    return sorted(
        (change.type.value, change.ting.value, _owner(change.ting.value, change.sti), change.felt)
        for change in comparison.endringer
    )


def _owner(ting: str, sti: str) -> str:
    parts = sti.split("/")
    return parts[-2] if ting in {"avsnitt", "punkt"} else parts[-1]


@dataclass
class Script:
    """A copy of a year's content that is edited, and what the edits amount to."""

    year: str
    random: Random
    data: Data = field(init=False)
    expected: list[Fact] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Things that an edit has touched; the next one leaves them alone, so that edits can be told apart."""

    def __post_init__(self) -> None:
        self.data = {key: copy.deepcopy(tree.data) for key, tree in trees(self.year).items()}

    def run(self, edits: int) -> None:
        """Make so many random edits."""
        for _ in range(edits):
            edit = self.random.choice(EDITS)
            found = edit(self)
            if found is not None:
                self.expected += found
                self.log.append(f"{edit.__name__}: {found}")
        self.expected.sort()

    def program(self) -> Program:
        """Return the edited year."""
        return program(self.data, self.year)

    # --- What there is to edit ---

    def sections(self, *, touched: bool = False) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
        """Give every section that is untouched, or simply every one, with the key of its file."""
        for key, data in self.data.items():
            if key[0] in FOLDERS:
                waiting = [data]
                while waiting:
                    section = waiting.pop()
                    waiting += section.get("underkapitler", ())
                    if touched or section["id"] not in self.used:
                        yield key, section

    def measures(self) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Give every measure that is untouched, with the list that it stands in."""
        for _, section in self.sections():
            for rows in tables(section):
                yield from ((row, rows) for row in rows if row["id"] not in self.used)

    def measure(self, *keys: str) -> dict[str, Any] | None:
        """Return a random untouched measure that has some keys."""
        known = [row for row, _ in self.measures() if all(key in row for key in keys)]
        return self.take(self.random.choice(known)) if known else None

    def areas(self, least: int) -> list[dict[str, Any]]:
        """Return the untouched areas and themes that have so many measures."""
        found = [section for key, section in self.sections() if key[0] in AREAS and section is self.data[key]]
        return [area for area in found if len(rows_of(area)) >= least and not self.touched(area)]

    def touched(self, area: dict[str, Any]) -> bool:
        """Tell whether any measure of an area is touched."""
        return any(row["id"] in self.used for row in rows_of(area))

    def take(self, thing: dict[str, Any]) -> dict[str, Any]:
        """Mark a thing as touched."""
        self.used.add(thing["id"])
        return thing

    def reworded(self, text: str) -> str | None:
        """Return a text with one word in six, at least one, replaced; None where too little would be left."""
        words = re.split(r"(\s+)", text)
        places = [i for i in range(2, len(words), 2) if words[i].isalpha() and len(words[i]) > 2]
        if len(words) < 9 or not places:
            return None
        for i in self.random.sample(places, max(1, min(len(places), len(words) // 12))):
            words[i] = self.random.choice(NONSENSE)
        return "".join(words)


def trees(year: str) -> dict[tuple[str, str], Tree]:
    """Return a year's files, read once, with goals that the real ones have not."""
    if year not in _TREES:
        _TREES[year] = _with_goals(read_folder(ROOT / "content" / year).trees)
    return _TREES[year]


def _with_goals(read: dict[tuple[str, str], Tree]) -> dict[tuple[str, str], Tree]:
    key = "kapittel", read["program", "program"].data["kapitler"][0]
    chapter = read[key].data
    with_blocks = {**chapter, "innhold": [*chapter["innhold"], *copy.deepcopy(BLOCKS)]}
    return {**read, key: replace(read[key], data=with_blocks), ("mal", "mal"): Tree("mal.yaml", GOALS)}


_TREES: dict[str, dict[tuple[str, str], Tree]] = {}


def program(data: Data, year: str) -> Program:
    """Build a programme of plain data, as if it stood in files."""
    return built.program({key: Tree(f"content/{year}/{key[1]}.yaml", value) for key, value in data.items()})


def tables(section: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [block["tiltak"] for block in section.get("innhold", ()) if "tiltak" in block]


def rows_of(section: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in tables(section) for row in rows]


# --- Edits: each returns what must be found, or None where it found nothing to do -----------------


def reword_measure(script: Script) -> list[Fact] | None:
    row = script.measure()
    text = row and script.reworded(row["tekst"])
    if not row or not text:
        return None
    row["tekst"] = text
    return [("endret", "tiltak", row["id"], "tekst")]


def reword_bullet(script: Script) -> list[Fact] | None:
    row = script.measure("punkter")
    if not row:
        return None
    place = script.random.randrange(len(row["punkter"]))
    text = script.reworded(row["punkter"][place])
    if not text:
        return None
    row["punkter"][place] = text
    return [("endret", "punkt", row["id"], "tekst")]


def reorder_bullets(script: Script) -> list[Fact] | None:
    row = script.measure("punkter")
    if not row or len(row["punkter"]) < 2:
        return None
    place = script.random.randrange(len(row["punkter"]) - 1)
    bullets = row["punkter"]
    bullets[place], bullets[place + 1] = bullets[place + 1], bullets[place]
    return [("flyttet", "punkt", row["id"], "")]


def add_partner(script: Script) -> list[Fact] | None:
    row = script.measure("partnere")
    if not row:
        return None
    row["partnere"].insert(script.random.randrange(len(row["partnere"]) + 1), "Speiderforbundet")
    return [("endret", "tiltak", row["id"], "partnere")]


def drop_partner(script: Script) -> list[Fact] | None:
    row = script.measure("partnere")
    if not row or len(row["partnere"]) < 2:
        return None
    del row["partnere"][script.random.randrange(len(row["partnere"]))]
    return [("endret", "tiltak", row["id"], "partnere")]


def reorder_partners(script: Script) -> list[Fact] | None:
    row = script.measure("partnere")
    if row:
        script.random.shuffle(row["partnere"])
    return []


def change_result(script: Script) -> list[Fact] | None:
    row = script.measure("resultatmål")
    if not row:
        return None
    row["resultatmål"].append("Flere turgåere")
    return [("endret", "tiltak", row["id"], "resultatmål")]


def change_role(script: Script) -> list[Fact] | None:
    row = script.measure("roller")
    if not row:
        return None
    row["roller"][-1] = "Gå foran"
    return [("endret", "tiltak", row["id"], "roller")]


def change_goals(script: Script) -> list[Fact] | None:
    row = script.measure("bærekraftsmål")
    if not row:
        return None
    row["bærekraftsmål"] = [[3]]
    return [("endret", "tiltak", row["id"], "bærekraftsmål")]


def move_measure(script: Script) -> list[Fact] | None:
    areas = script.areas(2)
    if len(areas) < 2:
        return None
    source, target = script.random.sample(areas, 2)
    row = script.take(script.random.choice(rows_of(source)))
    script.used |= {source["id"], target["id"]}
    for rows in tables(source):
        if row in rows:
            rows.remove(row)
    rows = tables(target)[0]
    rows.insert(script.random.randrange(len(rows) + 1), row)
    return [("flyttet", "tiltak", row["id"], "")]


def reorder_measures(script: Script) -> list[Fact] | None:
    areas = script.areas(3)
    if not areas:
        return None
    rows = tables(script.take(script.random.choice(areas)))[0]
    if len(rows) < 3:
        return None
    rows.append(rows.pop(0))
    script.take(rows[-1])
    return [("flyttet", "tiltak", rows[-1]["id"], "")]


def add_measure(script: Script) -> list[Fact] | None:
    areas = script.areas(1)
    if not areas or "gapahuker" in script.used:
        return None
    row = {"id": "gapahuker", "tekst": "Bygge gapahuker langs stiene i marka", "punkter": ["Nord", "Sør"]}
    script.take(row)
    tables(script.random.choice(areas))[0].insert(0, row)
    return [("ny", "tiltak", "gapahuker", "")]


def drop_measure(script: Script) -> list[Fact] | None:
    areas = script.areas(3)
    if not areas:
        return None
    area = script.take(script.random.choice(areas))
    row = script.take(tables(area)[0].pop())
    return [("fjernet", "tiltak", row["id"], "")]


def new_id(script: Script) -> list[Fact] | None:
    """A measure gets another id: likeness must find it."""
    row = script.measure()
    if not row or len(row["tekst"].split()) < 8:
        return None
    row["id"] = f"{row['id'][:36]}-nn"
    script.take(row)
    return [("endret", "tiltak", row["id"], "id")]


def rename_area(script: Script) -> list[Fact] | None:
    areas = script.areas(1)
    if not areas:
        return None
    area = script.take(script.random.choice(areas))
    area["tittel"] = "Friluftsliv og folkehelse"
    return [("omdøpt", "seksjon", area["id"], "tittel")]


def split_area(script: Script) -> list[Fact] | None:
    keys = [key for key in script.data if key[0] in AREAS]
    known = [key for key in keys if any(script.data[key] is area for area in script.areas(4))]
    if not known or "utskilt" in script.used:
        return None
    kind, name = script.random.choice(known)
    area = script.take(script.data[kind, name])
    script.used |= {row["id"] for row in rows_of(area)}
    moved = [tables(area)[0].pop() for _ in range(2)]
    script.data[kind, "utskilt"] = {
        "id": "utskilt",
        "tittel": "Utskilt del av området",
        "innhold": [{"tiltak": moved[::-1]}],
        **{key: area[key] for key in ("bærekraftsmål_form", "sideskift", "viderefører") if key in area},
    }
    for _, section in script.sections(touched=True):
        names = section.get(LISTS[kind], [])
        if name in names:
            names.insert(names.index(name) + 1, "utskilt")
    script.used.add("utskilt")
    return [("delt", "seksjon", name, "")]


def reword_paragraph(script: Script) -> list[Fact] | None:
    known = [
        (section, block)
        for _, section in script.sections()
        for block in section.get("innhold", ())
        if "tekst" in block and script.reworded(block["tekst"].split("\n\n")[0])
    ]
    if not known:
        return None
    section, block = script.random.choice(known)
    script.take(section)
    first, *rest = block["tekst"].split("\n\n")
    if re.match(r"\s*[-*]", first) or "\n- " in first or "\n[^" in first:
        return None
    block["tekst"] = "\n\n".join([script.reworded(first) or first, *rest])
    changed = block["tekst"].split("\n\n")[0] != first
    return [("endret", "avsnitt", section["id"], "tekst")] if changed else None


def add_paragraph(script: Script) -> list[Fact] | None:
    known = [
        section for _, section in script.sections() if any("tekst" in b for b in section.get("innhold", ()))
    ]
    if not known:
        return None
    section = script.take(script.random.choice(known))
    block = next(block for block in section["innhold"] if "tekst" in block)
    block["tekst"] = "Dette avsnittet er nytt og handler om gapahuker.\n\n" + block["tekst"]
    return [("ny", "avsnitt", section["id"], "")]


def drop_paragraph(script: Script) -> list[Fact] | None:
    known = [
        (section, block)
        for _, section in script.sections()
        for block in section.get("innhold", ())
        if "\n\n" in block.get("tekst", "") and re.match(r"\w", block["tekst"].split("\n\n")[0])
    ]
    known = [(section, block) for section, block in known if "\n- " not in block["tekst"].split("\n\n")[0]]
    if not known:
        return None
    section, block = script.random.choice(known)
    script.take(section)
    block["tekst"] = block["tekst"].split("\n\n", 1)[1]
    return [("fjernet", "avsnitt", section["id"], "")]


def reorder_areas(script: Script) -> list[Fact] | None:
    known = [
        (section, names)
        for _, section in script.sections()
        for names in (section.get(key, []) for key in LISTS.values())
        if len(names) > 2 and not script.used & set(names)
    ]
    if not known:
        return None
    section, names = script.random.choice(known)
    script.take(section)
    names.append(names.pop(0))
    script.used.add(names[-1])
    return [("flyttet", "seksjon", names[-1], "")]


def change_figure(script: Script) -> list[Fact] | None:
    rows = [
        row for _, row in budget_rows(script) if any(isinstance(n, int) for n in row.get("tall", {}).values())
    ]
    if not rows:
        return None
    row = script.take(script.random.choice(rows))
    column = script.random.choice([name for name, figure in row["tall"].items() if isinstance(figure, int)])
    row["tall"][column] += script.random.randint(1, 500)
    return [("endret", "post", row["id"], f"tall/{column}")]


def rename_post(script: Script) -> list[Fact] | None:
    rows = [row for _, row in budget_rows(script)]
    row = script.take(script.random.choice(rows))
    row["navn"] = "Friluftsliv i marka"
    return [("omdøpt", "post", row["id"], "navn")]


def add_post(script: Script) -> list[Fact] | None:
    sums = [(rows, row) for rows, row in budget_rows(script) if "sum" in row]
    if not sums or "gapahukpost" in script.used:
        return None
    rows, row = script.random.choice(sums)
    script.take(row)
    script.used.add("gapahukpost")
    rows.insert(rows.index(row), {"id": "gapahukpost", "navn": "Gapahuker", "tall": {}})
    row["sum"].append("gapahukpost")
    return [("ny", "post", "gapahukpost", ""), ("endret", "post", row["id"], "sum")]


def drop_deviation(script: Script) -> list[Fact] | None:
    rows = [row for _, row in budget_rows(script) if "avvik" in row]
    if not rows:
        return None
    row = script.take(script.random.choice(rows))
    column = script.random.choice(list(row["avvik"]))
    del row["avvik"][column]
    return [("endret", "post", row["id"], f"avvik/{column}")]


def rename_column(script: Script) -> list[Fact] | None:
    table = script.random.choice(script.data["budsjett", "budsjett"]["tabeller"])
    name = f"{table['id']}/kolonne"
    if name in script.used:
        return None
    script.used.add(name)
    column = script.random.choice(table["kolonner"])
    column["overskrift"] += " (foreløpig)"
    return [("omdøpt", "tallkolonne", f"kolonne.{column['id']}", "overskrift")]


def change_frame(script: Script) -> list[Fact] | None:
    frame = script.data["program", "program"]
    name, value = script.random.choice(
        [("status", "høring"), ("dato", "2030-01-31"), ("tittel", "Turprogram"), ("emne", "Turer")]
    )
    if name in script.used:
        return None
    script.used.add(name)
    frame[name] = value
    return [("endret", "program", "", name)]


def rename_measures_column(script: Script) -> list[Fact] | None:
    if "tiltakstabell" in script.used:
        return None
    script.used.add("tiltakstabell")
    column = script.random.choice(script.data["program", "program"]["tiltakstabell"]["kolonner"])
    column["overskrift"] += "!"
    return [("omdøpt", "kolonne", f"kolonne.{column['felt']}", "overskrift")]


def reflow(script: Script) -> list[Fact] | None:
    """End all lines of prose elsewhere: no change."""
    for _, section in script.sections():
        for block in section.get("innhold", ()):
            if "tekst" in block:
                block["tekst"] = re.sub(
                    r"(?<=[a-zæøå,])\n +(?=[a-zæøå])|(?<=[a-zæøå,])\n(?=[a-zæøå])", " ", block["tekst"]
                )
    return []


def respell(script: Script) -> list[Fact] | None:
    """Write the marks of all prose in another way: no change."""
    for _, section in script.sections():
        for holder in (*section.get("innhold", ()), *rows_of(section)):
            text = holder.get("tekst", "")
            text = re.sub(r"(?<![*\w])(\*\*?)(?=[^\s*])([^*\n]+)(?<=\S)\1(?![*\w])", _lined, text)
            text = re.sub(r"(?m)^(?!- | ).+\n(?=- )", r"\g<0>\n", text)
            text = re.sub(r"(?<= )[(&]|(?<=\w),", r"\\\g<0>", text)
            if text:
                holder["tekst"] = re.sub(r"\[\^(\w+)\]", r"[^\1-ny]", text)
    return []


def _lined(match: re.Match[str]) -> str:
    sign = match[1].replace("*", "_")
    return f"{sign}{match[2]}{sign}"


def number_list(script: Script) -> list[Fact] | None:
    """Bullets become numbers: told once."""
    section, block, items = _list(script)
    if not items:
        return None
    for number, line in enumerate(items, 1):
        block["tekst"] = block["tekst"].replace(f"\n{line}", f"\n{number}. {line[2:]}")
    return [("endret", "avsnitt", section["id"], "merke")]


def indent_item(script: Script) -> list[Fact] | None:
    """The last item of a list goes below the one before: told."""
    section, block, items = _list(script)
    if not items:
        return None
    block["tekst"] = block["tekst"].replace(f"\n{items[-1]}", f"\n  {items[-1]}")
    return [("endret", "avsnitt", section["id"], "innrykk")]


def _list(script: Script) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Return a section with a text that holds one list of bullets, a line each, and its lines."""
    known = []
    for _, section in script.sections():
        for block in section.get("innhold", ()):
            items = re.findall(r"(?m)^- .*$", block.get("tekst", ""))
            if len(items) > 1 and "\n".join(items) in block["tekst"] and "\n  " not in block["tekst"]:
                known.append((section, block, items))
    if not known:
        return {}, {}, []
    section, block, items = script.random.choice(known)
    script.take(section)
    block["tekst"] = f"\n{block['tekst']}"
    return section, block, items


def budget_rows(script: Script) -> list[tuple[list[dict[str, Any]], dict[str, Any]]]:
    tables_ = script.data["budsjett", "budsjett"]["tabeller"]
    return [
        (table["rader"], row) for table in tables_ for row in table["rader"] if row["id"] not in script.used
    ]


def reword_goal(script: Script) -> list[Fact] | None:
    goals = [goal for goal, _ in _goals(script) if goal["id"] not in script.used]
    if not goals:
        return None
    goal = script.take(script.random.choice(goals))
    goal["tekst"] = f"{goal['tekst']} i {script.random.choice(NONSENSE)}"
    return [("omdøpt", "mål", goal["id"], "tekst")]


def add_goal(script: Script) -> list[Fact] | None:
    if "nytt-maal" in script.used:
        return None
    script.used.add("nytt-maal")
    _, below = script.random.choice(_goals(script))
    below.insert(0, {"id": "nytt-maal", "tekst": "Flere padler"})
    return [("ny", "mål", "nytt-maal", "")]


def change_target(script: Script) -> list[Fact] | None:
    found = [one for one in script.data["mal", "mal"]["indikatorer"] if one["id"] not in script.used]
    if not found:
        return None
    indicator = script.take(script.random.choice(found))
    target = script.random.choice(indicator["måltall"])
    target["verdi"] += 7
    return [("endret", "indikator", indicator["id"], f"måltall/{target['år']}")]


def _goals(script: Script) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return the goals, each with the list that those below it stand in."""
    top = script.data["mal", "mal"]["mål"]
    return [(goal, goal["under"]) for goal in top if "under" in goal] + [(goal, top) for goal in top]


EDITS: tuple[Callable[[Script], list[Fact] | None], ...] = (
    reword_measure,
    reword_bullet,
    reorder_bullets,
    add_partner,
    drop_partner,
    reorder_partners,
    change_result,
    change_role,
    change_goals,
    move_measure,
    reorder_measures,
    add_measure,
    drop_measure,
    new_id,
    rename_area,
    split_area,
    reword_paragraph,
    add_paragraph,
    drop_paragraph,
    reorder_areas,
    change_figure,
    rename_post,
    add_post,
    drop_deviation,
    rename_column,
    change_frame,
    rename_measures_column,
    reflow,
    respell,
    number_list,
    indent_item,
    reword_goal,
    add_goal,
    change_target,
)
