"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        return any(self._stands_in(name, number) for number in self._anyhow(name) if first <= number < end)

    def _stands_in(self, name: str, number: int) -> bool:
        """Tell whether a signal stands in a sentence of the draft, whatever the match."""
        key = (name, number)
        if key not in self._standing:
            _, passage, sentence = self._reading.sentences[number]
            patterns = self._anyhow(name).get(number, ())
            self._standing[key] = any(_stands(pattern, passage, sentence, None) for pattern in patterns)
        return self._standing[key]

    def _stands_at(self, name: str, passage: Passage, span: Span) -> bool:
        """Tell whether a pattern that asks about the match stands in its sentence."""
        if not self._asking(name):
            return False
        number = self._reading.sentence_at(passage, span.start)
        sentence = self._reading.sentences[number].span
        return any(_stands(pattern, passage, sentence, span) for pattern in self._asking(name).get(number, ()))

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


def _stands(pattern: Pattern, passage: Passage, sentence: Span, here: Span | None) -> bool:
    return next(find(pattern, passage, sentence, here), None) is not None
