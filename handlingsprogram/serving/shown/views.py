"""What the page of the editor shows, as HTML: forms, the outline, what was found."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from handlingsprogram.editing.files import SHARED, kind_of
from handlingsprogram.editing.form.findings import by_place
from handlingsprogram.editing.form.form import Forms, with_findings
from handlingsprogram.editing.form.fresh import Fresh
from handlingsprogram.editing.form.way import innermost, openable, targets, trail
from handlingsprogram.editing.grid import grid
from handlingsprogram.editing.places import GoneError, Place, resolved
from handlingsprogram.editing.prose.to_rich import to_rich
from handlingsprogram.finding import UserError
from handlingsprogram.malform import spoken
from handlingsprogram.read.folders import years_in
from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.text import content
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.web.page import part, stylesheet
from handlingsprogram.render.words.references import References
from handlingsprogram.serving.shown.sources import Sources
from handlingsprogram.serving.shown.told import Told
from handlingsprogram.serving.shown.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.editing.form.form import Field
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.serving.office import Room


_GOALS = "bærekraftsmål"
_ESCAPED = re.compile(r"\\(.)")
"""A sign that Markdown would take for its own."""


def address(place: Place) -> str:
    """Return a place as the page names it."""
    return f"{place.file}#{place.path}"


def placed(address: str) -> Place:
    """Return the place that the page names."""
    file, _, path = address.partition("#")
    return Place(file, path)


def differing(own: list[str], other: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give what differs between two files, with a line around it: where it stands, and how in each."""
    for tag, a, b, c, d in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield str(a + 1), own[a:b], other[c:d]


