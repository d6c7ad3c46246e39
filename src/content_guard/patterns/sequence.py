"""Ordered patterns: words, lists, classes and gaps, within one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from ..rule import AT_MATCH, CLOSES, OPENS, Pattern
from ..span import Span
from .lists import Wanted
from .passage import Passage

_BREAK = re.compile(r"[,;:…]| - ")
_START = attrgetter("start")
_FEW = 64  # pairs of places that are compared before any hit is looked at
_AT_MOST = 64  # candidates tried for one item: a row of "!!!" counts no syllables and would never end the gap


def find(pattern: Pattern, passage: Passage, sentence: Span, here: Span | None = None) -> Iterator[Span]:
    """Every place where the pattern stands in a sentence, leftmost first, without overlaps.

    ``here`` is the span that ``@`` in the pattern means, and ``[`` and ``]`` the ends of.
    """
    wanted = passage.lists.wanted_by(pattern)
    if passage.work.drops is None and _out_of_reach(pattern, wanted, passage, sentence):
        return iter(())
    return _Search(pattern, wanted, passage, sentence, here).all()


def _out_of_reach(pattern: Pattern, wanted: Sequence[Wanted], passage: Passage, sentence: Span) -> bool:
    """Tell that the pattern stands nowhere, from where its lists are spelled: whether those hits count costs more.

    ``reach`` is where the item before could end, and None behind a class or ``@``: those could end anywhere.
    """
    least = 0
    reach: list[int] | None = None
    for item, sought in zip(pattern.items, wanted, strict=True):
        if sought.classes or not sought.lists:
            reach = None
            continue
        spots = passage.spots(sought, sentence)
        if reach is None or len(reach) * len(spots) > _FEW:
            reach = [end for _, start, end in spots if start >= least]
        else:
            reach = [end for _, start, end in spots if _in_reach(start, reach, item.gap, passage)]
        if not reach:
            return True
        least = min(reach)
    return False


def _in_reach(start: int, reach: Iterable[int], gap: int, passage: Passage) -> bool:
    return any(end <= start and passage.syllables_in(end, start) <= gap for end in reach)


class _Search:
    """One pattern in one sentence: depth-first over items, each dead end remembered."""

    def __init__(
        self, pattern: Pattern, wanted: Sequence[Wanted], passage: Passage, sentence: Span, here: Span | None
    ) -> None:
        self._pattern = pattern
        self._wanted = wanted
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
            if self._here is not None and not AT_MATCH.isdisjoint(options):
                hits = [self._at_match(options[0])]
            else:
                hits = self._passage.hits_of(self._wanted[number], self._sentence)
            self._hits[number] = hits
        return hits

    def _at_match(self, option: str) -> Span:
        """The match asked about, or one of its ends."""
        assert self._here is not None
        start, end = self._here
        return Span(end if option == CLOSES else start, start if option == OPENS else end)

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
