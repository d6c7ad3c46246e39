"""``together``: lists that meet in a window, in any order."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..patterns import Passage, Reading, Sought
from ..rule import Match, Needs, Rule
from ..signals import Signals
from ..span import Span


@dataclass(frozen=True, slots=True)
class Options:
    """Groups of lists: one hit of each group must stand in the window, at most ``words`` syllables apart."""

    groups: tuple[tuple[str, ...], ...]
    needs: Needs  # the groups without classes of words: what the scan alone tells
    window: Literal["sentence", "paragraph"] = "sentence"
    words: int | None = None


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek one of each group in a sentence, or the rarest group of a paragraph: each may have a sentence of its own."""
    return (Sought(options.needs if options.window == "sentence" else options.needs[:1]),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match the tightest meeting of all groups in each window; the match covers it."""
    options: Options = rule.options
    for passage, window in _windows(rule, options, reading):
        cover = tightest([passage.hits_in(group, window) for group in options.groups])
        if cover is not None and _near(options, passage, cover):
            yield Match(rule, passage.index, cover)


def tightest(hits: Sequence[Sequence[Span]]) -> Span | None:
    """The shortest range with a hit of every group, the first of equals; linear after one sort."""
    if not all(hits):
        return None
    ordered = sorted((span, group) for group, spans in enumerate(hits) for span in spans)
    inside: Counter[int] = Counter()
    open_: deque[tuple[Span, int]] = deque()
    best: Span | None = None
    for span, group in ordered:
        open_.append((span, group))
        inside[group] += 1
        while inside[open_[0][1]] > 1:
            inside[open_.popleft()[1]] -= 1
        if len(+inside) == len(hits):
            cover = Span(open_[0][0].start, max(s.end for s, _ in _ends(open_)))
            if best is None or cover.end - cover.start < best.end - best.start:
                best = cover
    return best


def _ends(hits: deque[tuple[Span, int]]) -> Iterable[tuple[Span, int]]:
    """The first and the last few hits: the farthest end is among them, as hits of a list are short."""
    return (hits[0], *(hits[i] for i in range(-min(len(hits), 8), 0)))


def _windows(rule: Rule, options: Options, reading: Reading) -> Iterator[tuple[Passage, Span]]:
    places = reading.where(rule.code)
    if options.window == "sentence":
        return ((sentence.passage, sentence.span) for sentence, _ in places)
    passages = {sentence.passage: None for sentence, _ in places}  # in order, each once
    return ((passage, Span(0, len(passage.view.clean))) for passage in passages)


def _near(options: Options, passage: Passage, cover: Span) -> bool:
    return options.words is None or passage.syllables_in(cover.start, cover.end) <= options.words
