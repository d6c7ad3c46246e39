"""A draft while it is being read: its passages and sentences, and which of them could hold what is sought."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..rule import Needs, Pattern
from ..span import Span
from .index import Index
from .passage import Language, Passage, Work
from .scan import Scanner


@dataclass(frozen=True)
class Tools:
    """What a guard reads every draft with: ``rules`` and ``signals`` tell what could match, signals one by one."""

    scanner: Scanner
    rules: Index
    signals: Mapping[str, Index]
    language: Language = field(default_factory=Language)


class Sentence(NamedTuple):
    """A sentence: its number in the draft, its passage, and its range of the passage's views."""

    number: int
    passage: Passage
    span: Span


class Reading:
    """A draft being read: its passages in text order. What nothing asks for is not computed."""

    def __init__(self, passages: Sequence[Passage], tools: Tools, work: Work) -> None:
        self.passages = tuple(passages)
        self.work = work
        self._tools = tools
        self._within: dict[frozenset[str], tuple[Passage, ...]] = {}
        self._with: dict[frozenset[str], Set[int]] = {}

    # What could match, and where.

    @cached_property
    def patterns_of_rules(self) -> Mapping[str, tuple[Pattern, ...]]:
        """The rules that could match, by code, each with those of its patterns that could stand somewhere."""
        return self._tools.rules.could_match(self._present)

    def patterns_of_signal(self, name: str) -> tuple[Pattern, ...]:
        """Those of a signal's patterns that could stand somewhere."""
        return self._tools.signals[name].could_match(self._present).get(name, ())

    def where(self, needs: Needs) -> Sequence[int]:
        """The numbers of the sentences that have a hit, counted or not, of every need; all where nothing is needed."""
        if not needs:
            return range(len(self.sentences))
        known, rest = self._with, iter(needs)
        need = next(rest)
        numbers = known[need] if need in known else self._sentences_with(need)
        for need in rest:
            if not numbers:
                return ()
            numbers = numbers & (known[need] if need in known else self._sentences_with(need))
        return sorted(numbers)

    def _sentences_with(self, need: frozenset[str]) -> Set[int]:
        lists = self._lists
        found: list[Set[int]] = [lists[name] for name in need if name in lists]
        self._with[need] = numbers = found[0] if len(found) == 1 else frozenset[int]().union(*found)
        return numbers

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the draft."""
        pairs = ((passage, span) for passage in self.passages for span in passage.sentences)
        return tuple(Sentence(number, passage, span) for number, (passage, span) in enumerate(pairs))

    @cached_property
    def first_sentences(self) -> Sequence[int]:
        """For each passage the number of its first sentence, and for the end the count of all."""
        numbers = [0]
        for passage in self.passages:
            numbers.append(numbers[-1] + len(passage.sentences))
        return numbers

    def sentence_at(self, passage: Passage, position: int) -> int:
        """The number of the sentence that holds a position of a passage."""
        return self.first_sentences[passage.index] + passage.sentence_at(position)

    @cached_property
    def _present(self) -> frozenset[str]:
        return self._tools.language.class_names.union(self._lists)

    @cached_property
    def _lists(self) -> Mapping[str, Set[int]]:
        """The sentences in which each list has a hit, counted or not."""
        lists: dict[str, set[int]] = {}
        lists_of = self._tools.scanner.lists_of
        for spelling, sentences in self._spellings().items():
            for name in lists_of(spelling):
                if name in lists:
                    lists[name] |= sentences
                else:
                    lists[name] = set(sentences)
        return lists

    def _spellings(self) -> Mapping[int, set[int]]:
        """The sentences in which each spelling begins."""
        found: dict[int, set[int]] = {}
        for passage, first in zip(self.passages, self.first_sentences, strict=False):
            offset, spellings = passage.found
            inner = [sentence.end + offset for sentence in passage.sentences[:-1]]
            for spelling, start, _ in spellings:
                number = first + bisect_right(inner, start) if inner else first
                if spelling in found:
                    found[spelling].add(number)
                else:
                    found[spelling] = {number}
        return found

    # Parts and windows.

    @cached_property
    def has_body(self) -> bool:
        """Tell whether the draft has more than a headline."""
        return any(p.part.name in ("lead", "body") for p in self.passages)

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
