"""``missing``: a trigger without its companion in a window; only in drafts with a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Reading, Sought, find, patterns_sought
from ..rule import Match, Pattern, Rule, Use
from ..signals import Signals


@dataclass(frozen=True, slots=True)
class Options:
    """Trigger patterns, and the signals any of which must stand in its window."""

    triggers: tuple[Pattern, ...]
    companions: tuple[Use, ...]


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek each trigger for itself."""
    return patterns_sought(options.triggers)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every trigger that stands alone. A headline alone has no room for a source."""
    options: Options = rule.options
    for sentence, trigger in reading.where(rule.code) if reading.has_body else ():
        passage = sentence.passage
        for span in find(trigger, passage, sentence.span) if trigger else ():
            if not any(signals.holds(use, passage.index, span) for use in options.companions):
                yield Match(rule, passage.index, span)
