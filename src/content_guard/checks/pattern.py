"""``pattern``: one regular expression, with a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import thread_time

from ..patterns import Passage, Reading, Sought
from ..rule import Expression, Match, Rule
from ..signals import Signals
from ..span import Span


@dataclass(frozen=True, slots=True)
class Options:
    """The expression, the view it runs on, and the seconds it may take in one draft."""

    expression: Expression
    exact: bool
    seconds: float


def sought(options: Options) -> tuple[Sought, ...]:
    """Look everywhere."""
    return (Sought(()),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every place the expression finds; out of time, the rule is left out for the whole draft."""
    options: Options = rule.options
    until = thread_time() + options.seconds
    found: list[Match] = []
    try:
        for passage in reading.within(rule.parts):
            found += [Match(rule, passage.index, span) for span in _found(options, passage, until)]
    except TimeoutError:
        reading.work.notes.append(f"{rule.code}: left out, its expression took more than {options.seconds:g} s")
        return
    yield from found


def _found(options: Options, passage: Passage, until: float) -> Iterator[Span]:
    """Every place with at least one character. Raises TimeoutError when the draft's time is over."""
    left = until - thread_time()
    if left <= 0:
        raise TimeoutError
    text = passage.view.clean if options.exact else passage.view.folded
    places = (Span(*m.span()) for m in options.expression.compiled.finditer(text, timeout=left))
    return (place for place in places if place.end > place.start)
