"""What was found in a year, as the page tells it: at its field, in the outline, and in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.editing.form.findings import by_place, path_at
from handlingsprogram.editing.form.way import openable
from handlingsprogram.editing.mends import mend
from handlingsprogram.finding import Severity
from handlingsprogram.malform import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.editing.form.outline import Node
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.serving.shown.sources import Sources


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


class Told:
    """Tells what was found."""

    def __init__(self, sources: Sources) -> None:
        """Tell it of a year."""
        self._sources = sources

    def listed(self) -> list[Shown]:
        """Return all that was found, errors first."""
        trees: dict[str, Tree | None] = {}
        shown = []
        for one in sorted(
            self._sources.told(), key=lambda one: (one.severity is not Severity.ERROR, one.position)
        ):
            file = self._sources.relative(one.position.file)
            if file not in trees:
                trees[file] = self._sources.sound(file)
            tree = trees[file]
            shown += self.shown([one], tree=tree) if tree else [self._plain(one, file)]
        return shown

    def _plain(self, finding: Finding, file: str) -> Shown:
        told, severity = spoken.told(finding)
        return Shown(str(finding.severity), severity, told.message, None, f"{file}#", file)

    def shown(self, findings: Iterable[Finding], *, tree: Tree) -> list[Shown]:
        """Return findings of a file, each with its mend where there is one."""
        shown = []
        for one in findings:
            told, severity = spoken.told(one)
            file = self._sources.relative(one.position.file)
            path = openable(tree.data, path_at(tree, one.position))
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

    def counts(self) -> dict[str, list[tuple[str, Finding]]]:
        """Return by file what was found in it, each with its place."""
        counts: dict[str, list[tuple[str, Finding]]] = {}
        files = {self._sources.relative(one.position.file) for one in self._sources.told()}
        for file in files:
            tree = self._sources.sound(file)
            own = self._sources.findings_in(file)
            if tree:
                counts[file] = [(path, one) for path, all_ in by_place(own, tree).items() for one in all_]
            else:
                counts[file] = [("", one) for one in own]
        return counts

    def counted(self, counts: Mapping[str, list[tuple[str, Finding]]], node: Node) -> Count | None:
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
        return Count(number, "feil" if errors else "advarsel", self._sources.si(word))
