"""Lets `git diff` tell what has changed in a content file in the words of the reports.

git starts this once for each file (gitattributes(5), «Defining an external diff driver»; git(1),
GIT_EXTERNAL_DIFF). What cannot be told so is shown line by line, as git itself would. The command `git-diff`
sets it up, in the clone's own settings.
"""

from __future__ import annotations

import gc
import os
import shlex
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram import git
from handlingsprogram.finding import UserError
from handlingsprogram.malform import in_run
from handlingsprogram.records import record
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

SETTING = "diff.handlingsprogram.command"
_NOTHING = "/dev/null"
_REGULAR = {"100644", "100755"}
_WORKING_TREE = "arbeidsmappen"
ONLY_WRITING = (
    "Bare måten filen er skrevet på, er endret (linjeskift, innrykk, anførselstegn, kommentarer). "
    "Innholdet er det samme."
)
_NOT_COUNTED = "Det som står, er det samme. Endret er bare rekkefølge, id-er eller lenker mellom år:"
_UNMERGED = "Filen har endringer som ikke er flettet ennå."


@record
class Side:
    """A file as git hands it over."""

    path: str
    file: str
    """Where its text lies; `/dev/null` where there is none."""
    name: str
    """The object's name; noughts for a file in the working tree."""
    mode: str

    @property
    def is_there(self) -> bool:
        """Whether this side has the file."""
        return self.file != _NOTHING

    @property
    def shown(self) -> str:
        """What the report calls it."""
        if not self.is_there:
            return in_run("finnes ikke")
        return self.name[:7] if self.name.strip("0") else _WORKING_TREE


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell what has changed in a file.

    Args:
        arguments: what git gives: a path, then file, object and mode of the old side and of the new, and
            where it was renamed the new path and git's words for it; only a path for a file not merged yet.

    Returns:
        The exit code; 0 unless git gave something else, because git stops at any other.
    """
    gc.disable()  # a run is short, and a diff of many files is many runs
    given = list(sys.argv[1:] if arguments is None else arguments)
    match given:
        case [path]:
            _print(f"{_title(path)}\n\n{in_run(_UNMERGED)}\n\n")
        case [path, old_file, old_name, old_mode, new_file, new_name, new_mode, *renamed]:
            old = Side(_whole(path), old_file, old_name, old_mode)
            new = Side(_whole(renamed[0] if renamed else path), new_file, new_name, new_mode)
            _print(_told(old, new, coloured=_is_coloured()))
        case _:
            sys.stderr.write("Dette startes av git; skriv «handlingsprogram git-diff» for å sette det opp.\n")
            return 2
    return 0


def set_up() -> None:
    """Let git start this Python for the files that .gitattributes names; line by line should it be gone.

    Raises:
        UserError: there is no git, or this is no repository.
    """
    python = shlex.quote(sys.executable)
    lines = 'git diff --no-index --no-ext-diff -- "$2" "$5"'
    _config(SETTING, f'f() {{ {python} -P -m handlingsprogram.gitdiff "$@" || {lines} || :; }}; f')


def switch_off() -> None:
    """Let git show lines again; raises as `set_up`."""
    _config("--unset-all", SETTING, good=(0, 5))  # 5: it is not set


def _config(*arguments: str, good: Sequence[int] = (0,)) -> None:
    try:
        answer = git.run(Path(), "config", *arguments)
    except FileNotFoundError as error:
        raise UserError("finner ikke programmet git; installer det, og prøv igjen") from error
    if answer.code not in good:
        raise UserError("denne mappen er ikke et git-lager")


def _whole(path: str) -> str:
    """Return a path seen from the working tree; with `--relative` git gives it from the folder it is in."""
    below = Path(os.environ.get("GIT_PREFIX", ""), path)
    return below.as_posix() if below.exists() and not Path(path).exists() else path


def _told(old: Side, new: Side, *, coloured: bool) -> str:
    """Return what has changed, in words where that can be, else line by line."""
    if {side.mode for side in (old, new) if side.is_there} - _REGULAR:
        return _by_lines(old, new, coloured=coloured)
    try:
        return _in_words(old, new, coloured=coloured)
    except Exception:
        if os.environ.get("HANDLINGSPROGRAM_DEBUG"):
            raise
        # Whatever is wrong with a file, and with this: git's own way always works.
        return _by_lines(old, new, coloured=coloured)


def _in_words(old: Side, new: Side, *, coloured: bool) -> str:
    from handlingsprogram.review.faces.text import Text
    from handlingsprogram.review.report.build import report
    from handlingsprogram.review.sides.one_file import File, compare_files

    fra = f"{old.path}, {old.shown}" if old.path != new.path else old.shown
    said = f"{_title(new.path)}\n{visible(fra)} → {new.shown}\n\n"
    if old.is_there and new.is_there and Path(old.file).read_bytes() == Path(new.file).read_bytes():
        return f"{said}{in_run(_moved(old, new))}\n\n"
    before, after = (File(side.path, Path(side.file) if side.is_there else None) for side in (old, new))
    comparison = compare_files(before, after, Path())
    if comparison.endringer:
        told = report(comparison)
        head = replace(told.head, title=_title(new.path), lead=f"{fra} → {new.shown}")
        return Text(coloured=coloured).report(replace(told, head=head)) + "\n"
    if comparison.følger or comparison.merknader:
        return f"{said}{in_run(_NOT_COUNTED)}\n\n{_by_lines(old, new, coloured=coloured)}\n"
    return f"{said}{in_run(ONLY_WRITING)}\n\n"


def _title(path: str) -> str:
    """Return what begins the report of a file, so that it stands out among others."""
    return f"=== {visible(path)} ==="


def _moved(old: Side, new: Side) -> str:
    """Say what has become of a file whose text is the same."""
    if old.path != new.path:
        return f"Filen er flyttet fra {visible(old.path)}, ellers uendret."
    return f"Bare rettighetene til filen er endret, fra {old.mode} til {new.mode}."


# --- Line by line -------------------------------------------------------------------------------


def _by_lines(old: Side, new: Side, *, coloured: bool) -> str:
    """Return what git itself shows, with the files' own names."""
    with tempfile.TemporaryDirectory() as folder:
        names = [_copy(side, Path(folder, letter)) for side, letter in ((old, "a"), (new, "b"))]
        answer = git.run(
            Path(folder),
            *("-c", "core.quotePath=false", "diff", "--no-index", "--no-prefix"),
            *("--no-ext-diff", "--no-textconv", f"--color={'always' if coloured else 'never'}"),
            *("--", *names),
        )
    return answer.output.decode(errors="replace") or f"{_title(new.path)}\n\n{in_run(_moved(old, new))}\n\n"


def _copy(side: Side, folder: Path) -> str:
    """Lay a side's file where its name is what git prints, and return that name."""
    if not side.is_there:
        return _NOTHING
    copy = folder / side.path
    copy.parent.mkdir(parents=True)
    copy.write_bytes(Path(side.file).read_bytes())
    copy.chmod(int(side.mode[-3:], 8) or 0o644)
    return f"{folder.name}/{side.path}"


# --- What the user sees -------------------------------------------------------------------------


def _is_coloured() -> bool:
    """Ask git whether what it shows, on a terminal or to its pager, is to be in colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    is_seen = sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") == "true"
    answer = git.run(Path(), "config", "--get-colorbool", "color.diff", "true" if is_seen else "false")
    return answer.output == b"true\n"


def _print(text: str) -> None:
    """Write text in UTF-8; a reader that has gone, as a pager that was left, misses nothing."""
    with suppress(BrokenPipeError), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:
        stream.write(text.encode(errors="replace"))


if __name__ == "__main__":
    raise SystemExit(main())
