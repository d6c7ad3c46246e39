"""What a trial sees of one draft: small values that go between processes in the draft's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..draft import Draft, Piece
from ..errors import ContentGuardError
from ..finding import SUP, Finding, Report
from ..guard import Guard
from ..span import Span
from .archive import Entry, filed

_AROUND = 90  # code points on each side of the words
_SPACES = re.compile(r"\s+")
_WORDS = 200  # code points of the words themselves


@dataclass(frozen=True)
class Trial:
    """A guard, and another to compare with; of the other, only ``codes`` count (None: all)."""

    guard: Guard
    other: Guard | None = None
    codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A finding where it stands: the words with their surroundings, and which rules of its family met on them."""

    code: str
    beside: tuple[str, ...]
    place: str  # file:line:column, or file:line of a record
    part: str
    before: str
    words: str
    after: str
    score: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one draft: what was asked here, and what only here or only there against the other guard.

    ``error`` says why it was not read; ``is_read`` is false as well where there is too little Vietnamese.
    ``there`` holds a code for each finding of the other guard.
    """

    size: int
    error: str = ""
    is_read: bool = False
    topics: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    month: str = ""
    here: tuple[Excerpt, ...] = ()
    there: tuple[str, ...] = ()
    only_here: tuple[Excerpt, ...] = ()
    only_there: tuple[Excerpt, ...] = ()


def see(trial: Trial, entry: Entry) -> Seen:
    """Read and check a draft of an archive. No draft makes this raise."""
    try:
        one = filed(entry)
    except ContentGuardError as error:
        return Seen(entry.size, error=str(error))
    draft, report = one.draft, trial.guard.check_apart(one.draft)
    if "scans" not in report.stats:  # skipped: empty, or too little Vietnamese
        return Seen(entry.size)
    here = _rules_only(report)
    there = _of_the_other(trial, draft)
    return Seen(
        entry.size,
        is_read=True,
        topics=one.topics,
        genres=one.genres,
        month=one.month,
        here=tuple(_excerpts(draft, here, here)),
        there=tuple(f.code for f in there),
        only_here=tuple(_excerpts(draft, _missing_in(there, here), here)) if trial.other else (),
        only_there=tuple(_excerpts(draft, _missing_in(here, there), there)),
    )


def died_on(entry: Entry) -> Seen:
    """What is told of a draft whose process ended without an answer."""
    return Seen(entry.size, error=f"{entry.name}: the process that read it ended without an answer. Check it alone.")


def _rules_only(report: Report) -> list[Finding]:
    """What rules found; what is said of comments is not about the draft."""
    return [finding for finding in report.findings if finding.family != SUP]


def _of_the_other(trial: Trial, draft: Draft) -> list[Finding]:
    found = _rules_only(trial.other.check_apart(draft)) if trial.other else []
    return [f for f in found if trial.codes is None or f.code in trial.codes]


def _missing_in(others: Iterable[Finding], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on whose words the others' same rule did not speak."""
    theirs: dict[str, list[Span]] = {}
    for other in others:
        theirs.setdefault(other.code, []).append(other.span)
    return (f for f in findings if not any(_meet(f.span, span) for span in theirs.get(f.code, ())))


def _meet(one: Span, other: Span) -> bool:
    return one == other or one.overlaps(other)


def _excerpts(draft: Draft, findings: Iterable[Finding], among: Iterable[Finding]) -> Iterator[Excerpt]:
    for finding in findings:
        kin = (f for f in among if f.family == finding.family and f.code != finding.code)
        yield _excerpt(draft, finding, tuple(dict.fromkeys(f.code for f in kin if _meet(f.span, finding.span))))


def _excerpt(draft: Draft, finding: Finding, beside: tuple[str, ...]) -> Excerpt:
    start, end = finding.span
    part = next((part for part in draft.parts if finding.span.inside(part.span)), None)
    pieces = part.pieces if part else ()
    return Excerpt(
        finding.code,
        beside,
        draft.name if finding.field else f"{draft.name}:{finding.line}:{finding.column}",
        finding.part,
        _opened("".join(_visible(draft.source, pieces, 0, start))),
        _cut(finding.words),
        _closed("".join(_visible(draft.source, pieces, end, len(draft.source)))),
        round(finding.score, 6),
    )


def _visible(source: str, pieces: Iterable[Piece], start: int, end: int) -> Iterator[str]:
    """What a reader sees of a range of the source, run by run."""
    for piece in pieces:
        if piece.shown is None:
            yield source[max(piece.start, start) : max(min(piece.end, end), start)]
        elif start <= piece.start and piece.end <= end:
            yield piece.shown


def _opened(text: str) -> str:
    """The end of what stands before the words, cut at a space."""
    line = _one_line(text)
    return line if len(line) <= _AROUND else "… " + line[-_AROUND:].partition(" ")[2]


def _closed(text: str) -> str:
    """The beginning of what stands behind the words, cut at a space."""
    line = _one_line(text).rstrip()
    return line if len(line) <= _AROUND else line[:_AROUND].rpartition(" ")[0] + " …"


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text)


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else words[:_WORDS].rpartition(" ")[0] + " …"
