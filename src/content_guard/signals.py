"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, islice

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
        self._standing: dict[tuple[str, int], Sequence[Span]] = {}

    def could_stand(self, use: Use) -> bool:
        """Tell whether a signal's words are in the draft, or need not be: what costs next to nothing to know."""
        return self.table[use.signal].quoted or self._reading.could_stand(use.signal)

    def could_hold(self, use: Use) -> bool:
        """Tell whether a signal could hold anywhere in the draft: a rule waits in vain for one that cannot."""
        signal = self.table[use.signal]
        if signal.quoted or not self._reading.could_stand(signal.name):
            return signal.quoted
        if use.window != "draft" or signal.unless or any(pattern.asks_here for pattern in signal.patterns):
            return True
        return any(self.stands_in(signal.name, passage) for passage in self._reading.passages)

    def holds(self, use: Use, passage: int, span: Span) -> bool:
        """Tell whether a signal holds around ``span`` of passage number ``passage``."""
        signal = self.table[use.signal]
        if not (signal.quoted or self._reading.could_stand(signal.name)):
            return False
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
            places = chain.from_iterable(self._stands_in(signal, s) for s in self._reading.sentences_for(name, passage))
            self._somewhere[key] = any(not self._gives_way(signal, passage, place) for place in places)
        return self._somewhere[key]

    def _stands_around(self, signal: Signal, here: Passage, span: Span) -> bool:
        """Tell whether it stands at the match, or anywhere in the match's sentences."""
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        first = self._reading.sentence_at(here, span.start)
        if self._stands_at(signal, first, span) or self._stands_beside(signal, first, span):
            return True
        last = first if span.end <= first.span.end else self._reading.sentence_at(here, span.end - 1)
        end = last.number + 1 + (signal.answers and self._is_answered(last.number))
        return any(self._stands_beside(signal, s, span) for s in self._reading.sentences[first.number + 1 : end])

    def _stands_beside(self, signal: Signal, sentence: Sentence, span: Span) -> bool:
        """Tell whether it stands in a sentence, and not within the match if it may not."""
        places = self._stands_in(signal, sentence)
        if not signal.outside:
            return bool(places)
        return any(not _swallowed(sentence.passage, place, span) for place in places)

    def _is_answered(self, number: int) -> bool:
        """Tell whether a sentence is a question with another sentence of its passage behind it."""
        here, *behind = self._reading.sentences[number : number + 2]
        asks = here.passage.view.clean[here.span.start : here.span.end].rstrip("\"')]").endswith("?")
        return asks and any(sentence.passage is here.passage for sentence in behind)

    def _gives_way(self, signal: Signal, passage: Passage, span: Span) -> bool:
        """Tell whether a signal that goes first holds in the same sentence; one elsewhere in the draft is no reason."""
        return any(self.holds(Use(other), passage.index, span) for other in signal.unless)

    def _stands_in(self, signal: Signal, sentence: Sentence) -> Sequence[Span]:
        """Where a signal stands in a sentence, whatever the match; one place will do where it never gives way."""
        key = (signal.name, sentence.number)
        found = self._standing.get(key)
        if found is None:
            patterns = (p for p in self._patterns(signal.name, sentence) if not p.asks_here)
            places = chain.from_iterable(find(pattern, sentence.passage, sentence.span) for pattern in patterns)
            found = self._standing[key] = tuple(places if signal.unless or signal.outside else islice(places, 1))
        return found

    def _stands_at(self, signal: Signal, sentence: Sentence, span: Span) -> bool:
        """Tell whether a pattern that asks about the match stands in its sentence."""
        patterns = (p for p in self._patterns(signal.name, sentence) if p.asks_here)
        return any(next(find(pattern, sentence.passage, sentence.span, span), None) for pattern in patterns)

    def _patterns(self, name: str, sentence: Sentence) -> Sequence[Pattern]:
        key = (name, sentence.number)
        if key not in self._sought:
            self._sought[key] = self._reading.patterns_of_signal(name, sentence)
        return self._sought[key]


def _swallowed(passage: Passage, place: Span, span: Span) -> bool:
    """Tell whether a place lies in the first clause of a match: part of what is told, not of who tells it."""
    return place.inside(span) and "," not in passage.view.folded[span.start : place.end]
