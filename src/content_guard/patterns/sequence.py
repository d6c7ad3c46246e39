"""Ordered patterns: words, lists, classes and gaps, within one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ..rule import HERE, Pattern
from ..span import Span
from .passage import Passage

_BREAK = re.compile(r"[,;:…]| - ")
_START = attrgetter("start")
_AT_MOST = 64  # candidates tried for one item: a row of "!!!" counts no syllables and would never end the gap


def find(pattern: Pattern, passage: Passage, sentence: Span, here: Span | None = None) -> Iterator[Span]:
    """Every place where the pattern stands in a sentence, leftmost first, without overlaps.

    ``here`` is the span that ``@`` in the pattern means.
    """
    return _Search(pattern, passage, sentence, here).all()


class _Search:
    """One pattern in one sentence: depth-first over items, each dead end remembered."""

    def __init__(self, pattern: Pattern, passage: Passage, sentence: Span, here: Span | None) -> None:
        self._pattern = pattern
        self._passage = passage
        self._sentence = sentence
        self._here = here
        self._hits: list[Sequence[Span] | None] = [None] * len(pattern.items)
        self._ends: dict[tuple[int, int], int | None] = {}

    def all(self) -> Iterator[Span]:
        after = -1
        for start in self._candidates(0):
            if start.start < after or (self._pattern.at_start and self._passage.syllables_in(0, start.start)):
                continue
            end = self._end(1, start.end)
            if end is not None:
                after = end
                yield Span(start.start, end)

    def _candidates(self, number: int) -> Sequence[Span]:
        """Where an item could stand; most searches end before they ask for the last one."""
        hits = self._hits[number]
        if hits is None:
            options = self._pattern.items[number].options
            at_here = self._here is not None and HERE in options
            hits = [self._here] if at_here else self._passage.hits_in(options, self._sentence)  # type: ignore[list-item]
            self._hits[number] = hits
        return hits

    def _end(self, number: int, at: int) -> int | None:
        """Where the pattern ends, when items from ``number`` on must follow position ``at``."""
        if number == len(self._pattern.items):
            rest = self._pattern.at_end and self._passage.syllables_in(at, len(self._passage.view.folded))
            return None if rest else at
        key = (number, at)
        if key not in self._ends:
            self._ends[key] = self._look(number, at)
        return self._ends[key]

    def _look(self, number: int, at: int) -> int | None:
        item = self._pattern.items[number]
        candidates = self._candidates(number)
        first = bisect_left(candidates, at, key=_START)
        for span in candidates[first : first + _AT_MOST]:
            self._passage.work.steps += 1
            if self._passage.syllables_in(at, span.start) > item.gap:
                break
            if item.clause and _BREAK.search(self._passage.view.folded, at, span.start):
                break
            end = self._end(number + 1, span.end)
            if end is not None:
                return end
        return None
