"""`vedta`: sets the adoption everywhere, tags the revision, locks the year; and corrections afterwards."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.commands import CONTENT_ERRORS, GOOD, terminal
from handlingsprogram.commands.parsing import add_content, add_writing, complete_years
from handlingsprogram.commands.terminal import answer, is_coloured, say
from handlingsprogram.commands.year.source import read_source, today
from handlingsprogram.commands.years import folders
from handlingsprogram.finding import Severity, UserError, has_errors
from handlingsprogram.malform import in_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.yearly.roll import Source

EXAMPLES = (
    (
        "vedta 2030 --dato 2029-12-18 --organ representantskapet --sak 23/29",
        "viser hva som blir skrevet når programmet er vedtatt",
    ),
    (
        "vedta 2030 --dato 2029-12-18 --organ representantskapet --sak 23/29 --skriv",
        "skriver det, lagrer det i git med merket vedtatt-2030, og låser året",
    ),
    (
        'vedta 2030 --rettelse "Feil partner i tiltaket om turkart" --skriv',
        "legger til hvorfor noe er endret etter vedtaket",
    ),
)


class Options(NamedTuple):
    """What is asked for."""

    content: Path
    """The folder that holds the years."""
    year: str
    date: str
    """When it was adopted, åååå-mm-dd; empty where a correction is written down."""
    body: str
    """Who adopted it."""
    case: str
    """Number of the case; may be empty."""
    reason: str | None
    """Why something was changed after the adoption; empty where there is no correction."""
    is_written: bool
    """Whether it is written, or only shown."""
    is_committed: bool
    """Whether it is committed and tagged in git, where there is git."""


def add(parser: Any) -> None:
    """Describe the arguments."""
    add_content(parser)
    parser.add_argument("year", metavar="ÅR", help="året som er vedtatt").completer = complete_years
    for option, name, metavar, what in (
        ("--dato", "date", "DATO", "dagen det ble vedtatt, åååå-mm-dd"),
        (
            "--organ",
            "body",
            "ORGAN",
            "hvem som vedtok det, som på omslaget: representantskapet",
        ),
        ("--sak", "case", "SAK", "saksnummeret"),
    ):
        parser.add_argument(option, dest=name, default="", metavar=metavar, help=what)
    parser.add_argument(
        "--rettelse",
        dest="reason",
        metavar="GRUNN",
        help="skriv ned hvorfor noe er endret etter vedtaket",
    )
    parser.add_argument(
        "--uten-git",
        dest="is_committed",
        action="store_false",
        help="skriv filene, men lagre og merk dem ikke i git",
    )
    add_writing(parser)


def run(options: Options) -> int:
    """Show, or write, an adoption or a correction."""
    [year] = folders(options.content, [options.year])
    return _corrected(options, year) if options.reason is not None else _adopted(options, year)


def _adopted(options: Options, year: Path) -> int:
    from handlingsprogram.commands.trial import as_here, found, trial
    from handlingsprogram.read.accepted import OF_DRAFTS
    from handlingsprogram.read.adoption.digests import FILE, digests
    from handlingsprogram.read.files import read_valid
    from handlingsprogram.read.load import read_folder
    from handlingsprogram.report import summary, text
    from handlingsprogram.yearly.adopt import Adoption, adopt, locked

    if (year / FILE).exists():
        raise UserError(
            f"{year.name} er vedtatt før, se {(year / FILE).as_posix()}; er noe rettet siden, så skriv "
            "hvorfor med --rettelse, og er mappen en kopi av et annet år, så slett filen"
        )
    adoption = Adoption(_date(options.date), _given(options.body, "--organ"), options.case)
    source, findings = read_source(year)
    if source is None:
        return _refused(findings, f"{year.name} har feil og kan ikke vedtas")
    theme, _ = read_valid(options.content / "tema.yaml", "tema", options.content)
    texts = adopt(source, adoption, theme.data if theme else {})
    files = {year / name: new.encode() for name, new in texts.items()}
    with trial(options.content, files) as copy:
        left = found(copy, year.name)
        shown = as_here(text(left, coloured=is_coloured(sys.stdout)), copy, options.content)
        held = digests(read_folder(copy / year.name))
    # What only a draft may have is of last year too: it is rewritten, or accepted, before anybody adopts it.
    stale = [one for one in findings if one.rule in OF_DRAFTS and not one.accepted]
    stale = [one._replace(severity=Severity.ERROR) for one in stale]
    shown = "\n".join(filter(None, (text(stale, coloured=is_coloured(sys.stdout)), shown)))
    left = [*stale, *left]
    answer("\n".join(_lines(source, texts)))
    if has_errors(left):
        answer(f"\n{shown}")
        say(f"{summary(left)}; {year.name} kan ikke vedtas før feilene er rettet")
        return CONTENT_ERRORS
    answer(f"\n{in_run('Står igjen som advarsler:')}\n{shown}" if left else "")
    files[year / FILE] = locked(adoption, held, source.program.språk).encode()
    message = f"Vedtatt: {source.program.tittel} ({adoption.organ} {adoption.dato}{_case(adoption.sak)})"
    return _written(options, year, files, message)


def _written(options: Options, year: Path, files: Mapping[Path, bytes], message: str) -> int:
    from handlingsprogram.commands.year import tagged
    from handlingsprogram.output import write_all

    if not options.is_written:
        say("Ingenting er skrevet; legg til --skriv for å skrive det og låse året")
        return GOOD
    has_git = options.is_committed and tagged.is_possible(options.content)
    tag = f"vedtatt-{year.name}"
    if has_git:
        tagged.check(options.content, year, tag)
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    write_all(dict(files))
    if has_git:
        try:
            tagged.commit(options.content, list(files), message)
        except UserError:
            _put_back(before)
            raise
    for path in files:
        say(path.as_posix())
    if has_git:
        tagged.tag(options.content, tag, message)
        say(f"Lagret i git med merket {tag}; send merket med «git push origin {tag}»")
    else:
        say(f"Året er låst; lagre filene i git, og merk dem med «git tag {tag}»")
    return GOOD


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Let files be as they were, so that the adoption can be tried once more."""
    from handlingsprogram.output import write_all

    for path in (path for path, content in before.items() if content is None):
        path.unlink()
    write_all({path: content for path, content in before.items() if content is not None})


