"""``measure``: a number over the draft against a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..patterns import Passage, Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span

Figure = Literal["hits", "density", "share"]


@dataclass(frozen=True, slots=True)
class Options:
    """Which lists are counted, how, and from where on the number matters.

    ``hits`` counts them, ``density`` counts them per 100 syllables, ``share`` is the part of the rule's
    paragraphs that hold one (0–1). ``fewest`` hits must stand there whatever the figure.
    """

    lists: tuple[str, ...]
    figure: Figure
    at_least: float
    fewest: int = 1


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek any of the lists."""
    return (Sought((frozenset(options.lists),)),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match once, in the passage with the most hits: from the first to the last of them."""
    options: Options = rule.options
    passages = tuple(reading.within(rule.parts))
    hits = [_hits(passage, options.lists) for passage in passages]
    count = sum(map(len, hits))
    if count < options.fewest or _figure(options.figure, passages, hits) < options.at_least:
        return
    fullest = max(range(len(passages)), key=lambda n: (len(hits[n]), -n))
    yield Match(rule, passages[fullest].index, Span(hits[fullest][0].start, hits[fullest][-1].end))


def _hits(passage: Passage, lists: tuple[str, ...]) -> list[Span]:
    """The hits of the lists, in order; words that several lists know count once."""
    found: list[Span] = []
    for hit in passage.hits_in(lists, Span(0, len(passage.view.clean))):
        if found and hit.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, hit.end))
        else:
            found.append(hit)
    return found


def _figure(figure: Figure, passages: tuple[Passage, ...], hits: list[list[Span]]) -> float:
    count = sum(map(len, hits))
    if figure == "hits":
        return count
    if figure == "share":
        return sum(map(bool, hits)) / len(passages)
    syllables = sum(p.syllables_in(0, len(p.view.folded)) for p in passages)
    return 100 * count / max(syllables, 1)
