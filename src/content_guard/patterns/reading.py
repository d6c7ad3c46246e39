"""A draft while it is being read: its passages and sentences, and which of them could hold what is sought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import and_
from typing import NamedTuple

from ..draft import PartName
from ..rule import Pattern
from ..span import Span
from .index import Bits, Index
from .lists import Lists
from .passage import Language, Passage, Work


@dataclass(frozen=True)
class Tools:
    """What a guard reads every draft with: ``rules`` of each part, and signals one by one, tell what could match."""

    lists: Lists
    bits: Bits
    rules: Mapping[PartName, Index]
    signals: Mapping[str, Index]
    language: Language = field(default_factory=Language)


class Sentence(NamedTuple):
    """A sentence: its number in the draft, its passage, and its range of the passage's views.

    ``spellings`` are what the scan found in it, by number, and ``unmet`` the needs that none of these meets.
    """

    number: int
    passage: Passage
    span: Span
    spellings: frozenset[int]
    unmet: int


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
    def codes(self) -> Set[str]:
        """The rules that could match somewhere, by code; all others would find nothing."""
        return self._anywhere.union(self.places)

    def where(self, code: str) -> Sequence[Place]:
        """The sentences where a rule could match."""
        told = self.places.get(code, ())
        if code not in self._anywhere:
            return told
        sought = ((sentence, self._index_of(sentence.passage).anywhere.get(code, ())) for sentence in self.sentences)
        return [*told, *(Place(sentence, c.pattern) for sentence, candidates in sought for c in candidates)]

    @cached_property
    def places(self) -> Mapping[str, Sequence[Place]]:
        """The rules of which hits tell that they could match, by code, and where."""
        found: dict[str, list[Place]] = {}
        for sentence in self.sentences:
            index = self._index_of(sentence.passage)
            for code, pattern in index.could_match(sentence.spellings, sentence.unmet):
                if code in found:
                    found[code].append(Place(sentence, pattern))
                else:
                    found[code] = [Place(sentence, pattern)]
        return found

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._index_of(passage).anywhere for passage in self.passages))

    def _index_of(self, passage: Passage) -> Index:
        return self._tools.rules[passage.part.name]

    def could_stand(self, name: str) -> bool:
        """Tell whether one of a signal's patterns could stand anywhere."""
        index = self._tools.signals[name]
        return bool(index.anywhere or not index.rarest & self._unmet)

    @cached_property
    def _unmet(self) -> int:
        return reduce(and_, (sentence.unmet for sentence in self.sentences), -1)

    def sentences_for(self, name: str, passage: Passage) -> Iterable[Sentence]:
        """The sentences of a passage in which one of a signal's patterns could stand."""
        index = self._tools.signals[name]
        sentences = self.sentences_of(passage)
        return sentences if index.anywhere else (s for s in sentences if not index.rarest & s.unmet)

    def patterns_of_signal(self, name: str, sentence: Sentence) -> Sequence[Pattern]:
        """Those of a signal's patterns that could stand in a sentence."""
        index = self._tools.signals[name]
        candidates = chain(index.could_match(sentence.spellings, sentence.unmet), *index.anywhere.values())
        return [pattern for _, pattern in candidates if pattern]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the draft."""
        told = ((p, span, frozenset(p.found.numbers[at])) for p in self.passages for span, at in p.spelled.items())
        return tuple(Sentence(number, *one, self._tools.bits.unmet(one[2])) for number, one in enumerate(told))

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
