"""What the page of the editor shows, as HTML: forms, the outline, what was found."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from handlingsprogram.editing.files import PICTURES, SHARED, is_picture, kind_of
from handlingsprogram.editing.form.findings import by_place, path_at
from handlingsprogram.editing.form.form import Forms, opens, with_findings
from handlingsprogram.editing.form.fresh import Fresh
from handlingsprogram.editing.form.outline import outline
from handlingsprogram.editing.form.schemas import Schemas
from handlingsprogram.editing.grid import grid
from handlingsprogram.editing.history import Step
from handlingsprogram.editing.mends import mend
from handlingsprogram.editing.places import GoneError, Place, resolved, written
from handlingsprogram.editing.prose.to_rich import to_rich
from handlingsprogram.finding import Severity, UserError
from handlingsprogram.malform import spoken
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.folders import as_id, years_in
from handlingsprogram.read.load import load_theme, read_folder
from handlingsprogram.read.pictures import picture as pictures
from handlingsprogram.read.text import content
from handlingsprogram.render.web.page import part, stylesheet
from handlingsprogram.render.words.references import References
from handlingsprogram.serving.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.editing.form.form import Field
    from handlingsprogram.editing.form.outline import Node
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.serving.office import Room


_ESCAPED = re.compile(r"\\(.)")
"""A sign that Markdown would take for its own."""


class Shown(NamedTuple):
    """A finding as the page shows it."""

    grad: str
    ord: str
    melding: str
    bot: Any
    sted: str
    hvor: str


class Count(NamedTuple):
    """How much was found below a node of the outline."""

    tall: int
    grad: str
    ord: str


class Target(NamedTuple):
    """Where something can be moved to."""

    title: str
    listed: Place


def address(place: Place) -> str:
    """Return a place as the page names it."""
    return f"{place.file}#{place.path}"


def placed(address: str) -> Place:
    """Return the place that the page names."""
    file, _, path = address.partition("#")
    return Place(file, path)


class Views:
    """The views of a year of a draft, each from what the files hold now."""

    def __init__(self, room: Room) -> None:
        """Prepare them."""
        self._room = room
        self._desk = self.desk = room.desk
        self._year = room.desk.folder / room.year
        self._schemas: tuple[int, Schemas] | None = None

    # --- What they are made of --------------------------------------------------------------------

    def si(self, text: str) -> str:
        """Say something in the programme's written form."""
        return spoken.in_file(self._year / "program.yaml", text)

    def _folder(self) -> Folder:
        return read_folder(self._year)

    def tree(self, file: str) -> Tree:
        """Return a file as it stands now.

        Raises:
            UserError: it cannot be read.
        """
        tree, findings = read_valid(self._desk.folder / file, str(kind_of(file)), self._desk.folder)
        if not tree:
            raise UserError(f"{file} kan ikke vises som skjema: {findings[0].message}")
        return tree

    def schemas(self, *, anew: bool = True) -> Schemas:
        """Return what describes the fields, with proposals from the content."""
        if self._schemas is None or (anew and self._schemas[0] != self._desk.version):
            self._schemas = (self._desk.version, Schemas(self._desk.folder))
        return self._schemas[1]

    def program(self) -> Program | None:
        """Return the programme, where it could be made of what the files held last."""
        return self._room.studio.program

    def ids(self) -> set[str]:
        """Return the ids that the year has."""
        trees = self._folder().trees.values()
        return {text for tree in trees for path, text in tree.strings() if path[-1:] == ("id",)}

    def nodes(self) -> tuple[Node, ...]:
        """Return the outline."""
        shared = {kind: True for file, kind in SHARED.items() if (self._desk.folder / file).is_file()}
        return outline(self._folder(), shared)

    def _relative(self, file: str) -> str:
        """Return a file's path below the content folder."""
        try:
            return Path(file).relative_to(self._desk.folder).as_posix()
        except ValueError:
            return file

    def _file(self, tree: Tree) -> str:
        return self._relative(tree.file)

    def findings_in(self, file: str) -> list[Finding]:
        """Return what was found in a file."""
        return [one for one in self._told() if self._relative(one.position.file) == file]

    def _told(self) -> list[Finding]:
        found = self._room.studio.findings
        return [one for one in found if one.severity is not Severity.NOTICE and not one.accepted]

    # --- The views --------------------------------------------------------------------------------

    def page(self, mark: str, guest: str, *, edits: bool) -> str:
        """Return the page itself."""
        tree = self.tree(f"{self._room.year}/program.yaml")
        data: Mapping[str, Any] = tree.data if isinstance(tree.data, dict) else {}
        values = {
            "målform": spoken.language_of(str(data.get("språk", ""))),
            "tittel": str(data.get("tittel", self._room.year)),
            "organisasjon": str(data.get("organisasjon", "")),
            "redigerer": edits,
            "merke": mark,
            "gjest": guest,
            "år": self._room.year,
            "årene": years_in(self._desk.folder),
            "utkast": self._room.draft,
            "meg": "",
            "ord": words(self.si)["page"],
        }
        return self._part("side", values)

    def style(self) -> str:
        """Return the stylesheet, in the theme's colours; in the tool's own where there is no theme."""
        theme, _ = load_theme(self._desk.folder / "tema.yaml")
        if not theme:
            theme, _ = load_theme(self._desk.content / "tema.yaml")
        if not theme:
            raise UserError("tema.yaml kan ikke leses")
        return stylesheet("rediger", {}, theme)

    def outline(self) -> str:
        """Return the outline as a tree."""
        counts = self._counts()
        values = {
            "noder": self.nodes(),
            "telt": partial(self._counted, counts),
            "ord": words(self.si)["outline"],
        }
        return self._part("outline", values)

    def form(self, where: str, *, anew: bool) -> str:
        """Return the form of a place.

        Args:
            where: the place, as `file#path`.
            anew: whether it has just been opened; then what it proposes is gathered anew.

        Raises:
            UserError: there is no such place.
        """
        place = placed(where)
        kind = kind_of(place.file)
        if kind is None or not (place.file in SHARED or place.file.startswith(f"{self._room.year}/")):
            raise UserError(f"«{where}» kan ikke vises")
        tree = self.tree(place.file)
        try:
            path = resolved(tree.data, place.path)
        except GoneError as gone:
            raise UserError("dette er flyttet eller fjernet") from gone
        data = content.value(tree.data, path)
        if data is None:
            raise UserError("dette er flyttet eller fjernet")
        nodes = self.nodes()
        form = Forms(self.schemas(anew=anew), self._first(path)).form(kind, place, tree.data, path)
        form = with_findings(form, by_place(self.findings_in(place.file), tree))
        trail = _trail(nodes, place)
        node = trail[-1] if trail and trail[-1].place == place else None
        values = {
            "form": form,
            "node": node,
            "tittel": node.title if node else form.name,
            "id": _innermost(data, tree.data, place, self._room.year),
            "sti": trail[:-1] if node else trail,
            "mål": [*_targets(nodes, node)] if node else [],
            "rutenett": self._grid(kind, tree, path),
            "tillegg": node.adds if node else (),
            "funnene": partial(self._shown, tree=tree),
            "typer": lambda field: " ".join(sorted(field.types)),
            "rik": lambda text: to_rich(str(text or "")),
            "kinds": self._kinds,
            "ord": words(self.si),
        }
        return self._part("form", values)

    def _grid(self, kind: str, tree: Tree, path: tuple[str | int, ...]) -> Markup | str:
        """Return a budget's table as a grid; nothing for what is none."""
        if kind != "budsjett" or len(path) != 2 or path[0] != "tabeller":  # noqa: PLR2004 — a table
            return ""
        found = grid(tree, int(path[1]), self.program(), self.findings_in(self._file(tree)))
        return Markup(self._part("grid", {"grid": found.told(self.si)}))  # noqa: S704 — a template of ours, escaped

    def findings(self) -> str:
        """Return the list of all that was found."""
        trees: dict[str, Tree | None] = {}
        shown = []
        for one in sorted(self._told(), key=lambda one: (one.severity is not Severity.ERROR, one.position)):
            file = self._relative(one.position.file)
            if file not in trees:
                trees[file] = self._sound(file)
            tree = trees[file]
            shown += self._shown([one], tree=tree) if tree else [self._plain(one, file)]
        return self._part("funn", {"funn": shown})

    def place_of(self, id_: str) -> str:
        """Return the place of what has an id, as `file#path`; empty where nothing has."""
        for node in (one for top in self.nodes() for one in top.all()):
            if node.id == id_:
                return address(node.place)
        for key, tree in self._folder().trees.items():
            for path, text in tree.strings():
                if text == id_ and path[-1:] == ("id",) and key[0] != "godtatt":
                    return address(Place(self._file(tree), _openable(tree.data, path[:-1])))
        return ""

    def new(self, where: str, title: str, key: str) -> tuple[list[dict[str, Any]], Place]:
        """Return the changes that make a new thing in a list, and where it stands then.

        Raises:
            RefusedChangeError: there is no such list, or no title.
        """
        place = placed(where)
        if kind_of(place.file) is None:
            raise UserError(f"«{where}» finnes ikke")
        fresh = Fresh(self.schemas(anew=False), self.ids(), self._desk.content)
        return fresh.made(self.tree(place.file).data, place, title, key)

    def targets(self) -> list[dict[str, str]]:
        """Return what a cross-reference can lead to: id, title and number, and what it prints by itself."""
        program = self.program()
        if not program:
            return []
        printed = References(program)
        return [
            {
                "id": id_,
                "title": anchor.tittel,
                "number": anchor.nummer,
                "label": _ESCAPED.sub(r"\1", printed.filled(f"x [](#{id_})")[3:].rpartition("](")[0]),
            }
            for id_, anchor in printed.anchors.items()
        ]

    # --- How --------------------------------------------------------------------------------------

    def _part(self, name: str, values: Mapping[str, Any]) -> str:
        return part(f"rediger/{name}", {"si": self.si, "adresse": address, **values})

    def _first(self, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """Return the keys of measures that the documents show, where a measure is open."""
        if "tiltak" not in path:
            return ()
        data = self.tree(f"{self._room.year}/program.yaml").data
        columns = data.get("tiltakstabell", {}).get("kolonner", ()) if isinstance(data, dict) else ()
        shown = [str(one.get("felt")) for one in columns if isinstance(one, dict)]
        keys = [key for one in shown for key in (("tekst", "punkter") if one == "tiltak" else (one,))]
        return ("id", *keys)

    def _kinds(self, field: Field) -> list[tuple[str, str]]:
        """Return what kinds of item can be put into a list: the key of each, and its title."""
        schemas = self.schemas(anew=False)
        below = schemas.below(field.part, 0)
        if below.says.get("maxProperties") == 1 and "string" not in below.types:
            return [
                (key, str(schemas.below(below, key).says.get("title", key)))
                for key in below.says["properties"]
            ]
        return [("", str(below.says.get("title", "")))]

    def _sound(self, file: str) -> Tree | None:
        try:
            return self.tree(file) if kind_of(file) else None
        except UserError:
            return None

    def _plain(self, finding: Finding, file: str) -> Shown:
        told, severity = spoken.told(finding)
        return Shown(str(finding.severity), severity, told.message, None, f"{file}#", file)

    def _shown(self, findings: Iterable[Finding], *, tree: Tree) -> list[Shown]:
        """Return findings of a file, each with its mend where there is one."""
        shown = []
        for one in findings:
            told, severity = spoken.told(one)
            file = self._relative(one.position.file)
            path = _openable(tree.data, path_at(tree, one.position))
            where = f"{file}, linje {one.position.line}"
            shown.append(
                Shown(
                    str(one.severity),
                    severity.capitalize(),
                    told.message,
                    mend(one, tree),
                    f"{file}#{path}",
                    where,
                )
            )
        return shown

    def _counts(self) -> dict[str, list[tuple[str, Finding]]]:
        """Return by file what was found in it, each with its place."""
        counts: dict[str, list[tuple[str, Finding]]] = {}
        files = {self._relative(one.position.file) for one in self._told()}
        for file in files:
            tree = self._sound(file)
            own = self.findings_in(file)
            if tree:
                counts[file] = [(path, one) for path, all_ in by_place(own, tree).items() for one in all_]
            else:
                counts[file] = [("", one) for one in own]
        return counts

    def _counted(self, counts: Mapping[str, list[tuple[str, Finding]]], node: Node) -> Count | None:
        """Return what is told of a node: the errors in it and below it, or else the warnings."""
        files = {one.place.file for one in node.all()}
        own = node.place
        inside = [
            one
            for file in files
            for path, one in counts.get(file, ())
            if file != own.file or not own.path or path == own.path or path.startswith(f"{own.path}/")
        ]
        errors = sum(one.severity is Severity.ERROR for one in inside)
        if not inside:
            return None
        number = errors or len(inside)
        word = "feil" if errors else "advarsel" if number == 1 else "advarsler"
        return Count(number, "feil" if errors else "advarsel", self.si(word))


def _trail(nodes: Iterable[Node], place: Place) -> list[Node]:
    """Return the nodes from the top to the innermost one that a place is in."""
    for node in nodes:
        below = _trail(node.children, place)
        if below:
            return [node, *below]
        own = node.place
        if (
            own.file == place.file
            and own.file
            and (own.path == place.path or (place.path.startswith(f"{own.path}/") if own.path else True))
        ):
            return [node]
    return []


def _targets(nodes: Iterable[Node], node: Node) -> Iterable[Target]:
    """Give the other lists that an item can be moved to: those of the same kind."""
    if node.listed is None or node.kind != "tiltak":
        return
    for one in (inner for top in nodes for inner in top.all()):
        for label, listed in one.adds:
            if label == "Nytt tiltak" and listed != node.listed:
                yield Target(one.title, listed)


def _openable(data: Any, path: tuple[str | int, ...]) -> str:
    """Return the innermost place on a path that has a form of its own."""
    best, here = 0, data
    for number, step in enumerate(path, 1):
        here = content.value(here, (step,))
        if opens(here):
            best = number
    return written(data, path[:best])


def _innermost(value: Any, data: Any, place: Place, year: str) -> str:
    """Return the id that the preview shows a place by."""
    ids = [step[1:] for step in place.path.split("/") if step.startswith("@")]
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    if ids:
        return ids[-1]
    return str(data.get("id", "")) if isinstance(data, dict) and place.file.startswith(year) else ""


def put_picture(room: Room, name: str, given: bytes, guest: str) -> str:
    """Lay a picture beside the programme, and return what the content calls it.

    Raises:
        UserError: it is no picture that can be used.
    """
    stem, _, ending = name.rpartition(".")
    file = f"{PICTURES}/{as_id(stem)}.{ending.lower()}"
    with TemporaryDirectory() as folder:
        trial = Path(folder) / PICTURES
        trial.mkdir()
        (trial / file.rpartition("/")[2]).write_bytes(given)
        wrong = (
            pictures.wrong(Path(folder), file) if is_picture(f"{room.year}/{file}") else ["er ikke noe bilde"]
        )
    if wrong:
        raise UserError(f"bildet {name} {wrong[0]}")
    room.desk.put(f"{room.year}/{file}", given, Step(guest, name))
    return file
