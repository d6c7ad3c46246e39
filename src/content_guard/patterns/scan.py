"""One overlapping automaton pass for every phrase of every list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from ..rule import Lexicon, Phrase
from ..span import Span


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


@dataclass(frozen=True, slots=True)
class _Entry:
    lexicon: str
    phrase: Phrase


class Scanner:
    """The automaton of a guard. Built once, shared by threads; it holds no state of a scan."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lexicons: Mapping[str, Lexicon] = {lexicon.name: lexicon for lexicon in lexicons}
        by_spelling: dict[str, list[_Entry]] = {}
        for lexicon in self.lexicons.values():
            for phrase in lexicon.phrases:
                by_spelling.setdefault(phrase.folded, []).append(_Entry(lexicon.name, phrase))
        self._entries = tuple(tuple(entries) for entries in by_spelling.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_spelling)) if by_spelling else None

    def scan(self, folded: str) -> dict[str, list[Hit]]:
        """Every phrase in ``folded`` whose edges are syllable edges, by list name, in order of their ends."""
        found: dict[str, list[Hit]] = {}
        if self._automaton is None:
            return found
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if _at_syllable_edges(folded, start, end):
                for entry in self._entries[index]:
                    found.setdefault(entry.lexicon, []).append(Hit(start, end, entry.phrase))
        return found


def _at_syllable_edges(text: str, start: int, end: int) -> bool:
    before = start and text[start].isalnum() and text[start - 1].isalnum()
    return not before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def leftmost_longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits keep the first, and of those that start together the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
