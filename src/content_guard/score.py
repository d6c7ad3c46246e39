"""Probabilities as odds, so that evidence multiplies."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from .finding import SUP, Finding, Step

CERTAIN = 2.0**53  # odds that one more does not change: a probability of 1, and still a number in JSON
SCORED_FROM = 0.5  # a report's score counts findings from here, whatever ``min_score`` shows


def odds(probability: float) -> float:
    """Turn a probability (0–1, ends excluded) into odds."""
    return probability / (1 - probability)


def probability(steps: Iterable[Step]) -> float:
    """Multiply the steps' effects out, and turn the odds into a probability.

    Rounded to twelve digits, so that 0.6 turned into odds and back is 0.6 and not a little less.
    """
    total = prod(step.effect for step in steps)
    return round(total / (1 + total), 12)


def families_of(findings: Iterable[Finding]) -> dict[str, float]:
    """For each family, 100 × the greatest weight × score of its findings, by family code; what is suppressed is out."""
    greatest: dict[str, float] = {}
    for finding in findings:
        if finding.score >= SCORED_FROM and finding.reason is None and finding.family != SUP:
            worth = 100 * finding.severity.weight * finding.score
            greatest[finding.family] = max(worth, greatest.get(finding.family, 0.0))
    return dict(sorted(greatest.items()))


def total(families: dict[str, float]) -> float:
    """Join the families' scores (0–100) into one: 100 × (1 − Π (1 − family))."""
    return 100 * (1 - prod(1 - score / 100 for score in families.values()))
