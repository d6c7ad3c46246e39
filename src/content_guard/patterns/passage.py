"""A part of a draft while it is being read: its views, and what has been found in it so far.

Everything dear is computed when first asked for: sentences, quotations, words, resolved hits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from ..draft import Part
from ..rule import NO_NUMBERS, Lexicon, Numbers, WordClass
from ..span import Span
from ..text.quotes import quotations
from ..text.sentences import sentences
from ..text.view import View
from ..text.words import segmenter
from .lists import Lists, Wanted
from .scan import Drop, Found, Hit, Spot, leftmost_longest

_START, _END = attrgetter("start"), attrgetter("end")
_SYLLABLE = re.compile(r"[^\W_]+")
_NEAR = 400  # code points: within so many, syllables are counted each time that somebody asks


@dataclass
class Work:
    """Counts of what was computed for one draft; tests of growth read them."""

    scans: int = 0
    sentences: int = 0
    words_decoded: int = 0
    steps: int = 0  # hits looked at while patterns and meetings were sought
    drops: list[Drop] | None = None  # filled only when someone wants to see them
    notes: list[str] = field(default_factory=list)  # what was not done, and why

    @property
    def counts(self) -> dict[str, int]:
        """What a report tells of the work."""
        return {"scans": self.scans, "sentences": self.sentences, "words": self.words_decoded, "steps": self.steps}


@dataclass(frozen=True)
class Language:
    """What of the language every passage needs: from YAML, the same for all drafts of a guard."""

    abbreviations: frozenset[str] = frozenset()
    classes: Mapping[str, WordClass] = field(default_factory=dict)
    numbers: Numbers = NO_NUMBERS


class Passage:
    """One part: its two views and, on demand, its sentences and hits."""

    _accepted: tuple[Span, ...] = ()  # by their ends
    _longest_accepted = 0  # code points

    def __init__(
        self, index: int, part: Part, view: View, found: Found, lists: Lists, language: Language, work: Work
    ) -> None:
        self.index = index
        self.part = part
        self.view = view
        self.found = found
        self.work = work
        self.lists = lists
        self._language = language
        self._hits: dict[str, tuple[Span, ...]] = {}
        self._spots: dict[tuple[Wanted, Span], list[Spot]] = {}
        self._hits_of: dict[tuple[Wanted, Span], list[Span]] = {}
        self._class_spans: dict[tuple[str, Span], tuple[Span, ...]] = {}
        self._word_edges: dict[int, tuple[frozenset[int], frozenset[int]]] = {}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the passage, in order."""
        found = tuple(Span(*s) for s in sentences(self.view.clean, self._language.abbreviations))
        self.work.sentences += len(found)
        return found

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The ranges within quotation marks."""
        return quotations(self.view.clean)

    @cached_property
    def _syllables(self) -> list[int]:
        return [m.start() for m in _SYLLABLE.finditer(self.view.folded)]

    @property
    def numbers(self) -> Numbers:
        """What number words are worth."""
        return self._language.numbers

    def syllables_in(self, start: int, end: int) -> int:
        """How many syllables start in ``[start, end)``."""
        if end - start < _NEAR:
            syllables = self.found.syllables
            inside = 0 < start < end and syllables[start - 1 : start] != b" " != syllables[start : start + 1]
            return len(syllables[start:end].split()) - inside
        return bisect_left(self._syllables, end) - bisect_left(self._syllables, start)

    def around(self, span: Span, count: int) -> tuple[str, str]:
        """The ``count`` folded syllables before and after a span, with nothing but a space between them."""
        first = bisect_left(self._syllables, span.start)
        after = bisect_left(self._syllables, span.end)
        start = self._syllables[max(0, first - count)] if first else span.start
        end = self._syllables[after + count] if after + count < len(self._syllables) else len(self.view.folded)
        before, behind = self.view.folded[start : span.start], self.view.folded[span.end : end]
        return " ".join(_SYLLABLE.findall(before)), " ".join(_SYLLABLE.findall(behind))

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds ``position`` (or the next one, between two)."""
        last = len(self.sentences) - 1
        return min(bisect_right(self.sentences, position, key=_END), last) if last else 0

    @cached_property
    def spelled(self) -> Mapping[Span, slice]:
        """What the scan found in each sentence, as a slice of all that it found; by where it ends."""
        slices: dict[Span, slice] = {}
        first = 0
        for sentence in self.sentences:
            last = self.found.until(sentence.end, first)
            slices[sentence] = slice(first, last)
            first = last
        return slices

    @cached_property
    def _stretches(self) -> Mapping[Span, slice]:
        """The sentences whose hits can be told from what stands in them alone.

        There are none where a phrase may run on over the end of one, or where somebody wants to see every drop.
        """
        return {} if self.found.over_stops or self.work.drops is not None else self.spelled

    def hits(self, name: str) -> tuple[Span, ...]:
        """The hits of a list that count: edges, case, shields and overlaps decided. In order, disjoint."""
        if name not in self._hits:
            self._hits[name] = tuple(self._counted(name, self._everywhere(name)))
        return self._hits[name]

    def hits_in(self, names: Iterable[str], within: Span) -> Sequence[Span]:
        """The hits of any of these lists or classes that lie in one sentence, by start."""
        return self.hits_of(self.lists.wanted(names if isinstance(names, tuple) else tuple(names)), within)

    def hits_of(self, wanted: Wanted, within: Span) -> Sequence[Span]:
        """The hits of what is wanted that lie in one sentence, by start."""
        found = self._hits_of.get((wanted, within))
        if found is None:
            found = self._hits_of[wanted, within] = self._found_in(wanted, within)
        self.work.steps += len(found)
        return found

    def spots(self, wanted: Wanted, within: Span) -> Sequence[Spot]:
        """Where in a sentence the wanted lists are spelled, whether those hits count or not, in order of the ends.

        What ends in the sentence and begins before it is among them.
        """
        found = self._spots.get((wanted, within))
        if found is None:
            stretch, numbers, offset = self.spelled.get(within), wanted.numbers, self.found.offset
            spelled = self.found.spelled if stretch is None else self.found.spelled[stretch]
            found = [(n, start - offset, end - offset - 2) for n, start, end in spelled if n in numbers]
            self._spots[wanted, within] = found
        return found

    def _found_in(self, wanted: Wanted, within: Span) -> list[Span]:
        spots = self.spots(wanted, within)
        alone = within in self._stretches
        found: list[Span] = []
        for name in self.lists.of(spots, wanted.lists):
            found += self._counted(name, spots) if alone else _within(self.hits(name), within)
        for name in wanted.classes:
            found += self._of_class(name, within)
        return sorted(set(found)) if len(found) > 1 else found

    def _counted(self, name: str, spots: Sequence[Spot]) -> Sequence[Span]:
        """The hits of a list that count, among the spots in a stretch."""
        if self._accepted or not self.lists.is_plain(name):
            hits = [hit.span for hit in self.lists.scanner.hits(name, spots) if self._counts(name, hit)]
        else:
            numbers = self.lists.scanner.numbers_of[name]
            hits = [Span(start, end) for number, start, end in spots if number in numbers]
        return leftmost_longest(hits) if len(hits) > 1 else hits

    def _of_class(self, name: str, within: Span) -> tuple[Span, ...]:
        key = (name, within)
        if key not in self._class_spans:
            word_class = self._language.classes[name]
            text = self.view.clean if word_class.exact else self.view.folded
            places = [m.span() for m in word_class.finditer(text, *within)]
            self._class_spans[key] = tuple(Span(start, end) for start, end in places if end > start)
        return self._class_spans[key]

    def sparing(self, name: str) -> Passage:
        """The same passage, where no hit counts that stands within one of this list."""
        spots = self._everywhere(name)
        if not spots:
            return self
        spared = copy(self)
        spared._hits, spared._hits_of = {}, {}
        spared._accepted = tuple(Span(start, end) for _, start, end in spots)
        spared._longest_accepted = max(end - start for _, start, end in spots)
        return spared

    def _everywhere(self, name: str) -> Sequence[Spot]:
        return self.spots(self.lists.wanted((name,)), Span(0, len(self.view.clean)))

    def accepts(self, span: Span) -> bool:
        """Tell whether a span stands within what ``sparing`` spares."""
        for number in range(bisect_left(self._accepted, span.end, key=_END), len(self._accepted)):
            accepted = self._accepted[number]
            if accepted.end > span.start + self._longest_accepted:
                return False
            if span.inside(accepted):
                return True
        return False

    def _counts(self, name: str, hit: Hit) -> bool:
        lexicon = self.lists.scanner.lexicons[name]
        why = self._why_dropped(lexicon, hit)
        if why is not None and self.work.drops is not None:
            self.work.drops.append(Drop(lexicon.name, self.view.clean[hit.start : hit.end], why))
        return why is None

    def _why_dropped(self, lexicon: Lexicon, hit: Hit) -> str | None:
        if self._accepted and self.accepts(hit.span):
            return "accepted"
        if lexicon.exact and self.view.clean[hit.start : hit.end] != hit.phrase.written:
            return "case"
        if lexicon.shields and (shield := self._shield(lexicon.shields, hit)):
            return shield
        if hit.phrase.by_word and not self._at_word_edges(hit.span):
            return "part of a longer word"
        return None

    def _shield(self, shields: tuple[str, ...], hit: Hit) -> str | None:
        """The first longer phrase of a shield around a hit, and the shield's name."""
        wanted, offset = self.lists.wanted(shields), self.found.offset
        for at in self.found.ending(hit.end, hit.start + wanted.longest):
            start, end = at[1] - offset, at[2] - offset - 2
            if at[0] in wanted.numbers and start <= hit.start and (start, end) != (hit.start, hit.end):
                (name, *_) = (name for name in shields if name in self.lists.of([at], wanted.lists))
                return f"shield {name}: {self.view.clean[start:end]}"
        return None

    def _at_word_edges(self, span: Span) -> bool:
        number = self.sentence_at(span.start)
        sentence = self.sentences[number]
        if number not in self._word_edges:
            words = segmenter().words(self.view.clean[sentence.start : sentence.end])
            self.work.words_decoded += len(words)
            self._word_edges[number] = (frozenset(w[0] for w in words), frozenset(w[1] for w in words))
        starts, ends = self._word_edges[number]
        return span.start - sentence.start in starts and span.end - sentence.start in ends


def _within(hits: Sequence[Span], within: Span) -> Sequence[Span]:
    first = bisect_left(hits, within.start, key=_START)
    return hits[first : bisect_right(hits, within.end, first, key=_END)]