def _corrected(options: Options, year: Path) -> int:
    from handlingsprogram.commands.word.branch import unsaved
    from handlingsprogram.output import write_all
    from handlingsprogram.read.adoption.digests import FILE
    from handlingsprogram.read.adoption.rules import changed
    from handlingsprogram.read.load import ADOPTION, read_folder
    from handlingsprogram.read.text.decoded import decode
    from handlingsprogram.yearly.adopt import corrected

    if options.date or options.body or options.case:
        raise UserError("--rettelse kan ikke brukes sammen med --dato, --organ og --sak; året er vedtatt")
    reason = " ".join((options.reason or "").split())
    if not reason:
        raise UserError('skriv hvorfor noe er endret: --rettelse "grunn"')
    file = year / FILE
    folder = read_folder(year)
    adoption = folder.beside.get(ADOPTION)
    if adoption is None or has_errors(folder.findings):
        if not file.exists():
            raise UserError(f"{year.name} har ingen {FILE} og er ikke låst; der trengs ingen rettelse")
        return _refused(folder.findings, "ingenting er skrevet")
    now = changed(folder, adoption.data)
    if not now:
        raise UserError(f"ingenting i {year.name} er endret siden vedtaket eller den siste rettelsen")
    text = corrected(decode(file, file.as_posix()), adoption, today(), reason, now)
    for name, held in now.items():
        answer(in_run(f"{(year / name).as_posix()} er {'endret' if held else 'tatt bort'}"))
    if not options.is_written:
        say(f"Ingenting er skrevet; med --skriv legges rettelsen til i {file.as_posix()}")
        return GOOD
    if unsaved(options.content, [file]):
        raise UserError(f"{file.as_posix()} er endret og ikke lagret i git; lagre den først (git commit)")
    write_all({file: text.encode()})
    say(f"{file.as_posix()}; lagre rettelsen og det som er rettet, i git")
    return GOOD


def _refused(findings: list[Finding], what: str) -> int:
    terminal.report(findings)
    say(what)
    return CONTENT_ERRORS


def _lines(source: Source, texts: Mapping[str, str]) -> Iterator[str]:
    """Give each line that changes, before and after."""
    from difflib import unified_diff

    for name, new in texts.items():
        yield f"{source.folder.path.as_posix()}/{name}"
        lines = unified_diff(source.texts[name].splitlines(), new.splitlines(), n=0, lineterm="")
        changed = (line for line in list(lines)[2:] if not line.startswith("@@"))
        yield from (f"  {line[0]} {line[1:].strip()}" for line in changed)


def _case(number: str) -> str:
    return f", sak {number}" if number else ""


def _given(value: str, option: str) -> str:
    if not " ".join(value.split()):
        raise UserError(f"mangler {option}; skriv dag, organ og sak: --dato 2029-12-18 --organ … --sak …")
    return " ".join(value.split())


def _date(text: str) -> str:
    from handlingsprogram.read.form import advice

    given = _given(text, "--dato")
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        likely = advice.date(given)
        how = f"skriv {likely}" if likely else "skriv den som åååå-mm-dd"
        raise UserError(f"--dato er ikke en dato som finnes: «{given}»; {how}") from None
