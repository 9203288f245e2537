"""`nytt-år`: last year's programme as a draft of the next, made as a careful colleague would make it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.parsing import add_content, add_writing, complete_years, near
from handlingsprogram.commands.terminal import answer, say
from handlingsprogram.commands.year.source import read_source, today
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import UserError, has_errors
from handlingsprogram.malform import choose, in_run
from handlingsprogram.malform.spoken import told
from handlingsprogram.read.folders import before, is_folder, parts
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.yearly.roll import Draft, Source

EXAMPLES = (
    ("nytt-år 2030", "viser hva et utkast for 2030 blir, laget av det nyeste året før"),
    ("nytt-år 2030 --skriv", "lager mappen content/2030"),
    ("nytt-år 2030 --fra 2028 --uten ingen", "lager det av 2028, med de ferdige tiltakene også"),
)
_DONE = ("ferdig", "stoppet")
"""The statuses of measures that do not go on, where nothing else is said."""


_KINDS = {
    "budsjett-mangler": "Tall som mangler",
    "budsjett-beløp": "Beløp i teksten, som skal følge tallene",
    "utkast-uendret": "Tekst som er den samme som før, og nevner et år som har vært",
    "utkast-årstall": "Tekst som er den samme som før, og nevner et år som har vært",
    "utkast-frist": "Frister som er over",
}
"""What findings are about, by their rules."""
_OTHERS = "Annet, også det som var godtatt i året det er laget av"


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    year: str
    """The new year's folder."""
    source: str
    """The year that it is made of; empty for the newest before."""
    without: tuple[str, ...]
    """The statuses of the measures that are left out."""
    kept: tuple[str, ...]
    """Ids of the measures that are not left out, whatever their status."""
    is_written: bool
    """Whether the draft is written, or only shown."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    parser.add_argument("year", metavar="ÅR", help="det nye året, eller mappen (klimaplan-2030)")
    parser.add_argument(
        "--fra",
        dest="source",
        default="",
        metavar="ÅR",
        help="året det lages av; det nyeste før uten dette valget",
    ).completer = complete_years
    parser.add_argument(
        "--uten",
        dest="without",
        type=_statuses,
        default=_DONE,
        metavar="STATUSER",
        help="statusene til tiltakene som ikke skal med, med komma mellom, eller «ingen»; "
        f"{','.join(_DONE)} uten dette valget",
    )
    parser.add_argument(
        "--behold",
        dest="kept",
        type=lambda text: tuple(name.strip() for name in text.split(",")),
        default=(),
        metavar="ID",
        help="id-ene til tiltak som skal med likevel, med komma mellom",
    )
    add_writing(parser)


def _statuses(text: str) -> tuple[str, ...]:
    from handlingsprogram.commands.parsing import known_word
    from handlingsprogram.read.status.model import STATUSER

    if text == "ingen":
        return ()
    return tuple(
        known_word(one.strip(), (*STATUSER, "ingen"), "status", "statusene") for one in text.split(",")
    )


def run(options: Options) -> int:
    """Make the draft, say what a secretary must look at, and write it where that is asked for."""
    from handlingsprogram.commands.trial import as_here, found, trial
    from handlingsprogram.output import write_all
    from handlingsprogram.report import summary
    from handlingsprogram.yearly.columns import Rolling
    from handlingsprogram.yearly.roll import roll

    old = _source(options)
    choose(options.content, [old.name])
    source, findings = read_source(old)
    if source is None:
        terminal.report(findings)
        say(f"{old.name} har feil; rett dem først")
        return CONTENT_ERRORS
    new = options.content / options.year
    rolling = Rolling(parts(old.name)[1], parts(new.name)[1])
    draft = roll(source, rolling, today(), _done(source, options))
    files = _files(old, new, draft)
    with trial(options.content, files) as copy:
        left = found(copy, new.name)
        shown = as_here("\n".join(_grouped(left)), copy, options.content)
    answer("\n".join(_told(draft, new)))
    answer(f"\n{in_run(f'Dette må dere ta stilling til ({summary(left)}):')}\n{shown}" if left else "")
    if options.is_written:
        write_all(files)
        say(
            f"Laget {new.as_posix()} med {len(files)} filer; «handlingsprogram check {new.name}» viser hva "
            "som står igjen"
        )
    else:
        say(f"Ingenting er skrevet; «handlingsprogram nytt-år {new.name} --skriv» lager {new.as_posix()}")
    return CONTENT_ERRORS if has_errors(left) else GOOD


def _source(options: Options) -> Path:
    """Return the folder of the year that the new one is made of."""
    name, year = parts(options.year)
    if not is_folder(options.year):
        raise UserError(f"«{options.year}» er ikke et år; skriv 2030, eller et navn og året: klimaplan-2030")
    new = options.content / options.year
    if new.exists():
        raise UserError(f"{new.as_posix()} finnes fra før; nytt-år endrer ikke et år som er der")
    source = options.source or before(new)
    if not source:
        raise UserError(
            f"finner ikke noe år før {options.year} i {options.content.as_posix()}; skriv --fra ÅR"
        )
    [old] = folders(options.content, [source])
    if parts(old.name)[1] >= year:
        raise UserError(f"{old.name} er ikke før {options.year}")
    if parts(old.name)[0] != name:
        raise UserError(
            f"{options.year} og {old.name} er ikke samme dokument; de skal hete det samme foran året"
        )
    return old


def _done(source: Source, options: Options) -> frozenset[str]:
    """Return the ids of the measures whose newest status is one of those that are left out."""
    from handlingsprogram.read.status import load_status

    ids = [tiltak.id for tiltak in source.program.tiltak()]
    for name in options.kept:
        if name not in ids:
            raise UserError(f"{source.folder.path.name} har ikke noe tiltak «{name}»{near(name, ids)}")
    known, _ = load_status(source.folder.path, source.program) if options.without else ({}, [])
    newest = known[max(known)].tiltak if known else {}
    done = {name for name, one in newest.items() if one.status in options.without}
    return frozenset(done - set(options.kept))


def _files(old: Path, new: Path, draft: Draft) -> dict[Path, bytes]:
    """Return the new year's files: those that are rolled, and pictures and the like as they are."""
    from handlingsprogram.read.limits import MAX_FILES
    from handlingsprogram.yearly.roll import is_of

    files = {new / name: text.encode() for name, text in draft.texts.items()}
    others = (path for path in sorted(old.rglob("[!.]*")) if path.is_file() and not path.is_symlink())
    for path in islice(others, MAX_FILES):
        name = path.relative_to(old).as_posix()
        if is_of(name) and path.suffix not in {".yaml", ".yml"}:
            files[new / name] = path.read_bytes()
    return files


