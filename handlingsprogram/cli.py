"""The command line: options to one call, what was asked for to stdout, the rest to stderr, an exit code.

Exit codes: 0 good, 1 the content has errors, 2 wrong use or something on the machine is missing.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

from handlingsprogram import report
from handlingsprogram.finding import Finding, Severity, UserError, has_errors, os_error
from handlingsprogram.options import Options, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

GOOD, CONTENT_ERRORS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: what stands after the command's name; by default the process's own.

    Returns:
        The exit code.
    """
    debug = bool(os.environ.get("HANDLINGSPROGRAM_DEBUG"))
    # A run is short: looking for cycles, on the way and at its end, costs a tenth of it and frees nothing.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        options = parse(sys.argv[1:] if arguments is None else list(arguments))
        code = COMMANDS[options.command](options)
    except UserError as error:
        _say(f"handlingsprogram: {error}")
        return WRONG_USE
    except ModuleNotFoundError as error:
        _say(f"handlingsprogram: mangler Python-pakken «{error.name}»; kjør «make», som setter opp .venv")
        return WRONG_USE
    except OSError as error:
        name = error.filename or "en midlertidig fil"
        _say(f"handlingsprogram: {name}: {os_error(error)}. Ingenting er endret.")
        return WRONG_USE
    except KeyboardInterrupt:
        _say("handlingsprogram: avbrutt; ingenting er endret")
        return WRONG_USE
    except Exception as error:
        if debug:
            raise
        what = f"{type(error).__name__}: {error}"
        _say(f"handlingsprogram: uventet feil i verktøyet ({what}). Ingenting er endret.")
        return WRONG_USE
    return code


def _say(line: str) -> None:
    _write(sys.stderr, line)


def _answer(line: str) -> None:
    """Print what was asked for, where it can be piped on."""
    if line:
        _write(sys.stdout, line)


def _write(stream: TextIO | None, line: str) -> None:
    """Write a line in UTF-8, whatever the machine's own encoding; a reader that has gone misses nothing."""
    if stream is None:
        return
    with contextlib.suppress(BrokenPipeError, ValueError):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
        # A file's name may hold bytes that are no text.
        print(line.encode(errors="replace").decode(), file=stream, flush=True)


# --- Commands -----------------------------------------------------------------------------------


def build(options: Options) -> int:
    """Check the years and write their documents; nothing is written where anything is wrong."""
    from handlingsprogram.output import time_stamp, write_all
    from handlingsprogram.render.checked import read_shared, read_years
    from handlingsprogram.render.documents import documents, pictures
    from handlingsprogram.revision import revision

    shared, findings = read_shared(options.content)
    years = []
    folders = _years(options)
    for folder, (program, found) in zip(folders, read_years(folders, shared), strict=True):
        findings += found
        years += [(program, folder)] if program else []
    # What is accounted for is check's to tell; a build that goes well is silent.
    _report([finding for finding in findings if finding.severity is not Severity.NOTICE])
    if shared is None or has_errors(findings):
        _say(report.summary(findings) + "; ingenting er bygd")
        return CONTENT_ERRORS
    shared = shared._replace(revisjon=revision(options.content))
    files: dict[Path, bytes] = {}
    for program, folder in years:
        start = time.perf_counter()
        shown = pictures(program, folder, shared.theme)
        built = documents(program, shared, shown, options.formats, time_stamp(program))
        name = f"handlingsprogram-{program.år}"
        files |= {options.out / f"{name}.{ending}": content for ending, content in built.items()}
        if "md" in built:
            files |= {options.out / f"{name}-{one.fil}": one.innhold for one in shown.values()}
        seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
        for ending in built:
            _progress(f"{name}.{ending} ({seconds} s)")
    write_all(files)
    return GOOD


def check(options: Options) -> int:
    """Report everything that is wrong with the years."""
    from handlingsprogram.render.checked import read_shared, read_years

    shared, findings = read_shared(options.content)
    for _, found in read_years(_years(options), shared):
        findings += found
    match options.report:
        case "json":
            _answer(report.as_json(findings))
        case "github":
            _answer(report.github([one for one in findings if options.accepted or not one.accepted]))
        case _:
            shown = [finding for finding in findings if _is_asked_for(finding, options)]
            _answer(report.text(shown, coloured=_is_coloured(sys.stdout)))
    _say(report.summary(findings) + (_hint(findings, options) if options.report == "text" else ""))
    return CONTENT_ERRORS if has_errors(findings) else GOOD


def _is_asked_for(finding: Finding, options: Options) -> bool:
    """Tell whether a finding is printed for people: what is accounted for would hide what is to be mended."""
    if finding.accepted:
        return options.accepted
    return options.notices or finding.severity is not Severity.NOTICE


def _hint(findings: list[Finding], options: Options) -> str:
    """Say how to see the findings that are only counted; nothing where there are none."""
    hidden = {finding.accepted for finding in findings if not _is_asked_for(finding, options)}
    ways = ["--godtatt" if accepted else "--merknader" for accepted in sorted(hidden)]
    return f" (vises med {' og '.join(ways)})" if ways else ""


