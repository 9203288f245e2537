"""The working copy of a content folder, on disk at every moment: closing the lid loses nothing.

It lies beside the content, in a hidden folder that git does not see: `innhold` is the content as it will be
when it is saved, `grunnlag` has, of each file that differs, what it was made from.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.output import write_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NAME = ".kladd"
_COPY, _BASE, _SAVING, _STEP = "innhold", "grunnlag", "lagres.json", "endres.json"
_IGNORED = b"*\n"
"""The folder's own .gitignore: it is nobody else's business, wherever the content lies."""
TEXTS = {".yaml", ".yml", ".csv"}
"""The endings of files that can be edited; others, pictures above all, are the same files under two names."""


class Kept:
    """The files of a working copy. One process at a time has it (`desk`)."""

    def __init__(self, content: Path) -> None:
        """Find it, or begin it.

        Args:
            content: the content folder.
        """
        self.content = content
        self.place = content / NAME
        self.folder = self.place / _COPY
        self._base = self.place / _BASE
        for own in (self.place, self.folder, self._base):
            if own.is_symlink():  # whoever made the content could have all of it written elsewhere
                raise UserError(f"{own.as_posix()} er en snarvei; slett den, så lages en mappe der")
        self.begin()
        self._finish()

    def begin(self) -> None:
        """Make the folder, where it is not there or not any more."""
        if not (self.place / ".gitignore").exists():
            write_all({self.place / ".gitignore": _IGNORED})
        self.folder.mkdir(parents=True, exist_ok=True)

    def files(self) -> set[str]:
        """Return the files of the copy, by their paths in it."""
        return {*_files(self.folder)}

    def on_disk(self) -> set[str]:
        """Return the files of the content itself."""
        return {*_files(self.content)}

    def own(self, file: str) -> bytes | None:
        """Return what a file will be; None where there will be none."""
        return _held(self.folder, file)

    def disk(self, file: str) -> bytes | None:
        """Return what a file is in the content; None where there is none, nor where a link leads."""
        return _held(self.content, file)

    def is_changed(self, file: str) -> bool:
        """Tell whether a file has been edited since it was saved."""
        return any(_inside(self._base, name).is_file() for name in (file, f"{file}{_NEW}"))

    def changed(self) -> list[str]:
        """Return the files that have been edited since they were saved."""
        return sorted({file.removesuffix(_NEW).removesuffix(_GONE) for file in _files(self._base)})

    def is_whole(self) -> bool:
        """Tell whether the copy is there; somebody may have taken it away."""
        return self.folder.is_dir()

    def lost(self) -> list[str]:
        """Return the edited files that are not in the copy although nobody has taken them away in it."""
        return [file for file in self.changed() if self.own(file) is None and not self._is_taken_out(file)]

    def base(self, file: str) -> bytes | None:
        """Return what an edited file was made from; None where it was made from nothing."""
        return _held(self._base, file)

    def edit(self, files: Mapping[str, bytes | None]) -> None:
        """Write files of the copy: all of them, whatever happens meanwhile; None takes one away."""
        for file in files:
            _inside(self.content, file)  # where it will be saved
        before = {file: self.own(file) for file in files}
        step = {file: text_of(content) for file, content in files.items()} if len(files) > 1 else {}
        with self._noting(_STEP, step):
            for file, was in before.items():
                if not self.is_changed(file):
                    self.set_base(file, was)
            gone = [file for file, content in files.items() if content is None]
            write_all({_inside(self._base, f"{file}{_GONE}"): b"" for file in gone})
            self._put(files)
            for file in {*files} - {*gone}:
                _away(_inside(self._base, f"{file}{_GONE}"))

    def set_base(self, file: str, content: bytes | None) -> None:
        """Note what an edited file is made from; one that is as it was made is edited no longer."""
        if content == self.own(file) and self.is_changed(file):
            self.forget(file)
            return
        made, new = _inside(self._base, file), _inside(self._base, f"{file}{_NEW}")
        write_all({(made if content is not None else new): content or b""})
        _away(new if content is not None else made)

    def forget(self, file: str) -> None:
        """Note that a file is edited no longer."""
        for name in (file, f"{file}{_NEW}", f"{file}{_GONE}"):
            _away(_inside(self._base, name))

    def take(self, files: Iterable[str]) -> None:
        """Let files of the copy be what they are in the content."""
        for file in files:
            there, here = self.content / file, _inside(self.folder, file)
            content = self.disk(file)
            if content is None:
                _away(here)
            elif there.suffix in TEXTS:
                write_all({here: content})
            else:
                _link(there, here)

    def save(self, files: Iterable[str]) -> None:
        """Write edited files to the content: all of them, also where this is cut off and done again.

        Raises:
            UserError: one cannot be written.
        """
        listed = [*files]
        new = {
            _inside(self.content, file): content for file in listed if (content := self.own(file)) is not None
        }
        with self._noting(_SAVING, {file: text_of(self.base(file)) for file in listed}):
            write_all(new)
            for file in listed:
                if self.own(file) is None and self._is_taken_out(file):
                    _inside(self.content, file).unlink(missing_ok=True)
                self.forget(file)

    def _is_taken_out(self, file: str) -> bool:
        return _inside(self._base, f"{file}{_GONE}").exists()

    # --- What was cut off -------------------------------------------------------------------------

    def _finish(self) -> None:
        """Do again what was cut off: both steps, and saving, know all that they were to write."""
        step = self._noted(_STEP)
        if step:
            self.edit({file: bytes_of(text) for file, text in step.items()})
        (self.place / _STEP).unlink(missing_ok=True)
        saving = self._noted(_SAVING)
        # What somebody else has written since is left for `desk`, which merges it.
        ready = [
            file for file, was in saving.items() if text_of(self.disk(file)) == was or self._is_saved(file)
        ]
        with suppress(UserError):  # it cannot be written now either: then it is edited and not saved
            self.save([file for file in ready if self.is_changed(file)])
        (self.place / _SAVING).unlink(missing_ok=True)

    def _is_saved(self, file: str) -> bool:
        return self.disk(file) == self.own(file)

    @contextmanager
    def _noting(self, name: str, what: Mapping[str, str | None]) -> Iterator[None]:
        """Note what is being done as long as it is; where it is refused, nothing is left to do again."""
        if what:
            write_all({self.place / name: json.dumps(what).encode()})
        try:
            yield
        except UserError:
            (self.place / name).unlink(missing_ok=True)
            raise
        (self.place / name).unlink(missing_ok=True)

    def _noted(self, name: str) -> dict[str, str | None]:
        """Return a note; one that somebody has damaged tells nothing."""
        try:
            noted = json.loads(_read(self.place / name) or b"{}")
            for file, text in noted.items():
                _inside(self.folder, file)
                bytes_of(text)
        except (ValueError, AttributeError, UserError):
            return {}
        return dict(noted)

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        write_all(
            {_inside(self.folder, file): content for file, content in files.items() if content is not None}
        )
        for file, content in files.items():
            if content is None:
                _away(_inside(self.folder, file))


_GONE = ".borte"
"""What the name of a mark ends with: the file is taken away in the copy, and will be in the content."""
_NEW = ".ny"
"""What the name of an empty base ends with: the file was not there."""
_NO_NAME = {*"\\:\0\n\r"}
"""What the name of a file must not have: it would lead elsewhere on some machine, or break a line."""


def _inside(folder: Path, file: str) -> Path:
    """Return where a file of a folder lies: the only way from a name that somebody gives to a path.

    Raises:
        UserError: the name leads out of the folder, to what is hidden, or through a link.
    """
    path, is_linked = _found(folder, file)
    if is_linked:
        raise UserError(f"«{file}» går gjennom en snarvei")
    return path


def _found(folder: Path, file: str) -> tuple[Path, bool]:
    """Return where a file of a folder lies, and whether the way there goes through a link."""
    parts = file.split("/")
    path, is_linked = folder, False
    is_name = all(map(_is_name, parts))
    try:
        for part in parts if is_name else ():
            path /= part
            is_linked = is_linked or path.is_symlink()
    except OSError:  # longer than any name
        is_name = False
    if not is_name:
        raise UserError(f"«{file[:100]}» er ingen fil i innholdet")
    return path, is_linked


def _is_name(part: str) -> bool:
    """Tell whether a file or folder may be called so on all machines, and is not hidden."""
    return part[:1] not in {"", "."} and not {*part} & _NO_NAME


def _held(folder: Path, file: str) -> bytes | None:
    """Return what a file of a folder holds; None where there is none, or something that is no file."""
    path, is_linked = _found(folder, file)
    return None if is_linked else _read(path)


def _files(folder: Path) -> Iterator[str]:
    """Give the files below a folder that are not hidden, nor links or pipes, by their paths in it."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(filter(_is_name, folders))
        here = os.path.relpath(top, folder).replace(os.sep, "/")
        for name in sorted(filter(_is_name, names)):
            if stat.S_ISREG(_mode(os.path.join(top, name))):  # noqa: PTH118
                yield name if here == "." else f"{here}/{name}"


def _mode(path: str) -> int:
    try:
        return os.lstat(path).st_mode
    except OSError:  # it has just been taken away
        return 0


def _away(path: Path) -> None:
    """Take a file away, with the folders that are empty then, so that a file may be called as they were."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder.parent.name == NAME:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def _read(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none.

    Raises:
        UserError: it cannot be read.
    """
    try:
        return path.read_bytes() if path.is_file() else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserError(f"{path.name} kan ikke leses: {os_error(error)}") from error


def text_of(content: bytes | None) -> str | None:
    """Return bytes as text that JSON can hold; what is not UTF-8 stays what it is as well."""
    return None if content is None else content.decode("utf-8", "surrogateescape")


def bytes_of(text: str | None) -> bytes | None:
    """Return such a text as the bytes that it was."""
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where that cannot be.

    Raises:
        UserError: neither can be.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
    except OSError as error:
        raise UserError(f"kan ikke skrive til {target.name}: {os_error(error)}") from error
