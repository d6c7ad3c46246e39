"""``mismatch``: the headline says what the text below it does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..patterns import Figure, Passage, Reading, figures, find
from ..rule import Match, Pattern, Rule, Use
from ..signals import Signals
from ..span import Span

_BETWEEN = 3  # syllables between a figure and what it counts: “50 học sinh mầm non nhiễm”


@dataclass(frozen=True, slots=True)
class Options:
    """What the headline claims, and what below would contradict it or bear it out.

    ``claims`` match where one of ``contrary`` holds below, or, if none is given, where no ``support`` does.
    ``units`` are lists of counted things: a figure of the headline must be told below.
    """

    claims: tuple[Pattern, ...] = ()
    contrary: tuple[Use, ...] = ()
    support: tuple[Use, ...] = ()
    units: tuple[str, ...] = ()


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match claims and figures of the headline, in drafts that have text below it."""
    options: Options = rule.options
    if not reading.has_body:
        return
    for passage in reading.within(frozenset(["headline"])):
        for claim in options.claims:
            for span in find(claim, passage):
                if not _borne_out(options, reading, signals):
                    yield Match(rule, passage.index, span)
        for unit in options.units:
            for span in _figures_not_borne_out(unit, passage, reading):
                yield Match(rule, passage.index, span)


def _borne_out(options: Options, reading: Reading, signals: Signals) -> bool:
    below = reading.below
    if any(signals.stands_in(use.signal, p) for use in options.contrary for p in below):
        return False
    return not options.support or any(signals.stands_in(use.signal, p) for use in options.support for p in below)


def _figures_not_borne_out(unit: str, headline: Passage, reading: Reading) -> Iterator[Span]:
    """Figures of the headline that no figure below agrees with, nor all of them together.

    A figure between those below may be a part or a sum of them: only one beyond them all is asked about.
    """
    told = [figure for passage in reading.below for figure, _ in _counted(unit, passage)]
    if not told:
        return
    lowest, all_together = min(f.low for f in told), sum(f.high for f in told)
    for figure, span in _counted(unit, headline):
        if not any(figure.agrees(other) for other in told) and (figure.low > all_together or figure.high < lowest):
            yield span


def _counted(unit: str, passage: Passage) -> Iterator[tuple[Figure, Span]]:
    """Every figure that counts things of a list, with the span from the figure to the thing."""
    if not passage.may_have((unit,)):
        return
    for sentence in passage.sentences:
        things = passage.hits_in((unit,), sentence)
        if not things:
            continue
        told = tuple(figures(passage.view.folded, passage.numbers, sentence))
        for figure, following in zip_longest(told, told[1:]):
            after = [t for t in things if t.start >= figure.span.end]
            if after and following and following.span.start < after[0].start:
                continue  # “ba năm, 14 người chết”: the nearer figure counts them
            if after and passage.syllables_in(figure.span.end, after[0].start) <= _BETWEEN:
                yield figure, Span(figure.span.start, after[0].end)