def diff(options: Options) -> int:
    """Tell what has changed from one programme to another."""
    from handlingsprogram.output import places, write_all
    from handlingsprogram.review import faces
    from handlingsprogram.review.sides.lenient import ContentError
    from handlingsprogram.review.sides.side import compare_sides, opened, report_name

    files = places(options.file, report_name(*options.sides), options.faces)
    coloured = not files and _is_coloured(sys.stdout)
    try:
        with (
            opened(options.sides, options.content) as sides,
            faces.sources(options.faces, sides, options.content, sammendrag=options.sammendrag) as sources,
        ):
            comparison = compare_sides(*sides)
            printed = faces.render_all(options.faces, comparison, sources, coloured=coloured)
    except ContentError as error:
        return _not_compared(error.findings)
    if not files:
        _hand_over(printed[options.faces[0]])
        return GOOD
    write_all({files[face]: _encoded(content) for face, content in printed.items()})
    for path in files.values():
        _progress(path.as_posix())
    return GOOD


def review(options: Options) -> int:
    """Make the reports of all years that a branch changes, and the comment on its pull request."""
    from handlingsprogram.comment import COMPARED, FINDINGS, comment
    from handlingsprogram.output import write_all
    from handlingsprogram.review.pull_request import review as reviewed
    from handlingsprogram.review.sides.lenient import ContentError

    try:
        made = reviewed(options.base, options.content, sammendrag=options.sammendrag)
    except ContentError as error:
        return _not_compared(error.findings)
    _report(made.findings)
    folder = options.out / "kommentar"
    told = {folder / f"{year}.md": text.encode() for year, text in made.told.items()}
    for old in {*folder.glob("*.md"), folder / FINDINGS} - told.keys():
        old.unlink(missing_ok=True)
    write_all({**told, folder / COMPARED: f"{' '.join(made.years)}\n".encode()})
    files = {options.out / name: _encoded(content) for name, content in made.reports.items()}
    write_all({**files, options.out / "kommentar.md": comment(folder).encode()})
    for path in files:
        _progress(path.as_posix())
    return GOOD


def ny_samling(options: Options) -> int:
    """Lay out a folder of one's own."""
    from datetime import UTC, datetime

    from handlingsprogram.samling.starter import Wanted, lay_out

    år = options.år or datetime.now(UTC).year + 1
    lay_out(Wanted(options.folder, options.språk, år))
    _say(f"Laget {options.folder.as_posix()} med et program for {år}. Gå til mappen, og skriv:")
    _say("    handlingsprogram build")
    return GOOD


def skjema(options: Options) -> int:
    """Write the schemas that editors find beside the content."""
    from handlingsprogram.output import write_all
    from handlingsprogram.samling.first_lines import set_right
    from handlingsprogram.samling.schemas import schema_files

    if not options.content.is_dir():
        raise UserError(f"finner ikke mappen {options.content.as_posix()}")
    schemas = schema_files(options.content)
    write_all(schemas)
    lines = set_right(options.content)
    write_all(lines)
    for path in lines:
        _say(f"{path.as_posix()}:1: rettet linjen som viser til skjemaet")
    _say(
        f"{len(schemas)} skjemaer er skrevet"
        if schemas
        else "skjemaene er verktøyets egne, og står som de er"
    )
    return GOOD


def _not_compared(findings: list[Finding]) -> int:
    """Tell what keeps a comparison from being made."""
    _report(findings)
    _say(report.summary(findings) + "; ingenting er sammenlignet")
    return CONTENT_ERRORS


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _hand_over(content: str | bytes) -> None:
    """Write a report to stdout; what is no text only where it does not land on a terminal."""
    if isinstance(content, str):
        _answer(content.removesuffix("\n"))
    elif sys.stdout is None:
        raise UserError("det er ikke noe sted å skrive dette formatet; skriv det til en fil med --out")
    elif sys.stdout.isatty():
        raise UserError("dette formatet kan ikke vises i et kommandovindu; skriv det til en fil med --out")
    else:
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()


def _years(options: Options) -> list[Path]:
    """Return the folders of the years asked for, or of all that there are."""
    from handlingsprogram.read.load import years_in

    content = options.content
    known = years_in(content)
    for year in options.years:
        if year not in known:
            raise UserError(
                f"finner ikke året «{year}» i {content.as_posix()}; der er {', '.join(known) or 'ingen år'}"
            )
    if not known:
        raise UserError(
            f"finner ingen år i {content.as_posix()}; hvert år er en mappe med årstallet som navn"
        )
    return [content / year for year in dict.fromkeys(options.years or known)]


COMMANDS: dict[str, Callable[[Options], int]] = {
    "build": build,
    "check": check,
    "diff": diff,
    "review": review,
    "ny-samling": ny_samling,
    "skjema": skjema,
}


# --- What the user sees -------------------------------------------------------------------------


def _report(findings: list[Finding]) -> None:
    """Tell what keeps a command from its work, beside what it was asked for."""
    if findings:
        _say(report.text(findings, coloured=_is_coloured(sys.stderr)))


def _is_coloured(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal that shows colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and stream is not None and stream.isatty()


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        _say(line)
