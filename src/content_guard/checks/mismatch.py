"""``mismatch``: the headline says what the text below it does not bear out."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ..patterns import Figure, Passage, Reading, Sought, figures, find, patterns_sought
from ..rule import Match, Pattern, Rule, Use
from ..signals import Signals
from ..span import Span

_AT_MOST = 16  # counts of a headline that are looked at: one with more is no headline
_JOINED = re.compile(r"[\w/%-]")  # a figure that hangs on one is part of a date, a name or a share


@dataclass(frozen=True, slots=True)
class Options:
    """What the headline claims, and what below would contradict it or bear it out.

    ``claims`` match where one of ``contrary`` holds below, or where ``support`` is given and none of it does.
    ``units`` are lists of counted things: a figure of the headline must be told below.
    """

    claims: tuple[Pattern, ...] = ()
    contrary: tuple[Use, ...] = ()
    support: tuple[Use, ...] = ()
    units: tuple[str, ...] = ()


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek each claim, and each list of counted things."""
    return (*patterns_sought(options.claims), *(Sought((frozenset([unit]),)) for unit in options.units))


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match claims and figures of the headline, in drafts that have text below it."""
    options: Options = rule.options
    if not reading.has_body:
        return
    for passage in reading.within(frozenset(["headline"])):
        spans = list(_claimed(rule, passage, reading))
        if spans and _borne_out(options, reading, signals):
            spans = []
        for unit in options.units:
            spans += _figures_not_borne_out(unit, passage, reading)
        yield from (Match(rule, passage.index, span) for span in spans)


def _claimed(rule: Rule, headline: Passage, reading: Reading) -> Iterator[Span]:
    for sentence, claim in reading.where(rule.code):
        if claim and sentence.passage is headline:
            yield from find(claim, headline, sentence.span)


def _borne_out(options: Options, reading: Reading, signals: Signals) -> bool:
    below = reading.below
    if any(signals.stands_in(use.signal, p) for use in options.contrary for p in below):
        return False
    return not options.support or any(signals.stands_in(use.signal, p) for use in options.support for p in below)


class _Count(NamedTuple):
    """A figure, and the thing that it counts."""

    figure: Figure
    thing: Span


def _figures_not_borne_out(unit: str, headline: Passage, reading: Reading) -> Iterator[Span]:
    """Figures of the headline that stand nowhere below, and lie beyond all that is counted there.

    A figure between those below may be a part or a sum of them, and a headline may round one.
    """
    claimed = list(islice(_counted(unit, headline), _AT_MOST))
    if not claimed:
        return
    below = [(c.figure, p.view.folded[slice(*c.thing)]) for p in reading.below for c in _counted(unit, p)]
    told = {name for _, name in below}
    every = [figure for passage in reading.below for figure in _all(passage)] if told else []
    for figure, thing in claimed:
        if headline.view.folded[slice(*thing)] not in told or any(map(figure.agrees, every)):
            continue
        if not figure.agrees(_whole([f for f, _ in below])):
            yield Span(figure.span.start, thing.end)


def _all(passage: Passage) -> Iterator[Figure]:
    return figures(passage.view.folded, passage.numbers, Span(0, len(passage.view.folded)))


def _whole(told: list[Figure]) -> Figure:
    return Figure(_first_digit(min(f.low for f in told)), sum(f.high for f in told), told[0].span)


def _first_digit(value: float) -> float:
    """A value of at least one rounded down to its first digit: “more than 100” for 128."""
    power = 10.0 ** math.floor(math.log10(value))
    return value // power * power


def _counted(unit: str, passage: Passage) -> Iterator[_Count]:
    """Every figure that stands right before a thing of a list: “50.000 đồng mỗi hộ” counts no households."""
    if not passage.hits(unit):
        return
    for sentence in passage.sentences:
        if things := passage.hits_in((unit,), sentence):
            yield from _counts(things, figures(passage.view.folded, passage.numbers, sentence), passage)


def _counts(things: Sequence[Span], found: Iterable[Figure], passage: Passage) -> Iterator[_Count]:
    text, told = passage.view.folded, tuple(found)
    limits = (*(figure.span.start for figure in told[1:]), len(text))
    for figure, limit in zip(told, limits, strict=False):
        after = figure.span.end
        at = bisect_left(things, after, key=lambda thing: thing.start)
        if at == len(things) or things[at].start >= limit or not _is_count(figure, text):
            continue
        if text[after : things[at].start].isspace():
            yield _Count(figure, things[at])


def _is_count(figure: Figure, text: str) -> bool:
    """Tell figures that can count things: at least one, and no part of a date, a name or a share."""
    start, end = figure.span
    edges = text[max(start - 1, 0) : start], text[end : end + 1]
    return figure.low >= 1 and math.isfinite(figure.high) and not any(map(_JOINED.match, edges))
