"""One overlapping automaton pass over a draft for every phrase of every list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from ..rule import Lexicon, Phrase
from ..span import Span
from .codepage import Codepage

_OVER_A_STOP = re.compile(r"[.!?…\"')\]}]\s")  # what holds this may stand in two sentences
_END = itemgetter(2)
_NUMBER = itemgetter(0)
_SPACE = ord(" ")
_JOINT = "\n"  # between two passages; no phrase holds one

Spelled = tuple[int, int, int]  # a spelling's number, its start, and its end with a space on either side
Spot = tuple[int, int, int]  # the same in one passage, the end as it is


class Hit(NamedTuple):
    """A phrase of a list in a passage, its edges at syllable edges; nothing else is decided yet."""

    start: int
    end: int
    phrase: Phrase

    @property
    def span(self) -> Span:
        """The range in the views."""
        return Span(self.start, self.end)


class Drop(NamedTuple):
    """A hit that did not count, and why: for ``test-rules --verbose``."""

    lexicon: str
    words: str
    why: str


class Found(NamedTuple):
    """What the scan found in one text of several, in order of the ends; places count from ``offset`` on.

    ``numbers`` and ``ends`` are those of ``spelled``, side by side: what looks for one need not touch the others.
    ``syllables`` is the text, a byte for each code point, with a space for everything between syllables.
    ``over_stops`` tells of spellings that may begin in one sentence and end in the next.
    """

    offset: int
    spelled: Sequence[Spelled]
    numbers: Sequence[int]
    ends: Sequence[int]
    syllables: bytes
    over_stops: bool

    def until(self, position: int, first: int = 0) -> int:
        """How many spellings end at a position of the text or before it, when the ``first`` ones do."""
        return bisect_right(self.ends, position + self.offset + 2, first)

    def ending(self, first: int, last: int) -> Sequence[Spelled]:
        """The spellings that end at one of these positions of the text or between them."""
        return self.spelled[self.until(first - 1) : self.until(last)]


class Scanner:
    """The automaton of a guard. Built once, shared by threads; it holds no state of a scan.

    It runs over a text in which everything between syllables is a space, and each spelling in it has a space
    on both sides: so only what stands at syllable edges is found, and no hit costs a look at its edges.
    A spelling that itself begins or ends between syllables (“!!!”) is sought in the text as it is.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lexicons: Mapping[str, Lexicon] = {lexicon.name: lexicon for lexicon in lexicons}
        entries: dict[str, dict[str, tuple[Phrase, ...]]] = {}
        alike: dict[tuple[Phrase, ...], tuple[Phrase, ...]] = {}  # most lists write a spelling in the same way
        for lexicon in self.lexicons.values():
            for phrase in lexicon.phrases:
                lists = entries.setdefault(phrase.folded, {})
                written = (*lists.get(lexicon.name, ()), phrase)
                lists[lexicon.name] = alike.setdefault(written, written)
        self._codepage = page = Codepage(entries)
        kinds = {spelling: _kind(spelling, page.encoded(spelling)) for spelling in entries}
        self._spellings = sorted(entries, key=kinds.__getitem__)
        self._phrases = [entries[spelling] for spelling in self._spellings]
        self.numbers_of = _turned(self._phrases)
        self._syllable, self._edged, marks = accumulate(Counter(kinds.values())[kind] for kind in range(3))
        self._marks = marks - self._edged
        self._over_stops = {n for n, s in enumerate(self._spellings) if not s.isalnum() and _OVER_A_STOP.search(s)}
        encoded = [page.encoded(spelling) for spelling in self._spellings]
        self._in_words = _automaton(b" %b " % page.spaced(s) for s in encoded[: self._edged])
        self._as_written = _automaton(encoded[self._edged :])

    @property
    def lists_of(self) -> Sequence[Iterable[str]]:
        """For each spelling, the lists that have it."""
        return self._phrases

    def scan(self, texts: Sequence[str]) -> list[Found]:
        """For each folded text, every spelling at syllable edges, in order of their ends. One pass for all texts."""
        whole = _JOINT.join(texts)
        encoded = self._codepage.encoded(whole)
        syllables = self._codepage.spaced(encoded)
        spellings, syllable, edged, marks = self._spellings, self._syllable, self._edged, self._marks
        found = [
            at
            for at in _matches(self._in_words, b" %b " % syllables)
            if at[0] < syllable or whole.startswith(spellings[at[0]], at[1])
        ]
        if bare := [
            (edged + number, start, end + 2)
            for number, start, end in _matches(self._as_written, encoded)
            if number < marks
            or (whole.startswith(spellings[edged + number], start) and _at_syllable_edges(syllables, start, end))
        ]:
            found = sorted(found + bare, key=_END)
        return list(_parted(found, self._over_stops, syllables, texts))

    def hits(self, name: str, spots: Iterable[Spot]) -> Iterator[Hit]:
        """The hits of one list among what was found in a passage."""
        for number, start, end in spots:
            for phrase in self._phrases[number].get(name, ()):
                yield Hit(start, end, phrase)


def _kind(spelling: str, encoded: bytes) -> int:
    """0 for a syllable, 1 for syllables (what stands between counts), 2 for marks, 3 for marks with a syllable outside.

    A hit of 0 or 2 is one whatever the text; so a spelling that shares its bytes with others is none of these.
    """
    exact = Codepage.is_exact(encoded)
    first, last = spelling[0].isalnum(), spelling[-1].isalnum()
    if first and last:
        return 0 if exact and spelling.isalnum() else 1
    return 3 if first or last or not exact else 2


def _turned(lists: Iterable[Iterable[str]]) -> Mapping[str, Set[int]]:
    """From spelling → lists to list → spellings."""
    numbers: dict[str, set[int]] = {}
    for number, names in enumerate(lists):
        for name in names:
            numbers.setdefault(name, set()).add(number)
    return numbers


def _automaton(spellings: Iterable[bytes]) -> ahocorasick_rs.BytesAhoCorasick | None:
    every = list(spellings)
    return ahocorasick_rs.BytesAhoCorasick(every) if every else None


def _matches(automaton: ahocorasick_rs.BytesAhoCorasick | None, text: bytes) -> list[Spelled]:
    return automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []


def _at_syllable_edges(syllables: bytes, start: int, end: int) -> bool:
    """Tell whether neither edge cuts a syllable in two."""
    return not (_cuts(syllables, start) or _cuts(syllables, end))


def _cuts(syllables: bytes, at: int) -> bool:
    return 0 < at < len(syllables) and syllables[at - 1] != _SPACE != syllables[at]


def _parted(found: Sequence[Spelled], over_stops: Set[int], syllables: bytes, texts: Iterable[str]) -> Iterator[Found]:
    """Share what was found out among the texts that were joined."""
    numbers, ends = list(map(_NUMBER, found)), list(map(_END, found))
    over = not over_stops.isdisjoint(numbers)
    offset = first = 0
    for text in texts:
        end = offset + len(text)
        last = bisect_right(ends, end + 2, first)
        here = numbers[first:last]
        over_here = over and not over_stops.isdisjoint(here)
        yield Found(offset, found[first:last], here, ends[first:last], syllables[offset:end], over_here)
        offset, first = end + len(_JOINT), last


def leftmost_longest(hits: Iterable[Span]) -> Sequence[Span]:
    """Of overlapping hits keep the first, and of those that start together the longest."""
    kept: list[Span] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
