"""``missing``: a trigger without its companion in a window; only in drafts with a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Reading, find, may_stand
from ..rule import Match, Pattern, Rule, Use
from ..signals import Signals


@dataclass(frozen=True, slots=True)
class Options:
    """Trigger patterns, and the signals any of which must stand in its window."""

    triggers: tuple[Pattern, ...]
    companions: tuple[Use, ...]


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every trigger that stands alone. A headline alone has no room for a source."""
    options: Options = rule.options
    triggers = [t for t in options.triggers if may_stand(t, reading.present)]
    if not (triggers and reading.has_body):
        return
    for passage in reading.within(rule.parts):
        for trigger in triggers:
            for span in find(trigger, passage):
                if not any(signals.holds(use, passage.index, span) for use in options.companions):
                    yield Match(rule, passage.index, span)
