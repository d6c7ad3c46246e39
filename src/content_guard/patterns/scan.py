"""One overlapping automaton pass over a draft for every phrase of every list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from ..rule import Lexicon, Phrase
from ..span import Span

_BETWEEN = re.compile(r"[^\w ]|_")  # what stands between syllables, spaces aside
_END = itemgetter(2)
_BY_END = itemgetter(1, 0)
_JOINT = "\n"  # between two passages; no phrase holds one


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
    """What the scan found in one text of several: spelling numbers with their ranges, counted from ``offset`` on."""

    offset: int
    spellings: Sequence[tuple[int, int, int]]

    def places(self) -> Mapping[int, list[tuple[int, int]]]:
        """Where each spelling stands in the text."""
        offset, places = self.offset, dict[int, list[tuple[int, int]]]()
        for number, start, end in self.spellings:
            places.setdefault(number, []).append((start - offset, end - offset))
        return places


class Scanner:
    """The automaton of a guard. Built once, shared by threads; it holds no state of a scan.

    It runs over a text in which everything between syllables is a space, and each spelling in it has a space
    on both sides: so only what stands at syllable edges is found, and no hit costs a look at its edges.
    A spelling that itself begins or ends between syllables (“!!!”) is sought in the text as it is.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lexicons: Mapping[str, Lexicon] = {lexicon.name: lexicon for lexicon in lexicons}
        self.longest = {lexicon.name: lexicon.longest for lexicon in self.lexicons.values()}  # in code points
        entries: dict[str, dict[str, list[Phrase]]] = {}
        for lexicon in self.lexicons.values():
            for phrase in lexicon.phrases:
                entries.setdefault(phrase.folded, {}).setdefault(lexicon.name, []).append(phrase)
        self._spellings = sorted(entries, key=_is_bare)
        self._phrases = [entries[spelling] for spelling in self._spellings]
        self._lists = [frozenset(lists) for lists in self._phrases]
        self._numbers_of = _turned(self._lists)
        self._edged = sum(not _is_bare(spelling) for spelling in self._spellings)
        self._in_words = _automaton(f" {_BETWEEN.sub(' ', s)} " for s in self._spellings[: self._edged])
        self._as_written = _automaton(self._spellings[self._edged :])
        self._certain = frozenset(n for n, s in enumerate(self._spellings) if s.isalnum())  # nothing between syllables

    def scan(self, texts: Sequence[str]) -> list[Found]:
        """For each folded text, every spelling at syllable edges, in order of their ends. One pass for all texts."""
        whole = _JOINT.join(texts)
        spellings, certain = self._spellings, self._certain
        matches = _matches(self._in_words, f" {_BETWEEN.sub(' ', whole)} ")
        found = [
            (number, start, end - 2)
            for number, start, end in matches
            if number in certain or whole.startswith(spellings[number], start)
        ]
        if bare := [
            (self._edged + number, start, end)
            for number, start, end in _matches(self._as_written, whole)
            if _at_syllable_edges(whole, start, end)
        ]:
            found = sorted(found + bare, key=_END)
        return list(_parted(found, texts))

    def lists(self, numbers: Iterable[int], besides: frozenset[str]) -> frozenset[str]:
        """The lists that any of these spellings belongs to, and the names given besides."""
        return besides.union(*map(self._lists.__getitem__, numbers))

    def hits(self, name: str, places: Mapping[int, list[tuple[int, int]]]) -> list[Hit]:
        """The hits of one list, in order of their ends, where spellings stand at these places."""
        numbers, phrases = self._numbers_of[name] & places.keys(), self._phrases
        hits = [Hit(*at, phrase) for n in numbers for phrase in phrases[n][name] for at in places[n]]
        return sorted(hits, key=_BY_END) if len(hits) > 1 else hits


def _is_bare(spelling: str) -> bool:
    return not (spelling[0].isalnum() and spelling[-1].isalnum())


def _turned(lists: Iterable[Iterable[str]]) -> Mapping[str, Set[int]]:
    """From spelling → lists to list → spellings."""
    numbers: dict[str, set[int]] = {}
    for number, names in enumerate(lists):
        for name in names:
            numbers.setdefault(name, set()).add(number)
    return numbers


def _automaton(spellings: Iterable[str]) -> ahocorasick_rs.AhoCorasick | None:
    every = list(spellings)
    return ahocorasick_rs.AhoCorasick(every) if every else None


def _matches(automaton: ahocorasick_rs.AhoCorasick | None, text: str) -> list[tuple[int, int, int]]:
    return automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []


def _at_syllable_edges(text: str, start: int, end: int) -> bool:
    before = start and text[start].isalnum() and text[start - 1].isalnum()
    return not before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def _parted(found: Sequence[tuple[int, int, int]], texts: Iterable[str]) -> Iterator[Found]:
    """Share what was found out among the texts that were joined."""
    offset = first = 0
    for text in texts:
        last = bisect_right(found, offset + len(text), lo=first, key=_END)
        yield Found(offset, found[first:last])
        offset, first = offset + len(text) + len(_JOINT), last


def leftmost_longest(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Of overlapping hits keep the first, and of those that start together the longest."""
    kept: list[Hit] = []
    for hit in hits if len(hits) == 1 else sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
