"""What .gitignore and .content-guard-ignore leave out, by git's rules, in every folder up to the repository's root."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import is_file, is_root, shown

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

_STARS = re.compile(r"\*{3,}")
_GLUED = re.compile(r"/?([^*?\[\\]*[^*?\[\\/])(\*\*(?:/.*)?)", re.DOTALL)
_CLOSED = re.compile(r"\\.|\[[!^]?]?(?:\\.|[^]\\])*]", re.DOTALL)  # an escaped character, a set of characters
_CLASS = re.compile(r"\[:(\w+):\]")
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \t",
    "digit": "0-9",
    "lower": "a-z",
    "space": " \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_BACKSLASH = "\\"
NAMES = (".gitignore", ".content-guard-ignore")  # of one folder, the second speaks last


class Ignores:
    """Ignore files from one folder downward, each read once. The one nearest to a path decides, and its last line."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._chains: dict[Path, tuple[_File, ...]] = {}

    @classmethod
    def for_walking(cls, folder: Path) -> Ignores:
        """Those that count below a folder: from the repository's root on, or its own if those leave it out."""
        root = next((place for place in (folder, *folder.parents) if is_root(place)), Path(folder.anchor))
        above = cls(root)
        parents = [place for place in (folder, *folder.parents) if place != root and place.is_relative_to(root)]
        return cls(folder) if any(above.leave_out(place, folder=True) for place in parents) else above

    def leave_out(self, path: Path, *, folder: bool) -> bool:
        """Tell whether a path, given whole, is left out by itself. Folders that are left out are not walked."""
        line = self.line_about(path, folder=folder)
        return line is not None and not line.negated

    def line_about(self, path: Path, *, folder: bool) -> Line | None:
        """The line that decides about a path, if there is one."""
        for file in self._chain(path.parent):
            below = _as_git_sees(path.relative_to(file.folder).as_posix())
            for line in file.lines:
                if line.covers(below, folder=folder):
                    return line
        return None

    def _chain(self, folder: Path) -> tuple[_File, ...]:
        """The ignore files that count in a folder, the nearest first."""
        if folder not in self._chains:
            above = () if folder == self._top or folder == folder.parent else self._chain(folder.parent)
            lines = tuple(reversed([line for name in NAMES for line in _lines(folder / name)]))
            self._chains[folder] = (_File(folder, lines), *above) if lines else above
        return self._chains[folder]


class Line:
    """A line of an ignore file. It is asked about a path alone, not about what lies below."""

    def __init__(self, written: str, place: str) -> None:
        """Raises ValueError or re.error for what no path can match."""
        self.place = place
        self.negated = written.startswith("!")
        text = _STARS.sub("**", _as_git_sees(written.removeprefix("!")))
        self._folders_only = text.endswith("/")
        text = text.removesuffix("/")
        if not text or text.endswith("/"):
            raise ValueError("only a name without letters could match")
        self._by_name = "/" not in text
        self._glued, text = _glued("" if self._by_name else text) or ("", text)
        *above, last = text.removeprefix("/").split("/")
        self._depth = None if "**" in (*above, last) else len(above)
        self._whole = _pattern(text)
        self._last = None if last == "**" else _pattern(last)
        self._all = not text.strip("*/")

    def covers(self, below: str, *, folder: bool) -> bool:
        """Tell whether it is about a path, given from the folder of the ignore file as git sees it."""
        if (self._folders_only and not folder) or not below.startswith(self._glued):
            return False
        if self._glued:
            below = below.removeprefix(self._glued).removeprefix("/")
            if self._all:
                return True
        name = below.rpartition("/")[2]
        if self._last is not None and self._last.match_file(name) is None:
            return False
        if self._by_name:
            return True
        depth = below.count("/")
        return self._depth in (None, depth) and self._whole.match_file(below) is not None


class _File(NamedTuple):
    folder: Path
    lines: tuple[Line, ...]  # the last first


def _lines(file: Path) -> Iterator[Line]:
    if not is_file(file):  # a pipe of that name would never end
        return
    try:
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")  # as names of files are decoded
    except OSError:
        return
    for number, written in enumerate(text.split("\n"), 1):
        line = _trimmed(written.removesuffix("\r"))
        if line.strip("!/") and not line.startswith("#"):
            try:
                yield Line(line, f"{shown(file)}:{number}")
            except (ValueError, re.error):
                continue  # git too passes over what is no pattern


def _trimmed(line: str) -> str:
    """Without the spaces at its end, but for one that a backslash keeps."""
    short = line.rstrip(" ")
    kept = (len(short) - len(short.rstrip("\\"))) % 2
    return f"{short} " if kept and short != line else short


def _glued(text: str) -> tuple[str, str] | None:
    """Take ``tin**/a`` apart into ``tin`` and ``**/a``, as git does: letters first, then stars by themselves."""
    found = _GLUED.fullmatch(text)
    return None if found is None else (found[1], found[2])


def _pattern(text: str) -> GitIgnoreBasicPattern:
    """One pattern of git's. Names of classes, which pathspec does not know, are written out."""
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern  # here: only where there is something to ignore

    text = _CLASS.sub(lambda found: _CLASSES.get(found[1], found[0]), text)
    if "[" in _CLOSED.sub("", text):
        raise ValueError("a set of characters has no end")
    if text[-1:].isspace():  # pathspec would take it away
        text = f"{text[:-1].removesuffix(_BACKSLASH)}[{text[-1]}]"
    with warnings.catch_warnings(action="ignore", category=FutureWarning):  # of sets within sets, which git has not
        return GitIgnoreBasicPattern(f"\\{text}" if text[:1] in "!#" else text)


def _as_git_sees(text: str) -> str:
    """A path or a pattern, composed, with a character for each byte of UTF-8: so ``?`` is a byte, as it is for git."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogateescape").decode("latin-1")
