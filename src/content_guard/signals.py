"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .patterns import Passage, Reading, Sentence, find
from .rule import Pattern, Signal, Use
from .span import Span


class _Sought(NamedTuple):
    """A pattern, and the sentences of the draft that hold all it needs, by their numbers."""

    pattern: Pattern
    where: Mapping[int, Sentence]


class Signals:
    """The signals of one draft, each looked for when a rule first asks, then remembered."""

    def __init__(self, table: Mapping[str, Signal], reading: Reading) -> None:
        self.table = table
        self._reading = reading
        self._sought: dict[str, tuple[_Sought, ...]] = {}
        self._standing: dict[tuple[str, int], bool] = {}

    def holds(self, use: Use, passage: int, span: Span) -> bool:
        """Tell whether a signal holds around ``span`` of passage number ``passage``."""
        signal = self.table[use.signal]
        if any(self.holds(Use(other, use.window), passage, span) for other in signal.unless):
            return False
        here = self._reading.passages[passage]
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        if self._stands_at(signal.name, here, span):
            return True
        if use.window == "sentence":
            first, last = (self._reading.sentence_at(here, at) for at in (span.start, span.end - 1))
            return any(self._stands_in(signal.name, number) for number in range(first, last + 1))
        return any(self.stands_in(signal.name, p) for p in self._reading.window(use.window, passage))

    def stands_in(self, name: str, passage: Passage) -> bool:
        """Tell whether a signal stands anywhere in a passage, whatever the match."""
        first, end = self._reading.first_sentences[passage.index : passage.index + 2]
        return any(self._stands_in(name, number) for number in range(first, end))

    def _stands_in(self, name: str, number: int) -> bool:
        """Tell whether a signal stands in a sentence of the draft, whatever the match."""
        key = (name, number)
        if key not in self._standing:
            self._standing[key] = any(
                next(find(sought.pattern, sentence.passage, sentence.span), None) is not None
                for sought in self._patterns(name)
                if not sought.pattern.asks_here and (sentence := sought.where.get(number))
            )
        return self._standing[key]

    def _stands_at(self, name: str, passage: Passage, span: Span) -> bool:
        """Tell whether a pattern that asks about the match stands in its sentence."""
        number = -1
        for sought in self._patterns(name):
            if sought.pattern.asks_here:
                number = self._reading.sentence_at(passage, span.start) if number < 0 else number
                sentence = sought.where.get(number)
                if sentence and next(find(sought.pattern, passage, sentence.span, here=span), None) is not None:
                    return True
        return False

    def _patterns(self, name: str) -> tuple[_Sought, ...]:
        """A signal's patterns that could stand in the draft, each with the sentences where."""
        if name not in self._sought:
            patterns = self._reading.patterns_of_signal(name)
            every = (_Sought(p, {s.number: s for s in self._reading.where(p.needs)}) for p in patterns)
            self._sought[name] = tuple(sought for sought in every if sought.where)
        return self._sought[name]
