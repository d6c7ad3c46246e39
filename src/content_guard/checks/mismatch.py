"""``mismatch``: the headline says what the text below it does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Figure, Passage, Reading, figures, find
from ..rule import Match, Pattern, Rule, Use
from ..signals import Signals
from ..span import Span

_FEWEST = 3  # “một” and “hai” are too often no count
_FAR_APART = 2  # times: figures nearer than this may be rounded, partial or later ones


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
    """Figures of the headline that stand nowhere below, while the same thing is counted otherwise there.

    A figure between those below may be a part or a sum of them: only one far beyond them all is asked about.
    """
    if not reading.has_paragraphs:
        return
    for figure, thing, span in _counted(unit, headline):
        if figure.low < _FEWEST or any(figure.agrees(other) for p in reading.below for other in _all(p)):
            continue
        told = [other for p in reading.below for other, same, _ in _counted(unit, p) if same == thing]
        if told and _beyond(figure, told):
            yield span


def _beyond(figure: Figure, told: list[Figure]) -> bool:
    lowest, all_together = min(f.low for f in told), sum(f.high for f in told)
    return figure.low > _FAR_APART * all_together or figure.high * _FAR_APART < lowest


def _all(passage: Passage) -> Iterator[Figure]:
    return figures(passage.view.folded, passage.numbers, Span(0, len(passage.view.folded)))


def _counted(unit: str, passage: Passage) -> Iterator[tuple[Figure, str, Span]]:
    """Every figure that counts things of a list: the figure, the thing's name, and the span over both."""
    if not passage.may_have((unit,)):
        return
    folded = passage.view.folded
    for sentence in passage.sentences:
        things = passage.hits_in((unit,), sentence)
        for figure in figures(folded, passage.numbers, sentence) if things else ():
            after = next((t for t in things if t.start >= figure.span.end), None)
            if after and not folded[figure.span.end : after.start].strip():
                yield figure, folded[after.start : after.end], Span(figure.span.start, after.end)
