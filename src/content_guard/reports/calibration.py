"""Calibration and fits: for people (lines) and for machines (JSON values)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ..evaluate import Calibrated, Calibration
from ..evaluate.calibration import ENOUGH
from ..evaluate.fit import Fitted, Held, Refit
from ..score import SCORED_FROM


def calibration_lines(calibrated: Calibrated) -> Iterator[str]:
    """The bins with what they add up to, then a line a family."""
    whole = calibrated.whole
    stated = ", ".join(sorted({f"{100 * share:g} %" for share in calibrated.prevalence.values()}))
    if whole is None:
        yield "calibration: no finding in a labelled draft"
        return
    yield f"calibration of {whole.count} findings of any score, weighted to a prevalence of {stated} in each family"
    yield "score      findings  mean  right"
    for one in whole.bins:
        around = f"[{one.right.low:.2f}-{one.right.high:.2f}]" if one.right.low is not None else ""
        yield f"{one.low:.2f}-{one.high:.2f}  {one.count:8}  {one.score:.2f}  {one.right.value or 0:.2f} {around}"
    if min(one.count for one in whole.bins) < ENOUGH:
        yield f"(bins of fewer than {ENOUGH} findings: the shares say little)"
    yield summary(whole)
    yield ""
    yield "family   findings  mean  right  Brier  of a constant"
    for family, own in calibrated.families.items():
        if own is not None:
            figures = f"{own.score:.2f}  {own.right:.2f}   {own.brier:.3f}  {own.constant:.3f}"
            yield f"{family:8} {own.count:8}  {figures}"


def summary(calibration: Calibration) -> str:
    """Error and Brier score in one line."""
    constant = f"{calibration.constant:.3f} for saying {calibration.right:.2f} of every finding"
    return f"expected calibration error {calibration.error:.3f}; Brier score {calibration.brier:.3f} ({constant})"


def calibration_to_dict(calibrated: Calibrated) -> dict[str, Any]:
    """Everything as JSON values."""
    return {
        "prevalence": dict(calibrated.prevalence),
        "whole": _value(calibrated.whole),
        "families": {family: _value(own) for family, own in calibrated.families.items()},
        "curves": {family: [p._asdict() for p in points] for family, points in calibrated.curves.items()},
    }


def _value(calibration: Calibration | None) -> dict[str, Any] | None:
    return None if calibration is None else asdict(calibration)


def fit_lines(refit: Refit) -> Iterator[str]:
    """What moved, what held it back, and calibration before and after."""
    fitted = refit.fitted
    yield f"fitted to {fitted.matches} matches of the dev part: {len(fitted.moved)} numbers changed"
    for one in fitted.moved:
        place = one.scalar.source.place(one.scalar.path)
        yield f"  {place} {one.scalar.key}: {one.scalar.value:g} -> {one.new}"
    for held in fitted.held:
        yield _held(held)
    for code in fitted.hidden:
        yield f"{code}: its findings are no longer shown by themselves; if that is right, mark it `preview: true`"
    for part in refit.before:
        for when, measured in (("before", refit.before), ("after", refit.after)):
            if (calibration := measured[part]) is not None:
                yield f"{part:4} {when:6} {summary(calibration)}"


def _held(held: Held) -> str:
    told = f"{held.code}: {held.matches} matches would have it at {held.wanted:.2f}; held at {held.fitted:.2f}"
    help_ = "; the rule may be too wide: look at it, or mark it `preview: true`" if held.wanted < SCORED_FROM else ""
    return told + (f" by {', '.join(held.by)}" if held.by else " by its signals") + help_


def fit_to_dict(refit: Refit) -> dict[str, Any]:
    """What a fit did, as JSON values."""
    fitted: Fitted = refit.fitted
    return {
        "matches": fitted.matches,
        "changed": {one.scalar.key: [one.scalar.value, float(one.new)] for one in fitted.moved},
        "held": [asdict(held) for held in fitted.held],
        "hidden": list(fitted.hidden),
        "before": {part: _value(c) for part, c in refit.before.items()},
        "after": {part: _value(c) for part, c in refit.after.items()},
    }
