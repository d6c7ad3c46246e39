"""The plain way: every phrase in every passage, every pattern in every sentence, nothing gated, nothing remembered.

Slow and short enough to be believed. ``Guard`` must answer the same, byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from unittest.mock import patch

from content_guard import Draft, Guard, Span
from content_guard.draft import PART_NAMES
from content_guard.patterns import Passage, Reading, Tools, Work
from content_guard.patterns.reading import Place, Sentence
from content_guard.rule import AT_MATCH, Lexicon, Pattern, Phrase
from content_guard.text.view import view
from content_guard.text.words import segmenter

BREAK = re.compile(r"[,;:…]| - ")
SYLLABLE = re.compile(r"[^\W_]+")
AT_MOST = 64  # candidates tried for one item, as the engine's limit is


class PlainPassage(Passage):
    """A passage whose hits are found phrase by phrase."""

    @cached_property
    def occurrences(self) -> Mapping[str, list[tuple[int, int, Phrase]]]:
        return {lexicon.name: list(self._of(lexicon)) for lexicon in self.plain_lexicons.values()}

    plain_lexicons: Mapping[str, Lexicon]

    def _of(self, lexicon: Lexicon) -> Iterator[tuple[int, int, Phrase]]:
        text = self.view.folded
        for phrase in lexicon.phrases:
            at = text.find(phrase.folded)
            while at >= 0:
                end = at + len(phrase.folded)
                inside = at and text[at - 1].isalnum() and text[at].isalnum()
                goes_on = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
                if not inside and not goes_on:
                    yield at, end, phrase
                at = text.find(phrase.folded, at + 1)

    def hits(self, name: str) -> tuple[Span, ...]:
        kept = [
            (start, -end) for start, end, phrase in self.occurrences[name] if self._counts(name, start, end, phrase)
        ]
        chosen: list[Span] = []
        for start, end in sorted(kept):
            if not chosen or start >= chosen[-1].end:
                chosen.append(Span(start, -end))
        return tuple(chosen)

    def _counts(self, name: str, start: int, end: int, phrase: Phrase) -> bool:
        lexicon = self.plain_lexicons[name]
        if lexicon.exact and self.view.clean[start:end] != phrase.written:
            return False
        for shield in lexicon.shields:
            if any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in self.occurrences[shield]):
                return False
        return not phrase.by_word or self._is_word(start, end)

    def _is_word(self, start: int, end: int) -> bool:
        sentence = self.sentences[self.sentence_at(start)]
        edges = segmenter().words(self.view.clean[slice(*sentence)])
        inner = start - sentence.start, end - sentence.start
        return inner[0] in {first for first, _ in edges} and inner[1] in {last for _, last in edges}

    def syllables_in(self, start: int, end: int) -> int:
        return sum(start <= m.start() < end for m in SYLLABLE.finditer(self.view.folded))

    def hits_in(self, names, within: Span) -> list[Span]:
        found: set[Span] = set()
        for name in names:
            spans = self._of_class(name, within) if name in self._language.classes else self.hits(name)
            found |= {span for span in spans if within.start <= span.start and span.end <= within.end}
        return sorted(found)


class PlainReading(Reading):
    """A reading in which everything could match everywhere."""

    plain_rules: Mapping[str, tuple[Pattern, ...]]
    plain_parts: Mapping[str, Container[str]]
    plain_signals: Mapping[str, tuple[Pattern, ...]]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        pairs = [(passage, span) for passage in self.passages for span in passage.sentences]
        return tuple(Sentence(number, *pair, frozenset(), 0) for number, pair in enumerate(pairs))

    @property
    def codes(self) -> Container[str]:
        return self.plain_rules

    def could_stand(self, name: str) -> bool:  # noqa: ARG002
        return True

    def sentences_for(self, name: str, passage: Passage) -> Sequence[Sentence]:  # noqa: ARG002
        return self.sentences_of(passage)

    def where(self, code: str) -> list[Place]:
        read = [s for s in self.sentences if s.passage.part.name in self.plain_parts[code]]
        return [Place(s, p) for s in read for p in self.plain_rules[code]]

    def patterns_of_signal(self, name: str, sentence: Sentence) -> tuple[Pattern, ...]:  # noqa: ARG002
        return self.plain_signals[name]


def plain_find(pattern: Pattern, passage: Passage, sentence: Span, here: Span | None = None) -> Iterator[Span]:
    """Every place where the pattern stands, without overlaps: all ways tried, from left to right."""
    after = -1
    for start in _candidates(pattern, 0, passage, sentence, here):
        syllables_before = SYLLABLE.search(passage.view.folded[: start.start])
        if start.start < after or (pattern.at_start and syllables_before):
            continue
        end = _end(pattern, 1, start.end, passage, sentence, here)
        if end is not None:
            after = end
            yield Span(start.start, end)


def _candidates(pattern: Pattern, number: int, passage: Passage, sentence: Span, here: Span | None) -> list[Span]:
    options = pattern.items[number].options
    if here is None or AT_MATCH.isdisjoint(options):
        return passage.hits_in(options, sentence)
    ends = {"@": here, "[": Span(here.start, here.start), "]": Span(here.end, here.end)}
    return [ends[options[0]]]


def _end(pattern: Pattern, number: int, at: int, passage: Passage, sentence: Span, here: Span | None) -> int | None:
    text = passage.view.folded
    if number == len(pattern.items):
        return None if pattern.at_end and SYLLABLE.search(text[at:]) else at
    item = pattern.items[number]
    following = [s for s in _candidates(pattern, number, passage, sentence, here) if s.start >= at]
    for span in following[:AT_MOST]:
        between = len([m for m in SYLLABLE.finditer(text) if at <= m.start() < span.start])
        if between > item.gap or (item.clause and BREAK.search(text, at, span.start)):
            return None
        end = _end(pattern, number + 1, span.end, passage, sentence, here)
        if end is not None:
            return end
    return None


def report(guard: Guard, draft: Draft) -> str:
    """What the plain way answers, as JSON without the counts of work."""
    modules = ("checks.sequence", "checks.missing", "checks.mismatch", "signals")
    with ExitStack() as stack:
        for module in modules:
            stack.enter_context(patch(f"content_guard.{module}.find", plain_find))
        stack.enter_context(patch("content_guard.guard.passages_of", _plain_reader(guard)))
        return as_json(guard.check(draft))


def as_json(report) -> str:
    told = report.to_dict()
    del told["stats"]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _plain_reader(guard: Guard):
    from content_guard import asking as module

    rules = {rule.code: _patterns(rule.options) for rule in guard.rules}
    parts = {rule.code: rule.parts or frozenset(PART_NAMES) for rule in guard.rules}
    signals = {name: signal.patterns for name, signal in guard.pack.signals.items()}
    lexicons = {lexicon.name: lexicon for lexicon in guard.pack.lexicons}
    is_vietnamese = module._is_vietnamese

    def read(draft: Draft, tools: Tools, work: Work) -> Reading | None:
        views = [view(draft.source, part.pieces) for part in draft.parts]
        if not is_vietnamese("".join(v.folded for v in views)):
            return None
        seen = [(part, v) for part, v in zip(draft.parts, views, strict=True) if v.clean]
        passages = []
        for number, (part, v) in enumerate(seen):
            passage = PlainPassage(number, part, v, None, tools.lists, tools.language, work)  # type: ignore[arg-type]
            passage.plain_lexicons = lexicons
            passages.append(passage)
        reading = PlainReading(passages, tools, work)
        reading.plain_rules, reading.plain_parts, reading.plain_signals = rules, parts, signals
        return reading

    return read


def _patterns(options: object) -> tuple[Pattern | None, ...]:
    for name in ("patterns", "triggers", "claims"):
        found = getattr(options, name, ())
        if found and isinstance(found, tuple):
            return found
    return (None,)  # a kind without patterns looks at every sentence
