"""Reports of drafts that were checked before, kept as JSON: what has not changed need not be checked again.

An entry is named by everything a report depends on, so it is never stale; one that is missing, damaged or of
another form is as good as none. Whoever can write to the folder can decide what a check says: share it with nobody.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from .cache import forget, keep, read
from .draft import Draft
from .finding import Report

_UNUSED = 30  # days


class Results:
    """Reports in a folder. ``asked_with`` is all that they depend on besides the draft: packs, settings, the engine."""

    def __init__(self, folder: Path, asked_with: str) -> None:
        self._folder = folder
        self._asked_with = asked_with

    def asked_with(self, other: str) -> Results:
        """The reports in the same folder that depend on something else."""
        return Results(self._folder, other)

    def recall(self, draft: Draft) -> Report | None:
        """The report of a draft that was checked before; None for one that was not."""
        content = read(self._name(draft), self._folder)
        if content is None:
            return None
        try:
            return _DECODER.decode(content)
        except msgspec.MsgspecError:
            return None

    def keep(self, draft: Draft, report: Report) -> None:
        """Keep the report of a draft. A folder that cannot be written to is no error."""
        if not self._folder.is_dir():
            keep_out_of_git(self._folder)
        keep(self._name(draft), _ENCODER.encode(report), self._folder)

    def forget_unused(self) -> None:
        """Delete the reports that no run of the last month has asked for."""
        forget(r"[0-9a-f]{64}", _UNUSED, self._folder)

    def _name(self, draft: Draft) -> str:
        """A comment may expire, so what it says depends on the day."""
        day = _today() if draft.comments else ""
        told = (self._asked_with, day, draft.name, draft.source, draft.parts, draft.fields, draft.comments)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _today() -> str:
    return date.today().isoformat()


def keep_out_of_git(folder: Path) -> None:
    """Make a folder that git leaves alone."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value))


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_DECODER = msgspec.json.Decoder(Report)
