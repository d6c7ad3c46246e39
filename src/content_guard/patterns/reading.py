"""A draft while it is being read: its passages and sentences, and which of them could hold what is sought."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ..draft import PartName
from ..rule import Pattern
from ..span import Span
from .index import Index
from .passage import Language, Passage, Work
from .scan import Scanner

_NUMBER, _END = itemgetter(0), itemgetter(2)  # of what the scan found


@dataclass(frozen=True)
class Tools:
    """What a guard reads every draft with: ``rules`` of each part, and signals one by one, tell what could match."""

    scanner: Scanner
    rules: Mapping[PartName, Index]
    signals: Mapping[str, Index]
    language: Language = field(default_factory=Language)


class Sentence(NamedTuple):
    """A sentence: its number in the draft, its passage, and its range of the passage's views.

    ``lists`` are those that have a hit in it, whether it counts or not, and every class.
    """

    number: int
    passage: Passage
    span: Span
    lists: frozenset[str]


class Place(NamedTuple):
    """A sentence that holds all that a rule needs, or one of its patterns."""

    sentence: Sentence
    pattern: Pattern | None


class Reading:
    """A draft being read: its passages in text order. What nothing asks for is not computed."""

    def __init__(self, passages: Sequence[Passage], tools: Tools, work: Work) -> None:
        self.passages = tuple(passages)
        self.work = work
        self._tools = tools
        self._within: dict[frozenset[str], tuple[Passage, ...]] = {}

    # What could match, and where.

    @cached_property
    def places(self) -> Mapping[str, Sequence[Place]]:
        """The rules that could match, by code, and where: all others would find nothing."""
        found: dict[str, list[Place]] = {}
        for sentence in self.sentences:
            index = self._tools.rules[sentence.passage.part.name]
            for _, code, pattern in index.could_match(sentence.lists):
                if code in found:
                    found[code].append(Place(sentence, pattern))
                else:
                    found[code] = [Place(sentence, pattern)]
        return found

    def patterns_of_signal(self, name: str, sentence: Sentence) -> Sequence[Pattern]:
        """Those of a signal's patterns that could stand in a sentence."""
        candidates = self._tools.signals[name].could_match(sentence.lists)
        return [pattern for _, _, pattern in candidates if pattern]

    @cached_property
    def lists(self) -> frozenset[str]:
        """The lists that have a hit anywhere, whether it counts or not, and every class."""
        return frozenset[str]().union(*(sentence.lists for sentence in self.sentences))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the draft."""
        pairs = ((passage, span, lists) for passage in self.passages for span, lists in self._in(passage))
        return tuple(Sentence(number, *pair) for number, pair in enumerate(pairs))

    def _in(self, passage: Passage) -> Iterator[tuple[Span, frozenset[str]]]:
        """The sentences of a passage, and the lists with hits that end there."""
        scanner, classes = self._tools.scanner, self._tools.language.class_names
        offset, spellings = passage.found
        last = passage.sentences[-1]
        begin = 0
        for span in passage.sentences:
            end = len(spellings) if span is last else bisect_right(spellings, span.end + offset, lo=begin, key=_END)
            yield span, scanner.lists(map(_NUMBER, spellings[begin:end]), classes)
            begin = end

    @cached_property
    def first_sentences(self) -> Sequence[int]:
        """For each passage the number of its first sentence, and for the end the count of all."""
        return (0, *accumulate(len(passage.sentences) for passage in self.passages))

    def sentence_at(self, passage: Passage, position: int) -> Sentence:
        """The sentence that holds a position of a passage."""
        return self.sentences[self.first_sentences[passage.index] + passage.sentence_at(position)]

    def sentences_of(self, passage: Passage) -> Sequence[Sentence]:
        """The sentences of a passage."""
        return self.sentences[slice(*self.first_sentences[passage.index : passage.index + 2])]

    # Parts and windows.

    @cached_property
    def has_body(self) -> bool:
        """Tell whether the draft has more than a headline."""
        return any(p.part.name in ("lead", "body") for p in self.passages)

    def sparing(self, name: str) -> Reading:
        """The same reading, where no hit counts that stands within one of this list."""
        if name not in self.lists:
            return self
        return Reading([passage.sparing(name) for passage in self.passages], self._tools, self.work)

    def within(self, parts: frozenset[str]) -> tuple[Passage, ...]:
        """The passages of these parts; an empty set means every part."""
        if parts not in self._within:
            self._within[parts] = tuple(p for p in self.passages if not parts or p.part.name in parts)
        return self._within[parts]

    def window(self, name: str, around: int) -> Iterable[Passage]:
        """The passages that a window names, seen from passage number ``around``.

        ``opening`` is the headline, the lead and the first three paragraphs, with the passage itself;
        ``top`` is the headline and the lead, ``below`` everything under the headline.
        """
        if name == "draft":
            return self.passages
        if name == "below":
            return self.below
        if name == "top":
            return self.top
        here = self.passages[around]
        if name == "opening":
            return (*self._opening, *(() if here in self._opening else (here,)))
        return (here,)

    @cached_property
    def below(self) -> tuple[Passage, ...]:
        """Everything under the headline."""
        return tuple(p for p in self.passages if p.part.name != "headline")

    @cached_property
    def top(self) -> tuple[Passage, ...]:
        """The headline and the lead."""
        return tuple(p for p in self.passages if p.part.name in ("headline", "lead"))

    @cached_property
    def _opening(self) -> tuple[Passage, ...]:
        body = [p for p in self.passages if p.part.name == "body"]
        return (*self.top, *body[:3])
