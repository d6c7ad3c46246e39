"""Whether a score is the probability that it says: bins, expected calibration error, Brier score, curves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from ..finding import Finding
from ..guard import Guard
from ..merging import merged
from .corpus import Item
from .outcome import is_right
from .table import Interval
from .weights import Weights

BINS = 5
ENOUGH = 40  # findings in a bin; with fewer, its share says little
THRESHOLDS = tuple(n / 20 for n in range(1, 20))
_Z = 1.96
_SAME = 9  # decimals to which scores are the same


@dataclass(frozen=True)
class Judged:
    """A finding of any score in a labelled draft: whether it is right, and what it counts at the stated prevalence."""

    finding: Finding
    item: Item
    right: bool
    weight: float


@dataclass(frozen=True)
class Bin:
    """Findings of neighbouring scores: the mean score, and the share of them that is right."""

    count: int
    low: float
    high: float
    score: float
    right: Interval
    weight: float  # its share of all weight


@dataclass(frozen=True)
class Calibration:
    """How well scores fit what was right. ``constant`` is the Brier score of saying ``right`` of every finding."""

    count: int
    score: float
    right: float
    error: float  # expected calibration error
    brier: float
    constant: float
    bins: tuple[Bin, ...]


class Point(NamedTuple):
    """Precision at the stated prevalence, and recall, when findings are shown from ``threshold`` on."""

    threshold: float
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class Listening:
    """A labelled draft with all that was heard in it, before overlapping findings are merged."""

    item: Item
    findings: tuple[Finding, ...]


def listen(guard: Guard, items: Iterable[Item]) -> tuple[Listening, ...]:
    """Hear every draft that has labels; one without is a guard and no measurement."""
    return tuple(Listening(item, tuple(h.finding for h in guard.heard(item.draft))) for item in items if item.labels)


class Judge:
    """Tells which findings are right, and what they weigh at the stated prevalence of their family."""

    def __init__(self, guard: Guard, items: Iterable[Item], prevalence: Mapping[str, float]) -> None:
        self._kinds = {rule.code: rule.kind for rule in guard.pack.rules}
        self._letters = {family: model.letter for family, model in guard.pack.families.items()}
        self._weights = Weights(items, prevalence)

    def __call__(self, finding: Finding, item: Item) -> Judged:
        """Judge one finding by its draft's labels and evidence."""
        letter = self._letters[finding.family]
        right = is_right(finding, item, letter, self._kinds)
        return Judged(finding, item, right, self._weights.of(letter, item))

    def shown(self, heard: Iterable[Listening], min_score: float = 0.0) -> tuple[Judged, ...]:
        """What would be shown from a score on, merged as a guard merges it, and judged."""
        shown = ((one, merged(f for f in one.findings if f.score >= min_score)) for one in heard)
        return tuple(self(finding, one.item) for one, findings in shown for finding in findings)

    def curve(self, heard: Sequence[Listening], family: str) -> Iterator[Point]:
        """Precision and recall of a family at each threshold."""
        own = [Listening(one.item, tuple(f for f in one.findings if f.family == family)) for one in heard]
        expected = sum(one.item.labels.get(self._letters[family], False) for one in own)
        for threshold in THRESHOLDS:
            shown = self.shown(own, threshold)
            weight = sum(j.weight for j in shown)
            caught = len({j.item.id for j in shown if j.right})
            precision = sum(j.weight for j in shown if j.right) / weight if weight else None
            yield Point(threshold, precision, caught / expected if expected else None)


@dataclass(frozen=True)
class Calibrated:
    """Calibration of all findings and of each family's, and each family's curve, at stated prevalences (by letter)."""

    prevalence: Mapping[str, float]
    whole: Calibration | None
    families: Mapping[str, Calibration | None]
    curves: Mapping[str, tuple[Point, ...]]


def measure(guard: Guard, items: Iterable[Item], prevalence: Mapping[str, float]) -> Calibrated:
    """Hear every labelled draft once, and measure scores of all heights."""
    items = tuple(items)
    heard, judge = listen(guard, items), Judge(guard, items, prevalence)
    judged = judge.shown(heard)
    families = {f: calibrate(j for j in judged if j.finding.family == f) for f in guard.pack.families}
    curves = {f: tuple(judge.curve(heard, f)) for f in guard.pack.families}
    return Calibrated(prevalence, calibrate(judged), families, curves)


class _Scored(NamedTuple):
    """A finding, with the mean right weight and weight of all findings that have its score."""

    score: float
    weight: float
    right: float
    group: str


def calibrate(judged: Iterable[Judged]) -> Calibration | None:
    """Measure calibration in five bins of equal count; None without findings."""
    scored = _ordered(judged)
    weight = sum(s.weight for s in scored)
    if not weight:
        return None
    right = sum(s.right for s in scored) / weight
    number = min(BINS, len(scored))
    cuts = [len(scored) * n // number for n in range(number + 1)]
    bins = tuple(_bin(scored[a:b], weight) for a, b in pairwise(cuts))
    return Calibration(
        count=len(scored),
        score=sum(s.score * s.weight for s in scored) / weight,
        right=right,
        error=sum(b.weight * abs(b.score - (b.right.value or 0.0)) for b in bins),
        brier=sum(s.right * (1 - s.score) ** 2 + (s.weight - s.right) * s.score**2 for s in scored) / weight,
        constant=right * (1 - right),
        bins=bins,
    )


def _ordered(judged: Iterable[Judged]) -> list[_Scored]:
    """By score. Findings of one score share their rights evenly, so that no order decides which bin gets which."""
    alike: dict[float, list[Judged]] = defaultdict(list)
    for one in judged:
        alike[round(one.finding.score, _SAME)].append(one)
    found = []
    for score, group in sorted(alike.items()):
        weight = sum(j.weight for j in group) / len(group)
        right = sum(j.weight for j in group if j.right) / len(group)
        found += [_Scored(score, weight, right, j.item.group) for j in group]
    return found


def _bin(scored: Sequence[_Scored], total: float) -> Bin:
    weight = sum(s.weight for s in scored)
    mean = sum(s.score * s.weight for s in scored) / weight if weight else scored[0].score
    return Bin(len(scored), scored[0].score, scored[-1].score, mean, _share(scored), weight / total)


def _share(scored: Sequence[_Scored]) -> Interval:
    """The share that is right, with Wilson's 95 % interval; what is told of one group of drafts counts as one."""
    groups: dict[str, float] = defaultdict(float)
    for s in scored:
        groups[s.group] += s.weight
    weight = sum(groups.values())
    if not weight:
        return Interval(None, None, None)
    return wilson(sum(s.right for s in scored) / weight, weight**2 / sum(w**2 for w in groups.values()))


def wilson(share: float, count: float) -> Interval:
    """A share of ``count`` independent cases, with Wilson's 95 % interval."""
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    reach = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    return Interval(share, max(middle - reach, 0.0), min(middle + reach, 1.0))
