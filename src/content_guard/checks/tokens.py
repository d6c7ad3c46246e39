"""``tokens``: spaCy Matcher patterns, verbatim, on the sentences where a list has a hit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..patterns import Passage, Reading
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span
from ..text.words import segmenter


@dataclass(frozen=True, slots=True)
class Options:
    """The lists that open a sentence to spaCy, and Matcher patterns as JSON (hashable, as written)."""

    lists: tuple[str, ...]
    patterns: str


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match over words of the clean view, cased, as pyvi joins them; spaCy loads at the first such sentence."""
    options: Options = rule.options
    for passage in reading.within(rule.parts):
        if not passage.may_have(options.lists):
            continue
        for sentence in passage.sentences:
            if passage.hits_in(options.lists, sentence):
                for span in _found(options.patterns, passage, sentence):
                    yield Match(rule, passage.index, span)


def _found(patterns: str, passage: Passage, sentence: Span) -> Iterator[Span]:
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    vocab, matcher = _matcher(patterns)
    text = passage.view.clean[sentence.start : sentence.end]
    edges = segmenter().words(text)
    passage.work.words_decoded += len(edges)
    doc = Doc(vocab, words=[text[start:end] for start, end in edges])
    for found in sorted(filter_spans(matcher(doc, as_spans=True)), key=lambda span: span.start):
        yield Span(sentence.start + edges[found.start][0], sentence.start + edges[found.end - 1][1])


@cache
def _matcher(patterns: str) -> tuple[Any, Any]:
    import json

    from spacy.lang.vi import VietnameseDefaults
    from spacy.matcher import Matcher
    from spacy.vocab import create_vocab

    vocab = create_vocab("vi", VietnameseDefaults)
    matcher = Matcher(vocab, validate=True)
    matcher.add("rule", json.loads(patterns))
    return vocab, matcher
