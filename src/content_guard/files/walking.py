"""The drafts below a folder: what ignore files and hidden names leave out, and what is skipped with a note."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import NamedTuple

from ..config import absolute
from ..limits import LARGEST
from ..readers import ENDINGS, why_no_draft
from .ignores import Ignores

_LOOKED_AT = 8192  # bytes
LeftOut = Callable[[str], bool]  # from the path of a file, or of a folder with a slash at its end
Limit = Callable[[Path], float]  # the most bytes that a file may have; 0 if no reader is for it


class Skipped(NamedTuple):
    """A file or folder that looked like one to read, was not read, and why."""

    path: Path
    why: str


class Unread(NamedTuple):
    """A folder that could not be looked into, and why."""

    path: Path
    why: str


def is_read(file: Path) -> bool:
    """Tell whether there is a reader for a file, by its ending; those without an ending are read when named."""
    ending = file.suffix.lower()
    return bool(ending) and ending in ENDINGS


def _limit(file: Path) -> float:
    return LARGEST if is_read(file) else 0


class Walk:
    """What a walk below a folder comes to, in the order of names.

    Left out without a word: hidden names, what ``.gitignore`` and ``.content-guard-ignore`` say, files that no
    reader is for, and what ``left_out`` says. Skipped, with the reason: what is no text, or has more bytes than
    ``limit`` tells. Links to folders are not followed, so no walk goes round in circles.
    """

    def __init__(self, folder: Path, left_out: LeftOut = lambda _: False, limit: Limit = _limit) -> None:
        self._folder = folder
        self._ignores = Ignores.for_walking(absolute(folder))
        self._left_out = left_out
        self.limit = limit

    def __iter__(self) -> Iterator[Path | Skipped | Unread]:
        """Every file to read, and what was skipped among them."""
        waiting = [_Entry(self._folder, is_folder=True)]
        while waiting:
            path, is_folder = waiting.pop()
            if is_folder:
                entries = self._entries(path)
                if isinstance(entries, Unread):
                    yield entries
                else:
                    waiting += reversed(entries)
            else:
                yield Skipped(path, why) if (why := why_skipped(path, self.limit(path))) else path

    def comes_to(self, *below: str) -> bool:
        """Tell whether it would come to a file, by the names that lead there, were it there."""
        places = [self._folder.joinpath(*below[:depth]) for depth in range(1, len(below) + 1)]
        return all(self._wants(place, is_folder=place != places[-1], is_link=False) for place in places)

    def _entries(self, folder: Path) -> list[_Entry] | Unread:
        """What of a folder is to be looked at."""
        try:
            with os.scandir(folder) as every:
                entries = sorted(every, key=lambda entry: (_nfc(entry.name), entry.name))
        except OSError as error:
            return Unread(folder, error.strerror or str(error))
        return [
            _Entry(folder / entry.name, entry.is_dir(follow_symlinks=False))
            for entry in entries
            if self._wants(folder / entry.name, is_folder=_leads_to_folder(entry), is_link=entry.is_symlink())
        ]

    def _wants(self, path: Path, *, is_folder: bool, is_link: bool) -> bool:
        if path.name.startswith(".") or not (is_folder or self.limit(path)):
            return False
        if self._ignores.leave_out(absolute(path), folder=is_folder and not is_link):  # a link is a file for git
            return False
        return not self._left_out(f"{path}{'/' if is_folder else ''}")


def on_disk(path: Path) -> Path:
    """The path as its names are spelled on the disk, where letters and their marks may be composed or not."""
    if os.path.lexists(path) or not path.name:
        return path
    folder = on_disk(path.parent)
    wanted = _nfc(path.name)
    try:
        return next((entry for entry in folder.iterdir() if _nfc(entry.name) == wanted), path)
    except OSError:
        return path


class _Entry(NamedTuple):
    path: Path
    is_folder: bool  # and no link to one


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes round in circles
        return False


def is_draft(file: Path) -> bool:
    """Tell whether a file is there and a walk over its folder would read it, but for what is left out by name."""
    return file.is_file() and is_read(file) and why_skipped(file, inf) is None


def why_skipped(path: Path, limit: float) -> str | None:
    """Why a file inside a folder is skipped: it is none, no draft, or has more bytes than ``limit``."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            return "a link to a folder is not followed; name it to check what it holds"
        if not stat.S_ISREG(about.st_mode):
            return "no ordinary file"
        if about.st_size > limit:
            return too_large(about.st_size, limit)
        format = ENDINGS.get(path.suffix.lower(), "")
        with path.open("rb") as opened:
            return why_no_draft(opened.read(None if format == "json" else _LOOKED_AT), format)
    except OSError:
        return "a link to nothing" if path.is_symlink() and not path.exists() else None  # reading it tells the rest


def too_large(size: int, limit: float) -> str:
    """What is said of a file of so many bytes."""
    return f"{size:,} bytes is more than the limit of {limit:,.0f}; split it, or raise max-megabytes"


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
