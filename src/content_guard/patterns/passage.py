"""A part of a draft while it is being read: its views, and what has been found in it so far.

Everything dear is computed when first asked for: sentences, quotations, words, resolved hits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
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
from .scan import Drop, Found, Hit, Scanner, leftmost_longest

_START, _END = attrgetter("start"), attrgetter("end")
_FEW = 3  # lists: more are first narrowed to those that have a hit
_SYLLABLE = re.compile(r"[^\W_]+")


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

    @cached_property
    def class_names(self) -> frozenset[str]:
        """The classes that a pattern may name."""
        return frozenset(self.classes)


class Passage:
    """One part: its two views and, on demand, its sentences and hits."""

    _accepted: tuple[Span, ...] = ()  # by their ends
    _longest_accepted = 0  # code points

    def __init__(
        self, index: int, part: Part, view: View, found: Found, scanner: Scanner, language: Language, work: Work
    ) -> None:
        self.index = index
        self.part = part
        self.view = view
        self.found = found
        self.work = work
        self._scanner = scanner
        self._lexicons = scanner.lexicons
        self._language = language
        self._raw: dict[str, list[Hit]] = {}
        self._hits: dict[str, tuple[Span, ...]] = {}
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
    def _present(self) -> frozenset[str]:
        """The lists that have a hit here, counted or not, and every class."""
        return self._scanner.lists(self._places, self._language.class_names)

    @cached_property
    def _places(self) -> Mapping[int, list[tuple[int, int]]]:
        return self.found.places()

    def hits(self, name: str) -> tuple[Span, ...]:
        """The hits of a list that count: edges, case, shields and overlaps decided. In order, disjoint."""
        if name not in self._hits:
            raw = self._raw_hits(name)
            self._hits[name] = tuple(self._resolved(self._lexicons[name], raw)) if raw else ()
        return self._hits[name]

    def hits_in(self, names: Collection[str], within: Span) -> list[Span]:
        """The hits of any of these lists or classes that lie in one sentence, by start."""
        found: list[Span] = []
        for name in names if len(names) < _FEW else self._present.intersection(names):
            if name in self._language.classes:
                found += self._of_class(name, within)
            elif hits := self.hits(name):
                first = bisect_left(hits, within.start, key=_START) if hits[0].start < within.start else 0
                last = bisect_right(hits, within.end, key=_END) if hits[-1].end > within.end else len(hits)
                found += hits[first:last]
        self.work.steps += len(found)
        return sorted(set(found)) if len(found) > 1 else found

    def _raw_hits(self, name: str) -> list[Hit]:
        """The hits of a list before anything is decided, in order of their ends."""
        if name not in self._raw:
            self._raw[name] = self._scanner.hits(name, self._places)
        return self._raw[name]

    def _of_class(self, name: str, within: Span) -> tuple[Span, ...]:
        key = (name, within)
        if key not in self._class_spans:
            word_class = self._language.classes[name]
            text = self.view.clean if word_class.exact else self.view.folded
            found = word_class.expression.compiled.finditer(text, within.start, within.end)
            self._class_spans[key] = tuple(Span(*m.span()) for m in found if m.end() > m.start())
        return self._class_spans[key]

    def _resolved(self, lexicon: Lexicon, raw: list[Hit]) -> Iterator[Span]:
        kept = []
        for hit in raw:
            why = self._why_dropped(lexicon, hit)
            if why is None:
                kept.append(hit)
            elif self.work.drops is not None:
                self.work.drops.append(Drop(lexicon.name, self.view.clean[hit.start : hit.end], why))
        return (hit.span for hit in leftmost_longest(kept))

    def sparing(self, name: str) -> Passage:
        """The same passage, where no hit counts that stands within one of this list."""
        if not (hits := self._raw_hits(name)):
            return self
        spared = copy(self)
        spared._hits = {}
        spared._accepted = tuple(hit.span for hit in hits)
        spared._longest_accepted = max(hit.end - hit.start for hit in hits)
        return spared

    def accepts(self, span: Span) -> bool:
        """Tell whether a span stands within what ``sparing`` spares."""
        for number in range(bisect_left(self._accepted, span.end, key=_END), len(self._accepted)):
            accepted = self._accepted[number]
            if accepted.end > span.start + self._longest_accepted:
                return False
            if span.inside(accepted):
                return True
        return False

    def _why_dropped(self, lexicon: Lexicon, hit: Hit) -> str | None:
        if self._accepted and self.accepts(hit.span):
            return "accepted"
        if lexicon.exact and self.view.clean[hit.start : hit.end] != hit.phrase.written:
            return "case"
        for name in lexicon.shields:
            shield = _covering(self._raw_hits(name), hit, self._scanner.longest[name])
            if shield is not None:
                return f"shield {name}: {self.view.clean[shield.start : shield.end]}"
        if hit.phrase.by_word and not self._at_word_edges(hit.span):
            return "part of a longer word"
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


def _covering(shields: list[Hit], hit: Hit, longest: int) -> Hit | None:
    """The first longer shield around a hit. ``shields`` stand by their ends, as the automaton reports them."""
    for number in range(bisect_left(shields, hit.end, key=_END), len(shields)):
        shield = shields[number]
        if shield.end >= hit.start + longest + 1:
            break
        if hit.span.inside(shield.span) and shield.span != hit.span:
            return shield
    return None
