"""A small logistic regression: ridge towards what was written, within bounds, and with sums that must stay on one side.

Coordinate descent on a curve that never lies below the loss, in a fixed order: the same answer on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

_SWEEPS = 1000
_LITTLE = 0.1  # a parameter that would move less is left alone: nobody could tell the difference
_STILL = 1e-7  # no parameter moved more in a sweep: done
_MARGIN = 0.1  # in log-odds; rounding of scores and factors must not carry a sum across


class Parameter(NamedTuple):
    """One number that is fitted: what was written, how far it is trusted to lie from there, and its bounds."""

    written: float
    spread: float
    low: float
    high: float


class Terms(NamedTuple):
    """A sum of log-odds: a fixed part, and how often each parameter counts in it."""

    fixed: float
    counts: tuple[tuple[str, float], ...]

    def at(self, values: Mapping[str, float]) -> float:
        """The sum for given parameters."""
        return self.fixed + sum(count * values[name] for name, count in self.counts)


class Row(NamedTuple):
    """A match that was judged."""

    terms: Terms
    right: bool
    weight: float


class Hold(NamedTuple):
    """A match that must be shown (its log-odds from 0 up), or must not."""

    terms: Terms
    shown: bool
    by: str  # who asks for it, for people

    @property
    def bound(self) -> float:
        """Where the sum may go to: a margin off 0 where factors, which are rounded too, take part."""
        if self.shown and len(self.terms.counts) == 1 and not self.terms.fixed:
            return 0.0
        return _MARGIN if self.shown else -_MARGIN


def solve(parameters: Mapping[str, Parameter], rows: Sequence[Row], holds: Sequence[Hold] = ()) -> dict[str, float]:
    """Fit the parameters that rows speak of; the others, and those that would hardly move, stay as written."""
    free = {name for row in rows for name, count in row.terms.counts if count}
    first = _Descent(parameters, rows, (), free).run()
    moved = {name for name in free if abs(first[name] - parameters[name].written) >= _LITTLE}
    return _Descent(parameters, rows, holds, moved).run()


class _Descent:
    def __init__(
        self, parameters: Mapping[str, Parameter], rows: Sequence[Row], holds: Sequence[Hold], free: Iterable[str]
    ) -> None:
        self._parameters, self._rows, self._holds = parameters, rows, holds
        self._free = sorted(free)
        self.values = {name: parameter.written for name, parameter in parameters.items()}
        self._sums = [row.terms.at(self.values) for row in rows]
        self._held = [hold.terms.at(self.values) for hold in holds]
        self._in_rows = _where([row.terms for row in rows])
        self._in_holds = _where([hold.terms for hold in holds])

    def run(self) -> dict[str, float]:
        """Sweep until nothing moves."""
        for _ in range(_SWEEPS):
            if max((self._move(name) for name in self._free), default=0.0) < _STILL:
                break
        return self.values

    def _move(self, name: str) -> float:
        parameter, value = self._parameters[name], self.values[name]
        ridge = parameter.spread**-2
        slope, bend = ridge * (parameter.written - value), ridge
        for at, count in self._in_rows[name]:
            row = self._rows[at]
            slope += row.weight * count * (row.right - _probability(self._sums[at]))
            bend += row.weight * count**2 / 4  # the most that the loss can bend
        low, high = self._interval(name)
        step = (min(max(value + slope / bend, low), high) if low <= high else value) - value
        self.values[name] = value + step
        for at, count in self._in_rows[name]:
            self._sums[at] += count * step
        for at, count in self._in_holds[name]:
            self._held[at] += count * step
        return abs(step)

    def _interval(self, name: str) -> tuple[float, float]:
        """Where a parameter may go while the others stay, so that every hold is kept."""
        parameter, value = self._parameters[name], self.values[name]
        low, high = parameter.low, parameter.high
        for at, count in self._in_holds[name]:
            hold = self._holds[at]
            limit = value + (hold.bound - self._held[at]) / count
            if (count > 0) == hold.shown:
                low = max(low, limit)
            else:
                high = min(high, limit)
        return low, high


def _where(every: Sequence[Terms]) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, terms in enumerate(every):
        for name, count in terms.counts:
            if count:
                found[name].append((at, count))
    return found


def _probability(log_odds: float) -> float:
    if log_odds < 0:
        return exp(log_odds) / (1 + exp(log_odds))
    return 1 / (1 + exp(-log_odds))
