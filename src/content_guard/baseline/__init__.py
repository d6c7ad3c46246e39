"""A baseline: findings that are known already, so that a check asks about new ones only.

The file holds one entry a line, sorted, and no text of any draft. File names are relative to its folder; an entry
whose file is gone counts wherever its text is now, so that renaming a draft brings nothing back.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections import ChainMap
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from ..errors import ConfigError
from .entry import Entry, parsed
from .known import Known
from .survey import Survey

__all__ = ["Baseline", "Entry", "Known", "Survey"]

_HEAD = """\
# Findings that `content-guard check --baseline` leaves out, one a line: "FILE".CODE.FINGERPRINT = "reason"
# Write reasons between the last quotes, without names of people; they stay when the file is written anew.
"""


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline file, sorted; ``head`` and ``tail`` are the comments before and behind them."""

    file: Path
    entries: tuple[Entry, ...] = ()
    head: str = _HEAD
    tail: str = ""

    @classmethod
    def read(cls, file: str | Path) -> Baseline:
        """Read a baseline. Raises ConfigError with ``file:line`` for every line that is no entry."""
        file = Path(file)
        text = _text_of(file)
        head, entries, tail = parsed(text, str(file))
        return cls(file, entries, head or _HEAD, tail)

    def write(self) -> None:
        """Write the file whole or not at all. Raises ConfigError when it cannot be written."""
        file, written = self.file.resolve(), None  # a link stays a link
        try:
            with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".new-", delete=False) as out:
                written = Path(out.name)
                out.write(str(self).encode("utf-8"))
            written.chmod(file.stat().st_mode if file.exists() else 0o644)
            written.replace(file)
        except OSError as error:
            if written is not None:
                written.unlink(missing_ok=True)
            raise ConfigError(
                f"{self.file}: cannot be written ({error.strerror}). Name a file in a folder that exists."
            ) from None

    def __str__(self) -> str:
        return "".join((self.head, "\n", *map(str, self.entries), self.tail))

    def with_entries(self, entries: Iterable[Entry]) -> Baseline:
        """The same file with other entries."""
        return replace(self, entries=tuple(sorted(entries, key=lambda entry: entry.key)))

    def known(self, draft: str, unsaid: str, codes: Collection[str]) -> Known:
        """What is known of a draft. ``unsaid`` is the reason where nobody wrote one; only ``codes`` can be stale."""
        own = self.by_file.get(self.name_of(draft), {})
        stale = frozenset(entry.fingerprint for entry in own.values() if entry.code in codes)
        return Known(ChainMap(own, self.orphans), unsaid, stale)

    def name_of(self, draft: str) -> str:
        """The name of a draft as entries have it: relative to the baseline's folder, with ``/``, composed."""
        return _spelled(os.path.relpath(draft, self._folder)) if draft else ""

    def path_of(self, entry: Entry) -> Path:
        """Where the draft of an entry is, or was."""
        return self._folder / entry.file

    @property
    def _folder(self) -> Path:
        return self.file.absolute().parent

    @cached_property
    def by_file(self) -> dict[str, dict[str, Entry]]:
        """The entries of each file, by fingerprint."""
        found: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.file, {})[entry.fingerprint] = entry
        return found

    @cached_property
    def gone(self) -> frozenset[str]:
        """The files of entries that are there no more."""
        return frozenset(file for file in self.by_file if file and not _exists(self._folder, file))

    @cached_property
    def orphans(self) -> dict[str, Entry]:
        """The entries whose file is gone, by fingerprint."""
        return {entry.fingerprint: entry for entry in self.entries if entry.file in self.gone}


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: there is no such baseline. Make one: content-guard baseline PATHS --baseline {file}"
        ) from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{file}:{line}: not UTF-8. Save the baseline as UTF-8.") from None


def _spelled(path: str) -> str:
    """A path as baselines write it; bytes of a name that are no text become escapes."""
    shown = os.fsencode(PurePath(path).as_posix()).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", shown)


def _exists(folder: Path, file: str) -> bool:
    """Tell whether a file is there, in whatever composition of letters its name is stored."""
    if (folder / file).exists():
        return True
    if file.isascii() and "\\" not in file:
        return False
    name, _, rest = file.partition("/")
    try:
        stored = [folder / ".."] if name == ".." else [p for p in folder.iterdir() if _spelled(p.name) == name]
    except OSError:
        return False
    return any(not rest or _exists(path, rest) for path in stored)
