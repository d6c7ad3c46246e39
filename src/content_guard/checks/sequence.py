"""``sequence``: an ordered pattern of words, lists, classes and gaps, within a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Reading, find, may_stand
from ..rule import Match, Pattern, Rule
from ..signals import Signals


@dataclass(frozen=True, slots=True)
class Options:
    """The patterns, any of which matches."""

    patterns: tuple[Pattern, ...]


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every place where one of the patterns stands."""
    options: Options = rule.options
    patterns = [p for p in options.patterns if may_stand(p, reading.present)]
    for passage in reading.within(rule.parts) if patterns else ():
        for pattern in patterns:
            for span in find(pattern, passage):
                yield Match(rule, passage.index, span)
