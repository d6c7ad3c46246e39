"""Signals against sentences labelled for them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..draft import Draft
from ..guard import Guard
from .corpus import Marked
from .table import Interval, percentiles

_RESAMPLES = 1000
_SEED = 43


@dataclass(frozen=True)
class SignalFigures:
    """Of one signal: positives in the labels, how often it held, rightly, and its wrong sentences."""

    name: str
    positives: int
    held: int
    right: int
    precision: float | None
    recall: float | None
    f1: Interval
    wrong: tuple[Marked, ...]


def evaluate_signals(guard: Guard, sentences: Iterable[Marked]) -> dict[str, SignalFigures]:
    """Ask every labelled signal around the marked words of every sentence."""
    marked = tuple(sentences)
    names = list(dict.fromkeys(chain.from_iterable(m.labels for m in marked)))
    held = [guard.signals_at(Draft(body=m.text), m.at, names) for m in marked]
    return {
        name: _figures(name, [(m, m.labels[name], name in found) for m, found in zip(marked, held, strict=True)])
        for name in names
    }


def _figures(name: str, answers: Sequence[tuple[Marked, bool, bool]]) -> SignalFigures:
    pairs = [(expected, found) for _, expected, found in answers]
    chance = random.Random(_SEED)
    samples = [f1 for _ in range(_RESAMPLES) if (f1 := _f1(chance.choices(pairs, k=len(pairs)))) is not None]
    positives = sum(expected for expected, _ in pairs)
    held = sum(found for _, found in pairs)
    right = sum(expected and found for expected, found in pairs)
    return SignalFigures(
        name,
        positives,
        held,
        right,
        right / held if held else None,
        right / positives if positives else None,
        percentiles(_f1(pairs), samples),
        tuple(m for m, expected, found in answers if expected != found),
    )


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    right = missed = false = 0
    for expected, found in pairs:
        right += expected and found
        missed += expected and not found
        false += found and not expected
    return 2 * right / (2 * right + missed + false) if right + missed + false else None
