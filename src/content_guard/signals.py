"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from .patterns import Passage, Reading, find
from .rule import Pattern, Signal, Use
from .span import Span

_Places = Mapping[int, Sequence[Pattern]]  # from numbers of sentences of the draft


class Signals:
    """The signals of one draft, each looked for when a rule first asks, then remembered."""

    def __init__(self, table: Mapping[str, Signal], reading: Reading) -> None:
        self.table = table
        self._reading = reading
        self._places: dict[str, tuple[_Places, _Places]] = {}
        self._standing: dict[tuple[str, int], tuple[Span, ...]] = {}

    def holds(self, use: Use, passage: int, span: Span) -> bool:
        """Tell whether a signal holds around ``span`` of passage number ``passage``."""
        signal = self.table[use.signal]
        here = self._reading.passages[passage]
        if self._stands_around(signal, here, span) and not self._gives_way(signal, here, span):
            return True
        if use.window == "sentence":
            return False
        return any(self.stands_in(signal.name, p) for p in self._reading.window(use.window, passage))

    def stands_in(self, name: str, passage: Passage) -> bool:
        """Tell whether a signal stands anywhere in a passage, whatever the match."""
        signal = self.table[name]
        first, end = self._reading.first_sentences[passage.index : passage.index + 2]
        numbers = (number for number in self._anyhow(name) if first <= number < end)
        places = chain.from_iterable(self._stands_in(name, number) for number in numbers)
        return any(not self._gives_way(signal, passage, place) for place in places)

    def _stands_around(self, signal: Signal, here: Passage, span: Span) -> bool:
        """Tell whether it stands at the match, or anywhere in the match's sentences."""
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        if self._stands_at(signal.name, here, span):
            return True
        first, last = (self._reading.sentence_at(here, at) for at in (span.start, span.end - 1))
        return any(self._stands_in(signal.name, number) for number in range(first, last + 1))

    def _gives_way(self, signal: Signal, passage: Passage, span: Span) -> bool:
        """Tell whether a signal that goes first holds in the same sentence; one elsewhere in the draft is no reason."""
        return any(self.holds(Use(other), passage.index, span) for other in signal.unless)

    def _stands_in(self, name: str, number: int) -> tuple[Span, ...]:
        """Where a signal stands in a sentence of the draft, whatever the match."""
        key = (name, number)
        if key not in self._standing:
            _, passage, sentence = self._reading.sentences[number]
            patterns = self._anyhow(name).get(number, ())
            self._standing[key] = tuple(chain.from_iterable(find(p, passage, sentence) for p in patterns))
        return self._standing[key]

    def _stands_at(self, name: str, passage: Passage, span: Span) -> bool:
        """Tell whether a pattern that asks about the match stands in its sentence."""
        if not self._asking(name):
            return False
        number = self._reading.sentence_at(passage, span.start)
        sentence = self._reading.sentences[number].span
        patterns = self._asking(name).get(number, ())
        return any(next(find(pattern, passage, sentence, span), None) for pattern in patterns)

    def _anyhow(self, name: str) -> _Places:
        return self._sought(name)[0]

    def _asking(self, name: str) -> _Places:
        return self._sought(name)[1]

    def _sought(self, name: str) -> tuple[_Places, _Places]:
        """Where a signal's patterns could stand: those that stand whatever the match, and those that ask about it."""
        if name not in self._places:
            places: tuple[dict[int, list[Pattern]], ...] = ({}, {})
            for pattern in self._reading.patterns_of_signal(name):
                for number in self._reading.where(pattern.needs):
                    places[pattern.asks_here].setdefault(number, []).append(pattern)
            self._places[name] = places[0], places[1]
        return self._places[name]
