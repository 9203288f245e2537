"""What pictures are: a programme names their files only, and a file can get another picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.read.model.blocks import Boks, Figur, Figurgruppe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.read.model.program import Blokk, Program, Seksjon


def with_digests(program: Program, folder: Path) -> Program:
    """Return a programme whose figures know what is in their files.

    Args:
        program: the programme.
        folder: the year's folder, with the pictures; what is no picture file there has no digest.
    """
    digests = {figur.fil: _digest(folder, figur.fil) for figur in program.figurer() if figur.fil}
    if not digests:
        return program
    cover = program.omslag
    return replace(
        program,
        omslag=replace(cover, bilde=_known(cover.bilde, digests) if cover.bilde else None),
        kapitler=tuple(_section(seksjon, digests) for seksjon in program.kapitler),
    )


def _section(seksjon: Seksjon, digests: Mapping[str, str]) -> Seksjon:
    return replace(
        seksjon,
        innhold=tuple(_block(blokk, digests) for blokk in seksjon.innhold),
        åpning=_box(seksjon.åpning, digests) if seksjon.åpning else None,
        underseksjoner=tuple(_section(under, digests) for under in seksjon.underseksjoner),
    )


def _block(blokk: Blokk, digests: Mapping[str, str]) -> Blokk:
    match blokk:
        case Figur():
            return _known(blokk, digests)
        case Figurgruppe():
            return replace(blokk, figurer=tuple(_known(figur, digests) for figur in blokk.figurer))
        case Boks():
            return _box(blokk, digests)
    return blokk


def _box(boks: Boks, digests: Mapping[str, str]) -> Boks:
    return replace(
        boks,
        bilde=_known(boks.bilde, digests) if boks.bilde else None,
        ikon=_known(boks.ikon, digests) if boks.ikon else None,
    )


def _known(figur: Figur, digests: Mapping[str, str]) -> Figur:
    return replace(figur, avtrykk=digests.get(figur.fil, ""))


def _digest(folder: Path, name: str) -> str:
    # Most programmes have no pictures.
    import hashlib

    from handlingsprogram.read.pictures.picture import read
    from handlingsprogram.read.pictures.raster import UnusableError

    try:
        return f"sha256:{hashlib.sha256(read(folder, name)).hexdigest()}"
    except UnusableError:
        return ""
