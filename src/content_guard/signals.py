"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from .patterns import Passage, Reading, Sentence, find
from .rule import Pattern, Signal, Use
from .span import Span


class Signals:
    """The signals of one draft, each looked for when a rule first asks, then remembered."""

    def __init__(self, table: Mapping[str, Signal], reading: Reading) -> None:
        self.table = table
        self._reading = reading
        self._sought: dict[tuple[str, int], Sequence[Pattern]] = {}
        self._somewhere: dict[tuple[str, int], bool] = {}
        self._standing: dict[tuple[str, int], tuple[Span, ...]] = {}

    def holds(self, use: Use, passage: int, span: Span) -> bool:
        """Tell whether a signal holds around ``span`` of passage number ``passage``."""
        signal = self.table[use.signal]
        here = self._reading.passages[passage]
        if self._stands_around(signal, here, span) and not self._gives_way(signal, here, span):
            return True
        window = signal.window if use.window == "sentence" else use.window
        if window == "sentence":
            return False
        return any(self.stands_in(signal.name, p) for p in self._reading.window(window, passage))

    def stands_in(self, name: str, passage: Passage) -> bool:
        """Tell whether a signal stands anywhere in a passage, whatever the match."""
        key = (name, passage.index)
        if key not in self._somewhere:
            signal = self.table[name]
            places = chain.from_iterable(self._stands_in(name, s) for s in self._reading.sentences_of(passage))
            self._somewhere[key] = any(not self._gives_way(signal, passage, place) for place in places)
        return self._somewhere[key]

    def _stands_around(self, signal: Signal, here: Passage, span: Span) -> bool:
        """Tell whether it stands at the match, or anywhere in the match's sentences."""
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        if self._stands_at(signal.name, here, span):
            return True
        first, last = (self._reading.sentence_at(here, at).number for at in (span.start, span.end - 1))
        last += signal.answers and self._is_answered(last)
        places = chain.from_iterable(self._stands_in(signal.name, s) for s in self._reading.sentences[first : last + 1])
        return any(not (signal.outside and _swallowed(here, place, span)) for place in places)

    def _is_answered(self, number: int) -> bool:
        """Tell whether a sentence is a question with another sentence of its passage behind it."""
        here, *behind = self._reading.sentences[number : number + 2]
        asks = here.passage.view.clean[here.span.start : here.span.end].rstrip("\"')]").endswith("?")
        return asks and any(sentence.passage is here.passage for sentence in behind)

    def _gives_way(self, signal: Signal, passage: Passage, span: Span) -> bool:
        """Tell whether a signal that goes first holds in the same sentence; one elsewhere in the draft is no reason."""
        return any(self.holds(Use(other), passage.index, span) for other in signal.unless)

    def _stands_in(self, name: str, sentence: Sentence) -> tuple[Span, ...]:
        """Where a signal stands in a sentence, whatever the match."""
        key = (name, sentence.number)
        if key not in self._standing:
            patterns = (p for p in self._patterns(name, sentence) if not p.asks_here)
            found = (find(pattern, sentence.passage, sentence.span) for pattern in patterns)
            self._standing[key] = tuple(chain.from_iterable(found))
        return self._standing[key]

    def _stands_at(self, name: str, passage: Passage, span: Span) -> bool:
        """Tell whether a pattern that asks about the match stands in its sentence."""
        sentence = self._reading.sentence_at(passage, span.start)
        patterns = (p for p in self._patterns(name, sentence) if p.asks_here)
        return any(next(find(pattern, passage, sentence.span, span), None) for pattern in patterns)

    def _patterns(self, name: str, sentence: Sentence) -> Sequence[Pattern]:
        key = (name, sentence.number)
        if key not in self._sought:
            self._sought[key] = self._reading.patterns_of_signal(name, sentence)
        return self._sought[key]


def _swallowed(passage: Passage, place: Span, span: Span) -> bool:
    """Tell whether a place lies in the first clause of a match: part of what is told, not of who tells it."""
    return place.inside(span) and "," not in passage.view.folded[span.start : place.end]