def _grouped(findings: Iterable[Finding]) -> Iterator[str]:
    """Give what is left, a line each, below what it is about."""
    kinds: dict[str, list[Finding]] = {title: [] for title in (*_KINDS.values(), _OTHERS)}
    for one in findings:
        kinds[_KINDS.get(one.rule, _OTHERS)].append(one)
    for title, found in kinds.items():
        if found:
            yield f"{in_run(title)} ({len(found)}):"
        for one in found:
            place = f"{one.position.file}:{one.position.line}"
            yield f"  {place}: {visible(told(one)[0].message)} [{one.rule}]"


def _told(draft: Draft, new: Path) -> Iterator[str]:
    """Say what has been decided on the way, so that somebody can see whether it is right."""
    if draft.changed:
        count = f"({len(draft.changed)} linje{'r' if len(draft.changed) > 1 else ''})"
        yield in_run(f"Årstall som er byttet, fordi de mener programmets eget år {count}:")
        yield from (f"  {new.as_posix()}/{name}:{at}: {line}" for name, at, line in draft.changed)
    if draft.left_out:
        yield in_run("Tiltak som ikke er med, etter statusen sin (--behold ID tar dem med):")
        yield from (f"  {name}" for name in draft.left_out)
    if draft.emptied:
        yield f"{in_run('Har ingen tiltak igjen:')} {', '.join(f'«{title}»' for title in draft.emptied)}"
    if draft.kept:
        yield f"{in_run('Er med enda de er avsluttet, for noe viser til dem:')} {', '.join(draft.kept)}"
