"""Ordered patterns: words, lists, classes and gaps, within one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set

from ..rule import HERE, Item, Pattern
from ..span import Span
from .passage import Passage

_BREAK = re.compile(r"[,;:…]| - ")
_AT_MOST = 64  # candidates tried for one item: a row of "!!!" counts no syllables and would never end the gap


def find(pattern: Pattern, passage: Passage, here: Span | None = None) -> Iterator[Span]:
    """Every place where the pattern stands, leftmost first, without overlaps.

    ``here`` is the span that ``@`` in the pattern means; such a pattern is sought in its sentence only.
    Work is done only in sentences that hold a hit of the pattern's rarest required item.
    """
    return _found(pattern, passage, here) if may_stand(pattern, passage.present) else iter(())


def may_stand(pattern: Pattern, present: Set[str]) -> bool:
    """Tell cheaply whether a pattern could stand where these lists have hits."""
    for need in pattern.needs:  # noqa: SIM110  (a generator costs twice as much; this runs once a pattern and draft)
        if present.isdisjoint(need):
            return False
    return True


def _found(pattern: Pattern, passage: Passage, here: Span | None) -> Iterator[Span]:
    required = [item for item in pattern.items if HERE not in item.options]
    for number in _sentences_to_look_at(required, passage, here):
        yield from _Search(pattern, passage, passage.sentences[number], here).all()


def _sentences_to_look_at(required: list[Item], passage: Passage, here: Span | None) -> list[int]:
    if here is not None:
        return [passage.sentence_at(here.start)]
    whole = Span(0, len(passage.view.clean))
    by_words = [item for item in required if not passage.has_class(item.options)]
    fewest = min((passage.hits_in(item.options, whole) for item in by_words), key=len)
    return sorted({passage.sentence_at(hit.start) for hit in fewest})


class _Search:
    """One pattern in one sentence: depth-first over items, each dead end remembered."""

    def __init__(self, pattern: Pattern, passage: Passage, sentence: Span, here: Span | None) -> None:
        self._pattern = pattern
        self._passage = passage
        self._sentence = sentence
        self._candidates = [
            [here] if here and HERE in item.options else passage.hits_in(item.options, sentence)
            for item in pattern.items
        ]
        self._ends: dict[tuple[int, int], int | None] = {}

    def all(self) -> Iterator[Span]:
        after = -1
        for start in self._candidates[0]:
            if start.start < after or (self._pattern.at_start and self._passage.syllables_in(0, start.start)):
                continue
            end = self._end(1, start.end)
            if end is not None:
                after = end
                yield Span(start.start, end)

    def _end(self, number: int, at: int) -> int | None:
        """Where the pattern ends, when items from ``number`` on must follow position ``at``."""
        if number == len(self._pattern.items):
            rest = self._passage.syllables_in(at, len(self._passage.view.folded))
            return None if self._pattern.at_end and rest else at
        key = (number, at)
        if key not in self._ends:
            self._ends[key] = self._look(number, at)
        return self._ends[key]

    def _look(self, number: int, at: int) -> int | None:
        item = self._pattern.items[number]
        candidates = self._candidates[number]
        first = bisect_left(candidates, at, key=lambda s: s.start)
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
