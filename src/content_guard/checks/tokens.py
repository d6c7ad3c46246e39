"""``tokens``: spaCy Matcher patterns, verbatim, on the sentences where a list has a hit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..patterns import Passage, Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span
from ..text.words import segmenter

_AT_ONCE = 100  # words; a Matcher with several + takes cubic time, so a longer sentence is read in pieces


@dataclass(frozen=True, slots=True)
class Options:
    """The lists that open a sentence to spaCy, and Matcher patterns as JSON (hashable, as written)."""

    lists: tuple[str, ...]
    patterns: str


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek any of the lists."""
    return (Sought((frozenset(options.lists),)),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match over words of the clean view, cased, as pyvi joins them, a space between joined syllables."""
    options: Options = rule.options
    for passage in reading.within(rule.parts):
        if not any(map(passage.hits, options.lists)):
            continue
        for sentence in passage.sentences:
            if passage.hits_in(options.lists, sentence):
                for span in _found(options.patterns, passage, sentence):
                    yield Match(rule, passage.index, span)


def _found(patterns: str, passage: Passage, sentence: Span) -> Iterator[Span]:
    text = passage.view.clean[sentence.start : sentence.end]
    edges = segmenter().words(text)
    passage.work.words_decoded += len(edges)
    for first in range(0, len(edges), _AT_ONCE):
        piece = edges[first : first + _AT_ONCE]
        for start, end in matched(patterns, [text[slice(*edge)] for edge in piece]):
            yield Span(sentence.start + piece[start][0], sentence.start + piece[end - 1][1])


def matched(patterns: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the patterns match in a list of words: half-open ranges, the longest of overlapping ones, in order.

    Raises ImportError without spaCy, and whatever spaCy raises for patterns that it does not take.
    """
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    found = _matcher(patterns)(Doc(_vocab(), words=words), as_spans=True)
    return sorted((span.start, span.end) for span in filter_spans(found))


@cache
def _matcher(patterns: str) -> Any:
    import json

    from spacy.matcher import Matcher

    matcher = Matcher(_vocab(), validate=True)
    matcher.add("rule", json.loads(patterns))
    return matcher


@cache
def _vocab() -> Any:
    from spacy.lang.vi import VietnameseDefaults
    from spacy.vocab import create_vocab

    return create_vocab("vi", VietnameseDefaults)
