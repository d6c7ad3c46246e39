"""Small files in the user's cache folder: a line with a checksum, then the content.

What is missing, damaged, foreign or cannot be written is no error: it is as if nothing had been kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_DAY = 24 * 60 * 60  # seconds


def folder() -> Path:
    """Where files are kept: ``CONTENT_GUARD_CACHE``, or the user's cache directory."""
    if named := os.environ.get("CONTENT_GUARD_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path  # here: only when something is looked up

    return user_cache_path("content-guard", appauthor=False)


def read(name: str, where: Path | None = None) -> bytes | None:
    """The content that was kept under a name, or None. The day of its last use is the file's time."""
    file = (where or folder()) / name
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
        if time.time() - file.stat().st_mtime > _DAY:
            os.utime(file)
    except OSError:
        return None
    return content if _checksum(content) == checksum else None


def forget(names: str, days: int, where: Path | None = None) -> None:
    """Delete files whose whole name an expression matches and that nobody has used for so many days."""
    with suppress(OSError):
        for file in (where or folder()).iterdir():
            with suppress(OSError):
                if re.fullmatch(names, file.name) and time.time() - file.stat().st_mtime > days * _DAY:
                    file.unlink()


def keep(name: str, content: bytes = b"", where: Path | None = None) -> None:
    """Write a file whole or not at all."""
    written = None
    where = where or folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=where, prefix=".new-", delete=False) as out:
            written = Path(out.name)
            out.write(_checksum(content) + b"\n" + content)
        written.replace(where / name)
    except OSError:
        if written is not None:
            written.unlink(missing_ok=True)


def engine() -> str:
    """What makes the content, told by the state of content-guard's files: another engine may make another."""
    root = Path(__file__).resolve().parent
    files = sorted((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in root.rglob("*.py"))
    return hashlib.sha256(repr(files).encode()).hexdigest()


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