class Views:
    """The views of a year of a draft, each from what the files hold now."""

    def __init__(self, room: Room) -> None:
        """Prepare them."""
        self.sources = Sources(room)
        self.desk = room.desk
        self._year = room.year
        self._told = Told(self.sources)

    def page(self, mark: str, guest: str, *, edits: bool) -> str:
        """Return the page itself."""
        tree = self.sources.sound(f"{self._year}/program.yaml")
        data: Mapping[str, Any] = tree.data if tree and isinstance(tree.data, dict) else {}
        values = {
            "målform": spoken.language_of(str(data.get("språk", ""))),
            "tittel": str(data.get("tittel", self._year)),
            "organisasjon": str(data.get("organisasjon", "")),
            "redigerer": edits,
            "merke": mark,
            "gjest": guest,
            "år": self._year,
            "årene": years_in(self.desk.folder),
            "utkast": self.sources.room.draft,
            "fra_sist": edits and bool(self.desk.found),
            "ord": words(self.sources.si)["page"],
        }
        return self._part("side", values)

    def style(self) -> str:
        """Return the stylesheet, in the theme's colours; in the tool's own where there is no theme."""
        theme, _ = load_theme(self.desk.folder / "tema.yaml")
        if not theme:
            theme, _ = load_theme(self.desk.content / "tema.yaml")
        if not theme:
            raise UserError("tema.yaml kan ikke leses")
        return stylesheet("rediger", {}, theme)

    def outline(self) -> str:
        """Return the outline as a tree."""
        counts = self._told.counts()
        values = {
            "noder": self.sources.nodes(),
            "telt": partial(self._told.counted, counts),
            "ord": words(self.sources.si)["outline"],
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
        if kind is None or not (place.file in SHARED or place.file.startswith(f"{self._year}/")):
            raise UserError(f"«{where}» kan ikke vises")
        tree = self.sources.tree(place.file)
        try:
            path = resolved(tree.data, place.path)
        except GoneError as gone:
            raise UserError("dette er flyttet eller fjernet") from gone
        data = content.value(tree.data, path)
        if data is None:
            raise UserError("dette er flyttet eller fjernet")
        nodes = self.sources.nodes()
        form = Forms(self.sources.schemas(anew=anew), self._first(path)).form(kind, place, tree.data, path)
        form = with_findings(form, by_place(self.sources.findings_in(place.file), tree))
        way = trail(nodes, place)
        node = way[-1] if way and way[-1].place == place else None
        values = {
            "form": form,
            "node": node,
            "tittel": node.title if node else form.name,
            "id": innermost(data, tree.data, place, self._year),
            "sti": way[:-1] if node else way,
            "mål": [*targets(nodes, node)] if node else [],
            "rutenett": self._grid(kind, tree, path),
            "tillegg": node.adds if node else (),
            "funnene": partial(self._told.shown, tree=tree),
            "typer": lambda field: " ".join(sorted(field.types)),
            "rik": lambda text: to_rich(str(text or "")),
            "kinds": self._kinds,
            "foreslått": self._proposed,
            "ord": words(self.sources.si),
        }
        return self._part("form", values)

    def _grid(self, kind: str, tree: Tree, path: tuple[str | int, ...]) -> Markup | str:
        """Return a budget's table as a grid; nothing for what is none."""
        if kind != "budsjett" or len(path) != 2 or path[0] != "tabeller":  # noqa: PLR2004 — a table
            return ""
        findings = self.sources.findings_in(self.sources.relative(tree.file))
        try:
            found = grid(tree, int(path[1]), self.sources.program(), findings)
        except LookupError:  # it has not the form of a table
            return ""
        told = self._part("grid", {"grid": found.told(self.sources.si)})
        return Markup(told)  # noqa: S704 — a template of ours, escaped

    def findings(self) -> str:
        """Return the list of all that was found."""
        return self._part("funn", {"funn": self._told.listed()})

    def clash(self, file: str) -> str:
        """Return both versions of a file that clashes, with the lines that differ marked.

        Raises:
            UserError: there is no such file.
        """
        own, other = (text.splitlines() for text in self.desk.clash(file))
        return self._part("sammenstot", {"fil": file, "linjer": [*differing(own, other)]})

    def place_of(self, id_: str) -> str:
        """Return the place of what has an id, as `file#path`; empty where nothing has."""
        for node in (one for top in self.sources.nodes() for one in top.all()):
            if node.id == id_:
                return address(node.place)
        for key, tree in self.sources.folder().trees.items():
            for path, text in tree.strings():
                if text == id_ and path[-1:] == ("id",) and key[0] != "godtatt":
                    return address(Place(self.sources.relative(tree.file), openable(tree.data, path[:-1])))
        return ""

    def new(self, where: str, title: str, key: str) -> tuple[list[dict[str, Any]], Place]:
        """Return the changes that make a new thing in a list, and where it stands then.

        Raises:
            RefusedChangeError: there is no such list, or no title.
        """
        place = placed(where)
        if kind_of(place.file) is None:
            raise UserError(f"«{where}» finnes ikke")
        fresh = Fresh(self.sources.schemas(anew=False), self.sources.ids(), self.desk.content)
        return fresh.made(self.sources.tree(place.file).data, place, title, key)

    def targets(self) -> list[dict[str, str]]:
        """Return what a cross-reference can lead to: id, title and number, and what it prints by itself."""
        program = self.sources.program()
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
        return part(f"rediger/{name}", {"si": self.sources.si, "adresse": address, **values})

    def _first(self, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """Return the keys of measures that the documents show, where a measure is open."""
        if "tiltak" not in path:
            return ()
        data = self.sources.tree(f"{self._year}/program.yaml").data
        columns = data.get("tiltakstabell", {}).get("kolonner", ()) if isinstance(data, dict) else ()
        shown = [str(one.get("felt")) for one in columns if isinstance(one, dict)]
        keys = [key for one in shown for key in (("tekst", "punkter") if one == "tiltak" else (one,))]
        return ("id", *keys)

    def _proposed(self, field: Field) -> list[tuple[Any, str]]:
        """Return what is proposed for a field, each with what else it is called, if anything."""
        if field.key == _GOALS:
            goals, _ = load_goals(self.desk.folder / "baerekraftsmal.yaml")
            return [(number, f"{number} {goal.tittel}") for number, goal in goals.items()]
        return [(one, "") for one in field.choices]

    def _kinds(self, field: Field) -> list[tuple[str, str]]:
        """Return what kinds of item can be put into a list: the key of each, and its title."""
        schemas = self.sources.schemas(anew=False)
        below = schemas.below(field.part, 0)
        if below.says.get("maxProperties") == 1 and "string" not in below.types:
            return [
                (key, str(schemas.below(below, key).says.get("title", key)))
                for key in below.says["properties"]
            ]
        return [("", str(below.says.get("title", "")))]
