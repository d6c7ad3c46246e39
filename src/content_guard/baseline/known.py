"""What is known of one draft, while its findings pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..finding import Finding
from .entry import Entry


class Known:
    """What need not be asked of a draft again, by fingerprint: a baseline's entries, and what was there before.

    It remembers which entries had something to do; those of ``own`` that had not are stale.
    """

    def __init__(
        self, entries: Mapping[str, Entry] | None = None, unsaid: str = "", own: frozenset[str] = frozenset()
    ) -> None:
        self._entries = entries
        self._unsaid = unsaid
        self._own = own
        self._met: set[str] = set()
        self._before: Mapping[str, str] = {}

    def add(self, before: Mapping[str, str]) -> None:
        """Know also what was there before: reasons by fingerprint."""
        self._before = {**self._before, **before}

    def judged(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, known ones with their reason; what a comment in the draft hides is the comment's."""
        return [self._judged(finding) if finding.reason is None else finding for finding in findings]

    def _judged(self, finding: Finding) -> Finding:
        if entry := (self._entries or {}).get(finding.fingerprint):
            self._met.add(finding.fingerprint)
            return replace(finding, reason=entry.reason or self._unsaid, hidden_by="baseline")
        if finding.fingerprint in self._before:
            return replace(finding, reason=self._before[finding.fingerprint], hidden_by="earlier version")
        return finding

    @property
    def stats(self) -> dict[str, Any]:
        """For the report of a draft that a baseline was asked about: the fingerprints that were met, and the stale."""
        if self._entries is None:
            return {}
        return {"baseline": {"met": sorted(self._met), "stale": sorted(self._own - self._met)}}
