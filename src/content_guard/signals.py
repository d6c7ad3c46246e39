"""Signals: what the surroundings of a match say about it (attributed, denied, quoted, …)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from .patterns import Passage, Reading, find
from .rule import Pattern, Signal, Use
from .span import Span


class Signals:
    """The signals of one draft, each looked for when a rule first asks, then remembered."""

    def __init__(self, table: Mapping[str, Signal], reading: Reading) -> None:
        self.table = table
        self._reading = reading
        self._found: dict[tuple[str, int], tuple[Span, ...]] = {}

    def holds(self, use: Use, passage: int, span: Span) -> bool:
        """Tell whether a signal holds around ``span`` of passage number ``passage``."""
        signal = self.table[use.signal]
        here = self._reading.passages[passage]
        if self._stands_around(signal, here, span) and not self._gives_way(signal, here, span):
            return True
        if use.window == "sentence":
            return False
        return any(self._stands_alone(signal, p) for p in self._reading.window(use.window, passage))

    def stands_in(self, name: str, passage: Passage) -> bool:
        """Tell whether a signal stands anywhere in a passage, whatever the match."""
        return self._stands_alone(self.table[name], passage)

    def _stands_around(self, signal: Signal, here: Passage, span: Span) -> bool:
        """Tell whether it stands at the match, or anywhere in the match's sentences."""
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        if any(self._stands_at(pattern, here, span) for pattern in signal.patterns if pattern.asks_here):
            return True
        found = self._everywhere(signal, here)
        if not found:
            return False
        first, last = here.sentence_at(span.start), here.sentence_at(span.end - 1)
        stretch = Span(here.sentences[first].start, here.sentences[last].end)
        return any(stretch.overlaps(place) for place in found)

    def _stands_alone(self, signal: Signal, passage: Passage) -> bool:
        return any(not self._gives_way(signal, passage, place) for place in self._everywhere(signal, passage))

    def _gives_way(self, signal: Signal, passage: Passage, span: Span) -> bool:
        """Tell whether a signal that goes first holds in the same sentence; one elsewhere in the draft is no reason."""
        return any(self.holds(Use(other), passage.index, span) for other in signal.unless)

    def _everywhere(self, signal: Signal, passage: Passage) -> tuple[Span, ...]:
        """Where the signal stands in a passage, whatever the match."""
        key = (signal.name, passage.index)
        if key not in self._found:
            patterns = (p for p in signal.patterns if not p.asks_here)
            self._found[key] = tuple(chain.from_iterable(find(p, passage) for p in patterns))
        return self._found[key]

    def _stands_at(self, pattern: Pattern, passage: Passage, span: Span) -> bool:
        return next(find(pattern, passage, here=span), None) is not None
