"""From judged matches to new numbers, each rounded as people write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from ...errors import ConfigError
from ...guard import Guard
from ...score import SCORED_FROM
from ..calibration import Judge
from ..corpus import Item
from .book import LEAST, MOST, Book, Scalar
from .evidence import as_shown, holds, matches
from .solve import Hold, Parameter, solve

_APART = 0.02  # in score: from here on it is told that a rule is held


@dataclass(frozen=True)
class Moved:
    """A number that the fit changes; ``new`` is how it will be written."""

    scalar: Scalar
    new: str


@dataclass(frozen=True)
class Held:
    """A rule whose score an example or a draft that must pass keeps from where the labelled drafts would have it."""

    code: str
    matches: int
    fitted: float
    wanted: float
    by: tuple[str, ...]


@dataclass(frozen=True)
class Fitted:
    """What a fit found: ``values`` are all numbers that may be changed, as they are after it, by their keys."""

    matches: int
    parameters: int
    moved: tuple[Moved, ...]
    held: tuple[Held, ...]
    hidden: tuple[str, ...]  # rules whose findings would no longer be shown, unless a signal strengthens them
    values: Mapping[str, str]
    scalars: tuple[Scalar, ...]


def fit(
    guard: Guard,
    every: Guard,
    items: Iterable[Item],
    prevalence: Mapping[str, float],
    book: Book,
    *,
    keep_shown: bool = False,
) -> Fitted:
    """Fit to the dev part of ``items``. ``every`` is the guard with all rules on, for their examples.

    With ``keep_shown`` every match of the dev part stays on its side of where findings are shown from.
    Raises ConfigError when the dev part has no match to learn from.
    """
    items = tuple(items)
    dev = tuple(item for item in items if item.part == "dev")
    found = tuple(matches(guard, dev, Judge(guard, dev, prevalence), book))
    if not found:
        raise ConfigError("There is nothing to fit to: no rule matches in a labelled draft of the dev part.")
    rows, parameters = [m.row for m in found], book.parameters()
    kept = (*holds(guard, every, items, book), *(as_shown(found, book) if keep_shown else ()))
    values, wanted = solve(parameters, rows, kept), solve(parameters, rows)
    spoken = {name for row in rows for name, _ in row.terms.counts}
    new = {s.key: _as_written(s, parameters, values) for s in book.scalars()}
    heard = Counter(m.code for m in found)
    return Fitted(
        matches=len(found),
        parameters=len(spoken),
        moved=tuple(Moved(s, new[s.key]) for s in book.scalars() if float(new[s.key]) != s.value),
        held=tuple(_held(book, heard, (values, wanted), kept)),
        hidden=tuple(c for c, s in book.scores.items() if heard[c] and s.editable and float(new[s.key]) < SCORED_FROM),
        values=new,
        scalars=book.scalars(),
    )


def _as_written(scalar: Scalar, parameters: Mapping[str, Parameter], values: Mapping[str, float]) -> str:
    """A number as its author would write it: two decimals of a score, two digits of a factor."""
    value = values[scalar.parameter]
    if value == parameters[scalar.parameter].written:
        return f"{scalar.written:g}"
    if scalar.parameter.startswith("score"):
        return f"{min(max(1 / (1 + exp(-value)), LEAST), MOST):.2f}".rstrip("0")
    factor = scalar.written**value
    if scalar.written < 1:
        return f"{min(max(float(f'{factor:.2g}'), 0.01), 0.99):g}"
    return f"{max(round(factor, 2 if factor < 2 else 1), 1.01):g}"


def _held(
    book: Book, heard: Mapping[str, int], solved: tuple[Mapping[str, float], Mapping[str, float]], kept: Sequence[Hold]
) -> Iterable[Held]:
    """The rules that a hold keeps away from where they would go, with those who ask for it."""
    for code, scalar in book.scores.items():
        if heard[code] and scalar.editable:
            fitted, alone = (1 / (1 + exp(-at[scalar.parameter])) for at in solved)
            if abs(fitted - alone) >= _APART:
                tight = (h for h in kept if scalar.parameter in dict(h.terms.counts) and _is_tight(h, solved[0]))
                yield Held(code, heard[code], fitted, alone, tuple(dict.fromkeys(h.by for h in tight)))


def _is_tight(hold: Hold, values: Mapping[str, float]) -> bool:
    return abs(hold.terms.at(values) - hold.bound) < 1e-3
