"""``pattern``: one regular expression, with a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ..patterns import Reading
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span


@dataclass(frozen=True, slots=True)
class Options:
    """The expression, the view it runs on, and the seconds it may take in one passage."""

    expression: regex.Pattern[str]
    exact: bool
    seconds: float


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every place the expression finds; out of time, the rule is left out for the whole draft."""
    options: Options = rule.options
    found: list[Match] = []
    for passage in reading.within(rule.parts):
        text = passage.view.clean if options.exact else passage.view.folded
        try:
            spans = [Span(*m.span()) for m in options.expression.finditer(text, timeout=options.seconds)]
        except TimeoutError:
            reading.work.notes.append(f"{rule.code}: left out, its expression took more than {options.seconds:g} s")
            return
        found += [Match(rule, passage.index, span) for span in spans if span.end > span.start]
    yield from found
