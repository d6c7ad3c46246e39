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
        if any(self.holds(Use(other, use.window), passage, span) for other in signal.unless):
            return False
        here = self._reading.passages[passage]
        if signal.quoted and any(span.inside(quoted) for quoted in here.quotations):
            return True
        patterns = here.patterns_of_signals.get(signal.name, ())
        if any(self._stands_at(pattern, here, span) for pattern in patterns if pattern.asks_here):
            return True
        if use.window != "sentence":
            return any(self._everywhere(signal, p) for p in self._reading.window(use.window, passage))
        found = self._everywhere(signal, here)
        if not found:
            return False
        first, last = here.sentence_at(span.start), here.sentence_at(span.end - 1)
        stretch = Span(here.sentences[first].start, here.sentences[last].end)
        return any(stretch.overlaps(place) for place in found)

    def stands_in(self, name: str, passage: Passage) -> bool:
        """Tell whether a signal stands anywhere in a passage, whatever the match."""
        return bool(self._everywhere(self.table[name], passage))

    def _everywhere(self, signal: Signal, passage: Passage) -> tuple[Span, ...]:
        """Where the signal stands in a passage, whatever the match."""
        key = (signal.name, passage.index)
        if key not in self._found:
            patterns = (p for p in passage.patterns_of_signals.get(signal.name, ()) if not p.asks_here)
            self._found[key] = tuple(chain.from_iterable(find(p, passage) for p in patterns))
        return self._found[key]

    def _stands_at(self, pattern: Pattern, passage: Passage, span: Span) -> bool:
        return next(find(pattern, passage, here=span), None) is not None
