"""The texts of a status keep what prose of the programme keeps; they refer to what the report has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks
from handlingsprogram.read.build.prose import prose, with_chapter
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.measures import Målform, Tiltak, Tiltakstabell
from handlingsprogram.read.model.sheet import Regneark, SirkelError
from handlingsprogram.read.rules import check_prose, figures
from handlingsprogram.read.status.accounts import UNNAMED, accounts
from handlingsprogram.read.text.content import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Blokk, Program, Seksjon
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

_OF_TARGETS = {"referanse-mål", "budsjett-henvisning"}
_ELSEWHERE = (
    "«{}» er i programmet, men ikke i rapporten; vis til et område, eller til et tall i rapporten, "
    "som #post/regnskap"
)


def findings(program: Program, one: Status, tree: Tree) -> Iterator[Finding]:
    """The texts keep what prose of the programme keeps; they refer to what the report has."""
    sound = program.budsjett and figures.can_be_reckoned(program.budsjett)
    report = replace(
        program,
        kapitler=tuple(_areas(program)),
        budsjett=accounts(program, one, UNNAMED) if sound else None,
        målstruktur=None,
        nummerform="",
        kryssreferanse="{tittel}",
    )
    frame = with_chapter(report, tree, _blocks(tree))
    leads = {
        tekst.sted(one.at): one.id for tekst in frame.tekster() for one in marks.references(tekst.markdown)
    }
    for finding in check_prose(frame, tree.file):
        target = leads.get(finding.position, "")
        is_elsewhere = finding.rule in _OF_TARGETS and _is_known(program, target)
        yield finding._replace(message=_ELSEWHERE.format(target)) if is_elsewhere else finding


def _is_known(program: Program, target: str) -> bool:
    """Tell whether a reference would lead somewhere in the programme, which the report is not."""
    if not amounts.is_amount(target):
        return target in program.ankere()
    try:
        amounts.find(program, Regneark(program.budsjett) if program.budsjett else None, target)
    except (amounts.TargetError, SirkelError, KeyError, ValueError):
        return False
    return True


def _areas(program: Program) -> Iterator[Seksjon]:
    """Give the sections that a report has: those with measures, which are no part of each other there."""
    for seksjon in program.seksjoner():
        tables = tuple(blokk for blokk in seksjon.innhold if isinstance(blokk, Tiltakstabell))
        if tables:
            yield replace(seksjon, innhold=tables, underseksjoner=(), nummer=())


def _blocks(tree: Tree) -> tuple[Blokk, ...]:
    running: list[Path_] = [("sammendrag",), ("regnskap", "kommentar")]
    running += [("tiltak", name, "avvik") for name in tree.data["tiltak"]]
    in_cells: list[Path_] = [
        ("tiltak", name, key) for name in tree.data["tiltak"] for key in ("gjort", "resultat")
    ]
    texts = tuple(prose(tree, markdown, path) for path in running if (markdown := value(tree.data, path)))
    measures = tuple(
        Tiltak("", prose(tree, markdown, path), (), {}, (), (), tree.position(path), {})
        for path in in_cells
        if (markdown := value(tree.data, path))
    )
    return (*texts, Tiltakstabell(measures, Målform()))
