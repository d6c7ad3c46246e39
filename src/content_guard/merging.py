"""Findings put in order: those that say the same told apart, those that meet on the same words made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from .finding import Finding
from .span import Span

Alike = Callable[[Finding], str]  # what findings must have in common to become one


def merged(findings: Iterable[Finding], alike: Alike = attrgetter("family")) -> list[Finding]:
    """Within a family, findings on overlapping words become one: the highest score, the others in ``also``.

    Suppressed ones stay apart, each reason for itself.
    """
    kin: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.span, f.code)):
        kin.setdefault((alike(finding), finding.reason), []).append(finding)
    found = (_one_of(group) for ordered in kin.values() for group in _overlapping(ordered))
    return sorted(found, key=lambda f: (f.span, f.code))


def _overlapping(ordered: Iterable[Finding]) -> Iterator[list[Finding]]:
    group: list[Finding] = []
    end = -1
    for finding in ordered:
        if group and finding.span.start >= end:
            yield group
            group = []
        group.append(finding)
        end = max(end, finding.span.end)
    if group:
        yield group


def _one_of(group: list[Finding]) -> Finding:
    best = max(group, key=lambda f: (f.score, f.severity.rank, -f.span.start, f.code))
    return replace(best, also=tuple(sorted({f.code for f in group} - {best.code})))


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """In text order, findings with the same words and surroundings told apart: the second gets ``-2``, and so on.

    All are counted, whatever is merged, shown or suppressed afterwards, so that a setting moves no number.
    """
    places: dict[str, dict[Span, int]] = {}
    found = []
    for finding in sorted(findings, key=lambda f: (f.span, f.code)):
        counted = places.setdefault(finding.fingerprint, {})
        number = counted.setdefault(finding.span, len(counted) + 1)
        found.append(finding if number == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{number}"))
    return found
