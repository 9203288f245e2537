"""The register of partners: data that all years share, by which a partner spelt two ways is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity, has_errors
from handlingsprogram.read import plain_text
from handlingsprogram.read.files import exists, read_valid
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.partners.names import key, keys
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.model.measures import Ledd
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

NAME = "partnere.yaml"
"""The register's file, beside the years."""


@record
class Partner:
    """Somebody whom measures are done with."""

    id: str
    navn: str
    lenke: str = ""
    slag: str = ""
    """What kind of partner it is, in the organisation's own words."""


@record
class Partnerregister:
    """The partners that are known, and how they are spelt."""

    partnere: tuple[Partner, ...]
    """In the order of the file."""
    kjente: dict[str, Partner | None]
    """By the key of each spelling; None for what is no certain partner."""

    def finn(self, navn: str) -> Partner | None:
        """Return the partner that a name is spelt as; None where it is nobody's, or no certain partner."""
        return next((self.kjente[one] for one in keys(navn) if one in self.kjente), None)

    def kjenner(self, navn: str) -> bool:
        """Tell whether a name is in the register, as a partner's or as no certain one's."""
        return any(one in self.kjente for one in keys(navn))


def load_partners(path: Path) -> tuple[Partnerregister | None, list[Finding]]:
    """Read the register of partners.

    Args:
        path: partnere.yaml; most do without it.

    Returns:
        The register, or None where the file is missing or wrong; and the findings.
    """
    if not exists(path):
        return None, []
    tree, findings = read_valid(path, "partnere", path.parent)
    if not tree or has_errors(findings):
        return None, findings
    findings += [*plain_text.marks("partnere", tree), *_doubles(tree)]
    return (None if has_errors(findings) else _register(tree)), findings


def _register(tree: Tree) -> Partnerregister:
    partners = tuple(
        Partner(**{name: value for name, value in one.items() if name != "skrivemåter"})
        for one in tree.data["partnere"]
    )
    known: dict[str, Partner | None] = {}
    by_id = {partner.id: partner for partner in partners}
    for id_, _, name in _spellings(tree):
        for one in keys(name):
            known.setdefault(one, by_id.get(id_))
    return Partnerregister(partners, known)


def _spellings(tree: Tree) -> Iterator[tuple[str, Path_, str]]:
    """Give every spelling with the partner's id, nothing for what is none, and its place in the file."""
    for i, partner in enumerate(tree.data["partnere"]):
        yield partner["id"], ("partnere", i, "navn"), partner["navn"]
        for j, name in enumerate(partner.get("skrivemåter", ())):
            yield partner["id"], ("partnere", i, "skrivemåter", j), name
    for i, name in enumerate(tree.data.get("ikke_partnere", ())):
        yield "", ("ikke_partnere", i), name


def _doubles(tree: Tree) -> Iterator[Finding]:
    """Find ids and spellings that two partners have: nobody could tell which of them is meant."""
    ids: dict[str, Path_] = {}
    for i, partner in enumerate(tree.data["partnere"]):
        path: Path_ = ("partnere", i, "id")
        line = tree.position(ids.setdefault(partner["id"], path)).line
        if ids[partner["id"]] != path:
            message = f"id-en «{partner['id']}» er alt brukt på linje {line}; gi den ene en annen"
            yield Finding(tree.position(path), "partner-dobbel", message)
    claimed: dict[str, tuple[str, Path_]] = {}
    for id_, path, name in _spellings(tree):
        first = next((claimed[one] for one in keys(name) if claimed.get(one, (id_,))[0] != id_), None)
        if first:
            whose = f"hos «{first[0]}»" if first[0] else "blant dem som ikke er partnere"
            message = f"«{name}» står alt {whose}, på linje {tree.position(first[1]).line}; slett den ene"
            yield Finding(tree.position(path), "partner-dobbel", message)
        for one in keys(name):
            claimed.setdefault(one, (id_, path))


def unknown(program: Program, register: Partnerregister | None) -> Iterator[Finding]:
    """Find names among the measures' partners that the register does not know, each once a year."""
    missing: dict[str, list[Ledd]] = {}
    for ledd in named(program) if register else ():
        if register and not register.kjenner(ledd.navn):
            missing.setdefault(key(ledd.navn), []).append(ledd)
    for found in missing.values():
        name, more = found[0].navn, len(found) - 1
        spelt = [partner.navn for partner in register.partnere] if register else []
        places = f", her og {more} {'sted' if more == 1 else 'steder'} til" if more else ""
        message = f"«{name}» står ikke i {NAME}{places}; rett skrivemåten, eller før den opp der"
        message += suggestion(name, spelt)
        yield Finding(found[0].posisjon, "partner-ukjent", message, Severity.WARNING)


def named(program: Program) -> Iterator[Ledd]:
    """Give every partner that a year's measures name, in reading order."""
    fields = program.registerfelt("partnere")
    for tiltak in program.tiltak():
        for felt in fields:
            yield from tiltak.felt.get(felt, ())
