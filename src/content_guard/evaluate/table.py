"""Precision, recall and F1 by family and rule, with bootstrap intervals over groups."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .outcome import Outcome

_RESAMPLES = 1000
_SEED = 43


class Interval(NamedTuple):
    """A figure (0–1) with its 95 % bootstrap interval; None where there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Figures:
    """Of one family, or pooled: drafts asked for, findings shown, and what came of them."""

    drafts: int
    expected: int
    caught: int
    shown: int
    right: int
    precision: Interval
    recall: Interval
    f1: Interval
    without_stock: int  # expected drafts whose evidence holds no stock word
    caught_without_stock: int


@dataclass(frozen=True)
class RuleFigures:
    """Of one rule: its shown findings, the right ones, and the drafts that it alone caught."""

    code: str
    shown: int
    right: int
    sole: int


@dataclass(frozen=True)
class Evaluation:
    """All figures of one run; ``wrong`` lists outcomes to look at."""

    pooled: Figures
    families: dict[str, Figures]
    rules: dict[str, RuleFigures]
    wrong: tuple[Outcome, ...]


def evaluate(outcomes: Iterable[Outcome], rules: Iterable[str] = ()) -> Evaluation:
    """Count outcomes by family and by rule; rules that never spoke are counted with zeros."""
    every = tuple(outcomes)
    by_family: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in every:
        by_family[outcome.family].append(outcome)
    wrong = tuple(o for o in every if o.wrong or o.missed)
    families = {family: _figures(found) for family, found in by_family.items()}
    return Evaluation(_figures(every), families, _by_rule(every, rules), wrong)


def _by_rule(outcomes: Iterable[Outcome], rules: Iterable[str]) -> dict[str, RuleFigures]:
    shown: Counter[str] = Counter()
    right: Counter[str] = Counter()
    sole: Counter[str] = Counter()
    for outcome in outcomes:
        for finding in (*outcome.right, *outcome.wrong):
            shown.update((finding.code, *finding.also))
        for finding in outcome.right:
            right.update((finding.code, *finding.also))
        if len(outcome.rules) == 1:
            sole.update(outcome.rules)
    codes = sorted({*rules, *shown})
    return {code: RuleFigures(code, shown[code], right[code], sole[code]) for code in codes}


class _Counts(NamedTuple):
    expected: int
    caught: int
    shown: int
    right: int


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.item.group].append(outcome)
    by_group = [_counts(found) for found in groups.values()]
    total = _sum(by_group)
    chance = random.Random(_SEED)
    samples = [_sum(chance.choices(by_group, k=len(by_group))) for _ in range(_RESAMPLES)] if by_group else []
    bare = [o for o in outcomes if o.expected and not o.stock]
    return Figures(
        drafts=len({o.item.id for o in outcomes}),
        **total._asdict(),
        precision=_interval(_precision, total, samples),
        recall=_interval(_recall, total, samples),
        f1=_interval(_f1, total, samples),
        without_stock=len(bare),
        caught_without_stock=sum(o.caught for o in bare),
    )


def _counts(outcomes: Iterable[Outcome]) -> _Counts:
    every = tuple(outcomes)
    return _Counts(
        expected=sum(o.expected for o in every),
        caught=sum(o.caught for o in every),
        shown=sum(len(o.right) + len(o.wrong) for o in every),
        right=sum(len(o.right) for o in every),
    )


def _sum(counts: Iterable[_Counts]) -> _Counts:
    expected = caught = shown = right = 0
    for one in counts:
        expected, caught = expected + one.expected, caught + one.caught
        shown, right = shown + one.shown, right + one.right
    return _Counts(expected, caught, shown, right)


def _precision(c: _Counts) -> float | None:
    return c.right / c.shown if c.shown else None


def _recall(c: _Counts) -> float | None:
    return c.caught / c.expected if c.expected else None


def _f1(c: _Counts) -> float | None:
    precision, recall = _precision(c), _recall(c)
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _interval(figure: Callable[[_Counts], float | None], total: _Counts, samples: Iterable[_Counts]) -> Interval:
    return percentiles(figure(total), [v for s in samples if (v := figure(s)) is not None])


def percentiles(value: float | None, sampled: Iterable[float]) -> Interval:
    """A value with the 2.5th and 97.5th percentile of its resamples."""
    ordered = sorted(sampled)
    if value is None or not ordered:
        return Interval(value, None, None)
    return Interval(
        value, ordered[int(0.025 * len(ordered))], ordered[min(int(0.975 * len(ordered)), len(ordered) - 1)]
    )
