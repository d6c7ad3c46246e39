"""``sequence``: an ordered pattern of words, lists, classes and gaps, within a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Reading, Sought, find, patterns_sought
from ..rule import Match, Pattern, Rule
from ..signals import Signals


@dataclass(frozen=True, slots=True)
class Options:
    """The patterns, any of which matches."""

    patterns: tuple[Pattern, ...]


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek each pattern for itself."""
    return patterns_sought(options.patterns)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every place where one of the patterns stands."""
    for sentence, pattern in reading.where(rule.code):
        for span in find(pattern, sentence.passage, sentence.span) if pattern else ():
            yield Match(rule, sentence.passage.index, span)
