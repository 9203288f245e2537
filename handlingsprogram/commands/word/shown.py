"""What is told of files that have come back, besides what they change: as text, and for a pull request."""

from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING

from handlingsprogram.comment import harmless
from handlingsprogram.malform import in_run
from handlingsprogram.received.file.document import page_of
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handlingsprogram.received.file.document import BlockPath, Comment, Foreign
    from handlingsprogram.received.several import Proposal, Sent

WIDTH = 100
_MOST = 80
"""So many signs of somebody's words tell which are meant."""
_RED, _GREEN, _BLUE = "31", "32", "36"
_COLOURS = {"-": _RED, "+": _GREEN, "@": _BLUE}
_WHAT_TO_DO = {
    "bilde": "et bilde; det lagres ved siden av med --skriv, og så skriver du en figur i YAML-filen",
    "bunntekst": "en annen bunntekst; den følger av program.yaml og tema.yaml",
    "diagram": "et diagram; lagre det som bilde, og skriv en figur i YAML-filen",
    "felt": "et felt; skriv det det viser, som tekst",
    "kontroll": "et skjemafelt; skriv det det viser, som tekst",
    "ligning": "en formel; skriv den som tekst, eller lagre den som bilde",
    "makro": "en makro; den blir ikke kjørt og ikke tatt med",
    "objekt": "noe fra et annet program; lagre det som bilde, og skriv en figur i YAML-filen",
    "tegn": "et tegn fra en symbolskrift; skriv det tegnet som er ment",
    "tekstboks": "en tekstboks; skriv teksten som et avsnitt eller en faktaboks i YAML-filen",
    "topptekst": "en annen topptekst; den følger av program.yaml og tema.yaml",
    "farge": "en farge; utseendet følger av tema.yaml",
    "gjennomstreking": "gjennomstreket tekst; slett den hvis den skal bort",
    "merking": "merket tekst; er det et spørsmål, så svar på det og ta merket bort",
    "skjult": "skjult tekst; den er ikke tatt med",
    "skrift": "en annen skrift; utseendet følger av tema.yaml",
    "størrelse": "en annen skriftstørrelse; utseendet følger av tema.yaml",
    "understreking": "understreket tekst; bruk kursiv eller fet",
    "versaler": "versaler; skriv store bokstaver hvis de skal stå der",
    "cellefarge": "en farge i en celle; utseendet følger av tema.yaml",
}
_LOST = "et bilde er slettet; slett figuren i YAML-filen hvis den skal bort"


def lines(proposal: Proposal) -> Iterator[str]:
    """Give what cannot be content, what is remarked, and what two have changed: each under a heading."""
    for title, found in (
        ("Dette kan ikke bli innhold:", [line for one in proposal.sent for line in _left_out(one, proposal)]),
        ("Kommentarer:", [line for one in proposal.sent for line in _comments(one)]),
        ("Konflikter, der to har endret det samme, hver på sin måte:", list(_conflicts(proposal))),
    ):
        if found:
            yield from ("", in_run(title), *found)


def unified(files: dict[Path, tuple[str, str]], *, coloured: bool) -> Iterator[str]:
    """Give what changes in the content files, line by line.

    Args:
        files: the text of each, as it is and as it is to be.
        coloured: whether a terminal shows colours.
    """
    for path, (old, new) in sorted(files.items()):
        name = path.as_posix()
        found = difflib.unified_diff(
            old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", n=2, lineterm=""
        )
        for line in map(visible, found):
            colour = _COLOURS.get(line[:1]) if coloured else None
            yield f"\x1b[{colour}m{line}\x1b[0m" if colour else line


