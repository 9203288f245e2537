"""The working copy of a content folder, on disk at every moment: closing the lid loses nothing.

It lies beside the content, in a hidden folder that git does not see: `innhold` is the content as it will be
when it is saved, `grunnlag` has, of each file that differs, what it was made from.
"""

from __future__ import annotations

import json
import os
import shutil
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
        return _read(_inside(self.folder, file))

    def disk(self, file: str) -> bytes | None:
        """Return what a file is in the content."""
        return _read(_inside(self.content, file))

    def is_changed(self, file: str) -> bool:
        """Tell whether a file has been edited since it was saved."""
        return any(_inside(self._base, name).exists() for name in (file, f"{file}{_NEW}"))

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
        return _read(_inside(self._base, file))

    def edit(self, files: Mapping[str, bytes | None]) -> None:
        """Write files of the copy: all of them, whatever happens meanwhile; None takes one away."""
        for file in files:
            _inside(self.content, file)  # where it will be saved
        before = {file: self.own(file) for file in files}
        self._note(_STEP, {file: _text(content) for file, content in files.items()} if len(files) > 1 else {})
        for file, was in before.items():
            if not self.is_changed(file):
                self.set_base(file, was)
        gone = [file for file, content in files.items() if content is None]
        write_all({_inside(self._base, f"{file}{_GONE}"): b"" for file in gone})
        self._put(files)
        for file in {*files} - {*gone}:
            _inside(self._base, f"{file}{_GONE}").unlink(missing_ok=True)
        (self.place / _STEP).unlink(missing_ok=True)

    def set_base(self, file: str, content: bytes | None) -> None:
        """Note what an edited file is made from; one that is as it was made is edited no longer."""
        if content == self.own(file) and self.is_changed(file):
            self.forget(file)
            return
        made, new = _inside(self._base, file), _inside(self._base, f"{file}{_NEW}")
        write_all({(made if content is not None else new): content or b""})
        (new if content is not None else made).unlink(missing_ok=True)

    def forget(self, file: str) -> None:
        """Note that a file is edited no longer."""
        for name in (file, f"{file}{_NEW}", f"{file}{_GONE}"):
            _inside(self._base, name).unlink(missing_ok=True)

    def take(self, files: Iterable[str]) -> None:
        """Let files of the copy be what they are in the content."""
        for file in files:
            there, here = _inside(self.content, file), _inside(self.folder, file)
            content = self.disk(file)
            if content is None:
                here.unlink(missing_ok=True)
            elif there.suffix in TEXTS:
                write_all({here: content})
            else:
                here.parent.mkdir(parents=True, exist_ok=True)
                here.unlink(missing_ok=True)
                _link(there, here)

    def save(self, files: Iterable[str]) -> None:
        """Write edited files to the content: all of them, also where this is cut off and done again.

        Raises:
            UserError: one cannot be written.
        """
        listed = [*files]
        self._note(_SAVING, {file: _text(self.base(file)) for file in listed})
        try:
            self._save(listed)
        finally:
            # Who is told that it was not saved, saves again, and has perhaps written more by then.
            (self.place / _SAVING).unlink(missing_ok=True)

    def _save(self, files: Iterable[str]) -> None:
        own = {file: self.own(file) for file in files}
        write_all(
            {_inside(self.content, file): content for file, content in own.items() if content is not None}
        )
        for file, content in own.items():
            if content is None and self._is_taken_out(file):
                try:
                    _inside(self.content, file).unlink(missing_ok=True)
                except OSError as error:
                    raise UserError(f"kan ikke ta bort {file}: {os_error(error)}") from error
            self.forget(file)

    def _is_taken_out(self, file: str) -> bool:
        return _inside(self._base, f"{file}{_GONE}").exists()

    # --- What was cut off -------------------------------------------------------------------------

    def _finish(self) -> None:
        """Do again what was cut off: both steps, and saving, know all that they were to write."""
        step = self._noted(_STEP)
        if step:
            self.edit({file: _bytes(text) for file, text in step.items()})
        (self.place / _STEP).unlink(missing_ok=True)
        saving = self._noted(_SAVING)
        # What somebody else has written since is left for `desk`, which merges it.
        ready = [
            file for file, was in saving.items() if _text(self.disk(file)) == was or self._is_saved(file)
        ]
        if ready:
            self.save([file for file in ready if self.is_changed(file)])
        (self.place / _SAVING).unlink(missing_ok=True)

    def _is_saved(self, file: str) -> bool:
        return self.disk(file) == self.own(file)

    def _note(self, name: str, what: Mapping[str, str | None]) -> None:
        if what:
            write_all({self.place / name: json.dumps(what).encode()})

    def _noted(self, name: str) -> dict[str, str | None]:
        """Return a note; one that somebody has damaged tells nothing."""
        try:
            noted = json.loads(_read(self.place / name) or b"{}")
            for file, text in noted.items():
                _inside(self.folder, file)
                _bytes(text)
        except (ValueError, AttributeError, UserError):
            return {}
        return dict(noted)

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        write_all(
            {_inside(self.folder, file): content for file, content in files.items() if content is not None}
        )
        for file, content in files.items():
            if content is None:
                _inside(self.folder, file).unlink(missing_ok=True)


_NEW, _GONE = ".ny", ".bort"
"""What the names of empty files beside the bases end with: the file was not there; it is taken out here.

What is only not there any more, because somebody has cleaned up, is never taken out of the content.
"""


def _inside(folder: Path, file: str) -> Path:
    """Return where a file of a folder lies: the only way from a name that somebody gives to a path.

    Raises:
        UserError: the name leads out of the folder, to what is hidden, or through a link.
    """
    parts = file.split("/")
    path = folder
    for part in parts:
        if not part or part.startswith(".") or "\\" in part or ":" in part or "\0" in part:
            raise UserError(f"«{file}» er ingen fil i innholdet")
        path /= part
        if path.is_symlink():
            raise UserError(f"«{file}» går gjennom en snarvei")
    return path


def _files(folder: Path) -> Iterator[str]:
    """Give the files below a folder that are not hidden, nor links, by their paths in it."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        here = os.path.relpath(top, folder).replace(os.sep, "/")
        for name in sorted(names):
            if not name.startswith(".") and not os.path.islink(os.path.join(top, name)):  # noqa: PTH114, PTH118
                yield name if here == "." else f"{here}/{name}"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _text(content: bytes | None) -> str | None:
    """Return bytes as text that JSON can hold; what is not UTF-8 stays what it is as well."""
    return None if content is None else content.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
