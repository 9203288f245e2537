"""Turn a year's valid trees into a `Program`."""

from __future__ import annotations

from pathlib import PurePath

from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.build.measures import field_types, layouts
from handlingsprogram.read.build.objectives import objectives
from handlingsprogram.read.build.pictures import picture
from handlingsprogram.read.build.sections import Sections
from handlingsprogram.read.folders import parts
from handlingsprogram.read.model.program import Innholdsfortegnelse, Omslag, Program, Sak
from handlingsprogram.read.text.strict_yaml import Tree

Trees = dict[tuple[str, str], Tree]


def program(trees: Trees, left_out: frozenset[str] = frozenset()) -> Program:
    """Build the programme from trees that fit their schemas and whose files all exist.

    Args:
        trees: the files of a year.
        left_out: ids of the content, where the trees are not all of it.
    """
    tree = trees["program", "program"]
    data = tree.data
    numbering = data.get("nummerering", {"nivåer": 1})
    sections = Sections(trees, numbering["nivåer"], data["innholdsfortegnelse"]["nivåer"])
    figures, goals = trees.get(("budsjett", "budsjett")), trees.get(("mal", "mal"))
    return Program(
        år=data["år"],
        tittel=data["tittel"],
        organisasjon=data["organisasjon"],
        status=data["status"],
        dato=data["dato"],
        språk=data["språk"],
        emne=data.get("emne", ""),
        stikkord=tuple(data.get("stikkord", ())),
        omslag=_cover(tree),
        innholdsfortegnelse=Innholdsfortegnelse(**data["innholdsfortegnelse"]),
        sak=Sak(**{key: str(value) for key, value in case.items()}) if (case := data.get("sak")) else None,
        tema=data.get("tema", {}),
        nummerform=numbering.get("form", ""),
        nummernivåer=numbering["nivåer"],
        kryssreferanse=numbering.get("kryssreferanse", "{nummer}"),
        oppsett=layouts(tree),
        felttyper=field_types(tree),
        figurnummer=numbering.get("figurer", False),
        tabellnummer=numbering.get("tabeller", False),
        tiltaksnummer=numbering.get("tiltak", ""),
        kapitler=sections.chapters(data["kapitler"], data.get("vedlegg", [])),
        budsjett=budget(figures) if figures else None,
        målstruktur=objectives(goals) if goals else None,
        budsjettfigurer=data.get("budsjettfigurer", False),
        status_på_nettsiden=data.get("status_på_nettsiden", False),
        posisjoner={
            **{key: tree.position((key,)) for key in data},
            "kryssreferanse": tree.position(("nummerering", "kryssreferanse")),
            "tiltaksnummer": tree.position(("nummerering", "tiltak")),
        },
        utelatt=left_out,
        navn=parts(PurePath(tree.file).parent.name)[0],
        andre_språk={language: tuple(known) for language, known in data.get("andre_språk", {}).items()},
    )


def _cover(tree: Tree) -> Omslag:
    data = tree.data["omslag"]
    lines = {key: data.get(key, "") for key in ("tittel", "undertittel", "avsender")}
    return Omslag(**lines, bilde=picture(tree, data, ("omslag",)) if "bilde" in data else None)