def count(proposal: Proposal) -> str:
    """Say how much there is."""
    files = len(proposal.files)
    left_out = sum(1 for one in proposal.sent for _ in (*one.outcome.remarks, *one.foreign, *one.lost))
    comments = sum(len(one.received.comments) for one in proposal.sent)
    conflicts = sum(len(one.outcome.conflicts) for one in proposal.sent)
    if not files and not (left_out or comments or conflicts):
        return "Ingen endringer i innholdet"
    parts = [
        f"{files} {'fil' if files == 1 else 'filer'} endres" if files else "Ingen endringer i innholdet",
        f"{left_out} kan ikke bli innhold",
        f"{comments} {'kommentar' if comments == 1 else 'kommentarer'}",
        f"{conflicts} {'konflikt' if conflicts == 1 else 'konflikter'}",
    ]
    return ", ".join(parts)


def remarks(proposal: Proposal) -> list[str]:
    """Return the comments as a list in Markdown, for a pull request: they call nobody and close nothing."""
    return [
        harmless(f"- **{place or one.name}**, {said}")
        for one in proposal.sent
        for comment in one.received.comments
        for place in [_place(one, comment.block)]
        for said in _said(comment)
    ]


def _left_out(sent: Sent, proposal: Proposal) -> Iterator[str]:
    for remark in sent.outcome.remarks:
        place = f"«{remark.under}»" if remark.under else sent.name
        yield from _noted(place + _page(sent, remark.at), in_run(remark.what), remark.where)
    for one in sent.foreign:
        yield from _noted(_of(sent, one), in_run(_WHAT_TO_DO[one.kind]), one.words)
    now = "\n".join(new for _, new in proposal.files.values())
    before = "\n".join(old for old, _ in proposal.files.values())
    for one in sent.lost:
        # A figure that is gone with its text is a change like others.
        if one.words not in before or one.words in now:
            yield from _noted(_of(sent, one), in_run(_LOST), one.words)


def _of(sent: Sent, one: Foreign) -> str:
    return (_place(sent, one.where) or sent.name) + _page(sent, one.where)


def _page(sent: Sent, path: BlockPath) -> str:
    """Say which page something is on, where the file says so."""
    page = page_of(sent.received, path)
    return in_run(f", side {page}") if page else ""


def _place(sent: Sent, path: BlockPath) -> str:
    return in_run(sent.outcome.places.get(path, ""))


def _noted(place: str, what: str, words: str) -> Iterator[str]:
    yield from _folded(f"{place}: {what}", "  ")
    if words.strip():
        yield f"      «{_short(words)}»"


def _comments(sent: Sent) -> Iterator[str]:
    last = None
    for comment in sent.received.comments:
        place = (_place(sent, comment.block) or sent.name) + _page(sent, comment.block)
        if place != last:
            yield from _folded(place, "  ")
        last = place
        for said in _said(comment):
            yield from _folded(said, "    ")


def _said(comment: Comment) -> Iterator[str]:
    """Give a comment and its answers, each on a line."""
    about = f"«{_short(comment.words)}»: " if comment.words else ""
    done = in_run(" – løst") if comment.done else ""
    yield f"{about}{' '.join(comment.text.split())} ({_by(comment)}){done}"
    for reply in comment.replies:
        yield f"– {' '.join(reply.text.split())} ({_by(reply)})"


def _by(comment: Comment) -> str:
    return ", ".join(filter(None, [" ".join(comment.author.navn.split()), comment.author.tid[:10]]))


def _conflicts(proposal: Proposal) -> Iterator[str]:
    for sent in proposal.sent:
        for one in sent.outcome.conflicts:
            yield from _folded(f"{sent.name}: {one.fil.as_posix()}, {one.sted}", "  ")
            names = (one.hos, sent.name) if one.hos else (in_run("innholdet"), in_run("filen"))
            for name, text in zip(names, (one.ours, one.theirs), strict=True):
                yield from _folded(f"{name}: " + (f"«{text}»" if text else in_run("slettet")), "    ")


def _folded(line: str, indent: str) -> Sequence[str]:
    return textwrap.wrap(
        visible(line),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_on_hyphens=False,
    )


def _short(words: str) -> str:
    return visible(textwrap.shorten(words, _MOST, placeholder=" …"))
