"""What a run over drafts tells of a baseline: entries to take out, and to write under another file name."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..finding import Report
from .entry import Entry

if TYPE_CHECKING:
    from . import Baseline

_Outcome = TypeVar("_Outcome")  # Checked or Failed, which stand above


class Survey:
    """Takes reports note by note; says afterwards what became of the entries. ``codes`` are those that were on."""

    def __init__(self, baseline: Baseline, codes: Collection[str]) -> None:
        self.baseline = baseline
        self._codes = codes
        self._read: set[str] = set()
        self._stale: set[Entry] = set()
        self._moved: dict[Entry, str] = {}

    def watch(self, outcomes: Iterable[_Outcome]) -> Iterator[_Outcome]:
        """Take the reports among the outcomes of a run, while they pass by."""
        for outcome in outcomes:
            if isinstance(report := getattr(outcome, "report", None), Report):
                self.take(report)
            yield outcome

    def take(self, report: Report) -> None:
        """Note what the report of a draft says of its entries."""
        file = self.baseline.name_of(report.name)
        own = self.baseline.by_file.get(file, {})
        told = report.stats.get("baseline", {})
        self._read.add(file)
        self._stale.update(own[fingerprint] for fingerprint in told.get("stale", ()))
        for fingerprint in told.get("met", ()):
            if fingerprint not in own:
                self._moved.setdefault(self.baseline.orphans[fingerprint], file)

    @property
    def moved(self) -> dict[Entry, Entry]:
        """Entries whose text is in another file now, and what they become."""
        return {entry: replace(entry, file=file, written="") for entry, file in self._moved.items()}

    def stale(self, paths: Iterable[str]) -> Iterator[Entry]:
        """Entries, in order, that had nothing to do, or whose file was below one of these paths and is gone.

        Of a file that was not read, and of a rule that was off, nothing is known.
        """
        roots = [_absolute(path) for path in paths]
        for entry in self.baseline.entries:
            if entry in self._stale or (self._is_lost(entry) and self._is_below(entry, roots)):
                yield entry

    def _is_lost(self, entry: Entry) -> bool:
        gone = entry.file in self.baseline.gone and entry.file not in self._read
        return gone and entry not in self._moved and entry.code in self._codes

    def _is_below(self, entry: Entry, roots: list[Path]) -> bool:
        path = _absolute(self.baseline.path_of(entry))
        return any(path.is_relative_to(root) for root in roots)


def _absolute(path: str | Path) -> Path:
    """Without ``..``, links as they are, composed."""
    return Path(unicodedata.normalize("NFC", os.path.normpath(Path(path).absolute())))
