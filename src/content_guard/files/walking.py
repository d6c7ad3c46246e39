"""The drafts below a folder: what ignore files and hidden names leave out, and what is skipped with a note."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..config import absolute
from ..readers import ENDINGS, LARGEST, looks_binary
from .ignores import Ignores

_LOOKED_AT = 8192  # bytes
LeftOut = Callable[[str], bool]  # from the path of a file, or of a folder with a slash at its end


class Skipped(NamedTuple):
    """A file or folder that looked like one to read, was not read, and why."""

    path: Path
    why: str


class Unread(NamedTuple):
    """A folder that could not be looked into, and why."""

    path: Path
    why: str


def drafts_below(folder: Path, left_out: LeftOut = lambda _: False) -> Iterator[Path | Skipped | Unread]:
    """Every draft below a folder in the order of names, and what was skipped among them.

    Left out without a word: hidden names, what ``.gitignore`` and ``.content-guard-ignore`` say, files that no
    reader is for, and what ``left_out`` says. Links to folders are not followed, so no walk goes round in circles.
    """
    ignores = Ignores.for_walking(absolute(folder))
    waiting = [_Entry(folder, is_folder=True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            entries = _entries(path, ignores, left_out)
            if isinstance(entries, Unread):
                yield entries
            else:
                waiting += reversed(entries)
        else:
            yield Skipped(path, why) if (why := _why_skipped(path)) else path


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


def _entries(folder: Path, ignores: Ignores, left_out: LeftOut) -> list[_Entry] | Unread:
    """What of a folder is to be looked at, in order."""
    try:
        with os.scandir(folder) as every:
            entries = sorted(every, key=lambda entry: (_nfc(entry.name), entry.name))
    except OSError as error:
        return Unread(folder, error.strerror or str(error))
    here = absolute(folder)
    return [
        _Entry(folder / entry.name, entry.is_dir(follow_symlinks=False))
        for entry in entries
        if _is_wanted(entry, folder, here, ignores, left_out)
    ]


def _is_wanted(entry: os.DirEntry[str], folder: Path, here: Path, ignores: Ignores, left_out: LeftOut) -> bool:
    is_folder = _leads_to_folder(entry)  # a link to one is a file for git
    if entry.name.startswith(".") or not (is_folder or _has_reader(entry.name)):
        return False
    if ignores.leave_out(here / entry.name, folder=is_folder and not entry.is_symlink()):
        return False
    return not left_out(f"{folder / entry.name}{'/' if is_folder else ''}")


def _has_reader(name: str) -> bool:
    ending = Path(name).suffix.lower()
    return bool(ending) and ending in ENDINGS


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that goes round in circles
        return False


def _why_skipped(path: Path) -> str | None:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            return "a link to a folder is not followed; name it to check what it holds"
        if not stat.S_ISREG(about.st_mode):
            return "no ordinary file"
        if about.st_size > LARGEST:
            return f"{about.st_size:,} bytes is more than the limit of {LARGEST:,}; split it to have it checked"
        with path.open("rb") as opened:
            return "looks like no text (it has NUL bytes)" if looks_binary(opened.read(_LOOKED_AT)) else None
    except OSError:
        return "a link to nothing" if path.is_symlink() and not path.exists() else None  # reading it tells the rest


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
