"""What a check answers: findings, and the report that holds them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from .span import Span

HiddenBy = Literal["comment", "baseline", "earlier version"]
SUP = "SUP"  # the family, and the clause, of findings about the comments that suppress others


class Severity(StrEnum):
    """How grave the matter is, if it is real."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for error, 2 for warning, 1 for info: for comparing."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]

    @property
    def weight(self) -> float:
        """What a finding of this severity counts in a report's score."""
        return {"error": 1.0, "warning": 0.6, "info": 0.2}[self.value]


class Step(NamedTuple):
    """One step of a score: ``what`` spoke, and the ``effect`` it had as a factor on the odds."""

    what: str
    effect: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where an editor would want to be asked something.

    ``score`` is a probability (0–1); the effects in ``because`` multiply out to its odds.
    ``span`` counts code points of the draft's source; ``line`` and ``column`` are 1-based.
    ``text`` is the slice of the source, ``words`` the same as a reader sees it, without markup.
    ``reason`` is why it is suppressed, in the writer's words where there are any, and ``hidden_by`` what suppresses it;
    both are None for a finding that counts.
    """

    code: str
    name: str
    family: str
    severity: Severity
    score: float
    part: str
    span: Span
    line: int
    column: int
    text: str
    words: str
    message: str
    advice: tuple[str, ...]
    clause: str
    because: tuple[Step, ...]
    fingerprint: str
    also: tuple[str, ...] = ()
    field: str | None = None
    field_span: Span | None = None
    reason: str | None = None
    hidden_by: HiddenBy | None = None

    def to_dict(self) -> dict[str, Any]:
        """Every field as JSON values."""
        return {
            "code": self.code,
            "name": self.name,
            "family": self.family,
            "severity": self.severity.value,
            "score": round(self.score, 6),
            "part": self.part,
            "span": {"start": self.span.start, "end": self.span.end},
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "words": self.words,
            "message": self.message,
            "advice": list(self.advice),
            "clause": self.clause,
            "because": [{"what": s.what, "effect": s.effect} for s in self.because],
            "also": list(self.also),
            "fingerprint": self.fingerprint,
            "field": self.field,
            "field_span": self.field_span and {"start": self.field_span.start, "end": self.field_span.end},
            "reason": self.reason,
            "hidden_by": self.hidden_by,
        }


def fingerprint(*words: str) -> str:
    """A short hash that tells a finding again after edits elsewhere."""
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one draft, in text order, with its scores (0–100).

    ``suppressed`` are the findings that a comment in the draft or a baseline hides, or that an earlier version had,
    each with its reason; they count in no score.
    """

    name: str
    score: float
    findings: tuple[Finding, ...]
    families: Mapping[str, float]
    suppressed: tuple[Finding, ...] = ()
    stats: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("families", "stats"):  # read-only from here on
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the arguments: a report comes back from another process whole."""
        families, stats = dict(self.families), dict(self.stats)
        return Report, (self.name, self.score, self.findings, families, self.suppressed, stats)

    def to_dict(self) -> dict[str, Any]:
        """The report as one entry of ``drafts`` in the JSON report."""
        return {
            "name": self.name,
            "score": round(self.score, 2),
            "families": {family: round(score, 2) for family, score in self.families.items()},
            "findings": [finding.to_dict() for finding in self.findings],
            "suppressed": [finding.to_dict() for finding in self.suppressed],
            "stats": dict(self.stats),
            "error": None,
        }

    def to_json(self) -> str:
        """The report as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)
